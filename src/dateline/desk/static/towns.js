/** Names of towns on the map, from the gazetteer, for what the map shows. */

import { get, latest } from "./api.js";
import { points } from "./layers.js";

/** Fetches the towns of each stretch of map that comes into view. */
export function startTowns(map) {
  let waiting = 0;
  const load = latest(
    (signal, bbox, zoom) => get("/api/towns", { bbox, zoom }, { signal }),
    (towns) => map.getSource("towns").setData(points(towns.map(({ name, lat, lon, population }, rank) => ({ name, lat, lon, rank, population: population ?? 0 })))),
    () => {},
  );
  const ask = () => {
    const bounds = map.getBounds();
    const west = Math.max(-180, bounds.getWest());
    const east = Math.min(180, bounds.getEast());
    const box = [west, Math.max(-90, bounds.getSouth()), east, Math.min(90, bounds.getNorth())];
    if (east > west) load(box.map((degree) => degree.toFixed(3)).join(","), map.getZoom().toFixed(1));
  };
  map.on("moveend", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 150);
  });
  ask();
}
