"""The published keys: rotated, slow, gone or nonsense."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import web

from dialogs.channels.refusals import Refused
from dialogs.channels.tokens import Keys, SigningKey, SigningKeys
from tests.channels.conftest import Caller, OpenDoor
from tests.channels.lab import FakeBot, Heartbeat, Key, Lab


async def test_a_key_that_is_published_later_is_taken(teams: Caller) -> None:
    """A token signed with a new key makes the door fetch the keys again, once, and is let in."""
    await teams.post()
    new, before = Key("bf-new"), teams.lab.key_fetches
    teams.lab.keys.append(new)
    assert teams.door._keys is not None
    teams.door._keys.pause = 0.0

    status, _ = await teams.post(token="Bearer " + teams.lab.mint(new))

    assert (200, before + 1) == (status, teams.lab.key_fetches)


async def test_unknown_kids_do_not_hammer_the_key_server(teams: Caller) -> None:
    """Twenty tokens with made-up kids, at once and after one another, cost no fetch within the pause."""
    await teams.post()
    before = teams.lab.key_fetches
    tokens = ["Bearer " + teams.lab.mint(kid=f"made-up-{n}") for n in range(10)]

    answers = await asyncio.gather(*(teams.post(token=token) for token in tokens))
    answers += [await teams.post(token=token) for token in tokens]

    assert ({401}, before) == ({status for status, _ in answers}, teams.lab.key_fetches)


async def test_a_key_server_that_is_down_is_told_apart_from_a_bad_token(lab: Lab, open_door: OpenDoor, bot: FakeBot) -> None:
    """Without keys the answer is 503, and once the server is up again the same token is let in."""
    lab.key_status = 500
    door = await open_door(lab.settings())
    down, _ = await door.post()
    lab.key_status = 200
    assert door.door._keys is not None
    door.door._keys.pause_when_down = 0.0

    up, _ = await door.post()

    assert (down, up, len(bot.heard)) == (503, 200, 1)


async def test_known_keys_outlive_an_outage(teams: Caller) -> None:
    """When the key server goes down and the keys grow old, those we have still serve; an unknown one gets 503."""
    await teams.post()
    teams.lab.key_status = 500
    assert teams.door._keys is not None
    teams.door._keys.max_age = teams.door._keys.pause = 0.0

    known, _ = await teams.post()
    unknown, _ = await teams.post(token="Bearer " + teams.lab.mint(kid="new"))

    assert (known, unknown) == (200, 503)


async def test_fetching_keys_does_not_stop_the_loop(lab: Lab, open_door: OpenDoor) -> None:
    """While the key server takes half a second the loop goes on, and ten waiting requests share one fetch."""
    lab.key_delay = 0.5
    door = await open_door(lab.settings())
    tokens = ["Bearer " + lab.mint() for _ in range(10)]

    async with Heartbeat() as heartbeat:
        answers = await asyncio.gather(*(door.post(token=token) for token in tokens))

    assert ({200}, 1) == ({status for status, _ in answers}, lab.key_fetches)
    assert heartbeat.worst < 0.2


async def test_a_slow_key_server_is_given_up(lab: Lab, open_door: OpenDoor) -> None:
    """A key server that does not answer in time counts as down."""
    lab.key_delay = 5.0
    door = await open_door(lab.settings(fetch_seconds=0.1))

    assert (await door.post())[0] == 503


async def test_keys_are_fetched_again_when_they_are_old() -> None:
    """After ``max_age`` the next request refreshes; within ``pause`` nothing does; withdrawn keys are forgotten."""
    now, fetched = 0.0, 0

    async def fetch() -> Keys:
        nonlocal fetched
        fetched += 1
        return {f"kid-{fetched}": SigningKey(None, frozenset())}

    keys = SigningKeys(fetch, clock=lambda: now)
    await keys.get("kid-1")
    with pytest.raises(Refused, match="unknown key"):
        await keys.get("kid-2")
    now = keys.max_age + 1
    with pytest.raises(Refused, match="unknown key"):
        await keys.get("kid-1")

    assert fetched == 2


@pytest.mark.parametrize("answer", [b"[]", b"{}", b'{"keys": [1, {"kty": "RSA", "kid": "x"}]}', b"<html>", b"\xff"])
async def test_a_key_server_that_talks_nonsense_counts_as_down(
    lab: Lab, open_door: OpenDoor, monkeypatch: pytest.MonkeyPatch, answer: bytes
) -> None:
    """Whatever the key server says, the answer is 503 and the process lives."""

    async def nonsense(*_: object) -> web.Response:
        return web.Response(body=answer)

    monkeypatch.setattr(Lab, "_jwks", nonsense)
    broken = Lab()
    await broken.server.start_server()
    door = await open_door(lab.settings(open_id_metadata=broken.url("/openid")))

    status, _ = await door.post()
    await broken.server.close()

    assert status == 503
