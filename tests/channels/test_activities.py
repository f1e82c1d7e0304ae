"""What the bot is told of an activity, and what becomes of its replies, through the open door."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from dialogs.channels.activities import conversation_reference
from dialogs.model import Address
from tests.channels.conftest import Caller
from tests.channels.lab import APP_ID, CARD, TENANT, UNSET, FakeBot, rendered

BOT = "28:" + APP_ID
MENTION = {"type": "mention", "text": "<at>Samråd</at>", "mentioned": {"id": BOT, "name": "Samråd"}}
ANOTHER = {"type": "mention", "text": "<at>Kari</at>", "mentioned": {"id": "29:kari", "name": "Kari"}}
CHANNEL = {"id": "19:team@thread.tacv2;messageid=17", "conversationType": "channel", "isGroup": True}
GROUP = {"id": "19:chat", "conversationType": "groupChat"}
PERSONAL = {"id": "a:conv", "conversationType": "personal"}
YOU, ME = {"id": "29:u"}, {"id": BOT}


async def test_a_message_is_told_with_person_place_and_language(teams: Caller, bot: FakeBot) -> None:
    """In Teams the person is the Entra object id within the tenant."""
    await teams.post()

    said = bot.heard[0]
    assert Address("msteams", "0b7e2a4c-aad", "a:conv", TENANT) == said.address
    assert (said.text, said.id, said.pressed, said.kind, said.locale) == (
        "hei",
        "1700000000000",
        False,
        "said",
        "nb-NO",
    )


async def test_in_local_mode_the_tenant_is_empty(local: Caller, bot: FakeBot) -> None:
    """Nobody vouches for a tenant there, so none is believed; without a channelId it is the emulator."""
    await local.post(local.lab.activity(channelId=UNSET, **{"from": {"id": "u-1"}}))

    assert Address("emulator", "u-1", "a:conv") == bot.heard[0].address


@pytest.mark.parametrize("conversation", [CHANNEL, GROUP, {"id": "x", "isGroup": True}])
async def test_where_others_read_along_is_a_group(local: Caller, bot: FakeBot, conversation: dict[str, Any]) -> None:
    """Channels keep the thread in their id, and channels and group chats are told as groups."""
    await local.post(local.lab.activity(conversation=conversation))

    assert (True, conversation["id"]) == (bot.heard[0].address.group, bot.heard[0].address.conversation)


@pytest.mark.parametrize(
    ("text", "entities", "expected"),
    [
        ("<at>Samråd</at> hvem er vert?", [MENTION], "hvem er vert?"),
        ("hei <at>Samråd</at> hvem er vert?\n", [MENTION], "hei hvem er vert?"),
        ("<at>Samråd</at>", [MENTION], ""),
        ("<at>Samråd</at> spør <at>Kari</at>", [MENTION, ANOTHER], "spør <at>Kari</at>"),
        ("<at>Samråd</at> hei", [{**MENTION, "text": None}], "hei"),
        ("<at>Samråd</at> hei", [], "<at>Samråd</at> hei"),
        ("<b>hei</b> & <script>x</script>", [], "<b>hei</b> & <script>x</script>"),
        ("linje 1\n\n  linje 2  ", [], "linje 1\n\n  linje 2"),
        ("\u00a0 hei\u00a0", [], "hei"),
        ("a.*(b) <at>S.*</at>", [{**MENTION, "text": "<at>S.*</at>"}], "a.*(b)"),
    ],
)
async def test_the_words_are_told_without_our_own_mention(
    local: Caller, bot: FakeBot, text: str, entities: list[Any], expected: str
) -> None:
    """Only the mention of the bot is taken away; everything else is data."""
    await local.post(local.lab.activity(text=text, entities=entities))

    assert expected == bot.heard[0].text


async def test_a_button_is_told_as_pressed_words(local: Caller, bot: FakeBot) -> None:
    """Action.Submit says what its ``say`` says, and other values say nothing."""
    await local.post(local.lab.activity(text=UNSET, value={"say": " kven er vert "}))
    await local.post(local.lab.activity(text="hei", value={"do": "x"}))

    assert [(said.text, said.pressed) for said in bot.heard] == [("kven er vert", True), ("hei", False)]


async def test_the_language_may_stand_in_client_info(local: Caller, bot: FakeBot) -> None:
    """Without a locale of its own the message has that of the client."""
    await local.post(local.lab.activity(locale=UNSET, entities=[{"type": "clientInfo", "locale": "nn-NO"}]))

    assert bot.heard[0].locale == "nn-NO"


@pytest.mark.parametrize(
    ("conversation", "added", "expected"),
    [
        (PERSONAL, [YOU], ["installed"]), (PERSONAL, [YOU, ME], ["installed"]), (PERSONAL, [ME], []), (PERSONAL, [], []),
        (PERSONAL, UNSET, []), (CHANNEL, [ME], ["installed"]), (GROUP, [ME, YOU], ["installed"]), (GROUP, [YOU], []),
        (PERSONAL, [{"name": "uten id"}], []),
    ],
)  # fmt: skip
async def test_we_greet_those_who_come_to_us_and_the_groups_we_come_to(
    local: Caller, bot: FakeBot, conversation: dict[str, Any], added: Any, expected: list[str]
) -> None:
    """A person in a personal chat, ourselves in a group; never ourselves in a chat, never others in a group."""
    update = local.lab.activity(type="conversationUpdate", text=UNSET, conversation=conversation, membersAdded=added)
    await local.post(update)

    assert expected == [said.kind for said in bot.heard]


async def test_whoever_is_announced_by_the_bots_own_account_is_greeted_as_themselves(local: Caller, bot: FakeBot) -> None:
    """The emulator lets the bot announce the person; the greeting is for the person."""
    update = local.lab.activity(type="conversationUpdate", membersAdded=[ME, YOU], **{"from": ME})
    await local.post(update)

    assert bot.heard[0].address.user == "29:u"


async def test_an_edited_message_is_told_as_an_edit(teams: Caller, bot: FakeBot) -> None:
    """The words as they read now, the id of the message, and when it was changed, so that a repeat is known."""
    await teams.post(teams.lab.activity(
        type="messageUpdate", text="og Brattnes?", timestamp="2026-11-21T12:01:00Z",
        channelData={"tenant": {"id": TENANT}, "eventType": "editMessage"},
    ))  # fmt: skip

    said = bot.heard[0]
    assert (said.text, said.id, said.edited) == ("og Brattnes?", "1700000000000", "2026-11-21T12:01:00Z")


@pytest.mark.parametrize("event", ["softDeleteMessage", "anotherMessage", UNSET])
async def test_a_message_that_is_changed_otherwise_is_no_question(teams: Caller, bot: FakeBot, event: Any) -> None:
    """Only new words are."""
    told = {} if event is UNSET else {"eventType": event}
    await teams.post(teams.lab.activity(type="messageUpdate", channelData={"tenant": {"id": TENANT}, **told}))

    assert bot.heard == []


@pytest.mark.parametrize(
    "kind", ["installationUpdate", "typing", "endOfConversation", "messageReaction", "messageUpdate", "messageDelete",
             "event", "handoff", "trace", "contactRelationUpdate", "samråd/ukjent"]
)  # fmt: skip
async def test_other_activities_are_taken_in_silence(local: Caller, bot: FakeBot, kind: str) -> None:
    """Nothing is answered to what is no question: an empty 200, and no replies when they are expected."""
    silent = await local.post({"type": kind, "serviceUrl": "http://localhost:1/"})
    expecting = await local.post({"type": kind, "deliveryMode": "expectReplies", "recipient": {"id": "b"},
                                  "conversation": {"id": "c"}})  # fmt: skip

    assert (silent, expecting, bot.heard) == ((200, None), (200, {"activities": []}), [])


async def test_expected_replies_come_in_the_answer(local: Caller, bot: FakeBot) -> None:
    """All of them, in order, addressed back to the person, with text and card for a channel we do not know."""
    bot.replies = (rendered("Ein"), rendered("To"))

    status, body = await local.post(local.lab.activity(channelId="emulator", deliveryMode="expectReplies"))

    first = body["activities"][0]
    assert (status, [reply["text"] for reply in body["activities"]], local.lab.sent) == (200, ["Ein", "To"], [])
    assert (
        first["type"], first["from"]["id"], first["recipient"]["id"], first["conversation"]["id"], first["replyToId"],
        first["locale"],
    ) == ("message", BOT, "29:u", "a:conv", "1700000000000", "nn-NO")  # fmt: skip
    assert first["attachments"] == [{"contentType": "application/vnd.microsoft.card.adaptive", "content": CARD}]


async def test_the_chat_page_gets_html_and_choices(local: Caller) -> None:
    """The page takes the HTML and the buttons from channelData; no card is sent."""
    _, body = await local.post(local.lab.activity(channelId="web", deliveryMode="expectReplies"))

    reply = body["activities"][0]
    assert reply["channelData"] == {
        "html": "<p>Hei! Sel er med i tre samarbeid.</p>", "language": "nn",
        "choices": [{"title": "Kven er vert?", "say": "kven er vert"}],
    }  # fmt: skip
    assert "attachments" not in reply


async def test_teams_gets_a_card_and_a_summary(teams: Caller, bot: FakeBot) -> None:
    """Through the connector, signed, as a reply: the card, and the words only where notices take them from."""
    bot.replies = (rendered("Sel er med i tre samarbeid.\n" + "ord " * 100),)

    status, _ = await teams.post()

    sent = teams.lab.sent[0]
    assert (
        status, sent["path"], sent["authorization"],
    ) == (200, "conversations/a:conv/activities/1700000000000", "Bearer own-token")  # fmt: skip
    body = sent["body"]
    assert (
        body["attachments"][0]["content"], body["locale"], body["from"]["id"], body["replyToId"],
        body["conversation"]["tenantId"],
    ) == (CARD, "nn-NO", BOT, "1700000000000", TENANT)  # fmt: skip
    assert "text" not in body
    assert body["summary"].startswith("Sel er med i tre samarbeid. ord")
    assert len(body["summary"]) <= 200
    assert body["summary"].endswith("ord…")


async def test_what_a_card_cannot_hold_follows_as_text(teams: Caller, bot: FakeBot) -> None:
    """A shortened card says that all of the answer follows, and it does: in order, in messages that Teams takes."""
    lines = [f"- Samarbeid nummer {n} om brann og rednĭng" for n in range(900)]
    whole = rendered("\n".join(lines))
    bot.replies = (replace(whole, card={**CARD, "fallbackText": "Svaret er for langt."}), rendered("Til slutt."))

    await teams.post()

    card, *texts, last = [sent["body"] for sent in teams.lab.sent]
    assert "text" not in card
    assert len(texts) > 1
    assert "\n".join(sent["text"] for sent in texts).split("\n") == lines
    assert all(sent["textFormat"] == "plain" and "attachments" not in sent for sent in texts)
    assert all(len(json.dumps(sent)) < 28 * 1024 for sent in texts)
    assert last["summary"] == "Til slutt."


async def test_a_line_too_long_for_a_message_is_broken_and_nothing_is_lost(teams: Caller, bot: FakeBot) -> None:
    """Even words without an end arrive, every one of them."""
    bot.replies = (replace(rendered("ø" * 30_000), card={**CARD, "fallbackText": "Langt."}),)

    await teams.post()

    texts = [sent["body"]["text"] for sent in teams.lab.sent[1:]]
    assert "".join(texts).replace("\n", "") == "ø" * 30_000


@pytest.mark.parametrize("channel", ["web", "emulator"])
async def test_other_channels_show_the_text_already(local: Caller, bot: FakeBot, channel: str) -> None:
    """Where the text stands beside the card, or instead of it, a shortened card needs no second message."""
    bot.replies = (replace(rendered("Langt."), card={**CARD, "fallbackText": "Kort."}),)

    _, body = await local.post(local.lab.activity(channelId=channel, deliveryMode="expectReplies"))

    assert [reply["text"] for reply in body["activities"]] == ["Langt."]


async def test_ids_that_teams_uses_arrive_whole(teams: Caller) -> None:
    """A thread's id, with its semicolon and equals sign, reaches the connector unchanged."""
    await teams.post(teams.lab.activity(conversation={**CHANNEL, "tenantId": TENANT}))

    assert [f"conversations/{CHANNEL['id']}/activities/1700000000000"] == [sent["path"] for sent in teams.lab.sent]


def test_a_stored_reference_holds_what_writing_takes() -> None:
    """Place, person, bot and service, without the words and without the message answered."""
    activity = {"type": "message", "id": "1", "text": "hemmeleg", "from": YOU, "recipient": ME,
                "conversation": PERSONAL, "channelId": "msteams",
                "serviceUrl": "https://smba.trafficmanager.net/no/"}  # fmt: skip

    assert conversation_reference(activity) == {
        "user": YOU, "bot": ME, "conversation": PERSONAL, "channelId": "msteams",
        "serviceUrl": "https://smba.trafficmanager.net/no/",
    }  # fmt: skip


INSERTED = '\n<span class="inline-compose-card" itemid="0">\n  <span content="0" itemprop="cardId"></span>\n</span>\n'
INSERTED_CARD = {"contentType": "application/vnd.microsoft.card.adaptive", "content": CARD}


@pytest.mark.parametrize("text", ["", "\n", INSERTED, '<attachment id="17"></attachment>', None])
async def test_a_card_that_is_put_into_a_message_asks_nothing(local: Caller, bot: FakeBot, text: str | None) -> None:
    """It is for those who read along: the bot says nothing to a card without words, however its place is marked."""
    body = {"contentType": "text/html", "content": "<div>x</div>"}
    status, _ = await local.post(local.lab.activity(text=text, attachments=[INSERTED_CARD, body]))

    assert (status, bot.heard) == (200, [])


async def test_words_beside_a_card_are_heard_without_its_mark(local: Caller, bot: FakeBot) -> None:
    """What is asked beside a card is asked; so is what a mention says alone, and a press of a button."""
    await local.post(local.lab.activity(text=f"Hvem er med? {INSERTED}", attachments=[INSERTED_CARD]))
    await local.post(local.lab.activity(id="2", text="<at>Samråd</at>", entities=[MENTION], attachments=[INSERTED_CARD]))
    await local.post(local.lab.activity(id="3", text=UNSET, value={"say": "hei"}, attachments=[INSERTED_CARD]))

    assert [said.text for said in bot.heard] == ["Hvem er med?", "", "hei"]
