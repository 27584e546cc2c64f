"""What the situation is told in: who holds a place on a day, by whose word, and how that changed."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class Status(StrEnum):
    """How sure it is who holds a place; docs/situation.md defines each."""

    HELD = "held"
    CLAIMED = "claimed"
    CONTESTED = "contested"


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)


class ControlPlace(_Value):
    """A place: `name` as it was asked for, else as the gazetteer knows it."""

    name: str
    lat: float | None = None
    lon: float | None = None


class Control(_Value):
    """Who holds a place on a day. `for` and `against` are the ids of the claims that say so, and otherwise.

    `holder` is None where the last holder left and nobody is said to have come. `claimants` are all who are said to
    hold it, or a part of it.
    """

    place: ControlPlace
    holder: str | None
    status: Status
    since: date | None
    for_: tuple[str, ...] = Field(default=(), alias="for")
    against: tuple[str, ...] = ()
    claimants: tuple[str, ...] = ()


class Change(_Value):
    """A day on which holder or status became another; `before` is None where nothing was known of the place."""

    place: ControlPlace
    on: date
    before: Control | None
    after: Control
