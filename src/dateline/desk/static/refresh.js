/** Fetching anew all that is shown, after a decision or when the library has changed. */

import { forgetRevision } from "./api.js";
import { reloadCard } from "./card.js";
import { reloadList } from "./list.js";
import { reloadMap } from "./map.js";
import { reloadReport } from "./report.js";
import { reloadSituation } from "./situation.js";
import { reloadTimeline } from "./timeline.js";

const CALM = 2_500; // milliseconds between two, however often the library changes
let last = 0;
let coming = 0;

/** Fetches everything anew and keeps what is chosen and where things are scrolled to. */
export function refresh() {
  clearTimeout(coming);
  coming = 0;
  last = Date.now();
  forgetRevision();
  reloadList({ stay: true });
  reloadMap();
  reloadTimeline();
  reloadSituation();
  reloadCard();
  reloadReport();
}

/** The same, soon; what others change one after the other is fetched together. */
export function refreshSoon() {
  if (!coming) coming = setTimeout(refresh, Math.max(0, last + CALM - Date.now()));
}
