"""Filling a library: what cannot be taken is told in its place, the rest goes on, and nothing that came in is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from tests.library.making import Report, received

from dateline.errors import DatelineError, InputError, LibraryError
from dateline.intake.received import Received
from dateline.library.adding import Outcome, Tally, add_all
from dateline.library.store import Added, Library
from dateline.model import Reading
from dateline.reading.reader import InputDocument


class Reads:
    """Stands in for the reader; a text that says "fail" makes it fail as a bug would."""

    def __init__(self) -> None:
        self.batches: list[int] = []

    def read_many(self, documents: Iterable[InputDocument]) -> Iterator[Reading]:
        given = list(documents)
        self.batches.append(len(given))
        for each in given:
            if "fail" in each.text:
                raise KeyError("a bug")
            report = Report(each.text)
            yield (report.claim("shelling", "shelled") if "shelled" in each.text else report).reading


def filled(library: Library, *given: Received | DatelineError) -> tuple[list[Outcome | DatelineError], Tally, Reads]:
    tally, reader = Tally(), Reads()
    return list(add_all(library, given, lambda: reader, tally)), tally, reader  # type: ignore[arg-type, return-value]


def port(n: int, **about: object) -> Received:
    return received(f"Troops shelled port {n}.", id=str(n), name=f"{n}.txt", **about)


def test_each_document_s_outcome_is_told_in_its_place(library: Library) -> None:
    french = received("Les troupes ont bombardé le port.", id="fr", language="fr")
    refused = InputError("cannot read x.pdf: it is damaged")
    outcomes, tally, _ = filled(library, port(1), refused, french, port(1), received("Nothing happened.", id="quiet"))
    assert [each if isinstance(each, DatelineError) else (each.became, each.claims, each.unread) for each in outcomes] == [
        (Added.NEW, 1, False), refused, (Added.NEW, 0, True), (Added.KNOWN, 0, False), (Added.NEW, 0, False),
    ]  # fmt: skip
    assert (tally.documents, tally.claims, tally.unread, tally.refused) == (4, 1, 1, 1)
    assert library.count() == (3, 1)


def test_what_is_known_is_not_read_again(library: Library) -> None:
    filled(library, *map(port, range(5)))
    outcomes, tally, reader = filled(library, *map(port, range(5)))
    assert reader.batches == []
    assert tally.by[Added.KNOWN] == len(outcomes) == 5
    _, tally, reader = filled(library, *map(port, range(6)))
    assert reader.batches == [1]
    assert tally.by[Added.NEW] == 1


def test_a_document_at_which_dateline_fails_is_kept_unread_and_told(library: Library) -> None:
    outcomes, tally, _ = filled(library, port(1), received("They fail.", id="bad", name="bad.txt"), port(2))
    assert isinstance(outcomes[1], InputError)
    assert "cannot read bad.txt: dateline failed with KeyError('a bug'); it is kept unread" in str(outcomes[1])
    assert (tally.documents, tally.refused) == (2, 1)
    assert library.document("bad").text == "They fail."
    assert library.count() == (3, 2)


def test_a_document_that_cannot_be_kept_is_told_and_the_rest_goes_on(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Library._write

    def fails(self: Library, connection: object, given: Received, *rest: object) -> None:
        if given.id == "1":
            raise LibraryError("the disk is full")
        write(self, connection, given, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Library, "_write", fails)
    outcomes, tally, _ = filled(library, port(0), port(1), port(2))
    assert str(outcomes[1]) == "cannot keep 1.txt: the disk is full"
    assert (tally.documents, tally.refused, library.count()) == (2, 1, (2, 2))


def test_many_documents_are_read_in_batches_and_asked_for_one_by_one(sqlite_library: Library) -> None:
    taken = 0

    def given() -> Iterator[Received]:
        nonlocal taken
        for n in range(100):
            taken += 1
            yield port(n)

    reader, tally = Reads(), Tally()
    outcomes = add_all(sqlite_library, given(), lambda: reader, tally)  # type: ignore[arg-type, return-value]
    next(outcomes)
    assert taken < 50
    assert sum(1 for _ in outcomes) == 99
    assert len(reader.batches) > 1
    assert sqlite_library.count() == (100, 100)


def test_large_documents_are_not_held_together(sqlite_library: Library) -> None:
    large = [port(n, raw=b"x" * 20_000_000) for n in range(3)]
    _, tally, reader = filled(sqlite_library, *large)
    assert tally.documents == 3
    assert max(reader.batches) <= 2


def test_the_reader_is_asked_for_only_where_there_is_something_to_read(sqlite_library: Library) -> None:
    def never() -> Reads:
        raise AssertionError("there is nothing to read")

    french = received("Les troupes ont bombardé le port.", id="fr", language="fr")
    outcomes = list(add_all(sqlite_library, [french, InputError("x")], never, Tally()))  # type: ignore[arg-type]
    assert isinstance(outcomes[0], Outcome)
    assert outcomes[0].unread
