"""Which two places a road joins: "the Mosul-Raqqa road", "the highway between Rutshuru and Goma"."""

from __future__ import annotations

import re

_END = r"((?:(?:al|el|ad|an|ar|as|ash|at|az)-)?[A-Z][\w'’]+(?: [A-Z][\w'’]+){0,2})"
_BEFORE = re.compile(rf"{_END}\s?[-–—]\s?{_END}\s+(?:[a-z]+\s+)?$")
_AFTER = re.compile(
    rf",?\s+(?:that\s+|which\s+)?(?:between|from|link(?:s|ing)|connect(?:s|ing)|join(?:s|ing))\s+{_END}\s+(?:and|to|with)\s+{_END}"
)
_WITHIN = 80


def ends_of_road(text: str, first: int, start: int, end: int) -> str:
    """The name of a road by the places that it joins, in one order, whatever the text says; "" where it says none.

    `start` and `end` are the offsets of the word "road", `first` that of its phrase.
    """
    pair = _BEFORE.search(text, first, start) or _AFTER.match(text, end, end + _WITHIN)
    return "-".join(sorted(pair.groups())) + " road" if pair is not None else ""
