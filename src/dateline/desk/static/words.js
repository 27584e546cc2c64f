/** The words of the page for what the library holds, and how its values read. */

export const VERDICTS = ["single-source", "corroborated", "contested"];

export const VERDICT_WORDS = {
  "single-source": "single source",
  corroborated: "corroborated",
  contested: "contested",
};

export const VERDICT_MEANING = {
  "single-source": "one origin alone says so",
  corroborated: "two or more independent origins agree",
  contested: "origins disagree on whether it happened, who did it, or on the figures",
};

/** The definitions of docs/situation.md, word for word. */
export const STATUS_MEANING = {
  held: "someone other than the holder says so, and no one contradicts; or the side that lost it concedes it",
  claimed: "only the holder says so, or those who speak for its side",
  contested: "origins disagree on who has it; or both sides are inside, one having entered while the other holds the rest; or the last holder left and nobody is said to have come",
};

export const KINDS = [
  "advance", "capture", "hold", "withdraw", "encircle", "offensive", "clash", "airstrike", "shelling", "bombing",
  "attack", "kill", "injure", "abduct", "detain", "abuse", "displace", "need", "aid", "destroy", "deploy", "support",
  "agree", "threaten", "accuse", "protest",
];

export const CERTAINTIES = ["stated", "alleged", "possible", "planned", "conditional"];

export const COUNTED = [
  "killed", "injured", "abducted", "detained", "displaced", "affected", "abused", "fighters", "vehicles", "strikes",
  "places", "other",
];

/** What a field of a claim is called in the page: the reporter's questions. */
export const EVIDENCE = {
  trigger: "what",
  who: "who",
  whom: "whom",
  where: "where",
  when: "when",
  count: "how many",
  says: "says",
  doubt: "doubt",
  not: "not",
};

export const ACTIONS = {
  accept: "accepted",
  reject: "rejected",
  correct: "corrected",
  merge: "merged",
  split: "split",
};

export const FIELDS = {
  kind: "kind",
  agents: "who",
  targets: "whom",
  place: "where",
  when: "when",
  counts: "how many",
  said_by: "who says so",
  certainty: "how sure",
  negated: "did it happen",
};

export const FORMATS = {
  csv: "CSV, nothing lost",
  jsonl: "JSON Lines",
  parquet: "Parquet",
  geojson: "GeoJSON",
  gpkg: "GeoPackage",
  acled: "ACLED columns",
  ged: "UCDP GED columns",
  plover: "PLOVER",
  hxl: "HXL",
  datapackage: "Data Package",
};

const NUMBER = new Intl.NumberFormat("en-GB");

/** "1,200". */
export const count = (number) => NUMBER.format(number);

/** "1 incident", "3 incidents". */
export const some = (number, one, many = `${one}s`) => `${count(number)} ${number === 1 ? one : many}`;

/** A figure without what it counts: "50", "20 or more", "up to 300", "500–700". */
export function bounds({ low, high }) {
  if (high === null || high === undefined) return low ? `${count(low)} or more` : "some";
  if (low === high) return count(low);
  return low ? `${count(low)}–${count(high)}` : `up to ${count(high)}`;
}

/** A figure as the list shows it: "50 killed", "20+ killed", "? killed" where its ends tell nothing. */
export function figure({ of, low, high }) {
  const open = high === null || high === undefined;
  if (open && !low) return `? ${of}`;
  return `${open ? `${count(low)}+` : bounds({ low, high })} ${of}`;
}

/** Names in a row, each once. */
export const names = (given) => [...new Set(given.filter(Boolean))].join(", ");

/** "Mosul, IQ". */
export function placeName(place) {
  if (!place) return "";
  return place.country && place.country !== place.name ? `${place.name}, ${place.country}` : place.name;
}
