"""Who holds what on a day, and what changed: the public functions of the situation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from dateline.library.records import StoredClaim
from dateline.situation.model import Change, Control
from dateline.weighing.origins import OriginKey


def situation(
    told: Sequence[StoredClaim], origins: Mapping[str, OriginKey], on: date, place: str | None = None
) -> list[Control]:
    """Who holds each place that the claims tell of on a day, or the one place asked for; places in order of name."""
    return []


def changes(
    told: Sequence[StoredClaim], origins: Mapping[str, OriginKey], start: date, end: date, place: str | None = None
) -> list[Change]:
    """What changed from `start` to `end`, both inclusive, in order of day and place."""
    return []
