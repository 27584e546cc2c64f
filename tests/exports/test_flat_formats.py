import io
import json
from dataclasses import replace
from datetime import date

import pandas
import pyogrio
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import from_wkb

from dateline.errors import DatelineError
from dateline.exports import FORMATS, export
from dateline.exports.cells import guarded, unguarded
from dateline.exports.columns import COLUMNS, record
from dateline.model import Claim


def read_csv(path):
    return pandas.read_csv(path, dtype=str, keep_default_na=False, na_filter=False)


def test_csv_loses_nothing(rows, claims, about, tmp_path):
    path = tmp_path / "out.csv"
    assert export("csv", rows, path, about=about) == len(rows)
    table = read_csv(path)
    assert list(table["id"]) == [claim.id for claim in claims]
    for cells, stored in zip(table["claims"], claims, strict=True):
        (given_back,) = json.loads(cells)
        assert Claim.model_validate(given_back["claim"]) == stored.claim
        assert given_back["sentence"] == stored.sentence
        assert given_back["document"]["id"] == stored.document.id


def test_csv_cells_can_be_read(rows, about, tmp_path):
    export("csv", rows, tmp_path / "out.csv", about=about)
    first = read_csv(tmp_path / "out.csv").iloc[0]
    assert first["summary"] == (
        "Killing by Iraqi Army of dozens of Islamic State fighters at Mosul on 31 October 2016: 12 or more killed"
    )
    assert (first["start"], first["place"], first["longitude"], first["country"]) == (
        "2016-10-31", "Mosul", "43.11889", "IQ",
    )  # fmt: skip
    assert first["admin1"] == "Nineveh"
    assert first["figures"] == "killed 12- (dozens of Islamic State fighters)"
    assert first["said_by"] == first["origins"] == "an officer"
    assert first["agent_ids"] == "iq-army"
    assert (first["judged"], first["judged_by"], first["verdict"]) == ("", "", "")


def test_no_cell_of_a_csv_is_a_formula(rows, about, tmp_path):
    export("csv", rows, tmp_path / "out.csv", about=about)
    table = read_csv(tmp_path / "out.csv")
    numbers = {column.name for column in COLUMNS if column.type in ("number", "integer")}
    for name in table.columns:
        for value in table[name]:
            assert name in numbers or not value.startswith(("=", "+", "-", "@", "\t", "\r"))
    hostile = table.iloc[-1]
    assert hostile["agents"] == '\'=HYPERLINK("http://x") fighters'
    assert hostile["outlet"] == "'-1+cmd"
    assert float(hostile["latitude"]) == -36.3


@given(st.text(st.characters(codec="utf-8")))
def test_a_guarded_cell_gives_its_text_back(text):
    cell = guarded(text)
    assert unguarded(cell) == text
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_jsonl_is_faithful(rows, claims, about, tmp_path):
    path = tmp_path / "out.jsonl"
    assert export("jsonl", rows, path, about=about) == len(rows)
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n")[:-1]]
    assert lines == [record(row) for row in rows]
    assert [Claim.model_validate(line["claims"][0]["claim"]) for line in lines] == [stored.claim for stored in claims]
    assert lines[-1]["agents"][0]["name"].startswith("=HYPERLINK")
    assert "\u202e" in lines[-1]["claims"][0]["claim"]["targets"][0]["text"]


def test_geojson_opens_in_gdal(rows, about, tmp_path):
    path = tmp_path / "out.geojson"
    export("geojson", rows, path, about=about)
    info = pyogrio.read_info(path)
    assert info["features"] == len(rows)
    assert info["crs"] == "EPSG:4326"
    meta, _, geometry, fields = pyogrio.raw.read(path)
    by_name = dict(zip(meta["fields"], fields, strict=True))
    assert list(by_name["id"]) == [row.id for row in rows]
    assert list(by_name["certainty"]) == [row.certainty.value for row in rows]
    points = from_wkb(geometry)
    for point, row in zip(points, rows, strict=True):
        if row.where is None:
            assert point is None
        else:
            assert (point.x, point.y) == (row.where.lon, row.where.lat)


def test_geojson_of_nothing(about, tmp_path):
    assert export("geojson", [], tmp_path / "out.geojson", about=about) == 0
    content = json.loads((tmp_path / "out.geojson").read_text())
    assert content["features"] == []
    assert content["description"] == "Made by dateline 0.2 from mosul.dateline (place: Mosul)"


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_rows_give_the_same_bytes(format, rows, about, tmp_path):
    export(format, rows, tmp_path / "one", about=about)
    export(format, iter(rows), tmp_path / "other", about=about)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


@pytest.mark.parametrize("format", FORMATS)
def test_a_stream_gets_what_a_file_gets(format, rows, about, tmp_path):
    stream = io.BytesIO()
    number = export(format, rows, stream, about=about)
    assert export(format, rows, tmp_path / "file", about=about) == number
    assert (tmp_path / "file").read_bytes() == stream.getvalue()


@pytest.mark.parametrize("format", FORMATS)
def test_an_export_that_fails_leaves_the_old_file(format, rows, about, tmp_path):
    path = tmp_path / "out"
    path.write_text("old")

    def failing():
        yield from rows
        raise RuntimeError("the library went away")

    with pytest.raises(RuntimeError, match="went away"):
        export(format, failing(), path, about=about)
    assert path.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("format", FORMATS)
def test_no_rows(format, about, tmp_path):
    assert export(format, [], tmp_path / "out", about=about) == 0
    assert (tmp_path / "out").stat().st_size > 0 or format == "jsonl"


def test_what_cannot_be_written_is_told(rows, about, tmp_path):
    with pytest.raises(DatelineError, match="no format 'xlsx'; choose one of csv"):
        export("xlsx", rows, tmp_path / "out", about=about)
    with pytest.raises(DatelineError, match="cannot be written: No such file"):
        export("csv", rows, tmp_path / "nowhere" / "out.csv", about=about)
    with pytest.raises(DatelineError, match="cannot be written: Is a directory"):
        export("csv", rows, tmp_path, about=about)


def test_a_judged_row_says_so(rows, about, tmp_path):
    judged = replace(rows[0], judged="accepted", judged_by=("layla", "omar"))
    export("csv", [judged], tmp_path / "out.csv", about=about)
    table = read_csv(tmp_path / "out.csv")
    assert (table["judged"][0], table["judged_by"][0]) == ("accepted", "layla; omar")
    assert record(judged)["judged_by"] == ["layla", "omar"]
    assert record(judged)["claims"][0]["document"]["published"] == str(date(2016, 10, 31))
