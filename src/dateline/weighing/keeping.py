"""Weighs the claims of a library and keeps what comes out: pairs, incidents, the origin of each claim.

Invariant: the incidents of a library are those of one weighing. They are written in one transaction, so a run that is
ended at any moment leaves them as they were before or as they are after. Only what new reports or judgements touch is
written anew, and an incident that goes on keeps its id.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select, update

from dateline.errors import LibraryError
from dateline.library.decided import Decided, decided
from dateline.library.judging import one_at_a_time
from dateline.library.records import StoredClaim
from dateline.library.store import Library, some_of
from dateline.library.tables import claim, document, incident, incident_claim, judgement, pair, signature, weighed
from dateline.weighing.copies import copies
from dateline.weighing.copies import signature as signature_of
from dateline.weighing.decisions import heed
from dateline.weighing.joining import ScoredPair, join, score
from dateline.weighing.originkey import OriginKey
from dateline.weighing.origins import origins
from dateline.weighing.reports import Report
from dateline.weighing.waiting import claims_of_documents, nothing_new, prints, reports, told
from dateline.weighing.writing import Evidence, insert_all, parts, write

_TRIES = 5


@dataclass(frozen=True, slots=True)
class Weighed:
    """How a weighing went: claims that were new or had changed, incidents in all, and how many of these are not as before."""

    claims: int
    incidents: int
    changed: int


def weigh(library: Library, tell: Callable[[str], None] = lambda _: None) -> Weighed:
    """Weigh what is new since the last time. `tell` is told what is being done.

    Raises LibraryError where others change the library all the time.
    """
    for _ in range(_TRIES):
        with library.reading() as connection:
            before = _state(connection)
            if nothing_new(connection):
                return Weighed(0, connection.execute(select(func.count()).select_from(incident)).scalar_one(), 0)
            work = _Work(connection, tell)
        tell("keeping what came out")
        with library.writing() as connection:
            one_at_a_time(connection)
            if _state(connection) == before:
                return work.keep(connection)
        tell("the library changed meanwhile; weighing again")
    raise LibraryError(
        f"{library.address} changes faster than it can be weighed; try again when no report is being added"
    )


def reweigh(library: Library, ids: Collection[str]) -> list[str]:
    """Make these incidents anew after a judgement of their claims, of what is kept of them; the ids of what they became.

    Only these are made anew: claims that were corrected are weighed against the rest of the library by `weigh`.
    """
    with library.writing() as connection:
        one_at_a_time(connection)
        return reweigh_within(connection, ids)


def reweigh_within(connection: Connection, ids: Collection[str]) -> list[str]:
    """The same in a transaction of the caller's, so that a judgement and what follows of it are kept together."""
    rows: list[Any] = []
    for some in some_of(set(ids)):
        rows += connection.execute(select(incident_claim).where(incident_claim.c.incident_id.in_(some))).all()
    members = {row.claim_id for row in rows}
    # what a report tells of one act depends on all that it tells, so whole reports are joined and these claims taken of it
    around = members | claims_of_documents(connection, _documents_of(connection, members))
    decisions = decided(connection, around)
    read = list(told(connection, decisions, around))
    ours = [each for each in read if each.id in members]
    of = {
        row.claim_id: OriginKey(row.origin, row.origin_name or row.origin, row.origin_side)
        for row in rows
        if row.origin is not None and row.claim_id not in decisions.rejected
    }
    missing = [each for each in ours if each.id not in of and each.id not in decisions.rejected]
    copied = _copied(connection, {each.document.id for each in ours})
    if missing:  # a rejection that was taken back
        wanted = {each.document.id for each in missing} | set(copied.values())
        of |= origins(missing, copied, {each.id: each for each in reports(connection, wanted)})
    groups = [group & members for group in _joined(read, _pairs_among(connection, around), decisions)]
    there = {row.claim_id: row.incident_id for row in rows}
    kept = {row.claim_id: (row.origin, row.origin_name, row.origin_side) for row in rows}
    used = set(connection.execute(select(incident.c.id)).scalars())
    evidence = Evidence({each.id: each for each in ours}, of, copied, prints(read, decisions))
    made = parts([group for group in groups if group], evidence, there, used)
    write(connection, made, evidence, kept=kept, gone=set(there.values()) - {part.id for part in made})
    return [part.id for part in made]


class _Work:
    """One weighing: all that is worked out before anything is written."""

    def __init__(self, connection: Connection, tell: Callable[[str], None]) -> None:
        tell("reading the claims")
        decisions = decided(connection)
        read = list(told(connection, decisions))
        document_of = {each.id: each.document.id for each in read}
        self.prints = prints(read, decisions)
        was = {row.claim_id: row.as_was for row in connection.execute(select(weighed.c.claim_id, weighed.c.as_was))}
        self.new = {id for id, printed in self.prints.items() if was.get(id) != printed}
        self.left = set(was) - set(self.prints)
        tell(f"seeking what tells of one event, for {len(self.new):,} of {len(read):,} claims")
        self.pairs = score(read, self.new) if self.new else []
        stale = {document_of[id] for id in self.new}
        lasting: list[ScoredPair] = []
        self.dropped: list[ScoredPair] = []
        for row in connection.execute(select(pair)):
            lasts = all(id in document_of and document_of[id] not in stale for id in (row.a, row.b))
            (lasting if lasts else self.dropped).append(ScoredPair(row.a, row.b, row.weight))
        tell("seeking copies of one text")
        told_in = {each.id: each for each in reports(connection, set(document_of.values()))}
        self.signatures, self.copied = _copies(connection, told_in)
        of = origins(read, self.copied, told_in)
        of = {id: origin for id, origin in of.items() if id not in decisions.rejected}
        self.evidence = Evidence({each.id: each for each in read}, of, self.copied, self.prints)
        tell("joining")
        groups = _joined(read, [*lasting, *self.pairs], decisions)
        rows = connection.execute(select(incident_claim)).all()
        self.there = {row.claim_id: row.incident_id for row in rows}
        self.kept = {row.claim_id: (row.origin, row.origin_name, row.origin_side) for row in rows}
        self.was = {row.id: row.as_was for row in connection.execute(select(incident.c.id, incident.c.as_was))}
        self.parts = parts(groups, self.evidence, self.there, set(self.was))

    def keep(self, connection: Connection) -> Weighed:
        """Write what came out."""
        if self.dropped:
            one = delete(pair).where(pair.c.a == bindparam("of_a"), pair.c.b == bindparam("of_b"))
            connection.execute(one, [{"of_a": each.a, "of_b": each.b} for each in self.dropped])
        insert_all(connection, pair, [each._asdict() for each in self.pairs])
        for some in some_of(self.left | self.new):
            connection.execute(delete(weighed).where(weighed.c.claim_id.in_(some)))
        insert_all(connection, weighed, [{"claim_id": id, "as_was": self.prints[id]} for id in sorted(self.new)])
        rows = [
            {"document_id": id, "data": data, "copy_of": self.copied.get(id)} for id, data in self.signatures.items()
        ]
        insert_all(connection, signature, rows)
        for row in connection.execute(select(signature.c.document_id, signature.c.copy_of)).all():
            if row.copy_of != self.copied.get(row.document_id):
                at = signature.c.document_id == row.document_id
                connection.execute(update(signature).where(at).values(copy_of=self.copied.get(row.document_id)))
        changed = [part for part in self.parts if self.was.get(part.id) != part.as_was]
        gone = set(self.was) - {part.id for part in self.parts}
        for some in some_of(self.left & set(self.there)):
            connection.execute(delete(incident_claim).where(incident_claim.c.claim_id.in_(some)))
        write(connection, changed, self.evidence, kept=self.kept, gone=gone)
        return Weighed(len(self.new), len(self.parts), len(changed) + len(gone))


def _joined(read: Sequence[StoredClaim], pairs: Sequence[ScoredPair], decisions: Decided) -> list[frozenset[str]]:
    return heed(join(read, pairs), decisions.must, decisions.cannot)


def _state(connection: Connection) -> tuple[Any, ...]:
    """What changes whenever claims, judgements or incidents do."""
    questions = (
        select(func.max(claim.c.n), func.count(), func.sum(claim.c.n)).where(claim.c.current),
        select(func.max(document.c.n)),
        select(func.max(judgement.c.n), func.count(judgement.c.undone_at)),
        select(func.max(incident.c.n), func.count()),
        select(func.count()).select_from(weighed),
    )
    return tuple(tuple(connection.execute(question).one()) for question in questions)


def _documents_of(connection: Connection, claims: Collection[str]) -> set[str]:
    found: set[str] = set()
    for some in some_of(set(claims)):
        found.update(connection.execute(select(claim.c.document_id).where(claim.c.id.in_(some))).scalars())
    return found


def _pairs_among(connection: Connection, claims: Collection[str]) -> list[ScoredPair]:
    found: list[ScoredPair] = []
    for some in some_of(set(claims)):
        rows = connection.execute(select(pair).where(pair.c.a.in_(some)))
        found += [ScoredPair(row.a, row.b, row.weight) for row in rows if row.b in claims]
    return found


def _copies(connection: Connection, told_in: dict[str, Report]) -> tuple[dict[str, bytes], dict[str, str]]:
    """The signatures of these reports that are not kept yet, and which of the reports copies which."""
    rows = connection.execute(select(signature.c.document_id, signature.c.data))
    there = {id: data for id, data in rows if id in told_in}
    made = {id: signature_of(report.text) for id, report in told_in.items() if id not in there}
    return made, copies(told_in.values(), {**there, **made})


def _copied(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """Which of these reports copies which, as it is kept."""
    found: dict[str, str] = {}
    for some in some_of(set(ids)):
        rows = connection.execute(
            select(signature.c.document_id, signature.c.copy_of).where(
                signature.c.document_id.in_(some), signature.c.copy_of.is_not(None)
            )
        )
        found.update((row.document_id, row.copy_of) for row in rows)
    return found
