"""Sources that are imported again and again: one that has lost most of its entries is most likely broken."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from storage.errors import Refused
from storage.session import Session
from storage.tables import feed
from storage.upsert import insert_into


@dataclass(frozen=True, slots=True)
class Feed:
    """A source as it was when last taken in."""

    name: str
    """The name that it was given, or else of its file."""
    entries: int
    """How many records and rows it held."""
    digest: str
    imported_at: datetime


@dataclass(frozen=True, slots=True)
class Shrunk:
    """A source that has lost more than half of its entries."""

    before: Feed
    entries: int
    """How many it holds now."""


class FeedsShrunk(Refused):
    """Refused until confirmed; nothing was changed."""

    def __init__(self, shrunk: tuple[Shrunk, ...]) -> None:
        self.shrunk = shrunk
        super().__init__(
            "\n".join(
                f"«{each.before.name}» holds {each.entries} entries, and held {each.before.entries} when it was last taken in, "
                f"{each.before.imported_at:%Y-%m-%d}: more than half are gone. See that the file is whole. If it is, import it "
                "again with --confirm-shrunk; if it is another source of the same name, give it a name with --feed."
                for each in shrunk
            )
        )


async def list_feeds(session: Session) -> tuple[Feed, ...]:
    """Every source that was imported, by name."""
    return await session.run(lambda c: tuple(read_feeds(c).values()))


def read_feeds(connection: Connection) -> dict[str, Feed]:
    """The same, inside a query."""
    rows = connection.execute(select(feed).order_by(feed.c.name))
    return {row.name: Feed(row.name, row.entries, row.digest, row.imported_at) for row in rows}


def feeds_of(files: Sequence[tuple[str, bytes]], entries: Mapping[str, int], name: str | None, now: datetime) -> tuple[Feed, ...]:
    """The sources that the files (name and bytes) are: each its own, or all of them the one that is named."""
    if name is not None:
        return (Feed(name, sum(entries.values()), _digest(data for _, data in files), now),)
    return tuple(Feed(each, entries[each], _digest(d for n, d in files if n == each), now) for each in entries)


def take_in(connection: Connection, feeds: Iterable[Feed], *, confirmed: bool) -> None:
    """Remember the sources as they are now; FeedsShrunk when one has lost most of itself, unless that is confirmed."""
    known = read_feeds(connection)
    feeds = tuple(feeds)
    shrunk = tuple(Shrunk(known[f.name], f.entries) for f in feeds if f.name in known and 2 * f.entries < known[f.name].entries)
    if shrunk and not confirmed:
        raise FeedsShrunk(shrunk)
    for each in feeds:
        row = {"name": each.name, "entries": each.entries, "digest": each.digest, "imported_at": each.imported_at}
        put = insert_into(connection, feed).values(row)
        connection.execute(put.on_conflict_do_update(index_elements=["name"], set_=row))


def _digest(parts: Iterable[bytes]) -> str:
    sha = hashlib.sha256()
    for part in parts:
        sha.update(part)
    return sha.hexdigest()
