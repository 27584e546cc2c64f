"""Takes down what a person decides of a claim or an incident, and takes it back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from dateline.errors import JudgementError
from dateline.library.correcting import FIELDS, checked
from dateline.library.judgements import Action, Judgement, Subject, content_id, judgement_of, with_claims
from dateline.library.store import Library
from dateline.library.tables import claim, document, incident_claim, judgement, judgement_claim
from dateline.model import Claim

__all__ = ["Decision", "judge", "one_at_a_time", "take_back", "undo", "write"]

_MOST_CLAIMS = 5_000
_LONGEST_WHY = 10_000
_LOCK = 0x6A756467  # "judg", the key of an advisory lock of PostgreSQL


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decides of the claim or the incident `id`.

    To merge names the other `incidents`, or `claims` of theirs; to split names the `claims` that are taken out. A
    correction has the `field` of the claim and its `value` (see `correcting.checked`). `settles` is for an editor who
    decides what others judge differently.
    """

    by: str
    action: Action
    subject: Subject
    id: str
    _: KW_ONLY
    claims: Sequence[str] = ()
    incidents: Sequence[str] = ()
    field: str | None = None
    value: Any = None
    why: str | None = None
    settles: bool = False


def one_at_a_time(connection: Connection) -> None:
    """Wait until nobody else is writing a judgement or what follows of it. SQLite lets one write at a time anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))


def judge(library: Library, given: Decision) -> Judgement:
    """Take down what a person decided, in a transaction of its own; see `write`."""
    with library.writing() as connection:
        one_at_a_time(connection)
        return write(connection, given)


def write(connection: Connection, given: Decision) -> Judgement:
    """Take down what a person decided, in the caller's transaction.

    What the same person has said already, and what still stands, is not said twice: that judgement is given back. Raises
    JudgementError.
    """
    about, content = _about(connection, given)
    if len(about) > _MOST_CLAIMS:
        raise JudgementError(f"{len(about)} claims are too many for one judgement; take at most {_MOST_CLAIMS}")
    why = (given.why or "").strip() or None
    said = Judgement(
        "", 0, datetime.now(UTC), given.by, given.action, given.subject, tuple(sorted(about)), content, why
    )
    _check_words(said)
    return _said_already(connection, said) or _insert(connection, said)


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


# --- what a judgement is about ----------------------------------------------------------------------------------------


def _about(connection: Connection, given: Decision) -> tuple[list[str], dict[str, Any]]:
    """The claims that a decision is about, and what else it says, as `Judgement.content` has it."""
    if given.subject is Subject.CLAIM:
        row = _claim(connection, given.id)
        if given.action in (Action.MERGE, Action.SPLIT):
            raise JudgementError(f"to {given.action.value} is something for incidents; name an incident")
        content = _correction(given, row) if given.action is Action.CORRECT else {}
        return [row.id], {**content, "settles": True} if given.settles else content
    members = _claims_of(connection, given.id)
    if given.action is Action.CORRECT:
        raise JudgementError("a field of an incident is that of its claims; correct the claim that is wrong")
    if given.action is Action.MERGE:
        return _merged(connection, members, given), {"incident": given.id}
    if given.action is Action.SPLIT:
        return members, {"incident": given.id, "taken": _taken(members, given.claims)}
    return members, {"incident": given.id}


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


def _correction(given: Decision, row: Row[str, Any, str]) -> dict[str, Any]:
    if given.field is None:
        raise JudgementError(f"a correction names its field, one of {', '.join(FIELDS)}")
    value = checked(given.field, given.value, Claim.model_validate(row.content), row.text)
    return {"field": given.field, "value": value}


def _merged(connection: Connection, members: list[str], given: Decision) -> list[str]:
    others = [id for one in given.incidents for id in _claims_of(connection, one)]
    others += [_claim(connection, id).id for id in given.claims]
    found = list(dict.fromkeys([*members, *others]))
    if len(found) == len(members):
        raise JudgementError("to merge takes another incident; choose one more")
    return found


def _taken(members: Sequence[str], claims: Sequence[str]) -> list[str]:
    taken = sorted(set(claims))
    if not taken or not set(taken) <= set(members):
        raise JudgementError(
            "to split names those claims of the incident that are taken out; choose one or more of them"
        )
    if len(taken) == len(members):
        raise JudgementError("to split leaves a claim in the incident; choose fewer")
    return taken


def _check_words(said: Judgement) -> None:
    if not said.by.strip():
        raise JudgementError("a judgement is somebody's; say whose")
    if said.why is not None and len(said.why) > _LONGEST_WHY:
        raise JudgementError(f"the reason is {len(said.why)} characters long; write at most {_LONGEST_WHY}")
    words = json.dumps([said.by, said.why, said.content], ensure_ascii=False)
    try:
        words.encode()
    except UnicodeEncodeError as error:
        raise JudgementError("the judgement holds characters that no text can hold; write it again") from error
    if "\\u0000" in words:
        raise JudgementError("the judgement holds a NUL character; write it again")


# --- rows -------------------------------------------------------------------------------------------------------------


def _said_already(connection: Connection, said: Judgement) -> Judgement | None:
    """The last judgement about the same thing, where it is the same person's and says the same."""
    verdicts = (Action.ACCEPT, Action.REJECT)
    rows = connection.execute(
        select(judgement)
        .join(judgement_claim, judgement_claim.c.judgement_id == judgement.c.id)
        .where(judgement_claim.c.claim_id == said.claims[0], judgement.c.undone_at.is_(None))
        .where(judgement.c.action.in_(verdicts if said.action in verdicts else (said.action,)))
        .order_by(judgement.c.n.desc())
    )
    last = next((row for row in rows if row.content.get("field") == said.content.get("field")), None)
    if last is None:
        return None
    (found,) = with_claims(connection, [last])
    if _words(found) != _words(said):
        return None
    return found if found.content.get("settles") or not said.content.get("settles") else None


def _words(said: Judgement) -> tuple[object, ...]:
    """What a judgement says, but for when, and whether it settles a disagreement."""
    content = {**said.content, "settles": None}
    return said.by, said.action, said.subject, said.claims, content, said.why


def _insert(connection: Connection, said: Judgement) -> Judgement:
    id = content_id(said)
    values = {"id": id, "at": said.at, "by": said.by, "action": said.action.value, "subject": said.subject.value}
    statement = insert(judgement).values(**values, why=said.why, content=dict(said.content))
    number = connection.execute(statement.returning(judgement.c.n)).scalar_one()
    connection.execute(insert(judgement_claim), [{"judgement_id": id, "claim_id": each} for each in said.claims])
    return replace(said, id=id, n=number)
