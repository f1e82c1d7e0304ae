"""A sign of writing, where an answer takes its time."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from dialogs.channels.shapes import Activity
from dialogs.channels.typing_shown import typing
from dialogs.model import Message, RenderedReply
from dialogs.outgoing import NotSent
from tests.channels.conftest import Caller
from tests.channels.lab import UNSET, FakeBot, Lab, rendered

CHAT = {"id": "19:chat@thread.v2", "conversationType": "groupChat"}
THREAD = {"id": "19:team@thread.tacv2;messageid=17", "conversationType": "channel"}


class Wire:
    """Remembers what is sent."""

    def __init__(self, *, broken: bool = False) -> None:
        self.sent: list[Activity] = []
        self.broken = broken

    async def post(self, activity: Activity) -> str:
        """Take it, or refuse."""
        self.sent.append(activity)
        if self.broken:
            raise NotSent(502)
        return "1"


def said(**changes: Any) -> Activity:
    """A message in Teams."""
    return Lab().activity(serviceUrl="https://smba.trafficmanager.net/no/", **changes)


async def shown(activity: Activity, seconds: float, wire: Wire) -> int:
    """How often the sign is shown while an answer takes so long."""
    async with typing(wire, activity, after=0.05, again=0.05):
        await asyncio.sleep(seconds)
    before = len(wire.sent)
    await asyncio.sleep(0.1)
    assert len(wire.sent) == before, "shown after the answer"
    return before


async def test_a_slow_answer_shows_that_we_write_until_it_comes() -> None:
    """Again and again, to the one who asked and where they asked; and not once the answer is there."""
    wire = Wire()

    assert await shown(said(), 0.18, wire) >= 2
    sign = wire.sent[0]
    assert (sign["type"], sign["recipient"]["id"], sign["from"]["id"], sign["conversation"]["id"]) == (
        "typing", "29:u", said()["recipient"]["id"], "a:conv",
    )  # fmt: skip
    assert "text" not in sign


@pytest.mark.parametrize(("changes", "expected"), [
    ({}, True), ({"conversation": CHAT}, True), ({"type": "messageUpdate"}, True), ({"conversation": THREAD}, False),
    ({"channelId": "web"}, False), ({"channelId": UNSET}, False), ({"deliveryMode": "expectReplies"}, False),
    ({"type": "installationUpdate"}, False), ({"type": "messageDelete"}, False),
])  # fmt: skip
async def test_it_is_shown_where_somebody_waits_and_teams_shows_it(changes: dict[str, Any], expected: bool) -> None:
    """In talks of two and group chats, for what was said; not in channels, which show none, nor where nobody waits."""
    assert (await shown(said(**changes), 0.1, Wire()) > 0) == expected


async def test_a_quick_answer_shows_nothing() -> None:
    """As most are."""
    assert await shown(said(), 0.01, Wire()) == 0


async def test_a_sign_that_cannot_be_shown_is_no_trouble() -> None:
    """It is tried once, and the answer comes all the same."""
    assert await shown(said(), 0.2, Wire(broken=True)) == 1


async def test_a_breakdown_ends_it() -> None:
    """Whatever goes wrong within goes on its way."""
    wire = Wire()

    async def break_down() -> None:
        async with typing(wire, said(), after=0.01, again=0.01):
            await asyncio.sleep(0.05)
            raise ValueError("bang")

    with pytest.raises(ValueError, match="bang"):
        await break_down()
    before = len(wire.sent)
    await asyncio.sleep(0.05)

    assert before == len(wire.sent) > 0


async def test_through_the_door_the_sign_comes_first_and_the_answer_after_it(
    lab: Lab, teams: Caller, bot: FakeBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a second, at the connector, signed as an answer is; without a message that it answers."""

    async def slowly(message: Message) -> tuple[RenderedReply, ...]:
        await asyncio.sleep(1.2)
        return (rendered(),)

    monkeypatch.setattr(teams.door, "_respond", slowly)
    status, _ = await teams.post()

    assert status == 200
    assert [(sent["body"]["type"], sent["authorization"]) for sent in lab.sent] == [
        ("typing", "Bearer own-token"), ("message", "Bearer own-token"),
    ]  # fmt: skip
    assert lab.sent[0]["path"] == "conversations/a:conv/activities"
