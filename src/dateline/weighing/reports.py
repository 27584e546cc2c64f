"""What weighing needs to know of a report beside its claims: its text, who published it, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.library.records import StoredDocument


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it was published; `id` is the library's id of the document."""

    id: str
    text: str
    outlet: str | None = None
    published: date | None = None

    @classmethod
    def of(cls, stored: StoredDocument) -> Report:
        """The report that a library keeps."""
        return cls(stored.record.id, stored.text, stored.record.outlet, stored.record.published)
