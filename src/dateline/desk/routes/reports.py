"""Claims and the reports that they stand in, and why two claims were joined or not."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter
from sqlalchemy import select

from dateline.desk.asking import Id
from dateline.desk.telling import claim_json, document_json, judged_json
from dateline.desk.visiting import TheDesk, Visitor
from dateline.library.judgements import judgements_of
from dateline.library.tables import incident_claim

router = APIRouter(prefix="/api", tags=["reports"])


@router.get("/claims/{id}")
def one_claim(id: Id, at: TheDesk, found: Visitor) -> dict[str, Any]:
    """One claim with its report, the incident it is in, and its judgements."""
    stored = at.library.claim(id)
    with at.library.reading() as connection:
        judged = judgements_of(connection, [stored.id])
        asked = select(incident_claim.c.incident_id).where(incident_claim.c.claim_id == stored.id)
        inside = connection.execute(asked).scalar_one_or_none()
    return {**claim_json(stored, judged.get(stored.id, []), found.person), "incident": inside}


@router.get("/documents/{id}")
def one_document(id: Id, at: TheDesk, found: Visitor) -> dict[str, Any]:
    """One report with its text and its claims. Offsets count Unicode code points of the text, from 0, the end exclusive."""
    stored = at.library.document(id)
    claims = at.library.claims_in(stored.record.id)
    with at.library.reading() as connection:
        judged = judgements_of(connection, [each.id for each in claims])
    return {
        **document_json(stored.record),
        "origin": stored.origin,
        "media_type": stored.media_type,
        "retrieved_at": stored.retrieved_at.isoformat(),
        "published_from": stored.published_from,
        "text_sha256": stored.text_sha256,
        "raw_sha256": stored.raw_sha256,
        "note": stored.note,
        "text": stored.text,
        "passages": [each.model_dump(mode="json") for each in stored.passages],
        "claims": [
            {"id": each.id, **judged_json(each.claim, each.sentence, judged.get(each.id, []), found.person)}
            for each in claims
        ],
    }


@router.get("/claims/{a}/why/{b}")
def why(a: Id, b: Id, at: TheDesk, _: Visitor) -> dict[str, Any]:
    """Why two claims are told to be of one incident, or not: what each comparison weighs."""
    from dateline.weighing.why import explain  # splink is slow to load, and few ask

    one, other = at.library.claim(a), at.library.claim(b)
    told = [*at.library.claims_in(one.document.id), *at.library.claims_in(other.document.id)]
    return asdict(explain(one, other, told))
