"""A thousand corrupt or hostile files: each ends in drafts, in a word on why there is none, or in a clear reason."""

from __future__ import annotations

import os
import pickle
import tempfile
import time
from collections import Counter
from pathlib import Path

import pytest

from knowledge import shipped
from knowledge.extraction.vocabulary import Vocabulary
from knowledge.sources.documents import DocumentError, Limits
from knowledge.sources.documents.apart import EXTRACT, Worker
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
    """Each is read in a fresh child, told apart by what became of it, and measured by the kernel; nothing is left of it."""
    words = pickle.dumps(Vocabulary.of(shipped.load()))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    ended: Counter[str] = Counter()
    peak, slowest, count = 0, 0.0, 0
    async with Worker() as worker:
        for name, data in fuzz.files(COUNT, SEED):
            began = time.monotonic()
            try:
                result = await worker.work(Job(name, data, LIMITS, EXTRACT, words))
                ended["drafts" if result["drafts"] else result["why_none"]] += 1
            except DocumentError as fault:
                ended[fault.reason] += 1
            count += 1
            slowest = max(slowest, time.monotonic() - began)
            peak = max(peak, worker.cost.peak)

    assert COUNT == count == ended.total()
    assert set(ended) <= {"drafts", "not_cooperation", "no_case", *REASONS}
    assert peak <= LIMITS.memory
    assert slowest <= LIMITS.seconds + SLACK
    assert {
        "drafts",
        "not_cooperation",
        "corrupt",
        "empty",
        "encrypted",
        "no_text",
        "too_large",
        "too_many_pages",
        "unknown_kind",
    } <= set(ended)
    assert os.listdir(tmp_path) == []
    assert capfd.readouterr() == ("", "")
