/** What the page is waiting for: nothing, or that the person picks an incident to merge, claims to split off, a correction. */

let mode = "";
let about = null;
const split = new Set();

/** "", "merge", "split" or "correct". */
export function picking() {
  return mode;
}

/** What the mode is about: for "merge" {from, other}, for "correct" {claim}. */
export function pickingAbout() {
  return about;
}

/** Enters a mode, or leaves all with "". */
export function pick(next, what = null) {
  if (next !== "split" || mode !== "split") split.clear();
  mode = next;
  about = what;
  dispatchEvent(new Event("modechange"));
}

/** The claims that are ticked to be split off. */
export function splitSet() {
  return {
    has: (id) => split.has(id),
    toggle: (id, on) => {
      if (on) split.add(id);
      else split.delete(id);
      dispatchEvent(new Event("modechange"));
    },
    ids: () => [...split],
  };
}
