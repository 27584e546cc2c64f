"""Heeds what people decided of incidents: claims that are to be one incident, and claims that are to be kept apart.

Invariant: pure, and the same for the claims in any order. Every claim stays in exactly one group; no two that are to be
kept apart share one, and two that are to be one do, unless a third that is kept apart from either stands between.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

Pairs = Collection[tuple[str, str]]


def heed(groups: Iterable[frozenset[str]], must: Pairs, cannot: Pairs) -> list[frozenset[str]]:
    """The groups of claims' ids with the decisions heeded; pairs of claims that are in no group are passed over.

    >>> [sorted(g) for g in heed([frozenset("abc"), frozenset("d")], must=[("c", "d")], cannot=[("a", "c")])]
    [['a', 'b'], ['c', 'd']]
    """
    made = [set(group) for group in groups]
    if not must and not cannot:
        return [frozenset(group) for group in made]
    at = {id: n for n, group in enumerate(made) for id in group}
    together = _index((a, b) for a, b in must if a in at and b in at)
    apart = _index((a, b) for a, b in cannot if a in at and b in at)
    split: list[set[str]] = []
    for group in made:
        split += _split(group, together, apart) if any(apart.get(id, set()) & group for id in group) else [group]
    at = {id: n for n, group in enumerate(split) for id in group}
    for a in sorted(together):
        for b in sorted(together[a]):
            one, other = at[a], at[b]
            if one == other or any(apart.get(id, set()) & split[other] for id in split[one]):
                continue
            split[one] |= split[other]
            at.update(dict.fromkeys(split[other], one))
            split[other] = set()
    return [frozenset(group) for group in split if group]


def _split(group: set[str], together: dict[str, set[str]], apart: dict[str, set[str]]) -> list[set[str]]:
    """Parts of a group none of which holds two that are kept apart; what nobody decided on goes with the largest part."""
    parts: list[set[str]] = []
    for piece in _pieces(group, together):
        home = next((part for part in parts if not any(apart.get(id, set()) & part for id in piece)), None)
        if home is None:
            parts.append(set(piece))
        else:
            home |= piece
    return parts


def _pieces(group: set[str], together: dict[str, set[str]]) -> Sequence[set[str]]:
    """What is to be one, the largest piece first."""
    left, pieces = set(group), []
    for id in sorted(group):
        if id not in left:
            continue
        piece, waiting = set(), [id]
        while waiting:
            each = waiting.pop()
            if each in left:
                left.discard(each)
                piece.add(each)
                waiting += together.get(each, ())
        pieces.append(piece)
    return sorted(pieces, key=lambda piece: (-len(piece), min(piece)))


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for a, b in pairs:
        found.setdefault(a, set()).add(b)
        found.setdefault(b, set()).add(a)
    return found
