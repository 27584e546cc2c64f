/** Why two claims stand in one incident: what each comparison of them weighs. */

import { get } from "./api.js";
import { button, h, put } from "./dom.js";

/** A button that, pressed, gives way to the explanation. */
export function whyTogether(chosen, other) {
  const place = h("div", { class: "why-together" });
  const ask = async () => {
    try {
      put(place, explanation(await get(`/api/claims/${encodeURIComponent(chosen)}/why/${encodeURIComponent(other)}`)));
    } catch (error) {
      put(place, h("p", { class: "quiet" }, error.message));
    }
  };
  place.append(button("why with the chosen one?", ask, { class: "plain", "data-focus": `why-${other}` }));
  return place;
}

const signed = (weight) => `${weight > 0 ? "+" : ""}${weight.toFixed(1)}`;

function explanation({ comparisons, prior, total, threshold, joined, rules }) {
  return [
    h("p", { class: "quiet" }, joined ? "Told to be of one event." : "By themselves told to be of two events."),
    rules.length ? h("ul", {}, rules.map((rule) => h("li", {}, rule))) : null,
    comparisons.length
      ? h("table", {},
          h("thead", {}, h("tr", {}, ["", "how they compare", "weight"].map((label) => (label ? h("th", { scope: "col" }, label) : h("td"))))),
          h("tbody", {}, comparisons.map((each) =>
            h("tr", {}, h("th", { scope: "row" }, each.comparison.replaceAll("_", " ")), h("td", { title: [each.left, each.right].filter(Boolean).join(" | ") }, each.level), h("td", { class: "bound" }, signed(each.weight))))),
          h("tfoot", {}, h("tr", {}, h("td"), h("td", {}, `before looking ${signed(prior)}; joined from ${signed(threshold)} on`), h("td", { class: "bound" }, signed(total)))))
      : null,
  ];
}
