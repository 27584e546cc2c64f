"""What an origin is known by."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class OriginKey:
    """An origin: `key` is the same for all claims that hang on it, `name` is what a person knows it by.

    `side` is the side that it speaks for, as in a `Mention`: a principal's id or a state's code; None for those who
    take none, such as outlets and residents.
    """

    key: str
    name: str
    side: str | None = None
