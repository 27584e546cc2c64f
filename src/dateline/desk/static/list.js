/** The list of incidents: of thousands only the lines in sight are drawn, and the server is asked for them page by page. */

import { filterQuery } from "./address.js";
import { get } from "./api.js";
import { interval } from "./days.js";
import { button, byId, h, put } from "./dom.js";
import { verdictGlyph } from "./glyph.js";
import { focusCard } from "./card.js";
import { candidate, chooseIncident } from "./choosing.js";
import { bringToView, hint } from "./map.js";
import { change, filtered, listen, view } from "./view.js";
import { VERDICT_WORDS, count, figure, names, placeName, some } from "./words.js";

const LINE = 74; // the height of a line, as in list.css
const PAGE = 60;
let pages = new Map(); // the pages that were asked for
let loaded = new Map(); // the items of those that are here
let total = 0;
let query = "";
let turn = 0;
let wanted = -1; // where the incident stands that was chosen last
let going = -1; // where a key leads to, until it is there
let coming = Promise.resolve(); // the answer that the list waits for
let placed = { id: "", index: -1 }; // where the server says that the chosen incident stands

/** Builds the list and keeps it in step with the view. */
export function startList() {
  const rows = byId("rows");
  rows.append(h("div", { id: "rows-inner", role: "presentation" }));
  rows.addEventListener("scroll", () => requestAnimationFrame(drawRows), { passive: true });
  rows.addEventListener("keydown", keys);
  byId("sort").addEventListener("change", (event) => change({ sort: event.target.value }));
  new ResizeObserver(drawRows).observe(rows);
  addEventListener("modechange", drawRows);
  listen((now, changed) => {
    byId("sort").value = now.sort;
    if (filtered(changed) || changed.has("sort")) reloadList();
    else if (changed.has("incident")) bringChosen();
  });
  byId("sort").value = view().sort;
  reloadList({ seek: true });
}

/** Asks for the list anew; `stay` keeps the place to which it was scrolled, `seek` goes to the chosen incident. */
export function reloadList(how = {}) {
  coming = reload(how);
  return coming;
}

async function reload({ stay = false, seek = false }) {
  const mine = (turn += 1);
  query = filterQuery(view());
  query.set("sort", view().sort);
  const rows = byId("rows");
  if (!stay) wanted = going = -1;
  rows.setAttribute("aria-busy", "true");
  const first = stay ? Math.floor(rows.scrollTop / LINE / PAGE) : 0;
  try {
    const answer = await ask(first, view().incident);
    if (mine !== turn) return;
    pages = new Map([[first, Promise.resolve(answer.items)]]);
    loaded = new Map([[first, answer.items]]);
    total = answer.total;
    placed = { id: view().incident, index: answer.at ?? -1 };
    if (!stay) rows.scrollTop = 0;
    note("");
    put(byId("total"), h("b", {}, count(total)), total === 1 ? " incident" : " incidents");
    rows.classList.toggle("none", !total); // the note stands in its place
    if (!total) note(...nothing());
    byId("rows-inner").style.height = `${total * LINE}px`;
    if (seek && placed.index >= 0) scrollTo(placed.index);
    drawRows();
  } catch (error) {
    if (mine === turn) note(error.message);
  } finally {
    if (mine === turn) rows.removeAttribute("aria-busy");
  }
}

/** Chooses the incident so many lines on (or back, where negative). */
export async function moveBy(by) {
  await coming; // a key that comes before the list is not lost
  if (!total) return;
  const at = indexOf(candidate() || view().incident);
  // The incident that was chosen may have left the list, as one just judged does where the unjudged are listed.
  const gone = wanted >= 0 ? (by > 0 ? wanted - 1 : wanted) : by > 0 ? -1 : total;
  const from = going >= 0 ? going : at >= 0 ? at : gone;
  const next = Math.min(total - 1, Math.max(0, from + by));
  going = next;
  const item = await itemAt(next);
  if (going !== next) return; // another key came
  going = -1;
  if (!item) return;
  wanted = next;
  scrollTo(next);
  choose(item, { replace: at >= 0 });
}

/** Draws the chosen incident as such, and scrolls to it, wherever it was chosen. */
async function bringChosen() {
  drawRows();
  const id = view().incident;
  if (!id) return;
  if (indexOf(id) < 0) {
    const mine = turn;
    const answer = await ask(0, id, 1).catch(() => null);
    if (mine !== turn || view().incident !== id || !answer) return;
    placed = { id, index: answer.at ?? -1 };
  }
  if (indexOf(id) >= 0) scrollTo(indexOf(id));
  drawRows();
}

function choose(item, { replace = false } = {}) {
  if (chooseIncident(item, { replace, openCard: !replace })) bringToView(item.place);
}

/** A page of the list; with `find`, the answer's `at` is where that incident stands in it. */
const ask = (page, find = "", limit = PAGE) =>
  get("/api/incidents", new URLSearchParams([...query, ["limit", limit], ["offset", page * PAGE], ...(find ? [["find", find]] : [])]));

const itemAt = async (index) => (await pageAt(Math.floor(index / PAGE)))[index % PAGE] ?? null;

/** The items of a page, asked for once. */
function pageAt(page) {
  if (!pages.has(page)) pages.set(page, loadPage(page, turn));
  return pages.get(page);
}

async function loadPage(page, mine) {
  try {
    const { items } = await ask(page);
    if (mine !== turn) return [];
    loaded.set(page, items);
    drawRows();
    return items;
  } catch (error) {
    if (mine === turn) {
      pages.delete(page);
      note(error.message);
    }
    return [];
  }
}

function indexOf(id) {
  if (!id) return -1;
  for (const [page, items] of loaded) {
    const at = items.findIndex((item) => item.id === id);
    if (at >= 0) return page * PAGE + at;
  }
  return placed.id === id ? placed.index : -1;
}

function scrollTo(index) {
  const rows = byId("rows");
  const top = index * LINE;
  if (top < rows.scrollTop) rows.scrollTop = top;
  else if (top + LINE > rows.scrollTop + rows.clientHeight) rows.scrollTop = top + LINE - rows.clientHeight;
}

function drawRows() {
  const rows = byId("rows");
  const first = Math.max(0, Math.floor(rows.scrollTop / LINE) - 4);
  const last = Math.min(total - 1, Math.ceil((rows.scrollTop + rows.clientHeight) / LINE) + 4);
  const drawn = [];
  for (let index = first; index <= last; index += 1) {
    const page = Math.floor(index / PAGE);
    pageAt(page);
    drawn.push(line(loaded.get(page)?.[index % PAGE], index));
  }
  put(byId("rows-inner"), drawn);
  const chosen = indexOf(view().incident);
  if (chosen >= first && chosen <= last) rows.setAttribute("aria-activedescendant", `row-${chosen}`);
  else rows.removeAttribute("aria-activedescendant");
}

function line(item, index) {
  const place = { top: `${index * LINE}px` };
  if (!item) return h("div", { class: "row waiting", role: "option", style: place, "aria-selected": "false", "aria-label": "loading" });
  const chosen = item.id === view().incident;
  const actors = [names(item.agents), names(item.targets)];
  const told = `${some(item.independent, "origin")} · ${some(item.claims, "claim")}`;
  return h(
    "div",
    {
      class: `row ${item.verdict}${item.id === candidate() ? " candidate" : ""}`, role: "option", id: `row-${index}`, style: place, "data-id": item.id,
      "aria-selected": String(chosen), "aria-setsize": total, "aria-posinset": index + 1,
      on: { click: () => { wanted = index; choose(item); }, mouseenter: () => hint(item.place), mouseleave: () => hint(null) },
    },
    h("div", { class: "row-first" }, verdictGlyph(item.verdict), h("span", { class: "unseen" }, `${VERDICT_WORDS[item.verdict]}: `),
      h("b", {}, item.kind), h("span", { class: "row-place" }, placeName(item.place) || "place unknown"), h("span", { class: "row-when" }, item.when ? interval(item.when) : "no day")),
    h("div", { class: "row-who" }, actors[0], actors[0] && actors[1] ? h("span", { class: "to" }, " → ") : "", actors[1], !actors[0] && !actors[1] ? "nobody named" : ""),
    h("div", { class: "row-last" }, h("span", { class: "row-figures" }, [...new Set(item.figures.map(figure))].slice(0, 2).map((words) => h("span", { class: "chip" }, words))),
      h("span", {}, told), item.judged ? h("span", { class: `judged ${item.judged}` }, item.judged) : null),
  );
}

function keys(event) {
  const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8, Home: -1e9, End: 1e9 }[event.key];
  if (by !== undefined) {
    event.preventDefault();
    event.stopPropagation();
    moveBy(by);
  } else if (event.key === "Enter" && view().incident) {
    event.preventDefault();
    change({ tab: "card" }, { replace: true });
    focusCard();
  }
}

function note(...words) {
  const box = byId("list-note");
  box.hidden = !words.some(Boolean);
  put(box, ...words);
}

/** What to do where the list is empty. */
function nothing() {
  if (filterQuery(view()).size) return ["Nothing is left. Take a filter away, or widen the period. ", button("Take all filters away", () => byId("clear").click(), { class: "plain" })];
  return ["There are no incidents yet. Add reports with ", h("code", {}, "dateline add"), ", then join what they tell with ", h("code", {}, "dateline weigh"), "."];
}
