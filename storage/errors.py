"""What can go wrong with the database, in words that say what to do. Drivers' errors become these in one place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg  # type: ignore[import-untyped]
from sqlalchemy import exc


class StorageError(Exception):
    """The database would not do what we asked."""

    def __init__(self, address: str, reason: str, remedy: str) -> None:
        self.address, self.reason, self.remedy = address, reason, remedy
        super().__init__(f"{address}: {reason} {remedy}")


class Refused(Exception):
    """What was asked for is not done, and whoever asked can do something about it. Says what; nothing was changed."""


class CannotOpen(StorageError):
    """The database cannot be reached or opened."""


class DatabaseLocked(StorageError):
    """Somebody else held the database too long."""


class NotMigrated(StorageError):
    """The tables are older than this program, or not there."""


class NewerThanUs(StorageError):
    """The tables were made by a newer version of this program."""


class CannotWrite(StorageError):
    """The disk is full, or we may not write there."""


MIGRATE = "Run: python bot.py migrate"
_CHECK_ADDRESS = "Check SAMRAD_DATABASE_URL, and that the database is there and may be used by this user."


@contextmanager
def wrapping(address: str) -> Iterator[None]:
    """Turn a driver's error into one of ours; ``address`` is how the message names the database."""
    try:
        yield
    except exc.DBAPIError as error:
        raise _translated(address, error) from error
    except exc.TimeoutError as error:
        raise DatabaseLocked(address, "every connection is in use.", "Try again in a moment.") from error
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        # asyncpg's refusals while connecting reach us as they are
        raise CannotOpen(address, f"it cannot be opened ({error}).", _CHECK_ADDRESS) from error


_STATES: dict[str, tuple[type[StorageError], str, str]] = {
    "42P01": (NotMigrated, "a table is missing.", MIGRATE),
    "42703": (NotMigrated, "a column is missing.", MIGRATE),
    "55P03": (DatabaseLocked, "another program is writing to it.", "Try again when that is done."),
    "25006": (CannotWrite, "it is open for reading only.", "Use the primary server."),
    "53100": (CannotWrite, "its disk is full.", "Make room, then try again."),
    "57P01": (CannotOpen, "the server is shutting down.", "Try again in a moment."),
    "57P03": (CannotOpen, "the server is starting.", "Try again in a moment."),
}
_PHRASES: tuple[tuple[str, type[StorageError], str, str], ...] = (
    ("no such table", NotMigrated, "a table is missing.", MIGRATE),
    ("no such column", NotMigrated, "a column is missing.", MIGRATE),
    ("has no column", NotMigrated, "a column is missing.", MIGRATE),
    ("is locked", DatabaseLocked, "another program is writing to it.", "Try again when that is done."),
    ("unable to open", CannotOpen, "the file cannot be opened.", _CHECK_ADDRESS),
    (
        "not a database",
        CannotOpen,
        "the file is not an SQLite database.",
        "Move it away, or correct SAMRAD_DATABASE_URL.",
    ),
    ("malformed", CannotOpen, "the file is damaged.", "Restore it from a backup."),
    ("readonly", CannotWrite, "it may only be read.", "Give this user leave to write to the file and its folder."),
    ("is full", CannotWrite, "the disk is full.", "Make room, then try again."),
    ("disk i/o error", CannotWrite, "the disk does not answer as it should.", "Check the disk."),
)


def _translated(address: str, error: exc.DBAPIError) -> StorageError:
    state = getattr(error.orig, "sqlstate", None)
    if state in _STATES:
        kind, reason, remedy = _STATES[state]
        return kind(address, reason, remedy)
    said = str(error.orig)
    for phrase, kind, reason, remedy in _PHRASES:
        if phrase in said.lower():
            return kind(address, reason, remedy)
    if error.connection_invalidated:
        return CannotOpen(address, "the connection was lost.", "Try again in a moment.")
    return StorageError(address, f"it refused ({said}).", "The log has the whole of it.")
