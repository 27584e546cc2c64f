"""Which name a text puts inside which: "Karama, Nineveh", "a village in the east of Anbar"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from dateline.gazetteer.page import Span
from dateline.gazetteer.resolve import Named

_WITHIN = 60
_PLACED = r"(?:the |an? )?(?:(?:[a-z-]*(?:north|south|east|west|central)[a-z-]*|rural|neighbou?ring) )?"
_SORT = (
    r"(?:province|governorate|state|city|town|village|district|sub-?district|region|area|countryside|part|outskirts)"
)
# "Karama, Nineveh", "Karama (Nineveh)", "Karama in the east of Nineveh", "Karama, a town in Nineveh";
# not "Paris, the US"
_BETWEEN = re.compile(
    rf"(?:, ?| \(|(?: [a-z]+)?,? (?:in|of|at|near|on) {_PLACED}(?:{_SORT} (?:in|of) {_PLACED})?"
    rf"|, {_PLACED}{_SORT} (?:in|of) {_PLACED})"
)


def put_inside(text: str, spans: Sequence[Span], named: Sequence[Named]) -> None:
    """Note in each name the one that the text puts around it; `spans` and `named` are of the same names."""
    pairs = list(zip(spans, named, strict=True))
    for (a, x), (b, y) in pairwise(pairs):
        if a.kind == "place" and b.kind == "place" and y.start - x.end < _WITHIN:
            if _BETWEEN.fullmatch(text[x.end : y.start]):
                x.inside = y
