"""The tables of what is sent unprompted. ``storage/migrations`` makes them; a test holds the two together."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from storage.tables import Moment, metadata

STATES = ("waiting", "leased", "sending", "retrying", "sent", "failed", "skipped", "blocked")

recipient = Table(
    "recipient",
    metadata,
    Column("key", Text, primary_key=True),
    Column("tenant", Text, nullable=False),
    Column("conversation", Text, nullable=False),
    Column("reference", JSON, nullable=False),
    Column("language", Text, nullable=False),
    Column("paused_why", Text, nullable=False),
    Column("paused_at", Moment),
    Column("ready_at", Moment, nullable=False),
    Column("held_by", Text, nullable=False),
    Column("busy_until", Double, nullable=False),
    Column("updated_at", Moment, nullable=False),
)
"""Where to reach those who have asked for something. Held by one worker at a time until ``ready_at``, which is also when its
conversation may be written to again; ``busy_until`` is what its pace remembers, in seconds since 1970."""

notice = Table(
    "notice",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("payload", JSON, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("expires_at", Moment),
    Column("recipients", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Index(None, "created_at"),
)
"""What is told. ``recipients`` is counted when they are queued, so that the ledger has something to add up to."""

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("notice", ForeignKey("notice.id"), nullable=False),
    Column("recipient", Text, nullable=False),
    Column("tenant", Text, nullable=False),
    Column("payload", JSON(none_as_null=True)),
    Column("priority", Integer, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("expires_at", Moment),
    Column("state", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("next_at", Moment),
    Column("lease_by", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("unsure", Integer, nullable=False),
    Column("error", Text, nullable=False),
    Column("message_id", Text, nullable=False),
    Column("settled_at", Moment),
    UniqueConstraint("recipient", "notice"),
    CheckConstraint(f"state IN ({', '.join(repr(state) for state in STATES)})", name="known_state"),
    CheckConstraint(
        "(next_at IS NOT NULL) = (state IN ('waiting', 'leased', 'sending', 'retrying'))", name="next_while_under_way"
    ),
    Index(None, "tenant", "priority", "next_at", "id"),
    Index(None, "notice", "state"),
    Index(None, "settled_at"),
)
"""One row per recipient and notice. ``next_at`` is when it is to be looked at: due, to be tried again, or its lease lapses.
``unsure`` counts the times it may have arrived though nobody said so."""

outbox_count = Table(
    "outbox_count",
    metadata,
    Column("notice", ForeignKey("notice.id"), nullable=False),
    Column("state", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("count", Integer, nullable=False),
    Column("unsure", Integer, nullable=False),
    PrimaryKeyConstraint("notice", "state", "why"),
)
"""What is left of rows that were let go of: how many there were of each."""

send_pace = Table(
    "send_pace",
    metadata,
    Column("tenant", Text, primary_key=True),
    Column("free_at", Double, nullable=False),
)
"""When the next message may go to a tenant, in seconds since 1970: all workers book their places here. Every tenant has a row."""

broadcast = Table(
    "broadcast",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("audience", Text, nullable=False),
    Column("nb", Text, nullable=False),
    Column("nn", Text, nullable=False),
    Column("written_by", Text, nullable=False),
    Column("written_at", Moment, nullable=False),
    Column("state", Text, nullable=False),
    Column("settled_by", Text, nullable=False),
    Column("notice", Text, nullable=False),
    CheckConstraint("audience IN ('following', 'everybody')", name="known_audience"),
    CheckConstraint("state IN ('open', 'sent', 'dropped')", name="known_state"),
)
"""Messages from editors to many. One writes, another approves; ``notice`` is what it became."""
