"""Places of the built-in gazetteer for the desk: by the start of a name, by id, and the towns of a part of the map."""

from __future__ import annotations

import math
import sqlite3
import threading
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.gazetteer import Gazetteer, Place
from dateline.gazetteer.folding import fold

_COLUMNS = (
    "p.id, p.name, p.lat, p.lon, p.country, p.type, p.population, p.precision_km, "
    "CASE WHEN p.admin1 != '' THEN p.admin1 ELSE coalesce(a.name, '') END, p.prior"
)
_ADMIN1 = "LEFT JOIN admin1 a ON a.country = p.country AND a.code = p.admin1_code"
_STARTING = (
    f"SELECT {_COLUMNS} FROM (SELECT place, min(kind) AS kind FROM name WHERE folded >= ? AND folded < ? GROUP BY place) x "
    f"JOIN place p ON p.n = x.place {_ADMIN1} ORDER BY p.prior - 2 * x.kind DESC, p.id LIMIT ?"
)
_BY_ID = f"SELECT {_COLUMNS} FROM place p {_ADMIN1} WHERE p.id = ? LIMIT 1"
_TOWNS = (
    "SELECT n, name, lat, lon, population, type, precision_km, country FROM place "
    "WHERE type IN ('capital', 'city', 'town') ORDER BY type != 'capital', population DESC, id"
)
_NAMES = "SELECT place, count(*) FROM name GROUP BY place"
_MOST_FOUND = 20
_MOST_TOWNS = 400
_LARGE = 50_000  # people; of smaller towns, none is labelled in the place of a larger one
_APART_FROM = 11  # the zoom from which two towns at one place are told apart
_CELL = 0.1  # degrees
_DEGREE_KM = 111.2


@dataclass(frozen=True, slots=True)
class Town:
    """A town as a label of the map."""

    name: str
    lat: float
    lon: float
    population: int
    type: str
    part: bool = False  # of a town at the same place that is known by more names


class _Index:
    """The gazetteer's index, read by one thread at a time."""

    def __init__(self) -> None:
        path = Gazetteer.builtin().path.absolute()
        self._db = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._lock = threading.Lock()

    def rows(self, statement: str, *values: Any) -> list[Any]:
        with self._lock:
            return self._db.execute(statement, values).fetchall()


@cache
def _index() -> _Index:
    return _Index()


def places_starting(words: str) -> list[Place]:
    """The places with a name that begins with these words, the weightiest first; 20 at most."""
    folded = fold(words)
    if not folded:
        return []
    return [Place(*row) for row in _index().rows(_STARTING, folded, folded + "\U0010ffff", _MOST_FOUND)]


def place_of(id: str) -> Place | None:
    """The place of an id, None where there is none."""
    rows = _index().rows(_BY_ID, id)
    return Place(*rows[0]) if rows else None


def towns_in(box: tuple[float, float, float, float], zoom: float) -> list[Town]:
    """The towns that a map of this part of the world labels: the larger ones the farther out, and not too many.

    `box` is west, south, east, north in degrees; where west is greater than east it crosses the antimeridian.
    """
    west, south, east, north = box
    least = 0 if zoom >= 9 else int(4_000_000 / 2.6**zoom)
    found = []
    for town in _towns():
        if (town.population < least and town.type != "capital") or (town.part and zoom < _APART_FROM):
            continue
        across = west <= town.lon <= east if west <= east else town.lon >= west or town.lon <= east
        if south <= town.lat <= north and across:
            found.append(town)
            if len(found) == _MOST_TOWNS:
                break
    return found


@cache
def _towns() -> list[Town]:
    """All towns, the capitals and the largest first, parts of others last.

    Gazetteers list a city's old or new town, or its larger municipality, beside the city. Where two of them lie within
    each other's extent, the one known to more people by more names is the one that a map is expected to label: Mosul,
    not Al Mawsil al Jadidah.
    """
    rows = _index().rows(_TOWNS)
    parts = _parts([row for row in rows if row[4] >= _LARGE], dict(_index().rows(_NAMES)))
    towns = [Town(name, lat, lon, people, kind, n in parts) for n, name, lat, lon, people, kind, _, _ in rows]
    return sorted(towns, key=lambda town: town.part)


def _parts(rows: list[Any], names: dict[int, int]) -> set[int]:
    """The numbers of those that lie within the extent of one that is better known, in the same country."""
    cells: dict[tuple[int, int], list[Any]] = defaultdict(list)
    for row in rows:
        cells[_cell(row[2], row[3])].append(row)
    found = set()
    for row in rows:
        n, _, lat, lon, population, _, extent, country = row
        known = population * names.get(n, 1)
        y, x = _cell(lat, lon)
        around = (other for dy in (-1, 0, 1) for dx in (-1, 0, 1) for other in cells.get((y + dy, x + dx), ()))
        for other in around:
            better = other[4] * names.get(other[0], 1) > known and other[7] == country
            if better and _km(lat, lon, other[2], other[3]) <= min(extent, other[6]) / 2:
                found.add(n)
    return found


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return math.floor(lat / _CELL), math.floor(lon / _CELL)


def _km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """About how far two near points are apart."""
    east = (other_lon - lon) * math.cos(math.radians(lat))
    return _DEGREE_KM * math.hypot(other_lat - lat, east)
