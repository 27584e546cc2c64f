"""Which name a text puts inside which, and which one beside which: "Karama, Nineveh", "Togoga, 25 km west of Mekelle"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from dateline.gazetteer.page import Span
from dateline.gazetteer.resolve import Named

_WITHIN = 60
_COMPASS = r"[a-z-]*(?:north|south|east|west|central)[a-z-]*"
_PLACED = rf"(?:the |an? )?(?:(?:{_COMPASS}|rural|neighbou?ring) )?"
_SORT = (
    r"(?:province|governorate|state|city|town|village|district|sub-?district|region|area|countryside|part|outskirts)"
)
# "Karama, Nineveh", "Karama (Nineveh)", "Karama in the east of Nineveh", "Karama, a town in Nineveh";
# not "Paris, the US"
_BETWEEN = re.compile(
    rf"(?:, ?| \(|(?: [a-z]+)?,? (?:in|of|at|near|on) {_PLACED}(?:{_SORT} (?:in|of) {_PLACED})?"
    rf"|, {_PLACED}{_SORT} (?:in|of) {_PLACED})"
)
# "the Hunan city of Yueyang", but "the Karama district of Mosul"
_HOLDS = re.compile(r" (?:[a-z]+ )?(?:city|town|village|port|hamlet) of ")
# "X, 25 km west of Y", "X near Y", "X, on the outskirts of Y", "X, north of Y"
_BESIDE = re.compile(
    rf",? (?:(?:which|that) lies |an? (?:{_SORT}|suburb) )?(?:about |some |just |around |roughly )?"
    rf"(?:(?P<figure>\d+) ?(?P<unit>km|kilomet(?:er|re)s?|miles?) )?"
    rf"(?:(?:to )?(?:the )?(?P<bearing>{_COMPASS}) of|(?(figure)(?:from|outside)|(?:near|outside))"
    rf"|on the (?:{_COMPASS} )?(?:outskirts|edge) of)"
    rf"(?: the (?:city|town|village) of)? "
)
_MILE_KM = 1.609
_BESIDE_KM = 60.0  # how far off a place is that a text puts beside another
_OFF_KM = 400.0  # or to the north of another
_LOOSE = 1.5  # distances are told roughly, and along roads


def put_inside(text: str, spans: Sequence[Span], named: Sequence[Named]) -> None:
    """Note in each name the one that the text puts around or beside it; `spans` and `named` are of the same names."""
    for (a, x), (b, y) in pairwise(zip(spans, named, strict=True)):
        if a.kind != "place" or b.kind != "place" or y.start - x.end >= _WITHIN:
            continue
        gap = text[x.end : y.start]
        if _HOLDS.fullmatch(gap):
            y.inside = x
        elif _BETWEEN.fullmatch(gap):
            x.inside = y
        if beside := _BESIDE.fullmatch(gap):
            x.beside, x.within_km = y, _at_most(beside)


def _at_most(beside: re.Match[str]) -> float:
    """How far from the other name a name lies at most, in kilometres."""
    if beside["figure"]:
        return float(beside["figure"]) * (_MILE_KM if beside["unit"].startswith("mile") else 1.0) * _LOOSE + 20.0
    return _OFF_KM if beside["bearing"] else _BESIDE_KM
