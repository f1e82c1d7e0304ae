"""Feedback: what answers were about, for a short while; judgements, counts and questions left to the editors, without people."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "answer",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("salt", sa.Text, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("about", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_answer"),
    )
    op.create_index("ix_answer_day", "answer", ["day"])
    op.create_table(
        "feedback",
        sa.Column("reference", sa.Text, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("reaction", sa.Text, nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("about", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_feedback"),
        sa.CheckConstraint("reaction IN ('like', 'dislike')", name=op.f("ck_feedback_known_reaction")),
    )
    op.create_index("ix_feedback_day", "feedback", ["day"])
    _unanswered()


def _topic() -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in ("reason", "language", "intent", "field", "form")]


def _unanswered() -> None:
    op.create_table(
        "unanswered",
        sa.Column("day", sa.Date, nullable=False),
        *_topic(),
        sa.Column("count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("day", "reason", "language", "intent", "field", "form", name="pk_unanswered"),
    )
    op.create_table(
        "shared_question",
        sa.Column("reference", sa.Text, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        *_topic(),
        sa.PrimaryKeyConstraint("reference", name="pk_shared_question"),
    )
    op.create_index("ix_shared_question_day", "shared_question", ["day"])
