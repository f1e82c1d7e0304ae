"""The tables of training. ``storage/migrations`` makes them; a test holds the two together."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Double,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from storage.tables import Moment, metadata

# -- practice ---------------------------------------------------------------------------------------------------------

practice_result = Table(
    "practice_result",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("theme", Text, nullable=False),
    Column("level", Integer, nullable=False),
    Column("correct", Boolean, nullable=False),
    Column("met", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("day", Date, nullable=False),
    Column("place", Text, nullable=False),
    Column("session", Text, nullable=False),
    UniqueConstraint("person", "item", "day", "place", "session"),
    CheckConstraint("place IN ('practice', 'group')", name="known_place"),
    Index(None, "theme"),
    Index(None, "at"),
)
"""How each answer of a person was marked, never what was answered. ``day`` is the day it was in Norway."""

practice_card = Table(
    "practice_card",
    metadata,
    Column("person", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("stability", Double, nullable=False),
    Column("difficulty", Double, nullable=False),
    Column("seen", Date, nullable=False),
    Column("due", Date, nullable=False),
    PrimaryKeyConstraint("person", "item"),
)
"""How well a person is thought to remember an item, and the day when it is asked again."""

practice_run = Table(
    "practice_run",
    metadata,
    Column("person", Text, primary_key=True),
    Column("state", JSON, nullable=False),
    Column("heard_at", Moment, nullable=False),
)
"""How a person practises, and the exercise that they are in the middle of; and when they were last heard of."""

practice_habit = Table(
    "practice_habit",
    metadata,
    Column("person", Text, primary_key=True),
    Column("days", Text, nullable=False),
    Column("minute", Integer, nullable=False),
    Column("talk", Text, nullable=False),
    Column("last_day", Date),
    CheckConstraint("days <> ''", name="some_day"),
    CheckConstraint("minute BETWEEN 0 AND 1439", name="known_minute"),
)
"""Who wants an exercise on which ``days`` of the week («0» is Monday), ``minute`` minutes past midnight in Norway; the key of
the conversation that it comes in; and the last day that is done with. Where to write is kept with the recipients."""
