"""A place name in a text, and the tokens among which it is sought."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from dateline.gazetteer.place import Place


class TokenLike(Protocol):
    """A token: its text, offsets in the whole text, Penn Treebank tag ("" where unknown), number of its sentence."""

    @property
    def text(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def tag(self) -> str: ...
    @property
    def sentence(self) -> object: ...


@dataclass(frozen=True, slots=True)
class Token:
    """A token, for callers that have none of their own."""

    text: str
    start: int
    end: int
    tag: str = ""
    sentence: int = 0


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name in a text: `text[start:end]`, code points, end exclusive.

    `place` is None where the text marks a name as a place's that the gazetteer does not know. `kind` is "demonym" for
    words of a country's or region's people ("Syrian"), whose `place` is that country or region.
    """

    start: int
    end: int
    text: str
    place: Place | None
    kind: Literal["place", "demonym"] = "place"

    def as_dict(self) -> dict[str, object]:
        """Give the JSON that `dateline tag places` prints for it."""
        p = self.place
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "name": p.name if p else self.text,
            "lat": round(p.lat, 5) if p else None,
            "lon": round(p.lon, 5) if p else None,
            "country": p.country or None if p else None,
            "id": p.id if p else None,
            "precision_km": p.precision_km if p else None,
        }
