/** The one view of the page: what is filtered, chosen and shown. Parts change it here, and hear of changes here. */

import { FILTERS, emptyView, format, parse } from "./address.js";

let current = emptyView();
const listeners = [];

/** The view as it is. */
export function view() {
  return current;
}

/** Calls `heard(view, changed)` after each change; `changed` is the set of names whose values differ. */
export function listen(heard) {
  listeners.push(heard);
}

/** Changes the view and the address. `replace` leaves no step for the browser's back button. */
export function change(patch, { replace = false } = {}) {
  const next = { ...current, ...patch };
  const changed = differing(current, next);
  if (!changed.size) return;
  current = next;
  const address = location.pathname + format(next);
  if (replace || address === location.pathname + location.search) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  tell(changed);
}

/** Reads the view from the address, now and whenever the person goes back or forward. */
export function follow() {
  current = parse(location.search);
  addEventListener("popstate", () => {
    const next = parse(location.search);
    const changed = differing(current, next);
    current = next;
    if (changed.size) tell(changed);
  });
}

/** Whether a filter is among the changed names, leaving those `without` aside. */
export function filtered(changed, without = []) {
  return FILTERS.some((name) => changed.has(name) && !without.includes(name));
}

function tell(changed) {
  for (const heard of listeners) heard(current, changed);
}

function differing(before, after) {
  return new Set(Object.keys(after).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name])));
}
