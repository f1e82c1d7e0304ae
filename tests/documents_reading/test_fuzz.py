"""A thousand corrupt or hostile files: each ends in a document or a clear reason, within its limits, and nothing is left."""

from __future__ import annotations

import os
import tempfile
import time
from collections import Counter
from pathlib import Path

import pytest

from knowledge.sources.documents import DocumentError, Limits
from knowledge.sources.documents.apart import Worker
from knowledge.sources.documents.faults import REASONS
from knowledge.sources.documents.frames import Job
from tests.documents_reading import fuzz

COUNT, SEED = 1000, 20251130
LIMITS = Limits(seconds=4)
SLACK = 8.0
"""For a busy machine: between the limit and the end of the process."""


async def test_a_thousand_hostile_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Each is read in a fresh child, told apart by what became of it, and measured by the kernel."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    ended: Counter[str] = Counter()
    peak, slowest, count = 0, 0.0, 0
    async with Worker() as worker:
        for name, data in fuzz.files(COUNT, SEED):
            began = time.monotonic()
            try:
                result = await worker.work(Job(name, data, LIMITS, "tests.documents_reading.standin:extract", b"N."))
                assert len(result["drafts"]) == 1, name
                ended["document"] += 1
            except DocumentError as fault:
                ended[fault.reason] += 1
            count += 1
            slowest = max(slowest, time.monotonic() - began)
            peak = max(peak, worker.cost.peak)

    assert COUNT == count == ended.total()
    assert set(ended) <= {"document", *REASONS}
    assert peak <= LIMITS.memory
    assert slowest <= LIMITS.seconds + SLACK
    assert {"document", "corrupt", "empty", "encrypted", "no_text", "too_large", "too_many_pages", "unknown_kind"} <= set(ended)
    assert os.listdir(tmp_path) == []
    assert capfd.readouterr() == ("", "")
