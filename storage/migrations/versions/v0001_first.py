"""The first tables: the register with its versions and events, conversations, persons and settings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make them."""
    _register_tables()
    op.create_table(
        "conversation",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("person", sa.Text),
        sa.Column("state", sa.JSON, nullable=False),
        sa.Column("updated_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_conversation"),
    )
    op.create_index("ix_conversation_person", "conversation", ["person"])
    op.create_table(
        "person",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("preferences", sa.JSON, nullable=False),
        sa.Column("updated_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_person"),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_setting"),
    )


def _register_tables() -> None:
    op.create_table(
        "revision",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_revision"),
    )
    op.create_table(
        "record",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("record_id", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("body", sa.JSON),
        sa.Column("deleted", sa.Boolean, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("previous", sa.Integer),
        sa.Column("origin", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_record"),
        sa.ForeignKeyConstraint(["revision"], ["revision.number"], name="fk_record_revision"),
        sa.ForeignKeyConstraint(["previous"], ["record.id"], name="fk_record_previous"),
        sa.UniqueConstraint("kind", "record_id", "version", name="uq_record_kind"),
        sa.CheckConstraint("deleted = (body IS NULL)", name=op.f("ck_record_body_unless_deleted")),
    )
    op.create_index("ix_record_revision", "record", ["revision"])
    op.create_table(
        "event",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("record_id", sa.Text, nullable=False),
        sa.Column("change", sa.Text, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
        sa.ForeignKeyConstraint(["revision"], ["revision.number"], name="fk_event_revision"),
        sa.CheckConstraint("change IN ('added', 'changed', 'removed')", name=op.f("ck_event_known_change")),
    )
    op.create_index("ix_event_revision", "event", ["revision"])
