"""The bodies that a report has named so far, so that "its spokesman" and "the force" can be told."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from dateline.gazetteer.folding import fold
from dateline.model import Claim
from dateline.weighing.sides import is_named
from dateline.weighing.voices import known, media
from dateline.weighing.words import words

_ARMED = frozenset({"rebel group", "militia", "communal militia", "state forces", "police", "coalition", "party"})
_ANY_ARMED = frozenset({"force", "forces", "group", "movement", "militia", "front", "alliance", "faction"})


class Mentioned:
    """Named bodies in the order of the text: where each stands, its name and its kind."""

    def __init__(self, found: Sequence[tuple[int, str, str | None]]) -> None:
        self._found = sorted(found)

    def last(self, before: int, noun: str | None = None) -> str | None:
        """The name of the last body that stands before an offset and that `noun` can point at, or None."""
        stop = bisect_left(self._found, before, key=lambda one: one[0])
        for _, name, kind in reversed(self._found[:stop]):
            if noun is None or noun in fold(name).split() or (noun in _ANY_ARMED and kind in _ARMED):
                return name
        return None


def bodies_before(claims: Sequence[Claim]) -> Mentioned:
    """The bodies that the claims of one report name."""
    found: list[tuple[int, str, str | None]] = []
    for claim in claims:
        found += [
            (mention.start, mention.name, mention.kind)
            for mention in (*claim.agents, *claim.targets)
            if mention.kind != "person" and (mention.id or (is_named(mention.name) and _names_body(mention.name)))
        ]
        for source in claim.said_by:
            if (_names_body(source.name) or _is_body_noun(source.name)) and not media(source.name):
                actor = known(source.name)
                found.append((source.start, source.name, actor.kind if actor else None))
    return Mentioned(found)


def _names_body(name: str) -> bool:
    actor = known(name)
    if actor is not None:
        return actor.kind != "person"
    low = fold(name).split()
    return any(t[:1].isupper() for t in name.split()) and bool(set(low) & (words("bodies") | words("pointing")))


def _is_body_noun(name: str) -> bool:
    """Is it "the coalition", which a report can go on to speak of as "it"?"""
    return fold(name) in words("bodies")
