"""What people decide: kept as statements, the last that stands counts, taken back without being lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from tests.stories import MERIDIAN, POST, claim_in, fill, span

from dateline.errors import JudgementError
from dateline.library import judgements
from dateline.library.correcting import FIELDS, checked, corrected
from dateline.library.decided import constraints, decided
from dateline.library.finding import Filter, find_claims
from dateline.library.judgements import Action, Judgement, Subject, standing
from dateline.library.judging import Decision, judge, undo
from dateline.library.store import Library
from dateline.library.tables import claim, judgement
from dateline.model import Claim, Span
from dateline.weighing.incidents import find_incidents
from dateline.weighing.keeping import weigh

CLAIM, INCIDENT = Subject.CLAIM, Subject.INCIDENT
NOON = datetime(2020, 5, 1, 12, tzinfo=UTC)


def said(*told: tuple[str, Action, dict[str, Any]], claims: tuple[str, ...] = ("c",)) -> list[Judgement]:
    """Judgements of one claim in their order."""
    found = []
    for n, (by, action, content) in enumerate(told):
        about = content.get("claims", claims)
        found.append(Judgement(f"j{n}", n, NOON + timedelta(minutes=n), by, action, CLAIM, about, content))
    return found


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of the stories; each test judges claims of its own, or takes back what it did."""
    path: Path = tmp_path_factory.mktemp("judgements") / "stories.dateline"
    with Library(str(path), create=True) as opened:
        fill(opened)
        yield opened


def of(library: Library, id: str) -> judgements.Standing:
    with library.reading() as connection:
        return standing(judgements.judgements_of(connection, [id]).get(id, []))


def test_the_last_verdict_that_stands_counts(library: Library) -> None:
    id = claim_in(library, "post", "capture")
    assert of(library, id).judged is None
    judge(library, Decision("Ada", Action.ACCEPT, CLAIM, id))
    second = judge(library, Decision("Ada", Action.REJECT, CLAIM, id, why="It was retracted."))
    assert of(library, id).judged == "rejected"
    undone = undo(library, second.id, "Ada")
    assert (undone.undone_by, undone.stands, undone.why) == ("Ada", False, "It was retracted.")
    assert of(library, id).judged == "accepted"
    with library.reading() as connection:
        assert judgements.history(connection, claim=id)[0] == 2


def test_the_claims_as_read_are_never_touched(library: Library) -> None:
    def as_read() -> list[Any]:
        with library.reading() as connection:
            return list(connection.execute(select(claim.c.id, claim.c.content, claim.c.words)).all())

    before = as_read()
    id = claim_in(library, "meridian", "kill")
    made = judge(library, Decision("Ada", Action.CORRECT, CLAIM, id, field="kind", value="injure"))
    undo(library, made.id, "Ada")
    assert as_read() == before


def test_an_id_is_a_hash_of_who_said_what_when(library: Library) -> None:
    id = claim_in(library, "courier", "airstrike")
    first = judge(library, Decision("Ada", Action.ACCEPT, CLAIM, id))
    second = judge(library, Decision("Ben", Action.ACCEPT, CLAIM, id))
    assert first.id != second.id
    assert all(len(each.id) == 16 and int(each.id, 16) >= 0 for each in (first, second))
    assert judge(library, Decision("Ben", Action.ACCEPT, CLAIM, id)) == second  # said again, it is the same judgement


def test_only_who_decided_undoes_it_or_somebody_who_may(library: Library) -> None:
    made = judge(library, Decision("Ada", Action.ACCEPT, CLAIM, claim_in(library, "hostile", "shelling")))
    with pytest.raises(JudgementError, match="Ada's"):
        undo(library, made.id, "Ben")
    assert undo(library, made.id, "Ben", others=True).undone_by == "Ben"
    with pytest.raises(JudgementError, match="already, by Ben"):
        undo(library, made.id, "Ada")
    with pytest.raises(JudgementError, match="no judgement"):
        undo(library, "none", "Ada")


def test_people_who_differ_disagree_until_an_editor_settles_it() -> None:
    ada, ben = ("Ada", Action.ACCEPT, {}), ("Ben", Action.REJECT, {})
    assert not standing(said(ada, ("Ben", Action.ACCEPT, {}))).disagreement
    assert standing(said(ada, ben)).judged == "mixed"
    assert standing(said(ada, ben)).verdict == "rejected"
    assert standing(said(ada, ben, ("Ada", Action.REJECT, {}))).judged == "rejected"
    settled = standing(said(ada, ben, ("Cem", Action.ACCEPT, {"settles": True})))
    assert (settled.judged, settled.disagreement) == ("accepted", False)
    again = standing(said(ada, ben, ("Cem", Action.ACCEPT, {"settles": True}), ("Ben", Action.REJECT, {})))
    assert again.disagreement


def test_people_who_correct_a_field_differently_disagree() -> None:
    one = ("Ada", Action.CORRECT, {"field": "kind", "value": "hold"})
    other = ("Ben", Action.CORRECT, {"field": "kind", "value": "advance"})
    beside = ("Ben", Action.CORRECT, {"field": "place", "value": None})
    assert not standing(said(one, beside)).disagreement
    found = standing(said(one, other, beside))
    assert found.disagreement
    assert found.corrections == {"kind": "advance", "place": None}
    assert standing(said(one)).judged == "accepted"


def test_merging_and_splitting_give_pairs_and_the_later_one_counts() -> None:
    merged = ("Ada", Action.MERGE, {"claims": ("a", "b", "c")})
    split = ("Ada", Action.SPLIT, {"claims": ("a", "b", "c"), "taken": ["c"]})
    must, cannot = constraints(said(merged))
    assert must == {("a", "b"), ("a", "c"), ("b", "c")}
    assert not cannot
    must, cannot = constraints(said(merged, split))
    assert (must, cannot) == ({("a", "b")}, {("a", "c"), ("b", "c")})
    must, cannot = constraints(said(split, merged))
    assert not cannot
    both = ("Ada", Action.SPLIT, {"claims": ("a", "b", "c"), "taken": ["b", "c"]})
    assert constraints(said(both)) == ({("b", "c")}, {("a", "b"), ("a", "c")})


def test_what_was_undone_decides_nothing(library: Library) -> None:
    (strike,) = find_incidents(library, Filter(kinds=("airstrike",)))
    made = judge(library, Decision("Ada", Action.SPLIT, INCIDENT, strike.id, claims=[strike.claims[0].id]))
    with library.reading() as connection:
        assert decided(connection).cannot
    undo(library, made.id, "Ada")
    with library.reading() as connection:
        found = decided(connection)
    assert not found.cannot
    assert strike.claims[0].id not in found.rejected


def test_judged_claims_are_found(library: Library) -> None:
    id = claim_in(library, "meridian", "airstrike")
    made = judge(library, Decision("Ada", Action.ACCEPT, CLAIM, id))
    assert id in {each.id for each in find_claims(library, Filter(judged=True))}
    undo(library, made.id, "Ada")
    assert id in {each.id for each in find_claims(library, Filter(judged=False))}


def test_weighing_anew_keeps_what_was_decided(library: Library) -> None:
    (capture,), (shelling,) = (list(find_incidents(library, Filter(kinds=(kind,)))) for kind in ("capture", "shelling"))
    made = judge(library, Decision("Ada", Action.MERGE, INCIDENT, capture.id, incidents=[shelling.id]))
    weigh(library)
    assert len(list(find_incidents(library, Filter()))) == 2
    undo(library, made.id, "Ada")
    weigh(library)
    assert len(list(find_incidents(library, Filter()))) == 3


def test_everything_that_was_judged_is_kept_in_order(library: Library) -> None:
    with library.reading() as connection:
        total, found = judgements.history(connection)
        rows = connection.execute(select(judgement.c.id).order_by(judgement.c.n.desc())).scalars()
        assert [each.id for each in found] == list(rows)
    assert total == len(found)
    assert all(each.at.tzinfo is UTC and abs(datetime.now(UTC) - each.at) < timedelta(hours=1) for each in found)


@pytest.mark.parametrize("why", ["a\x00b", "\ud800", "x" * 10_001])
def test_reasons_that_no_text_can_hold_are_refused(library: Library, why: str) -> None:
    with pytest.raises(JudgementError):
        judge(library, Decision("Ada", Action.ACCEPT, CLAIM, claim_in(library, "post", "capture"), why=why))


# --- corrections ------------------------------------------------------------------------------------------------------

READ = Claim.model_validate(
    {
        "kind": "capture",
        "trigger": span(POST, "seized"),
        "agents": [{**span(POST, "Rebels"), "name": "Rebels"}],
        "place": {**span(POST, "Belgat"), "name": "Belgat", "lat": 44.4, "lon": 17.1},
    }
)  # fmt: skip


@given(st.integers(0, len(MERIDIAN)), st.integers(0, len(MERIDIAN)), st.text(max_size=12))
def test_a_span_is_kept_only_where_it_is_the_slice_of_the_text(start: int, end: int, text: str) -> None:
    given_span = {"start": start, "end": end, "text": text}
    fits = start <= end and MERIDIAN[start:end] == text
    try:
        kept = checked("targets", [{**given_span, "name": "them"}], READ, MERIDIAN)
    except JudgementError:
        assert not fits
    else:
        assert fits
        assert kept[0]["text"] == MERIDIAN[kept[0]["start"] : kept[0]["end"]]


@given(st.integers(0, len(MERIDIAN)), st.integers(0, 20))
def test_every_slice_of_the_text_can_be_chosen(start: int, length: int) -> None:
    end = min(len(MERIDIAN), start + length)
    chosen = {"start": start, "end": end, "text": MERIDIAN[start:end], "name": "them"}
    assert checked("agents", [chosen], READ, MERIDIAN)[0]["end"] == end


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 10**15) | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["start", "end", "text", "name", "value", "evidence", "of", "low", "high"]), inner
        )
    ),
    max_leaves=8,
)


@given(st.sampled_from([*FIELDS, "id", "codes"]), _VALUES)
def test_whatever_is_given_fits_or_is_refused(field: str, value: Any) -> None:
    try:
        kept = checked(field, value, READ, POST)
    except JudgementError:
        return
    changed = corrected(READ, {field: kept}, POST)
    assert all(POST[each.start : each.end] == each.text for each in changed.spans())


def test_a_corrected_claim_keeps_its_id_and_gets_the_codes_of_what_it_is_now() -> None:
    read = READ.with_id("0" * 64)
    changed = corrected(read, {"kind": "shelling", "place": None}, POST)
    assert (changed.id, changed.kind.value, changed.place) == (read.id, "shelling", None)
    assert changed.codes is not None
    assert changed.codes.acled_sub_event_type == "Shelling/artillery/missile attack"
    assert corrected(read, {}) is read


def test_evidence_comes_with_certainty_and_negation() -> None:
    words = {"value": "alleged", "evidence": span(POST, "residents said")}
    changed = corrected(READ, {"certainty": checked("certainty", words, READ, POST)}, POST)
    assert changed.certainty_evidence == Span(**span(POST, "residents said"))
    back = corrected(changed, {"certainty": checked("certainty", "stated", READ, POST)}, POST)
    assert back.certainty_evidence is None
