"""What an incident is, from the claims that are in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from dateline.library.records import StoredClaim
from dateline.model import Kind
from dateline.weighing.bodies import body_key
from dateline.weighing.figures import figures
from dateline.weighing.model import DocumentRef, Incident, IncidentClaim, Origin
from dateline.weighing.origins import OriginKey
from dateline.weighing.summing import actors_of, place_of, when_of
from dateline.weighing.verdicts import main_kind, stances, verdict
from dateline.weighing.voices import country_called

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
    behind = _relayed(counted, {stored.id: origins[stored.id] for stored in counted})
    evidence = counted or ordered
    main = main_kind(evidence)
    stance = stances(ordered, main)
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


def _relayed(group: Sequence[StoredClaim], behind: dict[str, OriginKey]) -> dict[str, OriginKey]:
    """Trace what is told after an outlet to whom that outlet itself, where its report is at hand, has it from.

    "Reuters reported" adds nothing to a general whom Reuters quotes for the same incident.
    """
    own: dict[str, Counter[OriginKey]] = {}
    for stored in group:
        if stored.document.outlet:
            own.setdefault(body_key(stored.document.outlet), Counter())[behind[stored.id]] += 1
    traced = dict(behind)
    for stored in group:
        origin = behind[stored.id]
        outlet = body_key(stored.document.outlet) if stored.document.outlet else None
        # "AFP reported, quoting an elder": whom AFP's own report names.
        told_to = next((key for key in own if origin.key.startswith(f"unnamed:{key}:")), origin.key)
        from_it = own.get(told_to)
        if told_to != outlet and from_it and origin not in from_it:
            traced[stored.id] = min(from_it, key=lambda one: (-from_it[one], one))
    return _through_its_bodies(traced)


def _through_its_bodies(behind: dict[str, OriginKey]) -> dict[str, OriginKey]:
    """What is told of by its sort alone is the one of that sort that is quoted by name on the same incident.

    A country speaks through its bodies: "China said" is the foreign ministry in Beijing.
    """
    found = set(behind.values())
    bodies = sorted(one for one in found if one.key.startswith(("actor:", "body:")))
    meant: dict[OriginKey, OriginKey] = {}
    for one in bodies:
        if one.side and len(one.side) == 2 and country_called(one.name) == one.side:
            others = [other for other in bodies if other.side == one.side and country_called(other.name) is None]
            if len(others) == 1:
                meant[one] = others[0]
    for one in found:
        # "The provincial hospital" of one report is the "Baghlan provincial hospital" of another.
        kind = one.key.split(":")[1] if one.key.startswith("office:") else None
        others = [other for other in bodies if kind and kind in other.key.removeprefix("body:").split(":")[0].split()]
        if len(others) == 1:
            meant[one] = others[0]
    return {claim: meant.get(origin, origin) for claim, origin in behind.items()}
