/** Who says so: the independent origins of an incident, through whom each reached which outlets, and which are copies. */

import { h } from "./dom.js";
import { some } from "./words.js";

/** The tree as nested lists. `choose(claim id)` is called when a person picks a claim in it. */
export function originTree(incident, chosen, choose) {
  const documents = new Map(incident.claims.map((claim) => [claim.id, claim.document]));
  return h("ol", { class: "tree" }, incident.tree.map((branch) => origin(branch, documents, chosen, choose)));
}

function origin(branch, documents, chosen, choose) {
  const leaves = new Map(); // one leaf for each report and chain: a report that tells of deaths and wounds stands once
  for (const claim of branch.claims) {
    const document = claim.document ?? documents.get(claim.id)?.id ?? claim.id;
    const key = JSON.stringify([document, claim.chain]);
    if (!leaves.has(key)) leaves.set(key, { ...claim, document, ids: [] });
    leaves.get(key).ids.push(claim.id);
  }
  const all = [...leaves.values()];
  const here = new Set(all.map((leaf) => leaf.document));
  const roots = all.filter((leaf) => !leaf.copy_of || !here.has(leaf.copy_of));
  const copiesOf = (leaf) => all.filter((other) => other.copy_of && other.copy_of === leaf.document && other !== leaf);
  const shown = new Set();
  const draw = (leaf) => {
    if (shown.has(leaf)) return null;
    shown.add(leaf);
    const copies = copiesOf(leaf).map(draw).filter(Boolean);
    return h("li", {}, line(leaf, branch, documents, chosen, choose), copies.length ? h("ol", {}, copies) : null);
  };
  return h(
    "li", { class: branch.independent === false ? "dependent" : "origin" },
    h("span", { class: "origin-name" }, branch.origin ?? "No evidence"),
    branch.origin && branch.independent === false ? h("span", { class: "tag" }, "not independent") : null,
    h("ol", {}, roots.map(draw), all.map(draw)),
  );
}

const plain = (name) => name.toLocaleLowerCase().replace(/^the /, "");

function line(leaf, branch, documents, chosen, choose) {
  const document = documents.get(leaf.ids[0]);
  const through = leaf.chain.filter((name) => !plain(branch.origin ?? "").startsWith(plain(name)));
  const current = leaf.ids.includes(chosen);
  return h(
    "button", { type: "button", class: "leaf", "aria-current": current ? "true" : null, on: { click: () => choose(leaf.ids[0]) } },
    through.length ? h("span", { class: "through" }, "through ", through.join(" ← ")) : null,
    h("span", { class: "in" }, "in ", h("b", {}, leaf.outlet ?? document?.outlet ?? document?.name ?? "an outlet unknown")),
    leaf.copy_of ? h("span", { class: "tag copy" }, leaf.copied_from?.outlet ? `copy of ${leaf.copied_from.outlet}` : "copy") : null,
    leaf.stance === "against" ? h("span", { class: "tag not" }, "denies") : null,
    leaf.ids.length > 1 ? h("span", { class: "quiet" }, some(leaf.ids.length, "claim")) : null,
  );
}
