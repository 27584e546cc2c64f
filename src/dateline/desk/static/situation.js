/** Who holds which place on the chosen day: the layer of control, its legend, and the same as a table. */

import { get, latest } from "./api.js";
import { chooseClaim } from "./choosing.js";
import { interval, long } from "./days.js";
import { button, byId, h, redraw } from "./dom.js";
import { verdictGlyph } from "./glyph.js";
import { points } from "./layers.js";
import { theMap } from "./map.js";
import { shownDay } from "./timeline.js";
import { listen, view } from "./view.js";
import { some, STATUS_MEANING, VERDICTS, VERDICT_MEANING, VERDICT_WORDS } from "./words.js";

const SIDES = 8;
const sides = new Map(); // holder → number of a colour, those who hold most first; 0 for all whom no colour is left
let states = [];
let error = "";

/** Keeps layer and legend in step with the view. */
export function startSituation() {
  listen((now, changed) => {
    if (changed.has("claim")) requestAnimationFrame(() => { byId("legend").firstElementChild.open = byId("map").clientHeight > 260; });
    if (["control", "on", "from", "to"].some((name) => changed.has(name))) reloadSituation();
  });
  reloadSituation();
}

/** Fetches the situation anew, where the layer is on. */
export function reloadSituation() {
  if (view().control) load(shownDay());
  else show([]);
}

const load = latest(
  (signal, on) => get("/api/situation", { on }, { signal }),
  (answer) => view().control && show(answer), // the layer may have been switched off meanwhile
  (failure) => view().control && show([], failure.message),
);

const side = (holder) => sides.get(holder) ?? 0;

/** Who holds how many places, those who hold most first. */
function holders() {
  const number = new Map();
  for (const { holder } of states) if (holder) number.set(holder, (number.get(holder) ?? 0) + 1);
  return [...number].sort(([one, many], [other, few]) => few - many || one.localeCompare(other));
}

function show(found, message = "") {
  states = found;
  error = message;
  const rivals = states.flatMap((state) => state.claimants ?? []);
  for (const name of [...holders().map(([holder]) => holder), ...rivals]) {
    if (!sides.has(name) && sides.size < SIDES) sides.set(name, sides.size + 1); // the same on every day
  }
  const located = states.filter((state) => state.place.lat !== null && state.place.lat !== undefined);
  theMap()?.getSource("control")?.setData(points(located.map((state) => {
    const rival = (state.claimants ?? []).find((name) => name !== state.holder);
    return { lat: state.place.lat, lon: state.place.lon, status: state.status, side: side(state.holder), other: side(rival), words: wordsOf(state) };
  })));
  byId("map").dataset.control = String(located.length);
  drawLegend();
}

function wordsOf(state) {
  const who = state.holder ?? "nobody";
  const rivals = (state.claimants ?? []).filter((name) => name !== state.holder);
  const said = state.status === "contested" ? `contested${state.holder ? `, last held by ${who}` : ""}${rivals.length ? `, claimed by ${rivals.join(", ")}` : ""}` : `${state.status} by ${who}`;
  return `${state.place.name}: ${said}`;
}

function drawLegend() {
  const listed = byId("legend").querySelector("details.states")?.open ?? false;
  const open = byId("legend").querySelector("details")?.open ?? byId("map").clientHeight > 260;
  redraw(
    byId("legend"),
    h("details", { open }, h("summary", {}, "Legend"),
      h("ul", { class: "legend-verdicts" }, VERDICTS.map((verdict) => h("li", { title: VERDICT_MEANING[verdict] }, verdictGlyph(verdict), VERDICT_WORDS[verdict]))),
      view().control ? controlLegend(listed) : null),
  );
}

function controlLegend(listed) {
  return h(
    "div", { class: "legend-control" },
    h("h3", {}, `Control on ${long(shownDay())}`),
    error ? h("p", { class: "note" }, error) : null,
    h("dl", {}, Object.entries(STATUS_MEANING).map(([status, words]) => h("div", {}, h("dt", {}, h("span", { class: `square ${status}` }), status), h("dd", {}, words)))),
    h("ul", { class: "holders" }, holders().map(([holder, places]) => h("li", {}, h("span", { class: `swatch side-${side(holder)}` }), holder, h("span", { class: "quiet" }, ` ${places}`)))),
    h("details", { class: "states", open: listed }, h("summary", {}, some(states.length, "place")), table()),
  );
}

function table() {
  const evidence = (ids, words) => ids.map((id, n) => [n ? " " : "", button(`${words} ${n + 1}`, () => chooseClaim(id), { class: "plain" })]);
  return h(
    "table", {},
    h("thead", {}, h("tr", {}, ["place", "status", "holder", "since", "said by"].map((label) => h("th", { scope: "col" }, label)))),
    h("tbody", {}, states.map((state) =>
      h("tr", {}, h("th", { scope: "row" }, state.place.name), h("td", {}, state.status), h("td", {}, state.holder ?? ""), h("td", {}, state.since ? interval({ start: state.since }) : ""),
        h("td", {}, evidence(state.for, "for"), state.against.length ? " " : "", evidence(state.against, "against"))))),
  );
}
