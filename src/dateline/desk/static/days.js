/** Days as ISO words (2016-10-31), and as numbers of days, so that they can be stepped and drawn. */

const DAY = 86_400_000;

/** The number of days from 1970-01-01 to the day. */
export function number(day) {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY);
}

/** The day that is so many days after 1970-01-01. */
export function fromNumber(days) {
  return new Date(Math.round(days) * DAY).toISOString().slice(0, 10);
}

/** The day `by` days later. */
export function step(day, by) {
  return fromNumber(number(day) + by);
}

/** Whether the words are a day. */
export function isDay(words) {
  return /^\d{4}-\d{2}-\d{2}$/.test(words ?? "") && !Number.isNaN(Date.parse(`${words}T00:00:00Z`)) && fromNumber(number(words)) === words;
}

const LONG = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const SHORT = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const MONTH = new Intl.DateTimeFormat("en-GB", { month: "short", timeZone: "UTC" });
const MOMENT = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });
const WEEKDAY = new Intl.DateTimeFormat("en-GB", { weekday: "short", timeZone: "UTC" });

const at = (day) => new Date(`${day}T00:00:00Z`);

/** "31 Oct 2016". */
export const long = (day) => LONG.format(at(day));
/** "31 Oct". */
export const short = (day) => SHORT.format(at(day));
/** "Oct". */
export const month = (day) => MONTH.format(at(day));
/** "Mon". */
export const weekday = (day) => WEEKDAY.format(at(day));
/** A moment in the reader's own time zone. */
export const moment = (iso) => MOMENT.format(new Date(iso));

/** An interval of days in words; "" where there is none. */
export function interval(when) {
  if (!when) return "";
  if (!when.end || when.start === when.end) return long(when.start);
  if (when.start.slice(0, 4) === when.end.slice(0, 4)) return `${short(when.start)} – ${long(when.end)}`;
  return `${long(when.start)} – ${long(when.end)}`;
}
