/** How many, by whose count: each origin's figure as an interval on one scale, so that agreement is seen at a glance. */

import { long } from "./days.js";
import { h, s } from "./dom.js";
import { bounds } from "./words.js";

const WIDTH = 150;
const HEIGHT = 18;
const LEFT = 7;
const RIGHT = 14;

/** A table for each thing that is counted, for each group of people that is counted apart. */
export function figureTables(figures) {
  const groups = new Map();
  for (const figure of figures) {
    const name = /\p{L}/u.test(figure.who ?? "") ? `${figure.of}: ${figure.who}` : figure.of;
    groups.set(name, [...(groups.get(name) ?? []), figure]);
  }
  return [...groups].map(([name, group]) => table(name, group));
}

/** "agree", "contradict", or "" where one origin alone counts. */
export function standing(figures) {
  if (new Set(figures.map((figure) => figure.origin)).size < 2) return "";
  const lowest = Math.max(...figures.map((figure) => figure.low));
  const highest = Math.min(...figures.map((figure) => figure.high ?? Infinity));
  return lowest <= highest ? "agree" : "contradict";
}

/** The stretch that all figures allow, or null. */
export function common(figures) {
  const low = Math.max(...figures.map((figure) => figure.low));
  const high = Math.min(...figures.map((figure) => figure.high ?? Infinity));
  return low <= high ? { low, high: high === Infinity ? null : high } : null;
}

function table(name, figures) {
  const said = standing(figures);
  const scale = scaleOf(figures);
  const shared = said === "agree" ? common(figures) : null;
  const words = said === "agree" ? `agree on ${bounds(shared)}` : said === "contradict" ? "contradict" : "one origin";
  return h(
    "table", { class: `figures ${said}` },
    h("caption", {}, h("b", {}, name), " ", h("span", { class: `standing ${said}` }, words)),
    h("thead", {}, h("tr", {}, ["origin", "figure", "on a scale", "as of"].map((each) => h("th", { scope: "col" }, h("span", { class: "unseen" }, each))))),
    h("tbody", {}, figures.map((figure) =>
      h("tr", {},
        h("th", { scope: "row" }, figure.origin),
        h("td", { class: "bound" }, bounds(figure)),
        h("td", {}, interval(figure, scale, shared)),
        h("td", { class: "as-of" }, figure.as_of ? long(figure.as_of).replace(/ \d{4}$/, "") : "")))),
    h("tfoot", { "aria-hidden": "true" }, h("tr", {}, h("td", { colspan: 2 }), h("td", {}, axis(scale)), h("td"))),
  );
}

/** From a figure to a place: even steps, or steps of ratio where the figures lie far apart. */
function scaleOf(figures) {
  const ends = figures.flatMap((figure) => [figure.low, figure.high]).filter((end) => end !== null && end !== undefined);
  const most = Math.max(...ends, 1);
  const least = Math.min(...ends.filter((end) => end > 0), most);
  const steep = most / least > 40;
  const top = most * (steep ? 1.6 : 1.12);
  const fold = steep ? (value) => Math.log1p(value / least) : (value) => value;
  return { most, steep, least, x: (value) => LEFT + (fold(value) / fold(top)) * (WIDTH - LEFT - RIGHT) };
}

function interval(figure, { x }, shared) {
  const middle = HEIGHT / 2;
  const open = figure.high === null || figure.high === undefined;
  const from = x(figure.low);
  const to = open ? WIDTH - 5 : x(figure.high);
  const parts = [s("line", { class: "rail", x1: LEFT, x2: WIDTH - RIGHT, y1: middle, y2: middle })];
  if (shared) {
    const left = x(shared.low);
    const right = shared.high === null ? WIDTH - 4 : x(shared.high);
    parts.push(s("rect", { class: "shared", x: left - 5, width: Math.max(10, right - left + 10), y: 0, height: HEIGHT }));
  }
  if (to - from > 1) parts.push(s("line", { class: "span", x1: from, x2: open ? to - 4 : to, y1: middle, y2: middle }));
  if (open) parts.push(s("path", { class: "head", d: `M${to - 7} ${middle - 5}L${to + 1} ${middle}L${to - 7} ${middle + 5}Z` }));
  parts.push(open || figure.high !== figure.low ? s("line", { class: "stop", x1: from, x2: from, y1: middle - 5, y2: middle + 5 }) : s("circle", { class: "dot", cx: from, cy: middle, r: 4.5 }));
  if (!open && figure.high !== figure.low) parts.push(s("line", { class: "stop", x1: to, x2: to, y1: middle - 5, y2: middle + 5 }));
  return s("svg", { class: "interval", width: WIDTH, height: HEIGHT, viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" }, parts);
}

function axis({ most, steep, least, x }) {
  const marks = steep ? [0, least, most] : [0, most];
  return s(
    "svg", { class: "interval", width: WIDTH, height: 13, viewBox: `0 0 ${WIDTH} 13` },
    marks.map((value, n) => s("text", { class: "tick", x: x(value), y: 10, "text-anchor": n === 0 ? "start" : "middle" }, Intl.NumberFormat("en-GB", { notation: "compact" }).format(value))),
    steep ? s("text", { class: "tick", x: WIDTH, y: 10, "text-anchor": "end" }, "log") : null,
  );
}
