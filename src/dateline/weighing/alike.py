"""Questions about two places, two spans of days or two lists of actors that the rules within a report ask."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from geographiclib.geodesic import Geodesic

from dateline.gazetteer.folding import bare, fold
from dateline.model import Mention, Place
from dateline.weighing.weights import words

# One place can hold another where it is so many times as wide.
_WIDER = 2.5
_DEFAULT_KM = 5.0


def distance_km(a: Place, b: Place) -> float | None:
    """The distance of two places in kilometres on the WGS 84 ellipsoid, None where one is on no map."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return float(Geodesic.WGS84.Inverse(a.lat, a.lon, b.lat, b.lon, Geodesic.DISTANCE)["s12"]) / 1000


def one_place(a: Place | None, b: Place | None) -> bool:
    """Can the two be one place, or one within the other? Yes where either is not known."""
    if a is None or b is None:
        return True
    if a.id is not None and a.id == b.id or bare(fold(a.name)) == bare(fold(b.name)):
        return True
    apart = distance_km(a, b)
    if apart is None:
        return False
    small, wide = sorted((a.precision_km or _DEFAULT_KM, b.precision_km or _DEFAULT_KM))
    return apart < 0.2 or (wide >= _WIDER * small and apart <= wide + small)


def share_days(a: tuple[date | None, date | None], b: tuple[date | None, date | None]) -> bool:
    """Do two spans of days overlap? Yes where one is not known."""
    if a[0] is None or a[1] is None or b[0] is None or b[1] is None:
        return True
    return a[0] <= b[1] and b[0] <= a[1]


def heads(mentions: Iterable[Mention]) -> frozenset[str]:
    """What the mentions are known by: the ids of known actors, the last word of what else is named; general words aside."""
    found = (m.id or head_noun(m.name) for m in mentions)
    return frozenset(head for head in found if head not in words("anyone"))


def head_noun(name: str) -> str:
    """The noun that says what a phrase is about, folded: "people" of "27 people", "house" of "a house near the baths"."""
    folded = fold(name)
    for word in (" of ", " in ", " at ", " near ", " from ", " on ", " with "):
        folded = folded.split(word)[0]
    return folded.split()[-1] if folded else ""


def sides(mentions: Iterable[Mention]) -> frozenset[str]:
    """The sides of the mentions that have one."""
    return frozenset(m.side for m in mentions if m.side)
