"""Takes files of register data into the register: all of it, or nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from knowledge.model import Register
from knowledge.sources.merge import Merged, merge
from storage.changes import Change, Written, write
from storage.database import Database
from storage.errors import DatabaseLocked
from storage.feeds import feeds_of, take_in
from storage.register import current_revision, load_changes

TRIES = 5


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import."""

    revision: int
    """The revision in force after it; the one before, when nothing was otherwise than it was."""
    added: int
    changed: int
    unchanged: int


async def import_files(
    database: Database,
    files: Sequence[tuple[str, bytes]],
    *,
    who: str,
    reason: str,
    now: datetime,
    feed: str | None = None,
    confirm_shrunk: bool = False,
) -> Imported:
    """Lay the files (name and bytes) over the register; InvalidContent, and nothing changed, if anything is wrong.

    A source that has lost more than half of its entries since it was last taken in is refused (FeedsShrunk), unless
    that is confirmed. Each file is a source by its name; ``feed`` names the one that they are together.

    The files are read and the whole is checked without holding up anybody. Should the register change meanwhile, it
    is done again over the newer one, so that two imports at a time both count.
    """
    register, known = Register(), 0
    for _ in range(TRIES):
        async with database.session() as session:
            revision = await current_revision(session)
            register = await load_changes(session, register, known)
        known = revision
        merged = await asyncio.to_thread(merge, register, files)
        changes = _changes(merged)
        async with database.session(write=True) as session:
            if await current_revision(session) != known:
                continue
            feeds = feeds_of(files, merged.entries, feed, now)
            await session.run(lambda c, feeds=feeds: take_in(c, feeds, confirmed=confirm_shrunk))  # type: ignore[misc]
            origin = "import: " + ", ".join(name for name, _ in files)
            written: Written = await session.run(
                lambda c, changes=changes, origin=origin: write(  # type: ignore[misc]
                    c, changes, who=who, reason=reason, origin=origin, now=now
                )
            )
        unchanged = len(changes) - written.added - written.changed
        return Imported(written.revision, written.added, written.changed, unchanged)
    raise DatabaseLocked(database.address, "the register kept changing while the files were read.", "Try again.")


def _changes(merged: Merged) -> tuple[Change, ...]:
    return tuple(Change(kind, record_id, getattr(merged.register, kind)[record_id]) for kind, record_id in merged.touched)
