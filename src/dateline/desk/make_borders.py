"""Makes the base map that the package ships: the borders of countries, small enough to be sent at once.

Natural Earth is in the public domain; the npm package world-atlas (ISC) carries its countries at 1:50 million as
TopoJSON. To make the file anew:

    npm pack world-atlas && tar xzf world-atlas-*.tgz
    python -m dateline.desk.make_borders package/countries-50m.json

Two decimals of a degree are about a kilometre, finer than the source.
"""

from __future__ import annotations

import gzip
import json
import math
import sys
from pathlib import Path
from typing import Any

OUT = Path(__file__).parent / "data" / "borders.geojson.gz"
_GRID = 0.01
_LEAST = 0.002  # square degrees; of a country of islets the largest part stays


def make(topojson: Path, out: Path = OUT) -> int:
    """Write the borders in `topojson` as gzipped GeoJSON; gives the size of the file in bytes."""
    import pyogrio.raw
    import shapely  # type: ignore[import-untyped]

    meta, _, geometries, fields = pyogrio.raw.read(topojson, layer="countries")
    names = fields[list(meta["fields"]).index("name")]
    features = []
    for name, wkb in zip(names, geometries, strict=True):
        shape = shapely.make_valid(shapely.set_precision(_cut(shapely.from_wkb(wkb)), _GRID))
        parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
        parts += [p for part in shapely.get_parts(shape) if part.geom_type == "MultiPolygon" for p in part.geoms]
        if not parts:
            continue
        kept = [part for part in parts if part.area >= _LEAST] or [max(parts, key=lambda part: part.area)]
        land = shapely.geometry.mapping(shapely.MultiPolygon(kept))
        features.append({"type": "Feature", "properties": {"name": name}, "geometry": _rounded(land)})
    note = "Country borders: Natural Earth 1:50m, public domain, by way of world-atlas"
    collection = {"type": "FeatureCollection", "attribution": note, "features": features}
    data = json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()
    out.parent.mkdir(exist_ok=True)
    out.write_bytes(gzip.compress(data, 9, mtime=0))
    return out.stat().st_size


def _cut(shape: Any) -> Any:
    """The shape with what crosses the antimeridian cut there, so that no edge runs around the world to get across."""
    import shapely
    from shapely.affinity import translate  # type: ignore[import-untyped]

    world = shapely.box(-180, -90, 180, 90)
    pieces = []
    for part in shapely.get_parts(shape):
        whole = shapely.make_valid(
            shapely.Polygon(_unwound(part.exterior), [_unwound(each) for each in part.interiors])
        )
        pieces += [shapely.intersection(translate(whole, turn), world) for turn in (-360, 0, 360)]
    return shapely.make_valid(shapely.union_all(pieces))


def _unwound(ring: Any) -> list[tuple[float, float]]:
    """The ring's points with longitudes that go on beyond 180 degrees; one around a pole is closed along the pole."""
    points: list[tuple[float, float]] = []
    for lon, lat in ring.coords:
        turns = round((points[-1][0] - lon) / 360) if points else 0
        points.append((lon + 360 * turns, lat))
    if abs(points[0][0] - points[-1][0]) > 180:
        pole = math.copysign(90, points[0][1])
        points += [(points[-1][0], pole), (points[0][0], pole), points[0]]
    return points


def _rounded(shape: dict[str, object]) -> dict[str, object]:
    def rounded(of: object) -> object:
        return [rounded(each) for each in of] if isinstance(of, list | tuple) else round(float(of), 2)  # type: ignore[arg-type]

    return {"type": shape["type"], "coordinates": rounded(shape["coordinates"])}


if __name__ == "__main__":
    print(f"{OUT}: {make(Path(sys.argv[1])):,} bytes")
