"""Each thing that a filter asks for, alone and together, on SQLite and on PostgreSQL."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.library.conftest import ALERT, APIA, DATABASES, SUVA, small_library
from tests.library.making import Report
from tests.servers import Server

from dateline.errors import InputError
from dateline.library.finding import Filter, Near, count_claims, find_claims, find_documents
from dateline.library.judgements import Action, Subject
from dateline.library.judging import Decision, judge, undo
from dateline.library.store import Library
from dateline.model import PassageKind
from dateline.weighing.incidents import count_incidents, find_incidents, incident_of
from dateline.weighing.keeping import weigh


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[dict[str, Library]]:
    """The small library on each database."""
    server: Server = request.getfixturevalue("postgresql_server")
    with ExitStack() as stack:
        addresses = {
            "sqlite": str(tmp_path_factory.mktemp("finding") / "test.dateline"),
            "postgresql": stack.enter_context(server.database()),
        }
        opened = {name: stack.enter_context(Library(address, create=True)) for name, address in addresses.items()}
        for library in opened.values():
            for report in small_library():
                report.add_to(library)
        yield opened


@pytest.fixture(params=DATABASES)
def small(request: pytest.FixtureRequest, both: dict[str, Library]) -> Library:
    """The small library, for tests that only ask."""
    return both[request.param]


def triggers(library: Library, wanted: Filter, **more: Any) -> list[str]:
    return [each.claim.trigger.text for each in find_claims(library, wanted, **more)]


ALL = ["entered", "car bomb", "leave", "attacked", "protest", "was", "shelled"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(), ALL),
        (Filter(all_versions=True), [*ALL[:2], "leave", "fled", *ALL[2:]]),
        (Filter(words="troops"), ["entered"]),
        (Filter(words="troop"), ["entered"]),
        (Filter(words="Troops MOSUL"), ["entered"]),
        (Filter(words="troops Suva"), []),
        (Filter(words="enters city"), ["entered", "car bomb"]),
        (Filter(words='"car bomb"'), ["car bomb"]),
        (Filter(words='"bomb car"'), []),
        (Filter(words="bomb car"), ["car bomb"]),
        (Filter(words="cafe"), ["shelled"]),
        (Filter(words="CAFÉ"), ["shelled"]),
        (Filter(words="Sami-Harbi"), ["entered"]),
        (Filter(words="Iraqi Army"), ["entered", "leave"]),
        (Filter(kinds=("withdraw",)), ["leave"]),
        (Filter(kinds=("withdraw", "attack")), ["leave", "attacked"]),
        (Filter(place="Mosul"), ["entered"]),
        (Filter(place="qayyarah"), ["leave"]),
        (Filter(place="Qayyārah-Air"), ["leave"]),
        (Filter(place="air base"), ["leave"]),
        (Filter(place="ayyarah"), []),
        (Filter(place="IQ"), ["entered", "leave"]),
        (Filter(place="iq"), ["entered", "leave"]),
        (Filter(actor="Iraqi army"), ["entered", "leave"]),
        (Filter(actor="iq-army"), ["entered", "leave"]),
        (Filter(actor="civilians"), ["car bomb"]),
        (Filter(actor="rebels-side"), ["shelled"]),
        (Filter(actor="Sami Harbi"), []),
        (Filter(said_by="harbi"), ["entered"]),
        (Filter(said_by="operations command"), ["leave"]),
        (Filter(said_by="Iraqi Army"), []),
        (Filter(outlet="reuters"), ["entered", "car bomb"]),
        (Filter(outlet="über news"), ["leave"]),
        (Filter(outlet="ÜBER"), ["leave"]),
        (Filter(outlet="Uber-News"), ["leave"]),
        (Filter(outlet="nobody"), []),
        (Filter(since=date(2016, 10, 31)), ["entered", "attacked"]),
        (Filter(since=date(2016, 11, 1)), ["attacked"]),
        (Filter(until=date(2016, 10, 31)), ["entered"]),
        (Filter(until=date(2016, 10, 30)), []),
        (Filter(since=date(2017, 3, 31), until=date(2017, 4, 30)), ["attacked"]),
        (Filter(since=date(2017, 2, 1), until=date(2017, 3, 1)), ["attacked"]),
        (Filter(since=date(2017, 3, 10), until=date(2017, 3, 12)), ["attacked"]),
        (Filter(since=date(2017, 4, 1)), []),
        (Filter(certainty=("possible",)), ["car bomb"]),
        (Filter(certainty=("possible", "stated")), ALL),
        (Filter(negated=True), ["leave"]),
        (Filter(negated=False, place="IQ"), ["entered"]),
        (Filter(document="r1"), ["entered", "car bomb"]),
        (Filter(document="r2"), ["leave", "fled", "leave"]),
        (Filter(box=(42, 35, 44, 37)), ["entered", "leave"]),
        (Filter(box=(170, -30, -160, 0)), ["attacked", "protest"]),
        (Filter(box=(-160, -30, 170, 0)), []),
        (Filter(near=Near(36.3, 43.1, 20)), ["entered"]),
        (Filter(near=Near(-16, 180, 1000)), ["attacked", "protest"]),
        (Filter(near=Near(89.9, 100, 900)), ["was"]),
        (Filter(verdicts=("contested",)), []),
        (Filter(independent=1), []),
        (Filter(judged=False), ALL),
        (Filter(judged=True), []),
        (Filter(words="troops", kinds=("advance",), place="Mosul", near=Near(36.3, 43.1, 20), actor="army", said_by="harbi",
                outlet="reuters", since=date(2016, 10, 1), until=date(2016, 11, 30), certainty=("stated",), negated=False,
                document="r1", judged=False, as_read=True, box=(42, 35, 44, 37)), ["entered"]),
        (Filter(words="troops", kinds=("withdraw",)), []),
    ],
)  # fmt: skip
def test_a_filter_finds_what_it_asks_for(small: Library, wanted: Filter, found: list[str]) -> None:
    assert triggers(small, wanted) == (["leave", "fled", "leave"] if wanted.document == "r2" else found)
    assert count_claims(small, wanted) == len(found)


def test_every_field_of_a_filter_is_tried_above() -> None:
    tried = {
        field.name
        for _, (wanted, _) in enumerate(test_a_filter_finds_what_it_asks_for.pytestmark[0].args[1])
        for field in fields(Filter)
        if getattr(wanted, field.name) != getattr(Filter(), field.name)
    }
    assert tried == {field.name for field in fields(Filter)}


def test_a_filter_that_asks_for_nothing_is_false() -> None:
    assert not Filter()
    assert not Filter(as_read=True)
    assert all(Filter(**{name: value}) for name, value in (("words", "a"), ("judged", False)))


def test_claims_come_in_pages(small: Library) -> None:
    pages = [triggers(small, Filter(), limit=3, offset=offset) for offset in range(0, 10, 3)]
    assert [trigger for page in pages for trigger in page] == ALL
    assert [len(page) for page in pages] == [3, 3, 1, 0]
    assert triggers(small, Filter(), limit=0) == []
    assert [r.given_id for r, _ in find_documents(small, Filter(), limit=2, offset=1)] == ["r2", "r3"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(), [("r1", 2), ("r2", 1), ("r3", 3), ("r4", 0), ("r5", 1)]),
        (Filter(words="evacuees"), [("r4", 0)]),
        (Filter(words="Évacuation"), [("r4", 0)]),
        (Filter(words="nobody alert"), [("r3", 3)]),
        (Filter(words="families"), []),
        (Filter(words="families", all_versions=True), [("r2", 2)]),
        (Filter(outlet="le fanal"), [("r4", 0)]),
        (Filter(kinds=("attack",)), [("r3", 3)]),
        (Filter(kinds=("attack",), words="Mosul"), []),
        (Filter(place="Mosul", words="troops", outlet="reuters"), [("r1", 2)]),
        (Filter(document="r3"), [("r3", 3)]),
    ],
)
def test_documents_are_found_by_their_texts_and_by_their_claims(
    small: Library, wanted: Filter, found: list[tuple[str, int]]
) -> None:
    assert [(record.given_id, claims) for record, claims in find_documents(small, wanted)] == found


# --- near -------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def scattered(both: dict[str, Library]) -> list[tuple[float, float]]:
    """A claim at each of many points, close together and far apart, at the poles and on the date line; in both libraries."""
    seeded = random.Random(4)
    points = [(90.0, 0.0), (-90.0, 10.0), (0.0, 180.0), (0.0, -180.0), (0.0, 0.0), (89.5, -179.9), (-89.5, 90.0)]
    points += [(seeded.uniform(-90, 90), seeded.uniform(-180, 180)) for _ in range(150)]
    points += [(seeded.gauss(0, 1), seeded.choice((-1, 1)) * (180 - abs(seeded.gauss(0, 1)))) for _ in range(50)]
    points += [(90 - abs(seeded.gauss(0, 2)), seeded.uniform(-180, 180)) for _ in range(50)]
    for library in both.values():
        for n, (lat, lon) in enumerate(points):
            text = f"Point {n} was shelled."
            Report(text, {"outlet": "Points"}).claim(
                "shelling", "shelled", place=(f"Point {n}", {"lat": lat, "lon": lon})
            ).add_to(library)
    return points


_CENTRES = [
    (0.0, 179.9, 150.0), (0.0, -179.9, 150.0), (-17.0, 180.0, 2000.0), (90.0, 50.0, 300.0), (89.9, 0.0, 500.0),
    (-90.0, 0.0, 100.0), (36.3, 43.1, 25.0), (0.0, 0.0, 5000.0), (45.0, -100.0, 9990.0), (60.0, 10.0, 15000.0), (1.0, 2.0, 20040.0),
]  # fmt: skip


@pytest.mark.parametrize("database", DATABASES)
@pytest.mark.parametrize("circle", _CENTRES)
def test_near_agrees_with_the_geodesic_distance(
    both: dict[str, Library], scattered: list[tuple[float, float]], database: str, circle: tuple[float, float, float]
) -> None:
    lat, lon, km = circle
    found = {
        each.claim.place.name
        for each in find_claims(both[database], Filter(near=Near(lat, lon, km), outlet="Points"))
        if each.claim.place
    }
    for n, point in enumerate(scattered):
        apart = Geodesic.WGS84.Inverse(lat, lon, *point)["s12"] / 1000
        if abs(apart - km) > max(0.006 * km, 0.01):  # the earth is taken for a sphere, which is right to 0.6 %
            assert (f"Point {n}" in found) == (apart <= km), (point, apart)


@pytest.mark.parametrize("given", ["36.34,43.13,25", " 36.34 , 43.13,2.5e1", "-90,-180,20040"])
def test_a_circle_is_parsed(given: str) -> None:
    assert Near.parse(given).km > 0


_NO_CIRCLES = ["", "1,2", "1,2,3,4", "a,b,c", "91,0,1", "0,181,1", "0,0,0", "0,0,-1", "0,0,20041", "nan,0,1", "0,nan,1"]


@pytest.mark.parametrize("given", [*_NO_CIRCLES, "0,0,nan", "inf,0,1", "1;2;3"])
def test_what_is_no_circle_is_told(given: str) -> None:
    with pytest.raises(InputError, match=r"write LAT,LON,KM, as 36\.34,43\.13,25"):
        Near.parse(given)


# --- words that mean something to a database --------------------------------------------------------------------------

HOSTILE = [
    '"', "'", '" OR 1=1 --', "* NEAR( : ^", 'a" OR "b', "words:troops", "-troops", "troops*", "(", "NOT troops", "AND",
    "\\", "%", "_", "{x}", "\x00troops", "\ud800", "troops\x00", "a" * 5000, "é" * 300, "🔥", "ﷺ", "و", "—",
    ";DROP TABLE claim",
]  # fmt: skip
ASKED = ("words", "place", "actor", "said_by", "outlet", "document")


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_sought_or_refused_and_do_no_harm(small: Library, words: str) -> None:
    for field in ASKED:
        for find in (find_claims, find_documents):
            try:
                found = list(find(small, Filter(**{field: words})))  # type: ignore[operator]
            except InputError:
                assert field != "document"
            else:
                assert len(found) < len(ALL)
    assert triggers(small, Filter(outlet="reuters")) == ["entered", "car bomb"]


@settings(max_examples=150)
@given(st.text(st.characters(), max_size=40))
def test_any_words_are_sought_or_refused(both: dict[str, Library], words: str) -> None:
    results = []
    for library in both.values():
        for wanted in (Filter(words=words), Filter(place=words), Filter(actor=words), Filter(outlet=words)):
            try:
                results.append([each.id for each in find_claims(library, wanted, limit=5)])
            except InputError:
                results.append([])


@pytest.mark.parametrize("name", ["100%", "%", "_sure", "rebels (100%_", "re_els", "r%s"])
def test_wildcards_of_sql_are_no_wildcards(small: Library, name: str) -> None:
    expected = ["shelled"] if name in ("100%", "_sure", "rebels (100%_") else []
    try:
        assert triggers(small, Filter(actor=name)) == expected
    except InputError:
        assert name == "%"
    assert triggers(small, Filter(document=name)) == []


def test_small_words_beside_others_hinder_nothing(small: Library) -> None:
    assert triggers(small, Filter(words="leave Qayyarah at all")) == ["leave"]
    assert triggers(small, Filter(words='"entered Mosul on Monday"')) == ["entered"]


def test_a_country_whose_code_is_a_word_is_found_by_the_code(small: Library) -> None:
    assert triggers(small, Filter(place="FJ")) == ["attacked"]


# --- incidents and judgements -----------------------------------------------------------------------------------------


def test_incidents_are_found_by_the_filter_of_their_claims_and_their_own(library: Library) -> None:
    for report in small_library():
        report.add_to(library)
    weigh(library)
    everything = list(find_incidents(library, Filter()))
    assert {claim.id for each in everything for claim in each.claims} == {
        each.id for each in find_claims(library, Filter()) if each.claim.passage is not PassageKind.COMMENT
    }
    for wanted, kinds in (
        (Filter(kinds=("attack",)), ["attack"]),
        (Filter(words="troops"), ["advance"]),
        (Filter(place="Mosul"), ["advance"]),
        (Filter(near=Near(36.3, 43.1, 20)), ["advance"]),
        (Filter(since=date(2017, 3, 10), until=date(2017, 3, 12)), ["attack"]),
        (Filter(box=(170, -30, -160, 0)), ["attack", "protest"]),
        (Filter(outlet="reuters", kinds=("advance", "attack")), ["advance"]),
        (Filter(said_by="harbi", verdicts=("single-source",), independent=1), ["advance"]),
        (Filter(verdicts=("corroborated",)), []),
        (Filter(independent=2), []),
    ):
        found = list(find_incidents(library, wanted))
        assert sorted(each.kind.value for each in found) == kinds, wanted
        assert count_incidents(library, wanted) == len(found)
    assert triggers(library, Filter(verdicts=("single-source",), words="troops")) == ["entered"]
    assert triggers(library, Filter(independent=2)) == []
    first = everything[0]
    assert incident_of(library, first.id) == incident_of(library, first.id[:10]) == first
    sorts = ("day", "-day", "independent", "verdict")
    orders = {sort: [each.id for each in find_incidents(library, Filter(), sort=sort)] for sort in sorts}
    assert all(sorted(ids) == sorted(each.id for each in everything) for ids in orders.values())
    paged = [each.id for start in range(0, 10, 2) for each in find_incidents(library, Filter(), limit=2, offset=start)]
    assert paged == orders["day"]


def test_what_was_judged_is_found_until_it_is_undone(library: Library) -> None:
    for report in small_library():
        report.add_to(library)
    (claim,) = find_claims(library, Filter(words="troops"))
    made = judge(library, Decision("ada", Action.ACCEPT, Subject.CLAIM, claim.id))
    assert triggers(library, Filter(judged=True)) == ["entered"]
    assert triggers(library, Filter(judged=False)) == ALL[1:]
    undo(library, made.id, "ada")
    assert triggers(library, Filter(judged=True)) == []


def test_places_across_the_date_line_are_as_near_as_they_are() -> None:
    apart = Geodesic.WGS84.Inverse(SUVA["lat"], SUVA["lon"], APIA["lat"], APIA["lon"])["s12"] / 1000
    assert 1100 < apart < 1200
    assert ALERT["lat"] > 82


def test_a_library_in_a_folder_with_an_odd_name_can_be_asked(tmp_path: Path) -> None:
    folder = tmp_path / "a ?#%41 é'"
    folder.mkdir()
    with Library(str(folder / "x.dateline"), create=True) as library:
        small_library()[0].add_to(library)
    with Library(str(folder / "x.dateline")) as library:
        assert triggers(library, Filter()) == ["entered", "car bomb"]
    assert {path.name for path in folder.iterdir()} == {"x.dateline"}
