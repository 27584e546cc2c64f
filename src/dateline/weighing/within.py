"""What one report tells of one event: an act, the times that it is told again, and what followed from it.

Invariant: every claim of a report is in exactly one telling of it, and which one depends on the report alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from dateline.library.records import StoredClaim
from dateline.model import Certainty, Claim, Count, Kind
from dateline.weighing.alike import heads, one_place, share_days, sides, sort_of
from dateline.weighing.context import Told, in_context
from dateline.weighing.weights import families, words

# What followed from an act stands in its sentence or at most so many characters away: in the next sentence or two.
_NEXT = 260
# So many characters may stand between two sentences that follow one another.
_NEXT_SENTENCE = 5
# An act is told again at any distance where both claims name the place themselves, else at most so many characters on.
_AGAIN = 600
_LATER_DAYS = 3
# So many characters may stand between the two words for one act: "an air strike on … hit …".
_BREATH = 80
# A wider place than this is no place but an area.
_AREA_KM = 30
# An act that fits in all but the place comes after all others, which have ranks below this.
_AWAY = 4
# "After four days of heavy", before "fighting".
_AFTER = re.compile(
    r"\b(?:after|following)\s+(?:(?!and\b|they\b|the\b|is\b|are\b|was\b|were\b)[\w-]+\s+){0,6}$", re.IGNORECASE
)
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
        elif one.kind in families().consequences or takes_captive(one):
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
    """Does a claim tell of the act once more, or of a part of it?"""
    if to_come(one) != to_come(act) or says_another(one):
        return False
    if _part_of(one, act) or _lost(one, act) or _held_since(one, act) or _beaten_off(one, act):
        return True
    same_kind = one.kind == act.kind
    if not same_kind and act.kind not in families().alike[one.kind] and not _in_general(one, act):
        return False
    if not (_in_one_place(one, act) and (share_days((one.first, one.last), (act.first, act.last)) or _once(one, act))):
        return False
    both_placed = one.own_place and act.own_place
    if one.gap(act) > _AGAIN and not (same_kind and both_placed):
        return False
    # "They shelled the town … The attack": a word of another kind must say that it means what was told before.
    if not same_kind and not refers_back(one) and not _at_the_same(one, act) and not _in_one_breath(one, act):
        return False
    return _one_cast(one, act)


def _in_one_breath(one: Told, act: Told) -> bool:
    """Do the two words tell of one act: "a drone strike on the road hit an ambulance"?"""
    if one.gap(act) > 0:
        return False
    first, last = sorted((one.stored.claim.trigger, act.stored.claim.trigger), key=lambda trigger: trigger.start)
    between = one.stored.sentence[first.end - one.start : last.start - one.start]
    return 0 < len(between) <= _BREATH and not re.search(r"[,;:]|\b(?:and|but|while|before|after|as|when)\b", between)


def _part_of(one: Told, act: Told) -> bool:
    """Do both stand in one sentence, as the fight for a place and its taking, or an offensive and what it gained?"""
    if one.gap(act) > 0 or not share_days((one.first, one.last), (act.first, act.last)):
        return False
    fight, gain = sorted((one, act), key=lambda t: t.kind in (Kind.CAPTURE, Kind.ADVANCE))
    if gain.kind not in (Kind.CAPTURE, Kind.ADVANCE) or gain.stored.claim.negated or fight.stored.claim.negated:
        return False
    if fight.kind is Kind.OFFENSIVE:
        return not gain.own_place and _one_cast(one, act)
    # "They entered the town after four days of fighting", but not "They are in the town and fight from house to house".
    before = fight.stored.sentence[: fight.stored.claim.trigger.start - fight.start]
    return fight.kind is Kind.CLASH and one_place(one.place, act.place) and bool(_AFTER.search(before))


def _lost(one: Told, act: Told) -> bool:
    """Is one the loss of a place, as those who lost it admit it, and the other its taking?"""
    loss, gain = sorted((one, act), key=lambda t: t.kind is Kind.CAPTURE)
    if not is_loss(loss) or gain.kind is not Kind.CAPTURE or gain.stored.claim.negated:
        return False
    if sides(loss.stored.claim.agents) & sides(gain.stored.claim.agents):
        return False
    near = one.gap(act) <= _AGAIN or one.own_place and act.own_place
    return near and one_place(one.place, act.place) and _near_days(one, act)


def _held_since(one: Told, act: Told) -> bool:
    """Does whoever says that they took a place say with it that they have it?"""
    hold, gain = one.stored.claim, act.stored.claim
    if one.kind is not Kind.HOLD or act.kind is not Kind.CAPTURE or hold.negated or gain.negated or is_kept(one):
        return False
    of_one = {s.name for s in hold.said_by} & {s.name for s in gain.said_by}
    by = sides(hold.agents), sides(gain.agents)
    ours = any(m.text.lower().split()[0] in words("whose") for m in hold.agents)
    return bool(of_one and (by[0] & by[1] or ours)) and 0 < one.gap(act) <= _NEXT and one_place(one.place, act.place)


def _beaten_off(one: Told, act: Told) -> bool:
    """Is one an attack that was beaten off, where the other says that the place was taken?"""
    attack, gain = sorted((one, act), key=lambda t: t.kind is Kind.CAPTURE)
    if not is_repelled(attack) or gain.kind is not Kind.CAPTURE or gain.stored.claim.negated:
        return False
    return one.gap(act) <= _NEXT and one_place(one.place, act.place) and _near_days(one, act)


def _in_general(one: Told, act: Told) -> bool:
    """Is it "the operation", said of whatever fighting was told of before?"""
    known = families()
    general = words("any_act").intersection(one.stored.claim.trigger.text.lower().split())
    return (
        bool(general) and refers_back(one) and act.kind in known.fighting and one.kind in known.fighting | known.control
    )


def _at_the_same(one: Told, act: Told) -> bool:
    """Does it name what was hit as one that was told of before: "a raid on the jetty"?"""
    known = heads(act.stored.claim.targets)
    return any(m.text.lower().startswith("the ") and heads([m]) & known for m in one.stored.claim.targets)


def _once(one: Told, act: Told) -> bool:
    """Is it the taking or leaving of one place by one side, which does not happen again on the next day?"""
    by = sides(one.stored.claim.agents) & sides(act.stored.claim.agents)
    return one.kind is act.kind and one.kind in families().once and bool(by) and _near_days(one, act)


def _near_days(one: Told, act: Told) -> bool:
    if one.first is None or one.last is None or act.first is None or act.last is None:
        return True
    return max((one.first - act.last).days, (act.first - one.last).days) <= 1


def _in_one_place(one: Told, act: Told) -> bool:
    if one_place(one.place, act.place):
        return True
    # "They drove into the city … They came over the Hantoub bridge": the way of a move that is told beside it.
    if not (one.kind is act.kind is Kind.ADVANCE and one.gap(act) <= _NEXT):
        return False
    by = [{m.name for m in t.stored.claim.agents} for t in (one, act)]
    pronoun = any(m.text.lower() in words("movers") for m in one.stored.claim.agents)
    return any(_is_way(t) for t in (one, act)) and (bool(by[0] & by[1]) or pronoun)


def _is_way(told: Told) -> bool:
    return told.place is not None and not words("ways").isdisjoint(told.place.text.lower().split())


def _one_cast(one: Told, act: Told) -> bool:
    """Can the same people have done it to the same people or things?"""
    a, b = one.stored.claim, act.stored.claim
    by, to = (sides(a.agents), sides(b.agents)), (heads(a.targets), heads(b.targets))
    if by[0] and by[1] and not by[0] & by[1] and a.negated == b.negated:
        return False
    if to[0] and to[1] and not to[0] & to[1]:
        return False
    if one.kind is act.kind is Kind.HOLD and _rivals(a, b):
        return False
    return not any(x.of == y.of and not _can_agree(x, y) for x in a.counts for y in b.counts)


def _rivals(a: Claim, b: Claim) -> bool:
    """Are those who hold a place soldiers here and rebels there?"""
    sorts = [{sort for m in claim.agents if (sort := sort_of(m))} for claim in (a, b)]
    return bool(sorts[0] and sorts[1]) and not sorts[0] & sorts[1]


def _can_agree(x: Count, y: Count) -> bool:
    return (x.high is None or y.low <= x.high) and (y.high is None or x.low <= y.high)


def _is_denial(one: Told, telling: Telling) -> bool:
    """Is it "… still holds the village", said by whoever denies that the village fell?"""
    if one.kind is not Kind.HOLD or one.stored.claim.negated or was_over(one):
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
        found.append(Telling([one], [one] if one.kind not in families().consequences else []))
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
        if gap == 0 and one.place is not None and (one.place.precision_km or 0) > _AREA_KM:
            away = False  # "In the north they took the bridge, losing 18 men"
        if one.guessed and not after and gap <= _NEXT_SENTENCE:
            away = False  # where it was is told in the sentence before, and not where it was taken from
        if away and (one.own_place or after) or _own_blow(one, other):
            continue
        if after and gap and not (refers_back(other) or one.own_place and other.own_place and telling.acts):
            continue  # the next sentence tells of another thing, unless it says where, or that it is the same
        if not telling.acts:
            # What is told in the sentence just before is nearer than a fight further off.
            rank = None if says_another(one) and gap else 1 if 0 < gap <= _NEXT_SENTENCE and not after else 3
        elif takes_captive(one):
            rank = 0 if other.kind in known.fighting | known.control | {Kind.WITHDRAW} else None
        elif other.kind in known.fighting:
            rank = 0 if gap == 0 else 1
        elif other.kind in known.control or is_loss(other):
            rank = 0 if gap == 0 else 2
        else:
            rank = 0 if other.kind in known.others and gap == 0 else None
        if rank is not None:
            ranks.append((rank + _AWAY * away, int(after and (gap > 0 or rank == 3)), gap, near))
    return min(ranks, default=None)


def _own_blow(one: Told, other: Told) -> bool:
    """Would those who struck be the ones who were hit?"""
    striking = families().fighting - {Kind.CLASH, Kind.ATTACK}
    return other.kind in striking and bool(sides(one.stored.claim.targets) & sides(other.stored.claim.agents))


def _when_fits(one: Told, other: Told) -> bool:
    # "Six of the wounded had died during the night": those who die later die of the same act. So are those of the same
    # act who are found or counted later.
    dies = one.stored.claim.trigger.text.lower() in words("later_deaths") or bool(
        words("found_later").intersection(_words(one.stored.sentence))
    )
    later = (
        dies and other.last is not None and one.first is not None and 0 < (one.first - other.last).days <= _LATER_DAYS
    )
    # A day that it does not say itself is no reason to part it from what it is told beside.
    return later or not one.own_time or share_days((one.first, one.last), (other.first, other.last))


def to_come(told: Told) -> bool:
    """Is it told as a thing that has not happened yet?"""
    claim, published = told.stored.claim, told.stored.document.published
    if claim.certainty not in _TO_COME:
        return False
    # "Shortly before noon mortars shelled the yard", told the same day or later, was no plan, whatever it was taken for.
    past = claim.trigger.text.lower().endswith("ed") and not words("to_come").intersection(_words(told.stored.sentence))
    return not (past and told.own_time and told.last is not None and published is not None and told.last <= published)


def takes_captive(told: Told) -> bool:
    """Does it tell of prisoners of a battle, and not of an arrest?"""
    return told.kind is Kind.DETAIN and bool(words("captives").intersection(_words(told.stored.claim.trigger.text)))


def is_loss(told: Told) -> bool:
    """Is it the loss of a place: a garrison that gives itself up, or a withdrawal that is admitted?

    Such a one is the taking of the place as the other side tells it. Whoever only says that they left tells of a
    withdrawal, an act of their own.
    """
    if told.kind is not Kind.WITHDRAW or told.stored.claim.negated:
        return False
    given_up = words("given_up").intersection(_words(told.stored.claim.trigger.text))
    at = told.stored.claim.trigger.start - told.start
    return bool(given_up or words("admitting").intersection(_words(told.stored.sentence[:at])))


def was_over(told: Told) -> bool:
    """Is it a hold that had ended when its report told of it in its own voice: "the army had held the town since May"?"""
    before = _words(told.stored.sentence[: told.stored.claim.trigger.start - told.start])[-4:]
    return told.kind is Kind.HOLD and not told.stored.claim.said_by and "had" in before


def is_kept(told: Told) -> bool:
    """Is a place held in spite of those who say that they took it ("still holds the village")?"""
    return (
        told.kind is Kind.HOLD
        and not told.stored.claim.negated
        and bool(words("kept").intersection(_words(told.stored.sentence)))
    )


def is_repelled(told: Told) -> bool:
    """Is it an attack that failed, which leaves the place to those who have it?"""
    before = _words(told.stored.sentence[: told.stored.claim.trigger.end - told.start])
    return told.kind in families().fighting and bool(words("repelled").intersection(before))


def says_another(told: Told) -> bool:
    """Do the words just before say that it is another event than the one told of before ("a second air strike")?"""
    return bool(words("another").intersection(_words_before(told)))


def refers_back(told: Told) -> bool:
    """Do the words just before say that it is the one told of before ("the strike")?"""
    return bool(words("the_same").intersection(_words_before(told)))


def _words_before(told: Told) -> list[str]:
    at = told.stored.claim.trigger.start - told.start
    return _words(told.stored.sentence[:at])[-3:]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _at(told: Told) -> int:
    return told.stored.claim.trigger.start
