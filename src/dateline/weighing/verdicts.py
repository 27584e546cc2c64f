"""How an incident stands: by one origin alone, by several that agree, or contested. docs/weighing.md defines each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal

from dateline.library.records import StoredClaim
from dateline.model import Certainty, Kind
from dateline.weighing.figures import Figure, contradict
from dateline.weighing.model import Verdict
from dateline.weighing.originkey import OriginKey
from dateline.weighing.sides import side_of_mention
from dateline.weighing.words import words

Stance = Literal["for", "against"]

# The acts that make an incident what it is; the narrower and graver first.
ACTS = (
    Kind.CAPTURE,
    Kind.WITHDRAW,
    Kind.ENCIRCLE,
    Kind.AIRSTRIKE,
    Kind.SHELLING,
    Kind.BOMBING,
    Kind.ABDUCT,
    Kind.ATTACK,
    Kind.ADVANCE,
    Kind.CLASH,
    Kind.OFFENSIVE,
    Kind.DETAIN,
    Kind.ABUSE,
    Kind.PROTEST,
    Kind.AGREE,
    Kind.THREATEN,
    Kind.AID,
    Kind.DEPLOY,
    Kind.SUPPORT,
    Kind.ACCUSE,
)
# What follows from an act, or stands for itself where no act is told.
STATES = (Kind.HOLD, Kind.DISPLACE, Kind.KILL, Kind.INJURE, Kind.DESTROY, Kind.NEED)
_TAKING = frozenset({Kind.CAPTURE, Kind.ADVANCE, Kind.WITHDRAW, Kind.ENCIRCLE})
# In these two sides do the same thing to one another, so that it is no contradiction that each is named.
_MUTUAL = frozenset({Kind.CLASH, Kind.AGREE, Kind.OFFENSIVE})
_NOT_YET = frozenset({Certainty.PLANNED, Certainty.CONDITIONAL})


def main_kind(group: Sequence[StoredClaim]) -> Kind:
    """The kind of an incident's main act: the gravest act that is told, else the state."""
    kinds = {stored.claim.kind for stored in group}
    return next((kind for kind in (*ACTS, *STATES) if kind in kinds), Kind.CLASH)


def stances(group: Sequence[StoredClaim], main: Kind) -> dict[str, Stance]:
    """For each claim whether it says that the incident's main act happened, or denies it.

    A hold denies that another took the place, or that the holder left it. That nobody was killed denies no strike.
    """
    takers = {
        side
        for stored in group
        if stored.claim.kind in (Kind.CAPTURE, Kind.ADVANCE) and not stored.claim.negated
        for agent in stored.claim.agents
        if (side := side_of_mention(agent))
    }
    return {stored.id: _stance(stored, main, takers) for stored in group}


def _stance(stored: StoredClaim, main: Kind, takers: set[str]) -> Stance:
    claim = stored.claim
    if claim.kind is Kind.HOLD and main in _TAKING:
        holders = {side for agent in claim.agents if (side := side_of_mention(agent))}
        ours = bool(holders & takers) and main is not Kind.WITHDRAW
        return "for" if ours or claim.negated else "against"
    act = claim.kind is main or (main in ACTS and claim.kind in ACTS)
    if main in (Kind.CAPTURE, Kind.ADVANCE) and is_repelled(stored):
        return "against"
    return "against" if claim.negated and act else "for"


def is_repelled(stored: StoredClaim) -> bool:
    """Does it tell of an attack that failed: "repelled an attack", "the assault was beaten off"?"""
    claim = stored.claim
    if claim.negated or claim.kind not in (Kind.ATTACK, Kind.CLASH, Kind.ADVANCE, Kind.OFFENSIVE, Kind.CAPTURE):
        return False
    at = stored.sentence.find(claim.trigger.text)
    near = stored.sentence[max(0, at - 30) : at + len(claim.trigger.text) + 25].casefold()
    return any(
        f" {word} " in f" {' '.join(near.replace(',', ' ').replace('.', ' ').split())} " for word in words("repelled")
    )


def verdict(
    group: Sequence[StoredClaim],
    origins: Mapping[str, OriginKey],
    stance: Mapping[str, Stance],
    figures: Sequence[Figure],
    main: Kind,
) -> Verdict:
    """How the incident stands. Origins that tell of a plan alone count as origins that tell of it."""
    behind = {origins[stored.id].key for stored in group if stored.id in origins}
    if len(behind) < 2:
        return Verdict.SINGLE_SOURCE
    if _disputed(group, origins, stance) or _other_doers(group, origins, stance, main):
        return Verdict.CONTESTED
    if any(contradict(a, b) for i, a in enumerate(figures) for b in figures[i + 1 :]):
        return Verdict.CONTESTED
    return Verdict.CORROBORATED


def _disputed(group: Sequence[StoredClaim], origins: Mapping[str, OriginKey], stance: Mapping[str, Stance]) -> bool:
    """Does one origin say that it happened, and another that it did not?"""
    said: dict[Stance, set[str]] = defaultdict(set)
    for stored in group:
        if stored.id in origins and stored.claim.certainty not in _NOT_YET:
            said[stance[stored.id]].add(origins[stored.id].key)
    return bool(said["for"] and said["against"]) and len(said["for"] | said["against"]) > 1


def _other_doers(
    group: Sequence[StoredClaim], origins: Mapping[str, OriginKey], stance: Mapping[str, Stance], main: Kind
) -> bool:
    """Do two origins each name a doer of the main act, and of different sides?"""
    if main in _MUTUAL:
        return False
    named: dict[str, set[str]] = defaultdict(set)
    for stored in group:
        claim = stored.claim
        if claim.kind is not main or stored.id not in origins or stance[stored.id] == "against":
            continue
        named[origins[stored.id].key] |= {
            side for agent in claim.agents if agent.id and (side := side_of_mention(agent))
        }
    sides = [found for _, found in sorted(named.items()) if found]
    return any(not a & b for i, a in enumerate(sides) for b in sides[i + 1 :])
