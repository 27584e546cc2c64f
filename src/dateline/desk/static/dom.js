/**
 * Elements made from data, safely: every string becomes text or an attribute, never markup.
 * Characters that could mislead the eye (bidi controls and their like) are shown as signs: ‹U+202E›.
 */

const MISLEADING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\u{e0000}-\u{e007f}]/gu;
const SVG = "http://www.w3.org/2000/svg";

/** The sign for one misleading character. */
export function sign(character) {
  return `‹U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}›`;
}

/** The text with each misleading character shown as its sign. */
export function visible(text) {
  return String(text).replace(MISLEADING, sign);
}

/** Where misleading characters stand in a text: a list of {at, length} in UTF-16 units. */
export function misleading(text) {
  return [...text.matchAll(MISLEADING)].map((found) => ({ at: found.index, length: found[0].length }));
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [event, does] of Object.entries(value)) element.addEventListener(event, does);
    else if (name === "style") for (const [property, to] of Object.entries(value)) element.style.setProperty(property, to);
    else if (name === "value") element.value = value;
    else if (name === "checked" || name === "disabled" || name === "hidden" || name === "open") element[name] = Boolean(value);
    else element.setAttribute(name, value === true ? "" : visible(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : document.createTextNode(visible(child)));
  }
  return element;
}

/** An HTML element. Children are elements, strings, or lists of them; empty ones are left out. */
export function h(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** An SVG element. */
export function s(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** A button. `does` is called on a click. */
export function button(label, does, attributes = {}) {
  return h("button", { type: "button", ...attributes, on: { click: does } }, label);
}

/** A link where the address is http or https; else its text alone, as inert words. */
export function outsideLink(address, label = address) {
  let url = null;
  try {
    url = new URL(address);
  } catch {
    return h("span", { class: "no-link" }, label);
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") return h("span", { class: "no-link" }, label);
  return h("a", { href: url.href, rel: "noopener noreferrer", target: "_blank" }, label);
}

/** The element with this id. */
export function byId(id) {
  return document.getElementById(id);
}

/** Puts `children` in the place of all that an element holds. */
export function put(element, ...children) {
  element.replaceChildren();
  fill(element, {}, children);
}

const NAMES = ["id", "data-focus", "data-act", "data-value", "data-field", "data-tab"];

/** Puts `children` there as `put` does, and leaves the focus and the caret where a person had them: on what has the same name. */
export function redraw(element, ...children) {
  const focused = element.contains(document.activeElement) ? document.activeElement : null;
  const name = focused && NAMES.find((each) => focused.getAttribute(each));
  const known = name && `[${name}="${CSS.escape(focused.getAttribute(name))}"]`;
  const caret = focused?.matches("input[type=text], input[type=search]") ? [focused.selectionStart, focused.selectionEnd] : null;
  put(element, ...children);
  if (!known || element.contains(document.activeElement)) return;
  const again = element.querySelector(known);
  again?.focus({ preventScroll: true });
  if (caret && again?.setSelectionRange) again.setSelectionRange(...caret);
}

/** Says something to a screen reader, and to nobody else. */
export function say(words) {
  byId("said").textContent = visible(words);
}
