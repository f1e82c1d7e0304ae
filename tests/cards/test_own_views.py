"""An answer in a channel is shown to each reader as it is for them, and nothing comes of it but what is shown."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import inspect, text

from dialogs import cards
from dialogs.channels.settings import TeamsSettings
from dialogs.channels.teams import TeamsDoor
from dialogs.model import Address, Message, RenderedReply
from tests import worlds
from tests.channels.lab import door_app
from tests.worlds import Bot, Said


class Channel:
    """Some who read one channel, and have told who they are in a talk of their own."""

    def __init__(self, bot: Bot) -> None:
        self.bot, self._number = bot, 0

    async def alone(self, who: str, words: str) -> Said:
        """Said where nobody else reads."""
        return await self._say(Address("msteams", who, f"with-{who}", tenant="t"), words)

    async def ask(self, who: str, words: str, **more: Any) -> Said:
        """Said in the channel."""
        return await self._say(Address("msteams", who, "19:k@thread.tacv2;messageid=1", tenant="t", group=True), words, **more)

    async def look(self, who: str, shown: Said) -> RenderedReply | None:
        """What the reader sees of a card: what Teams asks for by itself."""
        say = shown.rendered[0].card["refresh"]["action"]["data"]["say"]
        seen = await self.ask(who, say, pressed=True, apart=True)
        return seen.rendered[0] if seen.rendered else None

    async def _say(self, address: Address, words: str, **more: Any) -> Said:
        self._number += 1
        return await self.bot.say(Message(address, words, f"m{self._number}", **more))

    async def kept(self) -> dict[str, list[Any]]:
        """All that is in the database."""

        def read(connection: Any) -> dict[str, list[Any]]:
            tables = inspect(connection).get_table_names()
            return {table: sorted(map(str, connection.execute(text(f"SELECT * FROM {table}")))) for table in tables}

        async with self.bot.database.session() as session:
            return await session.run(read)


@pytest_asyncio.fixture
async def channel() -> AsyncIterator[Channel]:
    """Kari and Ola have told their municipalities, Siv her written form, Per nothing."""
    async with worlds.bot("fictional") as bot:
        made = Channel(bot)
        for who, words in (("kari", "Vi er Brattnes"), ("ola", "Vi er Fjellgard"), ("siv", "nynorsk")):
            await made.alone(who, words)
        yield made


def seen(reply: RenderedReply | None) -> str:
    assert reply is not None
    return reply.text


async def test_we_is_each_readers_own_municipality(channel: Channel) -> None:
    """The one who asked sees what all see; another sees the answer for their own, and that it is so."""
    shown = await channel.ask("kari", "Er vi med i Havbrann IKS?")

    assert seen(await channel.look("kari", shown)) == shown.rendered[0].text
    ola = seen(await channel.look("ola", shown))
    assert ola.startswith("Nei, Fjellgard er ikke med i Havbrann IKS.")
    assert "Vist for Fjellgard, som du har valgt. Den som spurte, fikk svaret for Brattnes." in ola


async def test_a_reader_can_see_what_the_one_who_asked_was_told(channel: Channel) -> None:
    """A button in their own view turns it, and another turns it back; both are seen by them alone."""
    shown = await channel.ask("kari", "Er vi med i Havbrann IKS?")
    own = await channel.look("ola", shown)
    assert own is not None
    (button,) = [choice for choice in own.choices if choice.apart]
    (asked,) = (await channel.ask("ola", button.say, pressed=True, apart=True)).rendered

    assert button.title == "Svaret for Brattnes"
    assert asked.text.startswith("Ja, Brattnes er med i Havbrann IKS.")
    assert "Dette er svaret til den som spurte, for Brattnes." in asked.text
    (back,) = [choice for choice in asked.choices if choice.apart]
    assert (await channel.ask("ola", back.say, pressed=True, apart=True)).rendered[0].text == own.text


async def test_the_written_form_is_each_readers_own(channel: Channel) -> None:
    """One who has chosen nynorsk reads nynorsk; one who has chosen nothing reads what was written."""
    shown = await channel.ask("kari", "Hvem er vert for Havbrann IKS?")
    siv, per = await channel.look("siv", shown), await channel.look("per", shown)

    assert (siv.language if siv else "", siv.card["lang"] if siv else "") == ("nn", "nn")
    assert "Kjelde:" in seen(siv)
    assert seen(per) == shown.rendered[0].text


async def test_one_who_has_told_no_municipality_sees_what_was_answered_and_how_to_tell(channel: Channel) -> None:
    """Nobody's municipality is guessed at."""
    per = seen(await channel.look("per", await channel.ask("kari", "Er vi med i Havbrann IKS?")))

    assert per.startswith("Ja, Brattnes er med i Havbrann IKS.")
    assert "Si hvilken kommune du er fra i en samtale med meg" in per


async def test_one_who_has_told_theirs_is_answered_where_another_is_asked_for_it(channel: Channel) -> None:
    """The question back is the asker's; who needs not answer it sees the answer."""
    shown = await channel.ask("per", "Er vi med i Havbrann IKS?")

    assert shown.keys == ["clarify/which_municipality"]
    ola = seen(await channel.look("ola", shown))
    assert ola.startswith("Nei, Fjellgard")
    assert "Vist for Fjellgard, som du har valgt." in ola
    assert "Den som spurte" not in ola
    assert seen(await channel.look("per", shown)) == shown.rendered[0].text


async def test_half_a_question_means_the_same_to_all_who_read_its_answer(channel: Channel) -> None:
    """What it leaned on goes along, also when the talk has long been about something else."""
    await channel.ask("kari", "Hva er Havbrann IKS?")
    shown = await channel.ask("kari", "og hvem er vert?")
    await channel.ask("ola", "Hva er Skarvøy legevakt?")

    assert seen(await channel.look("siv", shown)).startswith("Storvåg er vert for Havbrann IKS.")


async def test_to_look_leaves_nothing_behind(channel: Channel) -> None:
    """Nothing is kept of a reader, no talk goes on from it, and nothing is counted."""
    shown = await channel.ask("kari", "Er vi med i Havbrann IKS?")
    await channel.ask("ola", "Hva er Skarvøy legevakt?")
    before = await channel.kept()
    for who in ("kari", "ola", "siv", "per", "a stranger"):
        await channel.look(who, shown)

    assert await channel.kept() == before
    assert (await channel.ask("ola", "hvem er vert?")).text.startswith("Ytre Skarvøy")


async def test_only_an_answer_that_a_group_reads_is_asked_for(channel: Channel) -> None:
    """Not in a talk of two, not small talk, not what is not understood, not a reader's own view, not the guide's questions."""
    told = [
        await channel.alone("kari", "Er vi med i Havbrann IKS?"), await channel.ask("kari", "takk"),
        await channel.ask("kari", "hva er meningen med livet?"), await channel.ask("kari", "hjelp"),
        await channel.ask("kari", "vi er Storvåg"), await channel.ask("kari", "mine data"),
    ]  # fmt: skip
    view = await channel.look("ola", await channel.ask("kari", "Hva er Havbrann IKS?"))

    assert [reply.card for said in told for reply in said.rendered if "refresh" in reply.card] == []
    assert view is not None
    assert "refresh" not in view.card
    assert "refresh" in (await channel.ask("kari", "Hva er Havbrann IKS?")).rendered[0].card


async def test_words_that_we_did_not_seal_show_nothing(channel: Channel) -> None:
    """What a card asks for cannot be made up or changed, and pressed in the open it shows nothing."""
    shown = await channel.ask("kari", "Er vi med i Havbrann IKS?")
    say: str = shown.rendered[0].card["refresh"]["action"]["data"]["say"]
    changed = await channel.ask("ola", say.replace("brattnes", "storvaag"), pressed=True, apart=True)

    assert "Storvåg" not in changed.text
    assert (await channel.ask("ola", say, pressed=True)).rendered == ()


async def test_an_own_view_is_one_card_or_none(channel: Channel, monkeypatch: pytest.MonkeyPatch) -> None:
    """What would have to follow as a message of its own would be read by all; so the card stays as it was."""
    shown = await channel.ask("kari", "Hvilke samarbeid er vi med i?")
    assert await channel.look("ola", shown) is not None
    monkeypatch.setattr(cards, "MAX_BYTES", 2000)

    assert await channel.look("ola", shown) is None
    assert "refresh" not in (await channel.ask("kari", "Hvilke samarbeid er vi med i?")).rendered[0].card


async def test_teams_asks_by_itself_and_is_answered_in_the_invoke() -> None:
    """As Teams sends it: a message in a channel, then an invoke for each who sees its card; nothing else is sent."""
    async with worlds.bot("fictional") as bot:
        door = TeamsDoor(TeamsSettings(), bot.responder.respond, bot.responder.apology)
        async with TestClient(TestServer(door_app(door))) as client:

            async def post(who: str, **changes: Any) -> dict[str, Any]:
                activity = {
                    "type": "message", "id": f"{who}{len(str(changes))}", "channelId": "msteams", "serviceUrl": "http://127.0.0.1:9/",
                    "from": {"id": f"29:{who}", "aadObjectId": who}, "recipient": {"id": "28:bot", "name": "Samråd"},
                    "conversation": {"id": "19:k@thread.tacv2;messageid=1", "conversationType": "channel", "isGroup": True},
                    **changes,
                }  # fmt: skip
                async with client.post("/api/messages", json=activity) as answer:
                    assert answer.status == 200
                    found: dict[str, Any] = await answer.json()
                    return found

            talk = {"id": "a:ola", "conversationType": "personal"}
            await post("ola", text="Vi er Fjellgard", conversation=talk, deliveryMode="expectReplies")
            mentioned = {"type": "mention", "text": "<at>Samråd</at>", "mentioned": {"id": "28:bot", "name": "Samråd"}}
            asked = await post(
                "kari", text="<at>Samråd</at> Er Brattnes med i Havbrann IKS?", entities=[mentioned], deliveryMode="expectReplies"
            )
            own = await post("kari", text="Er vi med i Havbrann IKS?", deliveryMode="expectReplies")
            refresh = own["activities"][0]["attachments"][0]["content"]["refresh"]
            invoke = {
                "type": "invoke",
                "name": "adaptiveCard/action",
                "value": {"action": refresh["action"], "trigger": "automatic"},
            }
            seen_by_ola = await post("ola", **invoke)

    assert "refresh" in asked["activities"][0]["attachments"][0]["content"]
    assert (seen_by_ola["statusCode"], seen_by_ola["type"]) == (200, "application/vnd.microsoft.card.adaptive")
    assert seen_by_ola["value"]["fallbackText"].startswith("Nei, Fjellgard er ikke med i Havbrann IKS.")
