/** One key for each thing a person does often, listed under ?. */

import { judge, startCorrecting, startMerging, startSplitting, undoHere, waitingToWrite, writeWhy } from "./judge.js";
import { button, byId, h, put } from "./dom.js";
import { leaveCorrection } from "./correct.js";
import { moveBy } from "./list.js";
import { pick, picking } from "./modes.js";
import { shownIncident } from "./card.js";
import { stepDay } from "./timeline.js";
import { change, view } from "./view.js";

const KEYS = [
  ["j ↓", "the next incident", ["j", "ArrowDown"], () => moveBy(1)],
  ["k ↑", "the incident before", ["k", "ArrowUp"], () => moveBy(-1)],
  ["n", "the next claim of the incident", ["n"], () => nextClaim(1)],
  ["p", "the claim before", ["p"], () => nextClaim(-1)],
  ["→", "the day after", ["ArrowRight"], () => stepDay(1)],
  ["←", "the day before", ["ArrowLeft"], () => stepDay(-1)],
  ["a", "accept", ["a"], () => judge("accept")],
  ["r", "reject", ["r"], () => judge("reject")],
  ["c", "correct a field of the claim", ["c"], startCorrecting],
  ["m", "merge with another incident", ["m"], startMerging],
  ["s", "split claims off", ["s"], startSplitting],
  ["w", "write why", ["w"], writeWhy],
  ["u z", "undo", ["u", "z"], undoHere],
  ["/", "search", ["/"], () => byId("q").focus()],
  ["l", "the layer of control", ["l"], () => change({ control: !view().control })],
  ["e", "export what I see", ["e"], () => byId("export-menu").showPopover()],
  ["h", "history", ["h"], () => change({ show: "history" })],
  ["?", "these keys", ["?"], () => showHelp()],
  ["Esc", "close what is open, leave what was begun", [], null],
];
const MOVES = ["j", "k", "n", "p", "ArrowDown", "ArrowUp", "ArrowRight", "ArrowLeft"];
const TYPED = "input, select, textarea, [contenteditable]";

/** Listens to the keys. */
export function startKeys() {
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      if (escape(event)) event.preventDefault();
      return;
    }
    if (off() || document.querySelector("dialog[open]") || document.querySelector(":popover-open")) return;
    const target = event.target instanceof Element ? event.target : document.body;
    if (target.matches(TYPED) && !target.matches("input[type=checkbox], input[type=radio]")) return;
    const arrow = event.key.startsWith("Arrow");
    if (arrow && (target.closest("#map, [role=slider], input, .report-text, .card-scroll, #legend") || event.shiftKey)) return;
    const found = KEYS.find(([, , keys]) => keys.includes(event.key));
    if (!found || waitingToWrite()) return;
    if (event.repeat && !MOVES.includes(event.key)) return; // a key held down decides once
    event.preventDefault();
    found[3]();
  });
  byId("help").addEventListener("click", (event) => event.target === byId("help") && byId("help").close());
}

const off = () => localStorage.getItem("dateline.keys") === "off";

/** Closes the innermost thing that is open; gives whether there was one. */
function escape(event) {
  if (document.querySelector("dialog[open]") || document.querySelector(":popover-open")) return false; // the browser closes these
  const inField = event.target instanceof Element && event.target.matches(TYPED);
  if (picking() === "correct") leaveCorrection();
  else if (picking()) pick("");
  else if (inField) event.target.blur();
  else if (view().claim) change({ claim: "" });
  else if (view().incident) change({ incident: "", tab: view().tab === "card" ? "list" : view().tab });
  else return false;
  return true;
}

function nextClaim(by) {
  const claims = shownIncident()?.claims ?? [];
  if (!claims.length) return;
  const at = claims.findIndex((claim) => claim.id === view().claim);
  const next = at < 0 ? (by > 0 ? 0 : claims.length - 1) : Math.min(claims.length - 1, Math.max(0, at + by));
  change({ claim: claims[next].id, tab: "card" }, { replace: at >= 0 });
}

/** Shows the list of keys. */
export function showHelp() {
  const dialog = byId("help");
  put(
    dialog,
    h("div", { class: "part-head" }, h("h2", { id: "help-title" }, "Keys"), button("✕", () => dialog.close(), { class: "close", "aria-label": "Close the keys", title: "Close (Esc)" })),
    h("dl", { class: "keys" }, KEYS.map(([shown, words]) => h("div", {}, h("dt", {}, shown.split(" ").map((key) => h("kbd", {}, key))), h("dd", {}, words)))),
    h("p", { class: "quiet" }, "Choosing never decides anything: only the keys and buttons of a decision do."),
    h("label", {}, h("input", { type: "checkbox", checked: !off(), on: { change: (event) => localStorage.setItem("dateline.keys", event.target.checked ? "on" : "off") } }), " single keys do this"),
  );
  if (!dialog.open) dialog.showModal();
}

