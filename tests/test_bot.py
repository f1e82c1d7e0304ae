"""The door: settings and commands. The running service is in test_serve.py."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import bot
from dialogs.settings import BadSettings, read_settings
from knowledge import check, shipped
from tests.conftest import SETTINGS

ROOT = Path(__file__).parents[1]
READY = re.compile(r"http://127\.0\.0\.1:(\d+)/")

# -- settings ---------------------------------------------------------------------------------------------------------


def test_the_defaults_are_a_local_service() -> None:
    """Without settings it serves on loopback, port 3978, on an SQLite file."""
    settings = read_settings({})

    assert (settings.port, settings.host, settings.database_url) == (3978, "127.0.0.1", "sqlite:///data/samrad.sqlite3")
    assert settings.teams.local


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"PORT": "http"}, ["PORT", "number from 0 to 65535"]),
        ({"PORT": "70000"}, ["PORT", "65535"]),
        ({"PORT": "nan"}, ["PORT"]),
        ({"SAMRAD_POLL_SECONDS": "0"}, ["SAMRAD_POLL_SECONDS", "from 1 to 60"]),
        ({"SAMRAD_POLL_SECONDS": "3600"}, ["SAMRAD_POLL_SECONDS"]),
        ({"SAMRAD_LOG_LEVEL": "LOUD"}, ["SAMRAD_LOG_LEVEL", "use DEBUG"]),
        ({"SAMRAD_HOST": "0.0.0.0"}, ["SAMRAD_HOST", "unset it, or set an app id"]),
        ({"MicrosoftAppId": "a", "SAMRAD_SECRET": "x" * 32, "MicrosoftAppTenantId": "t"}, ["set MicrosoftAppPassword"]),
        ({"MicrosoftAppId": "a", "MicrosoftAppPassword": "p", "SAMRAD_SECRET": "x" * 32}, ["No tenant", "MicrosoftAppTenantId"]),
        ({"MicrosoftAppId": "a", "MicrosoftAppPassword": "p", "MicrosoftAppTenantId": "t"}, ["SAMRAD_SECRET", "32 random"]),
        (
            {"MicrosoftAppId": "a", "MicrosoftAppType": "Special", "MicrosoftAppTenantId": "t", "SAMRAD_SECRET": "x" * 32},
            ["app type 'Special'", "use one of", "set MicrosoftAppPassword"],
        ),
    ],
)
def test_a_faulty_setting_says_what_to_do(environment: dict[str, str], told: list[str]) -> None:
    """Each fault names the setting and the remedy."""
    with pytest.raises(BadSettings) as refused:
        read_settings(environment)

    assert [part for part in told if part not in str(refused.value)] == []


def test_every_fault_of_the_settings_is_told_at_once() -> None:
    """Nobody mends one fault only to be told of the next."""
    with pytest.raises(BadSettings) as refused:
        read_settings({"PORT": "x", "SAMRAD_LOG_LEVEL": "x", "SAMRAD_HOST": "10.0.0.1", "SAMRAD_POLL_SECONDS": "x"})

    assert len(str(refused.value).splitlines()) == 4


def test_an_app_id_opens_the_service_to_the_world() -> None:
    """With an app id it listens on every address, in the tenant named, and keeps secrets out of what it prints."""
    settings = read_settings(
        {"MicrosoftAppId": "app", "MicrosoftAppPassword": "hush", "MicrosoftAppTenantId": "T1", "SAMRAD_SECRET": "s" * 32}
    )

    assert settings.host == "0.0.0.0"
    assert frozenset({"t1"}) == settings.teams.tenants
    assert "hush" not in repr(settings)
    assert "ssss" not in repr(settings)


def test_all_that_is_read_from_the_environment_is_cleared_for_tests() -> None:
    """The names that settings are read by are those that tests clear."""
    source = "".join((ROOT / name).read_text(encoding="utf-8") for name in ("bot.py", "dialogs/settings.py"))
    read = set(re.findall(r'"((?:SAMRAD_|MicrosoftApp|BotOpenId)\w+)"', source)) | {"PORT"}

    assert read == set(SETTINGS)


# -- commands ---------------------------------------------------------------------------------------------------------

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(seeded_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process: exit status, what it printed, what it complained of."""
    monkeypatch.setenv("SAMRAD_DATABASE_URL", seeded_url)
    monkeypatch.setenv("SAMRAD_LOG_LEVEL", "ERROR")

    def run(*arguments: str) -> tuple[int, str, str]:
        status = bot.main(arguments)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


def test_check_prints_counts_as_json(run: Run) -> None:
    """`check --json` has the counts of each kind and the problems, and exits 0 for sound content."""
    status, printed, _ = run("check", "--json")

    told = json.loads(printed)
    assert status == 0
    assert {"counts", "problems", "stale", "lix"} == set(told)
    assert {"nb", "nn"} == set(told["lix"])
    assert all(each["items"] == told["counts"]["quiz_items"] and len(each["hardest"]) == 10 for each in told["lix"].values())
    assert {"municipalities", "cooperations", "figures", "steps", "sources", "quiz_items", "unresolved"} <= set(told["counts"])
    assert told["counts"]["unresolved"] == 0
    assert check.counts(shipped.load()).items() <= told["counts"].items()


def test_check_exits_1_and_lists_faults(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Faulty content is listed with file, line and remedy, in words and as JSON."""
    (tmp_path / "bad.yaml").write_text("fields:\n- {id: x, name: X, words: {}, parent: none}\n")
    sound = shipped.read
    monkeypatch.setattr(shipped, "read", lambda: sound(tmp_path))

    status, printed, _ = run("check")
    in_json = json.loads(run("check", "--json")[1])

    assert status == 1
    assert "bad.yaml:2: fields/x/parent" in printed
    assert in_json["counts"]["unresolved"] == 1
    assert {"file", "line", "where", "fault", "remedy"} == set(in_json["problems"][0])


def test_ask_answers_as_on_a_day(run: Run) -> None:
    """--day moves the age of the sources."""
    _, then, _ = run("ask", "Hva er GLØR?", "--day", "2020-02-01")
    _, later, _ = run("ask", "Hva er GLØR?", "--day", "2031-02-01")

    assert "1 år" in then
    assert "12 år" in later


def test_ask_answers_in_the_language_asked_for(run: Run) -> None:
    """--language goes before the language of the question."""
    _, nynorsk, _ = run("ask", "Hvem er med i GLØR?", "--language", "nn")
    _, bokmaal, _ = run("ask", "Kven er med i GLØR?", "--language", "nb")

    assert "Kjelde:" in nynorsk
    assert "Kilde:" in bokmaal


def test_ask_knows_whose_we_is(run: Run) -> None:
    """--municipality is what «vi» stands for, and is not remembered after the command."""
    _, ours, _ = run("ask", "Hvilke samarbeid er vi med i?", "--municipality", "Jevnaker")
    _, nobodys, _ = run("ask", "Hvilke samarbeid er vi med i?")

    assert "Geodatasamarbeid" in ours
    assert "Hvilken kommune" in nobodys


def test_ask_follows_on_from_question_to_question(run: Run) -> None:
    """Several questions are one conversation."""
    status, printed, _ = run("ask", "Hva er GLØR?", "når startet det?")

    assert status == 0
    assert "1983" in printed.rsplit("etablert", 1)[1]


def test_ask_explains_what_it_made_of_each_question(run: Run) -> None:
    """--explain tells the reading with its weight and what the conversation filled in, the same each time; --json likewise."""
    asked = ("ask", "--day", "2025-11-15", "--explain", "Hva er GLØR?", "når startet det?")
    _, printed, _ = run(*asked)
    _, again, _ = run(*asked)
    _, as_json, _ = run(*asked, "--json")
    turns = json.loads(as_json)["turns"]

    assert printed == again
    assert "from_conversation  cooperation=glor" in printed
    assert turns[1]["understood"]["outcome"]["intent"] == "established"
    assert turns[1]["understood"]["readings"][0]["score"] >= turns[1]["understood"]["readings"][1]["score"]
    assert turns[1]["answer"] in printed


def test_a_day_that_is_none_is_refused(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """argparse tells what --day wants."""
    with pytest.raises(SystemExit) as stopped:
        run("ask", "hei", "--day", "tomorrow")

    assert stopped.value.code == 2
    assert "--day" in capsys.readouterr().err


def test_import_takes_in_a_file_and_counts_it(run: Run, new_file: Path) -> None:
    """What is new is counted, and the same file again changes nothing."""
    path = str(new_file)
    first = run("import", path)
    second = run("import", path)
    _, answer, _ = run("ask", "Hva er Blåfjell vassverk IKS?")

    assert (first[0], second[0]) == (0, 0)
    assert first[1].startswith("Imported: 1 new, 0 changed, 0 unchanged.")
    assert second[1].startswith("Imported: 0 new, 0 changed, 1 unchanged.")
    assert "Gran" in answer


def test_a_bad_import_changes_nothing(run: Run, new_file: Path, tmp_path: Path) -> None:
    """Every fault is listed, the sound file beside it is not taken in, and it exits 1."""
    bad = tmp_path / "bad.yaml"
    bad.write_text("fields:\n- {id: x, name: X, words: {}, parent: nowhere}\nfigures:\n- {id: y}\n")

    status, printed, complained = run("import", str(new_file), str(bad))
    _, answer, _ = run("ask", "Hva er Blåfjell vassverk IKS?")

    assert (status, printed) == (1, "")
    assert "bad.yaml:2: fields/x/parent" in complained
    assert "bad.yaml:4: figures/y" in complained
    assert complained.rstrip().endswith("Nothing was changed.")
    assert "leverer vann" not in answer


def test_a_file_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    """A missing file is a matter of settings: exit 2, with its name."""
    status, _, complained = run("import", str(tmp_path / "none.yaml"))

    assert status == 2
    assert "none.yaml cannot be read" in complained


def test_migrate_may_be_run_again(run: Run) -> None:
    """A database that is up to date stays so."""
    assert [run("migrate"), run("migrate")] == [(0, "The database is up to date.\n", "")] * 2


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("SAMRAD_HOST", "0.0.0.0", "SAMRAD_HOST"),
        ("SAMRAD_DATABASE_URL", "oracle://x", "SAMRAD_DATABASE_URL"),
        ("PORT", "-1", "PORT"),
    ],
)
def test_serve_does_not_start_on_faulty_settings(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    """It exits 2 and says which setting; above all it never serves the world without an app id."""
    monkeypatch.setenv(name, value)

    status, printed, complained = run("serve")

    assert (status, printed) == (2, "")
    assert told in complained
    assert "Traceback" not in complained


def test_every_command_has_a_help_text(capsys: pytest.CaptureFixture[str]) -> None:
    """`--help` tells what each command does."""
    with pytest.raises(SystemExit):
        bot.main(["--help"])

    told = capsys.readouterr().out
    law = ("import-law", "confirm-law", "pin-law")
    papers = ("ingest", "drafts", "approve", "reject", "history", "undo")
    for command in ("serve", "ask", "check", "import", *law, *papers, "migrate"):
        assert re.search(rf"^ +{command}(?: +|\n {{10,}})\S", told, re.MULTILINE), command
