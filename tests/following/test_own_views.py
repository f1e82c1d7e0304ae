"""Beside an answer in a channel each reader sees what they follow of what it is about."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dialogs.model import Address, Message
from tests.following.conftest import Follower, shown
from tests.following.test_telling import MEETING, MINUTE, case_of

pytestmark = pytest.mark.asyncio

CHANNEL = "19:k@thread.tacv2;messageid=1"
SCHOOL = "sogn-kulturskule"


async def _seen(follower: Follower, who: str, say: str) -> str:
    """What the reader sees of the card; nothing when it stays as it is."""
    address = Address("msteams", who, CHANNEL, group=True)
    return "".join(r.text for r in await follower.responder.respond(Message(address, say, "look", pressed=True, apart=True)))


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


@pytest.mark.parametrize("digest", [False, True])
async def test_a_notice_to_a_channel_is_in_each_readers_written_form(follower: Follower, digest: bool) -> None:
    """Told in the form of the channel, read in one's own; when the channel follows it no more, the card stays as it is."""
    boss = Follower(follower.database, editors=("boss",))
    await boss.ask("nynorsk", user="siv")
    how = " hver dag klokka 8" if digest else ""
    await boss.follows(f"varsle kanalen om landbruk i Gjøvik{how}", user="boss", channel=CHANNEL)
    await boss.change(case_of(boss, MEETING))
    made = [*await boss.tell(MINUTE), *await boss.tell(timedelta(days=1))]
    told = shown(made)[0]
    say = told.card["refresh"]["action"]["data"]["say"]

    assert told.language == "nb"
    assert await _seen(boss, "per", say) == told.text
    mine = await _seen(boss, "siv", say)
    assert mine != told.text
    assert "Kjelde" in mine
    assert ("kanalen følgjer" if digest else "Kanalen følgjer landbruk i Gjøvik.") in mine

    await boss.ask("stopp alle varsler", user="boss", channel=CHANNEL)
    assert await _seen(boss, "siv", say) == ""


async def test_a_notice_to_a_person_alone_asks_for_nothing(follower: Follower) -> None:
    """Nobody else reads it."""
    await follower.follows("følg landbruk i Gjøvik")
    await follower.change(case_of(follower, MEETING))

    assert ["refresh" in told.card for told in shown(await follower.tell(MINUTE))] == [False]
