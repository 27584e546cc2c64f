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
import sys
from pathlib import Path

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
        shape = shapely.make_valid(shapely.set_precision(shapely.make_valid(shapely.from_wkb(wkb)), _GRID))
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


def _rounded(shape: dict[str, object]) -> dict[str, object]:
    def rounded(of: object) -> object:
        return [rounded(each) for each in of] if isinstance(of, list | tuple) else round(float(of), 2)  # type: ignore[arg-type]

    return {"type": shape["type"], "coordinates": rounded(shape["coordinates"])}


if __name__ == "__main__":
    print(f"{OUT}: {make(Path(sys.argv[1])):,} bytes")
