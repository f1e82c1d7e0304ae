"""Practice: how answers were marked, how well items are remembered, the running exercise, and who wants one regularly."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables."""
    _results()
    op.create_table(
        "practice_card",
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("item", sa.Text, nullable=False),
        sa.Column("stability", sa.Double, nullable=False),
        sa.Column("difficulty", sa.Double, nullable=False),
        sa.Column("seen", sa.Date, nullable=False),
        sa.Column("due", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("person", "item", name="pk_practice_card"),
    )
    op.create_table(
        "practice_run",
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("state", sa.JSON, nullable=False),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_practice_run"),
    )
    op.create_table(
        "practice_habit",
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("days", sa.Text, nullable=False),
        sa.Column("minute", sa.Integer, nullable=False),
        sa.Column("talk", sa.Text, nullable=False),
        sa.Column("last_day", sa.Date),
        sa.PrimaryKeyConstraint("person", name="pk_practice_habit"),
        sa.CheckConstraint("days <> ''", name=op.f("ck_practice_habit_some_day")),
        sa.CheckConstraint("minute BETWEEN 0 AND 1439", name=op.f("ck_practice_habit_known_minute")),
    )


def _results() -> None:
    op.create_table(
        "practice_result",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("item", sa.Text, nullable=False),
        sa.Column("theme", sa.Text, nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("correct", sa.Boolean, nullable=False),
        sa.Column("met", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("session", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_practice_result"),
        sa.UniqueConstraint("person", "item", "day", "place", "session", name="uq_practice_result_person"),
        sa.CheckConstraint("place IN ('practice', 'group')", name=op.f("ck_practice_result_known_place")),
    )
    op.create_index("ix_practice_result_theme", "practice_result", ["theme"])
    op.create_index("ix_practice_result_at", "practice_result", ["at"])
