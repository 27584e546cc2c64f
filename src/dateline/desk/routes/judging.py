"""Judgements: taking them down, taking them back, and what has been decided so far."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection

from dateline.desk.asking import Id, Limit, Offset, Words
from dateline.desk.filling import filled
from dateline.desk.telling import history_json, may_undo
from dateline.desk.visiting import Coder, TheDesk, Visitor
from dateline.library import judgements, judging
from dateline.library.judgements import Action, Judgement, Subject
from dateline.library.people import Person, Role
from dateline.weighing.keeping import reweigh_within

router = APIRouter(prefix="/api", tags=["judgements"])

_Ids = Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=5_000)]


class Given(BaseModel):
    """What a person decided; docs/judgements.md has the forms of `value`."""

    model_config = ConfigDict(extra="forbid")

    action: Action
    subject: Subject
    id: Annotated[str, Field(max_length=200)]
    claims: _Ids | None = Field(None, description="to split: those that are taken out; to merge: others' claims")
    incidents: _Ids | None = Field(None, description="to merge: the other incidents")
    field: Annotated[str, Field(max_length=40)] | None = Field(None, description="to correct: which field of the claim")
    value: Any = Field(None, description="to correct: what the field is to hold")
    why: Annotated[str, Field(max_length=10_000)] | None = None


@router.post("/judgements")
def judge(given: Given, at: TheDesk, me: Coder) -> dict[str, Any]:
    """Take down a judgement, and make the incidents anew that it touches; both are kept, or neither is."""
    value = filled(given.field, given.value) if given.action is Action.CORRECT else None
    with at.library.writing() as connection:
        judging.one_at_a_time(connection)
        _found(connection, given)
        decision = judging.Decision(
            me.name,
            given.action,
            given.subject,
            given.id,
            claims=given.claims or (),
            incidents=given.incidents or (),
            field=given.field,
            value=value,
            why=given.why,
            settles=_settles(connection, given, me),
        )
        return _remade(connection, judging.write(connection, decision), me)


@router.post("/judgements/{id}/undo")
def undo(id: Id, at: TheDesk, me: Coder) -> dict[str, Any]:
    """Take a judgement back; it stays in the history. Coders take back their own, editors anybody's."""
    with at.library.writing() as connection:
        judging.one_at_a_time(connection)
        _, there = judgements.history(connection, id=id)
        if not there:
            raise HTTPException(404, f"there is no judgement {id} in the library; the history lists what there is")
        if there[0].stands and not may_undo(there[0], me):
            raise HTTPException(403, f"the judgement is {there[0].by}'s; only an editor undoes what another decided")
        if not there[0].stands:
            raise HTTPException(409, f"{there[0].undone_by} has undone this judgement already; load the page again")
        return _remade(connection, judging.take_back(connection, id, me.name, others=True), me)


@router.get("/history")
def history(
    at: TheDesk,
    found: Visitor,
    limit: Limit = 50,
    offset: Offset = 0,
    claim: Words = None,
    incident: Words = None,
    by: Words = None,
    disagreements: Annotated[bool, Query()] = False,
) -> dict[str, Any]:
    """What has been decided, the newest first; with `disagreements`, only what people judge differently."""
    with at.library.reading() as connection:
        total, items = judgements.history(
            connection, claim=claim, incident=incident, by=by, disagreements=disagreements, limit=limit, offset=offset
        )
        return {"total": total, "items": history_json(connection, items, found.person)}


def _found(connection: Connection, given: Given) -> None:
    """Is there what is judged? Ends the request with 404 where it is not, or is no longer."""
    if not judgements.exists(connection, given.subject, given.id):
        raise HTTPException(
            404, f"there is no {given.subject.value} {given.id}, or it has become another; load the list again"
        )


def _settles(connection: Connection, given: Given, me: Person) -> bool:
    """Does an editor decide here what people judge differently?"""
    if given.subject is not Subject.CLAIM or not me.role.may(Role.EDITOR):
        return False
    found = judgements.judgements_of(connection, [given.id]).get(given.id, [])
    return judgements.standing(found).disagreement


def _remade(connection: Connection, made: Judgement, me: Person) -> dict[str, Any]:
    """The judgement in JSON, after the incidents that it touches are made anew in the same transaction."""
    touched = judgements.touched(connection, made.claims)
    if touched:
        reweigh_within(connection, touched)
    return {
        **history_json(connection, [made], me)[0],
        "incidents": sorted(judgements.touched(connection, made.claims)),
        "undo": may_undo(made, me),
    }
