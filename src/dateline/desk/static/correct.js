/** Correcting a field of a claim: the person picks the field, then words in the report, a place on the map, or a value. */

import { editorOf, startingValue } from "./editors.js";
import { decide } from "./decisions.js";
import { button, byId, h, put, redraw } from "./dom.js";
import { keep, kept } from "./drafts.js";
import { showProposal, takePoint } from "./map.js";
import { pick, picking } from "./modes.js";
import { findSpan, selectedSpan, showSpan, shownClaim } from "./report.js";
import { FIELDS } from "./words.js";

let draft = null; // {claim, field, value, values: of the fields tried before, why}
let span = null; // the words of the report that are selected
const draftName = (claim) => `correction.${claim}`;

document.addEventListener("selectionchange", () => {
  if (picking() !== "correct") return;
  const selected = selectedSpan();
  if (selected) takeSpan(selected);
});

addEventListener("modechange", () => draft && picking() !== "correct" && forget()); // another mode was begun over it

/** Leaves the correction; what was typed is there when it is begun again. */
export function leaveCorrection() {
  forget();
  pick("");
}

/** Leaves the correction, and keeps nothing of it. */
function dropCorrection() {
  if (draft) keep(draftName(draft.claim), null);
  leaveCorrection();
}

function forget() {
  draft = null;
  span = null;
  takePoint(null);
  showProposal(null);
  showSpan(null);
}

/** Draws the correction of a claim into the panel. */
export function correctionPanel(panel, id) {
  const claim = shownClaim();
  if (claim?.id !== id) {
    put(panel, h("p", { class: "quiet" }, "Opening the report…"));
    return;
  }
  const said = claim.corrected ?? claim.claim;
  if (draft?.claim !== id) {
    forget();
    draft = kept(draftName(id)) ?? { claim: id, field: "", value: null, why: "" };
  } else if (panel.querySelector("form[data-of]")?.dataset.of === id) return; // being typed in: leave it be
  drawPanel(panel, said);
}

function drawPanel(panel, said) {
  const save = () => keep(draftName(draft.claim), draft);
  const choose = (field) => {
    if (field === draft.field) return;
    draft.values = { ...draft.values, [draft.field]: draft.value }; // a person who comes back to a field finds what they did there
    draft.field = field;
    draft.value = field in draft.values ? draft.values[field] : startingValue(field, said);
    save();
    drawPanel(panel, said);
    panel.querySelector(".editor input, .editor select, .editor button")?.focus();
  };
  const set = (value) => {
    draft.value = value;
    save();
    if (draft.field === "place") showProposal(value);
  };
  takePoint(null);
  const fields = h("div", { class: "fields", role: "group", "aria-label": "Field to correct" },
    Object.entries(FIELDS).map(([field, words]) => button(words, () => choose(field), { "aria-pressed": String(draft.field === field), "data-field": field })));
  const began = !panel.querySelector("form[data-of]");
  const inside = panel.contains(document.activeElement);
  redraw(
    panel,
    h("form", { class: "mode correct", "data-of": draft.claim, on: { submit: (event) => { event.preventDefault(); submit(); } } },
      h("p", {}, h("b", {}, "Correct. "), draft.field ? "The claim as read stays as it is; this is kept beside it." : "Which field of this claim is wrong?"),
      fields,
      draft.field
        ? [
            ["kind", "certainty", "negated"].includes(draft.field) ? null : wordsField(),
            h("div", { class: "editor" }, editorOf(draft.field, draft.value, { set, span: () => span, redraw: () => drawPanel(panel, said), takePoint })),
            h("label", { class: "why" }, h("span", { class: "unseen" }, "Why"), h("input", { type: "text", value: draft.why, id: "why-correct", placeholder: "why – kept with the decision", maxlength: 2000, on: { input: (event) => { draft.why = event.target.value; save(); } } })),
          ]
        : null,
      h("div", { class: "acts" }, h("button", { type: "submit", class: "act yes", disabled: !draft.field, "data-act": "confirm" }, "Keep the correction", h("kbd", { "aria-hidden": "true" }, "↵")), button("Cancel", dropCorrection, { class: "act" }))),
  );
  if (draft.field === "place") showProposal(draft.value);
  if (panel.contains(document.activeElement)) return;
  if (inside && !began) panel.querySelector(".editor :is(input, select, button):not(:disabled)")?.focus(); // what had the focus is gone
  else if (began) panel.querySelector(`[data-field="${draft.field || "kind"}"]`)?.focus();
}

/** Words of the report: selected with the pointer, or typed here and found. */
function wordsField() {
  const field = h("input", { type: "text", id: "span-words", value: span?.text ?? "", placeholder: "select words in the report, or type them here", autocomplete: "off" });
  const next = () => {
    const found = findSpan(field.value, span && span.text === field.value ? span.start : -1);
    if (found) takeSpan(found);
    else byId("span-note").textContent = field.value ? "not in the report" : "";
  };
  field.addEventListener("input", next);
  return h("div", { class: "words" }, h("label", {}, "words ", field), button("next", next, { title: "The next place where the report has these words" }), h("span", { id: "span-note", class: "quiet", role: "status" }, span ? `characters ${span.start}–${span.end}` : ""));
}

function takeSpan(taken) {
  span = taken;
  showSpan(taken);
  const field = byId("span-words");
  if (field && document.activeElement !== field) field.value = taken.text;
  const note = byId("span-note");
  if (note) note.textContent = `characters ${taken.start}–${taken.end}`;
  for (const button of document.querySelectorAll("[data-takes-span]")) button.disabled = false;
}

async function submit() {
  if (!draft?.field) return;
  const sent = draft;
  const { claim, field, value, why } = sent;
  const answer = await decide({ action: "correct", subject: "claim", id: claim, field, value, ...(why.trim() ? { why: why.trim() } : {}) }, `Corrected ${FIELDS[field]} of the claim “${shownClaim()?.claim.trigger.text ?? claim}”`);
  if (answer && draft === sent) dropCorrection();
  else if (answer) keep(draftName(claim), null); // the person went on to another meanwhile
}
