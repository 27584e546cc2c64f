"""PLOVER, HXL and the data package, each opened by a reader that is not dateline's."""

import json
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import date

import frictionless
import hxl
import pandas
import pytest
from tests.exports.build import ARMY, IS, MONDAY, MOSUL, row

from dateline.errors import LexiconError
from dateline.exports import countries as countries_module
from dateline.exports import export
from dateline.exports import hxl as hxl_format
from dateline.exports.cells import unguarded
from dateline.exports.columns import COLUMNS
from dateline.exports.countries import ACLED_REGIONS, countries, country_of
from dateline.exports.plover import COLUMNS as PLOVER_COLUMNS

# As POLECAT's files have them.
POLECAT = (
    "Event ID, Event Date, Event Type, Event Mode, Intensity, Quad Code, Contexts, Actor Name, Actor Country, Actor COW, "
    "Primary Actor Sector, Actor Sectors, Actor Title, Actor Name Raw, Wikipedia Actor ID, Recipient Name, "
    "Recipient Country, Recipient COW, Primary Recipient Sector, Recipient Sectors, Recipient Title, Recipient Name Raw, "
    "Wikipedia Recipient ID, Placename, City, District, Province, Country, Latitude, Longitude, GeoNames ID, "
    "Raw Placename, Feature Type, Source, Publication Date, Story People, Story Organizations, Story Locations, Language, "
    "Version"
)


def test_plover(rows, about, tmp_path):
    left_out = Counter()
    number = export("plover", rows, tmp_path / "plover.csv", about=about, left_out=left_out)
    table = pandas.read_csv(tmp_path / "plover.csv", dtype=str, keep_default_na=False)
    assert list(table.columns) == POLECAT.split(", ") == list(PLOVER_COLUMNS)
    assert len(table) == number == sum(row.codes.plover_event is not None for row in rows)
    assert left_out == {"PLOVER has no code for it": len(rows) - number}
    (first, *_) = table.to_dict("records")
    expected = {
        "Event ID": rows[0].id,
        "Event Date": "2016-10-31",
        "Event Type": "ASSAULT",
        "Event Mode": "",
        "Quad Code": "Material Conflict",
        "Actor Name": "Iraqi Army",
        "Actor Country": "IRQ",
        "Actor COW": "645",
        "Primary Actor Sector": "MIL",
        "Recipient Name": "Islamic State",
        "Recipient Country": "",
        "Primary Recipient Sector": "REB",
        "Recipient Name Raw": "dozens of Islamic State fighters",
        "City": "Mosul",
        "Province": "Nineveh",
        "Country": "IRQ",
        "Longitude": "43.11889",
        "GeoNames ID": "99072",
        "Source": "Reuters",
        "Publication Date": "2016-10-31",
        "Version": "dateline 0.2",
    }
    assert {name: first[name] for name in expected} == expected


def read_hxl(path):
    return hxl.data(str(path), hxl.InputOptions(allow_local=True))


def test_hxl_is_valid_and_says_what_the_rows_say(rows, about, tmp_path):
    path = tmp_path / "hxl.csv"
    assert export("hxl", rows, path, about=about) == len(rows)
    found = list(read_hxl(path))
    assert hxl.schema().validate(read_hxl(path))
    assert [each.get("#event+id") for each in found] == [row.id for row in rows]
    first = found[0]
    assert (first.get("#date+start"), first.get("#loc+name"), first.get("#adm1+name")) == (
        "2016-10-31",
        "Mosul",
        "Nineveh",
    )
    assert (first.get("#geo+lat"), first.get("#geo+lon")) == ("36.335", "43.11889")
    assert (first.get("#affected+killed-max"), first.get("#meta+origin")) == ("12", "an officer")
    assert found[1].get("#affected+killed-max") == "12"  # three children among them
    assert found[2].get("#affected+killed-max") is None
    assert found[-1].get("#group+target") == "'+market"


def test_hxl_tags_are_known(about, tmp_path):
    tags = [tag for _, tag, _ in hxl_format.COLUMNS]
    assert len(set(tags)) == len(tags)
    assert all(hxl.model.TagPattern.parse(tag).tag == "#" + tag[1:].split("+")[0] for tag in tags)


def test_hxl_counts_only_what_is_told(about, tmp_path):
    killed = row("The army killed militants in Mosul.", "kill", "killed", agents=[("The army", ARMY)],
                 targets=[("militants", IS)], place=("Mosul", MOSUL))  # fmt: skip
    fled = row("At least 200 fled Mosul; 30 were hurt.", "displace", "fled", place=("Mosul", MOSUL),
               counts=[("200", "displaced", 200, None), ("30", "injured", 30, 30)])  # fmt: skip
    export("hxl", [killed, fled], tmp_path / "hxl.csv", about=about)
    one, other = read_hxl(tmp_path / "hxl.csv")
    assert one.get("#affected+killed-max") is None
    assert (other.get("#affected+displaced"), other.get("#affected+injured")) == ("200", "30")


def test_data_package_is_valid_and_typed(rows, claims, about, tmp_path):
    path = tmp_path / "package.zip"
    assert export("datapackage", rows, path, about=about) == len(rows)
    package = frictionless.Package(str(path))
    report = package.validate()
    assert report.valid, report.flatten(["type", "note"])
    tables = {resource.name: resource.read_rows() for resource in package.resources}
    for line, each in zip(tables["events"], rows, strict=True):
        for column in COLUMNS:
            value = line[column.name]
            value = (
                unguarded(value)
                if isinstance(value, str)
                else float(value)
                if column.type == "number" and value
                else value
            )
            assert value == (column.of(each) if column.of(each) != "" else None), column.name
    assert [line["id"] for line in tables["claims"]] == [stored.id for stored in claims]
    assert {line["id"] for line in tables["documents"]} == {stored.document.id for stored in claims}


def test_data_package_holds_every_span(rows, claims, about, tmp_path):
    export("datapackage", rows, tmp_path / "package.zip", about=about)
    mentions = frictionless.Package(str(tmp_path / "package.zip")).get_resource("mentions").read_rows()
    found = Counter((line["claim"], line["start"], line["end"], unguarded(line["text"])) for line in mentions)
    expected = Counter((stored.id, s.start, s.end, s.text) for stored in claims for s in stored.claim.spans())
    assert found == expected
    (when,) = [line for line in mentions if line["role"] == "when"]
    assert (when["name"], when["first_day"], when["last_day"]) == ("2016-10-31", date(2016, 10, 31), date(2016, 10, 31))
    counts = [(line["low"], line["high"]) for line in mentions if line["role"] == "count"]
    assert counts == [(12, None), (12, 12), (3, 3)]


def test_data_package_names_its_sources(rows, about, tmp_path):
    export("datapackage", rows, tmp_path / "package.zip", about=about)
    with zipfile.ZipFile(tmp_path / "package.zip") as package:
        head = json.loads(package.read("datapackage.json"))
        cells = package.read("documents.csv").decode()
    assert [source["title"].split(",")[0] for source in head["sources"]] == ["-1+cmd", "Reuters", "GeoNames"]
    assert head["created"] == "2016-11-02T08:30:00Z"
    assert "\r\n=" not in cells
    assert ",=" not in cells
    assert ",'=1+1," in cells


def test_a_report_told_twice_stands_once(rows, about, tmp_path):
    export("datapackage", [rows[0], rows[1]], tmp_path / "package.zip", about=about)
    package = frictionless.Package(str(tmp_path / "package.zip"))
    assert len(package.get_resource("documents").read_rows()) == 1


def test_countries():
    assert len(countries()) == 250
    assert {country.acled_region for country in countries().values()} <= ACLED_REGIONS
    assert (country_of("CD").ucdp_country, country_of("CD").gw) == ("DR Congo (Zaire)", 490)
    assert (country_of("PS").iso_numeric, country_of("PS").gw) == (275, 666)
    assert [country_of(iso).ucdp_region for iso in ("US", "FR", "ML", "IQ", "MM")] == [
        "Americas", "Europe", "Africa", "Middle East", "Asia",
    ]  # fmt: skip
    assert country_of("XX") is None
    assert country_of(None) is None
    numbers = [country.gw for iso, country in countries().items() if country.ucdp_country and iso not in _TERRITORIES]
    assert len(numbers) == len(set(numbers))


_TERRITORIES = {"PS", "EH", "HK", "MO", "PR", "GL", "FO", "GF", "GP", "MQ", "RE", "YT", "NC", "PF", "GI", "FK", "BM"}


def test_every_mistake_in_the_countries_is_told_at_once(monkeypatch):
    good = {
        "iso2": "AA",
        "iso3": "AAA",
        "iso_numeric": "1",
        "acled_country": "A",
        "acled_region": "Europe",
        "gw": "3",
        "cow": "3",
        "ucdp_country": "A",
    }
    table = [good, good, good | {"iso2": "BB", "acled_region": "Atlantis"}, good | {"iso2": "C", "gw": "x"}]
    monkeypatch.setattr(countries_module, "load_table", lambda name: table)
    countries.cache_clear()
    try:
        with pytest.raises(LexiconError) as told:
            countries()
    finally:
        monkeypatch.undo()
        countries.cache_clear()
    assert str(told.value).splitlines() == [
        "exports/countries.tsv has 4 mistakes:",
        "  line 3: AA stands twice",
        "  line 4: no region of ACLED: Atlantis",
        "  line 5: no ISO 3166-1 codes: C, AAA",
        "  line 5: its numbers must be whole",
    ]


def test_dates_of_events_that_no_report_dates(about, tmp_path):
    undated = row("The army struck Mosul.", "airstrike", "struck", agents=[("The army", ARMY)], place=("Mosul", MOSUL))
    dated = row("The army struck Mosul on Monday.", "airstrike", "struck", agents=[("The army", ARMY)],
                place=("Mosul", MOSUL), when=MONDAY)  # fmt: skip
    export("plover", [undated, dated], tmp_path / "plover.csv", about=about)
    table = pandas.read_csv(tmp_path / "plover.csv", dtype=str, keep_default_na=False)
    assert list(table["Event Date"]) == ["2016-10-31", "2016-10-31"]


@pytest.mark.parametrize("format", ["acled", "plover", "ged"])
def test_what_people_rejected_is_in_no_table_of_a_code_book(format, rows, about, tmp_path):
    left_out = Counter()
    judged = [replace(rows[0], judged=judged) for judged in (None, "accepted", "mixed", "rejected")]
    assert export(format, judged, tmp_path / "out.csv", about=about, left_out=left_out) == 3
    assert left_out == {"it was rejected": 1}


def test_hxl_says_what_people_decided(rows, about, tmp_path):
    export("hxl", [replace(rows[0], judged="rejected")], tmp_path / "hxl.csv", about=about)
    assert [each.get("#status+judged") for each in read_hxl(tmp_path / "hxl.csv")] == ["rejected"]
