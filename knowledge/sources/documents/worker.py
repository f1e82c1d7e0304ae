"""Reads documents in a process of its own, each in a child of that: ``python -m knowledge.sources.documents.worker``.

Frames on standard input, lines of JSON on standard output (``frames.py`` tells their form). Forking a child that has everything
imported costs milliseconds; whatever a document does to it, it is gone afterwards, and the kernel tells what it cost.
"""

from __future__ import annotations

import gc
import importlib
import math
import os
import pickle
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from knowledge.documents import Document, Extraction
from knowledge.documents_json import document_to_json, extraction_to_json
from knowledge.sources.documents.faults import DocumentError, Reason
from knowledge.sources.documents.frames import Job, line, read_job
from knowledge.sources.documents.limits import Limits
from knowledge.sources.documents.reading import read

Run = Callable[[Document, Any], Extraction]

NICE: Final = 10
"""Whoever asks a question meanwhile goes first."""
_FILES: Final = 64
_PROGRESS_EVERY: Final = 0.1
_NEARLY: Final = 0.7
"""Who crashes when so much of the memory has been used, crashes for want of it."""
_KILLED_FOR_TIME: Final = (signal.SIGALRM, signal.SIGXCPU)


@dataclass(slots=True)
class _Kit:
    """What is kept from one document to the next."""

    out: BinaryIO
    pickled: bytes = b""
    vocabulary: Any = None

    def tell(self, **what: Any) -> None:
        self.out.write(line(what))

    def equip(self, job: Job) -> Run | None:
        """What is to be done with the text; imported here, so that no child does it again."""
        if not job.run:
            return None
        module, _, name = job.run.partition(":")
        run: Run = getattr(importlib.import_module(module), name)
        if job.vocabulary != self.pickled:
            # written by the process that started this one, which is this same program
            self.vocabulary = pickle.loads(job.vocabulary)  # noqa: S301
            self.pickled = job.vocabulary
        return run


def main() -> None:
    """Works through the documents until there are no more."""
    source = os.fdopen(os.dup(0), "rb")
    kit = _Kit(os.fdopen(os.dup(1), "wb", buffering=0))
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):  # libraries in C write where they like
        os.dup2(nothing, stream)
    os.nice(NICE)
    while (job := read_job(source)) is not None:
        _work(kit, job)


def _work(kit: _Kit, job: Job) -> None:
    try:
        run = kit.equip(job)
    except Exception:
        kit.tell(failed=traceback.format_exc())
        return
    gc.collect()
    gc.freeze()
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        _child(kit, job, run)
    _, status, usage = os.wait4(child, 0)
    peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    reason = _reason(os.waitstatus_to_exitcode(status), peak, job.limits)
    kit.tell(end=reason, peak=peak, seconds=round(time.monotonic() - began, 3))


def _reason(code: int, peak: int, limits: Limits) -> Reason | None:
    """Why a child ended before its time; None when it did not."""
    if code == 0:
        return None
    if -code in _KILLED_FOR_TIME:
        return "too_slow"
    return "too_much_memory" if -code == signal.SIGKILL or peak > _NEARLY * limits.memory else "corrupt"


def _child(kit: _Kit, job: Job, run: Run | None) -> None:
    """Never returns."""
    try:
        _confine(job.limits)
        _answer(kit, job, run)
    except MemoryError:
        kit.tell(error="too_much_memory", detail="")
    except BaseException:
        kit.tell(failed=traceback.format_exc())
    finally:
        os._exit(0)


def _answer(kit: _Kit, job: Job, run: Run | None) -> None:
    told = 0.0

    def progress(done: int, total: int) -> None:
        nonlocal told
        if (now := time.monotonic()) - told > _PROGRESS_EVERY or done == total:
            told = now
            kit.tell(done=done, total=total)

    try:
        document = read(job.name, job.data, job.limits, progress)
    except DocumentError as fault:
        kit.tell(error=fault.reason, detail=fault.detail[:500])
        return
    kit.tell(result=extraction_to_json(run(document, kit.vocabulary)) if run else document_to_json(document))


def _confine(limits: Limits) -> None:
    """Neither more memory, time or open files than allowed, and nothing written anywhere."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, limits.seconds)
    seconds = math.ceil(limits.seconds) + 1
    for what, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, _FILES),
    ):
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (most, most) if hard == resource.RLIM_INFINITY else (min(most, hard), hard))


if __name__ == "__main__":
    main()
