/** An editor for each field of a claim. A value has the form that the server takes for a correction of that field. */

import { get, latest } from "./api.js";
import { interval, isDay } from "./days.js";
import { button, h, put } from "./dom.js";
import { CERTAINTIES, COUNTED, KINDS } from "./words.js";

/** The value with which the correction of a field begins: what the claim says now. */
export function startingValue(field, claim) {
  const value = claim[field];
  if (field === "when") return value ? { start: value.start, end: value.end } : { start: "", end: "" };
  if (field === "place") return value ? only(value, ["start", "end", "text", "name", "lat", "lon", "country", "precision_km"]) : null;
  if (field === "counts") return value.map((each) => only(each, ["of", "low", "high", "start", "end", "text"]));
  if (Array.isArray(value)) return value.map((each) => only(each, ["start", "end", "text", "name", "id"]));
  return value;
}

/**
 * The editor of a field. `tools` are: set(value) keeps the value, span() gives the selected words or null, redraw()
 * draws the editor anew, takePoint(take) asks for a click on the map.
 */
export function editorOf(field, value, tools) {
  if (field === "kind") return oneOf("Kind", KINDS, value, tools);
  if (field === "certainty") return oneOf("How sure", CERTAINTIES, value, tools);
  if (field === "negated") return oneOf("Did it happen", [["false", "the report says that it happened"], ["true", "the report says that it did not"]], String(value), { set: (chosen) => tools.set(chosen === "true") });
  if (field === "place") return placeEditor(value, tools);
  if (field === "when") return whenEditor(value, tools);
  if (field === "counts") return countsEditor(value, tools);
  return namesEditor(field, value, tools);
}

const only = (from, names) => Object.fromEntries(names.filter((name) => from[name] !== undefined && from[name] !== null).map((name) => [name, from[name]]));

function oneOf(label, values, value, { set }) {
  return h("label", {}, `${label} `, select(values, value, set));
}

function select(values, value, set, attributes = {}) {
  const options = values.map((each) => (Array.isArray(each) ? each : [each, each]));
  const element = h("select", { ...attributes, on: { change: (event) => set(event.target.value) } }, options.map(([known, words]) => h("option", { value: known }, words)));
  element.value = value;
  return element;
}

function spanButton(label, { span }, take) {
  return button(label, () => span() && take(span()), { "data-takes-span": "", disabled: !span() });
}

function namesEditor(field, value, tools) {
  const remove = (index) => { tools.set(value.filter((_, at) => at !== index)); tools.redraw(); };
  const rename = (index, name) => {
    value[index] = { ...value[index], name };
    delete value[index].id;
    tools.set(value);
  };
  const offered = h("datalist", { id: "actor-names" });
  const look = latest((signal, q) => get("/api/actors", { q }, { signal }), (found) => put(offered, found.map((actor) => h("option", { value: actor.name }))), () => {});
  return [
    offered,
    h("ul", { class: "fillers" }, value.map((each, index) =>
      h("li", {}, h("input", { type: "text", value: each.name, list: "actor-names", "aria-label": "Name", on: { input: (event) => { rename(index, event.target.value); if (event.target.value.length > 1) look(event.target.value); } } }),
        each.text ? h("q", {}, each.text) : null, button("✕", () => remove(index), { "aria-label": `Take ${each.name} away` })))),
    spanButton("Add the words", tools, (span) => { tools.set([...value, { ...span, name: span.text }]); tools.redraw(); }),
    field === "said_by" ? h("span", { class: "quiet" }, " the innermost speaker first") : null,
  ];
}

function placeEditor(value, tools) {
  const results = h("ul", { class: "offered", "aria-label": "Places found" });
  const set = (place) => { tools.set(place); tools.redraw(); };
  const spanOf = () => (value?.text ? only(value, ["start", "end", "text"]) : {});
  const look = latest(
    (signal, q) => get("/api/places", { q }, { signal }),
    (found) => put(results, found.map((place) => h("li", {}, h("button", { type: "button", class: "choice", on: { click: () => set({ ...spanOf(), place_id: place.id, name: place.name, lat: place.lat, lon: place.lon, country: place.country }) } },
      h("span", { class: "choice-word" }, place.name), h("span", { class: "quiet" }, [place.admin1, place.country, place.type].filter(Boolean).join(", ")))))),
    () => {},
  );
  tools.takePoint(({ lat, lon }) => set({ ...spanOf(), lat, lon, name: spanOf().text || value?.name || `${lat}, ${lon}` }));
  return [
    h("p", { class: "taken" }, "now ", h("b", {}, value ? value.name : "no place"), value?.lat !== undefined ? h("span", { class: "quiet" }, ` ${value.lat.toFixed(3)}, ${value.lon.toFixed(3)}`) : null, value?.text ? [" ", h("q", {}, value.text)] : null),
    h("label", {}, "find a place ", h("input", { type: "search", id: "place-search", autocomplete: "off", placeholder: "name, or click on the map", on: { input: (event) => event.target.value.length > 1 && look(event.target.value), keydown: (event) => event.key === "Enter" && event.preventDefault() } })),
    results,
    spanButton("The words say where", tools, (span) => set({ ...(value ?? { name: span.text }), ...span })),
    button("No place", () => set(null)),
  ];
}

function whenEditor(value, tools) {
  const now = value ?? { start: "", end: "" };
  const words = h("span", { class: "quiet", role: "status" }); // a browser may write days with the month first
  const tell = () => put(words, isDay(now.start) ? interval(now) : "");
  const day = (name, label) => h("label", {}, `${label} `, h("input", { type: "date", value: now[name] ?? "", "data-day": name, on: { input: (event) => { now[name] = event.target.value; tools.set({ ...now, end: now.end || now.start }); tell(); } } }));
  tell();
  return [
    day("start", "from"), day("end", "to"), words,
    now.evidence ? h("q", {}, now.evidence.text) : null,
    spanButton("The words say when", tools, (evidence) => { tools.set({ ...now, evidence }); tools.redraw(); }),
    button("No time", () => { tools.set(null); tools.redraw(); }),
  ];
}

function countsEditor(value, tools) {
  const edit = (index, patch) => { value[index] = { ...value[index], ...patch }; tools.set(value); };
  const figure = (index, name, label, open) => h("input", {
    type: "number", min: 0, class: "figure", value: value[index][name] ?? "", "aria-label": label, placeholder: open ? "open" : "0",
    on: { input: (event) => edit(index, { [name]: event.target.value === "" ? (open ? null : 0) : Number(event.target.value) }) },
  });
  return [
    h("ul", { class: "fillers" }, value.map((each, index) =>
      h("li", {}, figure(index, "low", "At least", false), " to ", figure(index, "high", "At most", true), select(COUNTED, each.of, (of) => edit(index, { of }), { "aria-label": "Of what" }),
        each.text ? h("q", {}, each.text) : null, button("✕", () => { tools.set(value.filter((_, at) => at !== index)); tools.redraw(); }, { "aria-label": "Take this figure away" })))),
    button("Add a figure", () => {
      const span = tools.span();
      const number = Number((span?.text.match(/\d[\d,.]*/)?.[0] ?? "").replace(/[,.]/g, "")) || 0;
      tools.set([...value, { of: "killed", low: number, high: number, ...(span ?? {}) }]);
      tools.redraw();
    }),
  ];
}
