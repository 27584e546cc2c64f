"""ACLED's rules, as its code book publishes them, but for those of actors (acled_actors.py)."""

from __future__ import annotations

from datetime import date
from typing import Final

from dateline.exports.acled_actors import Actor, Inter
from dateline.exports.coded import POINTS
from dateline.exports.countries import Country
from dateline.exports.parties import actors as lexicon
from dateline.exports.periods import Period
from dateline.exports.rows import Row, Where
from dateline.model import Counted

_WEEK: Final = 7
_MONTH: Final = 31
# What is only part of a region; what is neither that nor a point is a whole region or more.
_PART: Final = frozenset({"admin2", "river", "lake", "island", "mountain", "strait"})
_PART_KM: Final = 50.0
_EXACT_KM: Final = 10.0
_AGAINST_CIVILIANS: Final = frozenset(
    {"Sexual violence", "Attack", "Abduction/forced disappearance", "Excessive force against protesters"}
)
_SCALES: Final = ("Other", "Subnational", "National", "International")


def disorder_type(event: str, sub: str) -> str:
    """ACLED's disorder type of an event type and sub-event type."""
    if sub == "Excessive force against protesters":
        return "Political violence; Demonstrations"
    if event == "Protests" or sub == "Violent demonstration":
        return "Demonstrations"
    return "Strategic developments" if event == "Strategic developments" else "Political violence"


def day(period: Period) -> tuple[date, int] | None:
    """The day of an event and its time precision: 1 the day itself, 2 within a week, 3 within a month.

    Of a longer time the day in the middle stands for it. None for more than a month, which ACLED does not code. What no
    report dates has the day of publication, and 3.
    """
    if not period.told:
        return period.end, 3
    if period.days == 1:
        return period.start, 1
    if period.days <= _WEEK:
        return period.middle, 2
    return (period.middle, 3) if period.days <= _MONTH else None


def geo_precision(where: Where) -> int:
    """1 the place itself, 2 near it or a part of a region, 3 a whole region."""
    if where.type in POINTS:
        return 1
    if where.type in _PART:
        return 2
    if where.type or where.precision_km is None:
        return 2 if where.type == "region" and (where.precision_km or 999) <= _PART_KM else 3
    # A place by its bearing ("20 km south of Mosul"), or of a gazetteer that is not at hand.
    exact = where.id is not None and where.precision_km <= _EXACT_KM
    return 1 if exact else 2 if where.precision_km <= _PART_KM else 3


def civilian_targeting(event: str, sub: str, one: Actor, other: Actor) -> str:
    """Whether civilians were the main or only target."""
    hit = other.inter is Inter.CIVILIANS and event in ("Explosions/Remote violence", "Riots")
    return "Civilian targeting" if sub in _AGAINST_CIVILIANS or hit else ""


def source_scale(row: Row, country: Country) -> str:
    """How near the outlets are: National for one at home in the country, else International; Other for what is no medium."""
    found = set()
    for document in row.documents:
        outlet = lexicon().resolve(document.outlet, [country.iso2]) if document.outlet else None
        if outlet is None or outlet.kind != "media":
            found.add("Other")
        else:
            found.add("National" if country.iso2 in outlet.countries else "International")
    return "-".join(scale for scale in _SCALES if scale in found)


def tags(row: Row) -> str:
    """ACLED's tag for the size of a crowd, which each demonstration has."""
    if row.codes.acled_event_type not in ("Protests", "Riots"):
        return ""
    sizes = [figure for figure in row.figures if figure.of in (Counted.OTHER, Counted.AFFECTED)]
    if not sizes:
        return "crowd size=no report"
    least = min(sizes, key=lambda figure: figure.low)
    number = (
        str(least.low) if least.low == least.high else f"at least {least.low}" if least.low else f"up to {least.high}"
    )
    return f"crowd size={number}"
