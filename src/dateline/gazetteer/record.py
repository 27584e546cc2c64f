"""A place on its way into an index, whatever source it comes from."""

from __future__ import annotations

import math
from dataclasses import dataclass

# What a type of place weighs against a city's log10 of inhabitants when a name alone must be ranked.
PRIORS = {
    "country": 9.5,
    "continent": 9.0,
    "region": 6.6,
    "sea": 6.8,
    "state": 6.9,
    "admin1": 5.6,
    "river": 5.2,
    "lake": 5.0,
    "island": 5.4,
    "mountain": 5.0,
    "desert": 5.2,
    "admin2": 3.2,
    "base": 4.8,
    "airport": 4.6,
    "camp": 4.6,
    "crossing": 4.8,
    "dam": 4.8,
    "strait": 5.6,
    "site": 4.6,
    "neighbourhood": 4.4,
    "town": 4.2,
}
CAPITAL_BONUS = 1.5
UNCOUNTED = 2.7

# A folded demonym or capital, the ISO code of its country, and whether it is a capital.
CountryWords = dict[str, tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class Record:
    """One place of a source, with all its names; the first name is the one it is shown by."""

    id: str
    names: tuple[str, ...]
    lat: float
    lon: float
    country: str
    type: str
    population: int = 0
    precision_km: float | None = None
    admin1_code: str = ""
    admin1: str = ""

    def radius(self) -> float:
        """Give the radius in kilometres: the source's own, or one that grows with the number of inhabitants."""
        if self.precision_km is not None:
            return self.precision_km
        return round(min(15.0, max(1.0, math.sqrt(self.population) / 150)), 1)

    def prior(self) -> float:
        """Give the weight that ranks places of one name: the type's own, or log10 of the inhabitants.

        A village without a figure is in the sources for being the seat of a district: it counts as one of some size.
        """
        size = math.log10(self.population + 1) if self.population else UNCOUNTED if self.type == "village" else 0.0
        return max(PRIORS.get(self.type, 0.0), size)
