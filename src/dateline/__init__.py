"""dateline turns reports of conflicts into claims: who did what to whom, where, when, how many, and who says so."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    from dateline.library.finding import Filter
    from dateline.library.store import Library
    from dateline.model import Claim, Reading
    from dateline.reading.reader import InputDocument, Reader
    from dateline.weighing.model import Incident

__all__ = ["Claim", "Filter", "Incident", "InputDocument", "Library", "Reader", "Reading", "read"]
_HOMES = {
    "Claim": "dateline.model",
    "Filter": "dateline.library.finding",
    "Incident": "dateline.weighing.model",
    "Library": "dateline.library.store",
    "Reading": "dateline.model",
    "InputDocument": "dateline.reading.reader",
    "Reader": "dateline.reading.reader",
}


def read(
    text: str,
    *,
    published: date | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    id: str | None = None,
) -> Reading:
    """The reading of one text, by a reader that is loaded the first time and kept; see `Reader.read`."""
    return _reader().read(text, published=published, title=title, outlet=outlet, url=url, id=id)


@cache
def _reader() -> Reader:
    from dateline.reading.reader import Reader

    return Reader()


def __getattr__(name: str) -> Any:
    # Loaded when first asked for, so that `dateline --help` need not wait for spaCy.
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
