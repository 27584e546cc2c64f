"""What each claim says of who has a place, and of which days it says it. docs/situation.md gives the rules."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import IntEnum

from dateline.gazetteer.folding import fold
from dateline.library.records import StoredClaim
from dateline.model import Certainty, Kind, Mention, When
from dateline.situation.places import Places
from dateline.weighing.bodies import body_key, of_whom, side_of_body
from dateline.weighing.country import common_country, main_country
from dateline.weighing.originkey import OriginKey
from dateline.weighing.sides import side_of_mention
from dateline.weighing.verdicts import is_repelled
from dateline.weighing.words import words

# The kinds of claims that may tell who has a place; of attacks and fighting only those that tell of a failed attack do.
KINDS = frozenset({Kind.CAPTURE, Kind.HOLD, Kind.ADVANCE, Kind.WITHDRAW, Kind.ENCIRCLE})
FAILING_KINDS = frozenset({Kind.ATTACK, Kind.CLASH, Kind.OFFENSIVE})
_UNTOLD = frozenset({Certainty.PLANNED, Certainty.CONDITIONAL, Certainty.POSSIBLE})
_OURS = frozenset({"our", "my"})
_OWN = frozenset({"our", "my", "his", "her", "its", "their", "we", "us", "they"})
_OF_STATES = frozenset({"army", "government", "military", "police", "regime"})
_OVER = re.compile(r"\bhad\s+(?:\w+\s+){0,2}$|\bhad\s+(?:\w+\s+)?been\b|\bformerly\b|\buntil\b")
_LONG = re.compile(r"\b(?:has|have)\b.+\b(?:since|for\s+(?:\w+\s+){0,3}(?:decades|months|years))\b", re.S)
_SINCE = re.compile(r"\boccup\w+\b.*\bsince\b", re.S | re.I)
_NUMBER = re.compile(
    r"\b(?:\d{1,3}(?:st|nd|rd|th)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)\b"
)
_SHORT = timedelta(days=3)
_DAY = timedelta(days=1)
_ROADS = frozenset({"road", "roads", "highway", "route", "routes", "bridge", "border", "crossing", "checkpoint"})


class Says(IntEnum):
    """What evidence says of its side, in the order in which it is heard of one day."""

    HELD_BEFORE = 0
    HOLDS = 1
    INSIDE = 2
    LEAVES = 3
    TAKES = 4
    HOLDS_PART = 5
    STILL_HOLDS = 6
    NOT_TAKEN = 7


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim on who has a place. `side` has it (or left it, or did not take it); None where it is not told who.

    It speaks for the days from `start` to `end`, both inclusive; `known_from` is the first day that the report names.
    `own` tells that the side itself says so, or one who speaks for it; `conceded` that its adversary does.
    """

    says: Says
    side: str | None
    name: Mention | None
    start: date
    end: date
    known_from: date | None
    claim: str
    origin: OriginKey
    place: str
    not_of: str | None = None

    @property
    def own(self) -> bool:
        """Is it the word of the side alone?"""
        if self.origin.side is None and self.side and self.side.startswith("name:"):
            # "the mission said", of "the SADC Mission in Mozambique": a body that no list knows
            said, held = (
                {*fold(name).split()} - {"the"} for name in (self.origin.name, self.side.removeprefix("name:"))
            )
            return len(said) > 1 and (said <= held or held <= said)
        return self.origin.side is not None and self.origin.side == self.side


def tells_of_control(stored: StoredClaim) -> bool:
    """Can a claim tell who has a place: is it of one of `KINDS`, or of one of `FAILING_KINDS` and of an attack repelled?"""
    return stored.claim.kind in KINDS or (stored.claim.kind in FAILING_KINDS and is_repelled(stored))


def evidence(
    told: Sequence[StoredClaim], origins: Mapping[str, OriginKey], places: Places
) -> dict[str, list[Evidence]]:
    """The evidence on each place, by the place's key. Plans, conditions and editors' comments are none."""
    found: dict[str, list[Evidence]] = {}
    reports: dict[str, list[StoredClaim]] = defaultdict(list)
    for stored in told:
        reports[stored.document.id].append(stored)
    everywhere = common_country(told)
    days = _days_of_sentences(told)
    countries = {key: main_country(claims) or everywhere for key, claims in reports.items()}
    for stored in sorted(told, key=lambda s: s.id):
        claim = stored.claim
        if not tells_of_control(stored) or claim.certainty in _UNTOLD or stored.id not in origins:
            continue
        where = places.of(stored)
        if where is None:
            continue
        if claim.when is None and (day := days.get((stored.document.id, stored.sentence))):
            stored = replace(stored, claim=claim.model_copy(update={"when": day}))
        for one in _of_claim(stored, origins[stored.id], where[0].key, countries[stored.document.id], partial=where[1]):
            found.setdefault(one.place, []).append(one)
    outlets = {stored.id: body_key(stored.document.outlet) for stored in told if stored.document.outlet}
    return {key: _resolved(_relayed(all_, outlets)) for key, all_ in found.items()}


def _relayed(all_: list[Evidence], outlets: Mapping[str, str]) -> list[Evidence]:
    """Trace what is told after an agency to whom the agency's own report has it from: "Reuters reported" adds no word."""
    traced = []
    for one in all_:
        own = [
            other
            for other in all_
            if one.origin.key not in (other.origin.key, outlets.get(one.claim))
            and outlets.get(other.claim) == one.origin.key
            and other.says is one.says
            and abs(other.start - one.start) <= _SHORT
        ]
        origins_ = sorted({other.origin for other in own}, key=lambda origin: origin.key)
        traced.append(replace(one, origin=origins_[0]) if origins_ else one)
    return traced


def _of_claim(
    stored: StoredClaim, origin: OriginKey, place: str, country: str | None, *, partial: bool
) -> list[Evidence]:
    claim = stored.claim
    day = _days(stored)
    if day is None:
        return []
    start, end = day
    actors_ = _sides(claim.agents, origin, country)
    if (
        origin.side is None
        and claim.kind in (Kind.CAPTURE, Kind.HOLD)
        and not claim.said_by
        and any(map(_is_ours, claim.agents))
    ):
        # "our forces retook the town", in the statement of a body that no list knows
        origin = replace(origin, side=f"name:{fold(origin.name)}")
        actors_ = [(origin.side, claim.agents[0], None)]
    if not claim.agents and origin.side and _is_our_taking(stored):
        actors_ = [(origin.side, None, None)]
    made = [
        Evidence(Says.HOLDS, side, name, start, end, start, stored.id, origin, place, other)
        for side, name, other in actors_
    ]
    if is_repelled(stored):
        kept = [m for m in claim.targets if side_of_mention(m)]
        side = side_of_mention(kept[0]) if kept else origin.side
        return (
            [Evidence(Says.STILL_HOLDS, side, kept[0] if kept else None, start, end, None, stored.id, origin, place)]
            if side
            else []
        )
    if claim.kind is Kind.HOLD or _has_occupied(stored):
        return [_hold(one, stored, partial=partial) for one in made]
    if claim.kind is Kind.CAPTURE:
        return _capture(made, stored, origin, partial=partial)
    if claim.kind is Kind.WITHDRAW and partial:
        return []  # who leaves a street may still have the town
    if claim.kind is Kind.WITHDRAW:
        says = Says.STILL_HOLDS if claim.negated else Says.LEAVES
        return [replace(one, says=says, start=end, end=_told(stored, end) if claim.negated else end) for one in made]
    if claim.kind is Kind.ADVANCE:
        return (
            [] if claim.negated or not _came_in(stored) else [replace(one, says=Says.INSIDE, end=start) for one in made]
        )
    roads = {*fold(claim.place.text).split(), *fold(claim.place.name).split()} if claim.place else set()
    if claim.negated or roads & _ROADS:
        return []
    return [
        Evidence(Says.HOLDS, side, name, start, end, None, stored.id, origin, place, other)
        for side, name, other in _sides(claim.targets, origin, country)
        if side
    ]


def _days_of_sentences(told: Sequence[StoredClaim]) -> dict[tuple[str, str], When]:
    """The one day that each sentence names, by its report and itself; what it tells without a day is of that day."""
    found: dict[tuple[str, str], dict[tuple[date, date], When]] = defaultdict(dict)
    for stored in told:
        when = stored.claim.when
        if when is not None and when.end - when.start <= _DAY:
            found[stored.document.id, stored.sentence][when.start, when.end] = when
    return {key: next(iter(all_.values())) for key, all_ in found.items() if len(all_) == 1}


def _is_our_taking(stored: StoredClaim) -> bool:
    """Does a body tell of a place that it took without saying that it was itself: "the village was liberated"?"""
    trigger = {*fold(stored.claim.trigger.text).split()}
    return stored.claim.kind is Kind.CAPTURE and not stored.claim.negated and bool(trigger & words("our_taking"))


def _days(stored: StoredClaim) -> tuple[date, date] | None:
    """The days that a claim tells of, else the day on which it was published."""
    when, published = stored.claim.when, stored.document.published
    if when is None:
        return (published, published) if published else None
    end = when.end if published is None else min(when.end, max(published, when.start))
    return (when.start, end)


def _told(stored: StoredClaim, day: date) -> date:
    published = stored.document.published
    return max(day, published) if published else day


def _hold(one: Evidence, stored: StoredClaim, *, partial: bool) -> Evidence:
    claim = stored.claim
    low = {word.strip(",.;") for word in stored.sentence.casefold().split()}
    before = stored.sentence.partition(claim.trigger.text)[0]
    if claim.negated:
        return replace(one, says=Says.LEAVES, start=one.start, end=one.start)
    if claim.when is not None and _until(stored):
        last = claim.when.start if claim.when.start < claim.when.end else claim.when.start - _DAY
        return replace(one, says=Says.HELD_BEFORE, start=date.min, end=last, known_from=None)
    if _OVER.search(before[-30:] + " ") or claim.trigger.text.casefold().startswith(("had ", "been ")):
        # "Had held the town since": over when it was told, at the latest the day before.
        is_reported = bool(claim.said_by) and not (claim.when is not None and claim.when.start < claim.when.end)
        if not is_reported:
            since = one.start if claim.when is not None else date.min
            return replace(
                one,
                says=Says.HELD_BEFORE,
                start=min(since, one.end - _DAY),
                end=one.end - _DAY,
                known_from=since if since > date.min else None,
            )
    if partial:
        return replace(one, says=Says.HOLDS_PART, end=_told(stored, one.end) if claim.when is None else one.end)
    if low & words("still"):
        return replace(one, says=Says.STILL_HOLDS)
    if claim.when is None and _LONG.search(stored.sentence):
        return replace(
            one, start=date.min, known_from=None
        )  # "has held it since the war began": always, as far as is known
    return one


def _until(stored: StoredClaim) -> bool:
    """Is the time of a hold its end: "until Sunday morning"?"""
    when = stored.claim.when
    if when is None:
        return False
    if when.evidence.text.casefold().split()[0] in words("ended"):
        return True
    before = stored.sentence.partition(when.evidence.text)[0].casefold().split()
    return bool(before) and before[-1] in words("ended")


def _capture(made: list[Evidence], stored: StoredClaim, origin: OriginKey, *, partial: bool) -> list[Evidence]:
    claim = stored.claim
    found = []
    for one in made:
        day = one.start if one.end - one.start <= _SHORT else one.end
        if claim.negated:
            found.append(replace(one, says=Says.NOT_TAKEN, start=day, end=_told(stored, day)))
        else:
            says = Says.INSIDE if partial else Says.TAKES
            found.append(replace(one, says=says, start=day, end=day, known_from=day))
    if not claim.negated:
        day = found[0].start if found else _days(stored)[0]  # type: ignore[index]
        for side, name, _ in _sides(claim.targets, origin, None):
            if side and side not in {one.side for one in found}:
                found.append(
                    Evidence(Says.HELD_BEFORE, side, name, date.min, day - _DAY, None, stored.id, origin, made[0].place)
                    if made
                    else Evidence(Says.LEAVES, side, name, day, day, None, stored.id, origin, "")
                )
    return [one for one in found if one.place]


def _sides(
    mentions: Sequence[Mention], origin: OriginKey, country: str | None
) -> list[tuple[str | None, Mention | None, str | None]]:
    """(the side, how it is named, whose side it is not) of each actor of a claim."""
    found: dict[str | None, tuple[str | None, Mention | None, str | None]] = {}
    for mention in mentions:
        side, other = side_of_mention(mention), None
        low = fold(mention.text).split()
        if origin.side and not mention.id and mention.side is None and (_is_own_unit(low) or _OURS & {*low}):
            side = None  # "the heroes of the Third Brigade", in the statement of whose brigade it is
        if side is None and {*low} & _OF_STATES:
            side = side_of_body(mention.name, country)
        if side is None and low:
            if (
                _OWN & {*low}
                or (origin.side and _is_own_unit(low))
                or (origin.side and low[-1] in words("tails") and low[-1] not in words("other_side"))
            ):
                side = origin.side
            elif _head(low) in words("other_side") and of_whom(mention.name) == mention.name:
                other = origin.side or ""
            else:
                side = side_of_body(mention.name, country)
        named = mention if side_of_mention(mention) and not _is_own_unit(low) else None
        found.setdefault(side, (side, named, other))
    return list(found.values()) or [(None, None, None)]


def _is_ours(mention: Mention) -> bool:
    return bool(_OURS & {*fold(mention.text).split()[:1]})


def _head(low: Sequence[str]) -> str:
    """The word that says who they are: "mercenaries" of "the mercenaries of the aggression"."""
    return low[list(low).index("of") - 1] if "of" in low[1:] else low[-1]


def _is_own_unit(low: Sequence[str]) -> bool:
    """Is it a unit by its number, which is one of whoever tells of it?"""
    return bool(words("units") & {*low}) and bool(_NUMBER.search(" ".join(low)))


def _has_occupied(stored: StoredClaim) -> bool:
    """Does a taking tell of a hold: "had occupied the town since November"?"""
    when = stored.claim.when
    is_long = when is not None and when.end - when.start > _SHORT
    return stored.claim.kind is Kind.CAPTURE and is_long and bool(_SINCE.search(stored.sentence))


def _came_in(stored: StoredClaim) -> bool:
    trigger = stored.claim.trigger.text.casefold()
    rest = stored.sentence.partition(stored.claim.trigger.text)[2].casefold().split()[:1]
    return any(word in trigger.split() or word == trigger for word in words("inside")) or bool(
        {*rest} & {"into", "inside"}
    )


def _resolved(all_: list[Evidence]) -> list[Evidence]:
    """Tell who is meant where a claim names nobody: "soldiers had seized the town", "the enemy still holds it".

    Who seized it is whoever is said by name to have taken it within a few days; the enemy is the side that is last
    said to have had the place and is not the speaker's.
    """
    takings = [one for one in all_ if one.says is Says.TAKES]
    all_ = [_with_the_taking(one, takings) for one in all_]
    named = [one for one in all_ if one.side is not None and one.says is not Says.NOT_TAKEN]
    found = []
    for one in all_:
        if one.side is not None or one.says is Says.NOT_TAKEN:
            found.append(one)
            continue
        fitting = [other for other in named if other.side != one.not_of]
        if one.says is Says.TAKES:
            fitting = [o for o in fitting if o.says is Says.TAKES and abs(o.start - one.start) <= _SHORT]
        else:
            came = one.says is Says.LEAVES  # who only came in can leave
            fitting = [o for o in fitting if (came or o.says is not Says.INSIDE) and o.start <= one.end]
        if fitting:
            best = max(fitting, key=lambda o: (min(o.end, one.end), o.says, o.claim))
            found.append(replace(one, side=best.side))
    return found


def _with_the_taking(one: Evidence, takings: Sequence[Evidence]) -> Evidence:
    """Whose leaving is told with the taking of the place by another left it when it was taken."""
    if one.says is not Says.LEAVES:
        return one
    taken = [
        other.start
        for other in takings
        if other.origin.key == one.origin.key
        and (other.side is None or other.side != one.side)
        and timedelta(0) < other.start - one.start <= _SHORT
    ]
    return replace(one, start=min(taken), end=min(taken)) if taken else one
