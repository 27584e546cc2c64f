/** Boxes around points. */

/** The number with so many digits after the point. */
export function round(number, digits) {
  return Number(number.toFixed(digits));
}

/** The box [[west, south], [east, north]] around all points; null where there are none. */
export function fitAround(lons, lats) {
  if (!lons.length) return null;
  let [west, south, east, north] = [180, 90, -180, -90];
  for (let n = 0; n < lons.length; n += 1) {
    west = Math.min(west, lons[n]);
    east = Math.max(east, lons[n]);
    south = Math.min(south, lats[n]);
    north = Math.max(north, lats[n]);
  }
  return [[west, Math.max(south, -85)], [east, Math.min(north, 85)]];
}
