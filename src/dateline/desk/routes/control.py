"""Who holds what, on a day, and how it changed."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from dateline.desk.asking import Words
from dateline.desk.state import Desk
from dateline.desk.visiting import TheDesk, Visitor
from dateline.errors import InputError
from dateline.situation.claims import control_claims
from dateline.situation.control import changes, situation

router = APIRouter(prefix="/api/situation", tags=["situation"])


@router.get("")
def on_a_day(at: TheDesk, _: Visitor, answer: Response, on: date, place: Words = None) -> list[dict[str, Any]]:
    """Who holds each place on a day, or the one place that is asked for; docs/situation.md defines each status."""
    revision = answer.headers["X-Library-Revision"] = at.revision.now()
    told, origins = _claims(at, revision)
    found = at.kept.get(
        ("situation", revision, on, place),
        lambda: [_json(each) for each in situation(told, origins, on, place or None)],
    )
    return list(found)


@router.get("/changes")
def between(
    at: TheDesk,
    _: Visitor,
    since: Annotated[date, Query(alias="from")],
    until: Annotated[date, Query(alias="to")],
    place: Words = None,
) -> list[dict[str, Any]]:
    """What changed from a day to another, both inclusive, in order of day and place."""
    if until < since:
        raise InputError(f"{until} comes before {since}; give the earlier day as from")
    told, origins = _claims(at, at.revision.now())
    return [_json(each) for each in changes(told, origins, since, until, place or None)]


def _claims(at: Desk, revision: str) -> Any:
    return at.large.get(("control", revision), lambda: control_claims(at.library))


def _json(each: Any) -> dict[str, Any]:
    made: dict[str, Any] = each.model_dump(mode="json", by_alias=True)
    return made
