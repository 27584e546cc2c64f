"""Which claims of a library are weighed, which of them wait for it, and what of a claim has changed since."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, select

from dateline.library.correcting import with_corrections
from dateline.library.decided import Decided
from dateline.library.records import StoredClaim, content_hash
from dateline.library.store import CLAIM_COLUMNS, Library, some_of, stored_claim
from dateline.library.tables import claim, document, judgement, weighed
from dateline.weighing.reports import Report

_BATCH = 2_000


def unweighed(library: Library) -> int:
    """How many claims have not been weighed yet."""
    waiting = _waiting().where(weighed.c.claim_id.is_(None)).subquery()
    with library.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(waiting)).scalar_one())


def nothing_new(connection: Connection) -> bool:
    """Are the claims that are to be weighed the ones that were weighed, with no judgement that could change them?"""
    if connection.execute(select(judgement.c.n).limit(1)).first() is not None:
        return False
    waiting = _waiting().where(weighed.c.claim_id.is_(None))
    if connection.execute(waiting.limit(1)).first() is not None:
        return False
    kept = connection.execute(select(func.count()).select_from(weighed)).scalar_one()
    return bool(kept == connection.execute(select(func.count()).select_from(_waiting().subquery())).scalar_one())


def _waiting() -> Select[Any]:
    """The claims that are to be weighed, beside what is known of them from the last time."""
    superseded = select(document.c.id).where(~document.c.latest)  # few, so that the many need not be looked up
    return (
        select(claim.c.id)
        .select_from(claim.outerjoin(weighed, weighed.c.claim_id == claim.c.id))
        .where(claim.c.current, claim.c.document_id.not_in(superseded), claim.c.passage != "comment")
    )


def told(connection: Connection, decisions: Decided, ids: Collection[str] | None = None) -> Iterator[StoredClaim]:
    """The claims that are weighed, with their corrections: those of the latest versions, and no editor's comment.

    `ids` asks for these claims alone, whether or not their version is the latest.
    """
    wanted = select(*CLAIM_COLUMNS).join_from(claim, document).where(claim.c.passage != "comment")
    if ids is None:
        wanted = wanted.where(claim.c.current, document.c.latest)
        statements = [wanted.order_by(claim.c.id)]
    else:
        statements = [wanted.where(claim.c.id.in_(some)).order_by(claim.c.id) for some in some_of(set(ids))]
    for statement in statements:
        for row in connection.execute(statement.execution_options(yield_per=_BATCH)):
            yield with_corrections(stored_claim(row), decisions.corrections.get(row.id))


def claims_of_documents(connection: Connection, documents: Collection[str]) -> set[str]:
    """The ids of the claims of these reports that are weighed."""
    found: set[str] = set()
    for some in some_of(set(documents)):
        wanted = select(claim.c.id).where(claim.c.document_id.in_(some), claim.c.current, claim.c.passage != "comment")
        found.update(connection.execute(wanted).scalars())
    return found


def prints(told: Sequence[StoredClaim], decisions: Decided) -> dict[str, str]:
    """For each claim, a hash of what is known of all claims of its report: what the weight of its pairs depends on."""
    of_document: dict[str, list[str]] = defaultdict(list)
    for each in told:
        given = decisions.corrections.get(each.id)
        told_anew = json.dumps(given, sort_keys=True, default=str) if given else ""
        of_document[each.document.id].append(f"{each.id}{told_anew}")
    printed = {id: content_hash(*sorted(claims)) for id, claims in of_document.items()}
    return {each.id: printed[each.document.id] for each in told}


def reports(connection: Connection, ids: Collection[str]) -> Iterator[Report]:
    """The reports of these ids, with their texts."""
    for some in some_of(set(ids)):
        wanted = select(document.c.id, document.c.text, document.c.outlet, document.c.published)
        for row in connection.execute(wanted.where(document.c.id.in_(some)).order_by(document.c.id)):
            yield Report(row.id, row.text, row.outlet, row.published)
