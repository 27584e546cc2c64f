/**
 * The address bar: the whole view as a link, and a link as the view.
 *
 * What is not understood in an address is left out, so that a broken link still shows something.
 */

import { isDay } from "./days.js";
import { CERTAINTIES, KINDS, VERDICTS } from "./words.js";

const LISTS = { kind: KINDS, verdict: VERDICTS, certainty: CERTAINTIES };
const WORDS = ["q", "place", "actor", "said_by", "outlet"];
const DAYS = ["from", "to"];
const ID = /^[\w.:-]{1,80}$/;
const NUMBERS = /^-?\d+(\.\d+)?(,-?\d+(\.\d+)?)*$/;

/** The names of a view that filter incidents. */
export const FILTERS = [...Object.keys(LISTS), ...WORDS, ...DAYS, "judged", "independent", "near", "bbox"];

/** A view with nothing chosen. */
export function emptyView() {
  return {
    q: "", kind: [], verdict: [], certainty: [], place: "", actor: "", said_by: "", outlet: "", from: "", to: "",
    judged: "", independent: "", near: "", bbox: "",
    sort: "-day", on: "", control: false, zoomed: false, map: null, incident: "", claim: "", tab: "list", show: "",
  };
}

/** The view that a query string means. */
export function parse(search) {
  const given = new URLSearchParams(search);
  const view = emptyView();
  for (const [name, allowed] of Object.entries(LISTS)) {
    view[name] = allowed.filter((word) => given.getAll(name).includes(word));
  }
  for (const name of WORDS) view[name] = (given.get(name) ?? "").slice(0, 500);
  for (const name of [...DAYS, "on"]) view[name] = isDay(given.get(name)) ? given.get(name) : "";
  view.judged = pick(given.get("judged"), ["true", "false"], "");
  view.independent = /^[1-9]\d?$/.test(given.get("independent") ?? "") ? given.get("independent") : "";
  view.near = numbers(given.get("near"), 3);
  view.bbox = numbers(given.get("bbox"), 4);
  view.sort = pick(given.get("sort"), ["-day", "day", "verdict", "independent"], "-day");
  view.control = given.get("control") === "1";
  view.zoomed = given.get("zoomed") === "1";
  const map = numbers(given.get("map"), 3).split(",").map(Number);
  view.map = map.length === 3 && Math.abs(map[0]) <= 85 && Math.abs(map[1]) <= 180 ? { lat: map[0], lon: map[1], zoom: map[2] } : null;
  for (const name of ["incident", "claim"]) view[name] = ID.test(given.get(name) ?? "") ? given.get(name) : "";
  view.tab = pick(given.get("tab"), ["map", "list", "card"], "list");
  view.show = pick(given.get("show"), ["history", "disagreements"], "");
  return view;
}

/** The query string of a view, "" for the empty one. */
export function format(view) {
  const out = filterQuery(view);
  const plain = emptyView();
  for (const name of ["sort", "on", "incident", "claim", "tab", "show"]) {
    if (view[name] && view[name] !== plain[name]) out.set(name, view[name]);
  }
  for (const name of ["control", "zoomed"]) if (view[name]) out.set(name, "1");
  if (view.map) out.set("map", [view.map.lat.toFixed(4), view.map.lon.toFixed(4), view.map.zoom.toFixed(2)].join(","));
  const query = out.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
  return query ? `?${query}` : "";
}

/** The filters of a view as the server takes them, less those named in `without`. */
export function filterQuery(view, without = []) {
  const out = new URLSearchParams();
  for (const name of FILTERS) {
    if (without.includes(name)) continue;
    for (const value of [view[name]].flat()) if (value) out.append(name, value);
  }
  return out;
}

function pick(given, allowed, otherwise) {
  return allowed.includes(given) ? given : otherwise;
}

function numbers(given, many) {
  return NUMBERS.test(given ?? "") && given.split(",").length === many ? given : "";
}
