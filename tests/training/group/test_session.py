"""A quiz for a group from start to end, as those who are there see it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dialogs.training.group.steering import IDLE, PAUSED
from knowledge.quiz_json import item_from_json
from storage import group_quiz
from tests.training.group.room import TRAINER, Meeting

PEOPLE = ("ada", "bo", "cy", "dan", "eva", "fia")


async def test_a_session_goes_from_question_to_question_to_its_end(either: Meeting) -> None:
    """Cards are shown, answered, closed with figures and explanation, and summed up; on either database."""
    meeting = either
    assert not await meeting.say("start quiz om vertskommune, 2 spørsmål")
    await meeting.show(0)
    control, first = meeting.channel.cards
    assert "Quiz om vertskommune: 2 spørsmål" in control
    assert first.startswith("Spørsmål 1 av 2")
    right, wrong = await meeting.right(), await meeting.wrong()

    told = [await meeting.vote(right if who < "d" else wrong, who) for who in PEOPLE]
    changed = await meeting.vote(right, "dan")
    await meeting.show()
    counted = meeting.channel.cards[1]
    closing = await meeting.press("Steng spørsmål 1 i quiz 1", TRAINER)
    await meeting.show()
    closed = meeting.channel.cards[1]
    await meeting.press("Neste spørsmål etter 1 i quiz 1", TRAINER)
    await meeting.show()
    await meeting.press("Avslutt quiz 1", TRAINER)
    await meeting.show()

    assert f"Du svarte {right.upper()}. Du kan endre til spørsmålet stenges." in told[0]
    assert f"Du svarte {right.upper()}." in changed
    assert "6 har svart" in counted
    assert "Spørsmål 1 er stengt" in closing
    assert f"Riktig svar er {right.upper()}." in closed
    assert "4 av 6 (67 %). ✓ Riktig svar" in closed
    assert "kommuneloven § 20" in closed
    assert meeting.channel.cards[2].startswith("Spørsmål 2 av 2: Riktig svar er")
    assert "Quizen om vertskommune er slutt" in meeting.channel.cards[3]
    assert "Spørsmål 1: 4 av 6 (67 %)" in meeting.channel.cards[3]
    assert "Quizen er slutt" in meeting.channel.cards[0]
    assert (await meeting.session()).state == "done"


async def test_only_a_trainer_starts_and_steers(meeting: Meeting) -> None:
    """Others are told what they can do, by words and by button, and nothing happens."""
    assert "må den som drifter Samråd, legge deg til" in await meeting.say("start quiz", "ada")
    assert "må den som driftar Samråd, leggje deg til" in await meeting.say("start ein quiz om eigarstyring", "bo")
    await meeting.say("start quiz, 3 spørsmål")

    steered = [await meeting.say("neste", "ada"), await meeting.press("Avslutt quiz 1", "ada")]

    assert all("Det er kurslederen som styrer quizen" in told for told in steered)
    assert ((await meeting.session()).state, (await meeting.question()).state) == ("running", "open")


async def test_a_personal_chat_is_none_of_its_business(meeting: Meeting) -> None:
    """What is said there of quizzes belongs to one's own practice."""
    knows, message = meeting.responder, meeting.message("start quiz", TRAINER, group=False, place="a:own")
    await knows.respond(message)

    async with meeting.database.single() as storage:
        assert await group_quiz.unfinished(storage) == ()


async def test_there_is_one_session_in_a_conversation(meeting: Meeting) -> None:
    """A second start says how to end the first; elsewhere, and afterwards, another may start."""
    await meeting.say("start quiz")
    assert "Det går allerede en quiz her" in await meeting.say("start quiz")
    await meeting.say("start quiz", place="19:andre@thread.v2")
    await meeting.say("avslutt quizen")
    await meeting.say("start quiz")

    async with meeting.database.single() as storage:
        states = [(each.id, each.state) for each in await group_quiz.unfinished(storage)]
    assert states == [(1, "ended"), (2, "running"), (3, "running")]


async def test_words_steer_as_buttons_do(meeting: Meeting) -> None:
    """In both written forms; the cards show it, so nothing more is said."""
    await meeting.say("start quiz, 2 spørsmål")
    states = []
    for words in ("pause", "hald fram", "ta en pause", "fortsett", "steng", "neste", "vis resultatet", "neste"):
        assert not await meeting.say(words)
        states.append((await meeting.question(1)).state + " " + (await meeting.question(2)).state)

    assert states == [
        "paused waiting", "open waiting", "paused waiting", "open waiting", "closed waiting", "closed open", "closed closed",
        "closed closed",
    ]  # fmt: skip
    assert (await meeting.session()).state == "ended"


async def test_a_button_pressed_twice_takes_one_step(meeting: Meeting) -> None:
    """«Neste» of an earlier question skips none."""
    await meeting.say("start quiz, 4 spørsmål")
    for _ in range(3):
        await meeting.press("Neste spørsmål etter 1 i quiz 1", TRAINER)

    assert (await meeting.session()).current == 2
    assert [(await meeting.question(n)).state for n in (1, 2, 3)] == ["closed", "open", "waiting"]


async def test_presses_that_come_too_late_or_mean_nothing_are_told_so(meeting: Meeting) -> None:
    """Each gets a message of its own, and none is counted."""
    await meeting.say("start quiz om vertskommune, 2 spørsmål")
    right = await meeting.right()
    unknown = await meeting.vote("h", "ada")
    early = await meeting.vote("a", "ada", number=2)
    await meeting.say("pause")
    paused = await meeting.vote(right, "ada")
    await meeting.say("neste")
    late = await meeting.vote(right, "ada")
    strange = await meeting.vote(right, "ada", session=99)
    elsewhere = await meeting.press("Svar a på spørsmål 2 i quiz 1", "ada", place="19:andre@thread.v2")

    assert "Det svaret finnes ikke på dette spørsmålet" in unknown
    assert "Det spørsmålet er ikke åpent" in early
    assert "Svaret ble ikke tatt imot, for quizen har pause" in paused
    assert "Spørsmålet var stengt da svaret ditt kom, så det ble ikke tatt med" in late
    assert strange.startswith("Denne quizen er slutt")
    assert elsewhere.startswith("Denne quizen er slutt")
    assert (await meeting.question(1)).counts == {"voters": 0, "options": dict.fromkeys("abcd", 0), "right": 0}


async def test_a_form_takes_several_and_says_when_nothing_was_chosen(meeting: Meeting) -> None:
    """Where several options are right, those that are ticked are the vote, in whatever order they come."""
    await meeting.say("start quiz, 30 spørsmål")
    asked = [await meeting.question(n) for n in range(1, 31)]
    number = next(each.number for each in asked if item_from_json(each.body).kind.value == "several")
    for n in range(1, number):
        await meeting.press(f"Neste spørsmål etter {n} i quiz 1", TRAINER)
    say = f"Svar på spørsmål {number} i quiz 1"

    several = await meeting.press(say, "ada", values={"chosen": "c,a"})
    nothing = await meeting.press(say, "bo", values={"chosen": ""})
    unknown = await meeting.press(say, "bo", values={"chosen": "a,x"})
    two = await meeting.press(f"Svar a på spørsmål {number} i quiz 1", "cy", values={"chosen": "b,c"})

    assert "Du svarte A og C." in several
    assert "Du valgte ingen svar" in nothing
    assert "finnes ikke" in unknown
    assert "Du svarte A." in two


async def test_no_card_that_all_see_tells_who_answered_or_what(meeting: Meeting) -> None:
    """Of fewer than three answers not even the distribution is shown."""
    await meeting.say("start quiz om vertskommune, 1 spørsmål")
    await meeting.vote(await meeting.right(), "ada")
    await meeting.vote(await meeting.wrong(), "bo")
    await meeting.show(0)
    while_open = meeting.channel.cards[1]
    await meeting.say("steng")
    await meeting.show()
    closed = meeting.channel.cards[1]
    await meeting.say("avslutt")
    await meeting.show()

    assert "2 har svart" in while_open
    assert "Færre enn tre svarte, så fordelingen vises ikke" in closed
    assert "Færre enn tre svarte, så tallet vises ikke" in meeting.channel.cards[2]
    shown = "\n".join(reply.text for _, reply in meeting.channel.sent)
    assert not any(word in shown for word in ("Du svarte", "Ada", "Bo ", " 1 av 2", "50 %"))


async def test_each_sees_their_own_answer_in_their_own_written_form(meeting: Meeting) -> None:
    """The session is held in the trainer's; who has chosen another is told in that, and why a wrong answer is wrong."""
    await meeting.say("start quiz om vertskommune, 1 spørsmål")
    await meeting.say("svar på nynorsk", "bo", group=False, place="a:bo")
    wrong = await meeting.wrong()
    told = await meeting.vote(wrong, "bo")
    await meeting.say("steng")

    own = await meeting.press("Vis spørsmål 1 i quiz 1", "bo")
    others = await meeting.press("Vis spørsmål 1 i quiz 1", "ada")

    assert f"Du svarte {wrong.upper()}. Du kan endre til spørsmålet blir stengt." in told
    assert f"Du svarte {wrong.upper()}. Det er ikkje rett." in own
    assert "Om svaret ditt" in own
    assert "Du har ikke noe svar på dette spørsmålet." in others


async def test_what_cannot_be_shown_apart_is_not_shown(meeting: Meeting) -> None:
    """Where a button's answer would come in the open, the vote counts and nothing is said."""
    await meeting.say("start quiz om vertskommune, 1 spørsmål")
    right = await meeting.right()

    voted = await meeting.say(f"Svar {right} på spørsmål 1 i quiz 1", "ada", pressed=True)
    seen = await meeting.say("Vis spørsmål 1 i quiz 1", "ada", pressed=True)

    assert (voted, seen) == ("", "")
    assert f"Du svarte {right.upper()}." in await meeting.press("Vis spørsmål 1 i quiz 1", "ada")


async def test_bots_do_not_vote(meeting: Meeting) -> None:
    """A program among the members is not counted, and not answered."""
    await meeting.say("start quiz om vertskommune, 1 spørsmål")
    for sender in ({"role": "bot"}, {"id": "28:another"}):
        assert not await meeting.press("Svar a på spørsmål 1 i quiz 1", "robot", sender=sender)
    await meeting.press("Svar a på spørsmål 1 i quiz 1", "gjest", sender={"role": "user"})
    await meeting.say("steng")

    counts = (await meeting.question()).counts
    assert counts is not None
    assert counts["voters"] == 1


async def test_points_are_kept_only_where_they_are_switched_on_and_then_every_card_says_so(meeting: Meeting) -> None:
    """With names as the channel gives them; the table comes at the end alone."""
    await meeting.say("start quiz, 3 spørsmål, med poeng")
    for n in (1, 2, 3):
        right = await meeting.right(n)
        for who in PEOPLE:
            await meeting.vote(right if who < "d" or n == 1 else await meeting.wrong(n), who, n)
        await meeting.show()
        await meeting.say("steng")
        await meeting.show()
        assert not any("Ada" in card for card in meeting.channel.cards)
        await meeting.say("neste")
    await meeting.show()

    assert all("poengtabell" in reply.text for _, reply in meeting.channel.sent[:-2])
    table = "- 1: Navn Ada; Poeng 3\n- 1: Navn Bo; Poeng 3\n- 1: Navn Cy; Poeng 3\n- 4: Navn Dan; Poeng 1"
    assert table in meeting.channel.cards[-1]


async def test_so_few_questions_that_points_would_tell_have_no_table(meeting: Meeting) -> None:
    """Where there are fewer than three the end says why none is shown."""
    await meeting.say("start quiz, 2 spørsmål, med poeng")
    await meeting.vote(await meeting.right(), "ada")
    await meeting.say("avslutt")
    await meeting.show()

    assert "Poengtabellen vises ikke" in meeting.channel.cards[-1]
    assert "Ada" not in meeting.channel.cards[-1]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("start quiz om fotball", "Jeg fant ingen spørsmål om fotball"),
        ("start quiz, 0 spørsmål", "En quiz kan ha fra 1 til 30 spørsmål"),
        ("start quiz, 31 spørsmål", "En quiz kan ha fra 1 til 30 spørsmål"),
        ("start quiz om åpenhet, nivå 3, 20 spørsmål", "Jeg fant bare "),
        ("start ein quiz om openheit, nivå 3, 20 spørsmål", "Eg fann berre "),
    ],
)
async def test_what_cannot_be_had_as_wanted_is_told(meeting: Meeting, words: str, told: str) -> None:
    """With what can be had instead."""
    assert told in await meeting.say(words)


async def test_a_session_that_nobody_touches_ends_by_itself(meeting: Meeting) -> None:
    """Votes keep it going too, and a pause lasts longer."""
    await meeting.say("start quiz om vertskommune, 3 spørsmål")
    await meeting.show((IDLE - timedelta(minutes=1)).total_seconds())
    await meeting.vote("a", "ada")
    await meeting.show((IDLE - timedelta(minutes=1)).total_seconds())
    assert (await meeting.session()).state == "running"
    await meeting.say("pause")
    await meeting.show((PAUSED - timedelta(minutes=1)).total_seconds())
    assert (await meeting.session()).state == "running"
    await meeting.show(61)
    await meeting.show()

    assert (await meeting.session()).state == "done"
    assert "er slutt" in meeting.channel.cards[-1]


async def test_short_words_mean_what_they_did_where_no_quiz_runs(meeting: Meeting) -> None:
    """«Neste» and «pause» are left to others then, and after the end."""
    before = await meeting.say("neste")
    await meeting.say("start quiz, 2 spørsmål")
    within = await meeting.say("neste")
    await meeting.say("avslutt")
    after = await meeting.say("neste")

    assert within == ""
    assert before == after != ""
