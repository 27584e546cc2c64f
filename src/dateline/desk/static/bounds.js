/** Boxes around points. */

/** The number with so many digits after the point. */
export function round(number, digits) {
  return Number(number.toFixed(digits));
}

/**
 * The box [[west, south], [east, north]] around the points, less the share `stray` of them at each side; null where
 * there are none.
 */
export function fitAround(lons, lats, stray = 0) {
  if (!lons.length) return null;
  const ends = (degrees) => {
    const sorted = Float64Array.from(degrees).sort();
    const cut = Math.floor(sorted.length * stray);
    return [sorted[cut], sorted[sorted.length - 1 - cut]];
  };
  const [west, east] = ends(lons);
  const [south, north] = ends(lats);
  return [[west, Math.max(south, -85)], [east, Math.min(north, 85)]];
}
