"""What weighing makes of the claims."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """What weighing makes of the claims."""
    op.create_table(
        "incident",
        sa.Column("n", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("independent", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("precision_km", sa.Float(), nullable=True),
        sa.Column("when_start", sa.Date(), nullable=True),
        sa.Column("when_end", sa.Date(), nullable=True),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("as_was", sa.String(length=16), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_incident")),
        sa.UniqueConstraint("id", name=op.f("uq_incident_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_incident_kind"), "incident", ["kind"], unique=False)
    on_maps = ["lat", "lon", "precision_km", "when_start", "when_end", "kind", "verdict", "independent", "id"]
    op.create_index("ix_incident_lat_lon", "incident", on_maps, unique=False)
    op.create_index(op.f("ix_incident_verdict"), "incident", ["verdict"], unique=False)
    op.create_index(op.f("ix_incident_when_start"), "incident", ["when_start"], unique=False)
    op.create_table(
        "signature",
        sa.Column("document_id", sa.String(length=16), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("copy_of", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_signature_document_id_document")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_signature")),
    )
    op.create_table(
        "incident_claim",
        sa.Column("claim_id", sa.String(length=16), nullable=False),
        sa.Column("incident_id", sa.String(length=16), nullable=False),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.Column("origin_name", sa.Text(), nullable=True),
        sa.Column("origin_side", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_incident_claim_claim_id_claim")),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_incident_claim_incident_id_incident"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("pk_incident_claim")),
    )
    op.create_index(op.f("ix_incident_claim_incident_id"), "incident_claim", ["incident_id"], unique=False)
    op.create_table(
        "pair",
        sa.Column("a", sa.String(length=16), nullable=False),
        sa.Column("b", sa.String(length=16), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["a"], ["claim.id"], name=op.f("fk_pair_a_claim")),
        sa.ForeignKeyConstraint(["b"], ["claim.id"], name=op.f("fk_pair_b_claim")),
        sa.PrimaryKeyConstraint("a", "b", name=op.f("pk_pair")),
    )
    op.create_index(op.f("ix_pair_b"), "pair", ["b"], unique=False)
    op.create_table(
        "weighed",
        sa.Column("claim_id", sa.String(length=16), nullable=False),
        sa.Column("as_was", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_weighed_claim_id_claim")),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("pk_weighed")),
    )
