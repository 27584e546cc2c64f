"""Incidents: the list by pages, and one with all that stands behind it."""

from __future__ import annotations

from array import array
from collections import defaultdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response
from sqlalchemy import Connection, case, select

from dateline.desk.asking import PLAIN, Asked, Id, Limit, Offset
from dateline.desk.state import Desk
from dateline.desk.telling import claim_json, incident_item, incident_judged, judgement_json
from dateline.desk.visiting import TheDesk, Visitor
from dateline.library.finding import Filter, incidents_statement
from dateline.library.judgements import judgements_of
from dateline.library.store import some_of
from dateline.library.tables import document, incident, signature
from dateline.weighing.incidents import incident_of
from dateline.weighing.model import Incident

router = APIRouter(prefix="/api", tags=["incidents"])

Sort = Annotated[Literal["day", "-day", "verdict", "independent"], "the order"]
Find = Annotated[
    str | None, Query(max_length=200, pattern=PLAIN, description="an incident, to be told where it stands")
]
_WORST = case({"contested": 0, "corroborated": 1}, value=incident.c.verdict, else_=2)
_LATEST = (incident.c.when_start.desc().nulls_last(), incident.c.n.desc())
_ORDERS: dict[str, tuple[Any, ...]] = {
    "day": (incident.c.when_start.asc().nulls_last(), incident.c.n),
    "-day": _LATEST,
    "verdict": (_WORST, *_LATEST),
    "independent": (incident.c.independent.desc(), *_LATEST),
}


@router.get("/incidents")
def incidents(
    at: TheDesk,
    _: Visitor,
    wanted: Asked,
    answer: Response,
    limit: Limit = 50,
    offset: Offset = 0,
    sort: Sort = "-day",
    find: Find = None,
) -> dict[str, Any]:
    """A page of the incidents that are wanted, and how many there are; `at` is where the one to `find` stands in the
    whole list, from 0, null where it is not in it."""
    revision = answer.headers["X-Library-Revision"] = at.revision.now()
    ordered = at.kept.get(("order", revision, wanted, sort), lambda: _ordered(at, wanted, sort))
    numbers = ordered[offset : offset + limit].tolist()
    with at.library.reading() as connection:
        asked = select(incident.c.n, incident.c.content).where(incident.c.n.in_(numbers))
        rows = {row.n: row.content for row in connection.execute(asked)}
        numbers = [n for n in numbers if n in rows]  # one may have become another since
        contents = [rows[n] for n in numbers]
        judged = judgements_of(connection, [each["id"] for one in contents for each in one["claims"]])
    items = [
        incident_item(one, incident_judged(judged[c["id"]] for c in one["claims"] if c["id"] in judged))
        for one in contents
    ]
    return {"total": len(ordered), "items": items, "at": _place(at, ordered, find) if find else None}


def _place(at: Desk, ordered: array[int], id: str) -> int | None:
    with at.library.reading() as connection:
        number = connection.execute(select(incident.c.n).where(incident.c.id == id)).scalar_one_or_none()
    return None if number is None or number not in ordered else ordered.index(number)


def _ordered(at: Desk, wanted: Filter, sort: str) -> array[int]:
    """The numbers of all incidents that are wanted, in their order: sought once, however many pages are turned."""
    statement = incidents_statement(at.library, wanted).with_only_columns(incident.c.n).order_by(*_ORDERS[sort])
    with at.library.reading() as connection:
        return array("q", connection.execute(statement).scalars())


@router.get("/incidents/{id}")
def one_incident(id: Id, at: TheDesk, found: Visitor) -> dict[str, Any]:
    """One incident with its claims, the tree of those who say it, and its judgements."""
    made = incident_of(at.library, id)
    return whole_incident(at, made, found.person)


def whole_incident(at: Any, made: Incident, me: Any) -> dict[str, Any]:
    """An incident as its card shows it, in JSON."""
    stored = at.library.claims_of(each.id for each in made.claims)
    with at.library.reading() as connection:
        judged = judgements_of(connection, stored)
        copied = _copied(connection, {each.document.id for each in stored.values()})
    origin_of = {id: origin.name for origin in made.origins for id in origin.claims}
    claims = []
    for each in made.claims:
        if each.id in stored:
            told = claim_json(stored[each.id], judged.get(each.id, []), me)
            told |= {"kind": each.kind.value, "stance": each.stance, "origin": origin_of.get(each.id)}
            of = told["copied_from"] = copied.get(stored[each.id].document.id)
            told["copy_of"] = of["id"] if of else None
            claims.append(told)
    by_id = {each["id"]: each for each in claims}
    tree = [
        {
            "origin": origin.name,
            "independent": True,
            "claims": [_leaf(by_id[id]) for id in origin.claims if id in by_id],
        }
        for origin in made.origins
    ]
    no_evidence = [_leaf(each) for each in claims if each["origin"] is None]
    if no_evidence:
        tree.append({"origin": None, "independent": False, "claims": no_evidence})
    judgements = {one.id: one for each in judged.values() for one in each}
    return {
        **made.model_dump(mode="json"),
        "claims": claims,
        "tree": tree,
        "judged": incident_judged(judged.values()),
        "judgements": [judgement_json(one, me) for one in sorted(judgements.values(), key=lambda one: one.n)],
    }


def _leaf(told: dict[str, Any]) -> dict[str, Any]:
    read = told["corrected"] or told["claim"]
    return {
        "id": told["id"],
        "chain": [each["name"] for each in read["said_by"]],
        "outlet": told["document"]["outlet"],
        "document": told["document"]["id"],
        "title": told["document"]["title"],
        "published": told["document"]["published"],
        "copy_of": told["copy_of"],
        "copied_from": told["copied_from"],
        "stance": told["stance"],
    }


def _copied(connection: Connection, ids: set[str]) -> dict[str, dict[str, Any]]:
    """For the reports that are copies, the report that each copies."""
    found: dict[str, str] = {}
    for some in some_of(ids):
        rows = select(signature.c.document_id, signature.c.copy_of).where(
            signature.c.document_id.in_(some), signature.c.copy_of.is_not(None)
        )
        found.update((row.document_id, row.copy_of) for row in connection.execute(rows))
    names: dict[str, dict[str, Any]] = defaultdict(dict)
    for some in some_of(set(found.values())):
        asked = select(document.c.id, document.c.title, document.c.outlet).where(document.c.id.in_(some))
        names.update(
            (row.id, {"id": row.id, "title": row.title, "outlet": row.outlet}) for row in connection.execute(asked)
        )
    return {id: names[of] for id, of in found.items() if of in names}
