"""What the law says is found for everyday wordings, paragraph by paragraph."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests import worlds
from tests.eval import grader
from tests.worlds import Bot

ITEMS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "everyday.yaml").read_text(encoding="utf-8"))


@cache
def _answers() -> dict[str, str]:
    async def ask(bot: Bot) -> dict[str, str]:
        bot.day = date(2026, 9, 1)
        said = {item["id"]: await bot.ask(item["ask"], conversation=item["id"], user=item["id"]) for item in ITEMS}
        return {name: grader.shown(each.rendered) for name, each in said.items()}

    return worlds.with_bot("shipped", ask)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item["id"])
def test_an_everyday_question_finds_its_paragraph(item: dict[str, Any]) -> None:
    """The answer says what the paragraph says, names it, and is in the written form of the question."""
    assert grader.faults(item, _answers()[item["id"]]) == ()


def test_both_written_forms_are_asked() -> None:
    """There are more than a hundred questions in each of bokmål and nynorsk."""
    asked = [item["lang"] for item in ITEMS]

    assert min(asked.count("nb"), asked.count("nn")) > 100
