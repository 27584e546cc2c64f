/**
 * The map's images, drawn on a canvas when the map first asks for them: points, clusters, names of towns, signs of
 * control. Text is drawn by the browser in its own fonts, so the map needs no font files and labels work offline.
 *
 * An image's name tells what it shows, its parts apart by "|": THEME|what|…
 */

import { palette } from "./palette.js";

const FONT = '"Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif';
let colours = null;
let coloursOf = "";

/** The picture of that name: {width, height, data}, drawn at `ratio` pixels a point; null for an unknown name. */
export function draw(name, ratio) {
  const [theme, what, ...parts] = name.split("|");
  if (theme !== coloursOf) {
    colours = palette();
    coloursOf = theme;
  }
  const drawn = { point, cluster, town, country, control, ring }[what];
  return drawn ? drawn(parts, ratio) : null;
}

function canvas(width, height, ratio) {
  const element = document.createElement("canvas");
  element.width = Math.ceil(width * ratio);
  element.height = Math.ceil(height * ratio);
  const pen = element.getContext("2d", { willReadFrequently: true });
  pen.scale(ratio, ratio);
  return { pen, done: () => pen.getImageData(0, 0, element.width, element.height) };
}

function disc(pen, x, y, radius, fill) {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fillStyle = fill;
  pen.fill();
}

function point([verdict], ratio) {
  const { pen, done } = canvas(20, 20, ratio);
  if (verdict === "2") {
    pen.translate(10, 10);
    pen.rotate(Math.PI / 4);
    pen.fillStyle = colours.panel;
    pen.fillRect(-7, -7, 14, 14);
    pen.fillStyle = colours.contested;
    pen.fillRect(-5.5, -5.5, 11, 11);
  } else {
    disc(pen, 10, 10, 8, colours.panel);
    disc(pen, 10, 10, 6.6, colours[verdict === "1" ? "corroborated" : "single-source"]);
    if (verdict === "0") disc(pen, 10, 10, 3.6, colours.panel);
  }
  return done();
}

/** A ring whose arcs are the shares of the three verdicts, in twelfths, around the number of incidents. */
function cluster([number, corroborated, contested, size], ratio) {
  const radius = 13 + 3 * Number(size);
  const { pen, done } = canvas(2 * radius + 4, 2 * radius + 4, ratio);
  const middle = radius + 2;
  disc(pen, middle, middle, radius + 1.5, colours.panel);
  const shares = [Number(contested), Number(corroborated)];
  const all = ["contested", "corroborated", "single-source"];
  let from = -Math.PI / 2;
  for (const [index, verdict] of all.entries()) {
    const share = index < 2 ? shares[index] : Math.max(0, 12 - shares[0] - shares[1]);
    const until = from + (share / 12) * 2 * Math.PI;
    if (share > 0) {
      pen.beginPath();
      pen.arc(middle, middle, radius - 1.8, from, until);
      pen.lineWidth = 4;
      pen.strokeStyle = colours[verdict];
      pen.stroke();
    }
    from = until;
  }
  pen.fillStyle = colours.ink;
  pen.font = `600 ${number.length > 3 ? 10.5 : 11.5}px ${FONT}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(number, middle, middle + 0.5);
  return done();
}

/** A dot, and the town's name below it, clear of a cluster that stands on the dot; `rank` 0 is the greatest. */
function town([rank, ...name], ratio) {
  const size = [13, 12, 11][Number(rank)] ?? 11;
  return lettered(name.join("|"), `${rank === "0" ? 600 : 400} ${size}px ${FONT}`, colours.town, size, ratio, 11);
}

function country(name, ratio) {
  return lettered(name.join("|").toLocaleUpperCase("en"), `500 11px ${FONT}`, colours.faint, 11, ratio, 0, "2px");
}

/** Words with a rim in the colour of the land; where `below` is not 0, so far under a dot. */
function lettered(text, font, colour, size, ratio, below, spacing = "0px") {
  const measure = canvas(1, 1, 1).pen;
  measure.font = font;
  measure.letterSpacing = spacing;
  const width = Math.min(measure.measureText(text).width, 260) + 8;
  const { pen, done } = canvas(width, size + 6 + below, ratio);
  const middle = below + (size + 6) / 2;
  pen.font = font;
  pen.letterSpacing = spacing;
  pen.textBaseline = "middle";
  pen.textAlign = "center";
  pen.lineJoin = "round";
  pen.lineWidth = 3;
  pen.strokeStyle = colours.land;
  pen.strokeText(text, width / 2, middle);
  pen.fillStyle = colour;
  pen.fillText(text, width / 2, middle);
  if (below) disc(pen, width / 2, 3.5, 2, colour);
  return done();
}

/** A square in the holder's colour: full where held, hollow where claimed, split where contested. */
function control([status, side, other], ratio) {
  const { pen, done } = canvas(24, 24, ratio);
  const colour = colours[`side-${side}`] ?? colours.muted;
  pen.fillStyle = colours.panel;
  pen.fillRect(2, 2, 20, 20);
  pen.fillStyle = colour;
  pen.strokeStyle = colour;
  pen.lineWidth = 3;
  if (status === "held") pen.fillRect(4, 4, 16, 16);
  else if (status === "claimed") pen.strokeRect(5.5, 5.5, 13, 13);
  else {
    pen.fillRect(4, 4, 16, 16);
    pen.beginPath();
    pen.moveTo(20, 4);
    pen.lineTo(20, 20);
    pen.lineTo(4, 20);
    pen.closePath();
    pen.fillStyle = colours[`side-${other}`] ?? colours.panel;
    pen.fill();
    pen.lineWidth = 1.5;
    pen.strokeRect(4.75, 4.75, 14.5, 14.5);
  }
  return done();
}

/** The ring around what is chosen. */
function ring(_, ratio) {
  const { pen, done } = canvas(36, 36, ratio);
  pen.beginPath();
  pen.arc(18, 18, 14, 0, 2 * Math.PI);
  pen.lineWidth = 5;
  pen.strokeStyle = colours.panel;
  pen.stroke();
  pen.lineWidth = 2.5;
  pen.strokeStyle = colours.accent;
  pen.stroke();
  return done();
}
