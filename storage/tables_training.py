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
    Column("updated_at", Moment, nullable=False),
    Index(None, "updated_at"),
)
"""The exercise that a person is in the middle of."""

practice_habit = Table(
    "practice_habit",
    metadata,
    Column("person", Text, primary_key=True),
    Column("weekday", Integer),
    Column("minute", Integer, nullable=False),
    Column("language", Text, nullable=False),
    Column("reference", JSON, nullable=False),
    Column("since", Moment, nullable=False),
    Column("last_day", Date),
    CheckConstraint("weekday BETWEEN 0 AND 6", name="known_weekday"),
    CheckConstraint("minute BETWEEN 0 AND 1439", name="known_minute"),
)
"""Who wants an exercise every day, or every week on ``weekday`` (0 is Monday), ``minute`` minutes past midnight in Norway;
where to write to them; and the last day that one was put on its way."""
