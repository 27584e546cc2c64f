"""The claims of a library that tell who holds what."""

from __future__ import annotations

from sqlalchemy import or_, select

from dateline.library.correcting import with_corrections
from dateline.library.decided import decided
from dateline.library.records import StoredClaim
from dateline.library.store import CLAIM_COLUMNS, Library, stored_claim
from dateline.library.tables import claim, document, incident_claim, judgement, judgement_claim
from dateline.situation.evidence import FAILING_KINDS, KINDS, tells_of_control
from dateline.weighing.originkey import OriginKey


def control_claims(library: Library) -> tuple[list[StoredClaim], dict[str, OriginKey]]:
    """The claims that tell who holds what, with corrections and without those that people rejected; and their origins."""
    told_so = claim.c.kind.in_([kind.value for kind in KINDS | FAILING_KINDS])
    corrected_so = claim.c.id.in_(
        select(judgement_claim.c.claim_id).join(judgement).where(judgement.c.action == "correct")
    )
    with library.reading() as connection:
        rows = connection.execute(
            select(*CLAIM_COLUMNS, incident_claim.c.origin, incident_claim.c.origin_name, incident_claim.c.origin_side)
            .select_from(claim.join(document).join(incident_claim, incident_claim.c.claim_id == claim.c.id))
            .where(or_(told_so, corrected_so), incident_claim.c.origin.is_not(None))
            .order_by(claim.c.id)
        ).all()
        decisions = decided(connection, [row.id for row in rows])
    kept = {row.id: row for row in rows if row.id not in decisions.rejected}
    told = [with_corrections(stored_claim(row), decisions.corrections.get(row.id)) for row in kept.values()]
    told = [each for each in told if tells_of_control(each)]
    by = {each.id: kept[each.id] for each in told}
    return told, {id: OriginKey(row.origin, row.origin_name or row.origin, row.origin_side) for id, row in by.items()}
