"""Who holds what on a day, and what changed: the public functions of the situation.

docs/situation.md defines the statuses and the rules. The answer depends on the set of claims alone, not on their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from dateline.library.records import StoredClaim
from dateline.situation.evidence import Evidence, Says, evidence
from dateline.situation.history import State, state_on
from dateline.situation.model import Change, Control, ControlPlace, Status
from dateline.situation.naming import Names, speaks_only
from dateline.situation.places import Places, Where
from dateline.weighing.originkey import OriginKey

# What a claim on a city says of its districts too.
_WHOLE = frozenset({Says.HELD_BEFORE, Says.HOLDS, Says.TAKES, Says.STILL_HOLDS})


def situation(
    told: Sequence[StoredClaim], origins: Mapping[str, OriginKey], on: date, place: str | None = None
) -> list[Control]:
    """Who holds each place that the claims tell of on a day, or the one place asked for; places in order of name.

    `origins` is what `weighing.origins.origins` gives for the claims. A place of which nothing is known up to that day
    is left out.
    """
    known = _Known(told, origins)
    rows = [known.control(where, on, name) for where, name in known.asked(place)]
    return sorted((row for row in rows if row is not None), key=lambda row: row.place.name)


def changes(
    told: Sequence[StoredClaim], origins: Mapping[str, OriginKey], start: date, end: date, place: str | None = None
) -> list[Change]:
    """What changed from `start` to `end`, both inclusive, in order of day and place."""
    known = _Known(told, origins)
    found: list[Change] = []
    for where, name in known.asked(place):
        before = known.control(where, start - timedelta(days=1), name) if start > date.min else None
        for day in known.days(where, start, end):
            after = known.control(where, day, name)
            if after is not None and (before is None or _differs(before, after)):
                found.append(Change(place=after.place, on=day, before=before, after=after))
                before = after
    return sorted(found, key=lambda change: (change.on, change.place.name))


def _differs(a: Control, b: Control) -> bool:
    return (a.holder, a.status) != (b.holder, b.status)


class _Known:
    """What the claims of a library say of who has which place."""

    def __init__(self, told: Sequence[StoredClaim], origins: Mapping[str, OriginKey]) -> None:
        self._places = Places(told)
        self._evidence = evidence(told, origins, self._places)
        self._names = Names(told)

    def asked(self, place: str | None) -> Iterable[tuple[Where, str]]:
        """The places to tell of, each with the name to call it."""
        if place is not None:
            where = self._places.asked(place)
            return [(where, place)] if where else []
        return [(where, where.name) for key, where in sorted(self._places.all.items()) if key in self._evidence]

    def _about(self, where: Where) -> list[Evidence]:
        """The evidence on a place, with what is said of all that it is part of, and of its own parts."""
        found = list(self._evidence.get(where.key, ()))
        for outer in self._places.around(where):
            found += [one for one in self._evidence.get(outer.key, ()) if one.says in _WHOLE]
        for inner in self._places.parts(where):
            for one in self._evidence.get(inner.key, ()):
                if one.says in (Says.TAKES, Says.INSIDE):
                    found.append(replace(one, says=Says.INSIDE))
        return found

    def days(self, where: Where, start: date, end: date) -> list[date]:
        """The days from `start` to `end` on which the evidence on a place begins or ends to speak."""
        edges = {day for one in self._about(where) for day in (one.start, one.end) if start <= day <= end}
        edges |= {day + timedelta(days=1) for day in edges if day < end}
        return sorted(edges | {start})

    def control(self, where: Where, on: date, name: str) -> Control | None:
        """Who holds a place on a day, or None where nothing is known of it."""
        about = self._about(where)
        state = state_on(about, on)
        others = [*state.disputes, *state.inside.values()]
        if not state.pro and not others:
            return None
        holder, status = state.holder, Status.HELD if state.sure else Status.CLAIMED
        if others or holder is None:
            status = Status.CONTESTED
        shown = state.before if state.disputes and state.before else holder
        pro = [one for one in (*state.pro, *others, *state.contra) if self._speaks_for(one, shown)]
        contra = [one for one in (*state.pro, *others) if not self._speaks_for(one, shown)]
        sides = [side for side in dict.fromkeys([shown, holder, *(one.side for one in others)]) if side]
        return Control(
            place=ControlPlace(name=name, lat=where.lat, lon=where.lon),
            holder=self._name(shown, about) if shown else None,
            status=status,
            since=self._since(state, shown),
            **{"for": tuple(dict.fromkeys(one.claim for one in pro))},
            against=tuple(dict.fromkeys(one.claim for one in contra if one not in pro)),
            claimants=tuple(dict.fromkeys(self._name(side, about) for side in sides)) if len(sides) > 1 else (),
        )

    @staticmethod
    def _speaks_for(one: Evidence, side: str | None) -> bool:
        if one.says in (Says.NOT_TAKEN, Says.LEAVES):
            return one.side != side
        return one.side == side

    @staticmethod
    def _since(state: State, shown: str | None) -> date | None:
        if shown == state.holder:
            return state.since
        firsts = [one.known_from for one in (*state.contra, *state.disputes) if one.side == shown and one.known_from]
        return min(firsts, default=None)

    def _name(self, side: str, about: Sequence[Evidence]) -> str:
        mentions = [one.name for one in about if one.side == side and one.name is not None]
        return self._names.shown(mentions) or self._by_origin(side, about) or self._names.of_side(side)

    def _by_origin(self, side: str, about: Sequence[Evidence]) -> str | None:
        """The name of the body that says that "its men" hold the place."""
        keys = sorted(one.origin.key for one in about if one.origin.side == side)
        found = (key.removeprefix("actor:") for key in keys if key.startswith("actor:"))
        actor = next((one for one in found if not speaks_only(one)), None)
        return self._names.of(actor) if actor else None
