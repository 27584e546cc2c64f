"""The incidents that a library holds, as `Incident`: those that a filter asks for, and one by its id."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, select

from dateline.errors import LibraryError
from dateline.library.finding import Filter, incidents_statement, portion
from dateline.library.store import Library
from dateline.library.tables import incident, incident_claim
from dateline.weighing.model import Incident

_BATCH = 2_000
_ORDERS = {
    "day": (incident.c.when_start, incident.c.id),
    "-day": (incident.c.when_start.desc(), incident.c.id),
    "independent": (incident.c.independent.desc(), incident.c.id),
    "verdict": (incident.c.verdict, incident.c.when_start, incident.c.id),
}


def find_incidents(
    library: Library, wanted: Filter, *, limit: int | None = None, offset: int = 0, sort: str = "day"
) -> Iterator[Incident]:
    """The incidents that are wanted, read from the library as they are asked for. `sort` is day, -day, independent, verdict."""
    statement = incidents_statement(library, wanted).order_by(*_ORDERS[sort])
    with library.reading() as connection:
        for row in connection.execution_options(yield_per=_BATCH).execute(portion(statement, limit, offset)):
            yield Incident.model_validate(row.content)


def count_incidents(library: Library, wanted: Filter) -> int:
    """How many incidents are wanted."""
    inner = incidents_statement(library, wanted).with_only_columns(incident.c.id).subquery()
    with library.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(inner)).scalar_one())


def incident_of(library: Library, id: str) -> Incident:
    """The incident of an id, or of the start of one. Raises LibraryError where there is none, or several."""
    with library.reading() as connection:
        rows = connection.execute(select(incident.c.content).where(incident.c.id == id)).all()
        if not rows and len(id) >= 4:
            started = incident.c.id.startswith(id, autoescape=True)
            rows = connection.execute(select(incident.c.content).where(started)).all()
    if len(rows) != 1:
        what = f"{id} is the start of several ids" if rows else f"there is no incident {id} in the library"
        raise LibraryError(f"{what}; `dateline incidents` lists what there is")
    return Incident.model_validate(rows[0].content)


def one_incident(library: Library, a: str, b: str) -> bool | None:
    """Do two claims stand in one incident? None where one of them has not been weighed."""
    with library.reading() as connection:
        wanted = select(incident_claim.c.incident_id).where(incident_claim.c.claim_id.in_([a, b]))
        found = list(connection.execute(wanted).scalars())
    return None if len(found) < len({a, b}) else len(set(found)) == 1
