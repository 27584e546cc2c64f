/** Fetching anew all that is shown, after a decision or when the library has changed. */

import { reloadCard } from "./card.js";
import { reloadList } from "./list.js";
import { reloadMap } from "./map.js";
import { reloadReport } from "./report.js";
import { reloadSituation } from "./situation.js";
import { reloadTimeline } from "./timeline.js";

const CALM = 2_500; // milliseconds: a change of the library that a refresh itself finds asks for no second one
let last = 0;

/** Fetches everything anew and keeps what is chosen and where things are scrolled to. */
export function refresh() {
  last = Date.now();
  reloadList({ stay: true });
  reloadMap();
  reloadTimeline();
  reloadSituation();
  reloadCard();
  reloadReport();
}

/** The same, unless it was just done. */
export function refreshIfStale() {
  if (Date.now() - last > CALM) refresh();
}
