"""The terminal: questions in, the plain text of the answers out, and how each question was understood where that is asked for."""

from __future__ import annotations

import argparse
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from dialogs.model import Address, Message, Respond
from knowledge.model import Language

Explain = Callable[[Message], Awaitable[Mapping[str, Any]]]
"""All that would be made of a message, as plain data; nothing is answered or kept."""

_WIDTH = 18


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions to ask in turn, and what the person wants them answered in and as."""

    questions: Sequence[str]
    language: Language | None = None
    municipality: str | None = None
    """What «vi» and «hos oss» stand for."""


@dataclass(frozen=True, slots=True)
class Told:
    """A question with its answer; and how it was understood, where that was asked for."""

    question: str
    answer: str
    understood: Mapping[str, Any] | None = None


async def run(arguments: argparse.Namespace, respond: Respond, explain: Explain, name: str) -> int:
    """Answer the questions of the command line in one conversation, and print: text, or one JSON document."""
    asked = Asked(arguments.question, arguments.language, arguments.municipality)
    told = []
    async for each in conversation(respond, asked, name, explain if arguments.explain else None):
        told.append(each)
        if not arguments.json:
            print(each.answer)
            if each.understood is not None:
                print("\n" + "\n".join(lines(each.understood)) + "\n")
    if arguments.json:
        print(json.dumps({"turns": [_plain(each) for each in told if each.question]}, ensure_ascii=False, indent=2))
    return 0


async def ask(respond: Respond, words: str, *, locale: str = "", conversation: str = "") -> str:
    """The plain text of what the bot replies to ``words``; each call is a conversation of its own unless named."""
    replies = await respond(_message(words, locale, conversation or uuid4().hex))
    return "\n\n".join(reply.text for reply in replies)


async def conversation(respond: Respond, asked: Asked, name: str, explain: Explain | None = None) -> AsyncIterator[Told]:
    """The answers in turn, as plain text; nothing of the conversation is kept after the last one."""
    locale = {"nb": "nb-NO", "nn": "nn-NO"}.get(asked.language or "", "")
    if asked.language:
        await ask(respond, "svar på nynorsk" if asked.language == "nn" else "svar på bokmål", conversation=name)
    if asked.municipality:
        yield Told("", await ask(respond, f"vi er {asked.municipality}", conversation=name) + "\n")
    for words in asked.questions:
        # before the answer, which changes what the conversation is about
        understood = await explain(_message(words, locale, name)) if explain else None
        yield Told(words, await ask(respond, words, locale=locale, conversation=name), understood)
    await ask(respond, "slett mine data", conversation=name)


def lines(understood: Mapping[str, Any]) -> Iterator[str]:
    """What was made of a question, a line for each thing; lists and tables one row a line, in the order they were weighed."""
    for name, value in understood.items():
        if value in ([], {}, ""):
            continue
        rows = list(_rows(value))
        for number, row in enumerate(rows):
            yield f"{name if number == 0 else '':{_WIDTH}} {row}"


def _rows(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield "  ".join(_cells(each)) if isinstance(each, Mapping) else _cell(each)
    elif isinstance(value, Mapping):
        yield from _cells(value)
    else:
        yield _cell(value)


def _cells(row: Mapping[str, Any]) -> Iterator[str]:
    for name, value in row.items():
        if value not in ([], "", None) and value is not False:
            yield f"{name}={_cell(value)}"


def _cell(value: Any) -> str:
    return ", ".join(map(_cell, value)) if isinstance(value, list) else str(value)


def _plain(told: Told) -> dict[str, Any]:
    bare = {"question": told.question, "answer": told.answer}
    return bare if told.understood is None else {**bare, "understood": told.understood}


def _message(words: str, locale: str, conversation: str) -> Message:
    return Message(address=Address(channel="console", user="console", conversation=conversation), text=words, locale=locale)
