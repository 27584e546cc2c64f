"""Where, when and who, as the claims of an incident agree on it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from dateline.gazetteer.folding import bare, fold
from dateline.gazetteer.place import Place as Point
from dateline.gazetteer.place import distance_km
from dateline.library.records import StoredClaim
from dateline.model import Mention, Place
from dateline.weighing.model import IncidentActor, IncidentPlace, IncidentWhen
from dateline.weighing.sides import is_named

_KM = 5.0


def place_of(claims: Sequence[StoredClaim]) -> IncidentPlace | None:
    """The place that most claims name; of two of which one lies in the other, the narrower."""
    places: dict[str, list[Place]] = defaultdict(list)
    for stored in claims:
        place = stored.claim.place
        if place is not None:
            places[place.id or bare(fold(place.name))].append(place)
    located = {key: found for key, found in places.items() if found[0].lat is not None} or places
    if not located:
        return None
    votes = {key: len(found) for key, found in located.items()}
    first = min(votes, key=lambda key: (-votes[key], _width(located[key][0]), key))
    inside = [key for key in votes if key == first or _within(located[key][0], located[first][0])]
    chosen = min(inside, key=lambda key: (_width(located[key][0]), -votes[key], key))
    names = Counter(place.name for place in located[chosen])
    best = located[chosen][0]
    name = min(names, key=lambda n: (-names[n], n))
    return IncidentPlace(
        name=name, lat=best.lat, lon=best.lon, country=best.country, id=best.id, precision_km=best.precision_km
    )


def _width(place: Place) -> float:
    return place.precision_km if place.precision_km is not None else _KM


def _within(inner: Place, outer: Place) -> bool:
    if None in (inner.lat, inner.lon, outer.lat, outer.lon) or _width(inner) >= _width(outer):
        return False
    return distance_km(_point(inner), _point(outer)) <= _width(outer)


def _point(place: Place) -> Point:
    return Point("", place.name, place.lat or 0.0, place.lon or 0.0, "", "")


def when_of(claims: Sequence[StoredClaim]) -> IncidentWhen | None:
    """The days on which most claims agree: those that the largest number of their intervals have in common."""
    spans = sorted({(s.claim.when.start, s.claim.when.end) for s in claims if s.claim.when})
    if not spans:
        return None
    votes = Counter((s.claim.when.start, s.claim.when.end) for s in claims if s.claim.when)
    days: list[tuple[int, date, date]] = []
    edges = sorted({start for start, _ in spans} | {end + timedelta(days=1) for _, end in spans if end < date.max})
    for start, after in zip(edges, [*edges[1:], None], strict=True):
        inside = sum(n for (first, last), n in votes.items() if first <= start <= last)
        end = after - timedelta(days=1) if after else max(last for _, last in spans)
        if inside:
            days.append((inside, start, max(start, end)))
    most = max(inside for inside, _, _ in days)
    best = [(start, end) for inside, start, end in days if inside == most]
    return IncidentWhen(start=best[0][0], end=max(end for _, end in best))


def actors_of(mentions: Sequence[Mention]) -> tuple[IncidentActor, ...]:
    """The actors named, each once, those named most first; those without a name only where nobody has one."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        found[mention.id or fold(mention.name)].append(mention)
    named = {key: all_ for key, all_ in found.items() if all_[0].id or is_named(all_[0].name)} or found
    order = sorted(named, key=lambda key: (-len(named[key]), key))
    return tuple(
        IncidentActor(
            name=min(named[key], key=lambda m: (m.name, m.start)).name,
            id=named[key][0].id,
            kind=named[key][0].kind,
            side=named[key][0].side,
        )
        for key in order
    )
