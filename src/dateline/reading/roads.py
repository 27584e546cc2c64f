"""Which two places a road joins: "the Mosul-Raqqa road", "the highway between Rutshuru and Goma"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geographiclib.geodesic import Geodesic

from dateline.gazetteer.place import Place

# A name: "al-Hatra", "Khan Younis", "Pul-i-Khumri", "Deir ez-Zor"; an article at the head is none of it
_WORD = r"[A-Z][\w'’]*(?:-(?:[a-z]{1,3})-[A-Z][\w'’]+)?"
_END = rf"(?!The |An? )((?:(?:al|el|ad|an|ar|as|ash|at|az)-)?{_WORD}(?: (?:[a-z]{{2}}-)?{_WORD}){{0,2}})"
_ROAD = r"(?:road|highway|motorway|route|axis|freeway)"
_BEFORE = re.compile(rf"{_END}\s?[-–—]\s?{_END}\s+(?:[a-z]+\s+)?$")
_AFTER = re.compile(
    rf",?\s+(?:that\s+|which\s+)?(?:between|from|link(?:s|ing)|connect(?:s|ing)|join(?:s|ing))\s+{_END}\s+(?:and|to|with)\s+{_END}"
)
_WHOLE = re.compile(rf"{_END}\s?[-–—]\s?{_END}\s+(?:[a-z]+\s+)?{_ROAD}\b")
_WITHIN = 80
# What looks like two ends and is one name: "the Pan-American highway", "the Trans-Sahara route"
_PREFIXES = frozenset(("Pan", "Trans", "Anglo", "Inter", "North", "South", "East", "West"))


def ends_of_road(text: str, first: int, start: int, end: int) -> str:
    """The name of a road by the places that it joins, in one order, whatever the text says; "" where it says none.

    `start` and `end` are the offsets of the word "road", `first` that of its phrase.
    """
    pair = _AFTER.match(text, end, end + _WITHIN)
    if pair is None and (before := _BEFORE.search(text, first, start)) and before.group(1) not in _PREFIXES:
        pair = before
    return "-".join(sorted(pair.groups())) + " road" if pair is not None else ""


def road_at(text: str, start: int) -> tuple[str, int] | None:
    """The name of the road whose first end's name starts at an offset, and where the word "road" ends; else None."""
    pair = _WHOLE.match(text, start)
    if pair is None or pair.group(1) in _PREFIXES:
        return None
    return "-".join(sorted(pair.groups())) + " road", pair.end()


def middle(ends: Sequence[Place]) -> tuple[float, float, float]:
    """The point halfway between the two ends of a road, and half its length in kilometres: how loosely that places it."""
    line = Geodesic.WGS84.InverseLine(ends[0].lat, ends[0].lon, ends[1].lat, ends[1].lon)
    at = line.Position(line.s13 / 2)
    return round(at["lat2"], 4), round(at["lon2"], 4), round(line.s13 / 2000, 1)
