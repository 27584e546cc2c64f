"""Weighs the claims of a library and keeps what comes out: pairs, incidents, the origin of each claim.

Invariant: the incidents of a library are those of one weighing. They are written in one transaction, so a run that is
ended at any moment leaves them as they were before or as they are after. Only what new reports or judgements touch is
written anew, and an incident that goes on keeps its id.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from dateline.errors import LibraryError
from dateline.library.correcting import corrected
from dateline.library.decided import Decided, decided
from dateline.library.finding import Filter, incidents_statement
from dateline.library.judging import one_at_a_time
from dateline.library.records import StoredClaim, content_hash
from dateline.library.store import CLAIM_COLUMNS, Library, some_of, stored_claim
from dateline.library.tables import (
    claim,
    document,
    incident,
    incident_claim,
    judgement,
    pair,
    signature,
    weighed,
)
from dateline.weighing.copies import copies
from dateline.weighing.copies import signature as signature_of
from dateline.weighing.decisions import heed
from dateline.weighing.describing import describe
from dateline.weighing.joining import ScoredPair, join, score
from dateline.weighing.model import Incident
from dateline.weighing.origins import OriginKey, origins
from dateline.weighing.reports import Report

_BATCH = 2_000
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Weighed:
    """How a weighing went: claims that were new or had changed, incidents in all, and how many of these are not as before."""

    claims: int
    incidents: int
    changed: int


class _Part(NamedTuple):
    """An incident on its way: its claims, the hash of what it is made of, and its id."""

    members: list[StoredClaim]
    as_was: str
    id: str


def weigh(library: Library, tell: Callable[[str], None] = lambda _: None) -> Weighed:
    """Weigh what is new since the last time. `tell` is told what is being done.

    Raises LibraryError where others change the library all the time.
    """
    for _ in range(_TRIES):
        with library.reading() as connection:
            before = _state(connection)
            if _nothing_new(connection):
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
    decisions = decided(connection, members)
    told = list(_told(connection, decisions, members))
    of = {
        row.claim_id: OriginKey(row.origin, row.origin_name or row.origin, row.origin_side)
        for row in rows
        if row.origin is not None and row.claim_id not in decisions.rejected
    }
    missing = [each for each in told if each.id not in of and each.id not in decisions.rejected]
    copied = _copied(connection, {each.document.id for each in told})
    if missing:  # a rejection that was taken back
        reports = {
            each.id: each for each in _reports(connection, {m.document.id for m in missing} | set(copied.values()))
        }
        of |= origins(missing, copied, reports)
    # what a report tells of one act depends on all that it tells, so whole reports are joined and these claims taken of it
    beside = _claims_of_documents(connection, {each.document.id for each in told}) - members
    around = [*told, *_told(connection, decisions, beside)]
    named = {each.id for each in around}
    pairs = []
    for some in some_of(named):
        found = connection.execute(select(pair).where(pair.c.a.in_(some))).all()
        pairs += [ScoredPair(row.a, row.b, row.weight) for row in found if row.b in named]
    groups = [group & members for group in _joined(around, pairs, decisions) if group & members]
    there = {row.claim_id: row.incident_id for row in rows}
    was = {row.claim_id: (row.origin, row.origin_name, row.origin_side) for row in rows}
    used = set(connection.execute(select(incident.c.id)).scalars())
    parts = _parts(groups, told, of, copied, there, {}, used)
    _write(connection, parts, of, copied, kept=was, gone=set(there.values()) - {part.id for part in parts})
    return [part.id for part in parts]


class _Work:
    """One weighing: all that is worked out before anything is written."""

    def __init__(self, connection: Connection, tell: Callable[[str], None]) -> None:
        tell("reading the claims")
        self.decisions = decided(connection)
        self.told = list(_told(connection, self.decisions))
        self.prints = _prints(self.told, self.decisions)
        was = {row.claim_id: row.as_was for row in connection.execute(select(weighed.c.claim_id, weighed.c.as_was))}
        self.new = {id for id, printed in self.prints.items() if was.get(id) != printed}
        self.left = set(was) - set(self.prints)
        tell(f"seeking what tells of one event, for {len(self.new):,} of {len(self.told):,} claims")
        self.pairs = score(self.told, self.new) if self.new else []
        stale = self._stale_documents()
        kept = connection.execute(select(pair)).all()
        known = self.prints
        document_of = {each.id: each.document.id for each in self.told}
        self.old_pairs = [
            ScoredPair(row.a, row.b, row.weight)
            for row in kept
            if row.a in known and row.b in known and not {document_of[row.a], document_of[row.b]} & stale
        ]
        self.dropped = [row for row in kept if row.a not in known or row.b not in known] + [
            row
            for row in kept
            if row.a in known and row.b in known and {document_of[row.a], document_of[row.b]} & stale
        ]
        tell("seeking copies of one text")
        self.signatures, self.copied, reports = self._copies(connection)
        self.of = {
            id: origin
            for id, origin in origins(self.told, self.copied, reports).items()
            if id not in self.decisions.rejected
        }
        tell("joining")
        groups = _joined(self.told, [*self.old_pairs, *self.pairs], self.decisions)
        rows = connection.execute(select(incident_claim)).all()
        self.there = {row.claim_id: row.incident_id for row in rows}
        self.kept = {row.claim_id: (row.origin, row.origin_name, row.origin_side) for row in rows}
        self.was = {row.id: row.as_was for row in connection.execute(select(incident.c.id, incident.c.as_was))}
        self.parts = _parts(groups, self.told, self.of, self.copied, self.there, self.prints, set(self.was))

    def _stale_documents(self) -> set[str]:
        return {each.document.id for each in self.told if each.id in self.new}

    def _copies(self, connection: Connection) -> tuple[dict[str, bytes], dict[str, str], dict[str, Report]]:
        ids = {each.document.id for each in self.told}
        reports = {each.id: each for each in _reports(connection, ids)}
        rows = connection.execute(select(signature.c.document_id, signature.c.data))
        there = {id: data for id, data in rows if id in ids}
        made = {id: signature_of(report.text) for id, report in reports.items() if id not in there}
        return made, copies(reports.values(), {**there, **made}), reports

    def keep(self, connection: Connection) -> Weighed:
        """Write what came out."""
        for row in self.dropped:
            connection.execute(delete(pair).where(pair.c.a == row.a, pair.c.b == row.b))
        _insert(connection, pair, [each._asdict() for each in self.pairs])
        for some in some_of(self.left | self.new):
            connection.execute(delete(weighed).where(weighed.c.claim_id.in_(some)))
        _insert(connection, weighed, [{"claim_id": id, "as_was": self.prints[id]} for id in sorted(self.new)])
        rows = [
            {"document_id": id, "data": data, "copy_of": self.copied.get(id)} for id, data in self.signatures.items()
        ]
        _insert(connection, signature, rows)
        for row in connection.execute(select(signature.c.document_id, signature.c.copy_of)).all():
            if row.copy_of != self.copied.get(row.document_id):
                at = signature.c.document_id == row.document_id
                connection.execute(update(signature).where(at).values(copy_of=self.copied.get(row.document_id)))
        changed = [part for part in self.parts if self.was.get(part.id) != part.as_was]
        gone = set(self.was) - {part.id for part in self.parts}
        for some in some_of(self.left & set(self.there)):
            connection.execute(delete(incident_claim).where(incident_claim.c.claim_id.in_(some)))
        _write(connection, changed, self.of, self.copied, kept=self.kept, gone=gone)
        return Weighed(len(self.new), len(self.parts), len(changed) + len(gone))


def _joined(told: Sequence[StoredClaim], pairs: Sequence[ScoredPair], decisions: Decided) -> list[frozenset[str]]:
    return heed(join(told, pairs), decisions.must, decisions.cannot)


# --- parts of it ------------------------------------------------------------------------------------------------------


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


def _claims_of_documents(connection: Connection, documents: Collection[str]) -> set[str]:
    """The ids of the claims of these reports that are weighed."""
    found: set[str] = set()
    for some in some_of(set(documents)):
        wanted = select(claim.c.id).where(claim.c.document_id.in_(some), claim.c.current, claim.c.passage != "comment")
        found.update(connection.execute(wanted).scalars())
    return found


def _nothing_new(connection: Connection) -> bool:
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


def _told(connection: Connection, decisions: Decided, ids: Collection[str] | None = None) -> Iterator[StoredClaim]:
    """The claims that are weighed, with their corrections: those of the latest versions, and no editor's comment."""
    wanted = select(*CLAIM_COLUMNS).join_from(claim, document).where(claim.c.passage != "comment")
    if ids is None:
        wanted = wanted.where(claim.c.current, document.c.latest)
        statements = [wanted.order_by(claim.c.id)]
    else:
        statements = [wanted.where(claim.c.id.in_(some)).order_by(claim.c.id) for some in some_of(set(ids))]
    for statement in statements:
        for row in connection.execute(statement.execution_options(yield_per=_BATCH)):
            yield with_corrections(stored_claim(row), decisions.corrections)


def with_corrections(stored: StoredClaim, corrections: Mapping[str, Mapping[str, Any]]) -> StoredClaim:
    """The claim with what people corrected in it."""
    given = corrections.get(stored.id)
    return replace(stored, claim=corrected(stored.claim, given, stored.sentence)) if given else stored


def _prints(told: Sequence[StoredClaim], decisions: Decided) -> dict[str, str]:
    """For each claim, a hash of what is known of all claims of its report: what the weight of its pairs depends on."""
    of_document: dict[str, list[str]] = defaultdict(list)
    for each in told:
        given = decisions.corrections.get(each.id)
        told_anew = json.dumps(given, sort_keys=True, default=str) if given else ""
        of_document[each.document.id].append(f"{each.id}{told_anew}")
    printed = {id: content_hash(*sorted(claims)) for id, claims in of_document.items()}
    return {each.id: printed[each.document.id] for each in told}


def _parts(
    groups: Iterable[frozenset[str]],
    told: Sequence[StoredClaim],
    of: Mapping[str, OriginKey],
    copied: Mapping[str, str],
    there: Mapping[str, str],
    prints: Mapping[str, str],
    used: Collection[str],
) -> list[_Part]:
    """The incidents with their ids: each goes on under the id of the one that most of its claims were in, and a new one
    gets an id that is not `used` by any incident of the library."""
    by_id = {each.id: each for each in told}
    ordered = sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group[0]))
    bids: list[tuple[int, int, str]] = []
    for n, group in enumerate(ordered):
        votes: dict[str, int] = defaultdict(int)
        for id in group:
            if id in there:
                votes[there[id]] += 1
        bids += [(-number, n, old) for old, number in votes.items()]
    named: dict[int, str] = {}
    taken: set[str] = set()
    for _, n, old in sorted(bids):
        if n not in named and old not in taken:
            named[n] = old
            taken.add(old)
    taken.update(used)
    parts = []
    for n, group in enumerate(ordered):
        id = named.get(n) or _free_id(group, taken)
        taken.add(id)
        made_of = [_made_of(by_id[each], of.get(each), copied, prints) for each in group]
        parts.append(_Part([by_id[each] for each in group], content_hash(*made_of), id))
    return parts


def _free_id(group: Sequence[str], taken: Collection[str]) -> str:
    """A new incident's id: a hash of its claims; one that is in use by another incident is passed over."""
    id, number = content_hash("incident", *group), 0
    while id in taken:
        number += 1
        id = content_hash("incident", str(number), *group)
    return id


def _made_of(
    stored: StoredClaim, origin: OriginKey | None, copied: Mapping[str, str], prints: Mapping[str, str]
) -> str:
    by = f"{origin.key}|{origin.name}|{origin.side}" if origin else None
    return content_hash(stored.id, prints.get(stored.id, ""), by, copied.get(stored.document.id))


def _write(
    connection: Connection,
    parts: Sequence[_Part],
    of: Mapping[str, OriginKey],
    copied: Mapping[str, str],
    *,
    kept: Mapping[str, tuple[Any, ...]],
    gone: Collection[str],
) -> None:
    """Write incidents and whose claims are whose; `kept` are the origins as they were, for claims that people rejected."""
    rows, members = [], []
    for part in parts:
        rows.append(_incident_row(describe(part.members, of, copied, part.id), part.as_was))
        for each in part.members:
            origin = of.get(each.id)
            key = (origin.key, origin.name, origin.side) if origin else kept.get(each.id, (None, None, None))
            values = {"origin": key[0], "origin_name": key[1], "origin_side": key[2]}
            members.append({"claim_id": each.id, "incident_id": part.id, **values})
    for some in some_of({member["claim_id"] for member in members}):
        connection.execute(delete(incident_claim).where(incident_claim.c.claim_id.in_(some)))
    for some in some_of(set(gone)):
        connection.execute(delete(incident_claim).where(incident_claim.c.incident_id.in_(some)))
        connection.execute(delete(incident).where(incident.c.id.in_(some)))
    there: set[str] = set()
    for some in some_of({row["id"] for row in rows}):
        there.update(connection.execute(select(incident.c.id).where(incident.c.id.in_(some))).scalars())
    for row in rows:
        if row["id"] in there:
            connection.execute(update(incident).where(incident.c.id == row["id"]).values(**row))
    _insert(connection, incident, [row for row in rows if row["id"] not in there])
    _insert(connection, incident_claim, members)


def _incident_row(made: Incident, as_was: str) -> dict[str, Any]:
    place, when = made.place, made.when
    return {
        "id": made.id,
        "kind": made.kind.value,
        "verdict": made.verdict.value,
        "independent": made.independent,
        "place": place and place.name,
        "country": place and place.country,
        "lat": place and place.lat,
        "lon": place and place.lon,
        "precision_km": place and place.precision_km,
        "when_start": when and when.start,
        "when_end": when and when.end,
        "claims": len(made.claims),
        "as_was": as_was,
        "content": made.model_dump(mode="json"),
    }


def _insert(connection: Connection, table: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    for start in range(0, len(rows), _BATCH):
        connection.execute(insert(table), list(rows[start : start + _BATCH]))


def _copied(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for some in some_of(set(ids)):
        rows = connection.execute(
            select(signature.c.document_id, signature.c.copy_of).where(
                signature.c.document_id.in_(some), signature.c.copy_of.is_not(None)
            )
        )
        found.update((row.document_id, row.copy_of) for row in rows)
    return found


def _reports(connection: Connection, ids: Collection[str]) -> Iterator[Report]:
    for some in some_of(set(ids)):
        wanted = select(document.c.id, document.c.text, document.c.outlet, document.c.published)
        for row in connection.execute(wanted.where(document.c.id.in_(some)).order_by(document.c.id)):
            yield Report(row.id, row.text, row.outlet, row.published)


# --- what is asked of it ----------------------------------------------------------------------------------------------

_ORDERS = {
    "day": (incident.c.when_start, incident.c.id),
    "-day": (incident.c.when_start.desc(), incident.c.id),
    "independent": (incident.c.independent.desc(), incident.c.id),
    "verdict": (incident.c.verdict, incident.c.when_start, incident.c.id),
}


def find_incidents(
    library: Library, wanted: Filter, *, limit: int | None = None, offset: int = 0, sort: str = "day"
) -> Iterator[Incident]:
    """The incidents that are wanted, read from the library as they are asked for. `sort` is day, -day, independent, verdict."""
    statement = incidents_statement(library, wanted).order_by(*_ORDERS[sort])
    if limit is not None:
        statement = statement.limit(limit)
    if offset:
        statement = statement.offset(offset)
    with library.reading() as connection:
        for row in connection.execution_options(yield_per=_BATCH).execute(statement):
            yield Incident.model_validate(row.content)


def count_incidents(library: Library, wanted: Filter) -> int:
    """How many incidents are wanted."""
    inner = incidents_statement(library, wanted).with_only_columns(incident.c.id).subquery()
    with library.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(inner)).scalar_one())


def incident_of(library: Library, id: str) -> Incident:
    """The incident of an id, or of the start of one. Raises LibraryError where there is none, or several."""
    with library.reading() as connection:
        rows = connection.execute(select(incident.c.content).where(incident.c.id == id)).all()
        if not rows and len(id) >= 4:
            started = incident.c.id.startswith(id, autoescape=True)
            rows = connection.execute(select(incident.c.content).where(started)).all()
    if len(rows) != 1:
        what = f"{id} is the start of several ids" if rows else f"there is no incident {id} in the library"
        raise LibraryError(f"{what}; `dateline incidents` lists what there is")
    return Incident.model_validate(rows[0].content)


def one_incident(library: Library, a: str, b: str) -> bool | None:
    """Do two claims stand in one incident? None where one of them has not been weighed."""
    with library.reading() as connection:
        wanted = select(incident_claim.c.incident_id).where(incident_claim.c.claim_id.in_([a, b]))
        found = list(connection.execute(wanted).scalars())
    return None if len(found) < len({a, b}) else len(set(found)) == 1


def unweighed(library: Library) -> int:
    """How many claims have not been weighed yet."""
    waiting = _waiting().where(weighed.c.claim_id.is_(None)).subquery()
    with library.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(waiting)).scalar_one())
