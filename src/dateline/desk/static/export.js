/** "Export what I see": every format, with the page's filters. */

import { filterQuery } from "./address.js";
import { h, redraw } from "./dom.js";
import { view } from "./view.js";
import { FORMATS } from "./words.js";

let per = "incident";
let corrections = true;

/** The button and its menu. */
export function exportMenu() {
  const panel = h("div", { class: "popover", id: "export-menu", popover: "auto", role: "dialog", "aria-label": "Export what I see" });
  const opener = h("button", { type: "button", id: "export", popovertarget: panel.id, "aria-haspopup": "dialog", title: "Export what I see (e)" }, "Export");
  panel.addEventListener("beforetoggle", (event) => {
    if (event.newState !== "open") return;
    draw(panel);
    panel.querySelector("input")?.setAttribute("autofocus", ""); // the browser puts the focus there as it opens
    const box = opener.getBoundingClientRect();
    panel.style.left = `${Math.max(8, Math.min(box.left, innerWidth - 288))}px`;
    panel.style.top = `${box.bottom + 4}px`;
  });
  return [opener, panel];
}

/** The address of an export of what the view shows. */
export function exportAddress(format) {
  const query = filterQuery(view());
  query.set("per", per);
  query.set("corrections", String(corrections));
  return `/api/export/${format}?${query}`;
}

function draw(panel) {
  const radio = (value, words) => h("label", {}, h("input", { type: "radio", name: "per", "data-value": value, checked: per === value, on: { change: () => { per = value; draw(panel); } } }), words);
  redraw(
    panel,
    h("fieldset", {}, h("legend", {}, "Export what I see"), h("div", { class: "group" }, "a row for each ", radio("incident", "incident"), radio("claim", "claim"))),
    h("label", { class: "choice" }, h("input", { type: "checkbox", "data-value": "corrections", checked: corrections, on: { change: (event) => { corrections = event.target.checked; draw(panel); } } }), "with corrections applied"),
    h("ul", { class: "offered" }, Object.entries(FORMATS).map(([format, words]) => h("li", {}, h("a", { class: "choice", href: exportAddress(format), download: "", "data-format": format }, words)))),
  );
}
