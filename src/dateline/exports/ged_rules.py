"""The rules of UCDP's Georeferenced Event Dataset, as its code book (20.1) publishes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dateline.exports.coded import POINTS
from dateline.exports.countries import Country, country_of
from dateline.exports.deaths import Class, Toll
from dateline.exports.parties import Known, known
from dateline.exports.periods import Period
from dateline.exports.rows import Row, Where

STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
_CELLS_A_DEGREE: Final = 2
_CELLS_A_ROW: Final = 360 * _CELLS_A_DEGREE
_PRECISIONS: Final = {"admin2": 3, "admin1": 4, "state": 4, "country": 6, "continent": 6, "sea": 7}
_NEAR_KM: Final = 25.0
_POINT_KM: Final = 10.0


def date_prec(period: Period) -> int:
    """1 the day; 2 within 2 to 6 days; 3 within a week; 4 within 8 to 31 days, or a month; 5 more, up to a year."""
    for most, precision in ((1, 1), (6, 2), (7, 3), (31, 4)):
        if period.days <= most:
            return precision
    return 5


def where_prec(where: Where) -> int:
    """1 the place; 2 within about 25 km of it; 3 a second-level, 4 a first-level division; 5 a line or a region

    without borders; 6 a country; 7 a sea or the air above it.
    """
    if where.type in _PRECISIONS:
        return _PRECISIONS[where.type]
    if where.type in POINTS:
        return 1
    if where.type or where.precision_km is None:
        return 5  # a river, a mountain range, an informal region
    exact = where.id is not None and where.precision_km <= _POINT_KM
    return 1 if exact else 2 if where.precision_km <= _NEAR_KM else 5


def priogrid_gid(lat: float, lon: float) -> int:
    """The PRIO-GRID cell of a point: cells of half a degree, counted from 1 at 90° S 180° W eastwards, row by row.

    >>> priogrid_gid(-90.0, -180.0), priogrid_gid(34.53, 69.17)
    (1, 179779)
    """
    row = min(int((lat + 90) * _CELLS_A_DEGREE), 180 * _CELLS_A_DEGREE - 1)
    column = min(int((lon + 180) * _CELLS_A_DEGREE), _CELLS_A_ROW - 1)
    return row * _CELLS_A_ROW + column + 1


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an event: its name, and the number of the state that it is, if it is one. `who` is who it was told as."""

    name: str = ""
    gw: int | None = None
    who: Known | None = None

    @property
    def is_told(self) -> bool:
        """Is it a state, civilians, or a group that the reports name?"""
        return bool(self.name) and (self.who is None or self.who.named or self.who.is_state)


def sides(row: Row, country: Country) -> tuple[Side, Side]:
    """The two sides; a name is "" where no report tells it.

    State-based: side A is the government, and of two governments the one that acts. Non-state: in the order of the report.
    One-sided: side A kills, side B is "Civilians".
    """
    agents = [known(party, country.iso2) for party in row.agents]
    targets = [known(party, country.iso2) for party in row.targets]
    everyone = [who for who in (*agents, *targets) if who.is_state or who.is_armed_group]
    if row.codes.ucdp_type == ONE_SIDED:
        killers = [who for who in agents if who.is_state or who.is_armed_group]
        return (_side(killers[0], country) if killers else Side()), Side("Civilians")
    if row.codes.ucdp_type == STATE_BASED:
        states = _different([_side(who, country) for who in everyone if who.is_state])
        groups = [_side(who, country) for who in everyone if who.is_armed_group]
        government = states[0] if states else Side(f"Government of {country.ucdp_country}", country.gw)
        return government, (groups or states[1:] or [Side()])[0]
    groups = _different([_side(who, country) for who in everyone if who.is_armed_group])
    first, second, *_ = [*groups, Side(), Side()]
    return first, second


def _side(who: Known, country: Country) -> Side:
    if not who.is_state:
        return Side(who.name, None, who)
    home = country_of(who.state)
    if home is None and who.kind in ("coalition", "peacekeepers"):
        return Side(who.name, None, who)
    home = home or country
    return Side(f"Government of {home.ucdp_country or home.acled_country}", home.gw, who)


def _different(several: list[Side]) -> list[Side]:
    return list({side.name: side for side in reversed(several)}.values())[::-1]


@dataclass(frozen=True, slots=True)
class Dead:
    """Best estimates of the dead of each side, of civilians, and of those whose side is not known."""

    a: int = 0
    b: int = 0
    civilians: int = 0
    unknown: int = 0


def dead(row: Row, tolls: dict[Class, Toll], all_dead: Toll, side_a: Side, side_b: Side) -> Dead:
    """Who died. `all_dead` is `total(tolls)`; what is in it but in no class is of unknown side, of civilians where the
    violence is one-sided.
    """
    best = {name: toll.best for name, toll in tolls.items() if name != "people"}
    state, armed, civilians = (best.get(name, 0) for name in ("state", "armed", "civilians"))
    unknown = max(all_dead.best - state - armed - civilians, 0)
    kind = row.codes.ucdp_type
    if kind == ONE_SIDED:
        return Dead(civilians=civilians + unknown, unknown=state + armed)
    if kind == NON_STATE:
        lost_by_a = _are_of(row, side_a)
        return Dead(armed if lost_by_a else 0, 0 if lost_by_a else armed, civilians, unknown + state)
    if side_b.who is not None and side_b.who.is_state:
        lost_by_a = _are_of(row, side_a)
        return Dead(state if lost_by_a else 0, 0 if lost_by_a else state, civilians, unknown + armed)
    return Dead(state, armed, civilians, unknown)


def _are_of(row: Row, side: Side) -> bool:
    """Are those who died of this side, and not of the other, by name?"""
    country = row.where.country if row.where else None
    hit = [known(party, country) for party in row.targets]
    agents = [known(party, country) for party in row.agents]
    name = side.who.name if side.who else None
    return any(who.name == name for who in hit) and all(who.name != name for who in agents)
