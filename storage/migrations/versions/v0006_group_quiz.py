"""Quizzes for groups: sessions, their questions, votes, points where they are wanted, and when a channel was written to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables."""
    _session()
    _question()
    op.create_table(
        "group_vote",
        _within(),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("given", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("session", "number", "person", name="pk_group_vote"),
        sa.ForeignKeyConstraint(
            ["session", "number"], ["group_question.session", "group_question.number"],
            name="fk_group_vote_session", ondelete="CASCADE",
        ),
    )
    op.create_index("ix_group_vote_person", "group_vote", ["person"])
    op.create_table(
        "group_player",
        _within(),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("points", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("session", "person", name="pk_group_player"),
        _belongs("group_player"),
    )
    op.create_index("ix_group_player_person", "group_player", ["person"])
    op.create_table(
        "group_sending",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_group_sending"),
    )
    op.create_index("ix_group_sending_channel", "group_sending", ["channel", "at"])


def _within() -> sa.Column[int]:
    return sa.Column("session", sa.Integer, nullable=False)


def _belongs(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_session"
    return sa.ForeignKeyConstraint(["session"], ["group_session.id"], name=name, ondelete="CASCADE")


def _session() -> None:
    texts = ("conversation", "language", "topic", "state", "screen", "channel", "control", "control_shown", "final", "holder")
    op.create_table(
        "group_session",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("place", sa.Text),
        *(sa.Column(name, sa.Text, nullable=False) for name in texts),
        sa.Column("level", sa.Integer),
        sa.Column("questions", sa.Integer, nullable=False),
        sa.Column("points", sa.Boolean, nullable=False),
        sa.Column("current", sa.Integer, nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("reference", sa.JSON),
        sa.Column("held_until", sa.DateTime(timezone=True)),
        sa.Column("not_before", sa.DateTime(timezone=True)),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_group_session"),
        sa.UniqueConstraint("place", name="uq_group_session_place"),
        sa.UniqueConstraint("screen", name="uq_group_session_screen"),
        sa.CheckConstraint("state IN ('running', 'ended', 'done')", name=op.f("ck_group_session_known_state")),
        sa.CheckConstraint(
            "(place IS NOT NULL) = (state = 'running')", name=op.f("ck_group_session_one_running_in_a_place")
        ),
    )
    op.create_index("ix_group_session_state", "group_session", ["state"])


def _question() -> None:
    op.create_table(
        "group_question",
        _within(),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("item", sa.Text, nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True)),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.Column("counts", sa.JSON),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("shown", sa.Text, nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("session", "number", name="pk_group_question"),
        sa.CheckConstraint(
            "state IN ('waiting', 'open', 'paused', 'closed')", name=op.f("ck_group_question_known_state")
        ),
        _belongs("group_question"),
    )
