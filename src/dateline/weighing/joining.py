"""Claims of many reports that tell of one event become an incident.

    within      what does one report tell of one event?                    context.py, within.py
    features    each such telling as a row, with what it is looked at by   features.py
    pairs       which two tellings could be of one event, and how surely   pairs.py, weights.yaml
    clusters    which tellings make one incident                           clusters.py
    why         the weights of a pair, in words                            why.py

Invariant: all of it is pure. The weight of a pair depends on the two reports alone, so reports that are added in any
order, at once or one by one, give the same incidents.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from dateline.library.records import StoredClaim

if TYPE_CHECKING:
    from dateline.weighing.why import Explanation

__all__ = ["ScoredPair", "explain", "join", "score"]


class ScoredPair(NamedTuple):
    """Two claims of different reports that could tell of one event; `weight` is a match weight, the log2 of odds.

    `a` is before `b`. Each is the first claim of what its report tells of the event, and stands for all of it.
    """

    a: str
    b: str
    weight: float


def score(told: Sequence[StoredClaim], new: Collection[str] | None = None) -> list[ScoredPair]:
    """The pairs among these claims, all claims of each of their reports, that could tell of one event.

    Where `new` holds ids of claims, only pairs with a report of one of these; pairs that were scored before stay as
    they were.
    """
    from dateline.weighing.features import row
    from dateline.weighing.pairs import scored
    from dateline.weighing.weights import weights
    from dateline.weighing.within import tellings

    fresh = None if new is None else {claim.document.id for claim in told if claim.id in new}
    if fresh is not None and not fresh:
        return []
    if fresh is None:
        rows: Iterable[dict[str, Any]] = ({**row(telling), "fresh": True} for telling in tellings(told))
    else:
        new_rows = [row(telling) for telling in tellings(claim for claim in told if claim.document.id in fresh)]
        keys = {key for fields in new_rows for key in fields["keys"]}
        old = (row(telling) for telling in tellings(claim for claim in told if claim.document.id not in fresh))
        rows = chain(
            ({**fields, "fresh": True} for fields in new_rows),
            ({**fields, "fresh": False} for fields in old if not keys.isdisjoint(fields["keys"])),
        )
    return [ScoredPair(*pair) for pair in scored(rows, weights().floor)]


def join(told: Sequence[StoredClaim], pairs: Iterable[ScoredPair]) -> list[frozenset[str]]:
    """The claims' ids by incident; every claim is in exactly one. Pairs of claims that are not among them are passed over."""
    from dateline.weighing.clusters import clusters
    from dateline.weighing.contradictions import forbidden
    from dateline.weighing.weights import weights
    from dateline.weighing.within import tellings

    found = sorted(tellings(told), key=lambda telling: telling.id)
    at = {member.id: i for i, telling in enumerate(found) for member in telling.members}
    best: dict[tuple[int, int], float] = {}
    for a, b, weight in pairs:
        if a in at and b in at and at[a] != at[b]:
            key = (min(at[a], at[b]), max(at[a], at[b]))
            best[key] = max(weight, best.get(key, weight))
    model = weights()
    parts = clusters(
        len(found),
        ((a, b, weight) for (a, b), weight in best.items()),
        threshold=model.threshold,
        floor=model.floor,
        forbidden=lambda part: forbidden([found[i] for i in part]),
    )
    return [frozenset(member.id for i in part for member in found[i].members) for part in parts]


def explain(a: StoredClaim, b: StoredClaim, told: Sequence[StoredClaim] = ()) -> Explanation:
    """Why two claims would be joined or not; `told` holds the other claims of their two reports. See why.py."""
    from dateline.weighing import why

    return why.explain(a, b, told)
