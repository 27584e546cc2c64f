/** Choosing an incident, in the list or on the map: its card opens, unless the person is picking one to merge with. */

import { pick, picking, pickingAbout } from "./modes.js";
import { change } from "./view.js";

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

/** The id of the incident that is picked to merge with, "" where there is none. */
export function candidate() {
  return picking() === "merge" ? (pickingAbout().other?.id ?? "") : "";
}

