/** What is wanted: a button for each filter, behind it the values that there are and how many incidents each has. */

import { emptyView, FILTERS, filterQuery } from "./address.js";
import { get, latest } from "./api.js";
import { button, byId, h, put, redraw } from "./dom.js";
import { verdictGlyph } from "./glyph.js";
import { change, listen, view } from "./view.js";
import { count, VERDICTS, VERDICT_MEANING, VERDICT_WORDS } from "./words.js";

const PARTS = [
  { name: "kind", label: "Kind", many: true },
  { name: "verdict", label: "Verdict", many: true, fixed: VERDICTS, words: (value) => VERDICT_WORDS[value] },
  { name: "place", label: "Place", hint: "a town, a district, a country's code" },
  { name: "actor", label: "Actor", hint: "who did it, or to whom" },
  { name: "said_by", label: "Said by", hint: "an officer, a ministry, a witness" },
  { name: "outlet", label: "Outlet", hint: "where it was published" },
  { name: "certainty", label: "Certainty", many: true },
  { name: "judged", label: "Judged", choices: [["true", "judged"], ["false", "not yet judged"]] },
  { name: "independent", label: "Origins", choices: [["2", "two or more"], ["3", "three or more"], ["4", "four or more"]] },
];
let facets = {};
let facetsOf = null; // the filters that these numbers are of
let open = null;

/** Builds the filters and keeps them in step with the view. */
export function startFilters() {
  const places = PARTS.map((part) => {
    const panel = h("div", { class: "popover", id: `filter-${part.name}`, popover: "auto", role: "dialog", "aria-label": part.label });
    const opener = h("button", { type: "button", class: "filter", id: `open-${part.name}`, popovertarget: panel.id, "aria-haspopup": "dialog" }, part.label);
    panel.addEventListener("beforetoggle", (event) => (event.newState === "open" ? opened(part, panel, opener) : closed(part)));
    return [opener, panel];
  });
  byId("filters").append(...places.flat(), h("span", { id: "more-filters" }), button("Clear", clear, { id: "clear" }));
  const field = byId("q");
  let waiting = 0;
  const search = () => {
    clearTimeout(waiting);
    change({ q: field.value.trim() }, { replace: Boolean(view().q) }); // one step back leaves the whole search
  };
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 350);
  });
  field.addEventListener("change", search); // whoever goes elsewhere before that has still searched
  byId("search").addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
  byId("filters-toggle").addEventListener("click", () => {
    const shown = byId("filters").classList.toggle("open");
    byId("filters-toggle").setAttribute("aria-expanded", String(shown));
  });
  listen(show);
  show(view());
}

function show(now) {
  const field = byId("q");
  if (document.activeElement !== field) field.value = now.q;
  let active = 0;
  for (const part of PARTS) {
    const values = [now[part.name]].flat().filter(Boolean);
    const opener = byId(`open-${part.name}`);
    const words = values.map((value) => worded(part, value));
    put(opener, part.label, values.length ? h("b", {}, words.length > 2 ? `${words[0]} +${words.length - 1}` : words.join(", ")) : null);
    opener.classList.toggle("on", values.length > 0);
    active += values.length ? 1 : 0;
  }
  const near = now.near ? `within ${now.near.split(",")[2]} km of a point` : "";
  put(
    byId("more-filters"),
    near ? button(`${near} ✕`, () => change({ near: "" }), { class: "filter on" }) : null,
    now.bbox ? button("what the map shows ✕", () => change({ bbox: "" }), { class: "filter on" }) : null,
  );
  active += (now.near ? 1 : 0) + (now.bbox ? 1 : 0);
  byId("clear").hidden = !active && !now.q && !now.from && !now.to;
  put(byId("filters-toggle"), "Filters", active ? h("b", {}, ` ${active}`) : null);
}

function clear() {
  const plain = emptyView();
  byId("q").value = "";
  change({ ...Object.fromEntries(FILTERS.map((name) => [name, plain[name]])), zoomed: false });
}

function place(panel, opener) {
  const box = opener.getBoundingClientRect();
  panel.style.left = `${Math.max(8, Math.min(box.left, innerWidth - 288))}px`;
  panel.style.top = `${box.bottom + 4}px`;
  panel.style.setProperty("max-height", `${innerHeight - box.bottom - 16}px`);
}

// Filled before it is shown, so that the browser itself puts the focus into it and the first key typed is not lost.
function opened(part, panel, opener) {
  place(panel, opener);
  open = { part, panel };
  const query = filterQuery(view(), [part.name]); // under the other filters: what else could be chosen here
  if (facetsOf !== query.toString()) facets = {};
  put(panel); // what was typed at an earlier time is no part of what is chosen now
  fill();
  panel.querySelector("input, button")?.setAttribute("autofocus", "");
  load(query);
}

function closed(part) {
  if (open?.part === part) open = null;
}

const load = latest(
  (signal, query) => get("/api/facets", query, { signal }),
  (answer, query) => {
    facets = answer;
    facetsOf = query.toString();
    fill();
  },
  (error) => {
    facetsOf = null;
    fill(error.message);
  },
);

function worded(part, value) {
  if (part.words) return part.words(value);
  return part.choices?.find(([known]) => known === value)?.[1] ?? value;
}

function fill(failure = "") {
  if (!open) return;
  const { part, panel } = open;
  const typed = panel.querySelector("input[type=search]")?.value;
  const make = part.many ? manyOf : part.choices ? oneOf : wordOf;
  const top = panel.querySelector(".offered")?.scrollTop ?? 0;
  redraw(panel, make(part, typed), failure ? h("p", { class: "note" }, failure) : null);
  const offered = panel.querySelector(".offered");
  if (offered) offered.scrollTop = top;
}

function values(part) {
  const found = facets[part.name] ?? [];
  const chosen = [view()[part.name]].flat().filter(Boolean);
  const known = new Map(found.map(({ value, n }) => [value, n]));
  const all = part.fixed ?? [...known.keys()];
  return [...new Set([...all, ...(part.many ? chosen : [])])].map((value) => [value, facets[part.name] ? count(known.get(value) ?? 0) : ""]);
}

function manyOf(part) {
  const chosen = view()[part.name];
  const toggle = (value) => (event) =>
    change({ [part.name]: event.target.checked ? [...view()[part.name], value] : view()[part.name].filter((each) => each !== value) });
  return h(
    "fieldset", {}, h("legend", {}, part.label),
    values(part).map(([value, n]) =>
      h("label", { class: "choice", title: part.name === "verdict" ? VERDICT_MEANING[value] : null },
        h("input", { type: "checkbox", checked: chosen.includes(value), "data-value": value, on: { change: toggle(value) } }),
        part.name === "verdict" ? verdictGlyph(value) : null, h("span", { class: "choice-word" }, worded(part, value)), h("span", { class: "n" }, n))),
    chosen.length ? button("Any", () => { change({ [part.name]: [] }); fill(); }, { "data-value": "any" }) : null,
  );
}

function oneOf(part) {
  const chosen = view()[part.name];
  return h(
    "fieldset", {}, h("legend", {}, part.label),
    [["", "any"], ...part.choices].map(([value, words]) =>
      h("label", { class: "choice" },
        h("input", { type: "radio", name: part.name, checked: chosen === value, "data-value": value || "any", on: { change: () => change({ [part.name]: value }) } }),
        h("span", { class: "choice-word" }, words))),
  );
}

function wordOf(part, typed) {
  const chosen = view()[part.name];
  const input = h("input", { type: "search", value: typed ?? chosen, "data-value": "typed", autocomplete: "off", "aria-label": part.label, placeholder: part.hint });
  const set = (value) => {
    change({ [part.name]: value });
    byId(`filter-${part.name}`).hidePopover();
  };
  const offered = h("ul", { class: "offered" });
  const show = () => {
    const sought = input.value === chosen ? "" : input.value.trim().toLocaleLowerCase();
    const found = values(part).filter(([value]) => !sought || value === chosen || value.toLocaleLowerCase().includes(sought));
    put(offered, found.map(([value, n]) =>
      h("li", {}, h("button", { type: "button", class: "choice", "data-value": value, "aria-pressed": String(value === chosen), on: { click: () => set(value) } },
        h("span", { class: "choice-word" }, value), h("span", { class: "n" }, n)))));
  };
  input.addEventListener("input", show);
  show();
  return [
    h("form", { on: { submit: (event) => { event.preventDefault(); set(input.value.trim()); } } },
      input, h("button", { type: "submit" }, "Set"), chosen ? button("Any", () => set("")) : null),
    offered,
  ];
}
