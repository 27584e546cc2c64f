"""The base map: made from TopoJSON, small, and true enough for a map of incidents."""

from __future__ import annotations

import gzip
import json
from itertools import pairwise
from pathlib import Path

import shapely
from shapely.geometry import Point, shape

from dateline.desk.make_borders import OUT, make

# Two countries that share a border, and an islet of the second.
TOPOJSON = {
    "type": "Topology",
    "arcs": [
        [[2, 0], [2, 2]],
        [[2, 2], [0, 2.123456], [0, 0], [2, 0]],
        [[2, 0], [4, 0], [4, 2], [2, 2]],
        [[9, 9], [9.001, 9], [9.001, 9.001], [9, 9]],
    ],
    "objects": {
        "countries": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "Westland"}},
                {"type": "MultiPolygon", "arcs": [[[2, -1]], [[3]]], "properties": {"name": "Eastland"}},
            ],
        }
    },
}


def test_borders_are_made_from_topojson(tmp_path: Path) -> None:
    source, out = tmp_path / "countries.json", tmp_path / "borders.geojson.gz"
    source.write_text(json.dumps(TOPOJSON))
    assert make(source, out) == out.stat().st_size
    made = json.loads(gzip.decompress(out.read_bytes()))
    west, east = made["features"]
    assert [each["properties"]["name"] for each in (west, east)] == ["Westland", "Eastland"]
    assert len(east["geometry"]["coordinates"]) == 1  # the islet is too small to be seen
    assert all(round(x, 2) == x and round(y, 2) == y for ring in west["geometry"]["coordinates"][0] for x, y in ring)


def test_a_country_that_crosses_the_antimeridian_is_cut_there(tmp_path: Path) -> None:
    source, out = tmp_path / "countries.json", tmp_path / "borders.geojson.gz"
    arcs = [[[178, 0], [178, 2], [-179, 2], [-179, 0], [178, 0]]]
    across = {"type": "Polygon", "arcs": [[0]], "properties": {"name": "Dateland"}}
    topology = {"type": "GeometryCollection", "geometries": [across]}
    source.write_text(json.dumps({"type": "Topology", "arcs": arcs, "objects": {"countries": topology}}))
    make(source, out)
    (made,) = json.loads(gzip.decompress(out.read_bytes()))["features"]
    assert sorted(part.bounds for part in shape(made["geometry"]).geoms) == [(-180, 0, -179, 2), (178, 0, 180, 2)]


def test_the_borders_that_are_shipped_are_small_and_sound() -> None:
    assert OUT.stat().st_size < 600_000
    countries = {
        each["properties"]["name"]: shape(each["geometry"])
        for each in json.loads(gzip.decompress(OUT.read_bytes()))["features"]
    }
    assert len(countries) > 200
    assert all(shapely.is_valid(each) for each in countries.values())
    rings = [part.exterior.coords for each in countries.values() for part in shapely.get_parts(each)]
    edges = [(one, other) for ring in rings for one, other in pairwise(ring)]
    assert all(abs(one[0] - other[0]) <= 180 or one[1] == other[1] == -90 for one, other in edges)
    for name, lon, lat in (
        ("Iraq", 43.13, 36.34),
        ("Sudan", 32.5, 15.6),
        ("Ukraine", 38.0, 48.6),
        ("Brazil", -47.9, -15.8),
    ):
        assert countries[name].contains(Point(lon, lat)), name
