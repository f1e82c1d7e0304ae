"""Brings the tables up to date, and says so when they are not. Forward only: there is no way back but a backup."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, column, inspect, select, table

from storage.database import open_database
from storage.errors import MIGRATE, NewerThanUs, NotMigrated
from storage.session import Session

_SCRIPTS = Path(__file__).parent / "migrations"


async def migrate(url: str) -> None:
    """Make the tables, or bring them up to date, in one transaction; two at once wait for each other."""
    database = open_database(url)
    try:
        async with database.session(write=True) as session:
            found, known = await session.run(_version), versions()
            if found not in (None, *known):
                raise _newer(database.address)
            if found != known[0]:
                await session.run(_upgrade)
    finally:
        await database.close()


async def require_migrated(session: Session, address: str) -> None:
    """NotMigrated or NewerThanUs, with what to do, unless the tables are just those that this program knows."""
    found, known = await session.run(_version), versions()
    if found == known[0]:
        return
    if found is None:
        raise NotMigrated(address, "its tables are not made yet.", MIGRATE)
    if found not in known:
        raise _newer(address)
    raise NotMigrated(address, f"its tables are of version {found}, and {known[0]} is needed.", MIGRATE)


def versions() -> tuple[str, ...]:
    """Every version of the tables, the newest first: the numbers of the files that make them."""
    numbers = (path.name[1:].partition("_")[0] for path in (_SCRIPTS / "versions").glob("v[0-9]*.py"))
    return tuple(sorted(numbers, reverse=True))


def _newer(address: str) -> NewerThanUs:
    remedy = "Install that version, or restore a backup from before it."
    return NewerThanUs(address, "its tables were made by a newer version of Samråd.", remedy)


def _version(connection: Connection) -> str | None:
    """The version of the tables, as Alembic has noted it; None where there are none."""
    noted = table("alembic_version", column("version_num"))
    if not inspect(connection).has_table(noted.name):
        return None
    version: str | None = connection.scalar(select(noted.c.version_num))
    return version


def _upgrade(connection: Connection) -> None:
    # imported here, since a service whose tables are as they should be starts without it, and is smaller
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
