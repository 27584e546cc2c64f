/** What, where, when, how many and who says so: the card of the chosen incident. */

import { get, latest } from "./api.js";
import { interval } from "./days.js";
import { button, byId, h, put, redraw, say } from "./dom.js";
import { figureTables } from "./figures.js";
import { verdictBadge } from "./glyph.js";
import { describe } from "./history.js";
import { bringToView } from "./map.js";
import { picking, splitSet } from "./modes.js";
import { originTree } from "./tree.js";
import { change, listen, view } from "./view.js";
import { whyTogether } from "./why.js";
import { CERTAINTIES, VERDICT_MEANING, bounds, names, placeName, some } from "./words.js";

let incident = null;
let entering = false; // the person wants to be in the card that is being opened

/** Keeps the card in step with the view. */
export function startCard() {
  const heard = (now) => {
    byId("card").hidden = !now.incident;
    byId("desk").dataset.card = now.incident ? "open" : "";
    if (now.incident) {
      if (incident?.id !== now.incident) byId("card").setAttribute("aria-busy", "true");
      load(now.incident);
    } else {
      incident = null;
      put(byId("card"));
    }
  };
  listen((now, changed) => {
    if (changed.has("incident")) heard(now);
    else if (changed.has("claim") && incident) drawCard();
  });
  addEventListener("modechange", () => incident && drawCard());
  heard(view());
}

/** The incident of the card, as the server gave it; null where none is open. */
export function shownIncident() {
  return incident;
}

/** Puts the person into the card; where it is still being opened, as soon as it is there. */
export function focusCard() {
  entering = byId("card").hasAttribute("aria-busy");
  if (!entering) byId("card").querySelector("h2")?.focus();
}

/** Fetches the card's incident anew. */
export function reloadCard() {
  if (view().incident) load(view().incident);
}

const load = latest(
  (signal, id) => get(`/api/incidents/${encodeURIComponent(id)}`, {}, { signal }),
  (answer) => {
    const other = incident?.id !== answer.id;
    byId("card").removeAttribute("aria-busy");
    if (!other && JSON.stringify(answer) === JSON.stringify(incident)) return; // nothing to draw anew under the person's hands
    incident = answer;
    drawCard();
    if (other) {
      byId("card").querySelector(".card-scroll").scrollTop = 0;
      say(`${answer.kind}, ${placeName(answer.place)}, ${answer.verdict}`);
      if (!view().map) bringToView(answer.place);
    }
    if (entering) focusCard();
  },
  (error, id) => {
    byId("card").removeAttribute("aria-busy");
    entering = false;
    if (error.status === 0 && incident) return;
    incident = null;
    put(byId("card"), head(), h("p", { class: "note" }, error.status === 404 ? `There is no incident ${id} any more: it may have been merged or split.` : error.message));
  },
);

const close = () => change({ incident: "", claim: "", tab: view().tab === "card" ? "list" : view().tab });
const choose = (id) => change({ claim: id, tab: "card" });

function head(...children) {
  return h("div", { class: "part-head" }, h("h2", { tabindex: -1, "data-focus": "title" }, ...(children.length ? children : ["Incident"])), button("✕", close, { class: "close", "data-focus": "close", "aria-label": "Close the card", title: "Close (Esc)" }));
}

/** Draws the card from what is loaded. */
export function drawCard() {
  const top = byId("card").querySelector(".card-scroll")?.scrollTop ?? 0;
  const chosen = view().claim;
  const judging = byId("card").querySelector("#judging") ?? h("div", { id: "judging" });
  const typing = judging.contains(document.activeElement) ? document.activeElement : null;
  redraw(
    byId("card"),
    head(h("span", { class: "kind" }, incident.kind), " ", placeName(incident.place) || "place unknown"),
    h("div", { class: "card-scroll" },
      h("p", { class: "verdict-line" }, verdictBadge(incident.verdict), h("span", { class: "quiet" }, VERDICT_MEANING[incident.verdict]), judgedTag(incident)),
      facts(),
      incident.figures.length ? [h("h3", {}, "How many, by whose count"), figureTables(incident.figures)] : null,
      h("h3", {}, "Who says so", h("span", { class: "quiet" }, ` ${some(incident.independent, "independent origin")}`)),
      originTree(incident, chosen, choose),
      h("h3", {}, "Claims", h("span", { class: "quiet" }, ` ${incident.claims.length}`)),
      h("ol", { class: "claims" }, incident.claims.map((claim) => claimLine(claim, chosen))),
      decided(),
      h("p", { class: "card-foot" }, h("a", { href: `/incidents/${encodeURIComponent(incident.id)}/dossier`, target: "_blank", rel: "noopener" }, "Printable dossier"), h("span", { class: "quiet id" }, incident.id)),
    ),
    judging,
  );
  byId("card").querySelector(".card-scroll").scrollTop = top;
  typing?.focus({ preventScroll: true });
  dispatchEvent(new Event("cardchange"));
}

/** What people decided about the incident and its claims, the latest first. */
function decided() {
  const all = [incident, ...incident.claims].flatMap((each) => each.judgements ?? []);
  const once = [...new Map(all.map((judgement) => [judgement.id, judgement])).values()].sort((one, other) => (one.at < other.at ? 1 : -1));
  return once.length ? [h("h3", {}, "Decided"), h("ol", { class: "decided" }, once.map(describe))] : null;
}

function judgedTag(of) {
  return of.judged ? h("span", { class: `judged ${of.judged}` }, of.judged) : null;
}

function facts() {
  const place = incident.place;
  const line = (label, ...value) => (value.some(Boolean) ? [h("dt", {}, label), h("dd", {}, value)] : null);
  return h(
    "dl", { class: "facts" },
    line("where", place ? placeName(place) : "not said", place && place.lat !== null && place.lat !== undefined
      ? [h("span", { class: "quiet" }, ` ${place.lat.toFixed(3)}, ${place.lon.toFixed(3)}${place.precision_km ? `, within ${place.precision_km} km` : ""} `), button("show", () => bringToView(place), { class: "plain", "aria-label": "Show the place on the map" })]
      : place ? h("span", { class: "quiet" }, " not on the map") : null),
    line("when", incident.when ? interval(incident.when) : "not said"),
    line("who", names(incident.agents.map((actor) => actor.name)) || "not said"),
    line("whom", names(incident.targets.map((actor) => actor.name))),
  );
}

function claimLine(claim, chosen) {
  const said = claim.corrected ?? claim.claim;
  const splitting = picking() === "split";
  const doubts = [said.certainty !== CERTAINTIES[0] ? said.certainty : null, claim.stance === "against" || said.negated ? "denies" : null].filter(Boolean);
  return h(
    "li", { class: "claim" },
    splitting
      ? h("label", { class: "split-choice" }, h("input", { type: "checkbox", checked: splitSet().has(claim.id), "data-focus": `split-${claim.id}`, "aria-label": `Split off: ${claim.sentence}`, on: { change: (event) => splitSet().toggle(claim.id, event.target.checked) } }))
      : null,
    h("button", { type: "button", class: "claim-button", "data-claim": claim.id, "data-focus": `claim-${claim.id}`, "aria-current": claim.id === chosen ? "true" : null, on: { click: () => choose(claim.id) } },
      h("span", { class: "claim-head" }, h("b", {}, said.kind), doubts.map((word) => h("span", { class: `tag ${word === "denies" ? "not" : "doubt"}` }, word)),
        said.counts.map((each) => h("span", { class: "chip" }, `${bounds(each)} ${each.of}`)),
        claim.corrected ? h("span", { class: "tag" }, "corrected") : null, judgedTag(claim), claim.disagreement ? h("span", { class: "tag not" }, "people disagree") : null),
      h("span", { class: "sentence" }, sentence(claim)),
      h("span", { class: "quiet" }, claim.document.outlet ?? claim.document.name, claim.document.published ? `, ${interval({ start: claim.document.published })}` : "")),
    chosen && claim.id !== chosen ? whyTogether(chosen, claim.id) : null,
  );
}

/** The sentence with the trigger in bold, where it can be found in it. */
function sentence({ sentence: words, claim }) {
  const at = words.indexOf(claim.trigger.text);
  if (at < 0) return words;
  return [words.slice(0, at), h("strong", {}, claim.trigger.text), words.slice(at + claim.trigger.text.length)];
}
