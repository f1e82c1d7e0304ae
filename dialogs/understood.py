"""What a conversation keeps of how its last message was understood, for «hvorfor?». Replaced at every turn."""

from __future__ import annotations

from typing import Any

from dialogs.model import Answer, Message
from knowledge.model import Language
from knowledge.understanding.editing import command
from knowledge.understanding.explanation import Explanation, Read, explain
from knowledge.understanding.question import Question, Understood

_KEY = "understood"
_MOST_REFS = 12


def keep(state: dict[str, Any], read: Read, outcome: Understood) -> None:
    """Keep how a message was read; one that asks for just that leaves what there is. ``outcome``: what came of it in the end."""
    if not (isinstance(outcome, Question) and outcome.intent == "explain"):
        state[_KEY] = explain(read.features, outcome).to_json()


def keep_command(state: dict[str, Any], message: Message, text: str, language: Language) -> None:
    """Keep that a message was a command or brought files; a look that a page takes by itself leaves what there is."""
    wanted = command(text.partition("\n")[0])
    intent = "upload" if message.attachments else wanted.intent if wanted else "aside"
    if intent != "upload_follow":
        state[_KEY] = Explanation("command", intent, language).to_json()


def keep_basis(state: dict[str, Any], answer: Answer) -> None:
    """Add whether the answer told where it stands, and which paragraphs it rests on."""
    if _KEY in state:
        rests_on = list(answer.reply.facts.get("rests_on", ()))[:_MOST_REFS]
        state[_KEY] |= {"cited": bool(answer.citations), "rests_on": rests_on}


def forget(state: dict[str, Any]) -> None:
    """Leave nothing to explain: the message was not read at all."""
    state.pop(_KEY, None)
