"""Makes documents and readings by hand, so that tests of the library say what is in it and wait for no reader."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select

from dateline.intake.received import Received
from dateline.library.store import Library
from dateline.library.tables import metadata
from dateline.model import Claim, Count, Counted, Document, Kind, Mention, Place, Reading, Source, Span, When

# An actor, a speaker or a place is named by its words in the text, alone or with what is known of it.
Named = str | tuple[str, Mapping[str, Any]]


def received(text: str, **about: Any) -> Received:
    """A document that came in with this text; `about` are fields of Received."""
    given = {"name": "one.txt", "origin": "/reports/one.txt", "media_type": "text/plain", "language": "en"}
    return Received(**{**given, "text": text, "raw": text.encode(), **about})


@dataclass
class Report:
    """A document with its reading: `claim` adds a claim whose fields are named by their words in the text."""

    text: str
    about: Mapping[str, Any] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)

    def span(self, words: str) -> dict[str, Any]:
        start = self.text.index(words)
        return {"start": start, "end": start + len(words), "text": words}

    def _named(self, of: type[Any], given: Named) -> Any:
        words, known = (given, {}) if isinstance(given, str) else given
        return of(**self.span(words), **{"name": words, **known})

    def claim(
        self,
        kind: str,
        trigger: str,
        *,
        agents: Sequence[Named] = (),
        targets: Sequence[Named] = (),
        place: Named | None = None,
        when: tuple[str, date, date] | None = None,
        counts: Sequence[tuple[str, str, int, int | None]] = (),
        said_by: Sequence[Named] = (),
        **more: Any,
    ) -> Report:
        if isinstance(more.get("certainty_evidence"), str):
            more["certainty_evidence"] = Span(**self.span(more["certainty_evidence"]))
        made = Claim(
            kind=Kind(kind),
            trigger=Span(**self.span(trigger)),
            agents=tuple(self._named(Mention, each) for each in agents),
            targets=tuple(self._named(Mention, each) for each in targets),
            place=self._named(Place, place) if place else None,
            when=When(start=when[1], end=when[2], value=str(when[1]), evidence=Span(**self.span(when[0])))
            if when
            else None,
            counts=tuple(Count(**self.span(w), of=Counted(of), low=low, high=high) for w, of, low, high in counts),
            said_by=tuple(self._named(Source, each) for each in said_by),
            **more,
        )
        self.claims.append(made.with_id(sha256(self.text)))
        return self

    @property
    def received(self) -> Received:
        return received(self.text, **self.about)

    @property
    def reading(self) -> Reading:
        given = {name: self.about.get(name) for name in ("title", "outlet", "url", "published")}
        return Reading(document=Document(**given), text_sha256=sha256(self.text), claims=tuple(self.claims))

    def add_to(self, library: Library) -> Any:
        """Add it; what became of it."""
        unread = self.about.get("language", "en") != "en"
        return library.add(self.received, None if unread else self.reading, read_by="0")


def in_utc(value: Any) -> Any:
    """A time with its zone, which SQLite does not keep."""
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) and value.tzinfo is None else value


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


_TIMES = {"retrieved_at", "n"}


def rows(library: Library, tables: Iterable[str] = (), *, without: set[str] = _TIMES) -> dict[str, list[Any]]:
    """All rows of the tables (of every table where none is named), sorted, without what a clock or a counter gave."""
    wanted = [metadata.tables[name] for name in tables] or list(metadata.sorted_tables)
    with library.reading() as connection:
        return {
            table.name: sorted(
                (
                    tuple(sorted((k, in_utc(v)) for k, v in row._mapping.items() if k not in without))
                    for row in connection.execute(select(table))
                ),
                key=repr,
            )
            for table in wanted
        }
