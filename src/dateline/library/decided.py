"""What weighing must heed of what people decided: rejected claims, corrected fields, claims to join and to keep apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Any

from sqlalchemy import Connection

from dateline.library.judgements import Action, Judgement, judgements_of, standing

__all__ = ["Decided", "constraints", "decided"]

Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Decided:
    """Everything that stands. `rejected` are no evidence; `corrections` are field and value by claim; `judged` are all
    claims that a person has judged, which stay in the library when a text that is read anew no longer gives them.
    """

    rejected: frozenset[str] = frozenset()
    corrections: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    must: Pairs = frozenset()
    cannot: Pairs = frozenset()
    judged: frozenset[str] = frozenset()


def decided(connection: Connection, claims: Iterable[str] | None = None) -> Decided:
    """What people decided of these claims, or of all; pairs whose other claim was not asked for are among it too."""
    by_claim = judgements_of(connection, claims)
    standings = {id: standing(judgements) for id, judgements in by_claim.items()}
    unique = {each.id: each for judgements in by_claim.values() for each in judgements}
    must, cannot = constraints(unique.values())
    return Decided(
        rejected=frozenset(id for id, each in standings.items() if each.verdict == "rejected"),
        corrections={id: each.corrections for id, each in standings.items() if each.corrections},
        must=must,
        cannot=cannot,
        judged=frozenset(id for id, each in by_claim.items() if any(one.stands for one in each)),
    )


def constraints(judgements: Iterable[Judgement]) -> tuple[Pairs, Pairs]:
    """The pairs of claims that must be one incident, and those that cannot be, each pair with the lesser id first.

    Merging says of all its claims that they are one; splitting says of those taken out that they are one, and none of
    them one with any that stayed. The later judgement of a pair counts.
    """
    said: dict[tuple[str, str], bool] = {}
    for each in sorted((one for one in judgements if one.stands), key=lambda one: one.n):
        if each.action is Action.MERGE:
            said.update((pair, True) for pair in combinations(sorted(each.claims), 2))
        elif each.action is Action.SPLIT:
            taken = sorted(each.content["taken"])
            stayed = sorted(set(each.claims) - set(taken))
            said.update((pair, True) for pair in combinations(taken, 2))
            said.update(((min(a, b), max(a, b)), False) for a, b in product(taken, stayed))
    return frozenset(p for p, one in said.items() if one), frozenset(p for p, one in said.items() if not one)
