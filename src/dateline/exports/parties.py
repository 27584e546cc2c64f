"""Who the parties of a row are, as far as code books must know: by name or not, of what kind, for which state.

A description that holds a known name ("dozens of Islamic State fighters") stands for that actor, and a person for the
principal that they serve.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from dateline.exports.rows import Party
from dateline.lexicon.actors import STATE_KINDS, Actor, ActorIndex
from dateline.lexicon.crosswalk import load_crosswalk, plain

EXTERNAL_KINDS = frozenset({"coalition", "peacekeepers"})
ARMED_KINDS = frozenset({"rebel group", "militia", "communal militia", "criminal group"})
_WORD = re.compile(r"[\w.'’-]*\w|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Known:
    """An actor for a code book. `side` is the principal that it fights or speaks for, and `state` its ISO code where that

    is a state; `sorts` are those of crosswalk.yaml. `named` tells whether the reports name it.
    """

    name: str
    named: bool
    kind: str | None
    state: str | None
    sorts: frozenset[str]
    side: str | None

    @property
    def is_state(self) -> bool:
        """Does it belong to a state, or fight for several?"""
        return self.kind in STATE_KINDS | EXTERNAL_KINDS or (self.kind is None and "state" in self.sorts)

    @property
    def is_armed_group(self) -> bool:
        """Is it an organised armed actor that is no state's?"""
        return not self.is_state and (self.kind in ARMED_KINDS or "nonstate" in self.sorts)

    @property
    def is_civilian(self) -> bool:
        """Is it none that bears arms?"""
        return not self.is_state and not self.is_armed_group and "civilians" in self.sorts


@cache
def actors() -> ActorIndex:
    """The actors of the lexicon, loaded when first asked for."""
    return ActorIndex.load()


@lru_cache(maxsize=16_384)
def known(party: Party, country: str | None) -> Known:
    """Who a party is, in an event in this country (ISO 3166-1 alpha-2)."""
    called = plain(f"{party.text} {party.name}")
    name, kind, side, named = party.name, party.kind, party.side, party.id is not None
    if not named and kind not in ("civilians", "person"):
        actor = _in_words(party.name, country)
        if actor is not None:
            name, kind, side, named = actor.name, actor.kind, actor.side, True
    if kind == "person" and side is not None and side != party.id:
        principal = actors().actors.get(side)
        if principal is not None:
            name, kind, side = principal.name, principal.kind, principal.side
        elif _is_iso(side):
            kind = "government"
    if named:  # what a known actor is called says nothing further
        sorts = frozenset(s for s, sort in load_crosswalk().sorts.items() if kind in sort.kinds)
    else:
        sorts = frozenset(s for s, sort in load_crosswalk().sorts.items() if sort.takes(kind, called))
    state = side if side is not None and _is_iso(side) else None
    found = Known(name, named, kind, state, sorts, side)
    # The soldiers and police that a report does not name are those of the country.
    if side is None and not named and country is not None and found.is_state and kind not in EXTERNAL_KINDS:
        return replace(found, side=country)
    return found


def allied(one: Known, other: Known) -> bool:
    """Are two actors of one side, as far as can be told?"""
    return one.name == other.name or (one.side is not None and one.side == other.side)


def _in_words(name: str, country: str | None) -> Actor | None:
    found = actors().find(_WORD.findall(name))
    if not found:
        return None
    _, _, several = max(found, key=lambda each: each[1] - each[0])
    return actors().choose(several, [country] if country else [])


def _is_iso(side: str) -> bool:
    return len(side) == 2 and side.isupper()
