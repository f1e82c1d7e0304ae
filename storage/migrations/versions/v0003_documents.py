"""Documents that are handed in, the drafts that are read out of them, and feeds that are imported again and again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make their tables."""
    _document()
    _draft()
    _draft_change()
    op.create_table(
        "feed",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("entries", sa.Integer, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("imported_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_feed"),
    )


def _document() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("pages_done", sa.Integer, nullable=False),
        sa.Column("pages_total", sa.Integer, nullable=False),
        sa.Column("uploaded_at", _MOMENT, nullable=False),
        sa.Column("uploaded_by", sa.Text, nullable=False),
        sa.Column("data", sa.LargeBinary),
        sa.Column("reference", sa.JSON),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("heard_at", _MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
        sa.UniqueConstraint("digest", name="uq_document_digest"),
        sa.CheckConstraint("state IN ('waiting', 'working', 'done', 'failed')", name=op.f("ck_document_known_state")),
        sa.CheckConstraint("(data IS NOT NULL) = (state IN ('waiting', 'working'))", name=op.f("ck_document_data_while_needed")),
    )
    op.create_index("ix_document_state", "document", ["state"])


def _draft() -> None:
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("document", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
        sa.Column("case_id", sa.Text),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("approved_by", sa.JSON, nullable=False),
        sa.Column("revision", sa.Integer),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
        sa.ForeignKeyConstraint(["document"], ["document.id"], name="fk_draft_document"),
        sa.ForeignKeyConstraint(["revision"], ["revision.number"], name="fk_draft_revision"),
        sa.CheckConstraint("state IN ('open', 'approved', 'rejected')", name=op.f("ck_draft_known_state")),
    )
    for column in ("document", "state", "revision"):
        op.create_index(f"ix_draft_{column}", "draft", [column])


def _draft_change() -> None:
    op.create_table(
        "draft_change",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("draft", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
        sa.Column("case_id", sa.Text),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_draft_change"),
        sa.ForeignKeyConstraint(["draft"], ["draft.id"], name="fk_draft_change_draft"),
        sa.CheckConstraint(
            "what IN ('created', 'corrected', 'approved', 'rejected', 'reopened')", name=op.f("ck_draft_change_known_what")
        ),
    )
    op.create_index("ix_draft_change_draft", "draft_change", ["draft"])
