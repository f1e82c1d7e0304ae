"""Beside an answer in a channel each reader sees what they follow of what it is about."""

from __future__ import annotations

import pytest

from dialogs.model import Address, Message
from tests.following.conftest import Follower

pytestmark = pytest.mark.asyncio

CHANNEL = "19:k@thread.tacv2;messageid=1"
SCHOOL = "sogn-kulturskule"


async def _seen(follower: Follower, who: str, say: str) -> str:
    address = Address("msteams", who, CHANNEL, group=True)
    (reply,) = await follower.responder.respond(Message(address, say, f"look-{who}", pressed=True, apart=True))
    return reply.text


async def test_a_reader_sees_what_they_follow_and_nobody_else_does(follower: Follower) -> None:
    """By name, in their own form: the thing itself, and what is wide enough to tell of it."""
    record = follower.register.cooperations[SCHOOL]
    await follower.follows(f"følg {record.name.nb}", user="kari")
    shown = await follower.ask(f"Hva er {record.name.nb}?", user="ola", channel=CHANNEL)
    say = shown.rendered[0].card["refresh"]["action"]["data"]["say"]

    assert f"Du følger {record.name.nb}." in await _seen(follower, "kari", say)
    assert "Du følger" not in await _seen(follower, "ola", say)
    assert "Du følger" not in shown.text

    await follower.ask("nynorsk", user="kari")
    assert f"Du følgjer {record.name.nn}." in await _seen(follower, "kari", say)
