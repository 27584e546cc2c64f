"""Reads the reports of a library anew, as after a new version of dateline or with actors that a user added.

Invariant: a claim that comes out as before keeps its id, and with it its judgements; one that no longer comes out is set
aside, not erased, and stays where a person judged it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from dateline.errors import DatelineError, InputError
from dateline.library.records import claim_key
from dateline.library.store import Library
from dateline.library.tables import claim, document, judgement, judgement_claim

if TYPE_CHECKING:
    from dateline.model import Reading
    from dateline.reading.reader import Reader


@dataclass(frozen=True, slots=True)
class Reread:
    """What became of the claims of one document."""

    document: str
    added: int
    set_aside: int


def reread(library: Library, reader: Callable[[], Reader]) -> Iterator[Reread | DatelineError]:
    """Read every report in English anew, in its latest version; a transaction each.

    `reader` gives the reader; it is asked for each report, and what it gives is kept by the caller.
    """
    with library.reading() as connection:
        wanted = document.c.latest & (document.c.language == "en")
        ids = list(connection.execute(select(document.c.id).where(wanted).order_by(document.c.n)).scalars())
    for id in ids:
        yield _reread(library, reader(), id)


def _reread(library: Library, reader: Reader, id: str) -> Reread | DatelineError:
    from dateline.reading.reader import InputDocument

    stored = library.document(id)
    about = stored.record
    given = InputDocument(stored.text, about.given_id, about.published, about.title, about.outlet, about.url)
    try:
        reading = next(reader.read_many([given]))
    except Exception as error:
        return InputError(f"cannot read {about.name}: dateline failed with {error!r}; please report it")
    return _keep(library, id, stored.text, reading)


def _keep(library: Library, id: str, read: str, reading: Reading) -> Reread:
    now = {claim_key(id, each.id): each for each in reading.claims}
    with library.writing() as connection:
        there = {
            row.id: row.current
            for row in connection.execute(select(claim.c.id, claim.c.current).where(claim.c.document_id == id))
        }
        judged = set(
            connection.execute(
                select(judgement_claim.c.claim_id)
                .join(judgement)
                .where(judgement.c.undone_at.is_(None), judgement_claim.c.claim_id.in_(there))
            ).scalars()
        )
        back = [key for key in now if there.get(key) is False]
        gone = [key for key, current in there.items() if current and key not in now and key not in judged]
        for keys, current in ((back, True), (gone, False)):
            if keys:
                connection.execute(update(claim).where(claim.c.id.in_(keys)).values(current=current))
        new = [each for key, each in now.items() if key not in there]
        title = reading.document.title
        library.write_claims(connection, id, read, new, title=title)
        passages = [p.model_dump(mode="json") for p in reading.passages]
        values = {"read_by": version("dateline"), "passages": passages}
        connection.execute(update(document).where(document.c.id == id).values(**values))
    return Reread(id, len(new) + len(back), len(gone))
