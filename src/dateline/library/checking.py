"""Is a library sound? Every hash is computed anew, every reference followed, every span held against its text."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterator

from sqlalchemy import Connection, func, select, text

from dateline.errors import DatelineError
from dateline.library.records import claim_key, content_hash
from dateline.library.store import Library
from dateline.library.tables import claim, document, incident_claim, judgement_claim, mention, metadata, pair, raw
from dateline.model import Claim, claim_hash

_BATCH = 200


def check(library: Library, advance: Callable[[int], None] = lambda _: None) -> Iterator[str]:
    """Each fault of a library in words, in no case more than one for the same thing; nothing where it is sound.

    `advance` is told of each document that was looked at.
    """
    with library.reading() as connection:
        if not library.on_server:
            yield from _file(connection)
        yield from _raw(connection)
        yield from _documents(connection, advance)
        yield from _references(connection)


def _file(connection: Connection) -> Iterator[str]:
    for (told,) in connection.execute(text("PRAGMA integrity_check(20)")):
        if told != "ok":
            yield f"the file is damaged: {told}"
    for index in ("claim_words", "document_words"):
        of = index.partition("_")[0]
        try:
            rows = connection.execute(text(f"SELECT count(*) FROM {index}_docsize")).scalar_one()
            there = connection.execute(text(f"SELECT count(*) FROM {of}")).scalar_one()
        except DatelineError as error:
            yield f"the full-text index {index} cannot be read: {error}"
            continue
        if rows != there:
            yield f"the full-text index {index} holds {rows} of {there} texts"


def _raw(connection: Connection) -> Iterator[str]:
    for row in connection.execution_options(yield_per=20).execute(select(raw)):
        try:
            data = zlib.decompress(row.packed)
        except zlib.error as error:
            yield f"the raw bytes {row.sha256} are damaged: {error}"
            continue
        if hashlib.sha256(data).hexdigest() != row.sha256 or len(data) != row.size:
            yield f"the raw bytes {row.sha256} are not what their hash says"


def _documents(connection: Connection, advance: Callable[[int], None]) -> Iterator[str]:
    latest: dict[str, tuple[int, bool]] = {}
    for row in connection.execution_options(yield_per=_BATCH).execute(select(document).order_by(document.c.n)):
        advance(1)
        name = f"report {row.given_id or row.id}"
        if hashlib.sha256(row.text.encode()).hexdigest() != row.text_sha256:
            yield f"{name}: its text is not what its hash says"
            continue
        day = row.published.isoformat() if row.published else None
        if content_hash("document", row.text_sha256, row.given_id, row.title, row.outlet, row.url, day) != row.id:
            yield f"{name}: its title, outlet, address or day is not what its id says"
        if row.series in latest and latest[row.series][1] and row.latest:
            yield f"{name}: two versions of it are both the latest"
        latest[row.series] = (row.version, row.latest or latest.get(row.series, (0, False))[1])
        yield from _claims(connection, row.id, row.text, row.text_sha256)
    for of, (_, is_latest) in latest.items():
        if not is_latest:
            yield f"the series {of} of versions has no latest one"


def _claims(connection: Connection, document_id: str, read: str, text_sha256: str) -> Iterator[str]:
    rows = connection.execute(
        select(claim.c.id, claim.c.kind, claim.c.content).where(claim.c.document_id == document_id)
    ).all()
    for row in rows:
        try:
            told = Claim.model_validate(row.content)
        except ValueError as error:
            yield f"claim {row.id}: it cannot be read: {error}"
            continue
        # over the JSON as it was written: a later dateline may know more fields
        anew = claim_hash(text_sha256, row.content)
        if anew != told.id or claim_key(document_id, told.id) != row.id or told.kind.value != row.kind:
            yield f"claim {row.id}: its content is not what its id says"
        if any(read[span.start : span.end] != span.text for span in told.spans()):
            yield f"claim {row.id}: its evidence is not in the text where it should be"


_POINTERS = (
    (document.c.raw_sha256, raw.c.sha256, "raw bytes"),
    (claim.c.document_id, document.c.id, "report"),
    (mention.c.claim_id, claim.c.id, "claim"),
    (pair.c.a, claim.c.id, "claim"),
    (pair.c.b, claim.c.id, "claim"),
    (incident_claim.c.claim_id, claim.c.id, "claim"),
    (incident_claim.c.incident_id, metadata.tables["incident"].c.id, "incident"),
    (judgement_claim.c.claim_id, claim.c.id, "claim"),
)


def _references(connection: Connection) -> Iterator[str]:
    for pointer, target, what in _POINTERS:
        lost = select(func.count()).select_from(pointer.table.outerjoin(target.table, pointer == target))
        number = connection.execute(lost.where(target.is_(None), pointer.is_not(None))).scalar_one()
        if number:
            yield f"{number} row(s) of {pointer.table.name} name a {what} that is not in the library"
