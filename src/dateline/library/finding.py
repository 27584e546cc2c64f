"""What is in a library, sought by what a person knows of it.

A `Filter` says what is wanted; everything named in it must hold, and of a list any one will do. It is the same for
claims, incidents, exports and the page in the browser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Float,
    Select,
    and_,
    cast,
    column,
    func,
    literal,
    literal_column,
    not_,
    or_,
    select,
    table,
)

from dateline.errors import InputError
from dateline.gazetteer.folding import fold
from dateline.gazetteer.place import EARTH_KM
from dateline.library.records import DocumentRecord, StoredClaim
from dateline.library.seeking import (
    AS_READ,
    Corrections,
    corrections,
    is_called,
    is_named,
    lies_in,
    lies_near,
    shares_a_day,
)
from dateline.library.store import CLAIM_COLUMNS, RECORD_COLUMNS, Library, record, stored_claim
from dateline.library.tables import claim, document, incident, incident_claim, judgement, judgement_claim, mention

_BATCH = 1_000
_WORD = re.compile(r'"([^"]+)"|(\S+)')
_SEARCHABLE = re.compile(r"[^\W_]")
DEGREE_KM = 111.2


@dataclass(frozen=True, slots=True)
class Near:
    """Within `km` kilometres of a point in degrees, WGS 84."""

    lat: float
    lon: float
    km: float

    @classmethod
    def parse(cls, given: str) -> Near:
        """The circle that "36.34,43.13,25" means. Raises InputError."""
        try:
            lat, lon, km = (float(part) for part in given.split(","))
        except ValueError as error:
            raise InputError(f"{given!r} is no circle; write LAT,LON,KM, as 36.34,43.13,25") from error
        if not (-90 <= lat <= 90 and -180 <= lon <= 180 and 0 < km <= 20_040):
            raise InputError(f"{given!r} is no circle on the earth; write LAT,LON,KM, as 36.34,43.13,25")
        return cls(lat, lon, km)

    def __str__(self) -> str:
        """As `parse` takes it."""
        return f"{self.lat:g},{self.lon:g},{self.km:g}"


@dataclass(frozen=True, slots=True)
class Filter:
    """What is wanted. Names are compared without regard to case, accents and hyphens, and by their parts:
    "qayyarah" finds "Qayyarah Air Base".

    `words` are sought in the sentence that tells the claim, its names, and the report's title; words in double quotes
    stand together. `since` and `until` are days; what has no day of its own is not found by them. `place` is a name, or
    a country's ISO 3166-1 code. `verdicts` and `independent` (at least so many origins) ask for weighed claims; `judged`
    asks for claims that a person has judged, or has not. A field that a person corrected is held against the filter as it
    was corrected, unless `as_read` is set; words are sought in what was read, always.
    """

    words: str | None = None
    kinds: tuple[str, ...] = ()
    place: str | None = None
    near: Near | None = None
    actor: str | None = None
    said_by: str | None = None
    outlet: str | None = None
    since: date | None = None
    until: date | None = None
    certainty: tuple[str, ...] = ()
    negated: bool | None = None
    document: str | None = None
    verdicts: tuple[str, ...] = ()
    independent: int | None = None
    judged: bool | None = None
    all_versions: bool = False
    box: tuple[float, float, float, float] | None = None  # west, south, east, north
    as_read: bool = False

    def __post_init__(self) -> None:
        for name in ("words", "place", "actor", "said_by", "outlet", "document"):
            given = getattr(self, name)
            if given is not None:  # what no database can hold is in none, and asked for in vain
                object.__setattr__(self, name, given.encode("utf-8", "replace").decode().replace("\x00", "?"))

    def __bool__(self) -> bool:
        return self != Filter(as_read=self.as_read)


def find_claims(
    library: Library, wanted: Filter, *, limit: int | None = None, offset: int = 0
) -> Iterator[StoredClaim]:
    """The claims that are wanted, in the order in which they came in; read from the library as they are asked for."""
    statement = claims_statement(library, wanted).order_by(claim.c.n)
    with library.reading() as connection:
        for row in connection.execution_options(yield_per=_BATCH).execute(portion(statement, limit, offset)):
            yield stored_claim(row)


def portion(statement: Select[Any], limit: int | None, offset: int) -> Select[Any]:
    """So many rows of a statement, None for all, after so many others."""
    if limit is not None:
        statement = statement.limit(limit)
    return statement.offset(offset) if offset else statement


def count_claims(library: Library, wanted: Filter) -> int:
    """How many claims are wanted."""
    with library.reading() as connection:
        inner = claims_statement(library, wanted).with_only_columns(claim.c.id).subquery()
        return int(connection.execute(select(func.count()).select_from(inner)).scalar_one())


def claims_statement(library: Library, wanted: Filter) -> Select[Any]:
    """The question for the claims that are wanted; its rows are CLAIM_COLUMNS."""
    return select(*CLAIM_COLUMNS).join_from(claim, document).where(*claim_conditions(library, wanted))


def find_documents(
    library: Library, wanted: Filter, *, limit: int | None = None, offset: int = 0
) -> Iterator[tuple[DocumentRecord, int]]:
    """The documents that are wanted, each with the number of its claims.

    `words` are sought in their titles and texts. Where the filter asks for anything of claims, a document is found that
    has such a claim.
    """
    conditions: list[ColumnElement[bool]] = [*_document_conditions(wanted)]
    if wanted.words:
        conditions.append(_full_text(library, "document", wanted.words))
    of_claims = replace(wanted, words=None, outlet=None, document=None)
    if of_claims != Filter(all_versions=wanted.all_versions, as_read=wanted.as_read):
        inner = claims_statement(library, of_claims).with_only_columns(claim.c.document_id)
        conditions.append(document.c.id.in_(inner))
    number = (
        select(func.count())
        .where(claim.c.document_id == document.c.id, claim.c.current)
        .scalar_subquery()
        .label("claims")
    )
    statement = select(*RECORD_COLUMNS, number).where(*conditions).order_by(document.c.n)
    with library.reading() as connection:
        for row in connection.execution_options(yield_per=_BATCH).execute(portion(statement, limit, offset)):
            yield record(row), row.claims


def incidents_statement(library: Library, wanted: Filter) -> Select[Any]:
    """The question for the incidents that are wanted: those with a claim that fits, and whose own place and days fit.

    `judged` asks for those of which some claim was judged, or none was.
    """
    anything = Filter(all_versions=True, as_read=wanted.as_read)
    conditions: list[ColumnElement[bool]] = []
    if wanted.verdicts:
        conditions.append(incident.c.verdict.in_(wanted.verdicts))
    if wanted.independent is not None:
        conditions.append(incident.c.independent >= wanted.independent)
    if wanted.kinds:
        conditions.append(incident.c.kind.in_(wanted.kinds))
    if wanted.since or wanted.until:
        conditions.append(_days(incident, wanted))
    if wanted.near:
        conditions.append(_near(library, incident, wanted.near))
    if wanted.box:
        conditions.append(_box(incident, wanted.box))
    if wanted.place:  # its own place may be one that a person put in the place of what was read
        there = select(incident_claim.c.incident_id).join(claim, claim.c.id == incident_claim.c.claim_id)
        there = there.where(*claim_conditions(library, replace(anything, place=wanted.place)))
        conditions.append(or_(incident.c.place == wanted.place, incident.c.id.in_(there)))
    if wanted.judged is not None:
        of_judged = incident.c.id.in_(
            select(incident_claim.c.incident_id).where(incident_claim.c.claim_id.in_(_judged_claims()))
        )
        conditions.append(of_judged if wanted.judged else ~of_judged)
    of_claims = replace(
        anything,
        words=wanted.words,
        actor=wanted.actor,
        said_by=wanted.said_by,
        certainty=wanted.certainty,
        negated=wanted.negated,
    )
    of_documents = replace(anything, outlet=wanted.outlet, document=wanted.document)
    if of_claims != anything or of_documents != anything:
        inner = (
            select(incident_claim.c.incident_id)
            .join(claim, claim.c.id == incident_claim.c.claim_id)
            .where(*claim_conditions(library, of_claims))
        )
        if of_documents != anything:  # the few documents first, and their claims by an index
            fitting = select(document.c.id).where(*_document_conditions(of_documents))
            inner = inner.where(claim.c.document_id.in_(fitting))
        conditions.append(incident.c.id.in_(inner))
    return select(incident).where(*conditions)


def claim_conditions(library: Library, wanted: Filter) -> list[ColumnElement[bool]]:
    """What must hold of a claim and its document."""
    c = claim.c
    found: list[ColumnElement[bool]] = [c.current, *_document_conditions(wanted), *_field_conditions(library, wanted)]
    if wanted.words:
        found.append(_full_text(library, "claim", wanted.words))
    if wanted.verdicts or wanted.independent is not None:
        weighed = select(incident_claim.c.claim_id).join(incident, incident.c.id == incident_claim.c.incident_id)
        if wanted.verdicts:
            weighed = weighed.where(incident.c.verdict.in_(wanted.verdicts))
        if wanted.independent is not None:
            weighed = weighed.where(incident.c.independent >= wanted.independent)
        found.append(c.id.in_(weighed))
    if wanted.judged is not None:
        judged = c.id.in_(_judged_claims())
        found.append(judged if wanted.judged else ~judged)
    return found


def _field_conditions(library: Library, wanted: Filter) -> Iterator[ColumnElement[bool]]:
    """What must hold of the fields that a person may correct."""
    c, near, box = claim.c, wanted.near, wanted.box
    fixed = _corrections(library, wanted)
    if wanted.kinds:
        yield fixed.seen("kind", c.kind.in_(wanted.kinds), lambda value: value in wanted.kinds)
    if wanted.certainty:
        sure = c.certainty.in_(wanted.certainty)
        yield fixed.seen("certainty", sure, lambda value: value["value"] in wanted.certainty)
    if wanted.negated is not None:
        yield fixed.seen("negated", c.negated == wanted.negated, lambda value: value["value"] == wanted.negated)
    if place := wanted.place:
        country = place.upper()
        there = or_(_named(c.place_folded, place), c.country == country)
        yield fixed.seen(
            "place", there, lambda value: value and (is_called(value["name"], place) or value["country"] == country)
        )
    if near is not None:
        yield fixed.seen(
            "place", _near(library, claim, near), lambda value: lies_near(value, near.lat, near.lon, near.km)
        )
    if box is not None:
        yield fixed.seen("place", _box(claim, box), lambda value: lies_in(value, box))
    if wanted.since or wanted.until:
        yield fixed.seen("when", _days(claim, wanted), lambda value: shares_a_day(value, wanted.since, wanted.until))
    if actor := wanted.actor:
        roles = {"agents": ("agent",), "targets": ("target",)}
        if fixed.has(*roles):
            several = (
                fixed.seen(field, _mentions(actor, role), lambda value: is_named(value, actor))
                for field, role in roles.items()
            )
            yield or_(*several)
        else:
            yield _mentions(actor, ("agent", "target"))
    if speaker := wanted.said_by:
        yield fixed.seen("said_by", _mentions(speaker, ("says",)), lambda value: is_named(value, speaker))


def _corrections(library: Library, wanted: Filter) -> Corrections:
    """The corrections that stand, read where a field is asked for that a person may correct."""
    fields = ("kinds", "certainty", "negated", "place", "near", "box", "since", "until", "actor", "said_by")
    if wanted.as_read or all(getattr(wanted, name) in (None, ()) for name in fields):
        return AS_READ
    with library.reading() as connection:
        return corrections(connection)


def _document_conditions(wanted: Filter) -> Iterator[ColumnElement[bool]]:
    if wanted.outlet:
        yield _named(document.c.outlet_folded, wanted.outlet)
    if wanted.document:
        yield or_(document.c.id == wanted.document, document.c.given_id == wanted.document)
    elif not wanted.all_versions:
        yield document.c.latest


def _named(folded: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """Does a folded name hold the words of `name`, as whole words from its start or after a space?"""
    words = fold(name)
    if not words:
        raise InputError(f"{name!r} holds no letter or figure to seek by; write a name")
    return or_(
        folded == words, folded.startswith(words, autoescape=True), folded.contains(f" {words}", autoescape=True)
    )


def _mentions(name: str, roles: tuple[str, ...]) -> ColumnElement[bool]:
    named = or_(_named(mention.c.folded, name), mention.c.actor_id == name, mention.c.side == name)
    return claim.c.id.in_(select(mention.c.claim_id).where(mention.c.role.in_(roles), named))


def _judged_claims() -> Select[Any]:
    return (
        select(judgement_claim.c.claim_id)
        .join(judgement, judgement.c.id == judgement_claim.c.judgement_id)
        .where(judgement.c.undone_at.is_(None))
    )


def _days(of: Any, wanted: Filter) -> ColumnElement[bool]:
    """Does the interval of days share a day with the one that is wanted?"""
    found = [of.c.when_start.is_not(None)]
    if wanted.since:
        found.append(of.c.when_end >= wanted.since)
    if wanted.until:
        found.append(of.c.when_start <= wanted.until)
    return and_(*found)


def _box(of: Any, box: tuple[float, float, float, float]) -> ColumnElement[bool]:
    west, south, east, north = box
    across = of.c.lon.between(west, east) if west <= east else or_(of.c.lon >= west, of.c.lon <= east)
    return and_(of.c.lat.between(south, north), across)


def _near(library: Library, of: Any, near: Near) -> ColumnElement[bool]:
    """Is the point within the circle? First by a band of latitude, which an index knows, then by the haversine formula."""
    band = near.km / DEGREE_KM + 0.01
    half_lat = func.sin(func.radians(of.c.lat - near.lat) / 2)
    half_lon = func.sin(func.radians(of.c.lon - near.lon) / 2)
    cosines = func.cos(func.radians(literal(near.lat, Float))) * func.cos(func.radians(of.c.lat))
    h = half_lat * half_lat + cosines * half_lon * half_lon
    least = func.least if library.on_server else func.min
    distance = 2 * EARTH_KM * func.asin(func.sqrt(least(cast(literal(1.0), Float), h)))
    return and_(of.c.lat.between(near.lat - band, near.lat + band), distance <= near.km)


# As the indexes of the first migration have it, to the letter, so that PostgreSQL uses them.
_VECTORS = {
    "claim": "dateline_words(claim.words)",
    "document": "dateline_words(coalesce(document.title, '') || ' ' || document.text)",
}


def _full_text(library: Library, of: str, words: str) -> ColumnElement[bool]:
    """Are all the words in the text? Words in double quotes stand together; endings are folded away."""
    phrases = [a or b for a, b in _WORD.findall(words) if _SEARCHABLE.search(a or b)]
    if not phrases:
        raise InputError(f"{words!r} holds no word to seek; write one")
    rows = claim if of == "claim" else document
    if library.on_server:
        vector: ColumnElement[Any] = literal_column(_VECTORS[of])
        sought = [func.dateline_phrase(phrase) for phrase in phrases]
        # "of", "the" and the like are in no index there: they are passed over beside other words, and alone find nothing
        empty = [func.numnode(each) == 0 for each in sought]
        return and_(not_(and_(*empty)), *(or_(e, vector.op("@@")(s)) for e, s in zip(empty, sought, strict=True)))
    index = table(f"{of}_words", column("rowid"))
    sought_for = " ".join('"' + phrase.replace('"', "") + '"' for phrase in phrases)
    match: ColumnElement[bool] = column(f"{of}_words").op("MATCH")(sought_for)
    return rows.c.n.in_(select(index.c.rowid).where(match))
