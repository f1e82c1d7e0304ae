"""Universal actions and other invokes, answered in the invoke's own response."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.channels.conftest import Caller
from tests.channels.lab import CARD, UNSET, FakeBot, rendered


def invoke(caller: Caller, name: Any = "adaptiveCard/action", value: Any = UNSET, **changes: Any) -> dict[str, Any]:
    """An invoke as Teams sends it."""
    return caller.lab.activity(type="invoke", name=name, value=value, text=UNSET, **changes)


def action(data: Any) -> dict[str, Any]:
    """The value of an Action.Execute."""
    return {"action": {"type": "Action.Execute", "title": "Vert", "verb": "say", "data": data}, "trigger": "manual"}


async def test_a_universal_action_is_answered_with_its_card(teams: Caller, bot: FakeBot) -> None:
    """The words of the button are told as pressed, and the card comes in the invoke's own answer."""
    status, body = await teams.post(invoke(teams, value=action({"say": "kven er vert"})))

    assert (bot.heard[0].text, bot.heard[0].pressed, bot.heard[0].apart) == ("kven er vert", True, True)
    assert (status, body) == (
        200,
        {"statusCode": 200, "type": "application/vnd.microsoft.card.adaptive", "value": CARD},
    )
    assert teams.lab.sent == []


async def test_what_does_not_fit_into_the_invokes_answer_is_sent(teams: Caller, bot: FakeBot) -> None:
    """Of several replies the first takes the card's place and the others follow as messages; none is none."""
    bot.replies = (rendered("Ein"), rendered("To"))
    await teams.post(invoke(teams, value=action({"say": "x"})))
    bot.replies = ()
    status, body = await teams.post(invoke(teams, value=action({"say": "x"})))

    assert [sent["body"]["summary"] for sent in teams.lab.sent] == ["To"]
    assert (status, body["statusCode"]) == (200, 200)


async def test_the_text_of_a_shortened_card_follows_the_invokes_answer(teams: Caller, bot: FakeBot) -> None:
    """The card takes the pressed one's place, and the whole answer comes as a message."""
    card = {**CARD, "fallbackText": "For langt."}
    bot.replies = (replace(rendered("Heile svaret."), card=card),)

    _, body = await teams.post(invoke(teams, value=action({"say": "x"})))

    assert body["value"] == card
    assert [sent["body"]["text"] for sent in teams.lab.sent] == ["Heile svaret."]


@pytest.mark.parametrize(
    "value", [UNSET, None, "x", [], {}, {"action": None}, {"action": "x"}, {"action": []}, {"action": {}},
              action(None), action("x"), action({}), action({"say": 1}), action({"say": " "})]
)  # fmt: skip
async def test_an_action_that_makes_no_sense_gets_a_clear_error(teams: Caller, bot: FakeBot, value: Any) -> None:
    """400 in HTTP and in the invoke's body, in the shape that clients show; the bot hears nothing."""
    status, body = await teams.post(invoke(teams, value=value))

    assert (
        status, body["statusCode"], body["type"], body["value"]["code"], bot.heard,
    ) == (400, 400, "application/vnd.microsoft.error", "BadRequest", [])  # fmt: skip


@pytest.mark.parametrize("name", ["composeExtension/query", "task/fetch", "signin/verifyState", "fileConsent/invoke", "x"])
async def test_an_invoke_we_do_not_know_gets_501(teams: Caller, bot: FakeBot, name: str) -> None:
    """The SDK's convention for what a bot does not implement, with or without a value."""
    without, _ = await teams.post(invoke(teams, name))
    status, body = await teams.post(invoke(teams, name, {"commandId": "sok"}))

    assert (without, status, body["statusCode"], bot.heard) == (501, 501, 501, [])


async def test_an_action_that_breaks_down_shows_the_apology(teams: Caller, bot: FakeBot) -> None:
    """A card with the apology takes the pressed one's place."""
    bot.error = RuntimeError("bang")

    status, body = await teams.post(invoke(teams, value=action({"say": "x"})))

    assert (status, body["statusCode"], body["value"]) == (200, 200, CARD)
