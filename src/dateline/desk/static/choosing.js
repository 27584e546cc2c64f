/** Choosing an incident, in the list or on the map: its card opens, unless the person is picking one to merge with. */

import { get } from "./api.js";
import { pick, picking, pickingAbout } from "./modes.js";
import { change, view } from "./view.js";

/** Chooses; gives whether the card opened. Choosing decides nothing. */
export function chooseIncident(item, { replace = false, openCard = false } = {}) {
  if (picking() === "merge") {
    const about = pickingAbout();
    if (item.id !== about.from) pick("merge", { ...about, other: item });
    return false;
  }
  if (picking()) pick("");
  change({ incident: item.id, claim: "", ...(openCard ? { tab: "card" } : {}) }, { replace });
  return true;
}

/** Opens a claim with the incident that it is in, unless the person chooses something else before that is known. */
export async function chooseClaim(id) {
  const before = view();
  const asked = await get(`/api/claims/${encodeURIComponent(id)}`).catch(() => null);
  const now = view();
  if (now.incident !== before.incident || now.claim !== before.claim) return;
  change({ claim: id, incident: asked ? (asked.incident ?? "") : now.incident, tab: "card" });
}

/** The id of the incident that is picked to merge with, "" where there is none. */
export function candidate() {
  return picking() === "merge" ? (pickingAbout().other?.id ?? "") : "";
}

