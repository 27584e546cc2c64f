"""How many died, by what the reports say: lowest, best and highest, for each class of people.

Figures for different people are added, those of different origins for the same people are not. Where origins differ, the
lowest figure is the most conservative, the best is the one that most origins give (of equals the lowest), and the highest
the highest. A figure without a bound ("at least 20", "dozens") is its lowest. "20 people" whose status is not told hold the
others of whom it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from dateline.exports.parties import known
from dateline.exports.rows import Figure, Party, Row
from dateline.model import Counted, Kind

Class = Literal["state", "armed", "civilians", "people"]
# Words for the dead that do not tell who they were; "our" fighters are of the side of whoever says so.
_ANYONE: Final = frozenset({"our", "people", "persons", "others", "dead", "bodies", "victims", "casualties"})
# What ACLED's code book reads into a number of dead that is not told: the lower of its two values.
_SEVERAL: Final = 3
_PLURALS: Final = frozenset({"people", "men", "women", "children", "police", "personnel", "troops"})


@dataclass(frozen=True, slots=True)
class Toll:
    """How many died: the lowest, best and highest estimate."""

    low: int = 0
    best: int = 0
    high: int = 0

    def __add__(self, other: Toll) -> Toll:
        return Toll(self.low + other.low, self.best + other.best, self.high + other.high)

    def or_more(self, other: Toll) -> Toll:
        """The greater of each."""
        return Toll(max(self.low, other.low), max(self.best, other.best), max(self.high, other.high))


def deaths(row: Row, *, estimated: bool = True) -> dict[Class, Toll]:
    """The dead of an event by class; without a key for a class of which nothing is told.

    A killing without a figure counts its victims one by one, unless `estimated` is false: one for a single person, three
    for several.
    """
    if row.negated:
        return {}
    figures = [figure for figure in row.figures if figure.of is Counted.KILLED and not figure.part]
    if not figures:
        return _uncounted(row) if estimated and row.kind is Kind.KILL else {}
    country = row.where.country if row.where else None
    by_class: dict[Class, list[Figure]] = {}
    for figure in figures:
        by_class.setdefault(_class_of(figure.who, figure.kind, country), []).append(figure)
    return {name: _toll(of_class) for name, of_class in by_class.items()}


def total(tolls: dict[Class, Toll]) -> Toll:
    """All the dead: those of each class, or "people" of no told status where they are more."""
    named = sum((toll for name, toll in tolls.items() if name != "people"), Toll())
    return named.or_more(tolls.get("people", Toll()))


def _toll(figures: Iterable[Figure]) -> Toll:
    by_origin: dict[str, dict[str | None, Figure]] = {}
    for figure in figures:
        by_origin.setdefault(figure.origin, {})[figure.who] = figure
    lows = [sum(figure.low for figure in each.values()) for each in by_origin.values()]
    highs = [sum(max(figure.low, figure.high or 0) for figure in each.values()) for each in by_origin.values()]
    often = Counter(lows)
    return Toll(min(lows), min(lows, key=lambda low: (-often[low], low)), max(highs))


def _uncounted(row: Row) -> dict[Class, Toll]:
    country = row.where.country if row.where else None
    found: dict[Class, Toll] = {}
    for party in row.targets:
        number = _SEVERAL if _is_plural(party) else 1
        name = _class_of(party.name, party.kind, country)
        found[name] = found.get(name, Toll()) + Toll(number, number, number)
    return found


def _is_plural(party: Party) -> bool:
    if party.kind == "person":
        return False
    last = party.text.casefold().split()[-1]
    return last in _PLURALS or (last.endswith("s") and not last.endswith("ss")) or party.id is not None


def _class_of(who: str | None, kind: str | None, country: str | None) -> Class:
    if who is None or not _ANYONE.isdisjoint(who.casefold().split()):
        return "people"
    someone = known(Party(who, who, None, kind), country)
    if someone.is_state:
        return "state"
    if someone.is_armed_group:
        return "armed"
    return "civilians" if someone.is_civilian else "people"
