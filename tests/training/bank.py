"""Quiz items to try with."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.model import Text
from knowledge.quiz import Kind, Option, QuizItem, Role, Theme


def quiz_item(
    item_id: str, *, theme: str = "forms", level: int = 1, kind: Kind = Kind.ONE, options: int = 4, roles: tuple[Role, ...] = (),
) -> QuizItem:  # fmt: skip
    """One whose option a is right."""
    choices = tuple(
        Option(
            letter, Text(f"Svar {letter}", f"Svar {letter}"), Text("Fordi.", "Fordi."), right=letter == "a",
            match=Text(f"Side {letter}", f"Side {letter}") if kind is Kind.MATCH else None,
        )
        for letter in "abcdefgh"[:options]
    )  # fmt: skip
    return QuizItem(item_id, Theme(theme), level, kind, Text(f"Hva er {item_id}?", f"Kva er {item_id}?"), choices, roles)


def bank(*items: QuizItem) -> Mapping[str, QuizItem]:
    """By id."""
    return {item.id: item for item in items}
