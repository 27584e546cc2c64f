"""Tell which places the names of one text mean, all together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.gazetteer.folding import fold
from dateline.gazetteer.index import Gazetteer, in_context
from dateline.gazetteer.place import Place

_CONTAINERS = frozenset({"country", "state", "admin1", "admin2", "region", "island", "continent", "city", "capital", "town"})
_CLEAR = 1.5  # a candidate that outweighs the next by so much is taken as an anchor for others
_ROUNDS = 2


@dataclass(slots=True)
class Named:
    """A name in a text on its way to a place; `inside` is the name that the text puts around it."""

    start: int
    end: int
    name: str
    types: frozenset[str] = frozenset()
    place: Place | None = None
    fixed: bool = False
    demonym: bool = False
    inside: Named | None = None


def resolve(named: Sequence[Named], gazetteer: Gazetteer) -> None:
    """Set `place` of every name that the gazetteer knows: one sense a name in a text, types and containment heeded."""
    groups: dict[tuple[str, frozenset[str]], list[Named]] = defaultdict(list)
    for n in named:
        if not n.fixed:
            groups[fold(n.name), n.types].append(n)
    anchors: list[Place] = []
    for _ in range(_ROUNDS):
        countries, divisions = _weights(named, anchors)
        clear: dict[str, Place] = {}
        for (_, types), group in groups.items():
            outer = [c for n in group if n.inside is not None for c in _outer(n.inside, gazetteer)]
            found = in_context(
                gazetteer.ranked(group[0].name),
                near=anchors,
                countries=countries,
                admin1=divisions,
                within=outer,
                types=types,
            )
            place = found[0][0] if found else gazetteer.alike(group[0].name, countries)
            for n in group:
                n.place = place
            if found and (len(found) == 1 or found[0][1] - found[1][1] >= _CLEAR or _same(found[0][0], found[1][0])):
                clear[found[0][0].id] = found[0][0]
        anchors = [p for p in clear.values() if p.type not in ("country", "continent", "sea") and p.precision_km < 300]
    _share(groups)


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


def _same(a: Place, b: Place) -> bool:
    """Say whether two places are near enough to be one for their neighbours: a town and the province named after it."""
    return a.country == b.country and abs(a.lat - b.lat) < 0.8 and abs(a.lon - b.lon) < 0.8


def _outer(n: Named, gazetteer: Gazetteer) -> list[Place]:
    if n.fixed and n.place is not None:
        return [n.place]
    return [p for p in gazetteer.lookup(n.name)[:4] if p.type in _CONTAINERS]


def _weights(named: Sequence[Named], anchors: Sequence[Place]) -> tuple[dict[str, float], dict[tuple[str, str], float]]:
    """Weigh the countries and divisions that a text speaks of, from 0 to 1."""
    countries: Counter[str] = Counter()
    divisions: Counter[tuple[str, str]] = Counter()
    for n in named:
        p = n.place
        if p is None:
            continue
        if n.fixed or p.type in ("country", "state"):
            countries[p.country] += 1
            if p.type in ("state", "admin1"):
                divisions[p.country, p.admin1] += 1
    for p in anchors:
        countries[p.country] += 1
        if p.admin1:
            divisions[p.country, p.admin1] += 1
    countries.pop("", None)
    top, most = max(countries.values(), default=1), max(divisions.values(), default=1)
    return (
        {c: 0.35 + 0.65 * k / top for c, k in countries.items()},
        {d: 0.35 + 0.65 * k / most for d, k in divisions.items()},
    )
