"""The draft from the command line."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from argparse import Namespace
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dialogs.editing.papers import Desk
from dialogs.ownership.desk import report
from dialogs.settings import BadSettings, Settings
from knowledge.snapshot import Knowledge
from tests.conftest import ROOT, clean_environment
from tests.ownership.conftest import known


def _reported(**more: Any) -> int:
    """Run the command on what ships, with a desk that has no database."""

    @asynccontextmanager
    async def opened(_: Settings) -> AsyncIterator[Any]:
        yield None

    async def snapshot(_: Any) -> Knowledge:
        return known()

    told = {"kind": "eierskap", "municipality": "Vågå", "language": "nn", "day": None, "output": None, **more}
    desk = Desk(Settings(), opened, lambda: datetime(2026, 11, 30, 23, 30, tzinfo=UTC), snapshot)
    return asyncio.run(report(Namespace(**told), desk))


def test_files_are_written_as_their_names_say(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Several at a time, as on the day it is in Norway, and what is in them is counted."""
    paths = [tmp_path / f"vaga.{kind}" for kind in ("docx", "html", "PDF")]

    assert _reported(output=paths) == 0
    assert "0 companies and cooperations, 41 that are not part of it, 17 places to fill in." in capsys.readouterr().out
    assert [path.read_bytes()[:2] for path in paths] == [b"PK", b"<!", b"%P"]
    assert "Utkast laga av Samråd 01.12.2026" in paths[1].read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"municipality": "Våler"}, "give the number, one of 3114 (Våler, Østfold), 3419 (Våler, Innlandet)"),
        ({"municipality": "Narnia"}, "is no municipality that is known"),
        ({"output": [Path("x.odt")]}, "a report is written as .docx, .pdf, .html"),
        ({"output": [Path("not/there/x.docx")]}, "cannot be written: No such file or directory"),
    ],
)
def test_what_cannot_be_done_says_what_to_do(more: dict[str, Any], told: str) -> None:
    """A name that two have or nobody, a kind that there is none of, a folder that is not there."""
    with pytest.raises(BadSettings) as fault:
        _reported(**more)

    assert told in str(fault.value)


def test_it_is_a_command_of_the_program(seeded_url: str, tmp_path: Path) -> None:
    """From the door to the file, without more being said than what was made."""
    command = [sys.executable, "bot.py", "report", "eierskap", "--municipality", "3407", "--output", str(tmp_path / "g.docx")]
    environment = {**clean_environment(), "SAMRAD_DATABASE_URL": seeded_url}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    assert "Eierskapsmelding for Gjøvik kommune" in done.stdout
    assert (tmp_path / "g.docx").stat().st_size > 50_000
