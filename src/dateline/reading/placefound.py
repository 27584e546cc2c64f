"""A place phrase of a text: "a camp to the west of Mosul", the toponym in it, and how the two lie to each other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from dateline.gazetteer.place import Place as KnownPlace
from dateline.reading.marked import PlaceMark
from dateline.reading.parsing import Token

# Clockwise from north, in degrees.
BEARINGS = {
    "north": 0.0, "northeast": 45.0, "north-east": 45.0, "east": 90.0, "southeast": 135.0, "south-east": 135.0,
    "south": 180.0, "southwest": 225.0, "south-west": 225.0, "west": 270.0, "northwest": 315.0, "north-west": 315.0,
}  # fmt: skip
ROADS = frozenset(("road", "highway", "route", "motorway"))


@dataclass(frozen=True, slots=True)
class Found:
    """A place phrase: its tokens, the toponym within it, whether the phrase is that toponym, and its offset from it."""

    first: Token
    last: Token
    head: Token
    mark: PlaceMark | None
    exact: bool
    bearing: float | None = None
    distance_km: float | None = None
    road: str = ""
    ends: tuple[KnownPlace, ...] = ()


def of_mark(mark: PlaceMark) -> Found:
    """The phrase that is a toponym and nothing more."""
    return Found(mark.first, mark.last, mark.last, mark, True)


def breadth(found: Found) -> int:
    """How broad a place is: named settlements first, countries last."""
    place: KnownPlace | None = found.mark.place if found.mark is not None else None
    if place is None:
        # "the village of Naunde, in Macomia district": a village of no map is still a village
        return 0 if found.exact and found.mark is not None else 1
    if place.type == "country":
        return 4
    return {"region": 3, "admin1": 2}.get(place.type, 0 if found.exact else 1)


def is_end_of_road(mark: PlaceMark) -> bool:
    """Does it only say where a road leads? Not "the road at Shasha"."""
    if mark.last.head.lower in ("at", "near"):
        return False
    return any(above.lemma in ROADS for above in takewhile(lambda t: not t.is_verb, mark.last.ancestors()))


def is_country(mark: PlaceMark) -> bool:
    """Is it a country or wider?"""
    return mark.place is not None and mark.place.type in ("country", "continent", "region")
