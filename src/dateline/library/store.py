"""A library: documents and their claims, kept safe. What goes in is written in one transaction a document.

Invariant: a document is in the library whole, with its raw bytes and all its claims, or not at all; the same document
added again changes nothing.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Self

from sqlalchemy import Connection, Row, func, insert, select, text, update
from sqlalchemy.exc import DatabaseError

from dateline.errors import LibraryError
from dateline.gazetteer.folding import fold
from dateline.intake.download import Validators
from dateline.intake.received import Received
from dateline.library import address as addresses
from dateline.library.migrating import bring_up_to_date
from dateline.library.records import DocumentRecord, StoredClaim, StoredDocument, content_hash
from dateline.library.sought import claim_row, mention_rows
from dateline.library.tables import claim, document, fetched, mention, raw
from dateline.model import Claim, Passage, Reading

_SOME = 400  # ids in one question; SQLite takes at most 999 in old versions


class Added(StrEnum):
    """What became of a document that was given to a library."""

    NEW = "new"
    NEW_VERSION = "new version"
    KNOWN = "known"


def text_sha256(received: Received) -> str:
    """The hash of the UTF-8 bytes of the text."""
    return hashlib.sha256(received.text.encode()).hexdigest()


def document_id(received: Received) -> str:
    """The id under which a library keeps a document: a hash of its text and of what is known of its publication."""
    day = received.published.isoformat() if received.published else None
    return content_hash(
        "document", text_sha256(received), received.id, received.title, received.outlet, received.url, day
    )


def series(received: Received) -> str:
    """What its versions share: the page's address, else the text, its outlet and the id that its source gives it."""
    return series_of(received.url, text_sha256(received), received.id, received.outlet)


def series_of(url: str | None, text_sha256: str, given_id: str | None, outlet: str | None) -> str:
    """As `series`, of what is kept of a document."""
    return content_hash("url", url.partition("#")[0]) if url else content_hash("text", text_sha256, given_id, outlet)


class Library:
    """A library that is open. Use it as a context manager, or close it."""

    def __init__(self, address: str, *, create: bool = False, tell: Callable[[str], None] = lambda _: None) -> None:
        """Open the library at `address`, a file or `postgresql://…`, and bring its tables up to date.

        Raises LibraryError where there is none and `create` is not set, or what is there is no library.
        """
        self.address = address
        self.engine = addresses.engine_for(address, create=create)
        try:
            bring_up_to_date(self.engine, address, tell)
        except BaseException:
            self.engine.dispose()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the library."""
        self.engine.dispose()

    @property
    def on_server(self) -> bool:
        """Is it in PostgreSQL?"""
        return self.engine.dialect.name == "postgresql"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the library, whatever others write meanwhile."""
        with self._told(), self.engine.connect() as connection:
            if self.on_server:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes are all kept when the block ends, or none."""
        with self._told(), self.engine.connect().execution_options(writing=True) as connection, connection.begin():
            yield connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except DatabaseError as error:
            cause = str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else type(error).__name__
            raise LibraryError(
                f"the library {addresses.shown(self.address)} cannot be used: {cause}; see `dateline check`"
            ) from error

    # --- what goes in

    def known(self, ids: Iterable[str]) -> set[str]:
        """Those of the documents' ids that are in the library."""
        with self.reading() as connection:
            return {found for some in some_of(set(ids)) for found in _ids_in(connection, some)}

    def add(self, received: Received, reading: Reading | None, *, read_by: str | None = None) -> Added:
        """Take a document in with its reading, None for one that is kept unread, in one transaction.

        A document that differs from what is there under the same address becomes a new version of it.
        """
        with self.writing() as connection:
            if self.on_server:  # two programs that add one page agree on which version is which
                connection.execute(select(func.pg_advisory_xact_lock(int(series(received)[:15], 16))))
            id, of = document_id(received), series(received)
            if _ids_in(connection, [id]):
                return Added.KNOWN
            versions = connection.execute(
                select(document.c.version, document.c.text_sha256, *(document.c[f] for f in _ABOUT))
                .where(document.c.series == of)
                .order_by(document.c.version)
            ).all()
            if any(_tells_nothing_new(received, version) for version in versions):
                return Added.KNOWN
            if versions:
                connection.execute(update(document).where(document.c.series == of).values(latest=False))
            self._write(connection, received, reading, len(versions) + 1, read_by)
            return Added.NEW_VERSION if versions else Added.NEW

    def _write(
        self, connection: Connection, received: Received, reading: Reading | None, version: int, read_by: str | None
    ) -> None:
        sha256 = hashlib.sha256(received.raw).hexdigest()
        if connection.execute(select(raw.c.sha256).where(raw.c.sha256 == sha256)).first() is None:
            statement = self._insert(raw).values(
                sha256=sha256, size=len(received.raw), packed=zlib.compress(received.raw)
            )
            connection.execute(statement.on_conflict_do_nothing())
        values = {
            "id": document_id(received),
            "given_id": received.id,
            "title": received.title,
            "outlet": received.outlet,
            "outlet_folded": received.outlet and fold(received.outlet),
            "author": received.author,
            "url": received.url,
            "published": received.published,
            "published_from": received.published_from,
            "series": series(received),
            "version": version,
            "latest": True,
            "language": received.language,
            "read_by": read_by if reading is not None else None,
            "media_type": received.media_type,
            "origin": received.origin.encode("utf-8", "backslashreplace").decode(),
            "retrieved_at": datetime.now(UTC).replace(microsecond=0),
            "raw_sha256": sha256,
            "text": received.text,
            "text_sha256": text_sha256(received),
            "passages": [p.model_dump(mode="json") for p in reading.passages] if reading is not None else [],
            "note": received.note,
        }
        number = connection.execute(insert(document).values(values).returning(document.c.n)).scalar_one()
        if not self.on_server:
            connection.execute(
                text("INSERT INTO document_words (rowid, title, text) VALUES (:n, :title, :text)"),
                {"n": number, "title": received.title, "text": received.text},
            )
        if reading is not None:
            self.write_claims(connection, document_id(received), received.text, reading.claims, title=received.title)

    def write_claims(
        self, connection: Connection, document_id: str, read: str, claims: Sequence[Claim], *, title: str | None
    ) -> None:
        """Write the claims of a document whose text is `read`."""
        if not claims:
            return
        rows = [claim_row(document_id, read, each, title) for each in claims]
        numbers = connection.execute(insert(claim).returning(claim.c.n, sort_by_parameter_order=True), rows).scalars()
        if not self.on_server:
            connection.execute(
                text("INSERT INTO claim_words (rowid, words) VALUES (:n, :words)"),
                [{"n": n, "words": row["words"]} for n, row in zip(numbers, rows, strict=True)],
            )
        named = [m for row, each in zip(rows, claims, strict=True) for m in mention_rows(row["id"], each)]
        if named:
            connection.execute(insert(mention), named)

    def _insert(self, table: Any) -> Any:
        """An insert that can say `on_conflict_do_nothing`, which each dialect spells in its own module."""
        if self.on_server:
            from sqlalchemy.dialects import postgresql

            return postgresql.insert(table)
        from sqlalchemy.dialects import sqlite

        return sqlite.insert(table)

    # --- what a server said of a page

    def validators(self) -> dict[str, Validators]:
        """What servers said of each address that was fetched, by the address that was asked."""
        with self.reading() as connection:
            rows = connection.execute(select(fetched)).all()
        return {row.url: Validators(row.answered, row.etag, row.last_modified) for row in rows}

    def fetched(self, url: str, said: Validators) -> None:
        """Keep what a server said of an address, once all that it gave is in the library."""
        values = {"answered": said.url, "etag": said.etag, "last_modified": said.last_modified}
        values_now = {**values, "retrieved_at": datetime.now(UTC)}
        with self.writing() as connection:
            statement = self._insert(fetched).values(url=url, **values_now)
            connection.execute(statement.on_conflict_do_update(index_elements=["url"], set_=values_now))

    # --- what is in it

    def count(self) -> tuple[int, int]:
        """How many documents are in it, each in its latest version, and how many claims those have."""
        with self.reading() as connection:
            documents = connection.execute(select(func.count()).where(document.c.latest)).scalar_one()
            superseded = select(document.c.id).where(~document.c.latest)
            claims = connection.execute(
                select(func.count()).where(claim.c.current, claim.c.document_id.not_in(superseded))
            ).scalar_one()
        return documents, claims

    def document(self, id: str) -> StoredDocument:
        """The document of an id, of the id that its source gave it (the latest version), or of the start of its id.

        Raises LibraryError where there is none, or several.
        """
        with self.reading() as connection:
            rows = connection.execute(select(document).where(document.c.id == id)).all()
            if not rows:
                rows = connection.execute(select(document).where(document.c.given_id == id, document.c.latest)).all()
            if not rows and len(id) >= 4:
                rows = connection.execute(select(document).where(document.c.id.startswith(id, autoescape=True))).all()
        if len(rows) != 1:
            raise LibraryError(_none_or_several("document", id, [row.id for row in rows]))
        return _document(rows[0])

    def claim(self, id: str) -> StoredClaim:
        """The claim of an id, or of the start of one. Raises LibraryError where there is none, or several."""
        with self.reading() as connection:
            rows = connection.execute(select(*CLAIM_COLUMNS).join_from(claim, document).where(claim.c.id == id)).all()
            if not rows and len(id) >= 4:
                started = claim.c.id.startswith(id, autoescape=True)
                rows = connection.execute(select(*CLAIM_COLUMNS).join_from(claim, document).where(started)).all()
        if len(rows) != 1:
            raise LibraryError(_none_or_several("claim", id, [row.id for row in rows]))
        return stored_claim(rows[0])

    def claims_of(self, ids: Iterable[str]) -> dict[str, StoredClaim]:
        """The claims of these ids."""
        found: dict[str, StoredClaim] = {}
        with self.reading() as connection:
            for some in some_of(set(ids)):
                rows = connection.execute(select(*CLAIM_COLUMNS).join_from(claim, document).where(claim.c.id.in_(some)))
                found.update((row.id, stored_claim(row)) for row in rows)
        return found

    def claims_in(self, document_id: str) -> list[StoredClaim]:
        """The claims of a document, in the order of its text."""
        with self.reading() as connection:
            rows = connection.execute(
                select(*CLAIM_COLUMNS)
                .join_from(claim, document)
                .where(claim.c.document_id == document_id, claim.c.current)
                .order_by(claim.c.n)
            ).all()
        return [stored_claim(row) for row in rows]

    def raw(self, sha256: str) -> bytes:
        """The raw bytes of a document. Raises LibraryError where they are not there."""
        with self.reading() as connection:
            packed = connection.execute(select(raw.c.packed).where(raw.c.sha256 == sha256)).scalar_one_or_none()
        if packed is None:
            raise LibraryError(f"the raw bytes {sha256} are not in the library; see `dateline check`")
        return zlib.decompress(packed)


# What a `StoredClaim` is made of, and of what a document's record.
RECORD_COLUMNS = (
    *(document.c.id, document.c.given_id, document.c.title, document.c.outlet, document.c.url),
    *(document.c.published, document.c.language, document.c.version, document.c.latest),
)
CLAIM_COLUMNS = (
    *(claim.c.n, claim.c.id, claim.c.content, claim.c.sentence),
    *(column.label(f"document_{column.name}") for column in RECORD_COLUMNS),
)
_ABOUT = ("title", "outlet", "published")
_RECORD = tuple(column.name for column in RECORD_COLUMNS)


def stored_claim(row: Any) -> StoredClaim:
    """The claim of a row of CLAIM_COLUMNS."""
    values = row._mapping
    record = DocumentRecord(**{name: values[f"document_{name}"] for name in _RECORD})
    return StoredClaim(values["id"], Claim.model_validate(values["content"]), record, values["sentence"])


def record(row: Any) -> DocumentRecord:
    """The record of a row that has RECORD_COLUMNS."""
    return DocumentRecord(**{name: row._mapping[name] for name in _RECORD})


def _document(row: Row[Any]) -> StoredDocument:
    at = row.retrieved_at
    return StoredDocument(
        record=record(row),
        text=row.text,
        text_sha256=row.text_sha256,
        raw_sha256=row.raw_sha256,
        media_type=row.media_type,
        origin=row.origin,
        published_from=row.published_from,
        author=row.author,
        retrieved_at=at if at.tzinfo else at.replace(tzinfo=UTC),
        passages=tuple(Passage(**passage) for passage in row.passages),
        note=row.note,
    )


def _tells_nothing_new(received: Received, version: Row[Any]) -> bool:
    """Is it the text of a version that is there, with nothing known of it that was not known?"""
    if version.text_sha256 != text_sha256(received):
        return False
    return all(getattr(received, f) in (None, getattr(version, f)) for f in _ABOUT)


def _ids_in(connection: Connection, ids: Sequence[str]) -> list[str]:
    return list(connection.execute(select(document.c.id).where(document.c.id.in_(ids))).scalars())


def some_of(ids: set[str]) -> Iterator[list[str]]:
    """The ids in portions that one question can hold."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), _SOME):
        yield ordered[start : start + _SOME]


def _none_or_several(what: str, id: str, found: list[str]) -> str:
    if found:
        return f"{id} can be any of {len(found)} {what}s; write the id of one of them: {', '.join(found[:5])}"
    return f"there is no {what} {id} in the library; `dateline find` lists what there is"
