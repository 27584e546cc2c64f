/**
 * From offsets in Unicode code points, as a library keeps them, to UTF-16 units, as JavaScript counts, and back.
 */
export class Offsets {
  /** @param {string} text the text that the offsets point into */
  constructor(text) {
    this.points = []; // the code point index of each character beyond the first plane
    this.units = []; // its index in UTF-16 units
    this.length = text.length;
    for (let unit = 0, point = 0; unit < text.length; point += 1) {
      const wide = text.codePointAt(unit) > 0xffff;
      if (wide) {
        this.points.push(point);
        this.units.push(unit);
      }
      unit += wide ? 2 : 1;
    }
  }

  /** UTF-16 units before the code point `point`. */
  toUnits(point) {
    return Math.min(point + below(this.points, point), this.length);
  }

  /** Code points before the UTF-16 unit `unit`; one in the middle of a pair counts as at its start. */
  toPoints(unit) {
    const before = below(this.units, unit);
    const inPair = before > 0 && this.units[before - 1] + 1 === unit;
    return inPair ? this.points[before - 1] : unit - before;
  }
}

/** How many of the ascending numbers are less than `limit`. */
function below(numbers, limit) {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
