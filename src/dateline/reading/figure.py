"""A figure of a text: the words that say it, its bounds, the noun counted.

The bounds follow docs/claims.md.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.reading.parsing import Token


@dataclass(slots=True, eq=False)
class Figure:
    """A figure: the words `first` to `last` say it ("at least 20", "Dozens"), without the noun.

    It lies between `low` and `high`, both inclusive; `high` is None where it is open. `unit` is the noun counted, None
    in "12 were killed". `of` is what the words next to it say is counted. `part_of` is the figure that this one is
    included in: "12 people, including three children". `article` marks a bare "a" or "an", and "one of" several;
    `measure` a length, a surface, a weight ("700 square miles").
    """

    first: Token
    last: Token
    low: int
    high: int | None
    unit: Token | None = None
    of: str = "other"
    part_of: Figure | None = None
    article: bool = False
    measure: bool = False
