/** What was decided: who, when, what, why, and what was undone. */

import { get, latest } from "./api.js";
import { moment } from "./days.js";
import { undo } from "./decisions.js";
import { button, byId, h, redraw } from "./dom.js";
import { change, listen, view } from "./view.js";
import { ACTIONS, FIELDS, figure, some } from "./words.js";

const PAGE = 50;
let items = [];
let total = 0;
let person = null;
let here = false; // only what touches the chosen incident

/** Keeps the history in step with the view. */
export function startHistory(me) {
  person = me;
  const dialog = byId("history");
  dialog.addEventListener("close", () => change({ show: "" }));
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  const heard = (now) => {
    if (now.show && !dialog.open) dialog.showModal();
    if (!now.show && dialog.open) dialog.close();
    if (now.show) reloadHistory();
  };
  listen((now, changed) => changed.has("show") && heard(now));
  addEventListener("judged", () => view().show && reloadHistory());
  if (view().show) heard(view());
}

/** Fetches the history anew. */
export function reloadHistory() {
  items = [];
  load(0);
}

const load = latest(
  (signal, offset) => get("/api/history", {
    limit: PAGE, offset, ...(view().show === "disagreements" ? { disagreements: true } : {}), ...(here && view().incident ? { incident: view().incident } : {}),
  }, { signal }),
  (answer) => {
    items = [...items, ...answer.items];
    total = answer.total;
    draw();
  },
  (error) => draw(error.message),
);

/** A judgement as a line: who decided what, when, and why. */
export function describe(judgement) {
  return h(
    "li", { class: judgement.undone_at ? "undone" : null },
    h("span", {}, h("b", {}, judgement.by), ` ${what(judgement)}`, judgement.settles ? h("span", { class: "tag" }, "settles") : null),
    h("span", { class: "quiet" }, ` ${moment(judgement.at)}`),
    judgement.why ? h("q", { class: "why-said" }, judgement.why) : null,
    judgement.undone_at ? h("span", { class: "quiet" }, ` undone by ${judgement.undone_by}`) : null,
    !judgement.undone_at && judgement.may_undo ? [" ", undoButton(judgement)] : null,
  );
}

function undoButton(judgement) {
  return button("undo", () => undo(judgement.id, `${ACTIONS[judgement.action]}, by ${judgement.by}`), { class: "plain", "aria-label": `Undo: ${judgement.by} ${what(judgement)}` });
}

function what(judgement) {
  const field = judgement.field ?? judgement.content?.field;
  if (judgement.action === "correct") return `corrected ${FIELDS[field] ?? field}${valueWords(judgement.value ?? judgement.content?.value)}`;
  return `${ACTIONS[judgement.action]} the ${judgement.subject}${judgement.action === "split" ? ` (${some(judgement.claims.length, "claim")} off)` : ""}`;
}

function valueWords(value) {
  if (value === null || value === undefined) return " to nothing";
  if (Array.isArray(value)) return ` to ${value.map((each) => (each.of ? figure(each) : (each.name ?? each.text))).join(", ") || "nothing"}`;
  if (typeof value === "object") return ` to ${value.name ?? value.value ?? (value.start ? `${value.start}${value.end && value.end !== value.start ? ` – ${value.end}` : ""}` : "a place")}`;
  return ` to ${value === true ? "it did not happen" : value === false ? "it happened" : value}`;
}

function draw(error = "") {
  const disagreements = view().show === "disagreements";
  const tab = (show, label) => button(label, () => change({ show }), { "data-focus": show, "aria-pressed": String(view().show === show) });
  const scroll = byId("history").querySelector(".dialog-scroll")?.scrollTop ?? 0;
  redraw(
    byId("history"),
    h("div", { class: "part-head" }, h("h2", { id: "history-title" }, disagreements ? "Disagreements" : "History"),
      h("div", { class: "group" }, tab("history", "all decisions"), person.role === "editor" ? tab("disagreements", "disagreements") : null,
        view().incident ? h("label", { class: "quiet" }, h("input", { type: "checkbox", "data-focus": "here", checked: here, on: { change: (event) => { here = event.target.checked; reloadHistory(); } } }), " of the open incident") : null),
      button("✕", () => byId("history").close(), { class: "close", "data-focus": "close", "aria-label": "Close the history", title: "Close (Esc)" })),
    h("div", { class: "dialog-scroll", tabindex: 0, role: "group", "aria-label": "Decisions" },
      error ? h("p", { class: "note" }, error) : null,
      items.length
        ? h("table", { class: "history" },
            h("thead", {}, h("tr", {}, ["when", "who", "what", "about", "why", ""].map((label) => (label ? h("th", { scope: "col" }, label) : h("td"))))),
            h("tbody", {}, items.map(row)))
        : error ? null : h("p", { class: "note" }, disagreements ? "Nobody disagrees." : here && view().incident ? "Nothing has been decided about this incident." : "Nothing has been decided yet."),
      items.length < total ? button(`More of ${total}`, () => load(items.length)) : null),
  );
  byId("history").querySelector(".dialog-scroll").scrollTop = scroll;
}

function row(judgement) {
  const open = () => change({ show: "", incident: judgement.incident, claim: judgement.subject === "claim" ? judgement.claims[0] : "", tab: "card" });
  return h(
    "tr", { class: judgement.undone_at ? "undone" : null },
    h("td", {}, moment(judgement.at)),
    h("td", {}, judgement.by),
    h("td", {}, what(judgement), judgement.undone_at ? h("span", { class: "tag" }, `undone by ${judgement.undone_by}`) : null),
    h("td", { class: "about" }, judgement.incident ? button(judgement.about || judgement.incident, open, { class: "plain" }) : judgement.about),
    h("td", {}, judgement.why ?? ""),
    h("td", {}, !judgement.undone_at && judgement.may_undo ? undoButton(judgement) : null),
  );
}
