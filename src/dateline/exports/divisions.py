"""Which first-level division a point lies in, where the gazetteer does not say: that of the nearest town that has one."""

from __future__ import annotations

import math
import sqlite3
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.gazetteer import Gazetteer

_REACH_DEGREES = 0.3  # some thirty kilometres
_TOWNS = """
SELECT p.lat, p.lon, CASE WHEN p.admin1 != '' THEN p.admin1 ELSE a.name END AS division
FROM place p LEFT JOIN admin1 a ON a.country = p.country AND a.code = p.admin1_code
WHERE p.country = ? AND division IS NOT NULL AND p.type IN ('capital', 'city', 'town', 'village')
ORDER BY p.n
"""


def division(gazetteer: Gazetteer, country: str, lat: float, lon: float) -> str:
    """The name of the division of the nearest town within some thirty kilometres; "" where there is none."""
    return _division(gazetteer.path, country, lat, lon)


@lru_cache(maxsize=16_384)
def _division(index: Path, country: str, lat: float, lon: float) -> str:
    wide = max(math.cos(math.radians(lat)), 0.1)
    nearest = min(
        (((at - lat) ** 2 + ((on - lon) * wide) ** 2, name) for at, on, name in _towns(index, country)), default=None
    )
    return nearest[1] if nearest is not None and nearest[0] <= _REACH_DEGREES**2 else ""


@lru_cache(maxsize=32)
def _towns(index: Path, country: str) -> list[tuple[float, float, str]]:
    with closing(sqlite3.connect(f"{index.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as db:
        return db.execute(_TOWNS, (country,)).fetchall()
