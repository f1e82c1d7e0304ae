"""A question that is edited or deleted after it was answered."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from dialogs.model import RenderedReply
from storage.keeping import ANSWER_KEPT, Limits, forget_old
from storage.tables import answered, conversation
from tests.channels.lab import UNSET, rendered
from tests.manners.conftest import CHAT, PERSONAL, THREAD, Service

IKS, POST = "Hvem er med i Havbrann IKS?", "Hvem er med i Skarvøy legevakt?"


def first_words(service: Service) -> list[str]:
    return [" ".join(each.split()[:2]) for each in service.seen()]


@pytest.fixture(autouse=True)
def _in_a_group(teams: Service) -> None:
    # where an answer is one message, without its sources below it
    teams.conversation = CHAT


@pytest.mark.parametrize("where", [CHAT, THREAD])
async def test_the_answer_to_an_edited_question_changes_where_it_stands(teams: Service, where: dict[str, Any]) -> None:
    """One answer, with the same id, to the words as they read now; in a thread it stays in the thread."""
    teams.conversation = where
    await teams.write(IKS, "q1")
    (before,) = teams.seen()
    await teams.edit(POST, "q1")

    assert teams.teams.done == ["POST ours-0", "PUT ours-0"]
    (after,) = teams.teams.stands.values()
    assert before.startswith("Havbrann IKS har")
    assert after["summary"].startswith("Skarvøy legevakt har")
    assert after["conversation"]["id"] == where["id"]
    assert f"/conversations/{where['id']}/activities/ours-0" in after["path"]


async def test_the_sources_below_an_answer_change_and_go_with_it(teams: Service) -> None:
    """In a talk of two they are a message of their own; an answer that has none leaves none standing."""
    teams.conversation = PERSONAL
    await teams.write(IKS, "q1")
    before = list(teams.teams.stands.values())[-1]
    await teams.edit("Hva er fordelene med interkommunalt samarbeid?", "q1")
    after = list(teams.teams.stands.values())[-1]
    await teams.edit("Hvem er statsminister?", "q1")
    alone = len(teams.teams.stands)
    await teams.edit(IKS, "q1")
    await teams.delete("q1")

    assert (before["text"].startswith("Kilde"), before["entities"] != after["entities"], alone) == (True, True, 1)
    assert teams.teams.stands == {}


async def test_what_is_asked_next_is_about_the_question_as_it_reads_now(teams: Service) -> None:
    """«hvem er vert?» after an edit is about what the edited question named."""
    await teams.write(IKS, "q1")
    await teams.edit(POST, "q1")
    await teams.write("hvem er vert?", "q2")

    assert "Skarvøy" in teams.seen()[-1]


async def test_an_edited_question_may_be_edited_again_and_its_answer_judged_still(teams: Service) -> None:
    """Each edit changes the same message; it keeps its thumbs."""
    for text in (POST, IKS, POST):
        await teams.edit(text, "q1")

    (only,) = teams.teams.stands.values()
    assert teams.teams.done == ["POST ours-0", "PUT ours-0", "PUT ours-0"]
    assert only["channelData"] == {"feedbackLoop": {"type": "custom"}}


async def test_the_same_edit_told_twice_changes_nothing(teams: Service) -> None:
    """Teams tells things again when an answer takes long."""
    await teams.write(IKS, "q1")
    for _ in range(2):
        await teams.edit(POST, "q1", timestamp="2026-12-01T09:30:00Z")

    assert teams.teams.done == ["POST ours-0", "PUT ours-0"]


async def test_a_shorter_answer_leaves_nothing_of_the_longer_one(teams: Service) -> None:
    """Messages that the new answer has no use for are removed; one more is sent below the others."""
    door = teams.caller.door
    replies: tuple[RenderedReply, ...] = (rendered("En"), rendered("To"), rendered("Tre"))

    async def many(_: object) -> Any:
        return replies

    door._respond = many
    await teams.write("langt", "q1")
    replies = (rendered("Kort"),)
    await teams.edit("kort", "q1")
    short = teams.seen()
    replies = (rendered("Kort"), rendered("og langt"))
    await teams.edit("langt", "q1")

    assert (short, teams.seen()) == (["Kort"], ["Kort", "og langt"])
    assert teams.teams.done[3:] == ["PUT ours-0", "DELETE ours-1", "DELETE ours-2", "PUT ours-0", "POST ours-7"]


async def test_an_answer_that_cannot_be_changed_is_given_anew(teams: Service) -> None:
    """Somebody may have deleted our message, or Teams may not let it be changed any more."""
    await teams.write(IKS, "q1")
    teams.teams.stands.clear()
    await teams.edit(POST, "q1")
    teams.teams.refuse["PUT"] = 403
    await teams.edit(IKS, "q1")

    assert first_words(teams) == ["Skarvøy legevakt", "Havbrann IKS"]


async def test_where_teams_breaks_down_an_edit_is_not_answered_twice(teams: Service, caplog: pytest.LogCaptureFixture) -> None:
    """A change that may have been made all the same is not sent as a message besides."""
    await teams.write(IKS, "q1")
    teams.teams.refuse["PUT"] = 502
    await teams.edit(POST, "q1")

    assert first_words(teams) == ["Havbrann IKS"]
    assert "was not sent" in caplog.text


async def test_an_edit_of_what_we_do_not_remember_is_answered_as_a_question(teams: Service) -> None:
    """After the days that it is kept, an answer stays as it was, and the new words are answered below."""
    await teams.write(IKS, "q1")
    day = teams.bot.day + ANSWER_KEPT + timedelta(days=1)
    await forget_old(teams.bot.database, now=teams.bot.now, today=day, limits=Limits())
    await teams.edit(POST, "q1")

    assert first_words(teams) == ["Havbrann IKS", "Skarvøy legevakt"]


async def test_the_answer_to_a_deleted_question_is_taken_back(teams: Service) -> None:
    """It alone is removed; a second telling finds nothing more to remove."""
    await teams.write(IKS, "q1")
    await teams.write(POST, "q2")
    await teams.delete("q1")
    await teams.delete("q1")

    assert first_words(teams) == ["Skarvøy legevakt"]
    assert teams.teams.done == ["POST ours-0", "POST ours-1", "DELETE ours-0"]


async def test_after_a_deleted_question_the_talk_is_where_it_was_before(teams: Service) -> None:
    """A half question leans on what is left, and of the deleted words nothing is kept."""
    teams.conversation = PERSONAL
    await teams.write(IKS, "q1")
    await teams.write(POST, "q2")
    await teams.delete("q2")
    async with teams.bot.database.session() as session:
        (kept,) = await session.run(lambda c: list(c.execute(select(conversation.c.state)).scalars()))
    await teams.write("hvem er vert?", "q3")

    assert "legevakt" not in json.dumps(kept, ensure_ascii=False).casefold()
    assert "Storvåg" in teams.seen()[-1]


async def test_a_deleted_question_is_no_longer_what_a_thread_is_about(teams: Service) -> None:
    """Nor for the others, when it was the last one there."""
    teams.conversation = THREAD
    await teams.write(IKS, "q1")
    await teams.write(POST, "q2")
    await teams.delete("q2")
    await teams.write("hvem er vert?", "q3", **{"from": {"id": "29:ola", "aadObjectId": "ola"}})

    assert "Storvåg" in teams.seen()[-1]


async def test_what_others_have_asked_since_stays_what_a_thread_is_about(teams: Service) -> None:
    """Deleting one's own question leaves another's alone."""
    teams.conversation = THREAD
    ola = {"from": {"id": "29:ola", "aadObjectId": "ola"}}
    await teams.write(POST, "q1")
    await teams.write(IKS, "q2", **ola)
    await teams.delete("q1")
    await teams.write("hvem er vert?", "q3", **{"from": {"id": "29:per", "aadObjectId": "per"}})

    assert "Storvåg" in teams.seen()[-1]


@pytest.mark.parametrize("status", [405, 501])
async def test_where_nothing_can_be_removed_a_note_stands_instead(teams: Service, status: int) -> None:
    """In the language of the answer that is taken back."""
    await teams.write("Kven er med i Havbrann IKS?", "q1")
    teams.teams.refuse["DELETE"] = status
    await teams.delete("q1")

    (left,) = teams.teams.stands.values()
    assert left["summary"] == "Svaret er trekt tilbake."
    assert "entities" not in left


async def test_an_answer_that_stays_in_spite_of_all_is_told_to_who_runs_us(
    teams: Service, caplog: pytest.LogCaptureFixture
) -> None:
    """When Teams neither removes nor changes, the log says so, and the request is taken."""
    await teams.write(IKS, "q1")
    teams.teams.refuse |= {"DELETE": 500, "PUT": 500}
    await teams.delete("q1")

    assert "could not be taken back" in caplog.text


async def test_a_question_that_is_brought_back_is_answered_again(teams: Service) -> None:
    """Deleted, brought back, deleted: the answer is there when the question is."""
    await teams.write(IKS, "q1")
    await teams.delete("q1")
    await teams.edit(IKS, "q1", event="undeleteMessage")
    there = first_words(teams)
    await teams.delete("q1")

    assert (there, teams.seen()) == (["Havbrann IKS"], [])


async def test_buttons_and_other_channels_leave_no_trace(teams: Service) -> None:
    """What cannot be edited need not be remembered: a press, and whatever comes with no id."""
    await teams.write(UNSET, "q1", value={"say": IKS})
    await teams.write(IKS, UNSET)
    async with teams.bot.database.session() as session:
        rows = await session.run(lambda c: list(c.execute(select(answered))))

    assert rows == []


async def test_what_is_kept_tells_nobody_who_asked_what(teams: Service) -> None:
    """A keyed hash, a day, a language and our own ids."""
    await teams.write(IKS, "q1")
    async with teams.bot.database.session() as session:
        (row,) = await session.run(lambda c: list(c.execute(select(answered)).mappings()))

    assert len(row["key"]) == 64
    assert {**row, "key": ""} == {"key": "", "day": teams.bot.day, "language": "nb", "messages": ["ours-0"]}


async def test_a_deletion_that_is_told_badly_is_taken_in_silence(teams: Service) -> None:
    """Without id, place or person there is nothing to take back."""
    for left_out in ("id", "from", "recipient"):
        await teams.tell("messageDelete", text=UNSET, channelData=teams._event("softDeleteMessage"), **{left_out: UNSET})

    assert teams.teams.done == []
