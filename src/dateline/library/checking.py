"""Is what came in sound, and what people decided? Every hash is computed anew, every reference followed, every span held
against its text, and what is kept a second time, so that it can be sought, is held against what it was taken from.

What weighing keeps in a library is looked at by `dateline.weighing.checking`, which begins with this.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterator

from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import DatabaseError

from dateline.library.judgements import content_id, judgement_in
from dateline.library.records import claim_key, content_hash
from dateline.library.sought import named
from dateline.library.store import Library, series_of
from dateline.library.tables import (
    claim,
    document,
    judgement,
    judgement_claim,
    mention,
    metadata,
    raw,
    signature,
)
from dateline.model import Claim, claim_hash

_BATCH = 200


def check(library: Library, advance: Callable[[int], None] = lambda _: None) -> Iterator[str]:
    """Each fault of what came into a library, and of what was decided, in words; nothing where it is sound.

    `advance` is told of each document that was looked at.
    """
    if not library.on_server:
        yield from _file(library)
    with library.reading() as connection:
        yield from _raw(connection)
        yield from _documents(connection, advance)
        yield from _judgements(connection)
        yield from _references(connection)


def _file(library: Library) -> Iterator[str]:
    with library.reading() as connection:
        for (told,) in connection.execute(text("PRAGMA integrity_check(20)")).all():
            if told != "ok":
                yield f"the file is damaged: {told}"
    for index in ("claim_words", "document_words"):
        with library.writing() as connection:  # SQLite checks the index by a statement that has the form of an insert
            try:
                connection.execute(text(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)"))
            except DatabaseError:
                yield f"the full-text index {index} is not that of the texts"


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
        if row.series != series_of(row.url, row.text_sha256, row.given_id, row.outlet):
            yield f"{name}: it is kept among the versions of another report"
        if row.series in latest and latest[row.series][1] and row.latest:
            yield f"{name}: two versions of it are both the latest"
        latest[row.series] = (row.version, row.latest or latest.get(row.series, (0, False))[1])
        yield from _claims(connection, row.id, row.text, row.text_sha256)
    for of, (_, is_latest) in latest.items():
        if not is_latest:
            yield f"the series {of} of versions has no latest one"


def _claims(connection: Connection, document_id: str, read: str, text_sha256: str) -> Iterator[str]:
    rows = connection.execute(
        select(claim.c.id, claim.c.content, *(claim.c[name] for name in _SOUGHT)).where(
            claim.c.document_id == document_id
        )
    ).all()
    kept: dict[str, list[tuple[str, int, str]]] = {row.id: [] for row in rows}
    of = select(mention.c.claim_id, mention.c.role, mention.c.position, mention.c.name)
    ours = select(claim.c.id).where(claim.c.document_id == document_id)
    for found in connection.execute(of.where(mention.c.claim_id.in_(ours))):
        kept[found.claim_id].append((found.role, found.position, found.name))
    for row in rows:
        try:
            told = Claim.model_validate(row.content)
        except ValueError as error:
            yield f"claim {row.id}: it cannot be read: {error}"
            continue
        # over the JSON as it was written: a later dateline may know more fields
        anew = claim_hash(text_sha256, row.content)
        if anew != told.id or claim_key(document_id, told.id) != row.id:
            yield f"claim {row.id}: its content is not what its id says"
        if any(read[span.start : span.end] != span.text for span in told.spans()):
            yield f"claim {row.id}: its evidence is not in the text where it should be"
        if _sought(told) != {name: row._mapping[name] for name in _SOUGHT} or sorted(kept[row.id]) != _named(told):
            yield f"claim {row.id}: what it is sought by is not what it says"


_SOUGHT = ("kind", "certainty", "negated", "passage", "place", "country", "lat", "lon", "when_start", "when_end")


def _sought(told: Claim) -> dict[str, object]:
    place, when = told.place, told.when
    return {
        "kind": told.kind.value,
        "certainty": told.certainty.value,
        "negated": told.negated,
        "passage": told.passage.value,
        **{name: getattr(place, name) if place else None for name in ("country", "lat", "lon")},
        "place": place.name if place else None,
        "when_start": when.start if when else None,
        "when_end": when.end if when else None,
    }


def _named(told: Claim) -> list[tuple[str, int, str]]:
    return sorted((role, n, each.name) for role, mentions in named(told) for n, each in enumerate(mentions))


def _judgements(connection: Connection) -> Iterator[str]:
    about: dict[str, list[str]] = {}
    for id, of in connection.execute(select(judgement_claim.c.judgement_id, judgement_claim.c.claim_id)):
        about.setdefault(id, []).append(of)
    for row in connection.execute(select(judgement).order_by(judgement.c.n)):
        try:
            said = judgement_in(row, about.get(row.id, []))
        except ValueError as error:
            yield f"judgement {row.id}: it cannot be read: {error}"
            continue
        if content_id(said) != row.id:
            yield f"judgement {row.id}: what it says is not what its id says"


# What names a row of another table: every foreign key, and one name that is none, since copies are found anew each time.
_POINTERS = [
    *((key.parent, key.column) for table in metadata.sorted_tables for key in sorted(table.foreign_keys, key=str)),
    (signature.c.copy_of, document.c.id),
]


def _references(connection: Connection) -> Iterator[str]:
    for pointer, target in _POINTERS:
        named = target.table.alias()
        at = named.c[target.name]
        lost = select(func.count()).select_from(pointer.table.outerjoin(named, pointer == at))
        number = connection.execute(lost.where(at.is_(None), pointer.is_not(None))).scalar_one()
        if number:
            yield f"{number} row(s) of {pointer.table.name} name a {target.table.name} that is not in the library"
