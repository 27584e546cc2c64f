"""What a place phrase is called for others, and where on the map it lies."""

from __future__ import annotations

from geographiclib.geodesic import Geodesic

from dateline.lexicon.wordlists import word_list
from dateline.model import PassageKind, Place
from dateline.reading.marked import PlaceMark
from dateline.reading.parsing import Parsed
from dateline.reading.placefound import BEARINGS, ROADS, Found
from dateline.reading.roads import middle

# Of these one may be held and not the settlement beside it.
SITES = word_list("sites_apart")
_PARTS_APART = frozenset(("suburb", "countryside", "outskirt", "outskirts"))
_BEARING_PRECISION = 0.35
_NEAR_KM = 10.0


def place_of(found: Found, parsed: Parsed) -> Place:
    """The place of a phrase: its toponym, what lies off it by a bearing, or what only the phrase itself names."""
    text = parsed.slice(found.first, found.last)
    mark = found.mark
    if mark is not None and not found.road and found.bearing is None and (found.exact or not _is_site(found, parsed)):
        # "a house in Hamam al-Alil", "the centre of the town": for others the place that it is in
        known = mark.place
        name = known.name if known is not None else _cased(mark, parsed.slice(mark.first, mark.last))
        return Place(
            start=found.first.start, end=found.last.end, text=text, name=name, lat=known.lat if known else None,
            lon=known.lon if known else None, country=(known.country or None) if known else None,
            id=known.id if known else None, precision_km=known.precision_km if known else None,
        )  # fmt: skip
    return _off(found, text)


def _off(found: Found, text: str) -> Place:
    """A place that is not the toponym which tells of it: a road, an airport, "20 km north of X"."""
    known = found.mark.place if found.mark is not None else None
    name = found.road or _without_article(" ".join(text.split()))
    start, end = found.first.start, found.last.end
    if known is None:
        return Place(start=start, end=end, text=text, name=name)
    lat, lon, precision = known.lat, known.lon, known.precision_km or 1.0
    if found.ends:
        lat, lon, precision = middle(found.ends)
    elif found.distance_km is not None and found.bearing is not None:
        moved = Geodesic.WGS84.Direct(lat, lon, found.bearing, found.distance_km * 1000)
        lat, lon = round(moved["lat2"], 4), round(moved["lon2"], 4)
        precision += _BEARING_PRECISION * found.distance_km
    elif found.bearing is not None:
        precision += _NEAR_KM
    return Place(
        start=start, end=end, text=text, name=name, lat=lat, lon=lon, country=known.country or None,
        precision_km=round(precision, 1),
    )  # fmt: skip


def _is_site(found: Found, parsed: Parsed) -> bool:
    """Is a place in or at a settlement one of its own, that may be held while the settlement is not: "Goma airport"?"""
    span = parsed.tokens[found.first.i : found.last.i + 1]
    named = found.mark is not None and found.first.i <= found.mark.first.i <= found.last.i
    before = parsed.tokens[found.mark.first.i - 1] if found.mark is not None and found.mark.first.i else None
    if before is not None and before.lower == "at":
        return False  # "their base at Taftanaz": what is told of it is told of Taftanaz
    return named and (
        found.head.lemma in SITES | ROADS
        or any(t.lower.removesuffix("ern") in BEARINGS for t in span[:4])
        and found.head.lemma in _PARTS_APART
    )


def _cased(mark: PlaceMark, name: str) -> str:
    """ "HIWANE", at the head of an item, is called Hiwane."""
    heads = mark.first.sentence.passage.kind in (PassageKind.HEADLINE, PassageKind.DATELINE)
    return name.title() if heads and name.isupper() else name


def _without_article(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if rest and first.lower() in ("the", "a", "an") else text
