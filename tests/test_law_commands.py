"""The commands about law text: a rule that becomes stale is listed, read, and confirmed or pinned anew."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import socket
import sqlite3
from functools import partial
from pathlib import Path

import pytest

from dialogs import law_desk
from knowledge import drift, law
from storage import law_pins
from storage.database import open_database
from tests.law.texts import DATA, KOML, KOML_2018, WHOLE, require_pack
from tests.test_bot import Run, run  # noqa: F401  # a fixture that this module uses

NAME = "ko-navn"
"""The rule on the name KO, which rests on koml 19-1 alone; the name came in 2023."""


def check_json(run: Run) -> dict[str, tuple[str, ...]]:  # noqa: F811
    """The stale rules that `check --json` tells, which exits 0 whether there are any or not."""
    status, printed, _ = run("check", "--json")
    told = json.loads(printed)

    assert status == 0
    assert told["counts"]["stale_rules"] == len(told["stale"])
    return {rule: tuple(changed) for rule, changed in told["stale"].items()}


def law_change(url: str) -> int:
    """The number by which running replicas see that there is something new."""

    async def look() -> int:
        database = open_database(url)
        try:
            async with database.session() as session:
                return await law_pins.latest_law_change(session)
        finally:
            await database.close()

    return asyncio.run(look())


# -- confirm-law ------------------------------------------------------------------------------------------------------


def test_a_stale_rule_is_confirmed_until_another_text_is_imported(run: Run, seeded_url: str) -> None:  # noqa: F811
    """The act of 2018, confirmed paragraph by paragraph, and then the act as it is now."""
    require_pack()
    _, imported, _ = run("import-law", str(KOML_2018))
    stale = check_json(run)
    seen = law_change(seeded_url)
    status, printed, _ = run("confirm-law", "koml 19-1", "--who", "kari")
    left = check_json(run)

    assert f"stale: {NAME} rests on koml 19-1, whose text has changed" in imported
    assert stale[NAME] == ("koml 19-1",)
    assert status == 0
    assert printed.splitlines()[0] == "Confirmed by kari: koml 19-1."
    mended = set(re.findall(r"^no longer stale: (\S+)$", printed, re.MULTILINE))
    assert NAME in mended
    assert mended == set(stale) - set(left)
    assert set(re.findall(r"^stale: (\S+) rests on ", printed, re.MULTILINE)) == set(left)
    assert printed.endswith(f"No longer stale: {len(mended)}. Still stale: {len(left)}.\n")
    assert "koml 19-1" not in {paragraph for changed in left.values() for paragraph in changed}
    assert law_change(seeded_url) > seen, "running replicas are not told"

    paragraphs = sorted({paragraph for changed in left.values() for paragraph in changed})
    assert run("confirm-law", *paragraphs, "koml § 19-1")[1].endswith("Still stale: 0.\n")
    assert check_json(run) == {}

    status, imported, _ = run("import-law", str(WHOLE / "nl-20180622-083.xml"))
    assert status == 0
    assert f"stale: {NAME} rests on koml 19-1" in imported
    assert NAME in check_json(run)


def test_an_answer_no_longer_warns_when_its_rule_is_confirmed(run: Run) -> None:  # noqa: F811
    """What the editor confirms is what people are told."""
    run("import-law", str(DATA / "koml-2018.xml"))
    question = ("ask", "Må navnet på et kommunalt oppgavefellesskap inneholde KO?")
    _, before, _ = run(*question)
    run("confirm-law", "koml 19-1")
    _, after, _ = run(*question)

    assert "endret" in before
    assert "endret" not in after
    assert "KO" in after


@pytest.mark.parametrize(
    ("paragraph", "files", "told"),
    [
        (
            "koml 99-1",
            ["koml-2018.xml"],
            "koml 99-1: it has no pin, so no rule is stale for it. See what is: python bot.py check",
        ),
        ("kmol 19-1", ["koml-2018.xml"], "kmol 19-1: there is no such act. Use one of koml, iksl"),
        ("iksl 4", ["koml-2018.xml"], "iksl 4: the text of the act is not imported. Import it first: python bot.py import-law"),
        ("koml 20-1", ["koml.md"], "koml 20-1: it is not in the imported text, an extract as it may be. Import the whole act"),
        (
            "koml 20-1",
            ["koml-2018.xml"],
            "koml 20-1: it is gone from the imported text of 2018-06-22. The rules must be corrected",
        ),
    ],
)
def test_what_cannot_be_confirmed_is_told_and_changes_nothing(
    run: Run,  # noqa: F811
    paragraph: str,
    files: list[str],
    told: str,
) -> None:
    """Exit 2, why and what to do; the sound paragraph beside it is not confirmed either."""
    run("import-law", *(str(DATA / file) for file in files))
    before = check_json(run)

    status, printed, complained = run("confirm-law", "koml 19-1", paragraph)

    assert (status, printed) == (2, "")
    assert complained.startswith(told)
    assert complained.endswith("\nNothing was changed.\n")
    assert len(complained.splitlines()) == 2
    assert check_json(run) == before


def test_without_any_law_text_there_is_nothing_to_confirm(run: Run) -> None:  # noqa: F811
    """The message is the remedy: import the text."""
    status, _, complained = run("confirm-law", "koml 19-1")

    assert status == 2
    assert "koml 19-1: the text of the act is not imported. Import it first: python bot.py import-law FILE" in complained


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["koml", "19-4"], "'koml' is no paragraph: write act and number in quotes, as in 'koml 19-4'"),
        (["§ 19-4"], "'§ 19-4' is no paragraph"),
        (["koml 19-4/4"], "'koml 19-4/4' is less than a paragraph: name the whole, 'koml 19-4'"),
        ([], "PARAGRAPH"),
    ],
)
def test_what_is_no_paragraph_is_refused(
    run: Run,  # noqa: F811
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    told: str,
) -> None:
    """Before anything is opened, with what to write instead."""
    with pytest.raises(SystemExit) as stopped:
        run("confirm-law", *arguments)

    assert stopped.value.code == 2
    assert told in capsys.readouterr().err


# -- pin-law ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def pins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped pins, which `pin-law` writes to."""
    path = tmp_path / "law_pins.yaml"
    shutil.copy(drift.pin_law.__globals__["PINS"], path)
    monkeypatch.setattr(law_desk, "pin_law", partial(drift.pin_law, path=path))
    return path


def test_pinning_one_paragraph_leaves_the_others(run: Run, pins: Path) -> None:  # noqa: F811
    """--only changes the pins that are named, tells which, and may be given twice."""
    before = drift.load_pins(pins)
    status, printed, _ = run("pin-law", "--only", "koml 19-1", "--only", "koml 18-1", str(DATA / "koml-2018.xml"))
    after = drift.load_pins(pins)

    assert status == 0
    assert printed == (
        f"Pinned {len(before.paragraphs)} paragraphs: 0 new, 2 changed.\n"
        "changed: koml 18-1, koml 19-1; read the rules that rest on them again\n"
    )
    assert {key for key, held in after.paragraphs.items() if before.paragraphs[key] != held} == {"koml 18-1", "koml 19-1"}
    assert after.as_of == before.as_of


def test_pinning_all_counts_what_is_new_and_changed(run: Run, pins: Path) -> None:  # noqa: F811
    """Without --only every pin is made anew, and the report has numbers."""
    status, printed, _ = run("pin-law", str(DATA / "koml.md"))

    assert status == 0
    assert printed == "Pinned 5 paragraphs: 0 new, 0 changed.\n"
    assert len(drift.load_pins(pins).paragraphs) == 5


@pytest.mark.parametrize(
    ("arguments", "expected", "told"),
    [
        (
            ["--only", "koml 99-9", str(DATA / "koml.md")],
            2,
            "not in the text that was given: koml 99-9. Give the file of the act",
        ),
        (["--only", "koml 19-1", "none.md"], 1, "none.md"),
        (["none.md"], 1, "none.md"),
    ],
)
def test_pins_that_cannot_be_made_change_nothing(
    run: Run,  # noqa: F811
    pins: Path,
    arguments: list[str],
    expected: int,
    told: str,
) -> None:
    """What is missing is named, with what to do, and the file stays as it was."""
    before = pins.read_bytes()

    status, printed, complained = run("pin-law", *arguments)

    assert (status, printed) == (expected, "")
    assert told in complained
    assert complained.endswith("\nNothing was changed.\n")
    assert pins.read_bytes() == before


def test_pins_that_cannot_be_written_are_told(run: Run, pins: Path) -> None:  # noqa: F811
    """A program folder that may not be written to is a matter of settings."""
    pins.unlink()
    pins.symlink_to(pins.parent / "nowhere" / "law_pins.yaml")

    status, _, complained = run("pin-law", str(DATA / "koml.md"))

    assert status == 2
    assert complained.startswith("The pins cannot be written: ")


# -- import-law -------------------------------------------------------------------------------------------------------


def test_an_import_warns_of_an_older_text_and_of_paragraphs_that_are_gone(run: Run) -> None:  # noqa: F811
    """Both are most likely mistakes; what was set aside is named."""
    run("import-law", str(DATA / "koml.xml"))
    status, printed, _ = run("import-law", str(DATA / "koml-2018.xml"))
    _, again, _ = run("import-law", str(DATA / "koml-2018.xml"), str(DATA / "koml.md"))

    assert status == 0
    assert f"warning: {KOML} took the place of a newer text, of 2024-05-01: import that again" in printed
    assert re.search(rf"^warning: {KOML} lacks § [\d-]+.*, which the text before had", printed, re.MULTILINE)
    assert re.search(r"^set aside: koml-2018\.xml, since", again, re.MULTILINE)


# -- check ------------------------------------------------------------------------------------------------------------


def test_check_lists_stale_rules_in_words(run: Run, tmp_path: Path) -> None:  # noqa: F811
    """A line each, after which the counts follow as ever; stale rules are no fault, and the database is only looked into."""
    _, without, _ = run("check")
    run("import-law", str(DATA / "koml-2018.xml"))
    before = {path: path.read_bytes() for path in (tmp_path / "data").iterdir()}
    status, printed, _ = run("check")
    lines = [line for line in printed.splitlines() if line.startswith("stale: ")]

    assert status == 0
    assert any(line.startswith(f"stale: {NAME} rests on koml 19-1, whose text has changed") for line in lines)
    assert re.search(rf"^stale_rules +{len(lines)}$", printed, re.MULTILINE)
    assert re.search(r"^stale_rules +0$", without, re.MULTILINE)
    assert "stale: " not in without
    assert {path: path.read_bytes() for path in (tmp_path / "data").iterdir()} == before


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:///{}/none/bot.sqlite3",
        "sqlite:///{}/empty",
        "sqlite:///{}/other",
        "sqlite:///{}/text",
        "sqlite://",
        "postgresql://kari:hush@127.0.0.1:9/none",
        "postgresql://kari@host:port/none",
        "oracle://x",
        "nonsense",
    ],
    ids=["missing", "empty", "another program's", "no database", "memory", "no server", "no port", "unknown kind", "no address"],
)
def test_check_needs_no_database_and_makes_none(
    run: Run,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    url: str,
) -> None:
    """Missing, empty, another program's, broken or out of reach: nothing is said, and nothing is made or written."""
    (tmp_path / "empty").touch()
    (tmp_path / "text").write_text("no database " * 100)
    other = sqlite3.connect(tmp_path / "other")
    other.execute("CREATE TABLE theirs (id INTEGER)")
    other.close()
    monkeypatch.setenv("SAMRAD_DATABASE_URL", url.format(tmp_path))
    monkeypatch.setenv("PORT", "not read here")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    status, printed, complained = run("check")

    assert (status, complained) == (0, "")
    assert re.search(r"^stale_rules +0$", printed, re.MULTILINE)
    assert "stale: " not in printed
    assert check_json(run) == {}
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    assert not (tmp_path / "none").exists()


def test_check_does_not_wait_for_a_server_that_says_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    """It has better things to do."""
    monkeypatch.setattr(law_pins, "_PATIENCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv("SAMRAD_DATABASE_URL", f"postgresql://kari@127.0.0.1:{silent.getsockname()[1]}/none")

        assert check_json(run) == {}


def test_check_tells_faulty_rules_and_no_stale_ones(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:  # noqa: F811
    """A reference that cannot be read is a fault with its line, not a breakdown, also where there is law text."""
    run("import-law", str(DATA / "koml-2018.xml"))
    shutil.copytree(law.FORMS, tmp_path / "forms")
    for path in (tmp_path / "forms").glob("*.yaml"):
        path.write_text(path.read_text(encoding="utf-8").replace("koml 19-1/3", "koml nineteen"), encoding="utf-8")
    sound = law.read
    monkeypatch.setattr(law, "read", lambda: sound(tmp_path / "forms"))

    status, printed, _ = run("check")

    assert status == 1
    assert "'koml nineteen' is not a reference" in printed
    assert "stale: " not in printed
