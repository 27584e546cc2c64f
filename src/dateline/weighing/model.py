"""What weighing gives: incidents, the origins that stand behind each, their figures, and a verdict.

Invariant: every claim that was weighed is in exactly one incident. An incident's place, time and actors are those of its
claims; nothing is in it that no claim says.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict

from dateline.model import Counted, Kind, Span


class Verdict(StrEnum):
    """How an incident stands: one origin alone, several that agree, or several that contradict one another."""

    SINGLE_SOURCE = "single-source"
    CORROBORATED = "corroborated"
    CONTESTED = "contested"


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DocumentRef(_Value):
    """The report that a claim stands in; `id` is the source's own id where it has one, else the library's."""

    id: str
    title: str | None = None
    outlet: str | None = None
    published: date | None = None


class IncidentClaim(_Value):
    """A claim of an incident: `stance` tells whether it says that the thing happened, or denies it."""

    id: str
    kind: Kind
    document: DocumentRef
    trigger: Span
    stance: Literal["for", "against"] = "for"


class IncidentPlace(_Value):
    """Where: the narrowest place that the incident's claims agree on."""

    name: str
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    id: str | None = None
    precision_km: float | None = None


class IncidentWhen(_Value):
    """When: an inclusive interval of days."""

    start: date
    end: date


class IncidentActor(_Value):
    """An actor of an incident, by its resolved name."""

    name: str
    id: str | None = None
    kind: str | None = None
    side: str | None = None


class Origin(_Value):
    """One independent origin: a person, an office, an agency, an outlet; `claims` are the ids of those that hang on it."""

    name: str
    claims: tuple[str, ...]


class OriginFigure(_Value):
    """The current figure of one origin. `who` is who was counted, where the claim says it; `claims` are what says it."""

    of: Counted
    low: int
    high: int | None
    origin: str
    as_of: date | None
    who: str | None = None
    claims: tuple[str, ...] = ()


class Incident(_Value):
    """One act with what followed from it, as all its claims tell it."""

    id: str
    kind: Kind
    place: IncidentPlace | None
    when: IncidentWhen | None
    agents: tuple[IncidentActor, ...] = ()
    targets: tuple[IncidentActor, ...] = ()
    claims: tuple[IncidentClaim, ...]
    origins: tuple[Origin, ...]
    independent: int
    verdict: Verdict
    figures: tuple[OriginFigure, ...] = ()
