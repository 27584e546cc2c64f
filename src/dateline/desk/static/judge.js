/** The person decides: accept, reject, correct, merge, split and undo, for the open card. */

import { reloadCard, shownIncident } from "./card.js";
import { correctionPanel, leaveCorrection } from "./correct.js";
import { decide, mayJudge, undoLast } from "./decisions.js";
import { button, byId, h, redraw } from "./dom.js";
import { keep, kept } from "./drafts.js";
import { pick, picking, pickingAbout, splitSet } from "./modes.js";
import { shownClaim } from "./report.js";
import { toast } from "./toast.js";
import { change, listen, view } from "./view.js";
import { interval } from "./days.js";
import { placeName, some } from "./words.js";

let wholeIncident = false; // the person asked to judge the incident although a claim is open

/** Keeps the panel of decisions in step with the card and the report. */
export function startJudging() {
  for (const event of ["cardchange", "claimchange", "modechange"]) addEventListener(event, draw);
  listen((now, changed) => {
    if (changed.has("claim")) wholeIncident = false;
    if (changed.has("incident") && picking() && picking() !== "correct") pick("");
    if (changed.has("claim") && picking() === "correct" && pickingAbout().claim !== now.claim) leaveCorrection();
  });
}

/** What a decision is about now: {subject, id, words}; null where no card is open. */
function subject() {
  const incident = shownIncident();
  if (!incident) return null;
  const claim = view().claim && shownClaim()?.id === view().claim ? shownClaim() : null;
  if (claim && !wholeIncident) return { subject: "claim", id: claim.id, words: `the claim “${claim.claim.trigger.text}” of ${claim.document.outlet ?? claim.document.name}` };
  return { subject: "incident", id: incident.id, words: `the incident ${incident.kind}, ${placeName(incident.place) || "place unknown"}` };
}

/** Accepts or rejects what is shown. */
export async function judge(action) {
  const about = subject();
  if (!allowed(about)) return;
  if (picking()) {
    toast("Finish what you began first, or leave it with Esc.");
    return;
  }
  const reason = why(about);
  const answer = await decide({ action, subject: about.subject, id: about.id, ...reason }, `${action === "accept" ? "Accepted" : "Rejected"} ${about.words}`);
  if (answer) clearWhy(about, reason);
}

/** Begins to correct the chosen claim. */
export function startCorrecting() {
  const incident = shownIncident();
  if (!allowed(subject())) return;
  const claim = view().claim || (incident.claims.length === 1 ? incident.claims[0].id : "");
  if (!claim) {
    toast("Choose the claim to correct, then press c.");
    return;
  }
  pick("correct", { claim });
  change({ claim, tab: "card" });
}

/** Begins to merge: the next incident chosen is the one to merge with. */
export function startMerging() {
  if (!allowed(subject())) return;
  pick("merge", { from: shownIncident().id, other: null });
}

/** Begins to split: claims can be ticked. */
export function startSplitting() {
  if (!allowed(subject())) return;
  if (shownIncident().claims.length < 2) {
    toast("This incident has one claim; there is nothing to split.");
    return;
  }
  pick("split");
  byId("card").querySelector(".split-choice input")?.focus();
}

/** Undoes this person's latest decision. */
export function undoHere() {
  if (mayJudge()) undoLast(shownIncident()?.id);
}

function allowed(about) {
  const { incident, claim } = view();
  if (!incident) {
    toast("Choose an incident first.");
    return false;
  }
  // What was just chosen may not be here yet: nobody judges the one before by mistake.
  if (!about || shownIncident().id !== incident || (claim && shownClaim()?.id !== claim)) {
    toast("It is not open yet. Decide again when card and report are there.");
    return false;
  }
  if (!mayJudge()) {
    toast("You may read here, not judge. An editor can change that.");
    return false;
  }
  return true;
}

const draftName = (about) => `why.${about.subject}.${about.id}`;

function why(about) {
  const words = (kept(draftName(about)) ?? "").trim();
  return words ? { why: words } : {};
}

/** Empties the field of reasons, unless the person has typed on since the reason was sent. */
function clearWhy(about, sent) {
  if (why(about).why !== sent.why) return;
  keep(draftName(about), null);
  const field = byId("why");
  if (field && field.dataset.of === draftName(about)) field.value = "";
}

function draw() {
  const panel = byId("judging");
  if (!panel || !shownIncident()) return;
  if (!mayJudge()) {
    redraw(panel, h("p", { class: "quiet" }, "You read here; coders and editors judge."));
    return;
  }
  const mode = picking();
  if (mode === "correct") {
    correctionPanel(panel, pickingAbout().claim);
    return;
  }
  const about = subject();
  redraw(panel, mode === "merge" ? mergePanel(about) : mode === "split" ? splitPanel(about) : plainPanel(about));
  if (whyWanted) writeWhy();
}

let whyWanted = false; // the key was pressed before the card was there

/** Puts the person where they write why; where the card is still being opened, as soon as it is there. */
export function writeWhy() {
  const field = document.querySelector("#judging .why input");
  whyWanted = !field && mayJudge() && byId("card").hasAttribute("aria-busy");
  field?.focus();
}

/** Whether keys are for what the person writes as soon as the field is there. */
export function waitingToWrite() {
  return whyWanted && byId("card").hasAttribute("aria-busy");
}

function whyField(about) {
  const name = draftName(about);
  return h("label", { class: "why" }, h("span", { class: "unseen" }, "Why"),
    h("input", {
      id: "why", type: "text", value: kept(name) ?? "", "data-of": name, maxlength: 2000, autocomplete: "off", placeholder: "why – kept with the decision",
      on: { input: (event) => keep(name, event.target.value) },
    }));
}

function plainPanel(about) {
  const claim = view().claim && shownClaim()?.id === view().claim;
  const choice = (label, on, set) => h("label", {}, h("input", { type: "radio", name: "judge-what", checked: on, "data-focus": `judge-${set}`, on: { click: () => { wholeIncident = set; draw(); } } }), label);
  const act = (label, key, does, kind = "") => h("button", { type: "button", class: `act ${kind}`, "data-act": label.toLowerCase(), "aria-keyshortcuts": key, on: { click: does } }, label, h("kbd", { "aria-hidden": "true" }, key));
  return [
    h("fieldset", { class: "judge-what" }, h("legend", {}, "Judge"),
      choice("the incident", about.subject === "incident", true), claim ? choice("this claim", about.subject === "claim", false) : null, act("Undo", "u", undoHere)),
    whyField(about),
    h("div", { class: "acts", role: "group", "aria-label": "Decisions" },
      act("Accept", "a", () => judge("accept"), "yes"), act("Reject", "r", () => judge("reject"), "no"), act("Correct", "c", startCorrecting),
      act("Merge", "m", startMerging), act("Split", "s", startSplitting)),
  ];
}

function mergePanel(about) {
  const { from, other } = pickingAbout();
  const place = other?.place?.name ? `, ${other.place.name}` : "";
  const whole = { ...about, subject: "incident", id: from };
  const merge = async () => {
    const incident = shownIncident();
    const reason = why(whole);
    const answer = await decide({ action: "merge", subject: "incident", id: from, incidents: [other.id], ...reason }, `Merged ${incident.kind}, ${placeName(incident.place)} with ${other.kind}${place}`);
    if (!answer) return;
    clearWhy(whole, reason);
    if (picking() !== "merge" || pickingAbout().from !== from) return; // the person went on meanwhile
    pick("");
    if (answer !== "kept") change({ incident: answer.incidents?.[0] ?? from, claim: "" }, { replace: true });
  };
  return h("form", { class: "mode", on: { submit: (event) => { event.preventDefault(); if (other) merge(); } } },
    h("p", {}, h("b", {}, "Merge. "), other ? ["With ", h("b", {}, `${other.kind}${place}`), other.when ? `, ${interval(other.when)}` : "", "?"] : "Choose the other incident, in the list or on the map."),
    whyField(whole),
    h("div", { class: "acts" }, h("button", { type: "submit", class: "act yes", disabled: !other, "data-act": "confirm" }, "Merge the two", h("kbd", { "aria-hidden": "true" }, "↵")), button("Cancel", () => pick(""), { class: "act" })));
}

function splitPanel(about) {
  const ids = splitSet().ids();
  const all = ids.length === shownIncident().claims.length;
  const whole = { ...about, subject: "incident", id: shownIncident().id };
  const split = async () => {
    const incident = shownIncident();
    const reason = why(whole);
    const answer = await decide({ action: "split", subject: "incident", id: incident.id, claims: ids, ...reason }, `Split ${some(ids.length, "claim")} off ${incident.kind}, ${placeName(incident.place)}`);
    if (!answer) return;
    clearWhy(whole, reason);
    if (picking() === "split" && view().incident === incident.id) pick("");
    reloadCard();
  };
  return h("form", { class: "mode", on: { submit: (event) => { event.preventDefault(); if (ids.length && !all) split(); } } },
    h("p", {}, h("b", {}, "Split. "), all ? "All are ticked: leave at least one." : ids.length ? `${some(ids.length, "claim")} will become an incident of their own.` : "Tick the claims that tell of another event."),
    whyField(whole),
    h("div", { class: "acts" }, h("button", { type: "submit", class: "act yes", disabled: !ids.length || all, "data-act": "confirm" }, "Split off", h("kbd", { "aria-hidden": "true" }, "↵")), button("Cancel", () => pick(""), { class: "act" })));
}
