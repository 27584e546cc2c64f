"""What an incident is, from the claims that are in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.library.records import StoredClaim
from dateline.model import Kind
from dateline.weighing.figures import figures
from dateline.weighing.model import DocumentRef, Incident, IncidentClaim, Origin
from dateline.weighing.originkey import OriginKey
from dateline.weighing.summing import actors_of, place_of, when_of
from dateline.weighing.tracing import traced
from dateline.weighing.verdicts import main_kind, stances, verdict

# Whoever suffers these suffers what the act did.
_SUFFERED = frozenset({Kind.KILL, Kind.INJURE, Kind.DESTROY, Kind.DISPLACE})


def describe(
    group: Sequence[StoredClaim], origins: Mapping[str, OriginKey], copies: Mapping[str, str], id: str
) -> Incident:
    """One incident with all that its claims say: kind, place, time, actors, origins, figures and verdict.

    `group` are its claims, in any order, `id` its id; `origins` and `copies` are those of the whole library. A claim
    without an origin, as in an editor's comment, is kept among the claims and counts for nothing else.
    """
    ordered = sorted(group, key=lambda s: (str(s.document.published), s.document.name, s.claim.trigger.start, s.id))
    counted = [stored for stored in ordered if stored.id in origins]
    evidence = counted or ordered
    main = main_kind(evidence)
    stance = stances(ordered, main)
    behind = traced(counted, origins, stance)
    telling = [s for s in evidence if s.claim.kind is main] or evidence
    # A copy repeats where and when, and is no second voice on it.
    own = [s for s in telling if s.document.id not in copies] or telling
    everything = [s for s in evidence if s.document.id not in copies] or evidence
    current = figures(counted, behind)
    suffering = [s for s in evidence if s.claim.kind is main or s.claim.kind in _SUFFERED]
    return Incident(
        id=id,
        kind=main,
        place=place_of(own) or place_of(everything),
        when=when_of(own) or when_of(everything),
        agents=actors_of([agent for s in telling if not s.claim.negated for agent in s.claim.agents]),
        targets=actors_of([target for s in suffering for target in s.claim.targets]),
        claims=tuple(
            IncidentClaim(
                id=s.id, kind=s.claim.kind, document=_document(s), trigger=s.claim.trigger, stance=stance[s.id]
            )
            for s in ordered
        ),
        origins=_origins(counted, behind),
        independent=len({origin.key for origin in behind.values()}),
        verdict=verdict(counted, behind, stance, current, main),
        figures=tuple(figure.shown for figure in current),
    )


def _document(stored: StoredClaim) -> DocumentRef:
    record = stored.document
    return DocumentRef(id=record.name, title=record.title, outlet=record.outlet, published=record.published)


def _origins(ordered: Sequence[StoredClaim], behind: Mapping[str, OriginKey]) -> tuple[Origin, ...]:
    claims: dict[str, list[str]] = {}
    for stored in ordered:
        claims.setdefault(behind[stored.id].key, []).append(stored.id)
    return tuple(Origin(name=behind[ids[0]].name, claims=tuple(ids)) for ids in claims.values())
