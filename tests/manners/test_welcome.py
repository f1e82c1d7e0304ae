"""What we say where we are new: to one, to a team, to those in a meeting; and what its buttons lead to."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from dialogs.model import Address, Message
from knowledge.model import LANGUAGES, Language
from tests import worlds
from tests.channels.lab import APP_ID, UNSET
from tests.manners.conftest import CHAT, PERSONAL, THREAD, Service
from tests.rendering.conftest import faults

YOU, ME = {"id": "29:u", "aadObjectId": "0b7e2a4c-aad"}, {"id": "28:" + APP_ID}
EXPECTED = (("cooperation/list",), ("cooperation/partners", "cooperation/list"), ("law/levers",))
"""What the three questions are answered with; where nobody is known to take part in more, what there is is listed."""
MEETING = {**CHAT, "id": "19:meeting_MjQ@thread.v2"}


async def install(service: Service, kind: str = "installationUpdate", **more: Any) -> None:
    """Install the bot, as Teams tells of it in one of its two ways."""
    told = {"action": "add"} if kind == "installationUpdate" else {"membersAdded": [ME, YOU]}
    await service.tell(kind, text=UNSET, id=UNSET, **{**told, **more})


def groups(card: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """A card's groups of buttons, by the heading they stand under."""
    body = card["body"]
    return {body[n - 1]["text"]: each["actions"] for n, each in enumerate(body) if each["type"] == "ActionSet"}


@pytest.mark.parametrize("where", [PERSONAL, CHAT, MEETING, THREAD])
async def test_who_installs_us_is_welcomed_once(teams: Service, where: dict[str, Any]) -> None:
    """Teams tells of it in two ways, in no fixed order, and again when the app is looked at; it is one welcome."""
    teams.conversation = where
    await install(teams)
    await install(teams, "conversationUpdate")
    await install(teams)

    (welcome,) = teams.teams.stands.values()
    assert welcome["summary"].startswith("Hei! Jeg er Samråd.")


async def test_who_comes_back_is_welcomed_again(teams: Service) -> None:
    """An installation some time later is another one."""
    await install(teams)
    teams.bot.now += timedelta(hours=1)
    await install(teams)

    assert len(teams.teams.stands) == 2


@pytest.mark.parametrize("action", ["remove", "add-upgrade", "remove-upgrade", "", UNSET])
async def test_a_new_version_or_a_removal_is_no_reason_to_greet(teams: Service, action: Any) -> None:
    """Nor anything else that may be told of an installation."""
    await install(teams, action=action)

    assert teams.teams.done == []


async def test_the_welcome_asks_for_municipality_and_written_form_and_shows_three_questions(teams: Service) -> None:
    """Each in a group of buttons with its heading, in the language of the program, on a valid card."""
    await install(teams, locale="nn-NO")

    (welcome,) = teams.teams.stands.values()
    card = welcome["attachments"][0]["content"]
    found = groups(card)
    assert faults(card) == []
    assert (card["lang"], "actions" in card) == ("nn", False)
    assert list(found) == ["Kommunen din", "Målform", "Prøv å spørje"]
    assert [len(buttons) for buttons in found.values()] == [5, 2, 3]
    assert {button["type"] for buttons in found.values() for button in buttons} == {"Action.Submit"}
    assert all(heading in card["fallbackText"] for heading in found)
    assert "entities" not in welcome


async def test_in_a_group_each_chooses_for_themselves_and_the_others_do_not_see_it(teams: Service) -> None:
    """Municipality and written form are universal actions, answered to who pressed; questions are asked aloud."""
    teams.conversation = THREAD
    await install(teams)
    (welcome,) = teams.teams.stands.values()
    found = groups(welcome["attachments"][0]["content"])
    kinds = {heading: {button["type"] for button in buttons} for heading, buttons in found.items()}
    action = {"action": {"type": "Action.Execute", "verb": "say", "data": found["Kommunen din"][0]["data"]}, "trigger": "manual"}
    place = {"conversation": THREAD, "name": "adaptiveCard/action", "type": "invoke", "text": UNSET, "id": UNSET}
    status, body = await teams.caller.post(teams.teams.activity(value=action, **place))

    assert kinds == {
        "Kommunen din": {"Action.Execute"}, "Målform": {"Action.Execute"}, "Prøv å spørre": {"Action.Submit"},
    }  # fmt: skip
    assert "Nevn meg med @Samråd" in json.dumps(welcome, ensure_ascii=False)
    assert (status, body["statusCode"]) == (200, 200)
    assert body["value"]["body"][0]["text"] == f"Notert: «vi» er {found['Kommunen din'][0]['title']}."
    assert len(teams.teams.stands) == 1


async def test_what_is_known_already_is_not_asked_again(teams: Service) -> None:
    """Who has chosen municipality and written form elsewhere gets the questions of theirs, in their form."""
    await teams.write("Vi er Brattnes", "q1")
    await teams.write("svar på nynorsk", "q2")
    teams.conversation = CHAT
    await install(teams)

    welcome = list(teams.teams.stands.values())[-1]
    card = welcome["attachments"][0]["content"]
    assert welcome["summary"] == "Hei! Eg er Samråd, og eg hugsar at du er i Brattnes. Spør meg om interkommunalt samarbeid."
    assert list(groups(card)) == ["Prøv å spørje"]
    assert groups(card)["Prøv å spørje"][0]["title"] == "Kva samarbeid er Brattnes med i?"
    assert "Kva kommune" not in json.dumps(card, ensure_ascii=False)


@pytest.mark.parametrize(("said", "expected"), [
    ("Kvitmark", "Notert: «vi» er Kvitmark."), ("vi er Kvitmark", "Notert: «vi» er Kvitmark."),
    ("Hvem er med i Havbrann IKS?", "Havbrann IKS har"), ("nynorsk", "Greitt, eg svarar på nynorsk frå no av."),
])  # fmt: skip
async def test_after_the_welcome_a_bare_name_is_ones_municipality(teams: Service, said: str, expected: str) -> None:
    """As is any other way to say it; and a question is a question."""
    await install(teams)
    await teams.write(said, "q1")

    assert teams.seen()[-1].startswith(expected)


async def test_a_written_form_that_is_chosen_goes_on_in_it(teams: Service) -> None:
    """With what is still to be chosen, and questions, in the form that was chosen just now."""
    await install(teams)
    await teams.write(UNSET, "q1", value={"say": "svar på nynorsk"})

    card = list(teams.teams.stands.values())[-1]["attachments"][0]["content"]
    assert (card["lang"], list(groups(card))) == ("nn", ["Kommunen din", "Prøv å spørje"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("world", ["shipped", "fictional"])
async def test_every_question_of_every_welcome_has_an_answer(world: worlds.World, language: Language) -> None:
    """Of each municipality that something is known of, and of who has chosen none: three, each answered with its sources."""
    known = worlds.knowledge(world)
    places = ["", *(known.municipality_name(m) for m in known.by_municipality)]
    unanswered, tried = [], 0
    async with worlds.bot(world) as bot:
        for place in places if language == "nb" else places[:3]:
            address = Address("msteams", f"u-{place}", f"c-{place}", tenant="t")
            locale = f"{language}-NO"
            if place:
                await bot.say(Message(address, f"Vi er {place}", locale=locale))
            welcome = await bot.say(Message(address, kind="installed", locale=locale))
            questions = [each for each in welcome.replies[0].choices if each.under.startswith("Prøv")]
            assert len(questions) == 3
            for question, keys in zip(questions, EXPECTED, strict=True):
                tried += 1
                said = await bot.say(Message(address, question.say, pressed=True))
                if len(said.keys) != 1 or said.keys[0] not in keys or said.replies[0].language != language:
                    unanswered.append((place, question.say, said.keys))

    assert unanswered == []
    assert tried >= 9
