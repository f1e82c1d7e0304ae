"""Quiz items as plain data and back, for where they are kept. What comes back is checked as a shipped item's is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from knowledge.quiz import QuizItem
from knowledge.sources import registers


def item_to_json(item: QuizItem) -> dict[str, Any]:
    """Every field; what is not there is null or empty."""
    told: dict[str, Any] = asdict(item)
    return told | {"theme": item.theme.value, "kind": item.kind.value, "roles": [role.value for role in item.roles]}


def item_from_json(told: Mapping[str, Any]) -> QuizItem:
    """The item; pydantic's ValidationError when the data means none."""
    item: QuizItem = registers.build("quiz_items", told)
    return item
