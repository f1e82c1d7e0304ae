"""Small named values that the service itself keeps."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, select

from storage.database import Database
from storage.session import Session
from storage.tables import setting
from storage.upsert import insert_into


async def get_setting(session: Session, name: str) -> str | None:
    """The value, or None when it was never put there."""
    return await session.run(lambda c: read_setting(c, name))


async def put_setting(session: Session, name: str, value: str) -> None:
    """Keep the value, in place of the one before."""
    await session.run(lambda c: write_setting(c, name, value))


async def local_secret(session: Session, make: Callable[[], str] = secrets.token_hex) -> str:
    """The secret that keys are made with when the settings give none; made once, the first time."""

    def query(connection: Connection) -> str:
        fresh = insert_into(connection, setting).values(name="secret", value=make())
        connection.execute(fresh.on_conflict_do_nothing())
        return read_setting(connection, "secret") or ""

    return await session.run(query)


async def secret_of(database: Database, given: str) -> str:
    """What keys and hashes are made with: ``given``, or where that is empty, as in local mode, what the database keeps."""
    if given:
        return given
    async with database.session(write=True) as session:
        return await local_secret(session)


def read_setting(connection: Connection, name: str) -> str | None:
    """As ``get_setting``, inside a query."""
    value: Any = connection.scalar(select(setting.c.value).where(setting.c.name == name))
    return None if value is None else str(value)


def write_setting(connection: Connection, name: str, value: str) -> None:
    """As ``put_setting``, inside a query."""
    put = insert_into(connection, setting).values(name=name, value=value)
    connection.execute(put.on_conflict_do_update(index_elements=["name"], set_={"value": put.excluded.value}))
