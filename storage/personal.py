"""Everything that is kept of people, table by table: what is given out to them, and what is left when they are forgotten.

The one list of it. A table is either here or among those without people; a test holds that against the tables there are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, String, Table, cast, or_, select

from storage.session import Session
from storage.tables import conversation, document, draft, draft_change, person, revision
from storage.tables_courses import course_enrolment
from storage.tables_following import released, subscriber, subscription
from storage.tables_group import group_player, group_vote
from storage.tables_outbox import broadcast, outbox, recipient
from storage.tables_trainer import quiz_item, quiz_item_change
from storage.tables_training import practice_card, practice_habit, practice_result, practice_run

YOU = "du"
"""What stands in place of the person's own key."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What one table keeps of people."""

    table: Table
    keys: tuple[str, ...]
    """The columns that hold a person's key, or none."""
    hidden: tuple[str, ...] = ()
    """Columns that tell nothing of the person: the service's own, and keys of others."""
    among: tuple[str, ...] = ()
    """Columns in which a person's key may stand among others."""

    def of(self, key: str) -> ColumnElement[bool]:
        """True for the rows with the person in them."""
        alone = (self.table.c[name] == key for name in self.keys)
        return or_(*alone, *(cast(self.table.c[name], String).contains(key) for name in self.among))


HOLDINGS: tuple[Holding, ...] = (
    Holding(person, ("key",)),
    Holding(conversation, ("person",), ("key",)),
    Holding(subscriber, ("key", "person"), ("rhythm",)),
    Holding(subscription, ("subscriber",), ("upto",)),
    Holding(released, ("subscriber",), ("subscription",)),
    Holding(recipient, ("key",), ("held_by", "busy_until", "ready_at")),
    Holding(outbox, ("recipient",), ("lease_by",)),
    Holding(practice_result, ("person",)),
    Holding(practice_card, ("person",)),
    Holding(practice_run, ("person",)),
    Holding(practice_habit, ("person",), ("talk",)),
    Holding(course_enrolment, ("person",)),
    Holding(group_vote, ("person",)),
    Holding(group_player, ("person",)),
    Holding(quiz_item, ("person",), among=("approved_by",)),
    Holding(quiz_item_change, ("who",), ("body", "live")),
    Holding(document, ("uploaded_by",), ("data", "digest", "attempts", "heard_at")),
    Holding(draft, (), ("body",), among=("approved_by",)),
    Holding(draft_change, ("who",), ("body",)),
    Holding(revision, (), among=("who",)),
    Holding(broadcast, ("written_by", "settled_by")),
)
"""All tables with people in them."""

WITHOUT_PEOPLE: Mapping[str, str] = {
    "record": "what is known of municipalities and cooperations",
    "event": "which records were changed",
    "setting": "the service's own values",
    "law_text": "texts of acts; who brought them in is named at the command line",
    "feed": "sources that are imported",
    "answer": "what an answer was about, by the key of the message",
    "answered": "which messages of ours answered a message, by its key",
    "feedback": "judgements, by references that lead to nobody",
    "unanswered": "counts",
    "shared_question": "words that somebody agreed to share, by a reference that they alone have",
    "rhythm": "ways of being told, shared by all who chose the same",
    "happening": "what has happened",
    "met": "which topics that concerns",
    "progress": "how far the service has come",
    "notice": "what is told, to all alike",
    "outbox_count": "counts",
    "send_pace": "the pace of a tenant",
    "group_session": "a quiz of a group, by the key of its conversation",
    "group_question": "its questions, with counts",
    "group_sending": "when a channel was written to",
    "quiz_month": "a count",
    "quiz_figure": "figures of at least five people",
}
"""The other tables, and what they hold instead."""


async def everything_of(session: Session, key: str) -> dict[str, list[dict[str, Any]]]:
    """All rows with the person in them, by table, as plain data; the keys of others are left out."""
    found: dict[str, list[dict[str, Any]]] = {}
    for holding in HOLDINGS:
        columns = [column for column in holding.table.columns if column.name not in holding.hidden]
        order = holding.table.primary_key.columns
        query = select(*columns).where(holding.of(key)).order_by(*order)
        rows = await session.run(lambda c, query=query: [dict(row) for row in c.execute(query).mappings()])  # type: ignore[misc]
        if rows:
            found[holding.table.name] = [_told(holding, row, key) for row in rows]
    return found


def _told(holding: Holding, row: Mapping[str, Any], key: str) -> dict[str, Any]:
    told = {}
    for name, value in row.items():
        if name in (*holding.keys, *holding.among):
            if value is not None and key in value:
                told[name] = YOU
        else:
            told[name] = value.isoformat() if isinstance(value, date | datetime) else value
    return told
