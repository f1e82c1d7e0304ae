"""The tables of quiz items of one's own and of group figures. ``storage/migrations`` makes them, a test holds them together."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, CheckConstraint, Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, Table, Text

from storage.tables import Moment, metadata

quiz_item = Table(
    "quiz_item",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("body", JSON, nullable=False),
    Column("live", JSON(none_as_null=True)),
    Column("approved_by", JSON, nullable=False),
    Column("person", Text),
    Column("created_at", Moment, nullable=False),
    CheckConstraint("state IN ('suggested', 'approved', 'rejected', 'withdrawn')", name="known_state"),
    Index(None, "state"),
    Index(None, "person"),
)
"""Items of one's own as they are now. ``live`` is what is asked, ``person`` the key of who suggested it, if still known."""

quiz_item_change = Table(
    "quiz_item_change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("item", ForeignKey("quiz_item.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("what", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("trainer", Boolean, nullable=False),
    Column("why", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("body", JSON, nullable=False),
    Column("live", JSON(none_as_null=True)),
    Column("at", Moment, nullable=False),
    CheckConstraint("what IN ('suggested', 'edited', 'approved', 'rejected', 'withdrawn', 'undone')", name="known_what"),
    Index(None, "item"),
    Index(None, "who"),
)
"""All that was done to items, and how they were after it; nothing is taken away but who did it, on request."""

quiz_month = Table(
    "quiz_month",
    metadata,
    Column("month", Text, primary_key=True),
    Column("people", Integer, nullable=False),
    Column("frozen_at", Moment, nullable=False),
)
"""Months whose figures are reckoned, once and for all. ``people`` is the lower end of a span: at least so many answered."""

quiz_figure = Table(
    "quiz_figure",
    metadata,
    Column("month", ForeignKey("quiz_month.month"), nullable=False),
    Column("answers", Text, nullable=False),
    Column("theme", Text, nullable=False),
    Column("part", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("given", Integer, nullable=False),
    Column("correct", Integer, nullable=False),
    PrimaryKeyConstraint("month", "answers", "theme", "part", "name", "role"),
    CheckConstraint("answers IN ('first', 'later')", name="known_answers"),
    CheckConstraint("part IN ('item', 'group')", name="known_part"),
)
"""Group figures of ended months: answers to an item, or of a group of people (municipality and role), in a theme."""
