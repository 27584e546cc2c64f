/** What the map is made of: its sources and layers, bottom to top, and their colours in the theme that is on. */

import { palette } from "./palette.js";

const NOTHING = { type: "FeatureCollection", features: [] };
const EARTH_KM = 6371;

/** Places as GeoJSON points; what else a place holds becomes the point's properties. */
export function points(places) {
  return {
    type: "FeatureCollection",
    features: places.map(({ lon, lat, ...properties }) => ({ type: "Feature", properties, geometry: { type: "Point", coordinates: [lon, lat] } })),
  };
}

/** The circle within which a place lies, as a polygon. */
export function circle({ lon, lat, precision_km: km }) {
  const ring = [];
  for (let n = 0; n <= 64; n += 1) {
    const angle = (n / 64) * 2 * Math.PI;
    const north = (km / EARTH_KM) * (180 / Math.PI) * Math.cos(angle);
    const east = ((km / EARTH_KM) * (180 / Math.PI) * Math.sin(angle)) / Math.max(0.05, Math.cos((lat * Math.PI) / 180));
    ring.push([lon + east, Math.max(-89, Math.min(89, lat + north))]);
  }
  return { type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [ring] } };
}

/** Adds all sources and layers, still without incidents. `tiles` is what /api/me says of better base maps, or null. */
export function addLayers(map, tiles) {
  const plain = (id) => map.addSource(id, { type: "geojson", data: NOTHING });
  ["base", "countries", "towns", "control", "radius", "chosen", "proposal"].forEach(plain);
  map.addSource("incidents", {
    type: "geojson",
    data: NOTHING,
    cluster: true,
    clusterRadius: 42,
    clusterMaxZoom: 13,
    clusterProperties: { a: counted(0), b: counted(1), c: counted(2) },
  });
  map.addLayer({ id: "sea", type: "background" });
  map.addLayer({ id: "land", type: "fill", source: "base" });
  if (tiles) addTiles(map, tiles);
  const named = tiles?.kind === "raster" ? "none" : "visible"; // pictures of maps have borders and names of their own
  map.addLayer({ id: "borders", type: "line", source: "base", layout: { visibility: named }, paint: { "line-width": ["interpolate", ["linear"], ["zoom"], 2, 0.7, 8, 1.6] } });
  map.addLayer({ id: "radius", type: "fill", source: "radius", paint: { "fill-opacity": 0.12 } });
  map.addLayer({ id: "radius-edge", type: "line", source: "radius", paint: { "line-width": 1.5, "line-dasharray": [3, 2] } });
  map.addLayer({ id: "countries", type: "symbol", source: "countries", maxzoom: 7, layout: { visibility: named, "symbol-sort-key": ["-", 0, ["get", "extent"]] } });
  map.addLayer({ id: "towns", type: "symbol", source: "towns", layout: { visibility: named, "icon-anchor": "top", "icon-offset": [0, -3], "icon-padding": 3, "symbol-sort-key": ["get", "rank"] } });
  const over = { "icon-allow-overlap": true, "icon-ignore-placement": true };
  map.addLayer({ id: "points", type: "symbol", source: "incidents", filter: ["!", ["has", "point_count"]], layout: { ...over, "symbol-sort-key": ["get", "v"] } });
  map.addLayer({ id: "clusters", type: "symbol", source: "incidents", filter: ["has", "point_count"], layout: { ...over } });
  map.addLayer({ id: "control", type: "symbol", source: "control", layout: { ...over, "icon-offset": [15, -15] } });
  map.addLayer({ id: "chosen", type: "symbol", source: "chosen", layout: { ...over } });
  map.addLayer({ id: "proposal", type: "circle", source: "proposal", paint: { "circle-radius": 7, "circle-stroke-width": 3 } });
}

function addTiles(map, tiles) {
  const { kind, url, minzoom, maxzoom, layers } = tiles;
  const address = new URL(url, location.href).href.replaceAll("%7B", "{").replaceAll("%7D", "}");
  map.addSource("tiles", { type: kind, tiles: [address], minzoom: minzoom ?? 0, maxzoom: maxzoom ?? 14, ...(kind === "raster" ? { tileSize: 256 } : {}) });
  if (kind === "raster") map.addLayer({ id: "tiles", type: "raster", source: "tiles" });
  for (const id of layers ?? []) {
    const drawn = { source: "tiles", "source-layer": id };
    map.addLayer({ ...drawn, id: `tiles-${id}`, type: "fill", filter: shaped("Polygon"), paint: { "fill-opacity": WATER.test(id) ? 1 : 0.25 } });
    map.addLayer({ ...drawn, id: `tiles-${id}-lines`, type: "line", filter: shaped("LineString"), paint: { "line-width": 0.8, "line-opacity": 0.6 } });
  }
}

const WATER = /water|ocean|lake|river|^(tiles-)?seas?$/;
const shaped = (kind) => ["in", ["geometry-type"], ["literal", [kind, `Multi${kind}`]]];

const counted = (verdict) => ["+", ["case", ["==", ["get", "v"], verdict], 1, 0]];

/** Twelfths of a cluster with this verdict; one at least where there is any. */
const twelfths = (name) => ["case", [">", ["get", name], 0], ["max", 1, ["round", ["/", ["*", 12, ["get", name]], ["get", "point_count"]]]], 0];

/** Colours every layer for the theme of that letter. */
export function paintLayers(map, theme) {
  const colours = palette();
  map.setPaintProperty("sea", "background-color", colours.sea);
  map.setPaintProperty("land", "fill-color", colours.land);
  map.setPaintProperty("borders", "line-color", colours.border);
  map.setPaintProperty("radius", "fill-color", colours.accent);
  map.setPaintProperty("radius-edge", "line-color", colours.accent);
  map.setPaintProperty("proposal", "circle-color", colours.accent);
  map.setPaintProperty("proposal", "circle-stroke-color", colours.panel);
  for (const layer of map.getStyle().layers.filter((each) => each.id.startsWith("tiles-"))) {
    const colour = WATER.test(layer.id) ? colours.sea : colours.border;
    map.setPaintProperty(layer.id, layer.type === "line" ? "line-color" : "fill-color", colour);
  }
  const image = (id, ...parts) => map.setLayoutProperty(id, "icon-image", ["concat", `${theme}|`, ...parts]);
  image("countries", "country|", ["get", "name"]);
  image("towns", "town|", ["step", ["get", "population"], "2", 50000, "1", 300000, "0"], "|", ["get", "name"]);
  image("control", "control|", ["get", "status"], "|", ["get", "side"], "|", ["get", "other"]);
  image("points", "point|", ["get", "v"]);
  image("clusters", "cluster|", ["to-string", ["get", "point_count_abbreviated"]], "|", twelfths("b"), "|", twelfths("c"), "|", ["step", ["get", "point_count"], "0", 10, "1", 100, "2", 1000, "3"]);
  image("chosen", "ring");
}
