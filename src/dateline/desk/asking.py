"""The filter that a request's query asks for: what is wanted of the library, in the words of the address bar."""

from __future__ import annotations

import math
from datetime import date
from typing import Annotated

from fastapi import Depends, Path, Query

from dateline.errors import InputError
from dateline.library.finding import Filter, Near
from dateline.model import Certainty, Kind
from dateline.weighing.model import Verdict

# What a person types: no control character but white space, of which a database takes some for the end of a text.
Words = Annotated[str | None, Query(max_length=500, pattern=r"^[^\x00-\x08\x0e-\x1f\x7f]*$")]
PLAIN = r"^[^\x00-\x1f\x7f]*$"  # of an id
Id = Annotated[str, Path(max_length=200, pattern=PLAIN)]
Limit = Annotated[int, Query(ge=1, le=500)]
Offset = Annotated[int, Query(ge=0, le=10_000_000)]


def asked(
    q: Words = None,
    kind: Annotated[list[Kind] | None, Query()] = None,
    place: Words = None,
    near: Annotated[str | None, Query(max_length=100, description="LAT,LON,KM")] = None,
    actor: Words = None,
    said_by: Words = None,
    outlet: Words = None,
    since: Annotated[date | None, Query(alias="from")] = None,
    until: Annotated[date | None, Query(alias="to")] = None,
    verdict: Annotated[list[Verdict] | None, Query()] = None,
    certainty: Annotated[list[Certainty] | None, Query()] = None,
    judged: bool | None = None,
    independent: Annotated[int | None, Query(ge=0, le=100_000)] = None,
    bbox: Annotated[str | None, Query(max_length=200, description="WEST,SOUTH,EAST,NORTH")] = None,
) -> Filter:
    """What is wanted. Of a list any one will do, all else must hold."""
    return Filter(
        words=_given(q),
        kinds=tuple(sorted({each.value for each in kind or ()})),
        place=_given(place),
        near=Near.parse(near) if near else None,
        actor=_given(actor),
        said_by=_given(said_by),
        outlet=_given(outlet),
        since=since,
        until=until,
        verdicts=tuple(sorted({each.value for each in verdict or ()})),
        certainty=tuple(sorted({each.value for each in certainty or ()})),
        judged=judged,
        independent=independent,
        box=box(bbox) if bbox else None,
    )


def _given(words: str | None) -> str | None:
    return (words or "").strip() or None


def box(given: str) -> tuple[float, float, float, float]:
    """The box that "42.5,35.9,44,37" means: west, south, east, north in degrees. Raises InputError."""
    try:
        west, south, east, north = (float(part) for part in given.split(","))
    except ValueError as error:
        raise InputError(f"{given!r} is no box; write WEST,SOUTH,EAST,NORTH in degrees") from error
    if not all(math.isfinite(each) for each in (west, south, east, north)):
        raise InputError(f"{given!r} is no box on the earth; write WEST,SOUTH,EAST,NORTH in degrees")
    if east - west >= 360:
        west, east = -180.0, 180.0
    return _turned(west), max(-90.0, south), _turned(east), min(90.0, north)


def _turned(lon: float) -> float:
    """The longitude between -180 and 180: a map that was turned once around gives more."""
    return lon if -180 <= lon <= 180 else (lon + 180) % 360 - 180


Asked = Annotated[Filter, Depends(asked)]
