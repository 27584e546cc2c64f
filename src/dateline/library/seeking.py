"""Filters see what people corrected: a field of a claim is held against a filter as it was corrected, else as it was read.

The columns of a claim are what was read, and never change. Corrections are made by hand and are few, so those that stand are
read whole, and are held against the filter here by the rules by which `finding` asks the database of the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from dateline.gazetteer.folding import fold
from dateline.gazetteer.place import Place, distance_km
from dateline.library.judgements import Action
from dateline.library.tables import claim, judgement, judgement_claim

__all__ = ["AS_READ", "Corrections", "corrections", "is_called", "is_named", "lies_in", "lies_near", "shares_a_day"]

Box = tuple[float, float, float, float]


class Corrections:
    """The corrections that stand: by field, the value that each corrected claim has in it, as `correcting.checked` gave it."""

    def __init__(self, values: Mapping[str, Mapping[str, Any]]) -> None:
        self._values = values

    def has(self, *fields: str) -> bool:
        """Was any claim corrected in one of these fields?"""
        return any(self._values.get(field) for field in fields)

    def seen(self, field: str, read: ColumnElement[bool], fits: Callable[[Any], bool]) -> ColumnElement[bool]:
        """What must hold of a claim: of one that was corrected in the field, that its value `fits`; of others, `read`."""
        values = self._values.get(field)
        if not values:
            return read
        fitting = [id for id, value in values.items() if fits(value)]
        return or_(and_(claim.c.id.not_in(values), read), claim.c.id.in_(fitting))


AS_READ = Corrections({})


def corrections(connection: Connection) -> Corrections:
    """All corrections of a library that stand; of several of one field of a claim, the last."""
    asked = (
        select(judgement_claim.c.claim_id, judgement.c.content)
        .join(judgement, judgement.c.id == judgement_claim.c.judgement_id)
        .where(judgement.c.action == Action.CORRECT.value, judgement.c.undone_at.is_(None))
        .order_by(judgement.c.n)
    )
    values: dict[str, dict[str, Any]] = defaultdict(dict)
    for id, content in connection.execute(asked):
        values[content["field"]][id] = content["value"]
    return Corrections(values)


def is_called(called: str, name: str) -> bool:
    """Does what something is called hold the words of `name`, as whole words from its start or after a space?"""
    folded, words = fold(called), fold(name)
    return folded.startswith(words) or f" {words}" in folded


def is_named(mentions: Iterable[Mapping[str, Any]], name: str) -> bool:
    """Is one of the mentions called so, or is `name` its id or its side?"""
    return any(is_called(each["name"], name) or name in (each.get("id"), each.get("side")) for each in mentions)


def lies_in(place: Mapping[str, Any] | None, box: Box) -> bool:
    """Does a place lie in a box of west, south, east and north? One whose west is past its east crosses the date line."""
    if place is None or place["lat"] is None or place["lon"] is None:
        return False
    west, south, east, north = box
    lat, lon = float(place["lat"]), float(place["lon"])
    across = west <= lon <= east if west <= east else lon >= west or lon <= east
    return south <= lat <= north and across


def lies_near(place: Mapping[str, Any] | None, lat: float, lon: float, km: float) -> bool:
    """Does a place lie within so many kilometres of a point?"""
    if place is None or place["lat"] is None or place["lon"] is None:
        return False
    return distance_km(_point(lat, lon), _point(place["lat"], place["lon"])) <= km


def shares_a_day(when: Mapping[str, Any] | None, since: date | None, until: date | None) -> bool:
    """Does a time share a day with an interval that is open where one of its ends is None?"""
    if when is None:
        return False
    start, end = date.fromisoformat(when["start"]), date.fromisoformat(when["end"])
    return (since is None or end >= since) and (until is None or start <= until)


def _point(lat: float, lon: float) -> Place:
    return Place("", "", lat, lon, "", "")
