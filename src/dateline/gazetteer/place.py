"""A place as the gazetteer knows it."""

from __future__ import annotations

import math
from dataclasses import dataclass

EARTH_KM = 6371.0088


@dataclass(frozen=True, slots=True)
class Place:
    """One place.

    `id` says where it comes from ("geonames:99072", "dateline:mosul-dam", "country:IQ"); `lat` and `lon` are WGS 84
    degrees; `country` is ISO 3166-1 alpha-2, "" for what lies in several or none; `precision_km` is about the radius
    within which the place lies; `admin1` is the name of its first-level division, "" where unknown; `prior` ranks
    places of one name when nothing else does.
    """

    id: str
    name: str
    lat: float
    lon: float
    country: str
    type: str
    population: int = 0
    precision_km: float = 5.0
    admin1: str = ""
    prior: float = 0.0


def distance_km(a: Place, b: Place) -> float:
    """Give the great-circle distance of two places in kilometres (haversine)."""
    p, q = math.radians(a.lat), math.radians(b.lat)
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, h)))


def contains(outer: Place, inner: Place) -> bool:
    """Say whether `inner` lies in `outer`, as far as centre points and radii can tell."""
    if outer.type == "country":
        return outer.country == inner.country
    if outer.country and inner.country and outer.country != inner.country:
        return False
    if outer.type in ("admin1", "state") and inner.admin1:
        return outer.name == inner.admin1
    if inner.precision_km > 2 * outer.precision_km + 5.0:
        return False  # no province lies in a town
    return distance_km(outer, inner) <= 1.5 * outer.precision_km + inner.precision_km
