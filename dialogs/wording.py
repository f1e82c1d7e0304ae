"""Buttons in the reader's language, for all that makes replies."""

from __future__ import annotations

from dialogs.model import Choice, Turn


def choice(turn: Turn, nb: str, nn: str, say_nb: str | None = None, say_nn: str | None = None) -> Choice:
    """A button in the answer's language; it says its title unless told otherwise."""
    title = nb if turn.language == "nb" else nn
    say = (say_nb if turn.language == "nb" else say_nn) or title
    return Choice(title, say)
