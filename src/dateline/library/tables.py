"""The tables of a library, the same in SQLite and in PostgreSQL. docs/library.md explains each column.

Invariant: rows of `raw`, `document`, `claim` and `mention` are statements. They are written once, under an id that is a
hash of their content, and never changed; only `document.latest` moves on when a page has a newer version, and
`claim.current` when a text that is read anew no longer gives the claim.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_ID = String(16)
_SHA256 = String(64)


def _claim_id(name: str = "claim_id", *, cascade: bool = False, **options: Any) -> Column[str]:
    return Column(name, _ID, ForeignKey("claim.id", ondelete="CASCADE" if cascade else None), **options)


# --- what came in -----------------------------------------------------------------------------------------------------

raw = Table(
    "raw",
    metadata,
    Column("sha256", _SHA256, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("packed", LargeBinary, nullable=False),  # zlib
)

document = Table(
    "document",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),  # the order of coming in; what full-text rows go by
    Column("id", _ID, nullable=False, unique=True),
    Column("given_id", Text),
    Column("title", Text),
    Column("outlet", Text),
    Column("outlet_folded", Text),
    Column("author", Text),
    Column("url", Text),
    Column("published", Date, index=True),
    Column("published_from", Text),
    Column("series", _ID, nullable=False),
    Column("version", Integer, nullable=False),
    Column("latest", Boolean, nullable=False),
    Column("language", String(8), nullable=False),
    Column("read_by", Text),  # the version of dateline that read it; null where it was kept unread
    Column("media_type", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("retrieved_at", DateTime(timezone=True), nullable=False),
    Column("raw_sha256", _SHA256, ForeignKey("raw.sha256"), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("text_sha256", _SHA256, nullable=False, index=True),
    Column("passages", JSON, nullable=False),
    Column("note", Text),
    UniqueConstraint("series", "version"),
    sqlite_autoincrement=True,
)

claim = Table(
    "claim",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("id", _ID, nullable=False, unique=True),
    Column("document_id", _ID, ForeignKey("document.id"), nullable=False, index=True),
    Column("kind", String(16), nullable=False, index=True),
    Column("certainty", String(16), nullable=False),
    Column("negated", Boolean, nullable=False),
    Column("passage", String(16), nullable=False),
    Column("current", Boolean, nullable=False),
    Column("place", Text),
    Column("place_folded", Text),
    Column("place_id", Text),
    Column("country", String(2), index=True),
    Column("lat", Float),
    Column("lon", Float),
    Column("when_start", Date, index=True),
    Column("when_end", Date),
    Column("sentence", Text, nullable=False),
    Column("words", Text, nullable=False),  # what free text is sought in
    Column("content", JSON, nullable=False),  # the claim as read, in the form of docs/schema/reading.schema.json
    Index("ix_claim_lat_lon", "lat", "lon"),
    Index(
        "ix_claim_narrow", "id", "document_id", "current", "certainty", "negated", "passage"
    ),  # read in place of wide rows
    sqlite_autoincrement=True,
)

mention = Table(
    "mention",
    metadata,
    _claim_id(primary_key=True),
    Column("role", String(8), primary_key=True),  # agent, target, says
    Column("position", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("actor_id", Text),
    Column("side", Text),
    Index("ix_mention_actor_id", "actor_id"),
)

fetched = Table(  # what a server said of a page, so that an unchanged one is not fetched again
    "fetched",
    metadata,
    Column("url", Text, primary_key=True),
    Column("answered", Text, nullable=False),  # the address that answered, after redirects
    Column("etag", Text),
    Column("last_modified", Text),
    Column("retrieved_at", DateTime(timezone=True), nullable=False),
)

# --- what weighing makes of it ----------------------------------------------------------------------------------------

signature = Table(
    "signature",
    metadata,
    Column("document_id", _ID, ForeignKey("document.id"), primary_key=True),
    Column("data", LargeBinary, nullable=False),
    Column("copy_of", _ID),  # the document that it copies; null for one that is no copy
)

weighed = Table(
    "weighed",
    metadata,
    _claim_id(primary_key=True),
    Column("as_was", _ID, nullable=False),  # a hash of what was known of its report's claims when they were weighed
)

pair = Table(  # two claims that may tell of one event, with their match weight
    "pair",
    metadata,
    _claim_id("a", primary_key=True),
    _claim_id("b", primary_key=True, index=True),
    Column("weight", Float, nullable=False),
)

# What a map and a timeline show of each incident stands in an index, and can be read without all that incidents hold.
_SHOWN_ON_MAPS = ("precision_km", "when_start", "when_end", "kind", "verdict", "independent", "id")

incident = Table(
    "incident",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("id", _ID, nullable=False, unique=True),
    Column("kind", String(16), nullable=False, index=True),
    Column("verdict", String(16), nullable=False, index=True),
    Column("independent", Integer, nullable=False),
    Column("place", Text),
    Column("country", String(2)),
    Column("lat", Float),
    Column("lon", Float),
    Column("precision_km", Float),
    Column("when_start", Date, index=True),
    Column("when_end", Date),
    Column("claims", Integer, nullable=False),
    Column("as_was", _ID, nullable=False),  # a hash of all that it was made of
    Column("content", JSON, nullable=False),  # dateline.weighing.model.Incident
    Index("ix_incident_lat_lon", "lat", "lon", *_SHOWN_ON_MAPS),
    sqlite_autoincrement=True,
)

incident_claim = Table(
    "incident_claim",
    metadata,
    _claim_id(primary_key=True),
    Column("incident_id", _ID, ForeignKey("incident.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("origin", Text),  # the key of the origin that the claim hangs on; null for what is no evidence
    Column("origin_name", Text),
    Column("origin_side", Text),
)

# --- what people decide -----------------------------------------------------------------------------------------------

person = Table(
    "person",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("role", String(8), nullable=False),  # reader, coder, editor
    Column("password", Text),  # an argon2 hash; null for who works at the library's own machine
    Column("active", Boolean, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
)

judgement = Table(
    "judgement",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("id", _ID, nullable=False, unique=True),
    Column("at", DateTime(timezone=True), nullable=False, index=True),
    Column("by", Text, nullable=False),
    Column("action", String(8), nullable=False),  # accept, reject, correct, merge, split
    Column("subject", String(8), nullable=False),  # claim, incident
    Column("why", Text),
    Column("content", JSON, nullable=False),  # for correct: the field and its value; for merge and split: the claims
    Column("undone_at", DateTime(timezone=True)),
    Column("undone_by", Text),
    sqlite_autoincrement=True,
)

judgement_claim = Table(  # the claims that a judgement is about
    "judgement_claim",
    metadata,
    Column("judgement_id", _ID, ForeignKey("judgement.id"), primary_key=True),
    _claim_id(primary_key=True, index=True),
)

session = Table(
    "session",
    metadata,
    Column("id", _SHA256, primary_key=True),  # a hash of the cookie's value
    Column("person_id", _ID, ForeignKey("person.id"), nullable=False, index=True),
    Column("csrf", String(64), nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
)
