"""What is kept of feedback leads to nobody: the whole database and the log are searched for the person and the words."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from storage.feedback import forget_answers
from storage.identity import conversation_key, person_key
from storage.tables_feedback import answer, feedback, shared_question, unanswered
from tests.channels.lab import TENANT
from tests.feedback.conftest import Service
from tests.worlds import DAY

SECRET = "a secret of the tests"
USER, NAME = "0b7e2a4c-aad", "Kari Nordmann"
KARI: dict[str, Any] = {"from": {"id": "29:kari", "aadObjectId": USER, "name": NAME}}
GROUP = {"id": "19:hemmelig@thread.v2", "conversationType": "groupChat", "tenantId": TENANT}
QUESTION = "Hva heter hunden til ordføreren i Sel?"


async def everything(service: Service) -> dict[str, str]:
    """Every row of every table of feedback, as text."""
    async with service.bot.database.session() as session:
        return {
            table.name: repr(await session.run(lambda c, t=table: c.execute(t.select()).all()))  # type: ignore[misc]
            for table in (answer, feedback, unanswered, shared_question)
        }


async def test_nothing_of_the_person_or_the_words_is_kept(teams: Service, caplog: pytest.LogCaptureFixture) -> None:
    """After an answer judged in a group, a refusal, and a question that was silent in the sources."""
    with caplog.at_level(logging.DEBUG):
        for words in ("Kven er med i Sogn KO?", QUESTION, "Hvem er vert for Sogn KO?"):
            await teams.ask(words, conversation=GROUP, **KARI)
        await teams.judge("dislike", '{"feedbackText":"Feil"}', conversation=GROUP, **KARI)
    found = await everything(teams)
    keys = [
        person_key(SECRET, TENANT, "msteams", USER),
        conversation_key(SECRET, TENANT, "msteams", GROUP["id"]),
        conversation_key(SECRET, TENANT, "msteams", f"{GROUP['id']}|{USER}"),
    ]
    hints = [USER, NAME, "kari", "hemmelig", "sent-1", *keys, "hund", "ordfør", "Hvem er vert", "Kven er med"]

    assert all(rows != "[]" for name, rows in found.items() if name != "shared_question")
    assert [(name, hint) for name, rows in found.items() for hint in hints if hint.casefold() in rows.casefold()] == []
    assert [hint for hint in (NAME, "hund", "Hvem er vert", "Kven er med", "Feil") if hint in caplog.text] == []
    assert found["shared_question"] == "[]"


async def test_the_file_holds_no_words_that_nobody_agreed_to(teams: Service) -> None:
    """Not even in the conversation's own row, or in what SQLite has yet to move."""
    refused = await teams.ask(QUESTION)
    offer = refused["attachments"][0]["content"]["actions"][-1]["data"]["say"]
    await teams.press(offer)
    folder = Path(teams.bot.database.address.removeprefix("sqlite:///")).parent
    data = b"".join(file.read_bytes() for file in folder.iterdir())

    assert "hunden til" in offer
    assert b"hunden til ordf" not in data


def test_no_row_tells_the_time() -> None:
    """The day is all that is kept of when."""
    kinds = {str(column.type) for table in (answer, feedback, unanswered, shared_question) for column in table.columns}

    assert kinds == {"TEXT", "DATE", "JSON", "INTEGER"}


async def test_when_the_answer_is_forgotten_nothing_joins_two_judgements(teams: Service) -> None:
    """Then the same press is another judgement: neither we nor anybody else can tell that it was the same person."""
    await teams.ask("Kven er med i Sogn KO?", conversation=GROUP)
    await teams.judge("dislike", conversation=GROUP)
    (before,) = (await teams.kept()).judged
    async with teams.bot.database.session(write=True) as session:
        await forget_answers(session, DAY.replace(year=DAY.year + 1))
    await teams.judge("dislike", conversation=GROUP)
    after = (await teams.kept()).judged

    assert len(after) == 2
    assert before in after


async def test_one_persons_judgements_of_two_answers_do_not_meet(teams: Service) -> None:
    """The references have nothing in common."""
    for words in ("Kven er med i Sogn KO?", "Kva er Sogn KO?"):
        await teams.ask(words)
        await teams.judge("like")
    references = [each.reference for each in (await teams.kept()).judged]

    assert len(set(references)) == 2


async def test_deleting_ones_data_says_what_it_does_not_reach(teams: Service) -> None:
    """«Mine data» tells that feedback is not tied to the person, in both written forms; deleting leaves it."""
    await teams.ask("Hvem er med i Sogn KO?")
    await teams.judge("like")
    told = json.dumps(await teams.ask("mine data", locale="nb-NO"), ensure_ascii=False)
    await teams.ask("svar på nynorsk")
    fortalt = json.dumps(await teams.ask("mine data"), ensure_ascii=False)
    await teams.ask("slett mine data")

    assert "er ikke knyttet til deg" in told
    assert "er ikkje knytte til deg" in fortalt
    assert len((await teams.kept()).judged) == 1


async def test_each_row_is_of_a_known_shape(teams: Service) -> None:
    """A new column is a decision about privacy: it is named here first."""
    async with teams.bot.database.session() as session:
        columns = {
            name: [row[1] for row in await session.run(lambda c, n=name: c.execute(text(f"PRAGMA table_info({n})")).all())]  # type: ignore[misc]
            for name in ("answer", "feedback", "unanswered", "shared_question")
        }

    topic = ["reason", "language", "intent", "field", "form"]
    assert columns == {
        "answer": ["key", "salt", "day", "about"],
        "feedback": ["reference", "day", "reaction", "comment", "about"],
        "unanswered": ["day", *topic, "count"],
        "shared_question": ["reference", "day", "text", *topic],
    }
