"""Who has written, approved and decided: names of people in what stays when they go. What was done stays, by nobody known."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, String, and_, cast, func, literal, or_, select, update

from storage.session import Session
from storage.tables import document, draft, draft_change, revision
from storage.tables_outbox import broadcast
from storage.tables_trainer import quiz_item, quiz_item_change

_PERSON = re.compile(r"[0-9a-f]{64}")
"""What a person's key looks like; the names that are given at the command line are none."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A column that says who did something."""

    column: Column[Any]
    old: Callable[[datetime], ColumnElement[bool]]
    """True for what was settled before then."""
    nobody: str | None = ""
    """What stands there for one who is not known."""
    several: bool = False
    """True where there may be several keys, with commas between or in a list."""

    def by(self, key: str) -> ColumnElement[bool]:
        """True where the person stands in it."""
        return cast(self.column, String).contains(key) if self.several else self.column == key


SIGNED = (
    Signed(revision.c.who, lambda before: revision.c.created_at < before, several=True),
    Signed(draft_change.c.who, lambda before: draft_change.c.at < before),
    Signed(document.c.uploaded_by, lambda before: and_(document.c.state == "done", document.c.uploaded_at < before)),
    Signed(broadcast.c.written_by, lambda before: and_(broadcast.c.state != "open", broadcast.c.written_at < before)),
    Signed(broadcast.c.settled_by, lambda before: broadcast.c.written_at < before),
    Signed(quiz_item_change.c.who, lambda before: quiz_item_change.c.at < before),
    Signed(quiz_item.c.person, lambda before: and_(quiz_item.c.state != "suggested", quiz_item.c.created_at < before), None),
)
"""All columns of that sort with text in them."""

APPROVED = (
    Signed(draft.c.approved_by, lambda before: and_(draft.c.state != "open", draft.c.created_at < before), several=True),
    Signed(
        quiz_item.c.approved_by,
        lambda before: and_(quiz_item.c.state != "suggested", quiz_item.c.created_at < before),
        several=True,
    ),
)
"""The same with a list of keys."""


@dataclass(frozen=True, slots=True)
class Deeds:
    """How often a person has signed something as an editor."""

    changes: int = 0
    """Revisions of the register."""
    drafts: int = 0
    """Things done to drafts."""
    broadcasts: int = 0
    """Messages to many that they wrote or settled."""


async def deeds_of(session: Session, key: str) -> Deeds:
    """How often the person stands in the history of the register, of drafts and of messages."""
    counted = (
        select(func.count()).select_from(revision).where(revision.c.who.contains(key)),
        select(func.count()).select_from(draft_change).where(draft_change.c.who == key),
        select(func.count()).select_from(draft).where(cast(draft.c.approved_by, String).contains(key)),
        select(func.count()).select_from(broadcast).where(or_(broadcast.c.written_by == key, broadcast.c.settled_by == key)),
    )
    found = await session.run(lambda c: [int(c.execute(each).scalar_one()) for each in counted])
    # an approval that stands on the draft stands in its history as well
    return Deeds(found[0], max(found[1], found[2]), found[3])


async def forget_author(session: Session, key: str) -> None:
    """Take the person out of all that was signed. A message of theirs that waits for another's approval is dropped, unread."""

    def run(connection: Connection) -> None:
        waits = and_(broadcast.c.state == "open", broadcast.c.written_by == key)
        connection.execute(update(broadcast).where(waits).values(state="dropped", nb="", nn=""))
        _take_out(connection, lambda signed: signed.by(key), lambda who: who == key)

    await session.run(run)


async def forget_authors(session: Session, before: datetime) -> None:
    """Take everybody out of what was settled before then. What waits, and what came with the program, keeps who it is of."""
    await session.run(lambda c: _take_out(c, lambda signed: signed.old(before), lambda who: bool(_PERSON.fullmatch(who))))


def _take_out(connection: Connection, where: Callable[[Signed], ColumnElement[bool]], gone: Callable[[str], bool]) -> None:
    for signed in (*SIGNED, *APPROVED):
        column, table = signed.column, signed.column.table
        listed = signed in APPROVED
        key = next(iter(table.primary_key.columns))
        known = func.length(cast(column, String)) >= literal(64)
        for row, kept in connection.execute(select(key, column).where(where(signed), known)).all():
            names: Sequence[str] = kept if listed else str(kept).split(", ")
            left = [name for name in names if not gone(name)]
            if len(left) < len(names):
                put = left if listed else ", ".join(left) or signed.nobody
                connection.execute(update(table).where(key == row).values({column: put}))
