"""Feedback on both databases: judged once, counted by topic, kept without anybody, and gone when it should be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from knowledge.feedback import About, Counted, Judged, SharedQuestion, Topic
from storage.database import Database
from storage.feedback import (
    add_answer,
    count_unanswered,
    delete_judgement,
    delete_question,
    feedback_since,
    find_answer,
    forget_answers,
    forget_feedback,
    judge,
    reference_of,
    share_question,
)
from tests.storage.conftest import rows

pytestmark = pytest.mark.asyncio

DAY = date(2026, 11, 22)
ABOUT = About("cooperation/members", "members", "nn", 7, (("cooperation", "sogn-ko"), ("municipality", "årdal")))
TOPIC = Topic("outside", "nb", field="brann")
QUESTION = SharedQuestion("K7M2QX4P", DAY, "Hva koster «brannbilen»?\nÅ", TOPIC)


async def test_an_answer_is_found_by_its_key_until_it_is_forgotten(database: Database) -> None:
    """What it was about comes back as it was; the same key once more stands for the newest answer."""
    async with database.single() as session:
        assert await find_answer(session, "k") is None
        await add_answer(session, "k", replace(ABOUT, revision=1), salt="old", day=DAY)
        await add_answer(session, "k", ABOUT, salt="s", day=DAY)
        await add_answer(session, "before", ABOUT, salt="t", day=DAY - timedelta(days=1))
        assert await find_answer(session, "k") == (ABOUT, "s")
        assert await forget_answers(session, DAY) == 1
        assert await find_answer(session, "before") is None
        assert await find_answer(session, "k") == (ABOUT, "s")


async def test_a_judgement_is_kept_once(database: Database) -> None:
    """Pressed twice, or after a change of mind, the last one stands; another person's stands beside it."""
    mine, other = reference_of("s"), reference_of("s", "per")
    for reaction, comment in (("like", ""), ("dislike", "Feil vert"), ("dislike", "")):
        async with database.session(write=True) as session:
            await judge(session, mine, ABOUT, reaction, comment, day=DAY)  # type: ignore[arg-type]
    async with database.session(write=True) as session:
        await judge(session, other, ABOUT, "like", "", day=DAY)
    async with database.session() as session:
        found = (await feedback_since(session, DAY)).judged
    assert set(found) == {Judged(mine, DAY, "dislike", "Feil vert", ABOUT), Judged(other, DAY, "like", "", ABOUT)}


async def test_a_comment_goes_with_the_reaction_that_it_was_given_to(database: Database) -> None:
    """«Feil vert» is no comment to a thumb up."""
    for reaction, comment in (("dislike", "Feil vert"), ("like", "")):
        async with database.session(write=True) as session:
            await judge(session, "r", ABOUT, reaction, comment, day=DAY)  # type: ignore[arg-type]
    async with database.session() as session:
        assert [(each.reaction, each.comment) for each in (await feedback_since(session, DAY)).judged] == [("like", "")]


async def test_a_reference_is_the_same_for_one_person_and_one_answer_alone() -> None:
    """Neither two answers nor two people share one."""
    references = {reference_of("s"), reference_of("s"), reference_of("t"), reference_of("s", "a"), reference_of("s", "b")}
    assert len(references) == 4
    assert {len(each) for each in references} == {12}


async def test_questions_without_an_answer_are_counted_by_topic(database: Database) -> None:
    """A row a day and topic; over a period they are added up, the most frequent first."""
    other = Topic("silent", "nn", "host", "", "interkommunalt_selskap")
    async with database.single() as session:
        for topic, day in (
            (other, DAY),
            (TOPIC, DAY),
            (TOPIC, DAY),
            (TOPIC, DAY - timedelta(days=3)),
            (TOPIC, DAY - timedelta(days=9)),
        ):
            await count_unanswered(session, topic, day=day)
        found = (await feedback_since(session, DAY - timedelta(days=3))).unanswered
    assert found == (Counted(TOPIC, 3, DAY), Counted(other, 1, DAY))
    assert sorted(await rows(database, "SELECT count FROM unanswered")) == [(1,), (1,), (1,), (2,)]


async def test_a_question_left_to_the_editors_is_deleted_by_its_reference(database: Database) -> None:
    """It is kept word for word, once; another's reference is not taken; deleted, it is gone."""
    async with database.single() as session:
        assert await share_question(session, QUESTION)
        assert await share_question(session, QUESTION)
        assert not await share_question(session, replace(QUESTION, text="Noe annet"))
        assert (await feedback_since(session, DAY)).questions == (QUESTION,)
        assert not await delete_question(session, "UKJENT22")
        assert await delete_question(session, QUESTION.reference)
        assert not await delete_question(session, QUESTION.reference)
        assert (await feedback_since(session, DAY)).questions == ()


async def test_editors_can_delete_a_judgement(database: Database) -> None:
    """A comment that names somebody can be taken away."""
    async with database.session(write=True) as session:
        await judge(session, "r", ABOUT, "dislike", "Ola er dum", day=DAY)
        assert await delete_judgement(session, "r")
        assert not await delete_judgement(session, "r")
        assert (await feedback_since(session, DAY)).judged == ()


async def test_old_feedback_is_forgotten(database: Database) -> None:
    """Judgements, counts and questions of the days before, and none of the day itself."""
    early = DAY - timedelta(days=1)
    async with database.session(write=True) as session:
        for day, reference in ((early, "a"), (DAY, "b")):
            await judge(session, reference, ABOUT, "like", "", day=day)
            await count_unanswered(session, TOPIC, day=day)
            await share_question(session, replace(QUESTION, reference=reference, day=day))
        assert await forget_feedback(session, DAY) == 3
        left = await feedback_since(session, date(2000, 1, 1))
    assert [each.reference for each in left.judged] == ["b"]
    assert left.unanswered == (Counted(TOPIC, 1, DAY),)
    assert [each.reference for each in left.questions] == ["b"]
