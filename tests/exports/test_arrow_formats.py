from datetime import date

import pyarrow.parquet as pq
import pyogrio
import pytest
from shapely import from_wkb

from dateline.errors import ExtraError
from dateline.exports import export, formats
from dateline.exports.arrow import BATCH
from dateline.exports.columns import COLUMNS
from dateline.exports.gpkg import LAYER
from dateline.model import Claim


def test_parquet_holds_every_value(rows, claims, about, tmp_path):
    path = tmp_path / "out.parquet"
    assert export("parquet", rows, path, about=about) == len(rows)
    table = pq.read_table(path).to_pylist()
    for line, row in zip(table, rows, strict=True):
        assert {column.name: line[column.name] for column in COLUMNS} == {c.name: c.of(row) for c in COLUMNS}
        assert [each["name"] for each in line["agent_list"]] == [party.name for party in row.agents]
    assert [Claim.model_validate(line["claims"][0]["claim"]) for line in table] == [each.claim for each in claims]
    assert [line["claims"][0]["stance"] for line in table] == ["for"] * len(rows)
    assert table[0]["claims"][0]["document"]["published"] == date(2016, 10, 31)


def test_parquet_is_typed(rows, about, tmp_path):
    export("parquet", rows, tmp_path / "out.parquet", about=about)
    schema = pq.read_schema(tmp_path / "out.parquet")
    assert str(schema.field("start").type) == "date32[day]"
    assert str(schema.field("latitude").type) == "double"
    assert str(schema.field("negated").type) == "bool"
    assert schema.metadata[b"as_of"] == b"2016-11-02T08:30:00+00:00"


def test_geopackage_opens_in_gdal(rows, about, tmp_path):
    path = tmp_path / "out.gpkg"
    assert export("gpkg", rows, path, about=about) == len(rows)
    assert pyogrio.list_layers(path)[0][0] == LAYER
    meta, table = pyogrio.read_arrow(path)
    assert meta["crs"] == "EPSG:4326"
    assert meta["geometry_type"] == "Point"
    found = table.to_pylist()
    for line, row in zip(found, rows, strict=True):
        for column in COLUMNS:
            assert line[column.name] == column.of(row), column.name
        point = from_wkb(line["geom"])
        if row.where is None:
            assert point is None
        else:
            assert (point.x, point.y) == (row.where.lon, row.where.lat)


def test_geopackage_of_nothing_has_its_layer(about, tmp_path):
    export("gpkg", [], tmp_path / "out.gpkg", about=about)
    info = pyogrio.read_info(tmp_path / "out.gpkg", layer=LAYER)
    assert info["features"] == 0
    assert list(info["fields"]) == [column.name for column in COLUMNS]


@pytest.mark.parametrize("format", ["parquet", "gpkg"])
def test_more_rows_than_a_batch(format, rows, about, tmp_path):
    many = BATCH + 7
    path = tmp_path / f"out.{format}"
    assert export(format, (rows[i % len(rows)] for i in range(many)), path, about=about) == many
    found = pq.read_metadata(path).num_rows if format == "parquet" else pyogrio.read_info(path)["features"]
    assert found == many


def test_what_is_not_installed_is_named(rows, about, tmp_path, monkeypatch):
    monkeypatch.setattr(formats, "find_spec", lambda module: None)
    with pytest.raises(ExtraError, match=r"pip install 'dateline\[geo\]'"):
        export("gpkg", rows, tmp_path / "out.gpkg", about=about)
    assert list(tmp_path.iterdir()) == []
