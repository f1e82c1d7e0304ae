"""Reading a large document costs others next to nothing. Generous here, for machines are busy; ``make bench`` measures."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.bench.reading import measure


def test_questions_go_on_while_two_hundred_pages_are_read(seeded: Path, tmp_path: Path) -> None:
    """The upload is answered within a second, the reading is followed to its end, and a question costs little more."""
    shutil.copytree(seeded, tmp_path / "data")
    found = measure(tmp_path / "data" / "bot.sqlite3")

    assert found.answered < 1.0
    assert "bok.pdf" in found.seen[-1]
    assert "ingen" in found.seen[-1] or "laget" in found.seen[-1]
    assert len(found.meanwhile) >= 20
    assert found.ratio() < 4.0, f"{found.ratio():.2f}"
