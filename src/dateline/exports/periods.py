"""When an event counts as having happened, and how surely, where a table must have a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dateline.exports.rows import Row

_MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Period:
    """An inclusive interval of days; `told` is false where no report tells it and the day of publication stands for it."""

    start: date
    end: date
    told: bool = True

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days + 1

    @property
    def middle(self) -> date:
        """The day in its middle, the earlier of two."""
        return self.start + (self.end - self.start) / 2


def period(row: Row) -> Period | None:
    """The days of an event. A report that tells no day is taken to tell of the 31 days up to its publication.

    None where nothing is known.
    """
    if row.start is not None and row.end is not None:
        return Period(row.start, row.end)
    published = row.published
    return Period(published - _MONTH, published, told=False) if published is not None else None
