"""Documents read in a process of their own, so that neither their size nor their malice is felt by anybody else."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import pickle
import signal
import sys
import tempfile
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final
from weakref import WeakKeyDictionary

from knowledge.documents import Document, Extraction
from knowledge.documents_json import document_from_json, extraction_from_json
from knowledge.errors import KnowledgeError
from knowledge.sources.documents.faults import REASONS, DocumentError
from knowledge.sources.documents.frames import LONGEST_LINE, Job
from knowledge.sources.documents.limits import DEFAULT, Limits

OnProgress = Callable[[int, int], Awaitable[None]]

EXTRACT: Final = "knowledge.extraction.whole:extract"
AT_ONCE: Final = 1
"""So many documents are read at a time; the others wait for their turn, which counts as no time."""

_GRACE: Final = 20.0
"""For the process to start on a busy machine, beyond the time that the document has."""
_ROOT = Path(__file__).parents[3]

log = logging.getLogger(__name__)

_turns: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


class ReaderFailed(KnowledgeError):
    """What reads documents has itself failed. Says nothing of the document; the log tells more."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a document cost to read."""

    peak: int = 0
    """The most memory that was resident, in bytes."""
    seconds: float = 0.0


async def read_apart(name: str, data: bytes, limits: Limits = DEFAULT, on_progress: OnProgress | None = None) -> Document:
    """As ``read``, in a process of its own. DocumentError; ReaderFailed."""
    async with _turn(), Worker() as worker:
        written = await worker.work(Job(name, data, limits), on_progress)
    return document_from_json(written)


async def process_apart(
    name: str,
    data: bytes,
    vocabulary: Any,
    limits: Limits = DEFAULT,
    on_progress: OnProgress | None = None,
    *,
    run: str = EXTRACT,
) -> Extraction:
    """Read a document, and extract its drafts, in a process of its own. DocumentError; ReaderFailed.

    ``run`` is ``module:function``, and is called there with the document and the vocabulary. ``on_progress`` is told of pages.
    """
    if len(data) > limits.bytes:
        raise DocumentError("too_large")
    async with _turn(), Worker() as worker:
        known = await asyncio.to_thread(pickle.dumps, vocabulary)
        written = await worker.work(Job(name, data, limits, run, known), on_progress)
    return extraction_from_json(written)


def _turn() -> asyncio.Semaphore:
    return _turns.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(AT_ONCE))


class Worker:
    """The process, as long as it is entered. Takes one document after the other; a document that breaks it leaves it whole."""

    cost = Cost()
    """Of the last document."""

    async def __aenter__(self) -> Worker:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-s", "-m", "knowledge.sources.documents.worker",
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
            # nothing of ours is handed on, settings and secrets least of all
            env={"PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8", "TZ": "UTC", "TMPDIR": tempfile.gettempdir()},
            cwd="/", start_new_session=True, limit=LONGEST_LINE,
        )  # fmt: skip
        return self

    async def __aexit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)  # it leads a group, with whatever child is at work
        if self._process.stdin:
            self._process.stdin.close()
        await asyncio.shield(self._process.wait())

    async def work(self, job: Job, on_progress: OnProgress | None = None) -> Mapping[str, Any]:
        """The result, as the worker writes it. DocumentError; ReaderFailed. After ``too_slow`` it may be of no more use."""
        self.cost = Cost()
        if len(job.data) > job.limits.bytes:
            raise DocumentError("too_large")
        try:
            async with asyncio.timeout(job.limits.seconds + _GRACE):
                await self._give(job)
                return await self._take(on_progress)
        except TimeoutError as fault:
            raise DocumentError("too_slow", "killed from outside") from fault

    async def _give(self, job: Job) -> None:
        assert self._process.stdin is not None
        with contextlib.suppress(ConnectionError):  # gone already: reading tells
            for piece in job.frame():
                self._process.stdin.write(piece)
                await self._process.stdin.drain()

    async def _take(self, on_progress: OnProgress | None) -> Mapping[str, Any]:
        told: dict[str, Any] = {}
        while "end" not in told and "failed" not in told:
            line = await self._line()
            if "done" in line:
                if on_progress is not None:
                    await on_progress(line["done"], line["total"])
            else:
                told |= line
        self.cost = Cost(told.get("peak", 0), told.get("seconds", 0.0))
        if "failed" in told:
            log.error("Reading or extraction failed:\n%s", told["failed"])
            raise ReaderFailed("a document could not be worked on")
        reason = told.get("error") or told["end"]
        if reason in REASONS:
            raise DocumentError(reason, told.get("detail", "the process that read it was killed"))
        result: Mapping[str, Any] = told["result"]
        return result

    async def _line(self) -> dict[str, Any]:
        """The next whole line."""
        assert self._process.stdout is not None
        while line := await self._process.stdout.readline():
            with contextlib.suppress(ValueError):
                told = json.loads(line)
                if isinstance(told, dict):
                    return told
        raise ReaderFailed("the process that reads documents ended before its time")
