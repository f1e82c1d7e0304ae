"""What is kept of people in a group's quiz, and for how long."""

from __future__ import annotations

from datetime import timedelta

from storage.practice import results_of
from tests.storage.conftest import rows
from tests.training.group.room import TRAINER, Meeting

PERSON = "SELECT DISTINCT person FROM group_vote"


async def person_of(meeting: Meeting) -> str:
    """The key that the only one who has voted is known under."""
    return str((await rows(meeting.database, PERSON))[0][0])


async def test_a_closed_question_counts_in_ones_own_progress(either: Meeting) -> None:
    """As an answer of that session, once, right or wrong; what was answered is not kept there."""
    meeting = either
    await meeting.say("start quiz om vertskommune, 3 spørsmål")
    right, wrong = await meeting.right(1), await meeting.wrong(2)
    await meeting.vote(right, "ada", 1)
    await meeting.say("neste")
    await meeting.vote(wrong, "ada", 2)
    before = await _results(meeting, await person_of(meeting))
    await meeting.say("avslutt")
    await meeting.say("avslutt")

    told = await _results(meeting, await person_of(meeting))
    items = [(await meeting.question(n)).item for n in (1, 2)]
    assert before == [(items[0], True, "group", "1")]
    assert told == [(items[0], True, "group", "1"), (items[1], False, "group", "1")]


async def _results(meeting: Meeting, person: str) -> list[tuple[str, bool, str, str]]:
    async with meeting.database.single() as storage:
        return [(r.item, r.right, r.place, r.session) for r in await results_of(storage, person)]


async def test_what_is_kept_is_told_and_forgotten_on_request(either: Meeting) -> None:
    """Votes and name go, also while the session runs; and the others' stay."""
    meeting = either
    await meeting.say("start quiz, 3 spørsmål, med poeng")
    for who in ("ada", "bo"):
        await meeting.vote(await meeting.right(), who)
    nothing = await meeting.say("mine data", "cy", group=False, place="a:cy")
    told = await meeting.say("mine data", "ada", group=False, place="a:ada")
    await meeting.say("slett mine data", "ada", group=False, place="a:ada")
    await meeting.say("steng")

    assert "gruppequiz" not in nothing
    assert "Svar i gruppequizer det siste døgnet: 1." in told
    assert "Navnet ditt og poengene dine i en gruppequiz" in told
    assert await rows(meeting.database, "SELECT name FROM group_player") == [("Bo",)]
    counts = (await meeting.question()).counts
    assert counts is not None
    assert counts["voters"] == 1


async def test_without_points_no_name_is_kept(meeting: Meeting) -> None:
    """Nothing ties a vote to what the channel shows of a person; and where we write is kept without the one who asked."""
    await meeting.say("start quiz, 3 spørsmål")
    await meeting.vote(await meeting.right(), "ada")
    tables = ("group_session", "group_question", "group_vote", "group_player", "practice_result")
    kept = [str(row) for table in tables for row in await rows(meeting.database, f"SELECT * FROM {table}")]

    assert len(kept) == 5
    assert not any(word in row for row in kept for word in ("Ada", "29:ada", TRAINER, TRAINER.title()))
    assert await rows(meeting.database, "SELECT count(*) FROM group_player") == [(0,)]


async def test_names_go_soon_after_the_end_and_all_of_it_after_a_day(either: Meeting) -> None:
    """Names within half an hour; votes, questions and the session itself within little more than a day."""
    meeting = either
    await meeting.say("start quiz, 3 spørsmål, med poeng")
    await meeting.vote(await meeting.right(), "ada")
    await meeting.say("avslutt")
    await meeting.show()
    kept = []
    for later in (timedelta(minutes=1), timedelta(minutes=29), timedelta(hours=23), timedelta(hours=1)):
        meeting.now += later
        await meeting.showing._look(meeting.channel)
        query = "SELECT (SELECT count(*) FROM {}), (SELECT count(*) FROM {}), (SELECT count(*) FROM {})"
        kept += await rows(meeting.database, query.format("group_player", "group_vote", "group_session"))

    assert kept == [(1, 1, 1), (0, 1, 1), (0, 1, 1), (0, 0, 0)]
    assert await rows(meeting.database, "SELECT (SELECT count(*) FROM group_question), (SELECT count(*) FROM group_sending)") == [
        (0, 0)
    ]


async def test_a_press_on_a_card_that_nothing_is_kept_of_is_told_so(meeting: Meeting) -> None:
    """The card may hang in the chat for years."""
    await meeting.say("start quiz, 1 spørsmål")
    await meeting.say("avslutt")
    await meeting.show()
    meeting.now += timedelta(days=2)
    await meeting.showing._look(meeting.channel)

    assert (await meeting.vote("a", "ada")).startswith("Denne quizen er slutt")
