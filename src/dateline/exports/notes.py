"""An event in a sentence: what the reports say, from the row's own fields, and the sentence that says it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from dateline.exports.data import load_yaml, refuse
from dateline.exports.rows import Figure, Row
from dateline.model import Kind


@dataclass(frozen=True, slots=True)
class _Phrase:
    event: str
    agents: str = "by"
    targets: str = "against"


@cache
def _phrases() -> dict[Kind, _Phrase]:
    name, content = "phrases.yaml", load_yaml("phrases.yaml")
    mistakes = [f"no such kind: {kind}" for kind in content if kind not in list(Kind)]
    mistakes += [f"{kind.value} is missing" for kind in Kind if kind.value not in content]
    mistakes += [f"{kind}: needs event, and may have agents and targets" for kind, entry in content.items()
                 if not isinstance(entry, dict) or not {"event"} <= entry.keys() <= {"event", "agents", "targets"}]  # fmt: skip
    mistakes += [
        f"{kind}: {key} must be a word or words; quote it"
        for kind, entry in content.items()
        if isinstance(entry, dict)
        for key, value in entry.items()
        if not isinstance(value, str)
    ]
    refuse(name, mistakes)
    return {Kind(kind): _Phrase(**entry) for kind, entry in content.items()}


def summary(row: Row) -> str:
    """The event in a phrase: "Capture by Iraqi Army from Islamic State at Bartella on 20 October 2016 (alleged)"."""
    phrase = _phrases()[row.kind]
    said = phrase.event
    if row.agents:
        said += f" {phrase.agents} {_listed([party.name for party in row.agents])}"
    if row.targets:
        said += f" {phrase.targets} {_listed([party.name for party in row.targets])}"
    if row.where is not None:
        said += f" at {row.where.name}"
    said += _days(row.start, row.end)
    figures = [figure for figure in row.figures if not figure.part]
    if figures:
        several = len({figure.who for figure in figures}) > 1
        said += ": " + ", ".join(dict.fromkeys(_figure(figure, with_who=several) for figure in figures))
    doubts = (["denied"] if row.negated else []) + ([row.certainty.value] if row.certainty.value != "stated" else [])
    return f"{said} ({', '.join(doubts)})" if doubts else said


def notes(row: Row) -> str:
    """The event in a phrase, who says it, and the sentence that says it with its report, as a coder would note it."""
    document = row.first.document
    where = ", ".join(filter(None, (document.outlet or document.title or document.name, _day(document.published))))
    verdict = f" ({row.verdict})" if row.verdict else ""
    quoted = " ".join(row.first.sentence.split())
    return f"{summary(row)}. According to {_listed(row.origins)}{verdict}. “{quoted}” ({where})"


def _listed(names: list[str] | tuple[str, ...]) -> str:
    names = list(dict.fromkeys(names))
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day is not None else ""


def _days(start: date | None, end: date | None) -> str:
    if start is None or end is None:
        return ""
    return f" on {_day(start)}" if start == end else f" between {_day(start)} and {_day(end)}"


def _figure(figure: Figure, *, with_who: bool) -> str:
    if figure.high is None:
        number = f"{figure.low} or more"
    else:
        number = str(figure.low) if figure.low == figure.high else f"{figure.low} to {figure.high}"
    who = f" ({figure.who})" if with_who and figure.who else ""
    return f"{number} {figure.of.value}{who}"
