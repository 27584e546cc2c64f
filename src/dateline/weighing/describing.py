"""What an incident is, from the claims that are in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.library.records import StoredClaim
from dateline.model import Kind
from dateline.weighing.model import DocumentRef, Incident, IncidentClaim, Origin, Verdict
from dateline.weighing.origins import OriginKey


def describe(
    group: Sequence[StoredClaim], origins: Mapping[str, OriginKey], copies: Mapping[str, str], id: str
) -> Incident:
    """One incident with all that its claims say: kind, place, time, actors, origins, figures and verdict."""
    ordered = sorted(group, key=lambda s: (str(s.document.published), s.document.name, s.claim.trigger.start, s.id))
    claims = tuple(
        IncidentClaim(
            id=s.id,
            kind=s.claim.kind,
            document=DocumentRef(
                id=s.document.name,
                title=s.document.title,
                outlet=s.document.outlet,
                published=s.document.published,
            ),
            trigger=s.claim.trigger,
        )
        for s in ordered
    )
    behind: dict[str, list[StoredClaim]] = {}
    for s in ordered:
        if s.id in origins:
            behind.setdefault(origins[s.id].key, []).append(s)
    return Incident(
        id=id,
        kind=ordered[0].claim.kind if ordered else Kind.CLASH,
        place=None,
        when=None,
        claims=claims,
        origins=tuple(Origin(name=origins[of[0].id].name, claims=tuple(s.id for s in of)) for of in behind.values()),
        independent=len(behind),
        verdict=Verdict.CORROBORATED if len(behind) > 1 else Verdict.SINGLE_SOURCE,
    )
