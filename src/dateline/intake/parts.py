"""A document as it stands in a file: what every form that is taken gives, and gives alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

TEXT = "text/plain"
HTML = "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
RSS = "application/rss+xml"
ATOM = "application/atom+xml"
JSON_LINES = "application/x-ndjson"


@dataclass(frozen=True, slots=True)
class Part:
    """A document of a file; `within` says which ("entry 3"), and is empty where the file is one document.

    `published_weakly` marks a day that tells when a file was made rather than when a report was published.
    """

    text: str
    raw: bytes
    media_type: str
    within: str = ""
    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: date | None = None
    published_from: str | None = None
    published_weakly: bool = False
    author: str | None = None
    note: str | None = None
