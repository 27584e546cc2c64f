"""Fills a library: documents come in, those in English are read in batches, each is kept in a transaction of its own.

Invariant: a document that could not be taken, read or kept is told as an error in its place, and the rest goes on. A run
that was ended at any moment and is run again ends with the library of an undisturbed run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

from dateline.errors import DatelineError, InputError
from dateline.intake.received import Received
from dateline.library.store import Added, Library, document_id

if TYPE_CHECKING:
    from dateline.model import Reading
    from dateline.reading.reader import InputDocument, Reader

_BATCH_DOCUMENTS = 32
_BATCH_CHARACTERS = 100_000
_BATCH_BYTES = 32_000_000


@dataclass
class Tally:
    """How a run went: how many documents became what."""

    by: dict[Added, int] = field(default_factory=lambda: dict.fromkeys(Added, 0))
    claims: int = 0
    unread: int = 0
    refused: int = 0

    @property
    def documents(self) -> int:
        """How many documents are in the library now that were given, new or known."""
        return sum(self.by.values())


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document; `claims` counts those that were read in it."""

    received: Received
    became: Added
    claims: int = 0
    unread: bool = False


def add_all(
    library: Library,
    documents: Iterable[Received | DatelineError],
    reader: Callable[[], Reader],
    tally: Tally,
) -> Iterator[Outcome | DatelineError]:
    """Take the documents into the library; for each, in their order, what became of it or the error that says why not.

    `reader` gives the reader; it is called once there is something to read, and what it gives is kept by the caller.
    """
    for batch in _batches(documents):
        given = [each for each in batch if isinstance(each, Received)]
        known = library.known(document_id(each) for each in given)
        new = [each for each in given if document_id(each) not in known and each.language == "en"]
        readings = dict(zip(map(id, new), _read(reader(), new), strict=True)) if new else {}
        for each in batch:
            outcome = each if isinstance(each, DatelineError) else _keep(library, each, readings.get(id(each)))
            _count(tally, outcome)
            yield outcome


def _keep(library: Library, each: Received, reading: Reading | Exception | None) -> Outcome | DatelineError:
    if isinstance(reading, Exception):
        # Nothing that came in is lost: the document is kept, unread, and told.
        try:
            library.add(each, None)
        except DatelineError as error:
            return error
        return InputError(
            f"cannot read {each.name}: dateline failed with {reading!r}; it is kept unread; please report it"
        )
    try:
        became = library.add(each, reading, read_by=_version())
    except DatelineError as error:
        return type(error)(f"cannot keep {each.name}: {error}")
    new = became is not Added.KNOWN
    return Outcome(each, became, len(reading.claims) if reading is not None and new else 0, each.language != "en")


@cache
def _version() -> str:
    return version("dateline")


def _count(tally: Tally, outcome: Outcome | DatelineError) -> None:
    if isinstance(outcome, DatelineError):
        tally.refused += 1
        return
    tally.by[outcome.became] += 1
    tally.claims += outcome.claims
    tally.unread += outcome.unread


def _read(reader: Reader, documents: Sequence[Received]) -> list[Reading | Exception]:
    """The reading of each document; where dateline itself fails at one, its exception, and the others are read."""
    inputs = [_input(each) for each in documents]
    try:
        return list(reader.read_many(inputs))
    except Exception:
        return [_read_one(reader, each) for each in inputs]


def _read_one(reader: Reader, document: InputDocument) -> Reading | Exception:
    try:
        return next(reader.read_many([document]))
    except Exception as error:
        return error


def _input(each: Received) -> InputDocument:
    from dateline.reading.reader import InputDocument

    return InputDocument(each.text, each.id, each.published, each.title, each.outlet, each.url)


def _batches(documents: Iterable[Received | DatelineError]) -> Iterator[list[Received | DatelineError]]:
    batch: list[Received | DatelineError] = []
    characters = size = 0
    for each in documents:
        batch.append(each)
        if isinstance(each, Received):
            characters += len(each.text)
            size += len(each.raw)
        if len(batch) >= _BATCH_DOCUMENTS or characters >= _BATCH_CHARACTERS or size >= _BATCH_BYTES:
            yield batch
            batch, characters, size = [], 0, 0
    if batch:
        yield batch
