"""The tables of quizzes for groups. ``storage/migrations`` makes them; a test holds the two together."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from storage.tables import Moment, metadata

group_session = Table(
    "group_session",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("place", Text),
    Column("conversation", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("level", Integer),
    Column("questions", Integer, nullable=False),
    Column("points", Boolean, nullable=False),
    Column("state", Text, nullable=False),
    Column("current", Integer, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("touched_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("screen", Text, nullable=False),
    Column("reference", JSON(none_as_null=True)),
    Column("channel", Text, nullable=False),
    Column("control", Text, nullable=False),
    Column("control_shown", Text, nullable=False),
    Column("final", Text, nullable=False),
    Column("holder", Text, nullable=False),
    Column("held_until", Moment),
    Column("not_before", Moment),
    Column("failures", Integer, nullable=False),
    UniqueConstraint("place"),
    UniqueConstraint("screen"),
    CheckConstraint("state IN ('running', 'ended', 'done')", name="known_state"),
    CheckConstraint("(place IS NOT NULL) = (state = 'running')", name="one_running_in_a_place"),
    Index(None, "state"),
)
"""Quizzes that are held for a group. ``conversation`` is its key, and ``place`` the same while the session runs, so that there
is one in a conversation; ``channel`` is the key of what the channel's limits are reckoned by. ``control`` and ``final`` are the
channel's ids of the trainer's card and the last one. ``holder`` is the replica that shows it, until ``held_until``."""

group_question = Table(
    "group_question",
    metadata,
    Column("session", ForeignKey("group_session.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("item", Text, nullable=False),
    Column("body", JSON, nullable=False),
    Column("state", Text, nullable=False),
    Column("opened_at", Moment),
    Column("closed_at", Moment),
    Column("counts", JSON(none_as_null=True)),
    Column("message", Text, nullable=False),
    Column("shown", Text, nullable=False),
    Column("shown_at", Moment),
    PrimaryKeyConstraint("session", "number"),
    CheckConstraint("state IN ('waiting', 'open', 'paused', 'closed')", name="known_state"),
)
"""The questions of a session, as they are asked in it. ``counts`` is what was answered, once it is closed; ``message`` the
channel's id of the card, and ``shown`` what the card shows."""

group_vote = Table(
    "group_vote",
    metadata,
    Column("session", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("person", Text, nullable=False),
    Column("given", Text, nullable=False),
    Column("at", Moment, nullable=False),
    PrimaryKeyConstraint("session", "number", "person"),
    # to the question, which a vote locks anyway: the session's row is left to those who steer
    ForeignKeyConstraint(["session", "number"], ["group_question.session", "group_question.number"], ondelete="CASCADE"),
    Index(None, "person"),
)
"""What each has answered, one row a question and person, until a day after the session."""

group_player = Table(
    "group_player",
    metadata,
    Column("session", ForeignKey("group_session.id", ondelete="CASCADE"), nullable=False),
    Column("person", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("points", Integer, nullable=False),
    PrimaryKeyConstraint("session", "person"),
    Index(None, "person"),
)
"""Names and points, in sessions with a table of points alone, and no longer than the session."""

group_sending = Table(
    "group_sending",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_group_sending_channel", "channel", "at"),
)
"""When we wrote to a channel, for its limits; an hour is kept."""
