"""What does a feed hold? The entries of RSS and Atom, each with the day, title and address that the feed gives it."""

from __future__ import annotations

import re
import xml.sax
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from typing import Any

from dateline.errors import DatelineError, InputError
from dateline.intake.files import check_is_text
from dateline.intake.parts import ATOM, RSS, Part
from dateline.intake.publication import believable
from dateline.intake.webpages import text_of

MAX_FEED = 10_000_000  # bytes
_DEEPEST = 250
_MOST_ELEMENTS = 200_000
_END = re.compile(rb"</(?:\w+:)?(?:rss|feed|rdf)\s*>\s*(?:<!--.*?-->\s*)*$", re.I | re.S)
_TAIL = 4_096


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed; `whole` tells whether the feed gives its text, and not a summary or a headline alone."""

    part: Part
    whole: bool


def read_feed(data: bytes, name: str) -> Iterator[Part | DatelineError]:
    """The entries of a feed as documents, in the feed's order, and for each without a text the error that says why.

    The text is the entry's content, else its summary, else its title. Raises InputError for what `read_entries` does.
    """
    for entry in read_entries(data, name):
        yield entry if isinstance(entry, DatelineError) else entry.part


def read_entries(data: bytes, name: str) -> Iterator[Entry | DatelineError]:
    """The entries of a feed. Of a feed that breaks off, those before its last, and an error.

    Raises InputError where the feed is too large, nests too deep, or declares entities or a document type elsewhere, which
    can fill the memory or read files of this computer (CWE-776, CWE-611).
    """
    import feedparser  # here, for it is slow to load

    if len(data) > MAX_FEED:
        raise InputError(f"cannot read {name}: it is a feed of more than {MAX_FEED:,} bytes; split it")
    flaw = _check_xml(data, name)
    feed = feedparser.parse(BytesIO(data), resolve_relative_uris=False)
    entries = list(feed.entries)
    cut = flaw is not None and not _END.search(data[-_TAIL:])
    if cut:
        entries = entries[:-1]
    media_type = ATOM if str(feed.get("version", "")).startswith("atom") else RSS
    note = f"{name} is not well-formed XML ({flaw})" if flaw else None
    for number, entry in enumerate(entries, 1):
        within = f"entry {number}"
        try:
            yield _entry(entry, feed.feed, f"{within} of {name}", Part("", data, media_type, within, note=note))
        except DatelineError as error:
            yield error
    if cut:
        yield InputError(
            f"cannot read {name} to its end: it breaks off after entry {len(entries)}; those before are taken, "
            "get the rest anew"
        )
    elif not entries:
        cause = f"its XML is broken ({flaw})" if flaw else "it is a feed without entries"
        yield InputError(f"cannot read {name}: {cause}; check where it comes from")


class _Measuring(xml.sax.ContentHandler):
    """Refuses a feed whose elements are too many or nest too deep to be read in reasonable time."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name, self._depth, self._count = name, 0, 0

    def startElement(self, name: str, attrs: object) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > _DEEPEST or self._count > _MOST_ELEMENTS:
            raise InputError(
                f"cannot read {self._name}: this feed has more than {_MOST_ELEMENTS:,} elements, or nests them more "
                f"than {_DEEPEST} deep; get it from another source"
            )

    def endElement(self, name: str) -> None:
        self._depth -= 1


def _check_xml(data: bytes, name: str) -> str | None:
    """What is wrong with the feed's XML, where anything is; raises InputError where it could do harm."""
    from defusedxml import DefusedXmlException, sax

    try:
        sax.parseString(data, _Measuring(name), forbid_entities=True, forbid_external=True)
    except DefusedXmlException as error:
        raise InputError(
            f"cannot read {name}: this feed declares entities of its own, which can expand without end; "
            "get it from a source that does not"
        ) from error
    except xml.sax.SAXParseException as error:
        return f"line {error.getLineNumber()}: {error.getMessage()}"
    except (xml.sax.SAXException, LookupError, ValueError) as error:  # an encoding that is none
        return str(error)
    return None


def _entry(entry: Any, feed: Any, called: str, part: Part) -> Entry:
    contents = [_text(content, called) for content in entry.get("content") or ()]
    content = max(contents, key=len, default="")
    summary = _text(entry.get("summary_detail"), called)
    title = _text(entry.get("title_detail"), called)
    text = content or summary or title
    if not text:
        raise InputError(f"cannot read {called}: it has neither content nor a title; look at its page")
    check_is_text(text, called)
    note = part.note
    if text == title:
        note = "; ".join(filter(None, (note, f"{called} holds a headline alone")))
    return Entry(
        replace(
            part,
            text=text,
            id=entry.get("id") or entry.get("link"),
            title=title,
            author=entry.get("author"),
            outlet=(entry.get("source") or {}).get("title") or feed.get("title"),
            url=entry.get("link"),
            published=_day(entry),
            published_from="feed",
            note=note,
        ),
        whole=bool(content),
    )


def _text(detail: Any, called: str) -> str:
    if not detail or not isinstance(detail.get("value"), str):
        return ""
    value: str = detail["value"]
    if detail.get("type") == "text/plain":
        return value.strip()
    return text_of(value, called)


def _day(entry: Any) -> date | None:
    """The day as the feed writes it, in whichever zone that is; where it is written oddly, the day in UTC."""
    for key in ("published", "created", "updated"):
        # Asked for as of a plain dictionary, for feedparser gives one of these days in place of another.
        if day := believable(dict.get(entry, key)):
            return day
        if parsed := dict.get(entry, f"{key}_parsed"):
            return believable(f"{parsed.tm_year:04}-{parsed.tm_mon:02}-{parsed.tm_mday:02}")
    return None
