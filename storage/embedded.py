"""The embedded database: an SQLite file, reached through threads of our own.

SQLAlchemy's asyncio driver for SQLite crosses to its thread about eight times for a query, which is most of what a
small query costs. Here a session keeps one thread with one connection, and a query crosses once; the few small queries
of a turn do not cross at all, since a crossing costs more than they do.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from storage.errors import CannotOpen, DatabaseLocked, wrapping
from storage.session import Session

T = TypeVar("T")
log = logging.getLogger(__name__)

WORKERS = 4
"""Sessions at a time: enough for a long read beside the turns of a chat; SQLite has one writer anyway."""
BUSY_TIMEOUT_MS = 10_000
CHECKPOINT_AFTER = 500
"""Queries of turns between two moves of the write-ahead log into the file."""


class Embedded:
    """The SQLite file. Belongs to one event loop."""

    dialect = "sqlite"

    def __init__(self, url: URL, *, to_look: bool = False) -> None:
        if not url.database or url.database == ":memory:":
            raise CannotOpen(str(url), "a database in memory is not kept.", "Name a file: sqlite:///data/samrad.sqlite3")
        self.address = f"sqlite:///{url.database}"
        self._path = Path(url.database)
        self._to_look = to_look
        self._engine = _engine(url.set(drivername="sqlite"), to_look=to_look)
        self._idle: list[_Worker] = []
        self._workers: list[_Worker] = []
        self._places = asyncio.Semaphore(WORKERS)
        self._here: Connection | None = None
        self._since_checkpoint = 0
        self._checkpoints = ThreadPoolExecutor(1, thread_name_prefix="sqlite-checkpoint")

    @asynccontextmanager
    async def session(self, *, write: bool = False) -> AsyncIterator[Session]:
        """One transaction; with ``write`` it holds the file's write lock from its first query on."""
        async with self._places:
            worker = self._take()
            session = _EmbeddedSession(worker, write=write)
            try:
                yield session
                await session.commit()
            finally:
                session.end()
                self._idle.append(worker)

    @asynccontextmanager
    async def single(self) -> AsyncIterator[Session]:
        """A session whose every query is a transaction of its own. For the small queries of a turn, of one statement."""
        yield _SingleSession(self)

    def run_here(self, query: Callable[[Connection], T]) -> T:
        """Run a small query in the calling thread, never waiting for a lock or for the disk to be flushed."""
        with wrapping(self.address):
            if self._here is None:
                self._make_folder()
                self._here = self._engine.connect()
                driver: Any = self._here.connection.dbapi_connection
                driver.execute("PRAGMA busy_timeout = 0").close()
                driver.execute("PRAGMA wal_autocheckpoint = 0").close()
            with self._here.begin():
                answer = query(self._here)
        self._since_checkpoint += 1
        if self._since_checkpoint >= CHECKPOINT_AFTER:
            self._since_checkpoint = 0
            self._checkpoints.submit(self._checkpoint)
        return answer

    def _checkpoint(self) -> None:
        # moving what was written into the file proper waits for the disk; that is for a thread, not for a turn
        try:
            with closing(sqlite3.connect(self._path)) as connection:
                connection.execute("PRAGMA wal_checkpoint(PASSIVE)").close()
        except sqlite3.Error:
            log.exception("the write-ahead log of %s could not be moved into the file", self.address)

    async def close(self) -> None:
        """Close every connection. What was committed is in the file."""
        if self._here is not None:
            self._here.close()
            self._here = None
        self._checkpoints.shutdown(wait=True)
        for worker in self._workers:
            await worker.call(worker.close)
            worker.thread.shutdown(wait=False)
        self._workers.clear()
        self._idle.clear()
        self._engine.dispose()

    def _take(self) -> _Worker:
        if not self._idle:
            self._make_folder()
            worker = _Worker(self._engine, self.address)
            self._workers.append(worker)
            return worker
        return self._idle.pop()  # the last one used: its thread and pages are warm

    def _make_folder(self) -> None:
        if self._to_look:
            return
        with wrapping(self.address):
            self._path.parent.mkdir(parents=True, exist_ok=True)


def _engine(url: URL, *, to_look: bool) -> Engine:
    pragmas = ["journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"]
    if to_look:
        # mode=rw opens only what is there; mode=ro would leave files of the write-ahead log behind
        url = url.set(database=Path(url.database or "").absolute().as_uri(), query={"mode": "rw", "uri": "true"})
        pragmas = ["query_only = ON"]
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000})

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, so that reads and DDL are in the transaction too
        for pragma in pragmas:
            _set(connection, pragma)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.info.get("write") else "BEGIN")

    return engine


def _set(connection: sqlite3.Connection, pragma: str) -> None:
    # going over to the write-ahead log does not wait for another who does the same, however long it may wait otherwise
    until = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    while True:
        try:
            connection.execute(f"PRAGMA {pragma}").close()
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.01)


class _Worker:
    """A thread and the connection that only it uses."""

    def __init__(self, engine: Engine, address: str) -> None:
        self.thread = ThreadPoolExecutor(1, thread_name_prefix="sqlite")
        self.address = address
        self._engine = engine
        self._connection: Connection | None = None

    async def call(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self.thread, work)

    def submit(self, work: Callable[[], None]) -> Future[None]:
        return self.thread.submit(work)

    def connection(self) -> Connection:
        if self._connection is None:
            self._connection = self._engine.connect()
        return self._connection

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


class _EmbeddedSession(Session):
    def __init__(self, worker: _Worker, *, write: bool) -> None:
        super().__init__(write=write)
        self._worker = worker
        self._used = False
        self._wrote = False

    async def run(self, query: Callable[[Connection], T]) -> T:
        self._used = True
        return await self._worker.call(lambda: self._run(query))

    def _run(self, query: Callable[[Connection], T]) -> T:
        with wrapping(self._worker.address):
            connection = self._worker.connection()
            driver: Any = connection.connection.dbapi_connection
            if not connection.in_transaction():
                connection.info["write"] = self.write
                connection.begin()
            before = driver.total_changes
            answer = query(connection)
            self._wrote = self._wrote or driver.total_changes != before
            return answer

    async def commit(self) -> None:
        # what only read has nothing to wait for: end() lets go of it
        if self._wrote or (self.write and self._used):
            await self._worker.call(self._commit)

    def _commit(self) -> None:
        with wrapping(self._worker.address):
            self._worker.connection().commit()

    def end(self) -> None:
        """Undo what was not committed. Not waited for: the thread does it before anything else it is given."""
        if self._used:
            self._worker.submit(self._rollback)

    def _rollback(self) -> None:
        try:
            self._worker.connection().rollback()
        except SQLAlchemyError:  # a connection that cannot even undo is not used again
            self._worker.close()


class _SingleSession(Session):
    """Runs each query where it stands, on the event loop: that is cheaper than handing it to a thread."""

    def __init__(self, embedded: Embedded) -> None:
        super().__init__(write=False)
        self._embedded = embedded

    async def run(self, query: Callable[[Connection], T]) -> T:
        try:
            return self._embedded.run_here(query)
        except DatabaseLocked:  # somebody writes: wait for them in a thread
            async with self._embedded.session() as session:
                return await session.run(query)
