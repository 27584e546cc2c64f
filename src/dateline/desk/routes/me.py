"""Who I am, and what library this is."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from fastapi import APIRouter
from sqlalchemy import func, select

from dateline.desk.visiting import Editor, TheDesk, Visitor
from dateline.library import people
from dateline.library.tables import incident
from dateline.weighing.waiting import unweighed

router = APIRouter(prefix="/api", tags=["library"])


@router.get("/me")
def me(at: TheDesk, found: Visitor) -> dict[str, Any]:
    """Who is signed in, with the token that every change must carry, and what the library holds."""
    revision = at.revision.now()
    documents, claims = at.kept.get(("count", revision), at.library.count)
    waiting = at.kept.get(("unweighed", revision), lambda: unweighed(at.library))
    with at.library.reading() as connection:
        asked = select(func.count(), func.min(incident.c.when_start), func.max(incident.c.when_end))
        incidents, first, last = connection.execute(asked).one()
    return {
        "name": found.person.name,
        "role": found.person.role.value,
        "csrf": found.csrf,
        "library": {
            "name": at.library_name,
            "documents": documents,
            "claims": claims,
            "incidents": incidents,
            "unweighed": waiting,
        },
        "users": at.users,
        "tiles": at.tiles.told() if at.tiles else None,
        "version": version("dateline"),
        "first_day": first.isoformat() if first else None,
        "last_day": last.isoformat() if last else None,
    }


@router.get("/people")
def everyone(at: TheDesk, _: Editor) -> list[dict[str, Any]]:
    """Everyone who works at the library. For editors."""
    return [
        {"name": each.name, "role": each.role.value, "active": each.active, "signs_in": each.signs_in}
        for each in people.people(at.library)
    ]
