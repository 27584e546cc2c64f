"""What one report tells of one event: an act, the times that it is told again, and what followed from it.

Invariant: every claim of a report is in exactly one telling of it, and which one depends on the report alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from dateline.library.records import StoredClaim
from dateline.model import Certainty, Count, Kind
from dateline.weighing.alike import heads, one_place, share_days, sides
from dateline.weighing.context import Told, in_context
from dateline.weighing.weights import families, words

# What followed from an act stands in its sentence or at most so many characters away: in the next sentence or two.
_NEXT = 260
# An act is told again at any distance where both claims name the place themselves, else at most so many characters on.
_AGAIN = 600
_LATER_DAYS = 3
# An act that fits in all but the place comes after all others, which have ranks below this.
_AWAY = 4
_TO_COME = frozenset((Certainty.PLANNED, Certainty.CONDITIONAL))


@dataclass(slots=True)
class Telling:
    """What one report tells of one event: its claims in the order of the text, and why each is there.

    `acts` are those of the members that tell of the act itself. A telling without one tells only of consequences.
    """

    members: list[Told]
    acts: list[Told] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The id of its first claim."""
        return self.members[0].id

    @property
    def document(self) -> str:
        """The id of its report."""
        return self.members[0].stored.document.id

    def add(self, told: Told, reason: str, *, act: bool = False) -> None:
        """Put a claim in, with the reason in words."""
        self.members.append(told)
        self.reasons[told.id] = reason
        if act:
            self.acts.append(told)


def tellings(told: Iterable[StoredClaim]) -> Iterator[Telling]:
    """The tellings of all reports, in the order of the reports' ids; the order of the input does not matter."""
    by_report = sorted(told, key=lambda c: (c.document.id, c.claim.trigger.start, c.claim.trigger.end, c.id))
    for _, report in groupby(by_report, key=lambda c: c.document.id):
        yield from in_report(list(report))


def in_report(report: Sequence[StoredClaim]) -> list[Telling]:
    """The tellings of one report."""
    claims = in_context(report)
    found: list[Telling] = []
    following: list[Told] = []
    for one in claims:
        if one.comment:
            found.append(Telling([one]))
        elif one.kind in families().consequences:
            following.append(one)
        else:
            _place_act(one, found)
    for one in following:
        _place_consequence(one, found)
    for telling in found:
        telling.members.sort(key=lambda t: (t.stored.claim.trigger.start, t.stored.claim.trigger.end, t.id))
    found.sort(key=lambda telling: (telling.members[0].stored.claim.trigger.start, telling.id))
    return found


def _place_act(one: Told, found: list[Telling]) -> None:
    for telling in reversed(found):
        if telling.members[0].comment or not telling.acts:
            continue
        if any(_told_again(one, act) for act in telling.acts):
            telling.add(one, "the report tells of the act again", act=True)
            return
        if _is_denial(one, telling):
            telling.add(one, "what is held is the substance of a denial")
            return
    found.append(Telling([one], [one]))


def _told_again(one: Told, act: Told) -> bool:
    """Does a claim tell of the act once more?"""
    same_kind = one.kind == act.kind
    if not same_kind and act.kind not in families().alike[one.kind]:
        return False
    if to_come(one) != to_come(act) or says_another(one):
        return False
    if not (_in_one_place(one, act) and share_days((one.first, one.last), (act.first, act.last))):
        return False
    both_placed = one.own_place and act.own_place
    if one.gap(act) > _AGAIN and not (same_kind and both_placed):
        return False
    # "They shelled the town … The attack": a word of another kind must say that it means what was told before.
    if not same_kind and not refers_back(one):
        return False
    return _one_cast(one, act)


def _in_one_place(one: Told, act: Told) -> bool:
    if one_place(one.place, act.place):
        return True
    # "They drove into the city … They came over the Hantoub bridge": a way that is on no map, told of a move just before.
    on_no_map = one.place is not None and one.place.lat is None or act.place is not None and act.place.lat is None
    movers = {m.name for m in one.stored.claim.agents} & {m.name for m in act.stored.claim.agents}
    return one.kind is act.kind is Kind.ADVANCE and on_no_map and bool(movers) and 0 < one.gap(act) <= _NEXT


def _one_cast(one: Told, act: Told) -> bool:
    """Can the same people have done it to the same people or things?"""
    a, b = one.stored.claim, act.stored.claim
    by, to = (sides(a.agents), sides(b.agents)), (heads(a.targets), heads(b.targets))
    if by[0] and by[1] and not by[0] & by[1] and a.negated == b.negated:
        return False
    if to[0] and to[1] and not to[0] & to[1]:
        return False
    return not any(x.of == y.of and not _can_agree(x, y) for x in a.counts for y in b.counts)


def _can_agree(x: Count, y: Count) -> bool:
    return (x.high is None or y.low <= x.high) and (y.high is None or x.low <= y.high)


def _is_denial(one: Told, telling: Telling) -> bool:
    """Is it "… still holds the village", said by whoever denies that the village fell?"""
    if one.kind is not Kind.HOLD or one.stored.claim.negated:
        return False
    for act in telling.acts:
        denied = act.stored.claim
        if denied.kind not in (Kind.CAPTURE, Kind.WITHDRAW, Kind.ADVANCE) or not denied.negated:
            continue
        if one.gap(act) <= _NEXT and one_place(one.place, act.place):
            return True
    return False


def _place_consequence(one: Told, found: list[Telling]) -> None:
    best = min(
        (
            (rank, n)
            for n, telling in enumerate(found)
            if not telling.members[0].comment
            for rank in [_follows(one, telling)]
            if rank is not None
        ),
        default=None,
    )
    if best is None:
        found.append(Telling([one]))
        return
    (_, _, sentence, _), n = best
    reason = "it stands with the act in one sentence" if sentence == 0 else "it follows from the act told beside it"
    found[n].add(one, reason)


def _follows(one: Told, telling: Telling) -> tuple[int, int, int, int] | None:
    """How well a consequence fits a telling, the least the best: None where it cannot have followed from it.

    An act of its own sentence comes first, then fighting before the taking of ground, then one told before it.
    """
    known = families()
    ranks: list[tuple[int, int, int, int]] = []
    # "The town" is most likely the one that was told of just before, whatever it was taken for.
    elsewhere = not all(one_place(one.place, act.place) for act in telling.acts)
    for other in telling.acts or telling.members:
        gap, near, after = one.gap(other), abs(_at(one) - _at(other)), _at(other) > _at(one)
        if gap > _NEXT or to_come(one) != to_come(other) or not _when_fits(one, other):
            continue
        away = elsewhere or not one_place(one.place, other.place)
        if away and (one.own_place or after):
            continue
        if after and gap and not (refers_back(other) or one.own_place and other.own_place and telling.acts):
            continue  # the next sentence tells of another thing, unless it says where, or that it is the same
        if not telling.acts:
            rank = None if says_another(one) and gap else 3
        elif other.kind in known.fighting:
            rank = 0 if gap == 0 else 1
        elif other.kind in known.control:
            rank = 0 if gap == 0 else 2
        else:
            rank = 0 if other.kind in known.others and gap == 0 else None
        if rank is not None:
            ranks.append((rank + _AWAY * away, int(after and (gap > 0 or rank == 3)), gap, near))
    return min(ranks, default=None)


def _when_fits(one: Told, other: Told) -> bool:
    # "Six of the wounded had died during the night": those who die later die of the same act.
    dies = one.stored.claim.trigger.text.lower() in words("later_deaths")
    later = (
        dies and other.last is not None and one.first is not None and 0 < (one.first - other.last).days <= _LATER_DAYS
    )
    return later or share_days((one.first, one.last), (other.first, other.last))


def to_come(told: Told) -> bool:
    """Is it told as a thing that has not happened yet?"""
    return told.stored.claim.certainty in _TO_COME


def says_another(told: Told) -> bool:
    """Do the words just before say that it is another event than the one told of before ("a second air strike")?"""
    return bool(words("another").intersection(_words_before(told)))


def refers_back(told: Told) -> bool:
    """Do the words just before say that it is the one told of before ("the strike")?"""
    return bool(words("the_same").intersection(_words_before(told)))


def _words_before(told: Told) -> list[str]:
    at = told.stored.claim.trigger.start - told.start
    return re.findall(r"\w+", told.stored.sentence[:at].lower())[-3:]


def _at(told: Told) -> int:
    return told.stored.claim.trigger.start
