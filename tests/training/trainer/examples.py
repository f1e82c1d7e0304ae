"""Quiz items that tests suggest."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from knowledge.basics import Text
from knowledge.quiz import Kind, Option, QuizItem, Theme


def option(letter: str, *, right: bool = False) -> Option:
    """An option with its explanation."""
    said = Text(f"Svaret {letter} på bokmål", f"Svaret {letter} på nynorsk")
    return Option(letter, said, Text(f"Derfor {letter}.", f"Difor {letter}."), ("koml 19-1/2",), right)


def item(stem: str = "Hva er spurt her?", **other: Any) -> QuizItem:
    """A sound item: one right of three."""
    options = tuple(option(letter, right=letter == "b") for letter in "abc")
    made = QuizItem("", Theme.FORMS, 1, Kind.ONE, Text(stem, f"{stem} (nn)"), options, rules=("ko-enkeltvedtak",))
    return replace(made, **other)
