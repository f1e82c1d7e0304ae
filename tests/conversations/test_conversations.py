"""Conversations of several turns, kept as data and held with a bot on a database of its own."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from dialogs.model import Address, Message
from knowledge.model import LANGUAGES
from tests import worlds
from tests.worlds import Bot, Said

HERE = Path(__file__).parent
BOTH = ("say", "press", "says", "never", "language")
"""What may be given for each written form: ``{nb: …, nn: …}``."""
KEYS = {
    "say",
    "press",
    "of",
    "edited",
    "joined",
    "id",
    "user",
    "conversation",
    "group",
    "locale",
    "times",
    "reply",
    "says",
    "never",
    "language",
    "choices",
    "day",
}


def _read() -> list[Any]:
    found = []
    for path in sorted(HERE.glob("*.yaml")):
        for item in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader):
            marks = [pytest.mark.xfail(strict=True, reason=item["gap"])] if "gap" in item else []
            both = any(isinstance(turn.get(key), dict) for turn in item["turns"] for key in BOTH)
            for form in LANGUAGES if both else ("",):
                held = {**item, "turns": [_in(form, turn) for turn in item["turns"]]} if form else item
                found.append(pytest.param(held, id=f"{path.stem}: {item['name']}{form and f' [{form}]'}", marks=marks))
    return found


def _in(form: str, turn: dict[str, Any]) -> dict[str, Any]:
    """The turn as it is held in one written form, with a program set to it; it is answered so unless it says otherwise."""
    one = {key: value[form] if isinstance(value, dict) else value for key, value in turn.items()}
    return {"locale": f"{form}-NO", **one} if one.get("reply") == [] else {"locale": f"{form}-NO", "language": form, **one}


def _list(value: Any) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)


def _pressed(turn: dict[str, Any], before: list[Said]) -> str:
    """What the button of that title says, on the answer to the turn of that number."""
    return next(c.say for reply in before[int(turn["of"]) - 1].rendered for c in reply.choices if c.title == turn["press"])


async def _take(bot: Bot, turn: dict[str, Any], before: list[Said]) -> Said:
    if "day" in turn:
        bot.day = date.fromisoformat(turn["day"])
    address = Address(
        "msteams", turn.get("user", "kari"), turn.get("conversation", "room"), tenant="t", group=turn.get("group") == "yes"
    )
    words = _pressed(turn, before) if "press" in turn else turn.get("say", "") * int(turn.get("times", 1))
    message = Message(address, words, turn.get("id", ""), pressed="press" in turn, locale=turn.get("locale", ""))
    if "edited" in turn:
        message = replace(message, edited=turn["edited"])
    return await bot.say(replace(message, kind="joined") if "joined" in turn else message)


def _faults(turn: dict[str, Any], said: Said) -> list[str]:
    text, faults = " ".join(said.text.split()), []
    if "reply" in turn and said.keys != _list(turn["reply"]):
        faults.append(f"replied {said.keys}, not {_list(turn['reply'])}: {text[:200]}")
    faults += [f"does not say {p!r}: {text[:400]}" for p in _list(turn.get("says")) if not re.search(p, text, re.IGNORECASE)]
    faults += [f"says {p!r}: {text[:400]}" for p in _list(turn.get("never")) if re.search(p, text, re.IGNORECASE)]
    if "language" in turn and {reply.language for reply in said.replies} != {turn["language"]}:
        faults.append(f"answered in {[reply.language for reply in said.replies]}")
    if "choices" in turn and [c.title for c in said.replies[-1].choices] != turn["choices"]:
        faults.append(f"offered {[c.title for c in said.replies[-1].choices]}")
    return faults


@pytest.mark.parametrize("conversation", _read())
async def test_a_conversation_goes_as_written(conversation: dict[str, Any]) -> None:
    """Each turn is answered in the light of those before it."""
    world = conversation.get("world", "shipped")
    before: list[Said] = []
    async with worlds.bot(world) as bot:
        for number, turn in enumerate(conversation["turns"], 1):
            assert set(turn) <= KEYS, turn
            said = await _take(bot, turn, before)
            before.append(said)

            words = turn.get("say") or turn.get("press") or ""
            assert [f"turn {number} «{words[:60]}»: {fault}" for fault in _faults(turn, said)] == []


async def test_what_is_remembered_is_deleted_whole() -> None:
    """After «slett mine data» nothing of the person is left in any table but the register's own."""
    async with worlds.bot("fictional") as bot:
        await bot.ask("Vi er Storvåg")
        await bot.ask("Kva er vi med i?")
        before = await _people(bot)
        await bot.ask("slett mine data")
        after = await _people(bot)

    assert before > 0
    assert after == 0


async def _people(bot: Bot) -> int:
    from storage.conversations import stored_about
    from storage.identity import person_key

    async with bot.database.single() as session:
        stored = await stored_about(session, person_key("a secret of the tests", "", "console", "u1"))
    return len(stored.conversations) + len(stored.preferences or {})


async def test_what_is_stored_names_nobody() -> None:
    """Neither the name of a person nor of a room, nor the words of a question about someone else, stands in the file."""
    async with worlds.bot("fictional") as bot:
        await bot.ask("Hvilke samarbeid er Storvåg med i?", user="kari.nordmann@example.no", conversation="hemmelig-rom")
        path = bot.database.address.removeprefix("sqlite:///")
        data = b"".join(file.read_bytes() for file in Path(path).parent.iterdir())

    assert b"kari.nordmann" not in data
    assert b"hemmelig-rom" not in data
