"""``bot.py feedback``: lists, JSON and tables for those who mend what went wrong."""

from __future__ import annotations

import asyncio
import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import bot
from dialogs.settings import BadSettings, read_settings
from knowledge.feedback import About, Reaction, SharedQuestion, Topic
from storage.database import open_database
from storage.feedback import add_answer, count_unanswered, feedback_since, find_answer, judge, share_question
from storage.keeping import ANSWER_KEPT, Limits, forget_old
from tests.storage.conftest import NOW

HOST = About("cooperation/host", "host", "nb", 7, (("cooperation", "sogn-ko"), ("region", "sogn")))
LAW = About("law/rule", "law", "nn", 7, (("form", "interkommunalt-selskap"),))
OLD, NEW = date(2026, 10, 1), date(2026, 11, 21)


@pytest.fixture
def run(seeded_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Run ``feedback`` on a database with some in it: exit status and what it printed."""
    asyncio.run(_fill(seeded_url))
    monkeypatch.setenv("SAMRAD_DATABASE_URL", seeded_url)
    monkeypatch.setenv("SAMRAD_LOG_LEVEL", "ERROR")

    def run(*arguments: str) -> tuple[int, str]:
        status = bot.main(["feedback", *arguments])
        return status, capsys.readouterr().out

    return run


async def _fill(url: str) -> None:
    database = open_database(url)
    given: tuple[tuple[str, About, Reaction, str, date], ...] = (
        ("AAAAAAAAAAAA", HOST, "dislike", "=HYPERLINK(1)", NEW),
        ("BBBBBBBBBBBB", HOST, "dislike", "", OLD),
        ("CCCCCCCCCCCC", HOST, "like", "Fint; svar", NEW),
        ("DDDDDDDDDDDD", LAW, "like", "", NEW),
    )
    async with database.session(write=True) as session:
        for reference, about, reaction, comment, day in given:
            await judge(session, reference, about, reaction, comment, day=day)
        await count_unanswered(session, Topic("silent", "nb", "host", "brann"), day=NEW)
        await share_question(session, SharedQuestion("K7M2QX4P", NEW, "Hva koster det?", Topic("outside", "nb")))
    await database.close()


def test_what_went_wrong_is_listed_first(run: Callable[..., tuple[int, str]]) -> None:
    """By subject, then the comments, the topics without an answer, and the questions that were left."""
    status, printed = run()

    assert status == 0
    assert printed.splitlines() == [
        "2 down, 2 up, 1 questions without an answer, 1 left to the editors.",
        "",
        "down   up  what the answers were about",
        "   2    1  cooperation sogn-ko (host, cooperation/host, nb)",
        "   0    1  form interkommunalt-selskap (law, law/rule, nn)",
        "",
        "Comments:",
        "2026-11-21 down AAAAAAAAAAAA  cooperation sogn-ko (host, cooperation/host, nb): «=HYPERLINK(1)»",
        "2026-11-21 up   CCCCCCCCCCCC  cooperation sogn-ko (host, cooperation/host, nb): «Fint; svar»",
        "",
        "Questions without an answer:",
        "   1  silent, field brann, asked host, nb, last 2026-11-21",
        "",
        "Left to the editors:",
        "2026-11-21 K7M2QX4P  outside, nb: «Hva koster det?»",
    ]


def test_a_period_can_be_named(run: Callable[..., tuple[int, str]]) -> None:
    """From that day on."""
    _, printed = run("--since", "2026-11-01")

    assert printed.startswith("1 down, 2 up")


def test_json_has_all_of_it(run: Callable[..., tuple[int, str]]) -> None:
    """The tallies, each judgement with its revision, topics and questions."""
    told = json.loads(run("--json")[1])

    assert {"subjects", "judgements", "unanswered", "questions"} == set(told)
    assert told["subjects"][0]["dislikes"] == 2
    assert told["judgements"][0]["about"] == {
        "reply": "cooperation/host", "intent": "host", "language": "nb", "revision": 7,
        "subjects": [{"kind": "cooperation", "id": "sogn-ko"}, {"kind": "region", "id": "sogn"}],
    }  # fmt: skip
    assert told["unanswered"] == [
        {"reason": "silent", "language": "nb", "intent": "host", "field": "brann", "form": "", "count": 1, "last": "2026-11-21"}
    ]
    assert [each["text"] for each in told["questions"]] == ["Hva koster det?"]


def test_a_table_is_one_that_spreadsheets_read_and_do_not_run(run: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    """Semicolons, a mark for Excel, and no cell that is a formula."""
    path = tmp_path / "ut.csv"
    status, printed = run("--csv", str(path))
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))

    assert status == 0
    assert printed == f"{path}: 2 down, 2 up, 1 questions without an answer, 1 left to the editors.\n"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert [row["kind"] for row in rows] == ["judgement"] * 4 + ["unanswered", "question"]
    assert [row["text"] for row in rows][:2] == ["'=HYPERLINK(1)", "Fint; svar"]
    assert rows[0]["subjects"] == "cooperation sogn-ko, region sogn"


def test_a_table_that_cannot_be_written_is_told(run: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    """With exit status 2, and no trace of a stack."""
    status, printed = run("--csv", str(tmp_path / "no" / "ut.csv"))

    assert (status, printed) == (2, "")


@pytest.mark.parametrize("reference", ["aaaaaaaaaaaa", "K7M2QX4P"])
def test_what_names_somebody_can_be_deleted(run: Callable[..., tuple[int, str]], reference: str) -> None:
    """A comment with its judgement, or a question."""
    assert run("--delete", reference) == (0, f"{reference.upper()} is deleted.\n")
    assert run("--delete", reference) == (1, "")
    assert reference.upper() not in run()[1]


def test_how_long_feedback_is_kept_is_a_setting() -> None:
    """A year, unless the settings say otherwise; never for ever."""
    assert read_settings({}).limits.feedback == 365
    assert read_settings({"SAMRAD_FEEDBACK_DAYS": "30"}).limits.feedback == 30
    with pytest.raises(BadSettings, match="SAMRAD_FEEDBACK_DAYS"):
        read_settings({"SAMRAD_FEEDBACK_DAYS": "0"})


async def test_what_is_old_is_forgotten_by_itself(seeded_url: str) -> None:
    """Feedback after the days of the settings; what answers were about after two weeks."""
    await _fill(seeded_url)
    database = open_database(seeded_url)
    today = date(2026, 11, 22)
    async with database.session(write=True) as session:
        for key, age in (("old", ANSWER_KEPT.days + 1), ("new", ANSWER_KEPT.days)):
            await add_answer(session, key, HOST, salt="s", day=date.fromordinal(today.toordinal() - age))
    await forget_old(database, now=NOW, today=today, limits=Limits(feedback=30))
    async with database.session() as session:
        left = await feedback_since(session, date(2000, 1, 1))
        assert await find_answer(session, "old") is None
        assert await find_answer(session, "new") is not None
    await database.close()

    assert sorted(each.reference for each in left.judged) == ["AAAAAAAAAAAA", "CCCCCCCCCCCC", "DDDDDDDDDDDD"]
