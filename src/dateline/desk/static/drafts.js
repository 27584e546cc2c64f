/** What was typed and not yet sent, kept in the browser for this person and this library. */

let owner = "";

/** Says whose drafts these are: another library or person on the same address has others. */
export function ownDrafts(me) {
  owner = `dateline.${me.library.name}.${me.name}.`;
}

/** What is kept under the name, else null. */
export function kept(name) {
  try {
    return JSON.parse(localStorage.getItem(owner + name));
  } catch {
    return null;
  }
}

/** Keeps a value under the name; null, "" and [] take it away. */
export function keep(name, value) {
  try {
    if (value === null || value === "" || (Array.isArray(value) && !value.length)) localStorage.removeItem(owner + name);
    else localStorage.setItem(owner + name, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing still lets a person judge.
  }
}
