"""The map, the timeline and the choices of the filters: all incidents that are wanted, counted or in columns.

Each is made once for a state of the library and a filter, and an answer that a browser has already is not sent again.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy import func, select

from dateline.desk.asking import Asked
from dateline.desk.choices import choices
from dateline.desk.state import Desk
from dateline.desk.visiting import TheDesk, Visitor
from dateline.library.finding import Filter, incidents_statement
from dateline.library.records import content_hash
from dateline.library.tables import incident
from dateline.weighing.model import Verdict

router = APIRouter(prefix="/api", tags=["overview"])

_VERDICTS = {verdict.value: number for number, verdict in enumerate(Verdict)}
_MOST_BARS = 120


@router.get("/map")
def on_map(request: Request, at: TheDesk, _: Visitor, wanted: Asked) -> Response:
    """Every incident with coordinates, in columns. `verdict` is 0 single-source, 1 corroborated, 2 contested; `day` the
    first day, null where it is not known."""

    def make() -> dict[str, Any]:
        i = incident.c
        columns = (i.id, i.lon, i.lat, i.verdict, i.precision_km, i.when_start, i.kind)
        statement = incidents_statement(at.library, wanted).where(i.lat.is_not(None)).with_only_columns(*columns)
        with at.library.reading() as connection:
            rows = connection.execute(statement.order_by(i.n)).all()
        ids, lon, lat, verdict, precision, day, kind = zip(*rows, strict=True) if rows else ((),) * 7
        return {
            "ids": ids,
            "lon": [round(each, 5) for each in lon],
            "lat": [round(each, 5) for each in lat],
            "verdict": [_VERDICTS[each] for each in verdict],
            "precision_km": precision,
            "day": [each.isoformat() if each else None for each in day],
            "kind": kind,
        }

    return _kept(request, at, "map", wanted, make)


@router.get("/timeline")
def timeline(
    request: Request,
    at: TheDesk,
    _: Visitor,
    wanted: Asked,
    bin: Annotated[Literal["day", "week", "month"] | None, Query()] = None,
) -> Response:
    """How many incidents begin in each day, week or month, by verdict; `undated` have no day."""

    def make() -> dict[str, Any]:
        i = incident.c
        inner = incidents_statement(at.library, wanted).with_only_columns(i.when_start, i.verdict).subquery()
        counted = select(inner.c.when_start, inner.c.verdict, func.count()).group_by(
            inner.c.when_start, inner.c.verdict
        )
        with at.library.reading() as connection:
            rows = connection.execute(counted).all()
        return _bars([(day, verdict, number) for day, verdict, number in rows if day], bin) | {
            "undated": sum(number for day, _, number in rows if day is None)
        }

    return _kept(request, at, f"timeline {bin}", wanted, make)


@router.get("/facets")
def facets(request: Request, at: TheDesk, _: Visitor, wanted: Asked) -> Response:
    """What the incidents that are wanted can be narrowed down to, each with how many of them; the 50 most frequent."""

    return _kept(request, at, "facets", wanted, lambda: choices(at, wanted))


def _kept(request: Request, at: Desk, what: str, wanted: Filter, make: Callable[[], Any]) -> Response:
    """The answer, packed; or word that the browser has it already."""
    revision = at.revision.now()
    tag = f'"{content_hash(what, revision, repr(wanted))}"'
    headers = {
        "ETag": tag,
        "X-Library-Revision": revision,
        "Cache-Control": "private, no-cache",
        "Vary": "Accept-Encoding, Cookie",
    }
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)

    def packed() -> bytes:
        return gzip.compress(json.dumps(make(), ensure_ascii=False, separators=(",", ":")).encode(), 3)

    body = at.large.get((what, revision, wanted), packed)
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
    else:
        body = gzip.decompress(body)
    return Response(body, media_type="application/json", headers=headers)


def _bars(rows: list[tuple[date, str, int]], wanted: str | None) -> dict[str, Any]:
    """The bars of a timeline; where nobody asks for a bin, the finest that keeps the bars few."""
    if not rows:
        return {"bin": wanted or "day", "bars": []}
    first, last = min(row[0] for row in rows), max(row[0] for row in rows)
    days = (last - first).days + 1
    bin = wanted or ("day" if days <= _MOST_BARS else "week" if days <= 7 * _MOST_BARS else "month")
    counted: dict[date, Counter[str]] = {}
    for day, verdict, number in rows:
        counted.setdefault(_start(day, bin), Counter())[verdict] += number
    bars = [
        {"start": start.isoformat(), "end": _end(start, bin).isoformat(), **{v: counts[v] for v in _VERDICTS}}
        for start, counts in sorted(counted.items())
    ]
    return {"bin": bin, "bars": bars}


def _start(day: date, bin: str) -> date:
    if bin == "month":
        return day.replace(day=1)
    if bin == "week":  # ISO 8601: a week begins on Monday
        return date.fromordinal(max(1, day.toordinal() - day.weekday()))
    return day


def _end(start: date, bin: str) -> date:
    if bin == "day":
        return start
    if bin == "week":
        return date.fromordinal(min(date.max.toordinal(), start.toordinal() + 6))
    following = (start.replace(day=28) + timedelta(days=4)) if (start.year, start.month) != (9999, 12) else None
    return following.replace(day=1) - timedelta(days=1) if following else date.max
