"""Brings the tables up to date, and says so when they are not. Forward only: there is no way back but a backup."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from storage.database import open_database
from storage.errors import MIGRATE, NewerThanUs, NotMigrated
from storage.session import Session

_SCRIPTS = Path(__file__).parent / "migrations"


async def migrate(url: str) -> None:
    """Make the tables, or bring them up to date, in one transaction; two at once wait for each other."""
    database = open_database(url)
    try:
        async with database.session(write=True) as session:
            if await session.run(_version) not in (None, *_known()):
                raise _newer(database.address)
            await session.run(_upgrade)
    finally:
        await database.close()


async def require_migrated(session: Session, address: str) -> None:
    """NotMigrated or NewerThanUs, with what to do, unless the tables are just those that this program knows."""
    found, known = await session.run(_version), _known()
    if found == known[0]:
        return
    if found is None:
        raise NotMigrated(address, "its tables are not made yet.", MIGRATE)
    if found not in known:
        raise _newer(address)
    raise NotMigrated(address, f"its tables are of version {found}, and {known[0]} is needed.", MIGRATE)


def _newer(address: str) -> NewerThanUs:
    remedy = "Install that version, or restore a backup from before it."
    return NewerThanUs(address, "its tables were made by a newer version of Samråd.", remedy)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _known() -> tuple[str, ...]:
    """Every version, the newest first."""
    return tuple(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())


def _version(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _upgrade(connection: Connection) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
