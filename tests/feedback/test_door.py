"""Thumbs over HTTP: Teams' own feedback loop, and the chat page's, from the message sent to the row that is kept."""

from __future__ import annotations

import json
from typing import Any

import pytest

from knowledge.feedback import MAX_COMMENT, About, Judged
from storage.tables_feedback import answer
from tests.channels.lab import TENANT, UNSET
from tests.feedback.conftest import Service
from tests.worlds import DAY

MEMBERS = ("cooperation/members", "members", "nn", 1, (("cooperation", "sogn-ko"), ("region", "sogn")))
ASKED = "Kven er med i Sogn KO?"
GROUP = {"id": "19:g@thread.v2", "conversationType": "groupChat", "tenantId": TENANT}
WEB: dict[str, Any] = {
    "channelId": "web",
    "deliveryMode": "expectReplies",
    "conversation": {"id": "page", "conversationType": "personal"},
}


def by(name: str) -> dict[str, Any]:
    return {"from": {"id": f"29:{name}", "aadObjectId": name}}


async def test_an_answer_shows_thumbs_and_a_greeting_does_not(teams: Service) -> None:
    """The newer form of the setting alone, on the card; nothing on talk, and nothing of ours beside it."""
    greeting = await teams.ask("hei")
    answered = await teams.ask(ASKED)

    assert "channelData" not in greeting
    assert answered["channelData"] == {"feedbackLoop": {"type": "custom"}}
    assert answered["attachments"][0]["content"]["type"] == "AdaptiveCard"


async def test_what_does_not_fit_the_card_has_no_thumbs_of_its_own(teams: Service) -> None:
    """One answer is judged once, though its text follows in messages of its own."""
    await teams.ask("Hvilke samarbeid finnes?")
    with_thumbs = [sent["body"] for sent in teams.lab.sent if "channelData" in sent["body"]]

    assert len(with_thumbs) == 1
    assert "attachments" in with_thumbs[0]


async def test_a_thumb_opens_our_form_in_the_language_of_the_answer(teams: Service) -> None:
    """A dialog with a card: an optional comment of limited length, and the warning against names."""
    await teams.ask(ASKED)
    status, body = await teams.judge("dislike", name="message/fetchTask", locale="nb-NO")

    task = body["task"]
    card = task["value"]["card"]["content"]
    (field,) = [each for each in card["body"] if each["type"] == "Input.Text"]
    assert (status, task["type"], task["value"]["title"]) == (200, "continue", "Tilbakemelding")
    assert card["lang"] == "nn"
    assert (field["id"], field["maxLength"], field["isMultiline"]) == ("feedbackText", MAX_COMMENT, True)
    assert "isRequired" not in field
    assert "Kva var gale med svaret?" in json.dumps(card, ensure_ascii=False)
    assert "Ikkje skriv namn" in json.dumps(card, ensure_ascii=False)
    assert [action["type"] for action in card["actions"]] == ["Action.Submit"]
    assert (await teams.kept()).judged == ()


async def test_the_form_follows_the_reader_when_the_answer_is_forgotten(teams: Service) -> None:
    """Of a message that we no longer know; wrapped in data, as some clients send it."""
    activity = teams.lab.activity(
        type="invoke", name="message/fetchTask", replyToId="old", text=UNSET, locale="nn-NO",
        value={"data": {"actionName": "feedback", "actionValue": {"reaction": "like"}}},
    )  # fmt: skip
    status, body = await teams.caller.post(activity)

    assert status == 200
    assert body["task"]["value"]["card"]["content"]["lang"] == "nn"


async def test_a_verdict_is_kept_with_what_it_is_about_and_without_who(teams: Service) -> None:
    """The day, the reaction, the comment, and what was answered; the answer to the invoke is 200."""
    await teams.ask(ASKED)
    status, body = await teams.judge("dislike", json.dumps({"feedbackText": "Feil  vert\n", "say": "Send"}))
    (kept,) = (await teams.kept()).judged

    assert (status, body) == (200, {})
    assert kept == Judged(kept.reference, DAY, "dislike", "Feil vert", About(*MEMBERS))  # type: ignore[arg-type]


async def test_pressed_twice_or_after_a_change_of_mind_it_counts_once(teams: Service) -> None:
    """The last one stands."""
    await teams.ask(ASKED)
    for reaction in ("like", "like", "dislike"):
        await teams.judge(reaction, '{"feedbackText":""}')

    assert [each.reaction for each in (await teams.kept()).judged] == ["dislike"]


async def test_in_a_group_each_has_a_verdict(teams: Service) -> None:
    """Two people on one answer are two, each of them counted once; in a thread, the message is the same."""
    await teams.ask(ASKED, conversation=GROUP)
    for name, reaction in (("a", "like"), ("b", "dislike"), ("a", "like")):
        await teams.judge(reaction, conversation=GROUP, **by(name))
    threaded = {**GROUP, "id": GROUP["id"] + ";messageid=1700000000000"}
    await teams.judge("dislike", conversation=threaded, **by("a"))
    kept = (await teams.kept()).judged

    assert sorted(each.reaction for each in kept) == ["dislike", "dislike"]
    assert {each.about.intent for each in kept} == {"members"}


async def test_the_same_message_id_elsewhere_is_another_answer(teams: Service) -> None:
    """Ids are the connector's and may meet; a verdict in another conversation is about nothing that we know."""
    await teams.ask(ASKED)
    await teams.judge("dislike", conversation={"id": "a:other", "conversationType": "personal", "tenantId": TENANT})
    (kept,) = (await teams.kept()).judged

    assert kept.about == About("", "", "nb", 0)


async def test_an_old_answer_can_still_be_judged(teams: Service) -> None:
    """What it was about is forgotten, but not that it was judged, and that once."""
    await teams.judge("dislike", '{"feedbackText":"Gamal"}', replyToId="long-ago")
    await teams.judge("like", replyToId="long-ago")

    assert [(each.reaction, each.about.reply) for each in (await teams.kept()).judged] == [("like", "")]


@pytest.mark.parametrize(
    "comment", [UNSET, None, "", "rett ut", '"rett ut"', {"feedbackText": "rett ut"}, "[1]", '{"feedbackText":1}']
)
async def test_comments_come_in_several_shapes(teams: Service, comment: Any) -> None:
    """JSON in a string, as Teams has it, plain words, or none; what makes no sense is no comment."""
    await teams.ask(ASKED)
    status, _ = await teams.judge("like", comment)
    (kept,) = (await teams.kept()).judged

    assert status == 200
    expected = "rett ut" if "rett ut" in str(comment) else "[1]" if comment == "[1]" else ""
    assert kept.comment == expected


async def test_a_comment_is_plain_data_of_limited_length(teams: Service) -> None:
    """Markup stays words; what is longer than the form allows is cut."""
    await teams.ask(ASKED)
    await teams.judge("dislike", json.dumps({"feedbackText": "<b>**x**</b>\x00 " + "å" * 5000}))
    (kept,) = (await teams.kept()).judged

    assert kept.comment.startswith("<b>**x**</b> å")
    assert len(kept.comment) == MAX_COMMENT


@pytest.mark.parametrize("reaction", [UNSET, None, "", "love", 1, ["like"]])
@pytest.mark.parametrize("name", ["message/submitAction", "message/fetchTask"])
async def test_a_verdict_that_makes_no_sense_is_refused(teams: Service, reaction: Any, name: str) -> None:
    """400, and nothing is kept."""
    await teams.ask(ASKED)
    status, _ = await teams.judge(reaction, name=name)

    assert (status, (await teams.kept()).judged) == (400, ())


@pytest.mark.parametrize("value", [UNSET, None, "x", [], {}, {"actionName": "other", "actionValue": {"reaction": "like"}}])
async def test_other_actions_on_messages_are_not_ours(teams: Service, value: Any) -> None:
    """501, as every invoke that we do not know."""
    activity = teams.lab.activity(type="invoke", name="message/submitAction", value=value, text=UNSET)

    assert (await teams.caller.post(activity))[0] == 501


async def test_a_verdict_needs_a_token_as_everything_does(teams: Service) -> None:
    """Nobody judges from outside."""
    activity = teams.lab.activity(
        type="invoke", name="message/submitAction", text=UNSET,
        value={"actionName": "feedback", "actionValue": {"reaction": "like"}},
    )  # fmt: skip
    status, _ = await teams.caller.post(activity, token=None)

    assert (status, (await teams.kept()).judged) == (401, ())


async def test_an_answer_that_was_not_sent_cannot_be_judged(teams: Service) -> None:
    """Nothing is noted of it."""
    teams.lab.failures = [(500, {})]
    await teams.caller.post(teams.lab.activity(text=ASKED, id=UNSET))
    async with teams.bot.database.session() as session:
        noted = await session.run(lambda c: c.execute(answer.select()).all())

    assert noted == []


async def test_the_chat_page_judges_by_the_same_invoke(local: Service) -> None:
    """The answer has an id and says that it can be judged; the verdict names that id."""
    _, body = await local.caller.post(local.lab.activity(text=ASKED, id=UNSET, **WEB))
    (reply,) = body["activities"]
    status, told = await local.judge("dislike", '{"feedbackText":"Feil"}', replyToId=reply["id"], **WEB)
    (kept,) = (await local.kept()).judged

    assert reply["channelData"]["feedbackLoop"] == {"type": "default"}
    assert (status, told) == (200, {})
    assert (kept.reaction, kept.comment, kept.about) == ("dislike", "Feil", About(*MEMBERS))  # type: ignore[arg-type]


async def test_two_answers_on_the_page_have_an_id_each(local: Service) -> None:
    """And greetings have none."""
    ids = []
    for text in (ASKED, ASKED, "hei"):
        _, body = await local.caller.post(local.lab.activity(text=text, id=UNSET, **WEB))
        ids.append(body["activities"][0].get("id"))

    assert len({*ids[:2]}) == 2
    assert ids[2] is None


async def test_in_the_playground_the_newest_answer_is_meant(local: Service) -> None:
    """It does not say which message was judged; local mode takes the last answer of the conversation."""
    await local.ask(ASKED)
    await local.ask("hei")
    await local.judge("like", replyToId=UNSET)
    (kept,) = (await local.kept()).judged

    assert kept.about.intent == "members"


@pytest.mark.parametrize("channel", ["emulator", "directline"])
async def test_other_channels_are_left_in_peace(local: Service, channel: str) -> None:
    """No thumbs, no id, nothing noted."""
    _, body = await local.caller.post(local.lab.activity(text=ASKED, channelId=channel, deliveryMode="expectReplies"))
    (reply,) = body["activities"]

    assert "channelData" not in reply
    assert "id" not in reply
    async with local.bot.database.session() as session:
        assert await session.run(lambda c: c.execute(answer.select()).all()) == []


async def test_an_answer_comes_though_it_cannot_be_noted(
    local: Service, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """When the database fails after the answer was made, the reader has it all the same; the log tells, without the words."""
    from sqlalchemy import text

    async with local.bot.database.session(write=True) as session:
        await session.run(lambda c: c.execute(text("DROP TABLE answer")))
    _, body = await local.caller.post(local.lab.activity(text=ASKED, id=UNSET, **WEB))

    assert "Sogndal" in body["activities"][0]["text"]
    assert "cannot be judged" in caplog.text
    assert "Sogn KO" not in caplog.text
