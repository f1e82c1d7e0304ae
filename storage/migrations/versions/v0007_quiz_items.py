"""Quiz items of one's own with all that was done to them, and group figures of ended months, without people."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "quiz_item",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
        sa.Column("live", sa.JSON),
        sa.Column("approved_by", sa.JSON, nullable=False),
        sa.Column("person", sa.Text),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_quiz_item"),
        sa.CheckConstraint("state IN ('suggested', 'approved', 'rejected', 'withdrawn')", name=op.f("ck_quiz_item_known_state")),
    )
    op.create_index("ix_quiz_item_state", "quiz_item", ["state"])
    op.create_index("ix_quiz_item_person", "quiz_item", ["person"])
    _changes()
    _figures()


def _changes() -> None:
    op.create_table(
        "quiz_item_change",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("item", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("trainer", sa.Boolean, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
        sa.Column("live", sa.JSON),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_quiz_item_change"),
        sa.ForeignKeyConstraint(["item"], ["quiz_item.id"], name="fk_quiz_item_change_item"),
        sa.CheckConstraint(
            "what IN ('suggested', 'edited', 'approved', 'rejected', 'withdrawn', 'undone')",
            name=op.f("ck_quiz_item_change_known_what"),
        ),
    )
    op.create_index("ix_quiz_item_change_item", "quiz_item_change", ["item"])
    op.create_index("ix_quiz_item_change_who", "quiz_item_change", ["who"])


def _figures() -> None:
    op.create_table(
        "quiz_month",
        sa.Column("month", sa.Text, nullable=False),
        sa.Column("people", sa.Integer, nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("month", name="pk_quiz_month"),
    )
    op.create_table(
        "quiz_figure",
        sa.Column("month", sa.Text, nullable=False),
        sa.Column("answers", sa.Text, nullable=False),
        sa.Column("theme", sa.Text, nullable=False),
        sa.Column("part", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("given", sa.Integer, nullable=False),
        sa.Column("correct", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("month", "answers", "theme", "part", "name", "role", name="pk_quiz_figure"),
        sa.ForeignKeyConstraint(["month"], ["quiz_month.month"], name="fk_quiz_figure_month"),
        sa.CheckConstraint("answers IN ('first', 'later')", name=op.f("ck_quiz_figure_known_answers")),
        sa.CheckConstraint("part IN ('item', 'group')", name=op.f("ck_quiz_figure_known_part")),
    )
