"""The rows of an export: the incidents or the claims of a library that a filter asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from enum import StrEnum
from itertools import islice

from sqlalchemy import func, select

from dateline.exports.provenance import Provenance
from dateline.exports.rows import Row, row_of_claim, row_of_incident
from dateline.gazetteer import Gazetteer
from dateline.library.address import shown
from dateline.library.correcting import with_corrections
from dateline.library.finding import Filter, find_claims
from dateline.library.judgements import Judgement, judgements_of, standing
from dateline.library.records import StoredClaim
from dateline.library.store import Library
from dateline.library.tables import document
from dateline.weighing.incidents import find_incidents

_BATCH = 500


class Per(StrEnum):
    """What a row of an export is."""

    INCIDENT = "incident"
    CLAIM = "claim"


def rows(library: Library, wanted: Filter, per: Per, *, corrections: bool = True) -> Iterator[Row]:
    """The rows that are wanted, read from the library as they are asked for.

    What people corrected is applied, and is what the filter sees, unless `corrections` is not set; what they rejected
    stays out of incidents as evidence, and a row of it alone says "rejected" in `judged`.
    """
    gazetteer = Gazetteer.builtin()
    wanted = replace(wanted, as_read=not corrections)
    if per is Per.CLAIM:
        claims = find_claims(library, wanted)
        while batch := list(islice(claims, _BATCH)):
            decided = _decided(library, [each.id for each in batch])
            for stored in batch:
                each, judged, by = _judged(stored, decided.get(stored.id, []), corrections)
                yield row_of_claim(each, gazetteer=gazetteer, judged=judged, judged_by=by)
        return
    incidents = find_incidents(library, wanted)
    while found := list(islice(incidents, _BATCH)):
        ids = [each.id for incident in found for each in incident.claims]
        of, decided = library.claims_of(ids), _decided(library, ids)
        for incident in found:
            members: list[StoredClaim] = []
            verdicts: list[str | None] = []
            people: list[str] = []
            for told in incident.claims:
                each, judged, by = _judged(of[told.id], decided.get(told.id, []), corrections)
                members.append(each)
                verdicts.append(judged)
                people += by
            judged = _together(verdicts)
            yield row_of_incident(
                incident, members, gazetteer=gazetteer, judged=judged, judged_by=tuple(dict.fromkeys(people))
            )


def provenance(library: Library, wanted: Filter, per: Per) -> Provenance:
    """What an export of these rows says of itself."""
    with library.reading() as connection:
        newest = connection.execute(select(func.max(document.c.retrieved_at))).scalar_one()
    said = {"a row": "an incident" if per is Per.INCIDENT else "a claim"}
    for each in fields(wanted):
        value = getattr(wanted, each.name)
        if value != each.default:
            said[each.name] = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    name = shown(library.address).rpartition("/")[2]
    return Provenance(name, newest, said) if newest is not None else Provenance(name, filters=said)


def _decided(library: Library, ids: Sequence[str]) -> dict[str, list[Judgement]]:
    with library.reading() as connection:
        return judgements_of(connection, ids)


def _judged(
    stored: StoredClaim, judgements: Sequence[Judgement], corrections: bool
) -> tuple[StoredClaim, str | None, tuple[str, ...]]:
    if not judgements:
        return stored, None, ()
    stands = standing(judgements)
    applied = with_corrections(stored, stands.corrections) if corrections else stored
    return applied, stands.judged, stands.by


def _together(verdicts: Sequence[str | None]) -> str | None:
    """How an incident was judged: as its claims were, "mixed" where they were judged differently."""
    given = {each for each in verdicts if each is not None}
    if not given:
        return None
    return given.pop() if len(given) == 1 else "mixed"
