"""Which country reports tell of, where they do not say whose army or ministry they mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dateline.lexicon.actors import STATE_KINDS
from dateline.library.records import StoredClaim

# The share of a library's places that lie in one country, from which on it is a library on that country.
_MOST = 0.6


def main_country(told: Sequence[StoredClaim]) -> str | None:
    """The country that a report tells of most: that of its places, else of the states whose own forces it names."""
    places = Counter(s.claim.place.country for s in told if s.claim.place and s.claim.place.country)
    mentions = [m for s in told for m in (*s.claim.agents, *s.claim.targets) if m.kind in STATE_KINDS]
    votes = places or Counter(m.side for m in mentions if m.side and len(m.side) == 2)
    return min(votes, key=lambda c: (-votes[c], c)) if votes else None


def common_country(told: Sequence[StoredClaim]) -> str | None:
    """The country of most places of a library, which is then that of a report that names no place of its own."""
    places = Counter(s.claim.place.country for s in told if s.claim.place and s.claim.place.country)
    if not places:
        return None
    country, most = min(places.items(), key=lambda pair: (-pair[1], pair[0]))
    return country if most >= _MOST * places.total() else None
