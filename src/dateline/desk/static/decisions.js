/**
 * Sending decisions to the server. One that cannot be sent is kept in the browser and sent when the server is back;
 * the server takes the same decision of the same person only once, so sending again does no harm.
 */

import { ApiError, get, post } from "./api.js";
import { keep, kept } from "./drafts.js";
import { toast } from "./toast.js";
import { ACTIONS } from "./words.js";

let person = null;
let draining = false;

/** Says who decides here. */
export function startDecisions(me) {
  person = me;
}

/** Whether the person may judge. */
export function mayJudge() {
  return person?.role === "coder" || person?.role === "editor";
}

/**
 * Sends a decision; `words` say what it is about. Gives the judgement, "kept" where the server is gone, or null where it
 * was refused (a message then says why).
 */
export async function decide(body, words) {
  if (waiting().length) {
    keepForLater(body, words);
    drain();
    return "kept";
  }
  try {
    return done(await post("/api/judgements", body), words);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 0) {
      keepForLater(body, words);
      return "kept";
    }
    toast(error.message, { error: true });
    return null;
  }
}

/** Undoes a judgement. */
export async function undo(id, words = "") {
  try {
    const undone = await post(`/api/judgements/${encodeURIComponent(id)}/undo`);
    mine(mineNow().filter((each) => each.id !== id));
    toast(`Undone: ${words || ACTIONS[undone.action]}`);
    dispatchEvent(new CustomEvent("judged", { detail: undone }));
  } catch (error) {
    if (error.status === 404 || error.status === 409) mine(mineNow().filter((each) => each.id !== id)); // undone elsewhere
    toast(error.status === 0 ? "The server is gone; nothing was undone. Try again when it is back." : error.message, { error: error.status !== 0 });
  }
}

/** Undoes this person's latest decision of this sitting, else their latest about the incident. */
export async function undoLast(incident) {
  const unsent = draining ? null : waiting().at(-1);
  if (unsent) {
    keep("waiting", waiting().slice(0, -1));
    return toast(`Taken back before it was sent: ${unsent.words}`);
  }
  const last = mineNow().at(-1);
  if (last) return undo(last.id, last.words);
  try {
    const { items } = await get("/api/history", { limit: 50, ...(incident ? { incident } : {}) });
    const own = incident ? items.find((each) => each.mine && !each.undone_at) : null;
    if (own) return undo(own.id, `${ACTIONS[own.action]} ${own.about ?? ""}`);
  } catch (error) {
    if (error.status === 0) return toast("The server is gone; nothing was undone. Try again when it is back.");
  }
  return toast("There is nothing of yours to undo here. The history undoes older decisions.");
}

/** Sends what was kept, in order, now that the server is back. */
export async function drain() {
  if (draining) return;
  draining = true;
  try {
    for (let [next] = waiting(); next; [next] = waiting()) {
      let judgement = null;
      try {
        judgement = await post("/api/judgements", next.body);
      } catch (error) {
        if (error.status === 0 || error.status === 401) return;
        toast(`Not kept: ${next.words}. ${error.message}`, { error: true });
      }
      keep("waiting", waiting().filter((each) => each.key !== next.key)); // another tab may be sending too
      if (judgement) done(judgement, next.words);
    }
  } finally {
    draining = false;
  }
}

/** The decisions that wait to be sent. */
export function waiting() {
  return kept("waiting") ?? [];
}

function keepForLater(body, words) {
  keep("waiting", [...waiting(), { key: `${Date.now()}-${Math.random()}`, body, words }]);
  toast(`The server is gone. Kept here, and sent when it is back: ${words}`);
}

function done(judgement, words) {
  mine([...mineNow(), { id: judgement.id, words }].slice(-50));
  toast(`${words}`, { act: ["Undo", () => undo(judgement.id, words)] });
  dispatchEvent(new CustomEvent("judged", { detail: judgement }));
  return judgement;
}

const sitting = () => `dateline.sitting.${person?.library.name}.${person?.name}`;
const mineNow = () => JSON.parse(sessionStorage.getItem(sitting()) ?? "[]");
const mine = (list) => sessionStorage.setItem(sitting(), JSON.stringify(list));
