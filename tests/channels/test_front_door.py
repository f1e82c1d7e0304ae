"""What happens when something breaks: the bot, the door itself, Teams or its token server."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable

import pytest

from dialogs.outgoing import NotSent
from tests.channels.conftest import Caller, OpenDoor
from tests.channels.lab import CARD, UNSET, FakeBot, Heartbeat, Lab, changed, rendered


async def test_a_breakdown_is_told_with_a_reference_and_logged(
    local: Caller, bot: FakeBot, caplog: pytest.LogCaptureFixture
) -> None:
    """When the bot breaks down the person gets an apology with the number that stands in the log."""
    bot.error = RuntimeError("bang")
    status, body = await local.post(data=changed(locale="nn-NO"))
    bot.error = None
    after, _ = await local.post(data=changed())

    text = body["activities"][0]["text"]
    reference = text.split("Referanse ")[1].split()[0]
    assert (status, after) == (200, 200)
    assert reference in caplog.text
    assert "nn-NO" in text
    assert "bang" not in json.dumps(body)


async def test_a_breakdown_of_the_door_itself_has_no_stack_trace(
    local: Caller, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A fault of our own gives 500 with a reference number, the trace goes to the log, and the door lives."""
    with monkeypatch.context() as broken:
        broken.setattr("dialogs.channels.front_door.as_activity", lambda _: 1 / 0)
        status, body = await local.post(data=changed())
    after, _ = await local.post(data=changed())

    assert (status, after) == (500, 200)
    assert "ZeroDivisionError" in caplog.text
    assert "ZeroDivision" not in json.dumps(body)


@pytest.mark.parametrize("status", [403, 404, 412, 429, 500, 502, 503, 302])
async def test_a_reply_that_teams_does_not_take_is_logged_without_its_words(
    teams: Caller, bot: FakeBot, caplog: pytest.LogCaptureFixture, status: int
) -> None:
    """The caller gets 200, nothing is tried twice, and the log says the status but not what was said."""
    teams.lab.failures = [(status, {"Retry-After": "1", "Location": "http://127.0.0.1:9/"})]
    bot.replies = (rendered("Hemmeleg svar"), rendered("Neste"))

    answer, _ = await teams.post(teams.lab.activity(text="Hemmeleg spørsmål"))

    assert (answer, teams.lab.sent) == (200, [])
    assert f"status {status}" in caplog.text
    assert "Hemmeleg" not in caplog.text


async def test_a_connector_that_is_gone_is_no_trouble(local: Caller, caplog: pytest.LogCaptureFixture) -> None:
    """Connection refused is noticed at once and logged; the caller gets 200."""
    async with asyncio.timeout(2):
        status, _ = await local.post(data=changed(deliveryMode=UNSET, serviceUrl="http://127.0.0.1:9/"))

    assert status == 200
    assert "was not sent" in caplog.text


async def test_sending_unprompted_tells_the_sender_what_went_wrong(teams: Caller) -> None:
    """``send`` posts to the conversation itself, and a refusal carries status and Retry-After."""
    activity = teams.lab.activity()
    reference = {"bot": activity["recipient"], "user": activity["from"], "channelId": "msteams",
                 "conversation": activity["conversation"], "serviceUrl": teams.lab.service_url}  # fmt: skip
    await teams.door.send(json.loads(json.dumps(reference)), rendered())
    teams.lab.failures = [(429, {"Retry-After": "7"})]

    with pytest.raises(NotSent) as caught:
        await teams.door.send(reference, rendered())

    assert (caught.value.status, caught.value.retry_after, caught.value.code) == (429, "7", "Fake")
    assert not caught.value.perhaps
    assert [sent["path"] for sent in teams.lab.sent] == ["conversations/a:conv/activities"]


async def test_an_answer_that_is_lost_is_told_from_a_message_that_never_left(lab: Lab, open_door: OpenDoor) -> None:
    """Who waits in vain for an answer may have been heard; who finds nobody there, or has no token in time, was not."""
    activity = lab.activity()
    reference = {"bot": activity["recipient"], "user": activity["from"], "channelId": "msteams",
                 "conversation": activity["conversation"], "serviceUrl": lab.service_url}  # fmt: skip
    lab.slow = 0.4

    def late() -> str:
        time.sleep(0.3)
        return "token"

    async def fault(service_url: str, token: Callable[[], str]) -> tuple[int, bool]:
        door = await open_door(lab.settings(send_seconds=0.2), token=token)
        with pytest.raises(NotSent) as caught:
            await door.door.send({**reference, "serviceUrl": service_url}, rendered())
        return caught.value.status, caught.value.perhaps

    assert await fault(lab.service_url, lambda: "token") == (0, True)
    assert await fault("http://127.0.0.1:9/", lambda: "token") == (0, False)
    assert await fault(lab.service_url, late) == (0, False)
    assert len(lab.sent) == 1


async def test_fetching_the_bots_own_token_does_not_stop_the_loop(lab: Lab, open_door: OpenDoor) -> None:
    """While the token takes half a second the loop goes on, and then the reply is signed with it."""

    def slow() -> str:
        time.sleep(0.5)
        return "slow-token"

    door = await open_door(lab.settings(), token=slow)
    async with Heartbeat() as heartbeat:
        status, _ = await door.post()

    assert (status, lab.sent[0]["authorization"]) == (200, "Bearer slow-token")
    assert heartbeat.worst < 0.2


async def test_without_a_token_of_our_own_nothing_is_sent(
    lab: Lab, open_door: OpenDoor, caplog: pytest.LogCaptureFixture
) -> None:
    """A wrong password is logged when the bot starts and when it sends, and the caller gets 200."""

    def wrong() -> str:
        raise PermissionError("AADSTS7000215: bad secret")

    door = await open_door(lab.settings(), token=wrong)
    status, _ = await door.post()

    assert (status, lab.sent) == (200, [])
    assert "AADSTS7000215" in caplog.text


async def test_in_local_mode_replies_are_sent_unsigned(local: Caller) -> None:
    """The Playground's connector gets the reply without a token."""
    status, _ = await local.post(local.lab.activity())

    assert (
        status, local.lab.sent[0]["authorization"], local.lab.sent[0]["body"]["attachments"][0]["content"],
    ) == (200, None, CARD)  # fmt: skip
