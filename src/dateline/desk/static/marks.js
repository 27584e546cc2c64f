/** Which characters of a report say what: a claim's evidence, cut where marks overlap. */

/** The evidence of a claim: a list of {field, start, end} in code points; `field` is a name of EVIDENCE in words.js. */
export function evidence(claim) {
  const found = [];
  const add = (field, span) => {
    if (span && span.end > span.start) found.push({ field, start: span.start, end: span.end });
  };
  add("trigger", claim.trigger);
  for (const agent of claim.agents) add("who", agent);
  for (const target of claim.targets) add("whom", target);
  add("where", claim.place);
  add("when", claim.when?.evidence);
  for (const figure of claim.counts) add("count", figure);
  for (const source of claim.said_by) add("says", source);
  add("doubt", claim.certainty_evidence);
  add("not", claim.negation_evidence);
  return found;
}

/**
 * The text cut into stretches on which the same marks lie: a list of {start, end, marks}, in order, without gaps.
 * Of the marks on a stretch the shortest comes first, since it is the innermost.
 */
export function stretches(length, marks) {
  const cuts = new Set([0, length]);
  for (const { start, end } of marks) {
    cuts.add(Math.min(start, length));
    cuts.add(Math.min(end, length));
  }
  const edges = [...cuts].sort((one, other) => one - other);
  const sorted = [...marks].sort((one, other) => one.start - other.start || other.end - one.end);
  const out = [];
  let open = [];
  let next = 0;
  for (let n = 0; n + 1 < edges.length; n += 1) {
    const [start, end] = [edges[n], edges[n + 1]];
    open = open.filter((mark) => mark.end > start);
    while (next < sorted.length && sorted[next].start <= start) {
      if (sorted[next].end > start) open.push(sorted[next]);
      next += 1;
    }
    const on = [...open].sort((one, other) => one.end - one.start - (other.end - other.start));
    out.push({ start, end, marks: on });
  }
  return out;
}
