"""The tables of what people follow, and are told of it. ``storage/migrations`` makes them; a test holds the two together."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from storage.tables import Moment, metadata

rhythm = Table(
    "rhythm",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("mode", Text, nullable=False),
    Column("minute", Integer, nullable=False),
    Column("weekday", Integer, nullable=False),
    Column("quiet_start", Integer, nullable=False),
    Column("quiet_end", Integer, nullable=False),
    Column("due_at", Moment, nullable=False),
    UniqueConstraint("mode", "minute", "weekday", "quiet_start", "quiet_end"),
    CheckConstraint("mode IN ('at_once', 'daily', 'weekly')", name="known_mode"),
)
"""Each way of being told that somebody has asked for; ``due_at`` is when what happens now is told so. Quiet hours are minutes
of the day, both -1 for none."""

subscriber = Table(
    "subscriber",
    metadata,
    Column("key", Text, primary_key=True),
    Column("person", Text, nullable=False),
    Column("team", Boolean, nullable=False),
    Column("rhythm", ForeignKey("rhythm.id"), nullable=False),
    Column("muted_until", Moment),
    Column("due_at", Moment),
    Column("created_at", Moment, nullable=False),
    Index(None, "person"),
    Index(None, "rhythm"),
    Index(None, "due_at"),
)
"""Who follows something: a person, or a channel. The key is that of the recipient who is written to; ``person`` is who asked;
``due_at`` when what waits is told, None while nothing waits."""

subscription = Table(
    "subscription",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("subscriber", ForeignKey("subscriber.key"), nullable=False),
    Column("topic", Text, nullable=False),
    Column("upto", Integer, nullable=False),
    Column("muted_until", Moment),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("subscriber", "topic"),
    Index(None, "topic"),
)
"""What each follows, as the key of a topic. Happenings after ``upto`` are still to be told."""

happening = Table(
    "happening",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("identity", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("facts", JSON, nullable=False),
    Column("cites", JSON, nullable=False),
    Column("corrects", Boolean, nullable=False),
    Column("expires_at", Moment),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("identity", "version"),
    Index(None, "created_at"),
)
"""What has happened that somebody may be told of, each once; heard of with other facts it is a version more."""

met = Table(
    "met",
    metadata,
    Column("topic", Text, nullable=False),
    Column("happening", ForeignKey("happening.id"), nullable=False),
    Column("subject", Text, nullable=False),
    PrimaryKeyConstraint("topic", "happening"),
    Index(None, "happening"),
)
"""The topics that somebody follows and that a happening has met. Who is told of it follows from what each follows."""

released = Table(
    "released",
    metadata,
    Column("batch", Integer, nullable=False),
    Column("subscription", Integer, nullable=False),
    Column("subscriber", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("after", Integer, nullable=False),
    Column("upto", Integer, nullable=False),
    Column("gathered", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False),
    PrimaryKeyConstraint("batch", "subscription"),
    Index(None, "subscriber"),
    Index(None, "created_at"),
)
"""What has gone into the outbox: of a subscription, the happenings after one and up to another; ``gathered`` into one message."""

progress = Table(
    "progress",
    metadata,
    Column("name", Text, primary_key=True),
    Column("number", Integer, nullable=False),
)
"""How far the events, the texts of the law and the days have been gone through, and the number of the last batch."""
