"""Documents are read in a process of their own, and nothing is left of it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from knowledge.documents import Draft, Evidence, Extraction, Sure
from knowledge.sources.documents import DocumentError, Limits, ReaderFailed, process_apart, read_apart
from knowledge.sources.documents.apart import Worker
from knowledge.sources.documents.frames import Job
from knowledge.sources.documents.reading import read
from tests.documents_reading import samples

STANDIN = "tests.documents_reading.standin"
TEXT = b"Sak 4/25\n\nSaken ble utsatt."


def workers() -> list[psutil.Process]:
    """The processes that read documents, and their children."""
    found = []
    for child in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess):
            if "knowledge.sources.documents.worker" in child.cmdline():
                found.append(child)
    return found


@pytest.fixture(autouse=True)
def _nothing_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No process and no file, however a test ends."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield
    assert workers() == []
    assert list(tmp_path.iterdir()) == []


async def apart(run: str, limits: Limits | None = None, name: str = "sak.txt") -> Extraction:
    return await process_apart(name, TEXT, "ord", limits or Limits(), run=f"{STANDIN}:{run}")


async def test_a_document_is_the_same_from_there() -> None:
    """As it is read here."""
    data = samples.word_case(2)

    assert read("sak.docx", data) == await read_apart("sak.docx", data)


async def test_the_drafts_come_back_as_they_were_made() -> None:
    """With their evidence, and made with the vocabulary that was handed in."""
    draft = Draft(title="Sak 4/25", body="{'a': 1}", evidence={"title": Evidence("Sak 4/25", 1, Sure.LIKELY)})

    assert Extraction((draft,)) == await process_apart("sak.txt", TEXT, {"a": 1}, run=f"{STANDIN}:extract")


async def test_what_is_wrong_with_a_document_is_told() -> None:
    """By the same reasons as when it is read here."""
    for name, data, reason in (
        ("a.pdf", samples.pdf_encrypted(), "encrypted"),
        ("b.txt", b"", "empty"),
        ("c", b"{\\rtf", "unknown_kind"),
    ):
        with pytest.raises(DocumentError) as failed:
            await process_apart(name, data, None, run=f"{STANDIN}:extract")
        assert reason == failed.value.reason


async def test_what_is_too_large_is_not_even_sent() -> None:
    """Nothing is started for it."""
    with pytest.raises(DocumentError) as failed:
        await process_apart("a.txt", TEXT, None, Limits(bytes=5), run="no.such:thing")

    assert failed.value.reason == "too_large"


async def test_whoever_takes_too_long_is_stopped() -> None:
    """Also outside of reading."""
    with pytest.raises(DocumentError) as failed:
        await apart("sleeper", Limits(seconds=0.5))

    assert failed.value.reason == "too_slow"


@pytest.mark.parametrize(("run", "reason"), [("greedy", "too_much_memory"), ("crashing", "corrupt")])
async def test_whatever_ends_it_becomes_a_reason(run: str, reason: str) -> None:
    """Want of memory, or a crash in a library."""
    with pytest.raises(DocumentError) as failed:
        await apart(run, Limits(memory=256 * 1024 * 1024))

    assert reason == failed.value.reason


async def test_a_fault_of_ours_is_not_blamed_on_the_document(caplog: pytest.LogCaptureFixture) -> None:
    """The log tells where it is."""
    with pytest.raises(ReaderFailed):
        await apart("faulty")

    assert "ZeroDivisionError: a fault of ours" in caplog.text


async def test_what_is_to_be_run_must_be_there(caplog: pytest.LogCaptureFixture) -> None:
    """A wrong name is a fault of ours too."""
    with pytest.raises(ReaderFailed):
        await apart("nothing_of_that_name")

    assert "nothing_of_that_name" in caplog.text


async def test_no_setting_and_no_secret_is_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment holds what Python needs, and no more."""
    monkeypatch.setenv("SAMRAD_SECRET", "hemmelig")
    monkeypatch.setenv("MicrosoftAppPassword", "hemmelig")

    assert {"LC_ALL", "PYTHONPATH", "PYTHONUTF8", "TMPDIR", "TZ"} == {
        draft.title for draft in (await apart("environment")).drafts
    }


async def test_it_stands_back_for_those_who_ask_questions() -> None:
    """Their process goes first when both want the machine."""
    assert [str(os.nice(0) + 10)] == [draft.title for draft in (await apart("niceness")).drafts]


async def test_it_can_write_nowhere(tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    """Neither into a file nor, in the middle of an answer, on a stream."""
    target = tmp_path / "left"
    with pytest.raises(ReaderFailed):
        await apart("writing", name=str(target))

    assert target.read_bytes() == b""
    assert capfd.readouterr() == ("", "")
    target.unlink()


async def test_progress_is_told_while_it_is_read() -> None:
    """The last page always; those between now and then."""
    told: list[tuple[int, int]] = []

    async def note(done: int, total: int) -> None:
        told.append((done, total))

    await read_apart("sak.pdf", samples.pdf_case(40), on_progress=note)

    assert told[0] == (1, 40)
    assert told[-1] == (40, 40)
    assert sorted(set(told)) == told


async def test_it_is_gone_when_the_one_who_waits_goes() -> None:
    """Cancelled in the middle, with a child at work."""
    waiting = asyncio.create_task(apart("sleeper"))
    while len(workers()) < 2 and not waiting.done():  # noqa: ASYNC110 - nothing tells of a process that has begun
        await asyncio.sleep(0.02)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting

    assert workers() == []


async def test_it_is_gone_when_progress_cannot_be_told() -> None:
    """Whoever wanted to know has failed, and is told of it."""

    async def note(done: int, total: int) -> None:
        raise RuntimeError("no database")

    with pytest.raises(RuntimeError, match="no database"):
        await read_apart("sak.pdf", samples.pdf_case(3), on_progress=note)


async def test_documents_wait_for_their_turn() -> None:
    """One at a time, so that many uploads are no more than one."""
    at_once = []
    tasks = [asyncio.create_task(apart("busy")) for _ in range(2)]
    while not all(task.done() for task in tasks):
        at_once.append(len([worker for worker in workers() if worker.ppid() == os.getpid()]))
        await asyncio.sleep(0.1)
    await asyncio.gather(*tasks)

    assert max(at_once) == 1


async def test_the_loop_goes_on_while_a_document_is_read() -> None:
    """Whatever holds the interpreter there, does not hold it here."""
    longest = 0.0
    reading = asyncio.create_task(apart("busy"))
    while not reading.done():
        before = time.monotonic()
        await asyncio.sleep(0.01)
        longest = max(longest, time.monotonic() - before)
    await reading

    assert longest < 1.0


async def test_one_process_takes_many_documents() -> None:
    """One that breaks its child does no harm to the next."""
    reasons = []
    async with Worker() as worker:
        for run in ("extract", "crashing", "greedy", "extract"):
            try:
                await worker.work(Job("a.txt", TEXT, Limits(memory=256 * 1024 * 1024), f"{STANDIN}:{run}", b"N."))
                reasons.append("")
            except DocumentError as fault:
                reasons.append(fault.reason)

    assert reasons == ["", "corrupt", "too_much_memory", ""]


async def test_two_hundred_pages_cost_as_many_times_ten_as_twenty_do() -> None:
    """Time grows with the pages, not with their square: at most twice what ten times as many should cost."""
    cost = {}
    async with Worker() as worker:
        for pages in (20, 200):
            data = samples.pdf_case(pages)
            await worker.work(Job("sak.pdf", data, Limits()))
            cost[pages] = worker.cost.seconds

    assert cost[200] < 2 * 10 * cost[20]
