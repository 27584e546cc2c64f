"""The library's things as JSON for the page and for programs; /api/openapi.json has the addresses that give them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, select

from dateline.library.correcting import corrected
from dateline.library.judgements import Action, Judgement, Standing, Subject, standing
from dateline.library.people import Person, Role
from dateline.library.records import DocumentRecord, StoredClaim
from dateline.library.store import some_of
from dateline.library.tables import claim, incident, incident_claim
from dateline.library.telling import judgement_as_json
from dateline.model import Claim


def link(url: str | None) -> str | None:
    """The address where it is one of the web that can be opened without harm, else None: never `javascript:`."""
    if not url or not url.isprintable():
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in ("http", "https") and parts.netloc else None


def document_json(record: DocumentRecord) -> dict[str, Any]:
    """What is known of a report. `url` is as it was given; `link` is it where it can be opened without harm."""
    return {
        "id": record.id,
        "name": record.name,
        **record.about(),
        "link": link(record.url),
    }


def judged_json(read: Claim, sentence: str, judgements: Sequence[Judgement], me: Person) -> dict[str, Any]:
    """A claim as read, how it stands, and as corrected where somebody corrected it."""
    found: Standing = standing(judgements)
    changed = corrected(read, found.corrections, sentence) if found.corrections else None
    return {
        "claim": read.model_dump(mode="json"),
        "corrected": changed.model_dump(mode="json") if changed is not None else None,
        "judged": found.judged,
        "disagreement": found.disagreement,
        "judgements": [judgement_json(each, me) for each in judgements],
    }


def claim_json(stored: StoredClaim, judgements: Sequence[Judgement], me: Person) -> dict[str, Any]:
    """A claim with its report, its sentence and its judgements."""
    return {
        "id": stored.id,
        **judged_json(stored.claim, stored.sentence, judgements, me),
        "sentence": stored.sentence,
        "document": document_json(stored.document),
    }


def judgement_json(each: Judgement, me: Person) -> dict[str, Any]:
    """A judgement; `may_undo` tells whether the person who asks may take it back."""
    return {
        **judgement_as_json(each),
        "field": each.content.get("field"),
        "value": each.content.get("value"),
        "settles": bool(each.content.get("settles")),
        "mine": each.by == me.name,
        "may_undo": may_undo(each, me),
    }


def may_undo(each: Judgement, me: Person) -> bool:
    """May this person take the judgement back? Coders their own, editors any."""
    return each.stands and me.role.may(Role.CODER) and (each.by == me.name or me.role.may(Role.EDITOR))


def incident_judged(judgements: Iterable[Sequence[Judgement]]) -> str | None:
    """How an incident was judged by what people said of its claims; "mixed" where claims or people differ."""
    found = {judged for each in judgements if (judged := standing(each).judged)}
    return None if not found else found.pop() if len(found) == 1 else "mixed"


def incident_item(content: Mapping[str, Any], judged: str | None) -> dict[str, Any]:
    """An incident as the list shows it. `content` is that of dateline.weighing.model.Incident."""
    figures: dict[str, list[Any]] = {}
    for each in content["figures"]:
        low, high = figures.setdefault(each["of"], [each["low"], each["high"]])
        figures[each["of"]] = [
            min(low, each["low"]),
            None if high is None or each["high"] is None else max(high, each["high"]),
        ]
    place = content["place"]
    return {
        "id": content["id"],
        "kind": content["kind"],
        "verdict": content["verdict"],
        "independent": content["independent"],
        "place": place and {name: place[name] for name in ("name", "lat", "lon", "precision_km", "country")},
        "when": content["when"],
        "agents": [each["name"] for each in content["agents"]],
        "targets": [each["name"] for each in content["targets"]],
        "claims": len(content["claims"]),
        "outlets": len({each["document"]["outlet"] or each["document"]["id"] for each in content["claims"]}),
        "figures": [{"of": of, "low": low, "high": high} for of, (low, high) in figures.items()],
        "judged": judged,
    }


def history_json(connection: Connection, judgements: Sequence[Judgement], me: Person) -> list[dict[str, Any]]:
    """Judgements with what they are about: the claim's sentence and report, or the incident's kind and place."""
    first = [each.claims[0] for each in judgements if each.claims]
    about: dict[str, Any] = {}
    incidents: dict[str, Any] = {}
    for some in some_of(set(first)):
        rows = connection.execute(select(claim.c.id, claim.c.sentence, claim.c.document_id).where(claim.c.id.in_(some)))
        about.update((row.id, row) for row in rows)
        joined = (
            select(incident_claim.c.claim_id, incident.c.id, incident.c.kind, incident.c.place)
            .join(incident, incident.c.id == incident_claim.c.incident_id)
            .where(incident_claim.c.claim_id.in_(some))
        )
        incidents.update((row.claim_id, row) for row in connection.execute(joined))
    items = []
    for each in judgements:
        read, of = about.get(each.claims[0]), incidents.get(each.claims[0])
        words = read.sentence if read is not None else ""
        if each.subject is Subject.INCIDENT and of is not None and each.action is not Action.CORRECT:
            words = f"{of.kind}, {of.place}" if of.place else of.kind
        items.append(
            {
                **judgement_json(each, me),
                "about": words,
                "document": read.document_id if read is not None else None,
                "incident": of.id if of is not None else None,
            }
        )
    return items
