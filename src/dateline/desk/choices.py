"""What a list of incidents can be narrowed down to: the kinds, places, actors and the rest, with how many have each."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, distinct, func, literal, select, union_all

from dateline.desk.state import Desk
from dateline.library.finding import Filter, incidents_statement
from dateline.library.tables import claim, document, incident, incident_claim, mention

_MOST = 50
_OWN = ("kind", "verdict", "place")
_TOLD = ("certainty", "outlet", "said_by", "actor")


def choices(at: Desk, wanted: Filter) -> dict[str, list[dict[str, Any]]]:
    """For each thing that can be chosen, its values that most of the wanted incidents have, and how many have each."""
    if wanted:
        return _asked(at, wanted, (*_OWN, *_TOLD))
    with at.library.reading() as connection:
        counts = (select(func.max(table.c.n), func.count()) for table in (incident, claim, document))
        state = tuple(tuple(connection.execute(question).one()) for question in counts)
    # What claims say of all incidents is the same until other claims come in or incidents become others.
    told = at.kept.get(("told", state), lambda: _asked(at, wanted, _TOLD))
    return _asked(at, wanted, _OWN) | told


def _asked(at: Desk, wanted: Filter, names: tuple[str, ...]) -> dict[str, list[dict[str, Any]]]:
    """One question for all of them, so that the incidents that are wanted are sought once."""
    chosen: Any = incident
    told: Any = incident_claim
    if wanted:
        columns = (incident.c[name] for name in ("id", *_OWN))
        chosen = incidents_statement(at.library, wanted).with_only_columns(*columns).cte("chosen")
        told = select(incident_claim).where(incident_claim.c.incident_id.in_(select(chosen.c.id))).cte("told")
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    with at.library.reading() as connection:
        for of, value, n in connection.execute(union_all(*(_most(name, chosen, told) for name in names))):
            found[of].append({"value": value, "n": n})
    for each in found.values():
        each.sort(key=lambda one: (-one["n"], one["value"]))
    return found


def _most(name: str, chosen: Any, told: Any) -> Select[Any]:
    """The question for one of them; its rows are its name, a value, and how many incidents have the value."""
    value: ColumnElement[Any]
    if name in _OWN:
        value, number, rows = chosen.c[name], func.count(), chosen
    elif name in ("said_by", "actor"):
        roles = ("says",) if name == "said_by" else ("agent", "target")
        value, number = mention.c.name, func.count(distinct(told.c.incident_id))
        rows = told.join(mention, (mention.c.claim_id == told.c.claim_id) & mention.c.role.in_(roles))
    else:
        value = claim.c.certainty if name == "certainty" else document.c.outlet
        number = func.count(distinct(told.c.incident_id))
        rows = told.join(claim, claim.c.id == told.c.claim_id)
        if name == "outlet":
            rows = rows.join(document, document.c.id == claim.c.document_id)
    counted = select(value.label("value"), number.label("n")).select_from(rows).where(value.is_not(None))
    best = counted.group_by(value).order_by(number.desc(), value).limit(_MOST).subquery()
    return select(literal(name), best.c.value, best.c.n)
