/** What others decide meanwhile: asked for every few seconds, shown where it touches what is open. */

import { get } from "./api.js";
import { shownIncident } from "./card.js";
import { toast } from "./toast.js";
import { ACTIONS } from "./words.js";

const EVERY = 12_000; // milliseconds
let seen = null;

const latestOnes = () => get("/api/history", { limit: 20 }).then(({ items }) => items, () => null);
const states = (items) => new Map(items.map((each) => [each.id, each.undone_at]));

/** Sees what is decided so far. Before anything else is fetched, so that nothing decided since goes unnoticed. */
export async function seeDecided() {
  const items = await latestOnes();
  if (items) seen = states(items);
}

/** Watches from now on; `changed()` is called when somebody else decided or undid something. */
export function watchOthers(changed) {
  const look = async () => {
    if (document.hidden) return;
    const items = await latestOnes();
    if (!items) return;
    const before = seen;
    seen = states(items);
    const fresh = before ? items.filter((each) => !each.mine && before.get(each.id) !== each.undone_at) : [];
    if (!fresh.length) return;
    const open = shownIncident();
    const here = fresh.find((each) => open && (each.incident === open.id || open.claims.some((claim) => each.claims.includes(claim.id))));
    if (here) toast(`${here.undone_at ? here.undone_by : here.by} ${here.undone_at ? "undid: " : ""}${ACTIONS[here.action]} ${here.about ?? ""}`);
    changed();
  };
  setInterval(look, EVERY);
  addEventListener("focus", look);
  document.addEventListener("visibilitychange", look);
}
