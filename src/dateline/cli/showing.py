"""What `dateline show` prints: a claim or a report, with the evidence marked in the text."""

from __future__ import annotations

from rich.text import Text

from dateline.cli.outputs import print_plain, standard_console
from dateline.cli.shared import print_json
from dateline.errors import LibraryError
from dateline.library.records import StoredClaim, StoredDocument
from dateline.library.store import Library
from dateline.library.telling import claim_as_json, document_as_json
from dateline.model import Claim, Reading
from dateline.showing import claims_table, harmless, legend, marked_text


def sought(library: Library, id: str) -> tuple[StoredClaim | None, StoredDocument]:
    """The claim of an id and its report, or no claim and the report of that id. Raises LibraryError for neither."""
    try:
        document = library.document(id)
    except LibraryError:
        claim = library.claim(id)
        return claim, library.document(claim.document.id)
    return None, document


def show_claim(stored: StoredClaim, document: StoredDocument, *, as_json: bool) -> None:
    """Print a claim, and its report with the evidence of this claim marked."""
    if as_json:
        print_json(claim_as_json(stored))
        return
    _print(document, [stored.claim], f"claim {stored.id}")


def show_document(library: Library, document: StoredDocument, *, as_json: bool) -> None:
    """Print a report with the evidence of all its claims marked."""
    claims = library.claims_in(document.record.id)
    if as_json:
        content = {
            **document_as_json(document.record),
            "author": document.author,
            "published_from": document.published_from,
            "retrieved_at": document.retrieved_at.isoformat(),
            "media_type": document.media_type,
            "origin": document.origin,
            "raw_sha256": document.raw_sha256,
            "text_sha256": document.text_sha256,
            "note": document.note,
            "text": document.text,
            "passages": [passage.model_dump(mode="json") for passage in document.passages],
            "claims": [claim_as_json(each) for each in claims],
        }
        print_json(content)
        return
    _print(document, [each.claim for each in claims], None)


def _print(document: StoredDocument, claims: list[Claim], called: str | None) -> None:
    console = standard_console()
    about = document.record
    head = Text()
    told = [about.title, about.outlet, f"published {about.published}" if about.published else None, about.url]
    if not about.latest:
        told.append(f"version {about.version}, superseded")
    if about.language != "en":
        told.append(f"kept, not read: it is in another language ({about.language})")
    head.append(harmless(" ".join(about.name.split())), "bold")
    head.append(": " + harmless("; ".join(each for each in told if each)) if any(told) else "")
    origin = Text(harmless(f"from {document.origin}, {document.retrieved_at:%Y-%m-%d %H:%M} UTC"), "dim")
    reading = Reading(text_sha256=document.text_sha256, claims=tuple(claims))
    colour = console.is_terminal and not console.no_color
    shown = [head, origin, Text(""), marked_text(document.text, reading, colour=colour), Text("")]
    if colour and claims:
        shown += [legend(), Text("")]
    if called:
        shown.append(Text(called, "bold"))
    if console.is_terminal:
        for each in shown:
            console.print(each)
    else:
        print_plain(console, *shown, soft_wrap=True)
    if claims:
        table = claims_table(reading, console.width)
        console.print(table) if console.is_terminal else print_plain(console, table)
