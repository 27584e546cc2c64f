/** When: bars of incidents by verdict, a period that is brushed over them, and a day that is stepped. */

import { filterQuery } from "./address.js";
import { get, latest } from "./api.js";
import { fromNumber, isDay, long, month, number, short, step } from "./days.js";
import { button, byId, h, put, s } from "./dom.js";
import { change, filtered, listen, view } from "./view.js";
import { VERDICTS, VERDICT_WORDS, count, some } from "./words.js";

const PLOT = { height: 74, top: 4, bottom: 16, side: 8 };
const ORDER = ["corroborated", "single-source", "contested"];
let library = null;
let data = { bin: "day", bars: [], undated: 0 };
let brush = null;

/** Builds the timeline and keeps it in step with the view. */
export function startTimeline(me) {
  library = me;
  put(byId("timeline"), controls(), plot());
  new ResizeObserver(drawPlot).observe(byId("plot"));
  listen((now, changed) => {
    if (filtered(changed, ["from", "to"]) || changed.has("zoomed") || (now.zoomed && (changed.has("from") || changed.has("to")))) reloadTimeline();
    if (["from", "to", "on", "zoomed"].some((name) => changed.has(name))) drawAll();
  });
  reloadTimeline();
  drawAll();
}

/** The day that is shown: the chosen one, else the period's last, else the library's last. */
export function shownDay() {
  const now = view();
  return now.on || now.to || library?.last_day || now.from || new Date().toISOString().slice(0, 10);
}

/** Goes on or back by days; a period of one day goes with it. */
export function stepDay(by) {
  const on = step(shownDay(), by);
  const now = view();
  const alone = now.from && now.from === now.to && now.from === shownDay();
  change(alone ? { on, from: on, to: on } : { on }, { replace: true });
}

/** Fetches the bars anew. */
export function reloadTimeline() {
  load(filterQuery(view(), view().zoomed ? [] : ["from", "to"]));
}

const load = latest(
  (signal, query) => get("/api/timeline", query, { signal }),
  (answer) => {
    data = answer;
    drawPlot();
  },
  () => {},
);

function controls() {
  const day = (id, name, label) =>
    h("label", { class: "quiet" }, h("span", { class: "wide" }, label, " "), h("input", {
      type: "date", id, min: library.first_day, max: library.last_day,
      on: { change: (event) => whole(event.target) && setDay(name, event.target.value) },
    }));
  return h(
    "div", { class: "time-controls" },
    h("div", { class: "group", role: "group", "aria-label": "Period" },
      day("from", "from", "from"), h("span", { class: "quiet", "aria-hidden": "true" }, "–"), day("to", "to", "to"),
      button("All", () => change({ from: "", to: "", zoomed: false }), { id: "all-days", title: "All days" }),
      button("Zoom", () => change({ zoomed: !view().zoomed }), { id: "zoom", title: "Draw the period alone, in finer bars" })),
    h("div", { class: "group", role: "group", "aria-label": "Day" },
      button("‹", () => stepDay(-1), { "aria-label": "The day before", title: "The day before (←)" }),
      day("on", "on", "day"),
      button("›", () => stepDay(1), { "aria-label": "The day after", title: "The day after (→)" }),
      h("label", { class: "quiet" }, h("input", { type: "checkbox", id: "day-only", on: { change: (event) => only(event.target.checked) } }), h("span", { class: "wide" }, "this day "), "only")),
  );
}

/** Whether the field has a day, or none, and not one of which the year is still being typed. */
function whole(field) {
  return field.value ? isDay(field.value) && field.value >= "1000" : !field.validity.badInput;
}

function setDay(name, day) {
  const now = { ...view(), [name]: day };
  if (now.from && now.to && now.from > now.to) {
    if (name === "from") now.to = now.from;
    else now.from = now.to;
  }
  if (name === "on" && view().from && view().from === view().to) now.from = now.to = day;
  change({ from: now.from, to: now.to, on: now.on });
}

function only(checked) {
  const on = shownDay();
  change(checked ? { from: on, to: on, on } : { from: "", to: "", zoomed: false });
}

function plot() {
  return h("div", { id: "plot" }, s("svg", { id: "bars", role: "img", "aria-labelledby": "bars-words" }), h("p", { id: "bars-words", class: "unseen" }), handle("from"), handle("to"));
}

/** One end of the period, as a slider that arrow keys move by days. */
function handle(name) {
  const move = (by) => {
    const [start, end] = domain();
    const at = view()[name] || fromNumber(name === "from" ? start : end);
    const next = fromNumber(Math.min(end, Math.max(start, number(at) + by)));
    setDay(name, next);
  };
  const keys = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageUp: 7, PageDown: -7 };
  return h("div", {
    class: "handle", id: `handle-${name}`, role: "slider", tabindex: 0,
    "aria-label": name === "from" ? "First day of the period" : "Last day of the period",
    on: {
      keydown: (event) => {
        const by = event.key === "Home" ? -1e6 : event.key === "End" ? 1e6 : keys[event.key];
        if (by === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        move(event.shiftKey ? by * 7 : by);
      },
      pointerdown: (event) => startBrush(event, name),
    },
  });
}

function domain() {
  const now = view();
  const days = data.bars.flatMap((bar) => [number(bar.start), number(bar.end)]);
  if (now.zoomed && now.from && now.to) return [number(now.from), number(now.to)];
  const known = [library.first_day, library.last_day].filter(Boolean).map(number);
  const all = [...days, ...known];
  return all.length ? [Math.min(...all), Math.max(...all)] : [number(shownDay()) - 1, number(shownDay()) + 1];
}

function scale() {
  const width = byId("plot").clientWidth;
  const [start, end] = domain();
  const perDay = (width - 2 * PLOT.side) / (end - start + 1);
  return {
    width, start, end, perDay,
    x: (days) => PLOT.side + (days - start) * perDay,
    day: (x) => Math.min(end, Math.max(start, start + Math.floor((x - PLOT.side) / perDay))),
  };
}

function drawAll() {
  const now = view();
  for (const [id, day] of [["from", now.from], ["to", now.to], ["on", shownDay()]]) {
    const field = byId(id);
    if (field.value !== day && (field !== document.activeElement || whole(field))) field.value = day; // a day half typed stays
  }
  byId("day-only").checked = Boolean(now.from) && now.from === now.to && now.from === shownDay();
  byId("all-days").disabled = !now.from && !now.to;
  byId("zoom").disabled = !now.from && !now.to;
  byId("zoom").setAttribute("aria-pressed", String(now.zoomed));
  drawPlot();
}

function drawPlot() {
  if (!byId("plot")?.clientWidth) return;
  const { width, start, end, perDay, x } = scale();
  const floor = PLOT.height - PLOT.bottom;
  const most = Math.max(1, ...data.bars.map((bar) => VERDICTS.reduce((sum, verdict) => sum + (bar[verdict] ?? 0), 0)));
  const svg = byId("bars");
  svg.setAttribute("viewBox", `0 0 ${width} ${PLOT.height}`);
  svg.setAttribute("width", width);
  svg.setAttribute("height", PLOT.height);
  const now = view();
  const first = now.from ? number(now.from) : start;
  const last = now.to ? number(now.to) : end;
  const bars = data.bars.map((bar) => {
    const [from, to] = [Math.max(start, number(bar.start)), Math.min(end, number(bar.end))];
    if (to < start || from > end) return null;
    const gap = perDay * (to - from + 1) > 4 ? 1 : 0;
    let y = floor;
    const outside = to < first || from > last;
    const parts = ORDER.map((verdict) => {
      const height = ((bar[verdict] ?? 0) / most) * (floor - PLOT.top);
      y -= height;
      return height ? s("rect", { class: `bar ${verdict}`, x: x(from) + gap / 2, y, width: Math.max(1, perDay * (to - from + 1) - gap), height }) : null;
    });
    const words = `${data.bin === "day" ? long(bar.start) : `${short(bar.start)} – ${long(bar.end)}`}: ${VERDICTS.map((v) => `${count(bar[v] ?? 0)} ${VERDICT_WORDS[v]}`).join(", ")}`;
    return s("g", { class: outside ? "outside" : null }, s("title", {}, words), parts);
  });
  const day = number(shownDay());
  const marker = day >= start && day <= end
    ? s("g", { class: "day-mark" }, s("line", { x1: x(day + 0.5), x2: x(day + 0.5), y1: 0, y2: floor }), s("path", { d: `M${x(day + 0.5) - 4} 0h8l-4 6z` }))
    : null;
  const period = now.from || now.to
    ? s("rect", { class: "period", x: x(Math.max(start, first)), y: 0, width: Math.max(0, x(Math.min(end, last) + 1) - x(Math.max(start, first))), height: floor })
    : null;
  svg.replaceChildren(...[period, ...bars, s("line", { class: "axis", x1: 0, x2: width, y1: floor + 0.5, y2: floor + 0.5 }), ...ticks(start, end, x, width), marker].filter(Boolean));
  svg.onpointerdown = (event) => startBrush(event, null);
  for (const [name, at, edge] of [["from", first, 0], ["to", last, 1]]) {
    const slider = byId(`handle-${name}`);
    slider.style.left = `${x(Math.min(end + 1, Math.max(start, at + edge)))}px`;
    slider.setAttribute("aria-valuemin", "0");
    slider.setAttribute("aria-valuemax", String(end - start));
    slider.setAttribute("aria-valuenow", String(Math.min(end - start, Math.max(0, at - start))));
    slider.setAttribute("aria-valuetext", long(fromNumber(Math.min(end, Math.max(start, at)))));
    slider.classList.toggle("set", Boolean(now[name]));
  }
  const total = data.bars.reduce((sum, bar) => sum + VERDICTS.reduce((all, verdict) => all + (bar[verdict] ?? 0), 0), 0);
  byId("bars-words").textContent = `${some(total, "incident")} from ${long(fromNumber(start))} to ${long(fromNumber(end))}, a bar for each ${data.bin}${data.undated ? `; ${some(data.undated, "incident")} without a day` : ""}.`;
}

/** Ticks at days, months or years, so far apart that their words do not touch. */
function ticks(start, end, x, width) {
  const room = Math.max(2, Math.floor(width / 70));
  const days = end - start + 1;
  const chosen = [];
  if (days <= room * 10) {
    const every = Math.max(1, Math.ceil(days / room));
    for (let day = start; day <= end; day += every) chosen.push([day, short(fromNumber(day))]);
  } else {
    const months = Math.ceil(days / 30.4 / room);
    const every = [1, 2, 3, 6, 12, 24, 60, 120].find((size) => size >= months) ?? 240;
    const begin = fromNumber(start);
    let year = Number(begin.slice(0, 4));
    let at = Math.ceil(Number(begin.slice(5, 7)) / every) * every;
    for (;;) {
      const when = new Date(Date.UTC(year, at, 1)).toISOString().slice(0, 10);
      if (number(when) > end) break;
      chosen.push([number(when), when.slice(5, 7) === "01" || every >= 12 ? when.slice(0, 4) : month(when)]);
      at += every;
      if (at >= 12) {
        year += Math.floor(at / 12);
        at %= 12;
      }
    }
  }
  return chosen
    .filter(([day]) => x(day) < width - 26)
    .map(([day, words]) => s("text", { class: "tick", x: x(day) + 1, y: PLOT.height - 3 }, words));
}

/** Brushing with the pointer: `end` is the end that is dragged, null where a new period begins. */
function startBrush(event, end) {
  if (event.button) return;
  event.preventDefault();
  const box = byId("plot").getBoundingClientRect();
  const dayAt = (moved) => fromNumber(scale().day(moved.clientX - box.left));
  const now = view();
  const [first, last] = domain();
  const fixed = end === "from" ? now.to || fromNumber(last) : end === "to" ? now.from || fromNumber(first) : dayAt(event);
  brush = { fixed, at: dayAt(event), moved: Boolean(end) };
  const plotted = byId("plot");
  plotted.setPointerCapture(event.pointerId);
  const ghost = h("div", { class: "ghost" });
  const draw = () => {
    const { x } = scale();
    const [from, to] = [brush.fixed, brush.at].sort();
    ghost.style.left = `${x(number(from))}px`;
    ghost.style.width = `${x(number(to) + 1) - x(number(from))}px`;
    ghost.textContent = from === to ? short(from) : `${short(from)} – ${short(to)}`;
  };
  const move = (moved) => {
    brush.at = dayAt(moved);
    if (!brush.moved && brush.at !== brush.fixed) brush.moved = true;
    if (brush.moved) {
      if (!ghost.isConnected) plotted.append(ghost);
      draw();
    }
  };
  const finish = (ended) => {
    plotted.removeEventListener("pointermove", move);
    plotted.removeEventListener("pointerup", finish);
    plotted.removeEventListener("pointercancel", finish);
    ghost.remove();
    if (ended.type === "pointercancel") return;
    if (brush.moved) {
      const [from, to] = [brush.fixed, brush.at].sort();
      const on = now.on && now.on >= from && now.on <= to ? now.on : to;
      change({ from, to, on });
    } else change({ on: brush.at });
  };
  plotted.addEventListener("pointermove", move);
  plotted.addEventListener("pointerup", finish);
  plotted.addEventListener("pointercancel", finish);
}
