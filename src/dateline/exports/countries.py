"""What code books know of a country: its ISO 3166-1 codes, ACLED's name and region, Gleditsch and Ward's number, UCDP's name.

countries.tsv has a line a country. A territory that is no state of its own has the number and the UCDP name of the state
that UCDP files it under.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from dateline.exports.data import load_table, refuse

ACLED_REGIONS: Final = frozenset({
    "Western Africa", "Middle Africa", "Eastern Africa", "Southern Africa", "Northern Africa", "Middle East",
    "Caucasus and Central Asia", "South Asia", "Southeast Asia", "East Asia", "Europe", "North America", "Central America",
    "South America", "Caribbean", "Oceania", "Antarctica",
})  # fmt: skip
# The regions of UCDP by the first number of each, as its Armed Conflict Dataset draws them.
_UCDP_REGIONS = ((700, "Asia"), (630, "Middle East"), (400, "Africa"), (200, "Europe"), (2, "Americas"))
_FIELDS = {"iso2", "iso3", "iso_numeric", "acled_country", "acled_region", "gw", "cow", "ucdp_country"}


@dataclass(frozen=True, slots=True)
class Country:
    """A country; `gw` and `cow` are its numbers in the lists of Gleditsch and Ward and of the Correlates of War."""

    iso2: str
    iso3: str
    iso_numeric: int
    acled_country: str
    acled_region: str
    gw: int | None
    cow: int | None
    ucdp_country: str

    @property
    def ucdp_region(self) -> str:
        """UCDP's region; "" for what has no number."""
        return next((name for first, name in _UCDP_REGIONS if self.gw is not None and self.gw >= first), "")


@cache
def countries() -> Mapping[str, Country]:
    """The countries by ISO 3166-1 alpha-2. Raises `LexiconError` with every mistake of the file."""
    found: dict[str, Country] = {}
    mistakes: list[str] = []
    for number, line in enumerate(load_table("countries.tsv"), 2):
        if line.keys() != _FIELDS or None in line.values():
            mistakes.append(f"line {number}: it must have these fields: {', '.join(sorted(_FIELDS))}")
            continue
        if not re.fullmatch("[A-Z]{2}", line["iso2"]) or not re.fullmatch("[A-Z]{3}", line["iso3"]):
            mistakes.append(f"line {number}: no ISO 3166-1 codes: {line['iso2']}, {line['iso3']}")
        if line["acled_region"] not in ACLED_REGIONS:
            mistakes.append(f"line {number}: no region of ACLED: {line['acled_region']}")
        if not all(line[name].isdecimal() or not line[name] for name in ("iso_numeric", "gw", "cow")):
            mistakes.append(f"line {number}: its numbers must be whole")
            continue
        if line["iso2"] in found:
            mistakes.append(f"line {number}: {line['iso2']} stands twice")
        found[line["iso2"]] = Country(
            line["iso2"], line["iso3"], int(line["iso_numeric"]), line["acled_country"], line["acled_region"],
            int(line["gw"]) if line["gw"] else None, int(line["cow"]) if line["cow"] else None, line["ucdp_country"],
        )  # fmt: skip
    refuse("countries.tsv", mistakes)
    return found


def country_of(iso2: str | None) -> Country | None:
    """The country of an ISO 3166-1 alpha-2 code."""
    return countries().get(iso2) if iso2 is not None else None
