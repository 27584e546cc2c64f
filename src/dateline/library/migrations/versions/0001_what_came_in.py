"""What came in, and what was read in it; full-text indexes over both."""

from __future__ import annotations

import string

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

QUOTE = "'"
_SIGNS = string.punctuation.replace(QUOTE, QUOTE * 2) + "’‘“”–—…"  # as SQL writes them
_ACCENTS = "".join(map(chr, range(0x300, 0x370)))
FULL_TEXT = {"claim": "words", "document": "title, text"}


def upgrade() -> None:
    """What came in, and what was read in it; full-text indexes over both."""
    op.create_table(
        "fetched",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("answered", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("retrieved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_fetched")),
    )
    op.create_table(
        "raw",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_raw")),
    )
    op.create_table(
        "document",
        sa.Column("n", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("given_id", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("outlet_folded", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("published_from", sa.Text(), nullable=True),
        sa.Column("series", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("latest", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("read_by", sa.Text(), nullable=True),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("retrieved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("raw_sha256", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.String(length=64), nullable=False),
        sa.Column("passages", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["raw_sha256"], ["raw.sha256"], name=op.f("fk_document_raw_sha256_raw")),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_document")),
        sa.UniqueConstraint("id", name=op.f("uq_document_id")),
        sa.UniqueConstraint("series", "version", name=op.f("uq_document_series_version")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_document_published"), "document", ["published"], unique=False)
    op.create_index(op.f("ix_document_raw_sha256"), "document", ["raw_sha256"], unique=False)
    op.create_index(op.f("ix_document_text_sha256"), "document", ["text_sha256"], unique=False)
    op.create_table(
        "claim",
        sa.Column("n", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("document_id", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("certainty", sa.String(length=16), nullable=False),
        sa.Column("negated", sa.Boolean(), nullable=False),
        sa.Column("passage", sa.String(length=16), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("place_folded", sa.Text(), nullable=True),
        sa.Column("place_id", sa.Text(), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("when_start", sa.Date(), nullable=True),
        sa.Column("when_end", sa.Date(), nullable=True),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_claim_document_id_document")),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_claim")),
        sa.UniqueConstraint("id", name=op.f("uq_claim_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_claim_country"), "claim", ["country"], unique=False)
    op.create_index(op.f("ix_claim_document_id"), "claim", ["document_id"], unique=False)
    op.create_index(op.f("ix_claim_kind"), "claim", ["kind"], unique=False)
    op.create_index("ix_claim_lat_lon", "claim", ["lat", "lon"], unique=False)
    narrow = ["id", "document_id", "current", "certainty", "negated", "passage"]
    op.create_index("ix_claim_narrow", "claim", narrow, unique=False)
    op.create_index(op.f("ix_claim_when_start"), "claim", ["when_start"], unique=False)
    op.create_table(
        "mention",
        sa.Column("claim_id", sa.String(length=16), nullable=False),
        sa.Column("role", sa.String(length=8), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=True),
        sa.Column("side", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_mention_claim_id_claim")),
        sa.PrimaryKeyConstraint("claim_id", "role", "position", name=op.f("pk_mention")),
    )
    op.create_index("ix_mention_actor_id", "mention", ["actor_id"], unique=False)

    if op.get_context().dialect.name == "sqlite":
        for table, columns in FULL_TEXT.items():
            op.execute(
                f"CREATE VIRTUAL TABLE {table}_words USING fts5({columns}, content='{table}', content_rowid='n', "
                "tokenize='porter unicode61 remove_diacritics 2')"
            )
    else:
        # As SQLite's tokenizer does: accents do not matter, and punctuation parts words ("Al-Qaeda", "example.org").
        plain = f"translate(normalize(left(given, 200000), NFD), '{_SIGNS}{_ACCENTS}', '{' ' * len(_SIGNS.replace(QUOTE * 2, QUOTE))}')"
        for name, gives, made in (
            ("dateline_words", "tsvector", f"to_tsvector('english'::regconfig, {plain})"),
            ("dateline_phrase", "tsquery", f"phraseto_tsquery('english'::regconfig, {plain})"),
        ):
            op.execute(
                f"CREATE OR REPLACE FUNCTION {name}(given text) RETURNS {gives} "
                f"LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT {made} $$"
            )
        op.execute("CREATE INDEX ix_claim_fts ON claim USING gin (dateline_words(words))")
        op.execute(
            "CREATE INDEX ix_document_fts ON document USING gin (dateline_words(coalesce(title, '') || ' ' || text))"
        )
