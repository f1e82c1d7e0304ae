"""Opens the database that a URL names: an SQLite file, or a PostgreSQL server."""

from __future__ import annotations

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from storage.embedded import Embedded
from storage.errors import CannotOpen
from storage.server import Server
from storage.session import Session

Database = Embedded | Server
"""Both have ``session(write=False)`` and ``single()`` (``async with`` -> ``Session``), and ``close()``."""

__all__ = ["Database", "Session", "open_database"]


def open_database(url: str, *, to_look: bool = False) -> Database:
    """The database that ``url`` names; nothing is read or made before its first session.

    With ``to_look`` an SQLite file is neither made nor written: CannotOpen from the first query when it is not there.

    ``sqlite:///data/samrad.sqlite3`` is a file relative to the working folder, ``sqlite:////srv/samrad.sqlite3`` an
    absolute one; ``postgresql://user:password@host/name`` a server.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):  # the latter for a port that is no number
        # the text may hold a password, so it is not repeated
        raise CannotOpen("SAMRAD_DATABASE_URL", "it is not a database URL.", _WANTED) from None
    family = parsed.drivername.partition("+")[0]
    if family == "sqlite":
        return Embedded(parsed, to_look=to_look)
    if family in ("postgresql", "postgres"):
        return Server(parsed)
    raise CannotOpen("SAMRAD_DATABASE_URL", f"«{family}» is not a kind of database that we know.", _WANTED)


_WANTED = "Write sqlite:///data/samrad.sqlite3 or postgresql://user:password@host/name."
