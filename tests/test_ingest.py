"""Documents at the command line: read, kept as drafts, looked at, approved, rejected and taken back."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import bot
from dialogs.editing.papers_told import Taken, as_json
from knowledge import shipped
from knowledge.documents import FIELDS, Draft, Evidence, Sure
from knowledge.model import Form, Outcome, PartialDate
from knowledge.sources.folders import documents_in
from tests.conftest import clean_environment

ROOT = Path(__file__).parents[1]

CASE = """\
Sel kommune

Felles brannvesen for Sel og Vågå

Saksutredning
Sel kommune har et lite brannvesen. I Sel kommune er det fire stillinger. Saken gjelder interkommunalt samarbeid om brann
og redning mellom Sel og Vågå.

Vurdering
Samarbeid gir et større fagmiljø.

Rådmannens forslag til vedtak:

Sel kommune inngår avtale med Vågå om felles brannvesen.

Behandling i Kommunestyret - 14.09.2026:

Rådmannens forslag til vedtak ble enstemmig vedtatt.

Vedtak i Kommunestyret - 14.09.2026:

Sel kommune inngår avtale med Vågå om felles brannvesen.
"""
OTHER = """\
Sel kommune
Saksprotokoll

Saksnummer: PS 62/2026
Utvalg: Kommunestyret
Møtedato: 14.09.2026

Skolebruksplan for Sel kommune

Vedtak i Kommunestyret - 14.09.2026:
Skolebruksplanen vedtas.
"""

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(seeded_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process: exit status, what it printed, what it complained of."""
    monkeypatch.setenv("SAMRAD_DATABASE_URL", seeded_url)
    monkeypatch.setenv("SAMRAD_LOG_LEVEL", "ERROR")

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        status = bot.main([str(each) for each in arguments])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "sak.txt"
    path.write_text(CASE, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with documents, and with what is none."""
    top = tmp_path / "papers"
    for name, text in {
        "b/sak.txt": CASE,
        "a.HTML": f"<html><body><pre>{OTHER}</pre></body></html>",
        "c.pdf": "%PDF-1.7 and then nothing",
        ".hidden.txt": CASE,
        ".git/x.txt": CASE,
        "figures.csv": "figure_id\n",
    }.items():
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text(text, encoding="utf-8")
    return top


# -- what is told -----------------------------------------------------------------------------------------------------


def test_a_draft_is_printed_with_names_for_ids_and_null_for_what_is_missing() -> None:
    """Every field is there, in a form that people and programs read."""
    draft = Draft(
        municipality="sel",
        body="kommunestyret",
        meeting_date=PartialDate(2024, 6),
        field="brann",
        participants=("sel", "vaga"),
        host="vaga",
        form=Form.HOST,
        decision="a\nb",
        outcome=Outcome.ADOPTED,
        evidence={"decision": Evidence("a b", 2, Sure.LIKELY)},
    )
    found = [
        Taken("x/a.pdf", "a.pdf", "read", (draft, Draft()), ids=(4, 5)),
        Taken("x/b.pdf", "b.pdf", "failed", reason="encrypted", message="Locked."),
        Taken("x/c.pdf", "c.pdf", "known", ids=(1,)),
    ]
    told = json.loads(as_json(shipped.load(), found))
    assert told["drafts"][0] == {
        "municipality": "Sel", "body": "kommunestyret", "meeting_date": "2024-06", "case_number": None, "archive_number": None,
        "title": None, "field": "brann og redning", "participants": ["Sel", "Vågå"], "host": "Vågå",
        "form": "vertskommunesamarbeid", "proposal": None, "decision": "a\nb", "vote": None, "outcome": "adopted",
        "evidence": {"decision": {"quote": "a b", "page": 2, "sure": "likely"}}, "file": "a.pdf", "id": 4,
    }  # fmt: skip
    assert {field for field in FIELDS if told["drafts"][1][field]} == set()
    assert told["drafts"][1]["participants"] == []
    assert told["errors"] == [{"file": "b.pdf", "reason": "encrypted", "message": "Locked."}]
    assert told["known"] == [{"file": "c.pdf", "drafts": [1]}]
    assert json.loads(as_json(shipped.load(), [])) == {"drafts": []}


def test_a_folder_is_walked_in_order_and_what_is_hidden_is_left_alone(folder: Path) -> None:
    """Known kinds alone; a file that is named is taken whatever it is called, and each once."""
    assert [p.relative_to(folder).as_posix() for p in documents_in([folder])] == ["a.HTML", "c.pdf", "b/sak.txt"]
    named = [folder / "figures.csv", folder / "c.pdf", folder]
    assert [p.name for p in documents_in(named)] == ["figures.csv", "c.pdf", "a.HTML", "sak.txt"]


# -- dry run ----------------------------------------------------------------------------------------------------------


def dry(tmp_path: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    environment = {**clean_environment(), "SAMRAD_DATABASE_URL": f"sqlite:///{tmp_path}/none/samrad.sqlite3"}
    command = [sys.executable, "bot.py", "ingest", "--dry-run", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_a_dry_run_prints_one_object_and_leaves_nothing(tmp_path: Path, paper: Path) -> None:
    """Without any database it works from what is shipped, and makes none."""
    before = sorted(tmp_path.rglob("*"))
    done = dry(tmp_path, "--json", paper)
    (draft,) = json.loads(done.stdout)["drafts"]
    assert (done.returncode, done.stderr) == (0, "")
    assert {name: draft[name] for name in ("municipality", "body", "meeting_date", "title", "vote", "outcome", "file")} == {
        "municipality": "Sel", "body": "kommunestyret", "meeting_date": "2026-09-14",
        "title": "Felles brannvesen for Sel og Vågå", "vote": "enstemmig", "outcome": "adopted", "file": "sak.txt",
    }  # fmt: skip
    assert sorted(draft["participants"]) == ["Sel", "Vågå"]
    assert set(draft) == {*FIELDS, "evidence", "outcome", "file"}
    assert sorted(tmp_path.rglob("*")) == before


def test_what_is_not_about_cooperation_gives_an_empty_list(tmp_path: Path) -> None:
    """That is no fault."""
    (tmp_path / "skole.txt").write_text(OTHER, encoding="utf-8")
    done = dry(tmp_path, "--json", tmp_path / "skole.txt")
    assert (done.returncode, json.loads(done.stdout)) == (0, {"drafts": []})
    assert "not about cooperation" in dry(tmp_path, tmp_path / "skole.txt").stdout


def test_what_cannot_be_read_is_told_beside_what_can(tmp_path: Path, folder: Path) -> None:
    """Exit 1, with the reason in JSON and the remedy on standard error; the other files are told all the same."""
    done = dry(tmp_path, "--json", folder, tmp_path / "gone.pdf")
    told = json.loads(done.stdout)
    assert (done.returncode, [draft["file"] for draft in told["drafts"]]) == (1, ["sak.txt"])
    assert [(error["file"], error["reason"]) for error in told["errors"]] == [("c.pdf", "corrupt"), ("gone.pdf", "unreadable")]
    assert [bool(error["message"]) for error in told["errors"]] == [True, True]
    assert "c.pdf: The file is damaged" in done.stderr
    assert "gone.pdf cannot be read" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_must_be_named(run: Run) -> None:
    """Arguments that are none exit 2."""
    with pytest.raises(SystemExit) as stopped:
        run("ingest", "--dry-run")
    assert stopped.value.code == 2


# -- keeping ----------------------------------------------------------------------------------------------------------


def test_documents_are_kept_as_drafts_once(run: Run, folder: Path, paper: Path) -> None:
    """Each file is told of; a second time, and under another name, it is known."""
    status, printed, complained = run("ingest", folder)
    assert status == 1
    assert [line.rpartition("/")[2] for line in printed.splitlines()] == [
        "a.HTML: not about cooperation between municipalities: no draft",
        "sak.txt: 1 draft: 1",
    ]
    assert "c.pdf: The file is damaged" in complained
    again = run("ingest", paper)
    assert (again[0], again[1].rpartition("/")[2]) == (0, "sak.txt: already known, nothing was done; its drafts: 1\n")
    assert json.loads(run("ingest", "--json", paper)[1]) == {"drafts": [], "known": [{"file": "sak.txt", "drafts": [1]}]}


def test_a_draft_is_looked_at_approved_and_taken_back(run: Run, paper: Path) -> None:
    """Nothing is answered from it before it is approved, nor after it is taken back; the history keeps all of it."""
    (draft,) = json.loads(run("ingest", "--json", "--who", "kari", paper)[1])["drafts"]
    question = ("ask", "Hva vedtok Sel kommunestyre om felles brannvesen med Vågå?", "--day", "2026-11-22")
    assert draft["id"] == 1
    assert "14.09.2026" not in run(*question)[1]
    assert run("drafts")[1].startswith(
        "1: Sel, kommunestyret, 2026-09-14, Felles brannvesen for Sel og Vågå (a new case; sak.txt)"
    )
    assert "«Sel kommune inngår avtale" in run("drafts", "1")[1]
    done = run("approve", "1", "--who", "ola")
    assert (done[0], "To take it back: python bot.py undo 2" in done[1]) == (0, True)
    assert run("drafts")[1] == "No drafts wait for approval.\n"
    assert "14.09.2026" in run(*question)[1]
    newest = run("history", "--last", "1")[1]
    assert newest.startswith("2 ")
    assert "ola: draft 1, approved [document: sak.txt] sources/sak-" in newest
    twice = run("approve", "1")
    assert (twice[0], twice[2]) == (1, "Draft 1 is approved now, in version 1: look at it again.\nNothing was changed.\n")
    undone = run("undo", "2", "--why", "feil", "--who", "ola")
    assert undone[:2] == (0, "Revision 2 is taken back, with revision 3.\nDraft 1 waits for approval again.\n")
    assert "14.09.2026" not in run(*question)[1]
    assert run("reject", "1", "--why", "dobbelt")[:2] == (0, "Draft 1 is rejected.\n")
    history = run("drafts", "1")[1].splitlines()[-4:]
    assert [line.split(" ", 4)[-1].partition(", version")[0] for line in history] == [
        "created",
        "approved",
        "reopened",
        "rejected",
    ]


def test_two_persons_approve_where_that_is_set(run: Run, paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first is told to find another; the same person again is refused."""
    monkeypatch.setenv("SAMRAD_TWO_PERSONS", "1")
    run("ingest", paper)
    assert "A second person must approve it too." in run("approve", "1", "--who", "kari")[1]
    refused = run("approve", "1", "--who", "kari")
    assert (refused[0], "Another person must approve it too." in refused[2]) == (1, True)
    assert "approved by kari" in run("drafts")[1]
    assert "Revision 2." in run("approve", "1", "--who", "ola")[1]


@pytest.mark.parametrize("command", [("drafts", "9"), ("approve", "9"), ("reject", "9", "--why", "x")])
def test_a_draft_that_is_not_there_is_told(run: Run, command: tuple[str, ...]) -> None:
    """Exit 1, and nothing changed."""
    status, printed, complained = run(*command)
    assert (status, printed, complained) == (1, "", "There is no draft 9.\nNothing was changed.\n")


def test_a_feed_that_shrinks_is_refused_until_confirmed(run: Run, tmp_path: Path) -> None:
    """With how many there were and are; with --feed the source has a name of its own."""
    path = tmp_path / "fields.yaml"
    lines = [f"- {{id: felt-{n}, name: Felt {n}, words: {{}}}}\n" for n in range(5)]
    path.write_text("fields:\n" + "".join(lines))
    assert run("import", path)[0] == 0
    path.write_text("fields:\n" + "".join(lines[:2]))
    status, printed, complained = run("import", path)
    assert (status, printed) == (1, "")
    assert "«fields.yaml» holds 2 entries, and held 5 when it was last taken in" in complained
    assert complained.endswith("Nothing was changed.\n")
    assert run("import", path, "--feed", "en annen")[0] == 0
    assert run("import", path, "--confirm-shrunk")[1].startswith("Imported: 0 new, 0 changed, 2 unchanged.")


# -- a process that dies ----------------------------------------------------------------------------------------------


def children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(each) for each in found] + [below for each in found for below in children(int(each))]


def test_a_killed_ingest_leaves_nothing_half_and_is_done_again(seeded_url: str, tmp_path: Path) -> None:
    """What was done before stays, what was being read is read when it is run again, and no process is left behind."""
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "a.txt").write_text(CASE, encoding="utf-8")
    (papers / "b.txt").write_text(
        CASE.replace("Vurdering", "Vurdering\n" + "Samarbeid om brannvesen gir et større fagmiljø.\n" * 20_000), encoding="utf-8"
    )
    environment = {**clean_environment(), "SAMRAD_DATABASE_URL": seeded_url}
    command = [sys.executable, "bot.py", "ingest", str(papers)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline().endswith("a.txt: 1 draft: 1\n")
    until = time.monotonic() + 20
    while not (readers := children(process.pid)) and time.monotonic() < until:
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    with sqlite3.connect(seeded_url.removeprefix("sqlite:///")) as connection:
        kept = connection.execute("SELECT name, state, data FROM document").fetchall()
        drafts = connection.execute("SELECT document FROM draft").fetchall()
    connection.close()
    assert (kept, drafts) == ([("a.txt", "done", None)], [(1,)])
    assert readers
    until = time.monotonic() + 20
    while any(Path(f"/proc/{reader}").exists() for reader in readers) and time.monotonic() < until:
        time.sleep(0.05)
    assert [reader for reader in readers if Path(f"/proc/{reader}").exists()] == []
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert [line.rpartition("/")[2] for line in done.stdout.splitlines()] == [
        "a.txt: already known, nothing was done; its drafts: 1",
        "b.txt: 1 draft: 2",
    ]
    shutil.rmtree(papers)
