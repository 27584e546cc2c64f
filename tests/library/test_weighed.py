"""Weighing a library: what comes out does not depend on the order, keeps its ids, and is written whole or not at all."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select
from tests.library.conftest import small_library
from tests.library.making import rows
from tests.library.pool import corrected, reports

from dateline.errors import LibraryError
from dateline.intake.received import Received
from dateline.library.adding import Tally, add_all
from dateline.library.finding import Filter, find_claims
from dateline.library.judgements import Action, Subject
from dateline.library.judging import Decision, judge, undo
from dateline.library.store import Library
from dateline.library.tables import incident_claim
from dateline.model import PassageKind, Reading
from dateline.reading.reader import Reader
from dateline.situation.claims import control_claims
from dateline.weighing import keeping
from dateline.weighing.checking import check
from dateline.weighing.incidents import find_incidents, one_incident
from dateline.weighing.keeping import reweigh, weigh
from dateline.weighing.model import Incident, Verdict
from dateline.weighing.waiting import unweighed

Pool = dict[str, tuple[Received, Reading]]
WEIGHED = ("incident", "incident_claim", "pair", "signature", "weighed")


@pytest.fixture(scope="session")
def pool(reader: Reader) -> Pool:
    """The reports of the pool with their readings, by name; "corrected" is the agency's second version."""
    given = {each.name: each for each in reports()} | {"corrected": corrected()}
    with tempfile.TemporaryDirectory() as folder, Library(f"{folder}/x", create=True) as library:
        list(add_all(library, given.values(), lambda: reader, Tally()))
        readings = {}
        for name, each in given.items():
            with library.reading():
                claims = tuple(
                    stored.claim for stored in find_claims(library, Filter(document=each.id, all_versions=True))
                    if stored.document.version == (2 if name == "corrected" else 1)
                )  # fmt: skip
            assert claims, name
            readings[name] = (each, Reading(text_sha256="0" * 64, claims=claims))
    return readings


def add(library: Library, pool: Pool, names: Iterable[str]) -> None:
    for name in names:
        received, reading = pool[name]
        library.add(received, reading, read_by="0")


ALL = tuple(each.name for each in reports())


def told(library: Library) -> dict[frozenset[str], tuple[object, ...]]:
    """What an incident is, by its claims; all of it but its id."""
    return {
        frozenset(claim.id for claim in each.claims): (
            each.kind, each.place, each.when, each.agents, each.targets, each.verdict, each.independent,
            sorted((origin.name, sorted(origin.claims)) for origin in each.origins),
            sorted(each.figures, key=repr),
            sorted((claim.id, claim.stance) for claim in each.claims),
        )
        for each in find_incidents(library, Filter())
    }  # fmt: skip


def incident_with(library: Library, *, document: str, kind: str) -> Incident:
    (found,) = (
        each for each in find_incidents(library, Filter(all_versions=True))
        if any(claim.document.id == document and claim.kind.value == kind for claim in each.claims)
    )  # fmt: skip
    return found


def test_what_several_reports_tell_of_one_act_becomes_one_incident(library: Library, pool: Pool) -> None:
    add(library, pool, ALL)
    assert unweighed(library) == library.count()[1]
    done = weigh(library)
    assert unweighed(library) == 0
    assert done.claims == library.count()[1]
    strike = incident_with(library, document="wire", kind="airstrike")
    assert {claim.document.id for claim in strike.claims} == {"wire", "reprint", "office", "ministry", "agency"}
    assert strike.verdict is Verdict.CONTESTED
    assert len(strike.origins) == strike.independent
    bombing = incident_with(library, document="blog", kind="injure")
    assert {claim.document.id for claim in bombing.claims} == {"other", "blog"}
    assert one_incident(library, *[claim.id for claim in bombing.claims][:2])
    assert one_incident(library, bombing.claims[0].id, strike.claims[0].id) is False
    claims, origins = control_claims(library)
    assert {each.document.given_id for each in claims} >= {"monitor", "wire", "ministry"}
    assert set(origins) == {each.id for each in claims}


def test_weighing_twice_changes_nothing(library: Library, pool: Pool) -> None:
    add(library, pool, ALL)
    weigh(library)
    before = rows(library, WEIGHED, without=set())
    done = weigh(library)
    assert (done.claims, done.changed) == (0, 0)
    assert rows(library, WEIGHED, without=set()) == before


def test_incidents_keep_their_ids_when_reports_come_in_and_untouched_ones_are_not_written(
    sqlite_library: Library, pool: Pool
) -> None:
    add(sqlite_library, pool, ("wire", "other", "monitor"))
    weigh(sqlite_library)
    ids = {each.id for each in find_incidents(sqlite_library, Filter())}
    strike = incident_with(sqlite_library, document="wire", kind="airstrike")
    bombing = incident_with(sqlite_library, document="other", kind="bombing")
    before = {row[0]: row for row in raw_incidents(sqlite_library)}
    add(sqlite_library, pool, ("reprint", "office", "ministry", "agency"))
    done = weigh(sqlite_library)
    after = {row[0]: row for row in raw_incidents(sqlite_library)}
    assert incident_with(sqlite_library, document="office", kind="airstrike").id == strike.id
    assert after[bombing.id] == before[bombing.id]
    assert after[strike.id] != before[strike.id]
    assert ids <= set(after)
    assert done.changed < len(after)


def raw_incidents(library: Library) -> list[tuple[object, ...]]:
    from dateline.library.tables import incident

    with library.reading() as connection:
        return [
            tuple(row)
            for row in connection.execute(select(incident.c.id, incident.c.as_was, incident.c.content, incident.c.n))
        ]


def test_a_new_version_of_a_report_takes_the_place_of_the_old_one(sqlite_library: Library, pool: Pool) -> None:
    add(sqlite_library, pool, ALL)
    weigh(sqlite_library)
    strike = incident_with(sqlite_library, document="wire", kind="airstrike")
    assert "agency" in {claim.document.id for claim in strike.claims}
    add(sqlite_library, pool, ["corrected"])
    assert unweighed(sqlite_library) > 0
    weigh(sqlite_library)
    after = incident_with(sqlite_library, document="wire", kind="airstrike")
    assert after.id == strike.id
    assert "agency" not in {claim.document.id for claim in after.claims}
    market = incident_with(sqlite_library, document="agency", kind="airstrike")
    assert {claim.document.id for claim in market.claims} == {"agency"}
    current = {
        each.id for each in find_claims(sqlite_library, Filter()) if each.claim.passage is not PassageKind.COMMENT
    }
    assert {claim.id for each in find_incidents(sqlite_library, Filter()) for claim in each.claims} == current
    assert list(check(sqlite_library)) == []
    with Library(f"{sqlite_library.address}.fresh", create=True) as fresh:
        add(fresh, pool, [*(name for name in ALL if name != "agency"), "corrected"])
        weigh(fresh)
        assert told(fresh).keys() == told(sqlite_library).keys()


# --- judgements -------------------------------------------------------------------------------------------------------


def test_a_rejected_claim_is_no_evidence_until_that_is_undone(sqlite_library: Library, pool: Pool) -> None:
    add(sqlite_library, pool, ALL)
    weigh(sqlite_library)
    before = told(sqlite_library)
    bombing = incident_with(sqlite_library, document="blog", kind="injure")
    assert bombing.independent == 2
    (blog,) = (claim.id for claim in bombing.claims if claim.document.id == "blog")
    made = judge(sqlite_library, Decision("ada", Action.REJECT, Subject.CLAIM, blog))
    assert reweigh(sqlite_library, [bombing.id]) == [bombing.id]
    after = incident_with(sqlite_library, document="other", kind="bombing")
    assert (after.independent, after.verdict) == (1, Verdict.SINGLE_SOURCE)
    weigh(sqlite_library)
    assert incident_with(sqlite_library, document="other", kind="bombing").independent == 1
    undo(sqlite_library, made.id, "ada")
    reweigh(sqlite_library, [bombing.id])
    assert told(sqlite_library) == before
    weigh(sqlite_library)
    assert told(sqlite_library) == before


def test_what_a_judgement_made_anew_is_not_written_once_more(sqlite_library: Library, pool: Pool) -> None:
    add(sqlite_library, pool, ALL)
    weigh(sqlite_library)
    bombing = incident_with(sqlite_library, document="blog", kind="injure")
    strike = incident_with(sqlite_library, document="wire", kind="airstrike")
    (blog,) = (claim.id for claim in bombing.claims if claim.document.id == "blog")
    made = judge(sqlite_library, Decision("ada", Action.REJECT, Subject.CLAIM, blog))
    reweigh(sqlite_library, [bombing.id])
    assert weigh(sqlite_library).changed == 0
    undo(sqlite_library, made.id, "ada")
    reweigh(sqlite_library, [bombing.id])
    assert weigh(sqlite_library).changed == 0
    judge(sqlite_library, Decision("ada", Action.MERGE, Subject.INCIDENT, strike.id, incidents=[bombing.id]))
    reweigh(sqlite_library, [strike.id, bombing.id])
    assert weigh(sqlite_library).changed == 0


def test_a_corrected_claim_is_weighed_as_corrected(sqlite_library: Library, pool: Pool) -> None:
    add(sqlite_library, pool, ALL)
    weigh(sqlite_library)
    strike = incident_with(sqlite_library, document="office", kind="kill")
    (claim,) = (claim.id for claim in strike.claims if claim.document.id == "office" and claim.kind.value == "kill")
    stored = sqlite_library.claim(claim)
    counts = [{**count.model_dump(mode="json"), "low": 71, "high": 71} for count in stored.claim.counts]
    made = judge(sqlite_library, Decision("ada", Action.CORRECT, Subject.CLAIM, claim, field="counts", value=counts))
    assert weigh(sqlite_library).claims > 0
    after = incident_with(sqlite_library, document="office", kind="kill")
    assert 71 in {figure.low for figure in after.figures}
    assert sqlite_library.claim(claim).claim == stored.claim, "the claim as read stays as it is"
    undo(sqlite_library, made.id, "ada")
    weigh(sqlite_library)
    assert 71 not in {figure.low for figure in incident_with(sqlite_library, document="office", kind="kill").figures}


def test_what_people_merged_and_split_stays_so(sqlite_library: Library, pool: Pool) -> None:
    add(sqlite_library, pool, ALL)
    weigh(sqlite_library)
    before = told(sqlite_library)
    strike = incident_with(sqlite_library, document="wire", kind="airstrike")
    bombing = incident_with(sqlite_library, document="blog", kind="injure")
    merged = judge(sqlite_library, Decision("ada", Action.MERGE, Subject.INCIDENT, strike.id, incidents=[bombing.id]))
    (one,) = reweigh(sqlite_library, [strike.id, bombing.id])
    assert one == strike.id, "the one with more claims goes on"
    for _ in range(2):
        found = incident_with(sqlite_library, document="blog", kind="injure")
        assert found.id == one
        assert len(found.claims) == len(strike.claims) + len(bombing.claims)
        weigh(sqlite_library)
    undo(sqlite_library, merged.id, "ada")
    weigh(sqlite_library)
    assert told(sqlite_library) == before
    office = [claim.id for claim in strike.claims if claim.document.id == "office"]
    judge(sqlite_library, Decision("ada", Action.SPLIT, Subject.INCIDENT, strike.id, claims=office))
    assert strike.id in reweigh(sqlite_library, [strike.id])
    add(sqlite_library, pool, ["corrected"])
    for _ in range(2):
        apart = incident_with(sqlite_library, document="office", kind="airstrike")
        assert sorted(claim.id for claim in apart.claims) == sorted(office)
        weigh(sqlite_library)
    assert list(check(sqlite_library)) == []


def test_an_id_that_another_incident_goes_by_is_not_given_twice(sqlite_library: Library) -> None:
    for report in small_library():
        report.add_to(sqlite_library)
    weigh(sqlite_library)
    small, *others, large = sorted(
        claim.id for each in find_incidents(sqlite_library, Filter()) for claim in each.claims
    )

    def of(claim: str) -> str:
        with sqlite_library.reading() as connection:
            asked = select(incident_claim.c.incident_id).where(incident_claim.c.claim_id == claim)
            return connection.execute(asked).scalar_one()

    def together(one: str, other: str) -> None:
        joined = judge(sqlite_library, Decision("ada", Action.MERGE, Subject.INCIDENT, of(one), incidents=[of(other)]))
        reweigh(sqlite_library, [of(one), of(other)])
        assert of(one) == of(other)
        undo(sqlite_library, joined.id, "ada")
        reweigh(sqlite_library, [of(one)])
        assert of(one) != of(other)

    number = len(list(find_incidents(sqlite_library, Filter())))
    for one in (small, *others):
        for other in (*others, large):
            if one != other:
                together(one, other)
    assert len(list(find_incidents(sqlite_library, Filter()))) == number
    assert list(check(sqlite_library)) == []


# --- at any moment ----------------------------------------------------------------------------------------------------


class Ended(Exception):
    pass


@pytest.mark.parametrize("writes", range(0, 7, 2))
def test_weighing_that_is_ended_leaves_all_as_it_was(library: Library, pool: Pool, writes: int) -> None:
    add(library, pool, ("wire", "other"))
    weigh(library)
    add(library, pool, ("office", "agency", "blog"))
    before = rows(library, without=set())
    done = 0

    def ends(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        nonlocal done
        done += statement.startswith(("INSERT", "DELETE", "UPDATE"))
        if done > writes:
            raise Ended

    event.listen(library.engine, "before_cursor_execute", ends)
    with pytest.raises(Ended):
        weigh(library)
    event.remove(library.engine, "before_cursor_execute", ends)
    assert rows(library, without=set()) == before
    weigh(library)
    assert unweighed(library) == 0
    assert list(check(library)) == []


def test_what_comes_in_while_it_weighs_is_weighed_too(
    library: Library, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(library, pool, ("wire", "other"))
    late = ["office", "blog"]
    join = keeping.join

    def joins(*arguments: object) -> object:
        if late:
            add(library, pool, [late.pop()])
        return join(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(keeping, "join", joins)
    weigh(library)
    assert unweighed(library) == 0
    bombing = incident_with(library, document="blog", kind="injure")
    assert {claim.document.id for claim in bombing.claims} == {"other", "blog"}


def test_a_library_that_changes_all_the_time_is_told(
    sqlite_library: Library, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = list(ALL)
    add(sqlite_library, pool, [names.pop()])
    join = keeping.join

    def joins(*arguments: object) -> object:
        add(sqlite_library, pool, [names.pop()])
        return join(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(keeping, "join", joins)
    with pytest.raises(LibraryError, match="changes faster than it can be weighed"):
        weigh(sqlite_library)


# --- in any order -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def at_once(pool: Pool, tmp_path_factory: pytest.TempPathFactory) -> dict[frozenset[str], tuple[object, ...]]:
    """What comes out where all reports are added and then weighed."""
    with Library(str(tmp_path_factory.mktemp("once") / "x.dateline"), create=True) as library:
        add(library, pool, ALL)
        weigh(library)
        return told(library)


@settings(max_examples=8)
@given(order=st.permutations(ALL), stops=st.sets(st.integers(1, len(ALL) - 1), max_size=3))
def test_the_order_in_which_reports_come_in_does_not_matter(
    pool: Pool, at_once: dict[frozenset[str], tuple[object, ...]], order: Sequence[str], stops: set[int]
) -> None:
    with tempfile.TemporaryDirectory() as folder, Library(str(Path(folder) / "x.dateline"), create=True) as library:
        for n, name in enumerate(order):
            if n in stops:
                weigh(library)
            add(library, pool, [name])
        weigh(library)
        assert told(library) == at_once


def test_one_by_one_with_weighing_in_between_gives_the_same(
    library: Library, pool: Pool, at_once: dict[frozenset[str], tuple[object, ...]]
) -> None:
    for name in reversed(ALL):
        add(library, pool, [name])
        weigh(library)
    assert told(library) == at_once
