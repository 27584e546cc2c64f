"""Claims, reports and judgements of a library as JSON for programs and as tables for a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.table import Table
from rich.text import Text

from dateline.library.judgements import Judgement
from dateline.library.records import DocumentRecord, StoredClaim
from dateline.showing import Row, cell, plain_table

# So many figures of an id are shown; `dateline show` takes the start of one.
ID_FIGURES = 8
_WIDE = 140


def document_as_json(document: DocumentRecord) -> dict[str, Any]:
    """What is known of a report, without its text; `id` is the source's own where it has one, `key` the library's."""
    return {"id": document.name, "key": document.id, **document.about()}


def claim_as_json(stored: StoredClaim) -> dict[str, Any]:
    """A claim as docs/schema/reading.schema.json has it, with the library's id, its report and its sentence."""
    return {
        **stored.claim.model_dump(mode="json"),
        "id": stored.id,
        "document": document_as_json(stored.document),
        "sentence": stored.sentence,
    }


def judgement_as_json(each: Judgement) -> dict[str, Any]:
    """A judgement; `content` is what it says beside who decided what, when and why, as docs/judgements.md has it."""
    return {
        "id": each.id,
        "at": each.at.isoformat(),
        "by": each.by,
        "action": each.action.value,
        "subject": each.subject.value,
        "claims": list(each.claims),
        "content": dict(each.content),
        "why": each.why,
        "undone_at": each.undone_at.isoformat() if each.undone_at else None,
        "undone_by": each.undone_by,
    }


def found_table(found: Sequence[StoredClaim], width: int) -> Table:
    """Claims of a library as a table that fits into `width` columns: a row each, or three where it is narrow."""
    headers = ("id", "kind", "who", "whom", "where", "when", "how many", "how sure", "who says so", "report")
    if width >= _WIDE:
        table = plain_table([(h, 0 if h in ("id", "kind", "when", "how sure") else 1) for h in headers])
        for stored in found:
            row = Row(stored.claim)
            cells = (row.kind, row.who, row.whom, row.where, row.when, row.how_many, row.how_sure, row.says)
            table.add_row(Text(stored.id[:ID_FIGURES]), *cells, report_cell(stored.document))
        return table
    table = plain_table(
        [("id\nhow sure", 0), ("kind\nwhen", 0), ("who\nwhom", 1), ("where\nhow many", 1), ("who says so\nreport", 1)]
    )
    for stored in found:
        row = Row(stored.claim)
        table.add_row(Text(stored.id[:ID_FIGURES]), row.kind, row.who, row.where, row.says)
        table.add_row(row.how_sure, row.when, row.whom, row.how_many, report_cell(stored.document))
    return table


def documents_table(found: Sequence[tuple[DocumentRecord, int]], width: int) -> Table:
    """Reports as a table, each with the number of its claims."""
    table = plain_table(
        [("id", 1), ("published", 0), ("outlet", 1), ("title", 3 if width >= _WIDE else 2), ("claims", 0)]
    )
    for document, claims in found:
        name = document.given_id or document.id[:ID_FIGURES]
        title = cell(document.title or "")
        if not document.latest:
            title.append(f" (version {document.version}, superseded)", "dim")
        number = str(claims) if document.language == "en" else f"not read: {document.language}"
        published = document.published.isoformat() if document.published else ""
        table.add_row(cell(name), published, cell(document.outlet or ""), title, number)
    return table


def judgements_table(found: Sequence[Judgement]) -> Table:
    """Judgements as a table, a row each."""
    table = plain_table([("id", 0), ("when", 0), ("who", 0), ("what", 1), ("why", 1)])
    for each in found:
        what = f"{each.action.value} {each.content.get('field', '')}".strip()
        about = each.content.get("incident") or (each.claims[0] if len(each.claims) == 1 else "")
        claims = f"{len(each.claims)} claim{'' if len(each.claims) == 1 else 's'}"
        told = f"{what} {each.subject.value} {str(about)[:ID_FIGURES]}, {claims}"
        if each.undone_at is not None:
            told += f"; undone by {each.undone_by}"
        day = Text(f"{each.at:%Y-%m-%d %H:%M}")
        table.add_row(Text(each.id[:ID_FIGURES]), day, cell(each.by), cell(told), cell(each.why or ""))
    return table


def report_cell(document: DocumentRecord) -> Text:
    """Where and when a report was published, or what it is known by."""
    told = [document.outlet or document.given_id or document.title or document.id[:ID_FIGURES]]
    if document.published:
        told.append(document.published.isoformat())
    return cell(", ".join(told))
