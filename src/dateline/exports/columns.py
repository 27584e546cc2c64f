"""The columns of a row as a flat table, the same for csv, parquet, geojson, gpkg and datapackage, and a row as nested JSON.

A column that tells of words in the text (`trigger`, `place_text`, `when_text` …) tells of those of the row's first claim,
which is the only one where a row is a claim; the column `claims` holds every claim whole.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Final, Literal

from dateline.exports.cells import joined
from dateline.exports.notes import summary
from dateline.exports.rows import Figure, Row
from dateline.library.records import DocumentRecord, StoredClaim

Type = Literal["string", "integer", "number", "boolean", "date"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, the type of its values, what they mean, and how a row gives its own; None for unknown."""

    name: str
    type: Type
    meaning: str
    of: Callable[[Row], Any]


def _first(*names: str) -> Callable[[Row], Any]:
    """Follow a path of attributes from the first claim; None as soon as one of them is."""

    def get(row: Row) -> Any:
        value: Any = row.first.claim
        for name in names:
            if value is None:
                return None
            value = getattr(value, name)
        return value

    return get


def _where(name: str) -> Callable[[Row], Any]:
    return lambda row: (getattr(row.where, name) or None) if row.where is not None else None


def _coordinate(name: str) -> Callable[[Row], Any]:
    return lambda row: getattr(row.where, name) if row.where is not None else None


def _parties(which: str, name: str) -> Callable[[Row], str | None]:
    def get(row: Row) -> str | None:
        return joined(value for party in getattr(row, which) if (value := getattr(party, name))) or None

    return get


def _document(name: str) -> Callable[[Row], Any]:
    return lambda row: getattr(row.first.document, name)


def _code(name: str) -> Callable[[Row], Any]:
    return lambda row: getattr(row.codes, name)


def figure_in_words(figure: Figure) -> str:
    """A figure with whom it counts: "killed 12- (Islamic State fighters)" for at least twelve."""
    high = "" if figure.high is None else str(figure.high)
    number = high if high == str(figure.low) else f"{figure.low}-{high}"
    return f"{figure.of.value} {number}" + (f" ({figure.who})" if figure.who else "")


def _chain(stored: StoredClaim) -> str:
    return " < ".join(source.name for source in stored.claim.said_by)


COLUMNS: Final[tuple[Column, ...]] = (
    Column("id", "string", "the claim's or incident's id in the library", attrgetter("id")),
    Column("row", "string", "what the row is: claim or incident", attrgetter("of")),
    Column("kind", "string", "what happened, in dateline's kinds", lambda row: row.kind.value),
    Column("summary", "string", "the event in a phrase, put together from the other columns", summary),
    Column("start", "date", "first day on which it may have happened", attrgetter("start")),
    Column("end", "date", "last day on which it may have happened", attrgetter("end")),
    Column("place", "string", "where, by the gazetteer's name or the report's own", _where("name")),
    Column("latitude", "number", "degrees north, WGS 84", _coordinate("lat")),
    Column("longitude", "number", "degrees east, WGS 84", _coordinate("lon")),
    Column("precision_km", "number", "the place lies within so many kilometres of the point", _coordinate("precision_km")),
    Column("place_type", "string", "what sort of place the gazetteer has it for", _where("type")),
    Column("admin1", "string", "first-level division", _where("admin1")),
    Column("country", "string", "ISO 3166-1 alpha-2", _where("country")),
    Column("place_id", "string", "the place's id in the gazetteer", _where("id")),
    Column("agents", "string", "who acts; several are parted by semicolons", _parties("agents", "name")),
    Column("agent_ids", "string", "their ids in the lexicon, of those that it knows", _parties("agents", "id")),
    Column("agent_kinds", "string", "their kinds", _parties("agents", "kind")),
    Column("agent_sides", "string", "the principals they fight or speak for", _parties("agents", "side")),
    Column("targets", "string", "who or what is acted upon", _parties("targets", "name")),
    Column("target_ids", "string", "their ids in the lexicon, of those that it knows", _parties("targets", "id")),
    Column("target_kinds", "string", "their kinds", _parties("targets", "kind")),
    Column("target_sides", "string", "the principals they fight or speak for", _parties("targets", "side")),
    Column(
        "figures",
        "string",
        "how many, lowest and highest, and who is counted; an open end for no highest",
        lambda row: joined(map(figure_in_words, row.figures)) or None,
    ),
    Column("certainty", "string", "stated, alleged, possible, planned or conditional", lambda row: row.certainty.value),
    Column("negated", "boolean", "whether it is said not to have happened", attrgetter("negated")),
    Column("origins", "string", "who says so, each independent of the others", lambda row: joined(row.origins)),
    Column("independent", "integer", "how many independent origins", attrgetter("independent")),
    Column("verdict", "string", "single-source, corroborated or contested; empty of a claim", attrgetter("verdict")),
    Column("plover_event", "string", "PLOVER event type", _code("plover_event")),
    Column("plover_mode", "string", "PLOVER mode", _code("plover_mode")),
    Column("cameo_root", "string", "CAMEO root code, 01 to 20", _code("cameo_root")),
    Column("acled_event_type", "string", "ACLED event type", _code("acled_event_type")),
    Column("acled_sub_event_type", "string", "ACLED sub-event type", _code("acled_sub_event_type")),
    Column("ucdp_type", "integer", "UCDP: 1 state-based, 2 non-state, 3 one-sided", _code("ucdp_type")),
    Column("said_by", "string", "the first claim's chain of speakers, innermost first, parted by <",
           lambda row: _chain(row.first) or None),
    Column("sentence", "string", "the sentence that holds the first claim's trigger", lambda row: row.first.sentence),
    Column("trigger", "string", "the words that tell of it", _first("trigger", "text")),
    Column("trigger_start", "integer", "where they start in the report's text, in code points from 0", _first("trigger", "start")),
    Column("trigger_end", "integer", "where they end, exclusive", _first("trigger", "end")),
    Column("place_text", "string", "the words that say where", _first("place", "text")),
    Column("place_start", "integer", "where they start", _first("place", "start")),
    Column("place_end", "integer", "where they end, exclusive", _first("place", "end")),
    Column("when_value", "string", "the time as TIMEX3 has it", _first("when", "value")),
    Column("when_text", "string", "the words that say when", _first("when", "evidence", "text")),
    Column("when_start", "integer", "where they start", _first("when", "evidence", "start")),
    Column("when_end", "integer", "where they end, exclusive", _first("when", "evidence", "end")),
    Column("passage", "string", "headline, dateline, body, item, caption or comment", _first("passage", "value")),
    Column("document_id", "string", "the library's id of the first claim's report", _document("id")),
    Column("document_name", "string", "what the report's source calls it, else its id", _document("name")),
    Column("title", "string", "the report's title", _document("title")),
    Column("outlet", "string", "the report's outlet", _document("outlet")),
    Column("url", "string", "the report's address", _document("url")),
    Column("published", "date", "the report's day of publication", _document("published")),
    Column("reports", "integer", "how many reports tell of it", lambda row: len(row.documents)),
    Column("judged", "string", "what people decided of it; empty where nobody has", attrgetter("judged")),
    Column("judged_by", "string", "who decided", lambda row: joined(row.judged_by) or None),
)  # fmt: skip
CLAIMS: Final = Column(
    "claims",
    "string",
    "every claim of the row, whole, as JSON: id, stance, document, sentence, and the claim with all its evidence",
    lambda row: json.dumps(claims_of(row), ensure_ascii=False, sort_keys=True, separators=(",", ":")),
)


def claims_of(row: Row) -> list[dict[str, Any]]:
    """Every claim of the row as JSON has it."""
    return [
        {
            "id": stored.id,
            "stance": "against" if stored.id in row.against else "for",
            "document": document_record(stored.document),
            "sentence": stored.sentence,
            "claim": stored.claim.model_dump(mode="json"),
        }
        for stored in row.claims
    ]


def document_record(document: DocumentRecord) -> dict[str, Any]:
    """A report as JSON has it."""
    return {"id": document.id, "given_id": document.given_id, **document.about()}


def record(row: Row) -> dict[str, Any]:
    """The row as nested JSON, with nothing of it left out."""
    return {
        "id": row.id,
        "row": row.of,
        "kind": row.kind.value,
        "summary": summary(row),
        "start": row.start.isoformat() if row.start else None,
        "end": row.end.isoformat() if row.end else None,
        "place": _fields(
            row.where, ("name", "lat", "lon", "precision_km", "type", "admin1", "admin2", "country", "id")
        ),
        "agents": [_fields(party, ("name", "id", "kind", "side")) for party in row.agents],
        "targets": [_fields(party, ("name", "id", "kind", "side")) for party in row.targets],
        "figures": [
            {
                "of": figure.of.value,
                "low": figure.low,
                "high": figure.high,
                "who": figure.who,
                "origin": figure.origin,
                "as_of": figure.as_of.isoformat() if figure.as_of else None,
            }
            for figure in row.figures
        ],
        "certainty": row.certainty.value,
        "negated": row.negated,
        "origins": list(row.origins),
        "independent": row.independent,
        "verdict": row.verdict,
        "codes": row.codes.model_dump(mode="json"),
        "judged": row.judged,
        "judged_by": list(row.judged_by),
        "claims": claims_of(row),
    }


def _fields(value: object, names: Iterable[str]) -> dict[str, Any] | None:
    return None if value is None else {name: getattr(value, name) for name in names}
