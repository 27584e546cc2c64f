/** The report beside the card: its text with the evidence of the chosen claim marked, scrolled to. */

import { get, latest } from "./api.js";
import { chooseClaim } from "./choosing.js";
import { long } from "./days.js";
import { button, byId, h, misleading, outsideLink, put, say, sign } from "./dom.js";
import { evidence, stretches } from "./marks.js";
import { Offsets } from "./offsets.js";
import { change, listen, view } from "./view.js";
import { EVIDENCE } from "./words.js";

let report = null; // {document, text, passages, claims, offsets}
let claim = null; // the chosen claim as /api/claims/{id} gives it
let leaves = []; // {node, start, length}: which units of the text each text node shows

/** Keeps the report in step with the view. */
export function startReport() {
  const heard = (now) => {
    byId("report").hidden = !now.claim;
    byId("desk").dataset.report = now.claim ? "open" : "";
    if (now.claim) load(now.claim);
    else {
      claim = null;
      dispatchEvent(new Event("claimchange"));
    }
  };
  listen((now, changed) => changed.has("claim") && heard(now));
  heard(view());
}

/** The chosen claim as the server gave it, or null. */
export function shownClaim() {
  return claim;
}

/** What a claim says, with corrections. */
function said(of) {
  return of.corrected ?? of.claim;
}

/** Fetches the chosen claim anew. */
export function reloadReport() {
  if (view().claim) load(view().claim);
}

const load = latest(
  async (signal, id) => {
    const asked = await get(`/api/claims/${encodeURIComponent(id)}`, {}, { signal });
    const known = report?.document.id === asked.document.id;
    if (known) return [asked, report];
    const { text, passages, claims, ...about } = await get(`/api/documents/${encodeURIComponent(asked.document.id)}`, {}, { signal });
    return [asked, { document: about, text, passages, claims, offsets: new Offsets(text) }];
  },
  ([asked, its]) => {
    const other = claim?.id !== asked.id;
    if (!other && JSON.stringify(asked) === JSON.stringify(claim)) return; // the person may be selecting words in it
    const same = !other && JSON.stringify(said(asked)) === JSON.stringify(said(claim)); // somebody judged it; its words are as they were
    claim = asked;
    report = its;
    if (!view().incident && asked.incident) change({ incident: asked.incident }, { replace: true });
    if (!same) draw();
    if (other) {
      scrollToEvidence();
      say(`Report of ${claim.document.outlet ?? claim.document.name}, ${claim.claim.kind}: ${claim.claim.trigger.text}`);
    }
    dispatchEvent(new Event("claimchange"));
  },
  (error, id) => {
    if (error.status === 0 && claim) return;
    claim = null;
    put(byId("report"), head("Report"), h("p", { class: "note" }, error.status === 404 ? `There is no claim ${id} in this library.` : error.message));
  },
);

function head(...title) {
  return h("div", { class: "part-head" }, h("h2", { tabindex: -1 }, ...title), button("✕", () => change({ claim: "" }), { class: "close", "aria-label": "Close the report", title: "Close (Esc)" }));
}

function draw() {
  const top = byId("report-text")?.scrollTop ?? 0;
  const { document: known } = report;
  const about = [known.outlet, known.published ? long(known.published) : null].filter(Boolean).join(", ");
  put(
    byId("report"),
    head(known.title || known.name),
    h("div", { class: "report-head" }, h("p", { class: "report-about" }, about, known.url ? [" · ", outsideLink(known.url, hostOf(known.url))] : null, known.version > 1 || known.latest === false ? h("span", { class: "tag" }, `version ${known.version}${known.latest === false ? ", replaced" : ""}`) : null),
    h("ul", { class: "evidence-legend", "aria-label": "Colours of the evidence" }, legend())),
    h("div", { class: "report-text", id: "report-text", tabindex: 0, role: "document", "aria-label": "Text of the report" }, body()),
  );
  byId("report-text").scrollTop = top;
}

function hostOf(address) {
  try {
    const url = new URL(address);
    return url.protocol === "http:" || url.protocol === "https:" ? url.host : address;
  } catch {
    return address;
  }
}

function legend() {
  const present = new Set(evidence(said(claim)).map((mark) => mark.field));
  return Object.entries(EVIDENCE).map(([field, words]) => h("li", { class: `key ${field}${present.has(field) ? "" : " absent"}` }, words));
}

/** The text as nodes; fills `leaves`. */
function body() {
  const { text, offsets, passages } = report;
  const inUnits = ({ start, end, ...more }) => ({ start: offsets.toUnits(start), end: offsets.toUnits(end), ...more });
  const marks = evidence(said(claim)).map(inUnits);
  const others = report.claims
    .filter((other) => other.id !== claim.id)
    .map((other) => inUnits({ field: "other", claim: other.id, kind: other.claim.kind, start: other.claim.trigger.start, end: other.claim.trigger.end }))
    .filter((other) => !marks.some((mark) => mark.start < other.end && other.start < mark.end));
  const parts = passages.filter((passage) => passage.kind !== "body").map((passage) => inUnits({ field: "passage", kind: passage.kind, start: passage.start, end: passage.end }));
  leaves = [];
  return stretches(text.length, [...marks, ...others, ...parts]).map(({ start, end, marks: on }) => {
    const nodes = textNodes(start, end);
    const fields = on.filter((mark) => EVIDENCE[mark.field]);
    const passage = on.find((mark) => mark.field === "passage");
    const other = on.find((mark) => mark.field === "other");
    const kind = passage ? ` passage-${passage.kind}` : "";
    if (fields.length) return evidenceMark(fields, start, end, nodes, kind);
    if (other) {
      return h("span", { class: `other-claim${kind}`, role: "button", tabindex: 0, title: `Another claim: ${other.kind}`, on: { click: () => chooseClaim(other.claim), keydown: (event) => event.key === "Enter" && chooseClaim(other.claim) } }, nodes);
    }
    return passage ? h("span", { class: kind.trim() }, nodes) : nodes;
  });
}

function evidenceMark(fields, start, end, nodes, kind) {
  const begins = [...new Set(fields.filter((mark) => mark.start === start).map((mark) => EVIDENCE[mark.field]))].reverse();
  const ends = fields.filter((mark) => mark.end === end).length;
  const names = [...new Set(fields.map((mark) => mark.field))];
  const element = h("mark", { class: `ev ${names[0]}${kind}${ends ? " ends" : ""}`, "data-fields": names.join(" "), "data-label": begins.length ? begins.join(" ") : null }, nodes);
  // The innermost field gives the ground, every field a line under it.
  element.style.setProperty("box-shadow", names.map((name, depth) => `0 ${2 * (names.length - depth)}px 0 0 var(--ev-${name}-line)`).join(", "));
  return element;
}

/** The units from `start` to `end` as text, with misleading characters shown as signs. */
function textNodes(start, end) {
  const nodes = [];
  const words = report.text.slice(start, end);
  let at = 0;
  const plain = (until) => {
    if (until <= at) return;
    const node = document.createTextNode(words.slice(at, until));
    leaves.push({ node, start: start + at, length: until - at });
    nodes.push(node);
  };
  for (const found of misleading(words)) {
    plain(found.at);
    const character = words.slice(found.at, found.at + found.length);
    const lineEnd = character === "\r" && report.text[start + found.at + 1] === "\n";
    const element = h("span", { class: "sign", title: lineEnd ? null : "a character that does not show, or turns the direction of writing" });
    const node = document.createTextNode(lineEnd ? "" : sign(character));
    element.append(node);
    leaves.push({ node, start: start + found.at, length: found.length, sign: true });
    nodes.push(element);
    at = found.at + found.length;
  }
  plain(words.length);
  return nodes;
}

function scrollToEvidence() {
  const text = byId("report-text");
  const mark = text?.querySelector("mark.trigger") ?? text?.querySelector("mark");
  if (!mark) return;
  const box = mark.getBoundingClientRect();
  text.scrollTop += box.top - text.getBoundingClientRect().top - text.clientHeight * 0.33;
}

/** What the person has selected in the report: {start, end, text} in code points; null where nothing is. */
export function selectedSpan() {
  const text = byId("report-text");
  const selection = getSelection();
  if (!text || !selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.commonAncestorContainer)) return null;
  let start = null;
  let end = null;
  for (const leaf of leaves) {
    if (!range.intersectsNode(leaf.node)) continue;
    const from = leaf.node === range.startContainer && !leaf.sign ? range.startOffset : 0;
    const to = leaf.node === range.endContainer && !leaf.sign ? range.endOffset : leaf.length;
    if (to <= from && leaf.length) continue;
    start ??= leaf.start + from;
    end = leaf.start + to;
  }
  return start === null ? null : spanOf(start, end);
}

/** The next place, after `after` (code points), at which the report holds these words; round from the start; null if none. */
export function findSpan(words, after = -1) {
  if (!words || !report) return null;
  const from = after < 0 ? 0 : report.offsets.toUnits(after) + 1;
  let at = report.text.indexOf(words, from);
  if (at < 0) at = report.text.indexOf(words);
  if (at < 0) {
    const folded = report.text.toLowerCase();
    at = folded.length === report.text.length ? folded.indexOf(words.toLowerCase()) : -1;
  }
  return at < 0 ? null : spanOf(at, at + words.length);
}

/** The span of these units, less the blanks at its ends, in code points. */
function spanOf(from, to) {
  const words = report.text.slice(from, to);
  const start = from + (words.length - words.trimStart().length);
  const end = to - (words.length - words.trimEnd().length);
  if (end <= start) return null;
  return { start: report.offsets.toPoints(start), end: report.offsets.toPoints(end), text: report.text.slice(start, end) };
}

/** Shows a span as the one that is about to be taken, and scrolls to it; null takes the sign away. */
export function showSpan(span) {
  CSS.highlights?.delete("taken");
  if (!span || !report) return;
  const [start, end] = [report.offsets.toUnits(span.start), report.offsets.toUnits(span.end)];
  const inside = leaves.filter((leaf) => leaf.start < end && start < leaf.start + leaf.length);
  if (!inside.length) return;
  const [first, last] = [inside[0], inside.at(-1)];
  const range = new Range();
  range.setStart(first.node, first.sign ? 0 : Math.max(0, start - first.start));
  range.setEnd(last.node, last.sign ? last.node.length : Math.min(last.length, end - last.start));
  CSS.highlights?.set("taken", new Highlight(range));
  const text = byId("report-text");
  const [box, frame] = [range.getBoundingClientRect(), text.getBoundingClientRect()];
  if (box.top < frame.top || box.bottom > frame.bottom) text.scrollTop += box.top - frame.top - text.clientHeight * 0.33;
}
