"""Looks into a database that may not be there, and leaves it as it is."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.engine import make_url

from knowledge.model import Register
from storage.database import open_database
from storage.errors import NotMigrated
from storage.register import load_register


async def register_at(url: str) -> Register | None:
    """The register in the database; None when there is no database, or nothing in it. StorageError when it does not answer."""
    database = open_database(url, to_look=True)
    try:
        if database.dialect == "sqlite" and not _is_there(url):
            return None
        async with database.session() as session:
            register = await load_register(session)
    except NotMigrated:
        return None
    finally:
        await database.close()
    return register if register.municipalities else None


def _is_there(url: str) -> bool:
    return Path(make_url(url).database or "").exists()
