"""How many, according to whom: each origin's current figure for each sort of people.

docs/weighing.md defines what is current, what an increment is, and when two figures contradict.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.library.records import StoredClaim
from dateline.model import Certainty, Count, Counted, Kind
from dateline.weighing.model import OriginFigure
from dateline.weighing.originkey import OriginKey
from dateline.weighing.whom import Whom, added, comparable, whom
from dateline.weighing.words import words

# What a claim that "nobody was killed" puts at nought.
_NOUGHT = {
    Kind.KILL: Counted.KILLED,
    Kind.INJURE: Counted.INJURED,
    Kind.ABDUCT: Counted.ABDUCTED,
    Kind.DETAIN: Counted.DETAINED,
}
_PEOPLE = frozenset(
    {Counted.KILLED, Counted.INJURED, Counted.ABDUCTED, Counted.DETAINED, Counted.DISPLACED, Counted.ABUSED}
)
_UNTOLD = frozenset({Certainty.PLANNED, Certainty.CONDITIONAL})
_TENTH = 0.1


@dataclass(frozen=True, slots=True)
class Figure:
    """A current figure with what is needed to compare it; `rounded` where the report rounds it."""

    shown: OriginFigure
    key: str
    whom: Whom
    rounded: bool


@dataclass(frozen=True, slots=True)
class _Told:
    of: Counted
    low: int
    high: int | None
    whom: Whom
    rounded: bool
    added: bool
    as_of: date | None
    claim: str


def figures(group: Sequence[StoredClaim], origins: Mapping[str, OriginKey]) -> list[Figure]:
    """The current figures of an incident's claims, in order of what is counted and of the origins' names."""
    lines: dict[tuple[Counted, str, tuple[str, str]], list[_Told]] = defaultdict(list)
    names: dict[str, str] = {}
    for stored in group:
        origin = origins.get(stored.id)
        if origin is None or stored.claim.certainty in _UNTOLD:
            continue
        names[origin.key] = origin.name
        for told in _told(stored):
            lines[told.of, origin.key, told.whom.key].append(told)
    found = [_current(of, names[key], key, all_) for (of, key, _), all_ in lines.items()]
    found = [figure for figure in found if not any(_supersedes(other, figure) for other in found)]
    return sorted(found, key=lambda f: (f.shown.of.value, f.shown.origin, f.whom.key))


def _told(stored: StoredClaim) -> list[_Told]:
    claim, published = stored.claim, stored.document.published
    if claim.negated:
        of = _NOUGHT.get(claim.kind)
        return [_Told(of, 0, 0, whom(stored, None), False, False, published, stored.id)] if of else []
    return [
        _Told(
            count.of,
            count.low,
            count.high,
            whom(stored, count),
            bool(set(count.text.casefold().split()) & words("rounding")),
            added(count, stored.sentence),
            published,
            stored.id,
        )
        for count in claim.counts
        if count.of is not Counted.OTHER and not _replaced(count, stored.sentence)
    ]


def _replaced(count: Count, sentence: str) -> bool:
    """Is it the old figure of "has gone up from nine to 15"?"""
    return bool(re.search(rf"\bfrom\s+{re.escape(count.text)}\s+(?:\w+\s+){{0,2}}to\s+\S", sentence))


def _current(of: Counted, name: str, key: str, all_: Sequence[_Told]) -> Figure:
    """The last total, the largest of its day, with what was added after it."""
    totals = [told for told in all_ if not told.added]
    added = [told for told in all_ if told.added]
    if totals:
        last = max(told.as_of or date.min for told in totals)
        total = max(
            (t for t in totals if (t.as_of or date.min) == last), key=lambda t: (t.low, t.high or t.low, t.claim)
        )
        later = [told for told in added if (told.as_of or date.min) > last]
        low, high = total.low, total.high
    else:
        # What was added to is not known: there are at least so many.
        total = max(added, key=lambda t: (t.as_of or date.min, t.low, t.claim))
        later, low, high = [], total.low, None
    for told in later:
        low += told.low
        high = None if high is None or told.high is None else high + told.high
    as_of = max((told.as_of for told in (total, *later) if told.as_of), default=None)
    claims = tuple(
        dict.fromkeys([t.claim for t in (*totals, *later) if t in later or _agrees(t, total)] or [total.claim])
    )
    who = None if total.whom.text in words("people") else total.whom.text
    shown = OriginFigure(of=of, low=low, high=high, origin=name, as_of=as_of, who=who, claims=claims)
    return Figure(shown, key, total.whom, total.rounded)


def _supersedes(later: Figure, earlier: Figure) -> bool:
    """Is it the same origin's later figure of people in general: "seven workers were killed", then "the toll is ten"?"""
    one, other = later.shown, earlier.shown
    if later.key != earlier.key or one.of is not other.of or one.who is not None or other.who is None:
        return False
    is_later = one.as_of is not None and other.as_of is not None and one.as_of > other.as_of
    return is_later and one.low >= other.low and comparable(later.whom, earlier.whom)


def _agrees(told: _Told, total: _Told) -> bool:
    return (told.low, told.high) == (total.low, total.high)


def contradict(a: Figure, b: Figure) -> bool:
    """Do two figures of different origins count the same people and not overlap?"""
    if a.key == b.key or a.shown.of is not b.shown.of or a.shown.of not in _PEOPLE or not comparable(a.whom, b.whom):
        return False
    if a.whom.sort != b.whom.sort and not (a.whom.side and b.whom.side):
        return _civilians(*sorted((a, b), key=lambda f: f.whom.sort))
    low, high = sorted((a.shown, b.shown), key=lambda f: (f.low, f.high is None, f.high or 0))
    if low.high is None or high.low <= low.high:
        return False
    return not ((a.rounded or b.rounded) and high.low - low.high <= _TENTH * high.low)


def _civilians(civilians: Figure, people: Figure) -> bool:
    """Civilians are among the people: more of them, or none at all where people were hurt, contradicts."""
    more = people.shown.high is not None and civilians.shown.low > people.shown.high
    return more or (civilians.shown.high == 0 and people.shown.low > 0)
