"""What came in: each document of files, folders and standard input, as it goes into a library, or why there is none.

Nothing that one path holds can stop another: a file that cannot be taken gives its error in its place, and the next
follows. One document is held at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

from dateline.errors import DatelineError
from dateline.intake.folders import Found, find
from dateline.intake.language import language_of
from dateline.intake.naming import storable
from dateline.intake.parts import HTML, Part

__all__ = ["About", "Received", "dress", "measure", "receive"]


@dataclass(frozen=True, slots=True)
class About:
    """What the options say of every document that does not say it itself."""

    published: date | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """A document that came in.

    `name` is what messages call it, on one line; `origin` is the absolute path or the address that it came from, with
    the part in it. `raw` are the document's own bytes: the file, the line of JSON, the payload of a WARC record; of an
    entry of a feed, the whole feed. Offsets count code points of `text`. `language` is an ISO 639-1 code, "und" where
    it is surely not English and cannot be told; only "en" is read. `published_from` says how the day is known: "given"
    (in a line of JSON or by an option), "feed", "page metadata", "PDF creation date". `note` tells what was assumed.
    """

    name: str
    origin: str
    raw: bytes
    media_type: str
    text: str
    language: str
    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: date | None = None
    published_from: str | None = None
    note: str | None = None
    author: str | None = None


def receive(
    paths: Iterable[str], about: About | None = None, progress: Callable[[int], None] | None = None
) -> Iterator[Received | DatelineError]:
    """Each document that the paths hold, in order, and for each that cannot be taken the error that says why.

    A folder gives its files by name, then its folders' likewise, hidden ones left out; "-" is standard input. What a
    document does not say of itself is taken from `about`. `progress` is told how many bytes of what `measure` counts
    are done with: those of all documents before the one that is given next.
    """
    from dateline.intake.contents import parts_of  # here, for the libraries behind it are slow to load

    about = about or About()
    tell = progress or (lambda done: None)
    done = 0
    for found in find(paths):
        if isinstance(found, DatelineError):
            yield found
            continue
        for part in parts_of(found, lambda at, before=done: tell(before + at)):  # type: ignore[misc]
            yield part if isinstance(part, DatelineError) else dress(part, found, about)
        done += found.size
        tell(done)


def measure(paths: Iterable[str]) -> int:
    """How many bytes the files that `receive` would take from these paths hold; standard input counts as none."""
    return sum(found.size for found in find(paths) if isinstance(found, Found))


def dress(part: Part, found: Found, about: About) -> Received:
    """The document that a part of a file is, with what the options say where it says nothing itself.

    A day that only tells when a file was made gives way to one that is given.
    """
    if about.published and (part.published is None or part.published_weakly):
        part = replace(part, published=about.published, published_from="given")
    return Received(
        name=f"{part.within} of {found.name}" if part.within else found.name,
        origin=f"{found.origin} ({part.within})" if part.within else found.origin,
        raw=part.raw,
        media_type=part.media_type,
        text=part.text,
        language=language_of(part.text),
        id=storable(part.id),
        title=storable(part.title or about.title),
        outlet=storable(part.outlet or about.outlet or _host(part)),
        url=storable(part.url or about.url),
        published=part.published,
        published_from=part.published_from if part.published else None,
        note=part.note,
        author=storable(part.author),
    )


def _host(part: Part) -> str | None:
    """The host of a page that does not name its site, which is what people call it by then."""
    return urlsplit(part.url or "").hostname if part.media_type == HTML else None
