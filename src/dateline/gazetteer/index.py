"""Look places up by name in a compiled index, and choose among places of one name."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from dateline.errors import GazetteerError
from dateline.gazetteer.build import builtin_index
from dateline.gazetteer.folding import bare, fold, skeleton, without_articles
from dateline.gazetteer.place import Place, contains, distance_km

_COLUMNS = (
    "p.id, p.name, p.lat, p.lon, p.country, p.type, p.population, p.precision_km, "
    "CASE WHEN p.admin1 != '' THEN p.admin1 ELSE coalesce(a.name, '') END, p.prior"
)
_ADMIN1 = "LEFT JOIN admin1 a ON a.country = p.country AND a.code = p.admin1_code"
_FROM = f"JOIN place p ON p.n = x.place {_ADMIN1}"
_BY_NAME: Final = f"SELECT {_COLUMNS}, x.kind FROM name x {_FROM} WHERE x.folded = ?"
_BY_SKELETON: Final = f"SELECT {_COLUMNS} FROM skeleton x {_FROM} WHERE x.key = ? ORDER BY p.prior DESC LIMIT 60"
# An alternate name is often a name in another language, or an old one: a place that bears the name itself wins over a
# place up to so many powers of ten larger. A name found only without its article or its "district" yields further.
_PENALTY: Final = (0.0, 0.7, 0.9, 1.6)
_LOOSER: Final = 0.3
_MOST: Final = 80
_TWIN_KM: Final = 6.0
_AT_HOME: Final = 1.5
LONGEST_NAME: Final = 7


class Gazetteer:
    """Places by name, read from an index that `build` wrote. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Open an index. Raises GazetteerError where `path` is not one."""
        self.path = path
        self._lock = threading.Lock()
        try:
            self._db = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            words = self._db.execute("SELECT folded, country, capital FROM country_word").fetchall()
        except sqlite3.Error as e:
            raise GazetteerError(f"{path} is not a gazetteer index: {e}") from e
        self._demonyms: dict[str, str] = {w: c for w, c, capital in words if not capital}
        self._capitals: dict[str, str] = {w: c for w, c, capital in words if capital}
        rows = self._query(f"SELECT {_COLUMNS} FROM place p {_ADMIN1} WHERE p.id LIKE 'country:%'")
        self._countries = {str(row[0]): Place(*row) for row in rows}  # type: ignore[arg-type]
        self._numbers: dict[str, str] | None = None
        self.has = lru_cache(maxsize=32768)(self._has)
        self._named = lru_cache(maxsize=8192)(self._find_named)
        self._ranked = lru_cache(maxsize=4096)(self._rank)

    @classmethod
    def builtin(cls) -> Gazetteer:
        """Open the built-in gazetteer, compiling its index the first time; later calls give the same object."""
        return _builtin()

    def country(self, iso: str) -> Place | None:
        """Give the country of an ISO 3166-1 alpha-2 code."""
        return self._countries.get(f"country:{iso}")

    def by_id(self, id: str) -> Place | None:
        """Give the place of an id ("geonames:99072"), or None where the index has none."""
        if self._numbers is None:  # the index has no key for ids: they are read once, when first asked for
            self._numbers = {str(key): str(n) for key, n in self._query("SELECT id, n FROM place")}
        number = self._numbers.get(id)
        rows = self._query(f"SELECT {_COLUMNS} FROM place p {_ADMIN1} WHERE p.n = ?", number) if number else []
        return Place(*rows[0]) if rows else None  # type: ignore[arg-type]

    def close(self) -> None:
        """Close the index."""
        self._db.close()

    def _query(self, sql: str, *values: str) -> list[tuple[object, ...]]:
        with self._lock:
            return self._db.execute(sql, values).fetchall()

    def _has(self, folded: str) -> bool:
        """Say whether a folded name is a key of the index."""
        return bool(folded) and bool(self._query("SELECT 1 FROM name WHERE folded = ? LIMIT 1", folded))

    def __contains__(self, name: str) -> bool:
        """Say whether a name is known, its articles aside."""
        folded = fold(name)
        return self.has(folded) or self.has(without_articles(folded))

    def demonym(self, word: str) -> str | None:
        """Give the ISO code of the country that a demonym belongs to: "Iraqis", "South Sudanese"."""
        return self._demonyms.get(fold(word))

    def capital(self, word: str) -> str | None:
        """Give the ISO code of the country whose government a word stands for: "Moscow", "Kremlin"."""
        return self._capitals.get(fold(word))

    def names_in(self, words: Sequence[str]) -> int:
        """Give how many words the longest known name has that starts at the first of `words`; 0 where there is none.

        Words are as the text has them, hyphens counting as words or not, as the caller's tokens have it.
        """
        for n in range(min(len(words), LONGEST_NAME), 0, -1):
            if " ".join(words[:n]) in self:
                return n
        return 0

    def _find_named(self, folded: str) -> tuple[tuple[Place, float], ...]:
        rows = self._query(_BY_NAME, folded)
        return tuple((Place(*r[:-1]), _PENALTY[int(str(r[-1]))]) for r in rows)  # type: ignore[arg-type]

    def ranked(self, name: str) -> tuple[tuple[Place, float], ...]:
        """Give the places that a name may mean, each with its weight, heaviest first.

        Tried in turn: the name as it is and without articles, then without words such as "district" or "Mount".
        """
        return self._ranked(fold(name))

    def _rank(self, folded: str) -> tuple[tuple[Place, float], ...]:
        if not folded:
            return ()
        best: dict[str, tuple[Place, float]] = {}

        def take(found: Iterable[tuple[Place, float]], penalty: float) -> None:
            for place, less in found:
                weight = place.prior - less - penalty
                if place.id not in best or best[place.id][1] < weight:
                    best[place.id] = (place, weight)

        take(self._named(folded), 0.0)
        loose = without_articles(folded)
        if loose != folded and len(loose) > 2:
            take(self._named(loose), _LOOSER)
        if not best:
            short = bare(folded)
            if short not in (folded, loose) and len(short) > 2:
                take(self._named(short), 2 * _LOOSER)
        found = sorted(_towns_first(_with_divisions(best.values())), key=lambda pw: (-pw[1], pw[0].id))
        return tuple(found[:_MOST])

    def lookup(self, name: str) -> list[Place]:
        """Give the places that a name may mean, the weightiest first: countries, capitals, then by inhabitants."""
        return [p for p, _ in self.ranked(name)]

    def alike(self, name: str, countries: Collection[str] = ()) -> Place | None:
        """Give the one place whose name is written much like this one, or None where none or several are.

        For names the index lacks in this transliteration. Of several, one in `countries` is taken if it is the only
        one there; with countries given, a place elsewhere is never taken. Short names are never tried.
        """
        folded = without_articles(fold(name))
        key = skeleton(fold(name))
        if not key or (len(key) < 4 and not countries):
            return None
        return self._alike(folded, key, frozenset(countries))

    def _alike(self, folded: str, key: str, countries: frozenset[str]) -> Place | None:
        found: dict[str, Place] = {}
        for row in self._query(_BY_SKELETON, key):
            place = Place(*row)  # type: ignore[arg-type]
            if not countries or place.country in countries:
                found[place.id] = place
        if not found:
            return None
        places = sorted(found.values(), key=lambda p: (-p.prior, p.id))
        first = places[0]
        alike = sorted(((_similar(folded, without_articles(fold(p.name))), p) for p in places), key=lambda sp: -sp[0])
        # Several villages of one skeleton are a tie, unless one is far the largest or they lie together.
        if any(p.prior > first.prior - 1.0 and distance_km(p, first) > 25 for p in places[1:]):
            close = [p for likeness, p in alike if likeness >= 0.8]
            return close[0] if close and all(distance_km(p, close[0]) <= 25 for p in close) else None
        return first if alike[0][0] >= 0.5 else None

    def best(
        self, name: str, *, near: Sequence[Place] = (), countries: Collection[str] = (), within: Sequence[Place] = ()
    ) -> Place | None:
        """Give the place that a name most likely means beside what else is known, or None for an unknown name.

        `near` are places already told, `countries` ISO codes the text speaks of, `within` places that the text says
        contain this one ("Karama, Nineveh").
        """
        found = in_context(self.ranked(name), near=near, countries=dict.fromkeys(countries, 1.0), within=within)
        return found[0][0] if found else self.alike(name, countries or {p.country for p in near if p.country})


def in_context(
    candidates: Iterable[tuple[Place, float]],
    *,
    near: Iterable[Place] = (),
    countries: Mapping[str, float] | None = None,
    admin1: Mapping[tuple[str, str], float] | None = None,
    within: Sequence[Place] = (),
    types: Collection[str] = (),
    home: str = "",
) -> list[tuple[Place, float]]:
    """Give the candidates with their weights in context, heaviest first.

    `countries` and `admin1` weigh, from 0 to 1, how much the text speaks of a country or of one of its divisions;
    `within` are the places of which one contains the place meant; `types` are the types that the text itself names
    ("Aleppo province"); `home` is the country that the text is plainly of, whose villages win over towns abroad. A weight
    is in powers of ten of inhabitants.
    """
    anchors = list(near)
    found: list[tuple[Place, float]] = []
    for place, prior in candidates:
        weight = prior
        if countries:
            weight += 2.5 * countries.get(place.country, 0.0)
        if home and place.country == home:
            weight += _AT_HOME
        if admin1:
            weight += 1.5 * admin1.get((place.country, place.admin1), 0.0)
        if any(w.id != place.id and contains(w, place) for w in within):
            weight += 6.0
        if place.type in types:
            weight += 4.0
        if anchors and place.type not in ("country", "continent", "admin1"):
            closest = min((distance_km(place, a) for a in anchors if a.id != place.id), default=1e9)
            weight += 2.0 / (1.0 + (closest / 80.0) ** 2)
        found.append((place, weight))
    return sorted(found, key=lambda pw: (-pw[1], pw[0].id))


_POPULATED: Final = frozenset({"capital", "city", "town"})


def _with_divisions(found: Collection[tuple[Place, float]]) -> list[tuple[Place, float]]:
    """Give a town of the lexicon the division of its twin in GeoNames, without which it would yield to the twin."""
    twins = [p for p, _ in found if p.admin1 and p.id.startswith("geonames:")]
    given: list[tuple[Place, float]] = []
    for place, weight in found:
        if place.type == "town" and not place.admin1:
            same = (t for t in twins if t.country == place.country and distance_km(t, place) <= _TWIN_KM)
            place = replace(place, admin1=next((t.admin1 for t in same), ""))
        given.append((place, weight))
    return given


def _towns_first(found: Collection[tuple[Place, float]]) -> list[tuple[Place, float]]:
    """Put a town before the province named after it: "Aleppo" alone is the city."""
    raised: list[tuple[Place, float]] = []
    provinces = [(p, w) for p, w in found if p.type == "admin1"]
    for place, weight in found:
        if place.type in _POPULATED:
            for province, at in provinces:
                if province.country == place.country and contains(province, place) and weight > at - 2.5:
                    weight = max(weight, at + 0.1)
        raised.append((place, weight))
    return raised


def _similar(a: str, b: str) -> float:
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


@cache
def _builtin() -> Gazetteer:
    path = builtin_index()
    try:
        return Gazetteer(path)
    except GazetteerError:  # a file cut short by a full disk or another program: made anew, once
        path.unlink(missing_ok=True)
        return Gazetteer(builtin_index())
