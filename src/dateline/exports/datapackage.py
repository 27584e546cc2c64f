"""`datapackage`: a zip of CSV tables with typed schemas, a Data Package as Frictionless has it.

Tables: `events` (the rows), `claims` (what each is made of), `mentions` (every span of a text that a claim stands on),
`figures`, `documents`. Keys tie them together.
"""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any, Final

from dateline.exports.cells import cell
from dateline.exports.columns import COLUMNS
from dateline.exports.provenance import Provenance
from dateline.exports.rows import Row
from dateline.library.records import DocumentRecord, StoredClaim
from dateline.model import Span

Field = tuple[str, str, str]  # name, type, meaning
_CLAIMS: Final[tuple[Field, ...]] = (
    ("id", "string", "the claim's id in the library"),
    ("event", "string", "the row of events that it belongs to"),
    ("stance", "string", "for, or against where it denies the event"),
    ("document", "string", "the report that it stands in"),
    ("kind", "string", "what it tells of"),
    ("certainty", "string", "how surely it is told"),
    ("negated", "boolean", "whether it is said not to have happened"),
    ("passage", "string", "the part of the report that it stands in"),
    ("sentence", "string", "the sentence that holds its trigger"),
)
_MENTIONS: Final[tuple[Field, ...]] = (
    ("claim", "string", "the claim that stands on it"),
    ("role", "string", "trigger, agent, target, place, when, count, said_by, certainty or negation"),
    ("position", "integer", "its place among those of its role, from 0; of said_by, from the innermost speaker"),
    ("start", "integer", "where it starts in the report's text, in code points from 0"),
    ("end", "integer", "where it ends, exclusive"),
    ("text", "string", "the words of the report"),
    ("name", "string", "whom or what they mean; of a time, its TIMEX3 value"),
    ("ref", "string", "its id in the lexicon or gazetteer"),
    ("kind", "string", "the kind of actor"),
    ("side", "string", "the principal that the actor fights or speaks for"),
    ("latitude", "number", "degrees north, WGS 84"),
    ("longitude", "number", "degrees east, WGS 84"),
    ("country", "string", "ISO 3166-1 alpha-2"),
    ("precision_km", "number", "the place lies within so many kilometres of the point"),
    ("first_day", "date", "of a time: its first day"),
    ("last_day", "date", "of a time: its last day"),
    ("of", "string", "of a count: what it counts"),
    ("low", "integer", "of a count: the lowest that it may be"),
    ("high", "integer", "of a count: the highest; empty where it has no bound"),
)
_FIGURES: Final[tuple[Field, ...]] = (
    ("event", "string", "the row of events that it belongs to"),
    ("of", "string", "what is counted"),
    ("low", "integer", "the lowest that it may be"),
    ("high", "integer", "the highest; empty where it has no bound"),
    ("who", "string", "who was counted"),
    ("origin", "string", "who gives the figure"),
    ("as_of", "date", "the day on which it was given"),
)
_DOCUMENTS: Final[tuple[Field, ...]] = (
    ("id", "string", "the report's id in the library"),
    ("given_id", "string", "what its source calls it"),
    ("title", "string", "its title"),
    ("outlet", "string", "its outlet"),
    ("url", "string", "its address"),
    ("published", "date", "its day of publication"),
    ("language", "string", "its language"),
    ("version", "integer", "which version of its page it is"),
    ("latest", "boolean", "whether it is the latest version"),
)
TABLES: Final[dict[str, tuple[Field, ...]]] = {
    "events": tuple((column.name, column.type, column.meaning) for column in COLUMNS),
    "claims": _CLAIMS,
    "mentions": _MENTIONS,
    "figures": _FIGURES,
    "documents": _DOCUMENTS,
}
_KEYS: Final = {"events": "id", "claims": ["id", "event"], "documents": "id"}
_TIES: Final = {
    "claims": {"event": "events", "document": "documents"},
    "figures": {"event": "events"},
}
_TITLES: Final = {
    "events": "Events, a row each",
    "claims": "Claims: what the reports say of each event",
    "mentions": "Mentions: the words of the reports that each claim stands on",
    "figures": "Figures, by origin",
    "documents": "Reports",
}
_GEONAMES: Final = {
    "title": "GeoNames, for the names and coordinates of places (CC BY 4.0, https://creativecommons.org/licenses/by/4.0/)",
    "path": "https://www.geonames.org",
}


def write(rows: Iterable[Row], path: Path, about: Provenance) -> int:
    """Write the rows; gives their number."""
    with ExitStack() as open_files:
        files = {
            name: open_files.enter_context((path.parent / f"{name}.csv").open("w", encoding="utf-8", newline=""))
            for name in TABLES
        }
        number, outlets = _fill(rows, files)
    head = json.dumps(descriptor(about, outlets), ensure_ascii=False, indent=1)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(_entry("datapackage.json", about), head)
        for name in TABLES:
            with (
                (path.parent / f"{name}.csv").open("rb") as table,
                package.open(_entry(f"{name}.csv", about), "w") as entry,
            ):
                while piece := table.read(1 << 20):
                    entry.write(piece)
    return number


def _fill(rows: Iterable[Row], files: Mapping[str, IO[str]]) -> tuple[int, list[str]]:
    """Write all tables side by side; gives the number of events and the outlets of their reports."""
    put: dict[str, Callable[[Iterable[object]], None]] = {}
    for name, file in files.items():
        writer = csv.writer(file)
        writer.writerow(field for field, _, _ in TABLES[name])
        put[name] = _guarding(writer)
    documents: set[str] = set()
    claims: set[str] = set()
    outlets: set[str] = set()
    number = 0
    for row in rows:
        number += 1
        put["events"](column.of(row) for column in COLUMNS)
        for figure in row.figures:
            put["figures"]((row.id, figure.of.value, figure.low, figure.high, figure.who, figure.origin, figure.as_of))
        for document in row.documents:
            if document.id not in documents:
                documents.add(document.id)
                put["documents"](_document(document))
                outlets.update([document.outlet] if document.outlet else [])
        for stored in row.claims:
            put["claims"](_claim(stored, row))
            if stored.id not in claims:
                claims.add(stored.id)
                for mention in _mentions(stored):
                    put["mentions"](mention.get(name) for name, _, _ in _MENTIONS)
    return number, sorted(outlets)


def _guarding(writer: Any) -> Callable[[Iterable[object]], None]:
    def put(values: Iterable[object]) -> None:
        writer.writerow([cell(value) for value in values])

    return put


def _document(document: DocumentRecord) -> list[object]:
    return [getattr(document, name) for name, _, _ in _DOCUMENTS]


def _claim(stored: StoredClaim, row: Row) -> list[object]:
    claim = stored.claim
    stance = "against" if stored.id in row.against else "for"
    return [
        *(stored.id, row.id, stance, stored.document.id, claim.kind.value, claim.certainty.value, claim.negated),
        *(claim.passage.value, stored.sentence),
    ]


def _mentions(stored: StoredClaim) -> Iterator[dict[str, object]]:
    claim = stored.claim
    yield _span("trigger", 0, claim.trigger, stored)
    for role, actors in (("agent", claim.agents), ("target", claim.targets)):
        for n, actor in enumerate(actors):
            yield _span(role, n, actor, stored) | {
                "name": actor.name, "ref": actor.id, "kind": actor.kind, "side": actor.side,
            }  # fmt: skip
    if claim.place is not None:
        place = claim.place
        yield _span("place", 0, place, stored) | {
            "name": place.name, "ref": place.id, "latitude": place.lat, "longitude": place.lon,
            "country": place.country, "precision_km": place.precision_km,
        }  # fmt: skip
    if claim.when is not None:
        when = claim.when
        days = {"name": when.value, "first_day": when.start, "last_day": when.end}
        yield _span("when", 0, when.evidence, stored) | days
    for n, count in enumerate(claim.counts):
        yield _span("count", n, count, stored) | {"of": count.of.value, "low": count.low, "high": count.high}
    for n, source in enumerate(claim.said_by):
        yield _span("said_by", n, source, stored) | {"name": source.name, "ref": source.id}
    for role, span in (("certainty", claim.certainty_evidence), ("negation", claim.negation_evidence)):
        if span is not None:
            yield _span(role, 0, span, stored)


def _span(role: str, position: int, span: Span, stored: StoredClaim) -> dict[str, object]:
    return {
        "claim": stored.id,
        "role": role,
        "position": position,
        "start": span.start,
        "end": span.end,
        "text": span.text,
    }


def descriptor(about: Provenance, outlets: Iterable[str]) -> dict[str, Any]:
    """The package's datapackage.json."""
    return {
        "profile": "tabular-data-package",
        "name": "dateline-export",
        "title": f"Events of {about.library}",
        "description": about.sentence()
        + ". Cells that a spreadsheet would run as a formula have an apostrophe before them. The reports are their outlets'.",
        "created": about.moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "sources": [*({"title": outlet} for outlet in outlets), _GEONAMES],
        "resources": [_resource(name, fields) for name, fields in TABLES.items()],
    }


def _resource(name: str, fields: tuple[Field, ...]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [{"name": field, "type": type, "description": meaning} for field, type, meaning in fields],
        "missingValues": [""],
    }
    if name in _KEYS:
        schema["primaryKey"] = _KEYS[name]
    if name in _TIES:
        schema["foreignKeys"] = [
            {"fields": field, "reference": {"resource": other, "fields": "id"}} for field, other in _TIES[name].items()
        ]
    return {
        "name": name,
        "title": _TITLES[name],
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _entry(name: str, about: Provenance) -> zipfile.ZipInfo:
    """A file of the zip, dated by the newest report and not by the clock."""
    moment = about.moment
    entry = zipfile.ZipInfo(name, (max(moment.year, 1980), *moment.timetuple()[1:6]))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
