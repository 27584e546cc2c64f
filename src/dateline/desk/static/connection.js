/** Whether the server is there: a banner when it is gone, and asking again until it is back. */

import { get, onReach } from "./api.js";
import { drain, waiting } from "./decisions.js";
import { button, byId, h, put, redraw } from "./dom.js";
import { some } from "./words.js";

let gone = false;
let timer = 0;
let pause = 1_500;

/** Watches from now on; `back()` is called when the server can be reached again. */
export function watchConnection(me, back) {
  onReach((reached) => {
    if (reached === !gone) return;
    gone = !reached;
    if (gone) {
      pause = 1_500;
      show();
      again();
    } else {
      clearTimeout(timer);
      put(byId("banner"));
      document.body.classList.remove("gone");
      drain();
      back();
    }
  });
  addEventListener("online", probe);
  addEventListener("focus", () => gone && probe());
  addEventListener("sessionended", () => ended(me));
  addEventListener("sessionback", () => {
    put(byId("banner"));
    drain();
    back();
  });
  if (waiting().length) drain();
}

function show() {
  const kept = waiting().length;
  document.body.classList.add("gone");
  redraw(byId("banner"), h("p", { class: "banner" }, h("b", {}, "The server is gone. "), "What you type and decide is kept in this browser and sent when it is back.", kept ? ` ${some(kept, "decision")} waiting.` : "", " ", button("Try now", probe, { id: "try-now" })));
}

function again() {
  timer = setTimeout(probe, pause);
  pause = Math.min(pause * 1.6, 10_000);
}

async function probe() {
  clearTimeout(timer);
  try {
    await get("/api/me");
  } catch {
    if (gone) {
      show();
      again();
    }
  }
}

function ended(me) {
  const next = encodeURIComponent(location.pathname + location.search);
  put(byId("banner"), h("p", { class: "banner" }, h("b", {}, "You are not signed in any more. "),
    me?.users ? h("a", { href: `/login?next=${next}` }, "Sign in") : "Stop the desk with Ctrl-C, start it again, and open the address that it prints.", " What you typed is kept."));
}
