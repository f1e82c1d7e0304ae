"""The database server: PostgreSQL through asyncpg. Any number of replicas may share it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

from sqlalchemy import Connection, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.errors import wrapping
from storage.session import Session

T = TypeVar("T")

_WRITE_LOCK = 7_236_723  # any number, as long as every replica takes the same
_LOCK_WAIT = "30s"


class Server:
    """A PostgreSQL database and the connections kept open to it."""

    dialect = "postgresql"

    def __init__(self, url: URL) -> None:
        self.address = url.set(drivername="postgresql").render_as_string(hide_password=True)
        query = dict(url.query)
        if "sslmode" in query:  # libpq's name, which everybody writes; asyncpg calls it ssl
            query["ssl"] = query.pop("sslmode")
        self._engine = create_async_engine(
            url.set(drivername="postgresql+asyncpg", query=query), pool_size=10, max_overflow=10, pool_timeout=10
        )
        self._autocommit = self._engine.execution_options(isolation_level="AUTOCOMMIT")

    @asynccontextmanager
    async def session(self, *, write: bool = False) -> AsyncIterator[Session]:
        """One transaction; with ``write`` one at a time among all replicas, while others read and chat on."""
        session = _ServerSession(self._engine, self.address, write=write)
        try:
            yield session
            await session.commit()
        finally:
            await session.end()

    @asynccontextmanager
    async def single(self) -> AsyncIterator[Session]:
        """A session whose every statement is a transaction of its own: one round trip for the small queries of a turn."""
        yield _SingleSession(self._autocommit, self.address, write=False)

    async def close(self) -> None:
        """Close every connection."""
        await self._engine.dispose()


class _ServerSession(Session):
    def __init__(self, engine: AsyncEngine, address: str, *, write: bool) -> None:
        super().__init__(write=write)
        self._engine = engine
        self._address = address
        self._connection: AsyncConnection | None = None

    async def run(self, query: Callable[[Connection], T]) -> T:
        with wrapping(self._address):
            if self._connection is not None:
                return await self._connection.run_sync(query)
            try:
                return await (await self._begin()).run_sync(query)
            except DBAPIError as error:
                if not error.connection_invalidated:
                    raise
            # The server was restarted since the connection was last used. Nothing of this transaction is done yet,
            # so it begins anew; asking every connection whether it lives would cost a round trip in every turn.
            await self.end()
            return await (await self._begin()).run_sync(query)

    async def _begin(self) -> AsyncConnection:
        self._connection = await self._engine.connect()
        if self.write:
            await self._connection.execute(text(f"SET LOCAL lock_timeout = '{_LOCK_WAIT}'"))
            await self._connection.execute(text(f"SELECT pg_advisory_xact_lock({_WRITE_LOCK})"))
        return self._connection

    async def commit(self) -> None:
        if self._connection is not None:
            with wrapping(self._address):
                await self._connection.commit()

    async def end(self) -> None:
        """Undo what was not committed, and give the connection back."""
        if self._connection is not None:
            connection, self._connection = self._connection, None
            await connection.close()


class _SingleSession(Session):
    def __init__(self, engine: AsyncEngine, address: str, *, write: bool) -> None:
        super().__init__(write=write)
        self._engine = engine
        self._address = address

    async def run(self, query: Callable[[Connection], T]) -> T:
        session = _ServerSession(self._engine, self._address, write=False)
        try:
            answer = await session.run(query)
            await session.commit()
            return answer
        finally:
            await session.end()
