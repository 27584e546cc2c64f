/**
 * Asking the server. A failure is an `ApiError` whose message can be shown; `status` is 0 where the server is gone.
 */

export class ApiError extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

let csrf = "";
let person = "";
let revision = null;
let signedOut = false;
const watchers = { reach: [], revision: [] };

/** Sets the token that every change carries, and whose it is. */
export function carry(me) {
  csrf = me.csrf;
  person = me.name;
}

/** Takes the next answer's state of the library for the one that is shown. */
export function forgetRevision() {
  revision = null;
}

/** Calls `heard(true | false)` whenever a request reached the server, or did not. */
export function onReach(heard) {
  watchers.reach.push(heard);
}

/** Calls `heard()` when the library has changed since it was last asked. */
export function onRevision(heard) {
  watchers.revision.push(heard);
}

/** What a GET gives, as JSON. `query` is a URLSearchParams or an object. */
export async function get(path, query = {}, { signal } = {}) {
  const words = new URLSearchParams(query).toString();
  return ask(words ? `${path}?${words}` : path, { signal });
}

/** What a POST gives, as JSON. Who signed in anew in another tab has another token: it is fetched, and the change sent again. */
export async function post(path, body = {}) {
  const send = () => ask(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf },
    body: JSON.stringify(body),
  });
  try {
    return await send();
  } catch (error) {
    if (error.status !== 403) throw error;
    const me = await get("/api/me");
    if (me.csrf === csrf) throw error;
    if (me.name !== person) throw new ApiError(`${me.name} has signed in here since, in place of ${person}; load the page again.`, 403);
    carry(me);
    return send();
  }
}

async function ask(address, options) {
  let answer;
  try {
    answer = await fetch(address, { credentials: "same-origin", ...options });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    for (const heard of watchers.reach) heard(false);
    throw new ApiError("The server cannot be reached.", 0);
  }
  if (answer.status >= 502 && answer.status <= 504) {
    for (const heard of watchers.reach) heard(false);
    throw new ApiError("The server cannot be reached.", 0);
  }
  for (const heard of watchers.reach) heard(true);
  const seen = answer.headers.get("X-Library-Revision");
  if (seen !== null) {
    const changed = revision !== null && revision !== seen;
    revision = seen;
    if (changed) for (const heard of watchers.revision) heard();
  }
  let content = null;
  try {
    content = answer.status === 204 ? null : await answer.json(); // signing out answers with nothing
  } catch (error) {
    if (error.name === "AbortError") throw error;
    if (answer.ok) throw new ApiError("The server gave an answer that cannot be read.", answer.status);
  }
  if (answer.status === 401) {
    signedOut = true;
    dispatchEvent(new Event("sessionended"));
  } else if (signedOut && answer.ok) {
    signedOut = false;
    dispatchEvent(new Event("sessionback"));
  }
  if (!answer.ok) throw new ApiError(content?.error ?? `The server answered ${answer.status}.`, answer.status);
  return content;
}

/**
 * A function that runs `ask(signal, …)` and drops the answers of all but its latest call:
 * `gives` gets the answer, `fails` the error.
 */
export function latest(ask, gives, fails) {
  let running = null;
  return async (...given) => {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    try {
      const answer = await ask(mine.signal, ...given);
      if (running === mine) gives(answer, ...given);
    } catch (error) {
      if (running === mine && error.name !== "AbortError") fails(error, ...given);
    }
  };
}
