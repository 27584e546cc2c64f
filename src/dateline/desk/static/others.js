/** What others decide meanwhile: asked for every few seconds, shown where it touches what is open. */

import { get } from "./api.js";
import { shownIncident } from "./card.js";
import { toast } from "./toast.js";
import { ACTIONS } from "./words.js";

const EVERY = 12_000; // milliseconds
let seen = null;

/** Watches from now on; `changed()` is called when somebody else decided or undid something. */
export function watchOthers(changed) {
  const look = async () => {
    if (document.hidden) return;
    const answer = await get("/api/history", { limit: 20 }).catch(() => null);
    if (!answer) return;
    const state = new Map(answer.items.map((each) => [each.id, each.undone_at]));
    const fresh = seen ? answer.items.filter((each) => !each.mine && seen.get(each.id) !== each.undone_at) : [];
    seen = state;
    if (!fresh.length) return;
    const open = shownIncident();
    const here = fresh.find((each) => open && (each.incident === open.id || open.claims.some((claim) => each.claims.includes(claim.id))));
    if (here) toast(`${here.undone_at ? here.undone_by : here.by} ${here.undone_at ? "undid: " : ""}${ACTIONS[here.action]} ${here.about ?? ""}`);
    changed();
  };
  setInterval(look, EVERY);
  addEventListener("focus", look);
  document.addEventListener("visibilitychange", look);
  look();
}
