/** The list of incidents: of thousands only the lines in sight are drawn, and the server is asked for them page by page. */

import { filterQuery } from "./address.js";
import { get } from "./api.js";
import { interval } from "./days.js";
import { byId, h, put, say } from "./dom.js";
import { verdictGlyph } from "./glyph.js";
import { candidate, chooseIncident } from "./choosing.js";
import { bringToView, hint } from "./map.js";
import { change, filtered, listen, view } from "./view.js";
import { VERDICT_WORDS, count, figure, names, placeName, some } from "./words.js";

const LINE = 74; // the height of a line, as in list.css
const PAGE = 60;
let pages = new Map();
let total = 0;
let query = "";
let turn = 0;
let wanted = -1;

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
    else if (changed.has("incident")) drawRows();
  });
  byId("sort").value = view().sort;
  reloadList();
}

/** Asks for the list anew; `stay` keeps the place to which it was scrolled. */
export async function reloadList({ stay = false } = {}) {
  const mine = (turn += 1);
  query = filterQuery(view());
  query.set("sort", view().sort);
  const rows = byId("rows");
  if (!stay) wanted = -1;
  rows.setAttribute("aria-busy", "true");
  const first = stay ? Math.floor(rows.scrollTop / LINE / PAGE) : 0;
  try {
    const answer = await ask(first);
    if (mine !== turn) return;
    pages = new Map([[first, answer.items]]);
    total = answer.total;
    if (!stay) rows.scrollTop = 0;
    note("");
    put(byId("total"), h("b", {}, count(total)), total === 1 ? " incident" : " incidents");
    if (!total) note("Nothing is left. Take a filter away, or widen the period.");
    byId("rows-inner").style.height = `${total * LINE}px`;
    drawRows();
  } catch (error) {
    if (mine === turn) note(error.message);
  } finally {
    if (mine === turn) rows.removeAttribute("aria-busy");
  }
}

/** Chooses the incident so many lines on (or back, where negative). */
export async function moveBy(by) {
  if (!total) return;
  const at = indexOf(candidate() || view().incident);
  // The incident that was chosen may have left the list, as one just judged does where the unjudged are listed.
  const gone = wanted >= 0 ? (by > 0 ? wanted - 1 : wanted) : by > 0 ? -1 : total;
  const from = at >= 0 ? at : gone;
  const next = Math.min(total - 1, Math.max(0, from + by));
  wanted = next;
  const item = await itemAt(next);
  if (!item || wanted !== next) return;
  scrollTo(next);
  choose(item, { replace: at >= 0 });
}

/** The item of an incident, where it is loaded. */
export function loadedItem(id) {
  const index = indexOf(id);
  return index < 0 ? null : pages.get(Math.floor(index / PAGE))[index % PAGE];
}

function choose(item, { replace = false } = {}) {
  if (chooseIncident(item, { replace, openCard: !replace })) bringToView(item.place);
}

const ask = (page) => get("/api/incidents", new URLSearchParams([...query, ["limit", PAGE], ["offset", page * PAGE]]));

async function itemAt(index) {
  const page = Math.floor(index / PAGE);
  if (!pages.has(page)) await loadPage(page);
  return pages.get(page)?.[index % PAGE] ?? null;
}

async function loadPage(page) {
  const mine = turn;
  pages.set(page, []);
  try {
    const answer = await ask(page);
    if (mine !== turn) return;
    pages.set(page, answer.items);
    drawRows();
  } catch (error) {
    if (mine !== turn) return;
    pages.delete(page);
    note(error.message);
  }
}

function indexOf(id) {
  if (!id) return -1;
  for (const [page, items] of pages) {
    const at = items.findIndex((item) => item.id === id);
    if (at >= 0) return page * PAGE + at;
  }
  return -1;
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
    if (!pages.has(page)) loadPage(page);
    const item = pages.get(page)?.[index % PAGE];
    drawn.push(line(item, index));
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
    const item = loadedItem(view().incident);
    if (item) {
      change({ tab: "card" }, { replace: true });
      byId("card").querySelector("h2")?.focus();
      say(`Card of ${item.kind}, ${placeName(item.place)}`);
    }
  }
}

function note(words) {
  const box = byId("list-note");
  box.hidden = !words;
  put(box, words);
}
