"""What people decided of claims and incidents, and how a claim stands after it; judging.py takes decisions down.

Invariant: a judgement is a statement of its own, who said what, when and why, under an id that is a hash of its content.
It is never changed and never deleted; undoing only writes beside it who took it back and when. The claims as read stay
as they are. Where several hold for one thing, the last one that stands counts.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from dateline.errors import JudgementError
from dateline.library.records import content_hash
from dateline.library.store import some_of
from dateline.library.tables import claim, incident_claim, judgement, judgement_claim

__all__ = [
    "Action",
    "Judgement",
    "Standing",
    "Subject",
    "content_id",
    "disputed",
    "exists",
    "history",
    "judgement_in",
    "judgement_of",
    "judgements_of",
    "standing",
    "touched",
    "with_claims",
]


class Action(StrEnum):
    """What a judgement does."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    MERGE = "merge"
    SPLIT = "split"


class Subject(StrEnum):
    """What a judgement is of."""

    CLAIM = "claim"
    INCIDENT = "incident"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision of one person. `claims` are the ids of all claims that it is about.

    `content` holds what else it says: `incident`, the id of the incident that was judged; of a correction `field` and
    `value` (the form is that of `correcting.checked`); of a split `taken`, the claims that were taken out of the rest;
    `settles` where an editor decided what others had judged differently.
    """

    id: str
    n: int
    at: datetime
    by: str
    action: Action
    subject: Subject
    claims: tuple[str, ...]
    content: Mapping[str, Any] = field(default_factory=dict)
    why: str | None = None
    undone_at: datetime | None = None
    undone_by: str | None = None

    @property
    def stands(self) -> bool:
        """Has nobody undone it?"""
        return self.undone_at is None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a claim stands after all judgements of it that were not undone.

    `verdict` is "accepted" or "rejected" as the last one says (a correction alone accepts), None where nobody judged
    it. `disagreement` tells that two people judge it differently and no editor has settled it. `corrections` are the
    values of its corrected fields.
    """

    verdict: str | None = None
    disagreement: bool = False
    corrections: Mapping[str, Any] = field(default_factory=dict)
    by: tuple[str, ...] = ()

    @property
    def judged(self) -> str | None:
        """None, "accepted", "rejected", or "mixed" where people differ."""
        return "mixed" if self.disagreement else self.verdict


def judgement_of(connection: Connection, id: str) -> Judgement:
    """The judgement of an id. Raises JudgementError where there is none."""
    row = connection.execute(select(judgement).where(judgement.c.id == id)).first()
    if row is None:
        raise JudgementError(f"there is no judgement {id} in the library; `dateline history` lists what there is")
    return with_claims(connection, [row])[0]


def judgements_of(connection: Connection, claims: Iterable[str] | None = None) -> dict[str, list[Judgement]]:
    """For each claim that was judged, the judgements that it is in, the undone ones too, the oldest first.

    `claims` are the ids that are asked for; None asks for all.
    """
    wanted = None if claims is None else set(claims)
    statements: list[Select[Any]] = [select(judgement)]
    if wanted is not None:
        about = select(judgement_claim.c.judgement_id)
        statements = [
            select(judgement).where(judgement.c.id.in_(about.where(judgement_claim.c.claim_id.in_(some))))
            for some in some_of(wanted)
        ]
    rows = {row.id: row for statement in statements for row in connection.execute(statement)}
    found: dict[str, list[Judgement]] = defaultdict(list)
    for each in sorted(with_claims(connection, list(rows.values())), key=lambda one: one.n):
        for id in each.claims:
            if wanted is None or id in wanted:
                found[id].append(each)
    return dict(found)


def standing(judgements: Iterable[Judgement]) -> Standing:
    """How a claim stands after these judgements of it, given the oldest first."""
    verdicts: dict[str, str] = {}
    values: dict[str, dict[str, Any]] = defaultdict(dict)
    last: str | None = None
    corrections: dict[str, Any] = {}
    by: dict[str, None] = {}
    for each in judgements:
        if not each.stands:
            continue
        by[each.by] = None
        if each.action in (Action.ACCEPT, Action.REJECT):
            if each.content.get("settles"):
                verdicts.clear()
            last = verdicts[each.by] = "accepted" if each.action is Action.ACCEPT else "rejected"
        elif each.action is Action.CORRECT:
            name = str(each.content["field"])
            if each.content.get("settles"):
                values[name].clear()
            values[name][each.by] = corrections[name] = each.content["value"]
    differ = len(set(verdicts.values())) > 1 or any(_differ(list(each.values())) for each in values.values())
    return Standing(last or ("accepted" if corrections else None), differ, corrections, tuple(by))


def exists(connection: Connection, subject: Subject, id: str) -> bool:
    """Is there a claim, or an incident, of this id?"""
    if subject is Subject.CLAIM:
        asked = select(claim.c.id).where(claim.c.id == id)
    else:
        asked = select(incident_claim.c.incident_id).where(incident_claim.c.incident_id == id).limit(1)
    return connection.execute(asked).first() is not None


def history(
    connection: Connection,
    *,
    id: str | None = None,
    claim: str | None = None,
    incident: str | None = None,
    by: str | None = None,
    disagreements: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> tuple[int, list[Judgement]]:
    """How many judgements there are, and so many of them, the newest first.

    `id` asks for the one of an id, `claim` and `incident` for those about one, `by` for those of one person,
    `disagreements` for those about claims that people judge differently.
    """
    statement: Select[Any] = select(judgement)
    if id is not None:
        statement = statement.where(judgement.c.id == id)
    if claim is not None:
        about = select(judgement_claim.c.judgement_id).where(judgement_claim.c.claim_id == claim)
        statement = statement.where(judgement.c.id.in_(about))
    if incident is not None:
        members = select(incident_claim.c.claim_id).where(incident_claim.c.incident_id == incident)
        about = select(judgement_claim.c.judgement_id).where(judgement_claim.c.claim_id.in_(members))
        statement = statement.where(judgement.c.id.in_(about))
    if by is not None:
        statement = statement.where(judgement.c.by == by)
    if disagreements:
        statement = statement.where(judgement.c.undone_at.is_(None), judgement.c.id.in_(disputed(connection)))
    total = connection.execute(select(func.count()).select_from(statement.subquery())).scalar_one()
    rows = connection.execute(statement.order_by(judgement.c.n.desc()).limit(limit).offset(offset or None)).all()
    return int(total), with_claims(connection, list(rows))


def disputed(connection: Connection) -> list[str]:
    """The ids of the judgements that stand about claims that people judge differently."""
    found: dict[str, None] = {}
    for judgements in judgements_of(connection).values():
        if standing(judgements).disagreement:
            found.update((each.id, None) for each in judgements if each.stands and each.action in _OF_A_CLAIM)
    return list(found)


_OF_A_CLAIM = (Action.ACCEPT, Action.REJECT, Action.CORRECT)


def _differ(values: Sequence[Any]) -> bool:
    return any(value != values[0] for value in values)


def content_id(said: Judgement) -> str:
    """The id of a judgement: a hash of all that it says, and of whoever said it when."""
    content = json.dumps(said.content, sort_keys=True, ensure_ascii=True)
    who = (said.at.isoformat(), said.by, said.action, said.subject)
    return content_hash("judgement", *who, " ".join(sorted(said.claims)), content, said.why)


def with_claims(connection: Connection, rows: Sequence[Row[Any]]) -> list[Judgement]:
    """The judgements of these rows of the table, each with the claims that it is about."""
    about: dict[str, list[str]] = defaultdict(list)
    for some in some_of({row.id for row in rows}):
        asked = select(judgement_claim).where(judgement_claim.c.judgement_id.in_(some))
        for row in connection.execute(asked.order_by(judgement_claim.c.claim_id)):
            about[row.judgement_id].append(row.claim_id)
    return [judgement_in(row, about[row.id]) for row in rows]


def judgement_in(row: Row[Any], claims: Sequence[str]) -> Judgement:
    """The judgement of a row of the table. Raises ValueError where the row holds what no judgement can."""
    return Judgement(
        row.id,
        row.n,
        _in_utc(row.at),
        row.by,
        Action(row.action),
        Subject(row.subject),
        tuple(claims),
        row.content,
        row.why,
        _in_utc(row.undone_at) if row.undone_at else None,
        row.undone_by,
    )


def _in_utc(at: datetime) -> datetime:
    """A time of the library with its zone."""
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)  # SQLite keeps no zone


def touched(connection: Connection, claims: Iterable[str]) -> set[str]:
    """The ids of the incidents that these claims are in."""
    found: set[str] = set()
    for some in some_of(set(claims)):
        statement = select(incident_claim.c.incident_id).where(incident_claim.c.claim_id.in_(some))
        found.update(connection.execute(statement).scalars())
    return found
