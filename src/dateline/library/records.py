"""What a library gives back: documents, and claims with the document that they stand in.

A claim of a library has an id of its own, a hash of the document's id and of the claim as read, since two outlets can
print one text word for word and each of the two prints is a claim of its own.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dateline.model import Claim, Passage

__all__ = ["DocumentRecord", "StoredClaim", "StoredDocument", "claim_key", "content_hash"]


def content_hash(*parts: str | None) -> str:
    """The first 16 hex digits of a SHA-256 over the parts, each kept apart from the next; None differs from ""."""
    digest = hashlib.sha256()
    for part in parts:
        data = b"\x00" if part is None else b"\x01" + part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()[:16]


def claim_key(document: str, claim: str) -> str:
    """The id under which a library keeps a claim of a document."""
    return content_hash("claim", document, claim)


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document without its text: where it was published and when, and which version of its page it is.

    `id` is a hash of its content; `given_id` is what its source calls it, and `name` the one of the two that a person
    knows it by.
    """

    id: str
    given_id: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: date | None = None
    language: str = "en"
    version: int = 1
    latest: bool = True

    @property
    def name(self) -> str:
        """What its source calls it, else its id."""
        return self.given_id or self.id

    def about(self) -> dict[str, Any]:
        """What is known of it as JSON has it, without its ids."""
        return {
            "title": self.title,
            "outlet": self.outlet,
            "url": self.url,
            "published": self.published.isoformat() if self.published else None,
            "language": self.language,
            "version": self.version,
            "latest": self.latest,
        }


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document with its text and all that is known of how it came in."""

    record: DocumentRecord
    text: str
    text_sha256: str
    raw_sha256: str
    media_type: str
    origin: str
    published_from: str | None
    retrieved_at: datetime
    author: str | None = None
    passages: tuple[Passage, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A claim with its document; `sentence` is the sentence of the text that holds its trigger."""

    id: str
    claim: Claim
    document: DocumentRecord
    sentence: str
