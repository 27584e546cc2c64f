/** The sign of each verdict: a ring, a disc, a diamond, so that colour is not the only difference. */

import { s } from "./dom.js";
import { VERDICT_WORDS } from "./words.js";

const SHAPES = {
  "single-source": () => s("circle", { cx: 8, cy: 8, r: 5, fill: "none", stroke: "currentColor", "stroke-width": 2.5 }),
  corroborated: () => s("circle", { cx: 8, cy: 8, r: 6.2, fill: "currentColor" }),
  contested: () => s("path", { d: "M8 .8 15.2 8 8 15.2.8 8Z", fill: "currentColor" }),
};

/** The sign as an SVG image, in the verdict's colour. */
export function verdictGlyph(verdict, size = 14) {
  return s(
    "svg",
    { class: `glyph ${verdict}`, viewBox: "0 0 16 16", width: size, height: size, "aria-hidden": "true" },
    SHAPES[verdict](),
  );
}

/** The sign with its word beside it. */
export function verdictBadge(verdict) {
  const badge = document.createElement("span");
  badge.className = `badge ${verdict}`;
  badge.append(verdictGlyph(verdict), VERDICT_WORDS[verdict]);
  return badge;
}
