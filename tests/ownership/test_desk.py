"""The draft from the command line, as it is run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT, clean_environment


def _run(url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "bot.py", "report", "eierskap", *arguments]
    environment = {**clean_environment(), "SAMRAD_DATABASE_URL": url}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_files_are_written_as_their_names_say(seeded_url: str, tmp_path: Path) -> None:
    """Several at a time, and what is in them is counted."""
    wanted = {kind: tmp_path / f"vaga.{kind}" for kind in ("docx", "html", "pdf")}
    outputs = [part for path in wanted.values() for part in ("--output", str(path))]
    done = _run(seeded_url, "--municipality", "Vågå", "--language", "nn", "--day", "2026-12-01", *outputs)

    assert (done.returncode, done.stderr) == (0, "")
    assert "0 companies and cooperations, 41 that are not part of it, 17 places to fill in." in done.stdout
    assert [path.read_bytes()[:2] for path in wanted.values()] == [b"PK", b"<!", b"%P"]
    assert "Eigarskapsmelding for Vågå kommune" in wanted["html"].read_text(encoding="utf-8")


def test_what_cannot_be_done_says_what_to_do(seeded_url: str, tmp_path: Path) -> None:
    """A name that two have, a kind that there is none of: exit status 2, one line."""
    several = _run(seeded_url, "--municipality", "Våler", "--output", str(tmp_path / "x.docx"))
    kind = _run(seeded_url, "--municipality", "Vågå", "--output", str(tmp_path / "x.odt"))

    assert (several.returncode, kind.returncode) == (2, 2)
    assert "give the number, one of 3114 (Våler, Østfold), 3419 (Våler, Innlandet)" in several.stderr
    assert "end the name with one of them" in kind.stderr
    assert [path.name for path in tmp_path.glob("x.*")] == []
