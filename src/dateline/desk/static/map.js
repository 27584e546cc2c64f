/** Where: the map of incidents, that moves with the list and the timeline. */

import { filterQuery } from "./address.js";
import { get, latest } from "./api.js";
import { fitAround, round } from "./bounds.js";
import { chooseIncident } from "./choosing.js";
import { button, byId, h, put } from "./dom.js";
import { addLayers, circle, paintLayers, points } from "./layers.js";
import { draw } from "./images.js";
import { change, filtered, listen, view } from "./view.js";
import { VERDICTS, VERDICT_WORDS } from "./words.js";
import { long } from "./days.js";
import { themeLetter } from "./theme.js";
import { startTowns } from "./towns.js";

let map = null;
let columns = null;
let rows = new Map();
let fitted = false;
let answered = false;
let taker = null;
let hovered = "";

/** Draws the map and keeps it in step with the view. */
export async function startMap(me) {
  const at = view().map;
  try {
    map = new maplibregl.Map({
      container: "map",
      style: { version: 8, sources: {}, layers: [] },
      center: at ? [at.lon, at.lat] : [20, 25],
      zoom: at ? at.zoom : 1.2,
      maxZoom: 15,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: 0,
    });
  } catch {
    byId("map").append(h("p", { class: "note" }, "The map needs WebGL, which this browser does not offer. List and timeline work without it."));
    byId("desk").dataset.map = "none";
    return;
  }
  fitted = Boolean(at);
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new maplibregl.ScaleControl({ maxWidth: 90 }), "bottom-right");
  map.on("styleimagemissing", ({ id }) => {
    const ratio = Math.min(3, Math.max(1, devicePixelRatio));
    const image = draw(id, ratio);
    if (image && !map.hasImage(id)) map.addImage(id, image, { pixelRatio: ratio });
  });
  const base = get("/api/base").catch(() => null);
  await new Promise((ready) => map.once("load", ready));
  addLayers(map, me.tiles);
  paintLayers(map, themeLetter());
  if (me.tiles?.attribution) put(byId("tiles-credit"), " · ", me.tiles.attribution);
  listenToMap();
  startTowns(map);
  listen(follow);
  addEventListener("themechange", () => paintLayers(map, themeLetter()));
  buildTop();
  reloadMap();
  base.then((drawn) => drawn && showBase(drawn));
}

/** Fetches the incidents anew, as after a judgement. */
export function reloadMap() {
  if (map) load(filterQuery(view(), ["bbox"]));
}

/** Marks an incident without choosing it: `place` as the list has it, or null for none. */
export function hint(place) {
  if (map) drawRadius(place && place.lat !== null ? place : null);
}

/** The next click on the map goes to `take({lat, lon})` instead of choosing; null ends that. */
export function takePoint(take) {
  taker = take;
  byId("map").classList.toggle("taking", Boolean(take));
}

/** The map itself, for the layer of control; null where there is none. */
export function theMap() {
  return map;
}

/** Shows a place that is about to be the correction, or none. */
export function showProposal(place) {
  map?.getSource("proposal")?.setData(points(place && place.lat !== null && place.lat !== undefined ? [place] : []));
}

const load = latest(
  (signal, query) => get("/api/map", query, { signal }),
  (answer) => {
    columns = answer;
    rows = new Map(answer.ids.map((id, index) => [id, index]));
    const features = answer.ids.map((id, index) => ({
      type: "Feature",
      properties: { id, v: answer.verdict[index] },
      geometry: { type: "Point", coordinates: [answer.lon[index], answer.lat[index]] },
    }));
    map.getSource("incidents").setData({ type: "FeatureCollection", features });
    byId("map").dataset.points = String(features.length);
    markChosen();
    fitIfLost();
  },
  () => {},
);

function fitIfLost() {
  const linked = fitted && !answered; // what a link shows is left as it is, even where nothing happened
  answered = true;
  if (!columns.ids.length || linked) return;
  const bounds = map.getBounds();
  const seen = columns.lon.some((lon, index) => bounds.contains([lon, columns.lat[index]]));
  if (!fitted || (!seen && !view().bbox)) fit(0.05); // a few far away ones do not make the rest small
  fitted = true;
}

function fit(stray = 0) {
  const around = columns && fitAround(columns.lon, columns.lat, stray);
  if (around) map.fitBounds(around, { padding: Math.min(46, map.getContainer().clientHeight / 6), maxZoom: 9, animate: false });
}

function listenToMap() {
  map.on("moveend", () => {
    const { lat, lng } = map.getCenter().wrap();
    const patch = { map: { lat: round(lat, 4), lon: round(lng, 4), zoom: round(map.getZoom(), 2) } };
    if (view().bbox) patch.bbox = boxOf(map.getBounds());
    change(patch, { replace: true });
  });
  map.on("click", (event) => {
    if (taker) return taker({ lat: round(event.lngLat.lat, 5), lon: round(event.lngLat.wrap().lng, 5) });
    return choose(event);
  });
  map.on("mousemove", (event) => tip(event));
  map.on("mouseout", () => tip(null));
}

function under(point, layers) {
  const around = [[point.x - 5, point.y - 5], [point.x + 5, point.y + 5]];
  return map.queryRenderedFeatures(around, { layers: layers.filter((id) => map.getLayer(id)) });
}

async function choose(event) {
  const found = under(event.point, ["clusters", "points"]);
  const cluster = found.find((feature) => feature.properties.cluster);
  if (cluster) {
    const source = map.getSource("incidents");
    const zoom = await source.getClusterExpansionZoom(cluster.properties.cluster_id);
    if (zoom <= 13) return map.easeTo({ center: cluster.geometry.coordinates, zoom: zoom + 0.3 });
    const leaves = await source.getClusterLeaves(cluster.properties.cluster_id, 40, 0);
    return offer(cluster.geometry.coordinates, leaves.map((leaf) => leaf.properties.id), cluster.properties.point_count);
  }
  const ids = [...new Set(found.map((feature) => feature.properties.id))];
  if (ids.length === 1) return chooseIncident(itemOf(ids[0]), { openCard: true });
  if (ids.length > 1) return offer(found[0].geometry.coordinates, ids, ids.length);
  return undefined;
}

/** What the map knows of an incident, in the form of the list. */
function itemOf(id) {
  const index = rows.get(id);
  const day = columns.day[index];
  return { id, kind: columns.kind[index], place: null, when: day ? { start: day, end: day } : null };
}

/** A small list of the incidents that share one point. */
function offer(at, ids, number) {
  const popup = new maplibregl.Popup({ maxWidth: "300px", closeButton: true }).setLngLat(at);
  const line = (id) => {
    const index = rows.get(id);
    const label = `${columns.kind[index]} · ${columns.day[index] ? long(columns.day[index]) : "no day"} · ${VERDICT_WORDS[VERDICTS[columns.verdict[index]]]}`;
    return h("li", {}, button(label, () => { popup.remove(); chooseIncident(itemOf(id), { openCard: true }); }, { class: "plain" }));
  };
  const all = () => { popup.remove(); change({ near: `${round(at[1], 4)},${round(at[0], 4)},1`, tab: "list" }); };
  popup.setDOMContent(
    h("div", { class: "offer" }, h("ul", {}, ids.filter((id) => rows.has(id)).slice(0, 40).map(line)), button(`Show all ${number} in the list`, all)),
  );
  popup.addTo(map);
}

function tip(event) {
  const box = byId("map-tip");
  const feature = event && !taker ? under(event.point, ["clusters", "points", "control"])[0] : null;
  map.getCanvas().style.cursor = feature ? "pointer" : "";
  box.hidden = !feature;
  if (!feature) {
    if (hovered) markChosen();
    hovered = "";
    return;
  }
  box.style.left = `${Math.min(event.point.x + 14, map.getContainer().clientWidth - 230)}px`;
  box.style.top = `${Math.min(event.point.y + 14, map.getContainer().clientHeight - 70)}px`;
  const { properties } = feature;
  if (properties.cluster) put(box, `${properties.point_count} incidents: ${properties.a} single source, ${properties.b} corroborated, ${properties.c} contested`);
  else if (properties.words) put(box, properties.words);
  else {
    const index = rows.get(properties.id);
    if (index === undefined) return;
    const precision = columns.precision_km[index];
    put(
      box,
      h("b", {}, columns.kind[index]), columns.day[index] ? ` · ${long(columns.day[index])}` : "",
      h("br"), VERDICT_WORDS[VERDICTS[columns.verdict[index]]], precision ? ` · within ${precision} km` : "",
    );
    if (hovered !== properties.id) drawRadius({ lon: columns.lon[index], lat: columns.lat[index], precision_km: precision });
    hovered = properties.id;
  }
}

function drawRadius(place) {
  const chosen = chosenPlace();
  const places = [place, chosen].filter((each) => each && each.precision_km);
  map.getSource("radius")?.setData({ type: "FeatureCollection", features: places.map((each) => circle(each)) });
}

function chosenPlace() {
  const index = rows.get(view().incident);
  if (index === undefined) return null;
  return { lon: columns.lon[index], lat: columns.lat[index], precision_km: columns.precision_km[index] };
}

function markChosen() {
  const place = chosenPlace();
  map.getSource("chosen")?.setData(points(place ? [place] : []));
  drawRadius(null);
}

/** Brings the place of an incident into view, where it is out of it. */
export function bringToView(place) {
  if (!map || !place || place.lat === null || place.lat === undefined) return;
  const at = [place.lon, place.lat];
  map.resize(); // the card may just have taken room from it
  const { x, y } = map.project(at);
  const { clientWidth, clientHeight } = map.getContainer();
  const margin = 24;
  const inside = x > margin && y > margin && x < clientWidth - margin && y < clientHeight - margin;
  if (!inside) map.easeTo({ center: at, zoom: Math.max(map.getZoom(), 6) });
}

function follow(now, changed) {
  if (filtered(changed, ["bbox"])) reloadMap();
  if (changed.has("incident")) markChosen();
  if (changed.has("bbox") || changed.has("on") || changed.has("control")) buildTop();
  if (changed.has("map") && now.map) {
    const centre = map.getCenter().wrap();
    const same = Math.abs(centre.lat - now.map.lat) < 2e-4 && Math.abs(centre.lng - now.map.lon) < 2e-4 && Math.abs(map.getZoom() - now.map.zoom) < 0.02;
    if (!same) map.jumpTo({ center: [now.map.lon, now.map.lat], zoom: now.map.zoom });
  }
}

function buildTop() {
  const only = Boolean(view().bbox);
  put(
    byId("map-top"),
    button("Fit", () => fit(), { title: "Show all incidents of the list" }),
    button("Only what the map shows", () => change({ bbox: only ? "" : boxOf(map.getBounds()) }), { "aria-pressed": String(only) }),
    button("Control", () => change({ control: !view().control }), { "aria-pressed": String(view().control), title: "Who holds which place on the chosen day (l)", id: "control-toggle" }),
  );
}

function boxOf(bounds) {
  return [Math.max(-180, bounds.getWest()), Math.max(-90, bounds.getSouth()), Math.min(180, bounds.getEast()), Math.min(90, bounds.getNorth())]
    .map((degree) => round(degree, 4))
    .join(",");
}

function showBase(drawn) {
  map.getSource("base").setData(drawn);
  const names = drawn.features.filter((feature) => feature.properties?.name).map(labelOf);
  map.getSource("countries").setData({ type: "FeatureCollection", features: names.filter(Boolean) });
}

/** Where a country's name stands: the middle of its greatest ring. */
function labelOf(feature) {
  const polygons = feature.geometry.type === "MultiPolygon" ? feature.geometry.coordinates : feature.geometry.type === "Polygon" ? [feature.geometry.coordinates] : [];
  let best = null;
  let extent = 0;
  for (const [ring] of polygons) {
    let area = 0;
    let lon = 0;
    let lat = 0;
    for (let n = 0; n + 1 < ring.length; n += 1) {
      const cross = ring[n][0] * ring[n + 1][1] - ring[n + 1][0] * ring[n][1];
      area += cross;
      lon += (ring[n][0] + ring[n + 1][0]) * cross;
      lat += (ring[n][1] + ring[n + 1][1]) * cross;
    }
    if (Math.abs(area) > extent) {
      extent = Math.abs(area);
      best = [lon / (3 * area), lat / (3 * area)];
    }
  }
  return best && { type: "Feature", properties: { name: feature.properties.name, extent }, geometry: { type: "Point", coordinates: best } };
}
