"""What is exported: a row is an event, told by one claim or, once claims are weighed, by all claims of an incident.

Invariant: the exports read rows and nothing else, so that their columns stay the same when a row that was a claim becomes
an incident. A row has at least one claim; the first is the one that it is best told by.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from dateline.codes import Codes
from dateline.exports.divisions import division
from dateline.lexicon.crosswalk import load_crosswalk
from dateline.library.correcting import codes_by
from dateline.library.records import DocumentRecord, StoredClaim
from dateline.model import Certainty, Claim, Counted, Kind, Mention, Place, Span

if TYPE_CHECKING:
    from dateline.gazetteer import Gazetteer
    from dateline.weighing.model import Incident, IncidentPlace, OriginFigure

__all__ = ["Figure", "Party", "Row", "Where", "row_of_claim", "row_of_incident"]

_SURENESS = list(Certainty)


@dataclass(frozen=True, slots=True)
class Party:
    """Someone who acts or is acted upon: `name` is whom the reports mean, `text` what the first of them calls them."""

    name: str
    text: str
    id: str | None = None
    kind: str | None = None
    side: str | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """A place: `type` and `admin1`, `admin2` are the gazetteer's, "" where it does not know them."""

    name: str
    text: str
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    id: str | None = None
    precision_km: float | None = None
    type: str = ""
    admin1: str = ""
    admin2: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """How many, by one origin; `high` is None where the figure has no upper bound.

    `who` is who was counted, `kind` the kind of actor that they are. `part` marks a figure that another of the same
    origin holds: "20 people, including five children".
    """

    of: Counted
    low: int
    high: int | None
    origin: str
    who: str | None = None
    kind: str | None = None
    as_of: date | None = None
    part: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """An event to be exported.

    `start` and `end` are an inclusive interval of days, None where no report tells when. `origins` are those who say it,
    each independent of the others; `independent` counts them. `against` are the ids of the claims that deny it.
    `judged` and `judged_by` tell what people decided of it, and who.
    """

    id: str
    of: Literal["claim", "incident"]
    kind: Kind
    claims: tuple[StoredClaim, ...]
    codes: Codes
    where: Where | None = None
    start: date | None = None
    end: date | None = None
    agents: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    figures: tuple[Figure, ...] = ()
    origins: tuple[str, ...] = ()
    independent: int = 1
    verdict: str | None = None
    certainty: Certainty = Certainty.STATED
    negated: bool = False
    against: frozenset[str] = field(default=frozenset())
    judged: str | None = None
    judged_by: tuple[str, ...] = ()

    @property
    def first(self) -> StoredClaim:
        """The claim that the event is best told by."""
        return self.claims[0]

    @property
    def documents(self) -> tuple[DocumentRecord, ...]:
        """The reports that tell of it, each once."""
        return tuple({claim.document.id: claim.document for claim in self.claims}.values())

    @property
    def published(self) -> date | None:
        """The day of the first report that has one."""
        return min((d.published for d in self.documents if d.published is not None), default=None)


def row_of_claim(
    stored: StoredClaim,
    *,
    gazetteer: Gazetteer | None = None,
    judged: str | None = None,
    judged_by: Sequence[str] = (),
) -> Row:
    """The row of one claim. `gazetteer` tells the type and division of its place; the built-in one by default."""
    claim = stored.claim
    place = claim.place
    return Row(
        id=stored.id,
        of="claim",
        kind=claim.kind,
        claims=(stored,),
        codes=_codes(stored),
        where=_where(place, place.text, gazetteer) if place is not None else None,
        start=claim.when.start if claim.when else None,
        end=claim.when.end if claim.when else None,
        agents=_parties(claim.agents),
        targets=_parties(claim.targets),
        figures=tuple(_figures(stored)),
        origins=(_origin(stored),),
        certainty=claim.certainty,
        negated=claim.negated,
        judged=judged,
        judged_by=tuple(judged_by),
    )


def row_of_incident(
    incident: Incident,
    claims: Iterable[StoredClaim],
    *,
    gazetteer: Gazetteer | None = None,
    judged: str | None = None,
    judged_by: Sequence[str] = (),
) -> Row:
    """The row of an incident with its claims, of which at least one must be given; raises ValueError without any.

    It is as sure as the surest of the claims that say it happened, and negated where all deny it.
    """
    against = frozenset(claim.id for claim in incident.claims if claim.stance == "against")
    ordered = sorted(claims, key=lambda claim: _best_told(claim, incident.kind, against))
    if not ordered:
        raise ValueError(f"incident {incident.id} was given without its claims")
    said = [claim for claim in ordered if claim.id not in against] or ordered
    spoken = {
        name.casefold(): m for c in said for m in (*c.claim.targets, *c.claim.agents) for name in (m.text, m.name)
    }
    parts = {(c.id, f.of, f.low, f.high) for c in ordered for f in _figures(c) if f.part}
    place, where = incident.place, None
    if place is not None:
        text = next((c.claim.place.text for c in said if c.claim.place is not None), place.name)
        where = _where(place, text, gazetteer)
    return Row(
        id=incident.id,
        of="incident",
        kind=incident.kind,
        claims=tuple(ordered),
        codes=_main_codes(said, incident.kind),
        where=where,
        start=incident.when.start if incident.when else None,
        end=incident.when.end if incident.when else None,
        agents=tuple(Party(a.name, a.name, a.id, a.kind, a.side) for a in incident.agents),
        targets=tuple(Party(a.name, a.name, a.id, a.kind, a.side) for a in incident.targets),
        figures=tuple(
            Figure(f.of, f.low, f.high, f.origin, f.who, _kind_of(f.who, spoken), f.as_of, _is_part(f, parts))
            for f in incident.figures
        ),
        origins=tuple(origin.name for origin in incident.origins),
        independent=incident.independent,
        verdict=incident.verdict.value,
        certainty=min((c.claim.certainty for c in said), key=_SURENESS.index),
        negated=all(c.id in against or c.claim.negated for c in ordered),
        against=against,
        judged=judged,
        judged_by=tuple(judged_by),
    )


def _best_told(stored: StoredClaim, kind: Kind, against: frozenset[str]) -> tuple[object, ...]:
    published = stored.document.published or date.max
    return (stored.id in against, stored.claim.kind is not kind, published, stored.id)


def _kind_of(who: str | None, spoken: dict[str, Mention]) -> str | None:
    found = spoken.get(who.casefold()) if who is not None else None
    return found.kind if found is not None else None


def _is_part(figure: OriginFigure, parts: Collection[tuple[str, Counted, int, int | None]]) -> bool:
    """Does a claim that gives the figure give it as a part of another?"""
    return any((id, figure.of, figure.low, figure.high) in parts for id in figure.claims)


def _parties(mentions: Iterable[Mention]) -> tuple[Party, ...]:
    """The actors, each once, by id or name."""
    found: dict[str, Party] = {}
    for m in mentions:
        found.setdefault(m.id or m.name, Party(m.name, m.text, m.id, m.kind, m.side))
    return tuple(found.values())


def _origin(stored: StoredClaim) -> str:
    """Who says a claim: the innermost speaker, else the outlet in its own voice, else the report by its title or id."""
    if stored.claim.said_by:
        return stored.claim.said_by[0].name
    document = stored.document
    return document.outlet or document.title or document.name


# --- the codes --------------------------------------------------------------------------------------------------------


def _codes(stored: StoredClaim) -> Codes:
    """The codes that the claim was given when it was read, else those that its sentence gives it."""
    return stored.claim.codes or codes_by(stored.claim, stored.sentence)


def _main_codes(claims: Sequence[StoredClaim], kind: Kind) -> Codes:
    """The codes of an event that several claims tell of.

    ACLED: of the sub-event types the one that the list `main` of crosswalk.yaml has first, as for a report. The others:
    that of the first claim of the event's own kind that has one, else of the first that has one.
    """
    ranks = load_crosswalk().main
    given = [_codes(claim) for claim in sorted(claims, key=lambda claim: claim.claim.kind is not kind)]
    acled = min(
        (code for code in given if code.acled_sub_event_type is not None),
        key=lambda code: ranks[code.acled_sub_event_type or ""],
        default=None,
    )
    plover = next((code for code in given if code.plover_event is not None), None)
    return Codes(
        plover_event=plover.plover_event if plover else None,
        plover_mode=plover.plover_mode if plover else None,
        cameo_root=next((code.cameo_root for code in given if code.cameo_root is not None), None),
        acled_event_type=acled.acled_event_type if acled else None,
        acled_sub_event_type=acled.acled_sub_event_type if acled else None,
        ucdp_type=next((code.ucdp_type for code in given if code.ucdp_type is not None), None),
    )


# --- the figures ------------------------------------------------------------------------------------------------------

_PART_OF = ("includ", "among", "of them", "of whom")
# The thing counted follows its figure closely: "at least 20", "civilians".
_REACH = 40


def _figures(stored: StoredClaim) -> Iterator[Figure]:
    claim, origin = stored.claim, _origin(stored)
    before: Span | None = None
    for count in claim.counts:
        who = _counted(claim, count)
        between = _between(stored, before, count)
        yield Figure(
            of=count.of,
            low=count.low,
            high=count.high,
            origin=origin,
            who=who.name if who else None,
            kind=who.kind if who else None,
            as_of=stored.document.published,
            part=any(word in between for word in _PART_OF),
        )
        before = count


def _counted(claim: Claim, count: Span) -> Mention | None:
    """Whom a figure counts: the actor in whose words it stands, else the next one after it, else the only one."""
    for m in claim.targets:
        if m.start < count.end and count.start < m.end:
            return m
    after = [m for m in claim.targets if 0 <= m.start - count.end <= _REACH]
    if after:
        return min(after, key=lambda m: m.start)
    return claim.targets[0] if len(claim.targets) == 1 else None


def _between(stored: StoredClaim, one: Span | None, other: Span) -> str:
    """The words of the sentence between two of the claim's spans, in lower case; "" where they cannot be told."""
    if one is None:
        return ""
    sentence, trigger = stored.sentence, stored.claim.trigger
    at = sentence.find(trigger.text)
    while at >= 0:
        base = trigger.start - at
        if all(sentence[s.start - base : s.end - base] == s.text for s in (one, other) if s.start >= base):
            return sentence[max(one.end - base, 0) : max(other.start - base, 0)].lower()
        at = sentence.find(trigger.text, at + 1)
    return ""


# --- the place --------------------------------------------------------------------------------------------------------


# What is known no better than this may lie in any of several divisions.
_WITHIN_KM = 25.0


def _where(place: Place | IncidentPlace, text: str, gazetteer: Gazetteer | None) -> Where:
    """A place with its type and divisions; `text` is what the reports call it."""
    if gazetteer is None:
        from dateline.gazetteer import Gazetteer

        gazetteer = Gazetteer.builtin()
    known = gazetteer.by_id(place.id) if place.id is not None else None
    type = known.type if known else ""
    return Where(
        name=place.name,
        text=text,
        lat=place.lat,
        lon=place.lon,
        country=place.country or None,
        id=place.id,
        precision_km=place.precision_km,
        type=type,
        admin1=_admin1(place, type, known.admin1 if known else "", gazetteer),
        admin2=place.name if type == "admin2" else "",
    )


def _admin1(place: Place | IncidentPlace, type: str, known: str, gazetteer: Gazetteer) -> str:
    """The first-level division of a place: itself, the one that is known, else that of the point where it lies."""
    if type in ("admin1", "state"):
        return place.name
    if known or not place.country or place.lat is None or place.lon is None or type in ("country", "continent", "sea"):
        return known
    if place.precision_km is None or place.precision_km > _WITHIN_KM:
        return ""
    return division(gazetteer, place.country, place.lat, place.lon)
