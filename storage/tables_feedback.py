"""The tables of feedback. ``storage/migrations`` makes them; a test holds the two together."""

from __future__ import annotations

from sqlalchemy import JSON, CheckConstraint, Column, Date, Index, Integer, PrimaryKeyConstraint, Table, Text

from storage.tables import metadata

answer = Table(
    "answer",
    metadata,
    Column("key", Text, primary_key=True),
    Column("salt", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("about", JSON, nullable=False),
    Index(None, "day"),
)
"""What answers were about that may still be judged. Goes after some days, and with it the way from an answer to its feedback."""

feedback = Table(
    "feedback",
    metadata,
    Column("reference", Text, primary_key=True),
    Column("day", Date, nullable=False),
    Column("reaction", Text, nullable=False),
    Column("comment", Text, nullable=False),
    Column("about", JSON, nullable=False),
    CheckConstraint("reaction IN ('like', 'dislike')", name="known_reaction"),
    Index(None, "day"),
)
"""Judgements of answers. Nothing in it leads to the one who judged."""


def _topic() -> list[Column[str]]:
    return [Column(name, Text, nullable=False) for name in ("reason", "language", "intent", "field", "form")]


unanswered = Table(
    "unanswered",
    metadata,
    Column("day", Date, nullable=False),
    *_topic(),
    Column("count", Integer, nullable=False),
    PrimaryKeyConstraint("day", "reason", "language", "intent", "field", "form"),
)
"""How many questions on a topic had no answer, by day; never their words."""

shared_question = Table(
    "shared_question",
    metadata,
    Column("reference", Text, primary_key=True),
    Column("day", Date, nullable=False),
    Column("text", Text, nullable=False),
    *_topic(),
    Index(None, "day"),
)
"""Questions whose words somebody agreed to leave to the editors."""
