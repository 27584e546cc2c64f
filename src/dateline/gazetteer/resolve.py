"""Tell which places the names of one text mean, all together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from dateline.gazetteer.folding import fold, without_articles
from dateline.gazetteer.index import Gazetteer, in_context
from dateline.gazetteer.place import Place, distance_km

_K = TypeVar("_K")
_CONTAINERS = frozenset(
    {"country", "state", "admin1", "admin2", "region", "island", "continent", "city", "capital", "town"}
)
_CLEAR = 1.5  # a candidate that outweighs the next by so much is taken as an anchor for others
_ROUNDS = 3
_KNOWN_AFAR = frozenset({"country", "continent", "state", "capital", "region", "sea", "river", "admin1", "island"})
_FAMOUS = 100_000  # inhabitants from which a place is known in other countries
_NEAR_KM = 150.0  # a border is crossed so far
# A text is plainly of one country where so much of what it names, two towns at least, lies there.
_PLAIN_FROM = 6
_PLAIN_SHARE = 0.75


@dataclass(slots=True)
class Named:
    """A name in a text on its way to a place.

    `inside` is the name that the text puts around it, `beside` the one that it lies `within_km` of.
    """

    start: int
    end: int
    name: str
    types: frozenset[str] = frozenset()
    place: Place | None = None
    fixed: bool = False
    demonym: bool = False
    inside: Named | None = None
    beside: Named | None = None
    within_km: float = 0.0


def resolve(named: Sequence[Named], gazetteer: Gazetteer) -> None:
    """Set `place` of every name that the gazetteer knows: one sense a name in a text, types and containment heeded."""
    groups: dict[tuple[str, frozenset[str]], list[Named]] = defaultdict(list)
    for n in named:
        if not n.fixed:
            groups[fold(n.name), n.types].append(n)
    anchors: dict[str, Place] = {}
    for _ in range(_ROUNDS):
        tally = _Tally()
        for n in named:
            if n.place is not None and (n.fixed or fold(n.name) in anchors):
                tally.add(fold(n.name), n.place)
        clear: dict[str, Place] = {}
        for (folded, types), group in groups.items():
            countries, divisions, home = tally.beside(folded)
            found = in_context(
                gazetteer.ranked(group[0].name),
                near=[p for name, p in anchors.items() if name != folded and _is_point(p)],
                countries=countries,
                admin1=divisions,
                within=[c for n in group if n.inside is not None for c in _outer(n.inside, gazetteer)],
                types=types,
                home=home,
            )
            found = [(p, w) for p, w in found if not _is_obscure(p, folded) or _lies_beside(p, group)]
            place = found[0][0] if found else gazetteer.alike(group[0].name, countries)
            if place is not None and _is_obscure(place, folded) and not _lies_beside(place, group):
                place = None  # the village that is meant is none that the gazetteer has
            for n in group:
                n.place = place
            if found and (len(found) == 1 or found[0][1] - found[1][1] >= _CLEAR or _same(found[0][0], found[1][0])):
                clear[folded] = found[0][0]
        anchors = clear
    _share(groups)
    _leave_far_namesakes(named, groups)


def _leave_far_namesakes(named: Sequence[Named], groups: dict[tuple[str, frozenset[str]], list[Named]]) -> None:
    """Take back the sense of a small place that lies in a country which nothing else in the text speaks of.

    A gazetteer lacks most villages: the one place that it has of such a name is then in another part of the world.
    """
    placed = [n for n in named if n.place is not None]
    for (folded, _), group in groups.items():
        place = group[0].place
        if place is None or not _is_obscure(place, folded) or any(n.inside is not None for n in group):
            continue
        others = [n.place for n in placed if n.place is not None and fold(n.name) != folded]
        countries = {p.country for p in others if p.country}
        if not countries or place.country in countries:
            continue
        if all(distance_km(p, place) > _NEAR_KM for p in others if _is_point(p)):
            for n in group:
                n.place = None


def _lies_beside(place: Place, group: Sequence[Named]) -> bool:
    """Does it lie where the text says, as far as what it is said to lie beside is known?"""
    known = [(n.beside.place, n.within_km) for n in group if n.beside is not None]
    return all(
        p is None or not _is_point(p) or distance_km(place, p) <= km + p.precision_km + place.precision_km
        for p, km in known
    )


def _is_obscure(p: Place, folded: str) -> bool:
    """Is it a place that a text far from it would not name, or not so, without saying where it is?"""
    if p.type in _KNOWN_AFAR or p.id.startswith("dateline:"):
        return False
    return p.population < _FAMOUS or without_articles(fold(p.name)) != without_articles(folded)


def _share(groups: dict[tuple[str, frozenset[str]], list[Named]]) -> None:
    """Give a bare name the sense that the same name has with its container, where the text says both."""
    senses: dict[str, Place] = {}
    for (folded, _), group in groups.items():
        for n in group:
            if n.inside is not None and n.place is not None:
                senses.setdefault(folded, n.place)
    for (folded, types), group in groups.items():
        if folded in senses and not types:
            for n in group:
                n.place = senses[folded]


def _is_point(p: Place) -> bool:
    return p.type not in ("country", "continent", "sea", "admin2") and p.precision_km < 300


def _same(a: Place, b: Place) -> bool:
    """Say whether two places are near enough to be one for their neighbours: a town and the province named after it."""
    return a.country == b.country and abs(a.lat - b.lat) < 0.8 and abs(a.lon - b.lon) < 0.8


def _outer(n: Named, gazetteer: Gazetteer) -> list[Place]:
    if n.fixed and n.place is not None:
        return [n.place]
    return [p for p in gazetteer.lookup(n.name)[:4] if p.type in _CONTAINERS]


class _Tally:
    """How much a text speaks of countries and of their divisions, counted by the name that speaks of them."""

    def __init__(self) -> None:
        self._countries: Counter[str] = Counter()
        self._divisions: Counter[tuple[str, str]] = Counter()
        self._by_name: dict[str, tuple[Counter[str], Counter[tuple[str, str]]]] = {}

    def add(self, name: str, place: Place) -> None:
        """Count one mention of a place."""
        if not place.country:
            return
        countries, divisions = self._by_name.setdefault(name, (Counter(), Counter()))
        # A country's name alone says less of where things happen than a place in it does: every report names powers.
        weight = 1 if place.type == "country" else 3
        for counts in (self._countries, countries):
            counts[place.country] += weight
        if place.admin1:
            for more in (self._divisions, divisions):
                more[place.country, place.admin1] += 1

    def beside(self, name: str) -> tuple[dict[str, float], dict[tuple[str, str], float], str]:
        """Give the weights, from 0 to 1, that all other names speak for, and the one country that the text is plainly of.

        A name is no witness for itself. The country is "" where a text speaks of several or of little.
        """
        own, divisions = self._by_name.get(name, (Counter[str](), Counter[tuple[str, str]]()))
        countries = self._countries - own
        (home, most), *_ = countries.most_common(1) or [("", 0)]
        if most < _PLAIN_FROM or most < _PLAIN_SHARE * sum(countries.values()):
            home = ""
        return _scaled(countries, 4), _scaled(self._divisions - divisions, 1), home


def _scaled(counts: Counter[_K], least: int) -> dict[_K, float]:
    """Scale counts by the greatest, or by `least` where all are small."""
    top = max(least, *counts.values()) if counts else 1
    return {k: 0.3 + 0.7 * n / top for k, n in counts.items()}
