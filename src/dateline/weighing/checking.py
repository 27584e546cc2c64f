"""Is a library sound, with what weighing keeps in it?"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sqlalchemy import Connection, select

from dateline.library import checking
from dateline.library.store import Library
from dateline.library.tables import incident, incident_claim
from dateline.weighing.model import Incident

_BATCH = 200


def check(library: Library, advance: Callable[[int], None] = lambda _: None) -> Iterator[str]:
    """Each fault of a library in words; nothing where it is sound. `advance` is told of each document that was looked at."""
    yield from checking.check(library, advance)
    with library.reading() as connection:
        yield from _incidents(connection)


def _incidents(connection: Connection) -> Iterator[str]:
    members: dict[str, set[str]] = {}
    for id, of in connection.execute(select(incident_claim.c.claim_id, incident_claim.c.incident_id)):
        members.setdefault(of, set()).add(id)
    for row in connection.execute(select(incident).execution_options(yield_per=_BATCH)):
        try:
            told = Incident.model_validate(row.content)
        except ValueError as error:
            yield f"incident {row.id}: it cannot be read: {error}"
            continue
        columns = (row.id, row.kind, row.verdict, row.independent, row.claims)
        if columns != (told.id, told.kind.value, told.verdict.value, told.independent, len(told.claims)):
            yield f"incident {row.id}: what it is sought by is not what it says"
        if {each.id for each in told.claims} != members.get(row.id, set()):
            yield f"incident {row.id}: its claims are not those that it names"
