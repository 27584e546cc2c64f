"""Which two tellings cannot be of one event, whatever else speaks for it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dateline.model import Kind
from dateline.weighing.context import Told
from dateline.weighing.features import where_and_when
from dateline.weighing.weights import families
from dateline.weighing.within import Telling, to_come, was_over

# Both sure of the day to within a day: two days apart they are two events.
_SURE_DAYS = 1
_APART_DAYS = 2
# Both named, and on the map to within so many kilometres: with so much between them, they are two places.
_SURE_KM = 10.0
_APART_KM = 1.0


def forbidden(tellings: Sequence[Telling]) -> np.ndarray:
    """A table of which two of the tellings contradict one another: in the day, in the place, in who holds it, as a plan and a fact."""
    rows = [where_and_when(telling) for telling in tellings]
    first = np.array([fields["first"] or 0 for fields in rows])
    last = np.array([fields["last"] or 0 for fields in rows])
    sure = np.array([fields["first"] is not None and fields["own_time"] for fields in rows]) & (
        last - first <= _SURE_DAYS
    )
    lasting = np.array([fields["lasting"] for fields in rows])
    # A place is taken or left once, whatever day each report puts it on.
    once = np.array([any(t.kind in families().once for t in telling.acts) for telling in tellings])
    least = np.where(once[:, None] & once[None, :], _APART_DAYS + 1, _APART_DAYS)
    apart = np.maximum(first[:, None] - last[None, :], first[None, :] - last[:, None]) >= least
    days = apart & sure[:, None] & sure[None, :] & ~(lasting[:, None] & lasting[None, :])
    at = np.array([fields["at"] or (0.0, 0.0, 0.0) for fields in rows])
    width = np.array([fields["width"] if fields["width"] and fields["own_place"] else np.inf for fields in rows])
    known = width <= _SURE_KM
    reach = np.where(known, width, 0.0)
    distance = np.linalg.norm(at[:, None, :] - at[None, :, :], axis=2)
    places = (distance > reach[:, None] + reach[None, :] + _APART_KM) & known[:, None] & known[None, :]
    # One name that was put on the map at two places is one place, if the rest speaks for it.
    names = np.array([fields["said"] or f"?{i}" for i, fields in enumerate(rows)])
    places &= names[:, None] != names[None, :]
    places |= _two_holds(tellings)
    planned = np.array([to_come((telling.acts or telling.members)[0]) for telling in tellings])
    return np.asarray(days | places | (planned[:, None] != planned[None, :]))


def _two_holds(tellings: Sequence[Telling]) -> np.ndarray:
    """A table of which two are holds of which one was over and the other goes on."""
    holds = np.array([bool(t.acts) and all(map(_holds, t.acts)) for t in tellings])
    over = np.array([any(map(was_over, t.acts)) for t in tellings])
    return np.asarray(holds[:, None] & holds[None, :] & (over[:, None] != over[None, :]))


def _holds(told: Told) -> bool:
    return told.kind is Kind.HOLD and not told.stored.claim.negated
