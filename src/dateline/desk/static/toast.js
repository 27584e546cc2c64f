/** Short words at the edge of the page about what was just done, with a way to undo it. */

import { button, byId, h } from "./dom.js";

const STAYS = 9_000; // milliseconds

/** Shows the words. `act` is [label, does]; an `error` stays until it is closed. */
export function toast(words, { act = null, error = false } = {}) {
  const box = h("div", { class: error ? "toast error" : "toast" }, h("span", {}, words));
  const close = () => box.remove();
  if (act) box.append(button(act[0], () => { close(); act[1](); }, { class: "toast-act" }));
  box.append(button("✕", close, { class: "close", "aria-label": "Close the message" }));
  let timer = 0;
  const wait = () => { if (!error) timer = setTimeout(close, STAYS); };
  box.addEventListener("mouseenter", () => clearTimeout(timer));
  box.addEventListener("mouseleave", wait);
  box.addEventListener("focusin", () => clearTimeout(timer));
  box.addEventListener("focusout", wait);
  const toasts = byId("toasts");
  toasts.append(box);
  while (toasts.children.length > 3) toasts.firstChild.remove();
  wait();
}
