"""What the tables of code books share: an event needs a place and a day that are known, else it is left out and told why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dateline.exports.cells import write_csv
from dateline.exports.countries import Country, country_of
from dateline.exports.periods import Period, period
from dateline.exports.rows import Row, Where

# The types of places that a coder can name by a point on the map.
POINTS: Final = frozenset({
    "capital", "city", "town", "village", "neighbourhood", "base", "airport", "camp", "crossing", "dam", "site",
})  # fmt: skip

Event = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Happened:
    """Where and when an event happened, as far as a code book asks: a point in degrees, WGS 84, its country, its days."""

    where: Where
    lat: float
    lon: float
    country: Country
    days: Period


def happened(row: Row) -> Happened | str:
    """Where and when an event happened, or why a code book has no place for it."""
    where = row.where
    country = country_of(where.country) if where is not None else None
    if where is None or country is None or where.lat is None or where.lon is None:
        return "no place that is known"
    days = period(row)
    if days is None:
        return "no day, and its report has none"
    return Happened(where, where.lat, where.lon, country, days)


def write_events(path: Path, columns: Sequence[str], events: Iterable[Event | str], left_out: Counter[str]) -> int:
    """Write events by column; gives their number, and counts in `left_out` the others by why they are none."""
    return write_csv(path, [columns], _coded(events, columns, left_out))


def _coded(events: Iterable[Event | str], columns: Sequence[str], left_out: Counter[str]) -> Iterator[list[object]]:
    for found in events:
        if isinstance(found, str):
            left_out[found] += 1
        else:
            yield [found[name] for name in columns]
