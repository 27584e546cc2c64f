"""Where an export comes from: the library, the filters that chose its rows, and the version of dateline that made it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version

_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Provenance:
    """What an export says of itself.

    `as_of` is when the newest of its reports came into the library: it, and never the clock, is what an export is dated
    by, so that the same library gives the same bytes. `filters` are what the rows were chosen by, in words.
    """

    library: str = "dateline"
    as_of: datetime = _EPOCH
    filters: Mapping[str, str] = field(default_factory=dict)
    version: str = field(default_factory=lambda: version("dateline"))

    @property
    def moment(self) -> datetime:
        """`as_of` in UTC without fractions of a second; a time without a zone is taken for UTC."""
        return (
            (self.as_of if self.as_of.tzinfo else self.as_of.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)
        )

    def sentence(self) -> str:
        """The same in a sentence."""
        chosen = "; ".join(f"{name}: {value}" for name, value in self.filters.items())
        return f"Made by dateline {self.version} from {self.library}" + (f" ({chosen})" if chosen else "")
