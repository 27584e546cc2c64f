"""Reports that are read anew keep the claims that come out as before, and whatever a person judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

import pytest
from sqlalchemy import select, update
from tests.library.making import Report, received, rows

from dateline.errors import DatelineError, InputError
from dateline.library.finding import Filter, find_claims
from dateline.library.judgements import Action, Subject
from dateline.library.judging import Decision, judge
from dateline.library.rereading import Reread, reread
from dateline.library.store import Library
from dateline.library.tables import document
from dateline.model import Reading
from dateline.reading.reader import InputDocument, Reader
from dateline.weighing.checking import check
from dateline.weighing.incidents import find_incidents
from dateline.weighing.keeping import weigh

TEXT = "Troops shelled the port. A car bomb killed nine soldiers. Rebels fled."


def report(*kinds: str, text: str = TEXT, **about: object) -> Report:
    made = Report(text, {"id": "one", "url": "https://example.org/1", **about})
    known = {"shelling": "shelled", "bombing": "bomb", "kill": "killed", "displace": "fled"}
    for kind in kinds:
        made.claim(kind, known[kind], agents=["Troops"] if kind == "shelling" else [])
    return made


class Reads:
    """Stands in for the reader: it finds these kinds in TEXT and fails where a text says so."""

    def __init__(self, *kinds: str) -> None:
        self.kinds = kinds
        self.given: list[InputDocument] = []

    def read_many(self, documents: Iterable[InputDocument]) -> Iterator[Reading]:
        for each in documents:
            self.given.append(each)
            if "fail" in each.text:
                raise KeyError("a bug")
            yield report(*self.kinds if each.text == TEXT else (), text=each.text).reading


def anew(library: Library, reader: Reads) -> list[Reread | DatelineError]:
    as_reader: Callable[[], Reader] = lambda: reader  # type: ignore[assignment, return-value]  # noqa: E731
    return list(reread(library, as_reader))


def kinds(library: Library) -> dict[str, str]:
    return {each.claim.kind.value: each.id for each in find_claims(library, Filter())}


def test_claims_that_come_out_as_before_keep_their_ids(library: Library) -> None:
    report("shelling", "bombing", published=date(2019, 3, 12), outlet="Wire").add_to(library)
    before = kinds(library)
    reader = Reads("shelling", "kill")
    (outcome,) = anew(library, reader)
    assert isinstance(outcome, Reread)
    assert (outcome.added, outcome.set_aside) == (1, 1)
    after = kinds(library)
    assert set(after) == {"shelling", "kill"}
    assert after["shelling"] == before["shelling"]
    assert library.claim(before["bombing"]).claim.kind.value == "bombing", "what was set aside is still there"
    (given,) = reader.given
    assert (given.text, given.id, given.published, given.outlet, given.url) == (
        TEXT, "one", date(2019, 3, 12), "Wire", "https://example.org/1",
    )  # fmt: skip
    assert [each.claim.kind.value for each in find_claims(library, Filter(words="bomb"))] == ["kill"]
    assert list(check(library)) == []


def test_a_claim_that_comes_back_is_the_same_claim(library: Library) -> None:
    report("shelling", "bombing").add_to(library)
    before = kinds(library)
    anew(library, Reads("shelling"))
    (outcome,) = anew(library, Reads("shelling", "bombing"))
    assert isinstance(outcome, Reread)
    assert (outcome.added, outcome.set_aside) == (1, 0)
    assert kinds(library) == before


def test_reading_anew_with_the_same_reader_changes_nothing_but_the_version_that_read(library: Library) -> None:
    report("shelling", "bombing").add_to(library)
    before = rows(library, without={"read_by"})
    (outcome,) = anew(library, Reads("shelling", "bombing"))
    assert isinstance(outcome, Reread)
    assert (outcome.added, outcome.set_aside) == (0, 0)
    assert rows(library, without={"read_by"}) == before
    with library.reading() as connection:
        assert connection.execute(select(document.c.read_by)).scalar_one() != "0"


def test_a_claim_that_a_person_judged_stays(library: Library) -> None:
    report("shelling", "bombing", "kill").add_to(library)
    ids = kinds(library)
    weigh(library)
    judge(library, Decision("ada", Action.ACCEPT, Subject.CLAIM, ids["bombing"]))
    (outcome,) = anew(library, Reads("shelling"))
    assert isinstance(outcome, Reread)
    assert outcome.set_aside == 1
    assert kinds(library) == {kind: ids[kind] for kind in ("shelling", "bombing")}
    weigh(library)
    weighed = {claim.id for each in find_incidents(library, Filter()) for claim in each.claims}
    assert weighed == {ids["shelling"], ids["bombing"]}
    assert list(check(library)) == []


def test_only_the_latest_versions_in_english_are_read(library: Library) -> None:
    report("shelling").add_to(library)
    report("bombing", text=f"{TEXT} It rained.").add_to(library)
    Report("Les troupes ont bombardé le port.", {"id": "fr", "language": "fr"}).add_to(library)
    reader = Reads("shelling")
    assert len(anew(library, reader)) == 1
    assert [each.text for each in reader.given] == [f"{TEXT} It rained."]


def test_a_report_at_which_dateline_fails_is_named_and_the_others_are_read(library: Library) -> None:
    report("shelling", text="They fail. Troops shelled the port.").add_to(library)
    library.add(received(TEXT, id="two"), None)  # one that could not be read at first
    failed, read = anew(library, Reads("shelling", "bombing"))
    assert isinstance(failed, InputError)
    assert "cannot read one: dateline failed with KeyError('a bug')" in str(failed)
    assert isinstance(read, Reread)
    assert read.added == 2
    assert [each.document.given_id for each in find_claims(library, Filter())] == ["one", "two", "two"]


def test_the_reader_s_own_mistakes_with_one_report_are_not_a_crash(library: Library, reader: Reader) -> None:
    library.add(received("Rebels shelled the port of Aden on Monday, police said.", id="real"), None)
    (outcome,) = reread(library, lambda: reader)
    assert isinstance(outcome, Reread)
    assert outcome.added >= 1
    assert list(check(library)) == []


@pytest.mark.parametrize("current", [True, False])
def test_what_is_set_aside_is_not_exported_or_counted(library: Library, current: bool) -> None:
    from dateline.library.tables import claim

    report("shelling").add_to(library)
    with library.writing() as connection:
        connection.execute(update(claim).values(current=current))
    assert library.count() == (1, int(current))
