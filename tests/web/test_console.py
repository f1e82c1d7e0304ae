"""The terminal as a channel."""

from __future__ import annotations

import argparse
import json

import pytest

from dialogs.channels.console import ask, run
from dialogs.model import Message, RenderedReply

pytestmark = pytest.mark.asyncio(loop_scope="function")


async def test_the_terminal_gives_the_plain_text_of_every_reply() -> None:
    """Replies come in order with an empty line between, and the one path hears which channel asks."""
    heard: list[Message] = []

    async def respond(message: Message) -> tuple[RenderedReply, ...]:
        heard.append(message)
        return tuple(RenderedReply("nn", text, {}, "<p>html</p>") for text in ("Først dette.", "Så dette."))

    assert await ask(respond, "kva finst?", locale="nn-NO") == "Først dette.\n\nSå dette."
    (message,) = heard
    assert (message.address.channel, message.text, message.locale) == ("console", "kva finst?", "nn-NO")


async def test_each_question_in_the_terminal_stands_alone() -> None:
    """Two calls are two conversations unless one is named, so an old question never colours a new one."""
    heard: list[Message] = []

    async def respond(message: Message) -> tuple[RenderedReply, ...]:
        heard.append(message)
        return ()

    await ask(respond, "en")
    await ask(respond, "to")
    await ask(respond, "tre", conversation="samme")
    assert heard[0].address.conversation != heard[1].address.conversation
    assert heard[2].address.conversation == "samme"


def _asked(*words: str, **options: object) -> argparse.Namespace:
    told: dict[str, object] = {"question": list(words), "language": None, "municipality": None, "explain": False, "json": False}
    return argparse.Namespace(**{**told, **options})


async def _respond(message: Message) -> tuple[RenderedReply, ...]:
    return (RenderedReply("nb", f"Svar på «{message.text}».", {}, ""),)


async def _explain(message: Message) -> dict[str, object]:
    readings = [{"intent": "list", "score": 2.5}, {"intent": "details", "score": 0.0, "telling": False}]
    told: dict[str, object] = {"text": message.text, "readings": readings, "slots": {"fields": ["brann", "plan"]}}
    return {**told, "law": {}, "facts": [], "guide": ""}


async def test_an_explanation_is_laid_out_below_its_answer(capsys: pytest.CaptureFixture[str]) -> None:
    """One row a line with its name before the first; what is empty or false is left out, a weight of nothing is not."""
    assert await run(_asked("hva?", explain=True), _respond, _explain, "c") == 0

    assert capsys.readouterr().out.splitlines() == [
        "Svar på «hva?».",
        "",
        "text               hva?",
        "readings           intent=list  score=2.5",
        "                   intent=details  score=0.0",
        "slots              fields=brann, plan",
        "",
    ]


async def test_json_holds_every_turn_with_its_explanation(capsys: pytest.CaptureFixture[str]) -> None:
    """One document; without --explain it holds the answers alone, and what said whose «vi» is, is no turn of its own."""
    await run(_asked("en", "to", explain=True, json=True), _respond, _explain, "c")
    whole = json.loads(capsys.readouterr().out)["turns"]
    await run(_asked("en", municipality="Gran", json=True), _respond, _explain, "c")
    bare = json.loads(capsys.readouterr().out)["turns"]

    assert [turn["question"] for turn in whole] == ["en", "to"]
    assert whole[1]["understood"]["text"] == "to"
    assert bare == [{"question": "en", "answer": "Svar på «en»."}]


async def test_a_question_is_explained_before_it_is_answered() -> None:
    """The answer changes what the conversation is about; the explanation is of the moment of asking."""
    order: list[str] = []

    async def respond(message: Message) -> tuple[RenderedReply, ...]:
        order.append(f"answered {message.text}")
        return ()

    async def explain(message: Message) -> dict[str, object]:
        order.append(f"explained {message.text}")
        return {}

    await run(_asked("hva?", explain=True), respond, explain, "c")

    assert order[:2] == ["explained hva?", "answered hva?"]
