"""Delivery: who can be reached, what is told, one row per recipient and notice, and the pace that all workers share."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "recipient",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("tenant", sa.Text, nullable=False),
        sa.Column("conversation", sa.Text, nullable=False),
        sa.Column("reference", sa.JSON, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("paused_why", sa.Text, nullable=False),
        sa.Column("paused_at", _MOMENT),
        sa.Column("ready_at", _MOMENT, nullable=False),
        sa.Column("held_by", sa.Text, nullable=False),
        sa.Column("busy_until", sa.Double, nullable=False),
        sa.Column("updated_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_recipient"),
    )
    _shared()
    _outbox()
    _counts()
    _broadcast()


def _shared() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.Column("due_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT),
        sa.Column("recipients", sa.Integer, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("closed_at", _MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_notice"),
    )
    op.create_index("ix_notice_created_at", "notice", ["created_at"])
    op.create_table(
        "send_pace",
        sa.Column("tenant", sa.Text, nullable=False),
        sa.Column("free_at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("tenant", name="pk_send_pace"),
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("notice", sa.Text, nullable=False),
        sa.Column("recipient", sa.Text, nullable=False),
        sa.Column("tenant", sa.Text, nullable=False),
        sa.Column("payload", sa.JSON),
        sa.Column("priority", sa.Integer, nullable=False),
        sa.Column("due_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("next_at", _MOMENT),
        sa.Column("lease_by", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("unsure", sa.Integer, nullable=False),
        sa.Column("error", sa.Text, nullable=False),
        sa.Column("message_id", sa.Text, nullable=False),
        sa.Column("settled_at", _MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.ForeignKeyConstraint(["notice"], ["notice.id"], name="fk_outbox_notice_notice"),
        sa.UniqueConstraint("recipient", "notice", name="uq_outbox_recipient"),
        sa.CheckConstraint(
            "state IN ('waiting', 'leased', 'sending', 'retrying', 'sent', 'failed', 'skipped', 'blocked')",
            name=op.f("ck_outbox_known_state"),
        ),
        sa.CheckConstraint(
            "(next_at IS NOT NULL) = (state IN ('waiting', 'leased', 'sending', 'retrying'))",
            name=op.f("ck_outbox_next_while_under_way"),
        ),
    )
    op.create_index("ix_outbox_tenant", "outbox", ["tenant", "priority", "next_at", "id"])
    op.create_index("ix_outbox_notice", "outbox", ["notice", "state"])
    op.create_index("ix_outbox_settled_at", "outbox", ["settled_at"])


def _counts() -> None:
    op.create_table(
        "outbox_count",
        sa.Column("notice", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("unsure", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("notice", "state", "why", name="pk_outbox_count"),
        sa.ForeignKeyConstraint(["notice"], ["notice.id"], name="fk_outbox_count_notice_notice"),
    )


def _broadcast() -> None:
    op.create_table(
        "broadcast",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("audience", sa.Text, nullable=False),
        sa.Column("nb", sa.Text, nullable=False),
        sa.Column("nn", sa.Text, nullable=False),
        sa.Column("written_by", sa.Text, nullable=False),
        sa.Column("written_at", _MOMENT, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("settled_by", sa.Text, nullable=False),
        sa.Column("notice", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_broadcast"),
        sa.CheckConstraint("audience IN ('following', 'everybody')", name=op.f("ck_broadcast_known_audience")),
        sa.CheckConstraint("state IN ('open', 'sent', 'dropped')", name=op.f("ck_broadcast_known_state")),
    )
