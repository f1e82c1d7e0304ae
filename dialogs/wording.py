"""Buttons in the reader's language, for all that makes replies."""

from __future__ import annotations

from dialogs.model import Choice, Turn
from knowledge.model import Language


def button(language: Language, nb: str, nn: str, say: str = "") -> Choice:
    """A button in that written form; it says its title unless told otherwise."""
    title = nb if language == "nb" else nn
    return Choice(title, say or title)


def choice(turn: Turn, nb: str, nn: str, say_nb: str | None = None, say_nn: str | None = None) -> Choice:
    """A button in the answer's language; it says its title unless told otherwise."""
    title = nb if turn.language == "nb" else nn
    say = (say_nb if turn.language == "nb" else say_nn) or title
    return Choice(title, say)
