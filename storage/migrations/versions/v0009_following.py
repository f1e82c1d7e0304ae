"""What people follow, what has happened, and what they are told of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables. What was in the register before is no news."""
    _rhythm()
    _subscriber()
    _happening()
    _told()
    op.create_table(
        "progress",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_progress"),
    )
    for name, newest in (
        ("event", "(SELECT COALESCE(MAX(id), 0) FROM event)"),
        ("law", "(SELECT COALESCE(MAX(id), 0) FROM law_text)"),
        ("day", "0"),
        ("batch", "0"),
    ):
        op.execute(f"INSERT INTO progress (name, number) VALUES ('{name}', {newest})")  # noqa: S608  # our own constants


def _rhythm() -> None:
    op.create_table(
        "rhythm",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("mode", sa.Text, nullable=False),
        sa.Column("minute", sa.Integer, nullable=False),
        sa.Column("weekday", sa.Integer, nullable=False),
        sa.Column("quiet_start", sa.Integer, nullable=False),
        sa.Column("quiet_end", sa.Integer, nullable=False),
        sa.Column("due_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rhythm"),
        sa.UniqueConstraint("mode", "minute", "weekday", "quiet_start", "quiet_end", name="uq_rhythm_mode"),
        sa.CheckConstraint("mode IN ('at_once', 'daily', 'weekly')", name=op.f("ck_rhythm_known_mode")),
    )


def _subscriber() -> None:
    op.create_table(
        "subscriber",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("team", sa.Boolean, nullable=False),
        sa.Column("rhythm", sa.Integer, nullable=False),
        sa.Column("muted_until", _MOMENT),
        sa.Column("due_at", _MOMENT),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_subscriber"),
        sa.ForeignKeyConstraint(["rhythm"], ["rhythm.id"], name="fk_subscriber_rhythm"),
    )
    op.create_index("ix_subscriber_person", "subscriber", ["person"])
    op.create_index("ix_subscriber_rhythm", "subscriber", ["rhythm"])
    op.create_index("ix_subscriber_due_at", "subscriber", ["due_at"])
    op.create_table(
        "subscription",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("subscriber", sa.Text, nullable=False),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("upto", sa.Integer, nullable=False),
        sa.Column("muted_until", _MOMENT),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_subscription"),
        sa.ForeignKeyConstraint(["subscriber"], ["subscriber.key"], name="fk_subscription_subscriber"),
        sa.UniqueConstraint("subscriber", "topic", name="uq_subscription_subscriber"),
    )
    op.create_index("ix_subscription_topic", "subscription", ["topic"])


def _happening() -> None:
    op.create_table(
        "happening",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("identity", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("facts", sa.JSON, nullable=False),
        sa.Column("cites", sa.JSON, nullable=False),
        sa.Column("corrects", sa.Boolean, nullable=False),
        sa.Column("expires_at", _MOMENT),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_happening"),
        sa.UniqueConstraint("identity", "version", name="uq_happening_identity"),
    )
    op.create_index("ix_happening_created_at", "happening", ["created_at"])


def _told() -> None:
    op.create_table(
        "met",
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("happening", sa.Integer, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("topic", "happening", name="pk_met"),
        sa.ForeignKeyConstraint(["happening"], ["happening.id"], name="fk_met_happening"),
    )
    op.create_index("ix_met_happening", "met", ["happening"])
    op.create_table(
        "released",
        sa.Column("batch", sa.Integer, nullable=False),
        sa.Column("subscription", sa.Integer, nullable=False),
        sa.Column("subscriber", sa.Text, nullable=False),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("after", sa.Integer, nullable=False),
        sa.Column("upto", sa.Integer, nullable=False),
        sa.Column("gathered", sa.Boolean, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("batch", "subscription", name="pk_released"),
    )
    op.create_index("ix_released_subscriber", "released", ["subscriber"])
    op.create_index("ix_released_created_at", "released", ["created_at"])
