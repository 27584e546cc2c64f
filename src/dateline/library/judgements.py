"""What people decide of claims and incidents: accept, reject, correct a field, merge, split; and undo any of it.

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

from sqlalchemy import Connection, Row, Select, func, insert, select, update

from dateline.errors import JudgementError
from dateline.library.correcting import FIELDS, checked, corrected
from dateline.library.records import content_hash
from dateline.library.store import Library
from dateline.library.tables import claim, document, incident_claim, judgement, judgement_claim
from dateline.model import Claim

__all__ = [
    "Action",
    "Judgement",
    "Standing",
    "Subject",
    "corrected",
    "exists",
    "history",
    "judge",
    "judgement_of",
    "judgements_of",
    "one_at_a_time",
    "standing",
    "take_back",
    "touched",
    "undo",
    "write",
]

_MOST_CLAIMS = 5_000
_LONGEST_WHY = 10_000
_SOME = 400
_LOCK = 0x6A756467  # "judg", the key of an advisory lock of PostgreSQL


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


def one_at_a_time(connection: Connection) -> None:
    """Wait until nobody else is writing a judgement or what follows of it. SQLite lets one write at a time anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))


def judge(
    library: Library,
    by: str,
    action: Action,
    subject: Subject,
    id: str,
    *,
    claims: Sequence[str] = (),
    incidents: Sequence[str] = (),
    field: str | None = None,
    value: Any = None,
    why: str | None = None,
    settles: bool = False,
) -> Judgement:
    """Take down what a person decided, in a transaction of its own; see `write`."""
    with library.writing() as connection:
        one_at_a_time(connection)
        return write(
            connection, by, action, subject, id, claims, incidents, field=field, value=value, why=why, settles=settles
        )


def write(
    connection: Connection,
    by: str,
    action: Action,
    subject: Subject,
    id: str,
    claims: Sequence[str] = (),
    incidents: Sequence[str] = (),
    *,
    field: str | None = None,
    value: Any = None,
    why: str | None = None,
    settles: bool = False,
) -> Judgement:
    """Take down what a person decided of the claim or the incident `id`.

    To merge names the other `incidents`, or `claims` of theirs; to split names the `claims` that are taken out. A
    correction has the `field` of the claim and its `value` (see `correcting.checked`). `settles` is for an editor who
    decides what others judge differently. What the same person has said already, and what still stands, is not said
    twice: that judgement is given back. Raises JudgementError.
    """
    why = (why or "").strip() or None
    content: dict[str, Any] = {}
    if subject is Subject.CLAIM:
        about = [_claim(connection, id).id]
        if action in (Action.MERGE, Action.SPLIT):
            raise JudgementError(f"to {action.value} is something for incidents; name an incident")
    else:
        about = _claims_of(connection, id)
        content["incident"] = id
    if action is Action.CORRECT:
        about = _correction(connection, subject, id, field, value, content)
    elif action is Action.MERGE:
        about = _merged(connection, about, claims, incidents)
    elif action is Action.SPLIT:
        content["taken"] = _taken(about, claims)
    if settles and subject is Subject.CLAIM:
        content["settles"] = True
    _check_words(by, why, content)
    if len(about) > _MOST_CLAIMS:
        raise JudgementError(f"{len(about)} claims are too many for one judgement; take at most {_MOST_CLAIMS}")
    about = sorted(about)
    again = _said_already(connection, by, action, subject, about, content, why)
    return again or _insert(connection, by, action, subject, about, content, why)


def undo(library: Library, id: str, by: str, *, others: bool = False) -> Judgement:
    """Take a judgement back: it stays in the history and counts no more. In a transaction of its own.

    Only who made it may, unless `others` is set, as for an editor. Raises JudgementError.
    """
    with library.writing() as connection:
        one_at_a_time(connection)
        return take_back(connection, id, by, others=others)


def take_back(connection: Connection, id: str, by: str, *, others: bool = False) -> Judgement:
    """As `undo`, in the caller's transaction."""
    found = judgement_of(connection, id)
    if found.by != by and not others:
        raise JudgementError(f"the judgement {id} is {found.by}'s; only an editor undoes what another decided")
    if not found.stands:
        raise JudgementError(f"the judgement {id} has been undone already, by {found.undone_by}")
    connection.execute(
        update(judgement)
        .where(judgement.c.id == id, judgement.c.undone_at.is_(None))
        .values(undone_at=datetime.now(UTC), undone_by=by)
    )
    return judgement_of(connection, id)


def judgement_of(connection: Connection, id: str) -> Judgement:
    """The judgement of an id. Raises JudgementError where there is none."""
    row = connection.execute(select(judgement).where(judgement.c.id == id)).first()
    if row is None:
        raise JudgementError(f"there is no judgement {id} in the library; `dateline history` lists what there is")
    return _with_claims(connection, [row])[0]


def judgements_of(connection: Connection, claims: Iterable[str] | None = None) -> dict[str, list[Judgement]]:
    """For each claim that was judged, the judgements that it is in, the undone ones too, the oldest first.

    `claims` are the ids that are asked for; None asks for all.
    """
    asked = None if claims is None else sorted(set(claims))
    rows: dict[str, Row[Any]] = {}
    for some in [None] if asked is None else [asked[i : i + _SOME] for i in range(0, len(asked), _SOME)]:
        statement = select(judgement)
        if some is not None:
            about = select(judgement_claim.c.judgement_id).where(judgement_claim.c.claim_id.in_(some))
            statement = statement.where(judgement.c.id.in_(about))
        rows.update((row.id, row) for row in connection.execute(statement))
    wanted = None if asked is None else set(asked)
    found: dict[str, list[Judgement]] = defaultdict(list)
    for each in sorted(_with_claims(connection, list(rows.values())), key=lambda one: one.n):
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
    return int(total), _with_claims(connection, list(rows))


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


# --- what a judgement is about ----------------------------------------------------------------------------------------


def _claim(connection: Connection, id: str) -> Row[str, Any, str]:
    row = connection.execute(
        select(claim.c.id, claim.c.content, document.c.text).join_from(claim, document).where(claim.c.id == id)
    ).first()
    if row is None:
        raise JudgementError(f"there is no claim {id} in the library; `dateline find` lists what there is")
    return row


def _claims_of(connection: Connection, incident_id: str) -> list[str]:
    asked = select(incident_claim.c.claim_id).where(incident_claim.c.incident_id == incident_id)
    found = list(connection.execute(asked).scalars())
    if not found:
        raise JudgementError(
            f"there is no incident {incident_id} in the library, or it has become another; look at the list again"
        )
    return found


def _correction(
    connection: Connection, subject: Subject, id: str, name: str | None, value: Any, content: dict[str, Any]
) -> list[str]:
    if subject is not Subject.CLAIM:
        raise JudgementError("a field of an incident is that of its claims; correct the claim that is wrong")
    if name is None:
        raise JudgementError(f"a correction names its field, one of {', '.join(FIELDS)}")
    row = _claim(connection, id)
    content["field"] = name
    content["value"] = checked(name, value, Claim.model_validate(row.content), row.text)
    return [row.id]


def _merged(connection: Connection, about: list[str], claims: Sequence[str], incidents: Sequence[str]) -> list[str]:
    others = [id for one in incidents for id in _claims_of(connection, one)]
    others += [_claim(connection, id).id for id in claims]
    found = list(dict.fromkeys([*about, *others]))
    if len(found) == len(about):
        raise JudgementError("to merge takes another incident; choose one more")
    return found


def _taken(about: Sequence[str], claims: Sequence[str]) -> list[str]:
    taken = sorted(set(claims))
    if not taken or not set(taken) <= set(about):
        raise JudgementError(
            "to split names those claims of the incident that are taken out; choose one or more of them"
        )
    if len(taken) == len(set(about)):
        raise JudgementError("to split leaves a claim in the incident; choose fewer")
    return taken


def _check_words(by: str, why: str | None, content: Mapping[str, Any]) -> None:
    if not by.strip():
        raise JudgementError("a judgement is somebody's; say whose")
    if why is not None and len(why) > _LONGEST_WHY:
        raise JudgementError(f"the reason is {len(why)} characters long; write at most {_LONGEST_WHY}")
    said = json.dumps([by, why, content], ensure_ascii=False)
    try:
        said.encode()
    except UnicodeEncodeError as error:
        raise JudgementError("the judgement holds characters that no text can hold; write it again") from error
    if "\\u0000" in said:
        raise JudgementError("the judgement holds a NUL character; write it again")


# --- rows -------------------------------------------------------------------------------------------------------------


def _said_already(
    connection: Connection,
    by: str,
    action: Action,
    subject: Subject,
    about: Sequence[str],
    content: Mapping[str, Any],
    why: str | None,
) -> Judgement | None:
    """The last judgement about the same thing, where it is the same person's and says the same."""
    asked = (
        select(judgement)
        .join(judgement_claim, judgement_claim.c.judgement_id == judgement.c.id)
        .where(judgement_claim.c.claim_id == about[0], judgement.c.undone_at.is_(None))
        .order_by(judgement.c.n.desc())
    )
    name = content.get("field")
    same_sort = (Action.ACCEPT, Action.REJECT) if action in (Action.ACCEPT, Action.REJECT) else (action,)
    rows = connection.execute(asked.where(judgement.c.action.in_(same_sort))).all()
    of_field = [row for row in rows if row.content.get("field") == name]
    if not of_field:
        return None
    last = of_field[0]
    if (last.by, last.action, last.subject, last.why) != (by, action.value, subject.value, why):
        return None
    found = _with_claims(connection, [last])[0]
    same = found.claims == tuple(about) and {**found.content, "settles": None} == {**content, "settles": None}
    same = same and bool(found.content.get("settles")) >= bool(content.get("settles"))
    return found if same else None


def _insert(
    connection: Connection,
    by: str,
    action: Action,
    subject: Subject,
    about: Sequence[str],
    content: dict[str, Any],
    why: str | None,
) -> Judgement:
    at = datetime.now(UTC)
    id = content_id(at, by, action.value, subject.value, about, content, why)
    values = {"id": id, "at": at, "by": by, "action": action.value, "subject": subject.value, "why": why}
    number = connection.execute(
        insert(judgement).values(**values, content=content).returning(judgement.c.n)
    ).scalar_one()
    connection.execute(insert(judgement_claim), [{"judgement_id": id, "claim_id": each} for each in about])
    return Judgement(id, number, at, by, action, subject, tuple(about), content, why)


def content_id(
    at: datetime, by: str, action: str, subject: str, about: Sequence[str], content: Mapping[str, Any], why: str | None
) -> str:
    """The id of a judgement: a hash of all that it says."""
    said = json.dumps(content, sort_keys=True, ensure_ascii=True)
    return content_hash("judgement", at.isoformat(), by, action, subject, " ".join(sorted(about)), said, why)


def _with_claims(connection: Connection, rows: Sequence[Row[Any]]) -> list[Judgement]:
    about: dict[str, list[str]] = defaultdict(list)
    ids = [row.id for row in rows]
    for start in range(0, len(ids), _SOME):
        some = ids[start : start + _SOME]
        asked = select(judgement_claim).where(judgement_claim.c.judgement_id.in_(some))
        for row in connection.execute(asked.order_by(judgement_claim.c.claim_id)):
            about[row.judgement_id].append(row.claim_id)
    return [
        Judgement(
            row.id,
            row.n,
            in_utc(row.at),
            row.by,
            Action(row.action),
            Subject(row.subject),
            tuple(about[row.id]),
            row.content,
            row.why,
            in_utc(row.undone_at) if row.undone_at else None,
            row.undone_by,
        )
        for row in rows
    ]


def in_utc(at: datetime) -> datetime:
    """A time of the library with its zone."""
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)  # SQLite keeps no zone


def touched(connection: Connection, claims: Iterable[str]) -> set[str]:
    """The ids of the incidents that these claims are in."""
    asked = sorted(set(claims))
    found: set[str] = set()
    for start in range(0, len(asked), _SOME):
        statement = select(incident_claim.c.incident_id).where(
            incident_claim.c.claim_id.in_(asked[start : start + _SOME])
        )
        found.update(connection.execute(statement).scalars())
    return found
