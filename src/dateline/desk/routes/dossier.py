"""The dossier of an incident: one page that prints well, with its evidence, its sources and what people decided."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from dateline.desk.asking import Id
from dateline.desk.pages import page
from dateline.desk.routes.incidents import whole_incident
from dateline.desk.state import Desk
from dateline.desk.visiting import TheDesk, Visitor
from dateline.model import Claim
from dateline.showing import figure, interval
from dateline.weighing.incidents import incident_of

router = APIRouter(include_in_schema=False)


@router.get("/incidents/{id}/dossier")
def dossier(id: Id, at: TheDesk, found: Visitor) -> HTMLResponse:
    """One incident, to be printed."""
    made = incident_of(at.library, id)
    whole = whole_incident(at, made, found.person)
    figures: dict[str, list[dict[str, Any]]] = {}
    for each in made.figures:
        shown = (
            f"{each.low:,}+"
            if each.high is None
            else f"{each.low:,}"
            if each.low == each.high
            else f"{each.low:,}–{each.high:,}"
        )
        figures.setdefault(each.of.value, []).append(
            {"shown": shown, "origin": each.origin, "as_of": each.as_of, "who": each.who}
        )
    claims = {each["id"]: {**each, "shown": _shown(each)} for each in whole["claims"]}
    reports = {each["document"]["id"]: each["document"] for each in whole["claims"]}
    return HTMLResponse(
        page(
            "dossier.html",
            incident=whole,
            when=_days(whole["when"]),
            figures=figures,
            claims=claims,
            reports=_with_raw(at, reports),
            library=at.library_name,
            version=version("dateline"),
            printed=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
            by=found.person.name,
        )
    )


def _days(when: dict[str, str] | None) -> str:
    if when is None:
        return "day not known"
    return when["start"] if when["start"] == when["end"] else f"{when['start']} – {when['end']}"


def _shown(told: dict[str, Any]) -> dict[str, Any]:
    """A claim's fields in words, after corrections, and its sentence in three pieces: before, the trigger, after."""
    claim = Claim.model_validate(told["corrected"] or told["claim"])
    sentence, trigger = told["sentence"], claim.trigger.text
    at = sentence.find(trigger)
    pieces = (sentence[:at], trigger, sentence[at + len(trigger) :]) if at >= 0 else (sentence, "", "")
    return {
        "pieces": pieces,
        "agents": ", ".join(dict.fromkeys(each.name for each in claim.agents)),
        "targets": ", ".join(dict.fromkeys(each.name for each in claim.targets)),
        "place": claim.place.name if claim.place else "",
        "when": interval(claim.when) if claim.when else "",
        "figures": ", ".join(figure(each) for each in claim.counts),
        "sure": ("not, " if claim.negated else "") + claim.certainty.value,
        "chain": " ← ".join(each.name for each in claim.said_by),
    }


def _with_raw(at: Desk, reports: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """The reports with how they came in, by outlet and day."""
    found = []
    for id, report in reports.items():
        stored = at.library.document(id)
        found.append(
            {
                **report,
                "origin": stored.origin,
                "retrieved_at": stored.retrieved_at.strftime("%Y-%m-%d %H:%M UTC"),
                "raw_sha256": stored.raw_sha256,
            }
        )
    return sorted(found, key=lambda each: (each["published"] or "9999", each["outlet"] or "", each["id"]))
