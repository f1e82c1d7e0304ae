"""What the door does with bodies, whatever they look like."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from dialogs.channels.settings import TeamsSettings
from tests.channels.conftest import Caller, OpenDoor
from tests.channels.lab import BASE, ME, UNSET, FakeBot, changed

DEEP = "[" * 800 + "]" * 800


def holding(value: bytes) -> bytes:
    """A good message whose value is these bytes, so that nothing else can be wrong with it."""
    return b'{"value": ' + value + b"," + changed()[1:]


HOSTILE: dict[str, bytes] = {
    "nothing": b"",
    "white space": b"  \n",
    "empty object": b"{}",
    "list": b"[]",
    "list of activities": b"[" + changed() + b"]",
    "string": b'"hei"',
    "number": b"42",
    "true": b"true",
    "null": b"null",
    "not JSON": b"{type: message}",
    "form": b"type=message&text=hei",
    "XML": b"<activity/>",
    "cut off": changed()[:-5],
    "two values": changed() + changed(),
    "byte order mark": b"\xef\xbb\xbf" + changed(),
    "UTF-16": changed().decode().encode("utf-16"),
    "latin-1": holding('"blåbær"'.encode("latin-1")),
    "raw NUL": holding(b'"a\x00b"'),
    "escaped NUL": changed(text="a\x00b"),
    "half a surrogate pair": changed(text="\ud83d"),
    "half a pair in a key": changed(value={"\ud83d": 1}),
    "NaN": changed(value={"x": float("nan")}),
    "infinity": changed(value={"x": float("inf")}),
    "huge integer": holding(b"9" * 5000),
    "800 lists deep": holding(DEEP.encode()),
    "100,000 lists deep": b"[" * 100_000 + b"]" * 100_000,
    "100,000 lists, never closed": b"[" * 100_000,
    "65 lists deep": holding(b"[" * 65 + b"]" * 65),
    "800 objects deep": holding(b'{"a":' * 800 + b"1" + b"}" * 800),
    "type missing": changed(type=UNSET),
    "type null": changed(type=None),
    "type empty": changed(type=""),
    "type a number": changed(type=7),
    "type a list": changed(type=["message"]),
    "text an object": changed(text={"a": 1}),
    "text a number": changed(text=3.14),
    "id a number": changed(id=12),
    "id of 2,000 letters": changed(id="x" * 2000),
    "locale an object": changed(locale={}),
    "locale with a line break": changed(locale="nb\r\nX-Evil: 1"),
    "timestamp nonsense": changed(timestamp="i går"),
    "timestamp a number": changed(timestamp=1700000000),
    "localTimestamp nonsense": changed(localTimestamp="32.13.2026"),
    "from missing": changed(**{"from": UNSET}),
    "from a string": changed(**{"from": "u"}),
    "from without id": changed(**{"from": {"name": "U"}}),
    "from with a number for id": changed(**{"from": {"id": 5}}),
    "recipient missing": changed(recipient=UNSET),
    "recipient null": changed(recipient=None),
    "recipient a list": changed(recipient=[ME]),
    "conversation missing": changed(conversation=UNSET),
    "conversation a string": changed(conversation="c"),
    "conversation without id": changed(conversation={"id": None}),
    "conversation id climbs": changed(conversation={"id": ".."}),
    "isGroup a string": changed(conversation={"id": "c", "isGroup": "yes"}),
    "channelData a string": changed(channelData="tenant"),
    "channelData a list": changed(channelData=[]),
    "tenant a string": changed(channelData={"tenant": "t"}),
    "tenant id an object": changed(channelData={"tenant": {"id": {}}}),
    "entities a string": changed(entities="mention"),
    "entities of strings": changed(entities=["mention"]),
    "entities of null": changed(entities=[None]),
    "mentioned a string": changed(entities=[{"type": "mention", "mentioned": "bot"}]),
    "attachments an object": changed(attachments={}),
    "attachments of numbers": changed(attachments=[1]),
    "membersAdded a string": changed(type="conversationUpdate", membersAdded="u"),
    "membersAdded of strings": changed(type="conversationUpdate", membersAdded=["u"]),
    "membersAdded of null": changed(type="conversationUpdate", membersAdded=[None]),
    "serviceUrl a list": changed(serviceUrl=[]),
    "deliveryMode an object": changed(deliveryMode={}),
    "name of an invoke a number": changed(type="invoke", name=1),
    "invoke without name": changed(type="invoke"),
    "nulls everywhere": changed(**dict.fromkeys(BASE)),
}


@pytest.mark.parametrize("body", [pytest.param(body, id=name) for name, body in HOSTILE.items()])
async def test_a_body_that_is_no_activity_gets_400_and_the_door_lives(local: Caller, bot: FakeBot, body: bytes) -> None:
    """The caller is told what is wrong in a short JSON error, the bot hears nothing, and the next message is served."""
    status, answer = await local.post(data=body)
    good, _ = await local.post(data=changed())

    assert (status, good, len(bot.heard)) == (400, 200, 1)
    assert "Traceback" not in json.dumps(answer)
    assert answer.get("error", answer.get("value"))["message"].endswith(".")


@pytest.mark.parametrize("body", [pytest.param(body, id=name) for name, body in HOSTILE.items()])
async def test_with_an_app_id_a_bad_body_is_refused_before_the_token(teams: Caller, bot: FakeBot, body: bytes) -> None:
    """No hostile body reaches the bot or becomes a server error, token or no token."""
    status, _ = await teams.post(data=body, token=None)

    assert status in (400, 401)
    assert not bot.heard


ODD_BUT_FINE: dict[str, bytes] = {
    "no text": changed(text=UNSET),
    "text null": changed(text=None),
    "value a string": changed(value="x"),
    "value a list": changed(value=[{"say": "x"}]),
    "say an object": changed(value={"say": {"a": 1}}),
    "value with an integer of 300 digits": changed(value={"x": 10**300}),
    "fields nobody knows": changed(**{"samråd": [1], "": {}}),
    "names null": changed(**{"from": {"id": "u", "name": None, "aadObjectId": None}}),
    "tenant null": changed(channelData={"tenant": None}),
    "mention without a name": changed(text="<at>x", entities=[{"type": "mention", "mentioned": {"id": "bot"}}]),
    "mention of nobody": changed(entities=[{"type": "mention"}]),
    "unknown delivery mode": changed(deliveryMode="notification"),
    "60 lists deep": holding(b"[" * 60 + b"]" * 60),
    "written-out NUL": changed(text="\\u0000"),
    "an emoji in escapes": changed(text="😀"),
}


@pytest.mark.parametrize("body", [pytest.param(body, id=name) for name, body in ODD_BUT_FINE.items()])
async def test_an_odd_message_is_served(local: Caller, bot: FakeBot, body: bytes) -> None:
    """What the protocol leaves open is let in."""
    status, _ = await local.post(data=body)

    assert (status, len(bot.heard)) == (200, 1)


@pytest.mark.parametrize(
    ("content_type", "expected"),
    [
        ("application/json", 200), ("application/json; charset=utf-8", 200), ("Application/JSON; charset=UTF8", 200),
        ("text/plain", 415), ("application/x-www-form-urlencoded", 415), ("application/json; charset=latin-1", 415),
        ("", 415), ("application/jsonp", 415),
    ],
)  # fmt: skip
async def test_only_json_is_taken(local: Caller, content_type: str, expected: int) -> None:
    """Another content type is refused with 415, so that no plain web form can talk to the bot."""
    status, _ = await local.post(data=changed(), headers={"Content-Type": content_type})

    assert expected == status


async def test_a_packed_body_is_refused(local: Caller) -> None:
    """Compressed bodies get 415: they could unpack to anything."""
    status, _ = await local.post(data=changed(), compress="gzip")

    assert status == 415


async def test_a_body_over_the_limit_is_refused(local: Caller, bot: FakeBot) -> None:
    """More than 256 KiB gets 413, whether its length is announced or not; just below is served."""
    room = 256 * 1024 - len(changed(text=""))
    below, _ = await local.post(data=changed(text="x" * room))
    above, _ = await local.post(data=changed(text="x" * (room + 1)))

    async def pieces() -> Any:
        for _ in range(300):
            yield b" " * 1024

    unannounced, _ = await local.post(data=pieces())

    assert (below, above, unannounced, len(bot.heard)) == (200, 413, 413, 1)


async def test_a_body_that_never_ends_is_given_up(open_door: OpenDoor) -> None:
    """A caller that dawdles over its body gets 408."""
    door = await open_door(TeamsSettings(read_seconds=0.1))

    async def dawdle() -> Any:
        yield b"{"
        await asyncio.sleep(1)
        yield b"}"

    assert (await door.post(data=dawdle()))[0] == 408
