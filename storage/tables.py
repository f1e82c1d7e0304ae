"""The tables. ``storage/migrations`` makes them; a test holds the two together."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """A point in time, always with its time zone; kept and read as UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """UTC; SQLite keeps no time zone."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """With the time zone that SQLite did not keep."""
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

# JSON, not JSONB: what people write may hold characters that JSONB refuses, and nothing is searched in it
revision = Table(
    "revision",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("created_at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("origin", Text, nullable=False),
)

record = Table(
    "record",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("record_id", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("body", JSON(none_as_null=True)),
    Column("deleted", Boolean, nullable=False),
    Column("revision", ForeignKey("revision.number"), nullable=False),
    Column("previous", ForeignKey("record.id")),
    Column("origin", Text, nullable=False),
    UniqueConstraint("kind", "record_id", "version"),
    CheckConstraint("deleted = (body IS NULL)", name="body_unless_deleted"),
    Index(None, "revision"),
)
"""Every version of every record; the one with the highest version is in force."""

event = Table(
    "event",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("revision", ForeignKey("revision.number"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("record_id", Text, nullable=False),
    Column("change", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    CheckConstraint("change IN ('added', 'changed', 'removed')", name="known_change"),
    Index(None, "revision"),
)

conversation = Table(
    "conversation",
    metadata,
    Column("key", Text, primary_key=True),
    Column("person", Text),
    Column("state", JSON, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Index(None, "person"),
)
"""``person`` is set for a conversation with one person alone, so that it can be told and forgotten with them."""

person = Table(
    "person",
    metadata,
    Column("key", Text, primary_key=True),
    Column("preferences", JSON, nullable=False),
    Column("updated_at", Moment, nullable=False),
)

setting = Table(
    "setting",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

law_text = Table(
    "law_text",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("act", Text, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("form", Text, nullable=False),
    Column("imported_at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("body", JSON, nullable=False),
    CheckConstraint("form IN ('consolidated', 'announced')", name="known_form"),
    Index(None, "act"),
)
"""Every text of every act that was imported; the one imported last is in use."""

document = Table(
    "document",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("pages_done", Integer, nullable=False),
    Column("pages_total", Integer, nullable=False),
    Column("uploaded_at", Moment, nullable=False),
    Column("uploaded_by", Text, nullable=False),
    Column("data", LargeBinary),
    Column("reference", JSON(none_as_null=True)),
    Column("language", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("heard_at", Moment),
    UniqueConstraint("digest"),
    CheckConstraint("state IN ('waiting', 'working', 'done', 'failed')", name="known_state"),
    CheckConstraint("(data IS NOT NULL) = (state IN ('waiting', 'working'))", name="data_while_needed"),
    Index(None, "state"),
)
"""Documents that were handed in. ``heard_at`` is when its reader last told of progress."""

draft = Table(
    "draft",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document", ForeignKey("document.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("body", JSON, nullable=False),
    Column("case_id", Text),
    Column("state", Text, nullable=False),
    Column("approved_by", JSON, nullable=False),
    Column("revision", ForeignKey("revision.number")),
    Column("created_at", Moment, nullable=False),
    CheckConstraint("state IN ('open', 'approved', 'rejected')", name="known_state"),
    Index(None, "document"),
    Index(None, "state"),
    Index(None, "revision"),
)
"""Drafts as they are now. ``revision`` is the one that an approved draft is live with."""

draft_change = Table(
    "draft_change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("draft", ForeignKey("draft.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("what", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("body", JSON, nullable=False),
    Column("case_id", Text),
    Column("at", Moment, nullable=False),
    CheckConstraint("what IN ('created', 'corrected', 'approved', 'rejected', 'reopened')", name="known_what"),
    Index(None, "draft"),
)
"""All that was done to drafts; nothing is taken away."""

feed = Table(
    "feed",
    metadata,
    Column("name", Text, primary_key=True),
    Column("entries", Integer, nullable=False),
    Column("digest", Text, nullable=False),
    Column("imported_at", Moment, nullable=False),
)
"""Sources that are imported again and again, as they were when last taken in."""

answered = Table(
    "answered",
    metadata,
    Column("key", Text, primary_key=True),
    Column("day", Date, nullable=False),
    Column("language", Text, nullable=False),
    Column("messages", JSON, nullable=False),
    Index(None, "day"),
)
"""Which messages of ours answered which question, for when it is edited or deleted; neither by whom nor with what words."""
