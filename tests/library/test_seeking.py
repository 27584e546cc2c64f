"""Filters see the fields of claims as people corrected them, by the rules by which they see what was read."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.library.conftest import small_library

from dateline.exports.selecting import Per, rows
from dateline.library.correcting import FIELDS
from dateline.library.finding import Filter, Near, count_claims, find_claims, find_documents
from dateline.library.judgements import Action, Subject
from dateline.library.judging import Decision, judge, undo
from dateline.library.store import Library
from dateline.weighing.incidents import find_incidents
from dateline.weighing.keeping import reweigh, weigh

HERE = {"name": "Tel Afar", "lat": 36.38, "lon": 42.45, "country": "IQ"}
# What "entered" is corrected to, a filter that finds it then, and one that does not.
CORRECTED = [
    ("kind", "capture", Filter(kinds=("capture",)), Filter(kinds=("advance",))),
    ("certainty", "alleged", Filter(certainty=("alleged",)), Filter(certainty=("stated",), words="troops")),
    ("negated", True, Filter(negated=True, words="troops"), Filter(negated=False, words="troops")),
    ("place", HERE, Filter(place="tel"), Filter(place="Mosul")),
    ("place", HERE, Filter(near=Near(36.4, 42.4, 10)), Filter(near=Near(36.335, 43.119, 10))),
    ("place", HERE, Filter(box=(42, 36, 43, 37)), Filter(box=(43, 36, 44, 37))),
    ("place", {"name": "Raqqa", "country": "SY"}, Filter(place="sy"), Filter(box=(42, 36, 44, 37))),
    ("place", None, Filter(words="troops"), Filter(place="Mosul")),
    ("when", {"start": "2016-11-03", "end": "2016-11-05"}, Filter(since=date(2016, 11, 5), until=date(2016, 12, 1)),
     Filter(until=date(2016, 11, 2))),
    ("when", None, Filter(words="troops"), Filter(until=date(2016, 11, 2))),
    ("agents", [{"name": "Peshmerga", "id": "peshmerga", "side": "KRG"}], Filter(actor="peshmerga"),
     Filter(actor="army", words="troops")),
    ("agents", [{"name": "Kurdish forces", "side": "KRG"}], Filter(actor="KRG"), Filter(actor="IQ", words="troops")),
    ("targets", [{"name": "Islamic State"}], Filter(actor="state", kinds=("advance",)), Filter(actor="daesh")),
    ("said_by", [{"name": "a Kurdish officer"}], Filter(said_by="kurdish"), Filter(said_by="harbi")),
]  # fmt: skip
EVERYTHING = [
    *(Filter(kinds=(kind,)) for kind in ("advance", "displace", "attack")),
    *(Filter(certainty=(word,)) for word in ("stated", "possible")),
    *(Filter(negated=negated) for negated in (True, False)),
    *(Filter(place=name) for name in ("Mosul", "qayyarah air", "IQ", "fj", "Base")),
    *(Filter(actor=name) for name in ("army", "iq-army", "IQ", "civilians", "gunmen")),
    *(Filter(said_by=name) for name in ("harbi", "joint operations", "sami")),
    *(Filter(near=near) for near in (Near(36.3, 43.1, 20), Near(-16, 180, 1000), Near(89.9, 100, 900))),
    *(Filter(box=box) for box in ((42, 35, 44, 37), (170, -30, -160, 0), (-160, -30, 170, 0))),
    *(Filter(since=day) for day in (date(2016, 10, 31), date(2016, 11, 1), date(2017, 3, 31), date(2017, 4, 1))),
    *(Filter(until=day) for day in (date(2016, 10, 31), date(2016, 10, 30), date(2017, 3, 1))),
]


def ids(library: Library, wanted: Filter) -> set[str]:
    return {each.id for each in find_claims(library, wanted)}


def the(library: Library, trigger: str) -> str:
    (found,) = (each for each in find_claims(library, Filter(as_read=True)) if each.claim.trigger.text == trigger)
    return found.id


def correct(library: Library, id: str, field: str, value: Any, *, by: str = "ada") -> str:
    return judge(library, Decision(by, Action.CORRECT, Subject.CLAIM, id, field=field, value=value)).id


def as_read(wanted: Filter) -> Filter:
    return Filter(**{name: getattr(wanted, name) for name in wanted.__slots__ if name != "as_read"}, as_read=True)


def test_a_field_is_sought_as_it_was_corrected_until_that_is_undone(filled: Library) -> None:
    id = the(filled, "entered")
    for field, value, found, lost in CORRECTED:
        assert id in ids(filled, lost) or lost == Filter(actor="daesh")
        made = correct(filled, id, field, value)
        assert id in ids(filled, found), (field, value)
        assert id not in ids(filled, lost), (field, value)
        assert count_claims(filled, found) == len(ids(filled, found))
        assert (id in ids(filled, as_read(lost))) == (lost != Filter(actor="daesh"))
        undo(filled, made, "ada")
        assert id in ids(filled, lost) or lost == Filter(actor="daesh")


def test_what_was_corrected_to_what_it_is_is_found_as_what_was_read(filled: Library) -> None:
    before = [ids(filled, wanted) for wanted in EVERYTHING]
    for stored in list(find_claims(filled, Filter())):
        read = stored.claim.model_dump(mode="json")
        for field in FIELDS:
            correct(filled, stored.id, field, read[field])
    assert [ids(filled, wanted) for wanted in EVERYTHING] == before
    assert [ids(filled, as_read(wanted)) for wanted in EVERYTHING] == before


def test_the_last_correction_of_a_field_counts(sqlite_library: Library) -> None:
    for report in small_library():
        report.add_to(sqlite_library)
    id = the(sqlite_library, "entered")
    correct(sqlite_library, id, "kind", "capture")
    later = correct(sqlite_library, id, "kind", "clash", by="ben")
    assert (ids(sqlite_library, Filter(kinds=("clash",))), ids(sqlite_library, Filter(kinds=("capture",)))) == (
        {id},
        set(),
    )
    undo(sqlite_library, later, "ben")
    assert ids(sqlite_library, Filter(kinds=("capture",))) == {id}
    assert [record.given_id for record, _ in find_documents(sqlite_library, Filter(kinds=("capture",)))] == ["r1"]


@pytest.mark.parametrize("per", Per)
def test_exports_and_incidents_are_chosen_by_what_was_corrected(sqlite_library: Library, per: Per) -> None:
    for report in small_library():
        report.add_to(sqlite_library)
    weigh(sqlite_library)
    (incident,) = find_incidents(sqlite_library, Filter(actor="gunmen"))
    correct(sqlite_library, the(sqlite_library, "attacked"), "agents", [{"name": "Fishermen"}])
    reweigh(sqlite_library, [incident.id])
    assert list(find_incidents(sqlite_library, Filter(actor="gunmen"))) == []
    assert [each.id for each in find_incidents(sqlite_library, Filter(actor="fishermen"))] == [incident.id]
    (row,) = rows(sqlite_library, Filter(actor="fishermen"), per)
    assert [party.name for party in row.agents] == ["Fishermen"]
    assert list(rows(sqlite_library, Filter(actor="gunmen"), per)) == []
    assert len(list(rows(sqlite_library, Filter(actor="gunmen"), per, corrections=False))) == 1
    assert list(rows(sqlite_library, Filter(actor="fishermen"), per, corrections=False)) == []
