"""The table of the law: what each form's law says on each of its sides, asked in both written forms through the one path.

The cells were written from the law alone, without sight of the product; their failures have been read since. A cell that the
product does not keep yet says why under ``gap``, by written form; ``python -m tests.law.settle`` puts these right after a run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from dialogs.model import Address, Message
from knowledge.model import LANGUAGES, Form, Language
from tests import worlds
from tests.worlds import Bot, Said

TABLE = Path(__file__).parent / "table"
MAIN = (
    Form.IPR.value,
    Form.KO.value,
    Form.ADMINISTRATIVE_HOST.value,
    Form.HOST_BOARD.value,
    Form.IKS.value,
)
LEAST_ASPECTS = 22
_KEYS = {"aspect", "ask", "answer", "certainty", "refs", "says", "never", "gap"}
_AGAINST = {"yes": ("no",), "no": ("yes",), "unsettled": ("yes", "no")}


@dataclass(frozen=True)
class Cell:
    """One thing that the law says of a form, and the number of its place in the form's file."""

    form: str
    number: int
    item: Mapping[str, Any]

    def gap(self, language: Language) -> str:
        """Why the product does not keep the cell in this written form; empty when it does."""
        return str(self.item.get("gap", {}).get(language, ""))


@cache
def cells() -> tuple[Cell, ...]:
    """Every cell of every file; AssertionError names what is malformed."""
    found = []
    for path in sorted(TABLE.glob("*.yaml")):
        for number, item in enumerate(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)):
            assert not set(item) - _KEYS, f"{path.name} {number}: unknown keys {set(item) - _KEYS}"
            found.append(Cell(path.stem, number, item))
    return tuple(found)


@cache
def outcomes() -> Mapping[tuple[str, int, Language], tuple[str, ...]]:
    """The faults of every cell in every written form, from one bot that each is asked apart."""
    return worlds.with_bot("shipped", _ask)


async def _ask(bot: Bot) -> dict[tuple[str, int, Language], tuple[str, ...]]:
    found: dict[tuple[str, int, Language], tuple[str, ...]] = {}
    lexicon = bot.live.understanding.knowledge.lexicon
    for cell in cells():
        for language in LANGUAGES:
            words = cell.item["ask"][language]
            locale = f"{language}-NO" if lexicon.language(words) is None else ""
            address = Address("console", f"u{len(found)}", f"c{len(found)}")
            try:
                said = await bot.say(Message(address, words, locale=locale))
            except Exception as error:  # one cell that breaks must not hide the others
                found[cell.form, cell.number, language] = (f"broke down: {error!r}",)
                continue
            found[cell.form, cell.number, language] = tuple(_faults(cell.item, language, said))
    return found


def _faults(item: Mapping[str, Any], language: Language, said: Said) -> Iterator[str]:
    reply, text = said.replies[0], " ".join(said.text.split())
    if reply.language != language:
        yield f"answered in {reply.language}"
    if not reply.key.startswith("law/"):
        yield f"replied {reply.key}"
        return
    numbers = sorted({ref.split()[1].split("/")[0] for ref in item["refs"]})
    if numbers and not any(re.search(_paragraph(number), text) for number in numbers):
        yield f"cites none of § {', '.join(numbers)}"
    yield from (f"does not say {p!r}" for p in item["says"][language] if not re.search(p, text, re.IGNORECASE))
    never = item.get("never", {}).get(language, ())
    yield from (f"says {p!r}" for p in never if re.search(p, text, re.IGNORECASE))
    if reply.facts.get("verdict") in _AGAINST.get(item["answer"], ()):
        yield f"says {reply.facts['verdict']}, not {item['answer']}"
    if reply.key == "law/rule" and reply.facts["rules"][0]["certainty"] not in item["certainty"]:
        yield f"rests on {reply.facts['rules'][0]['certainty']}, not on {' or '.join(item['certainty'])}"


def _paragraph(number: str) -> str:
    digits, letter = re.fullmatch(r"([\d-]+)([a-z]?)", number).groups()  # type: ignore[union-attr]
    return rf"§ {digits} ?{letter}\b" if letter else rf"§ {digits}(?![\d-])"


def _asked() -> list[Any]:
    found = []
    for cell in cells():
        for language in LANGUAGES:
            gap = cell.gap(language)
            marks = [pytest.mark.xfail(strict=True, reason=gap)] if gap else []
            ident = f"{cell.form} {cell.item['aspect']} {cell.number} {language}"
            found.append(pytest.param(cell, language, id=ident, marks=marks))
    return found


@pytest.mark.parametrize(("cell", "language"), _asked())
def test_the_law_is_told_as_the_table_has_it(cell: Cell, language: Language) -> None:
    """The answer is one of law, in the words' own form, with a paragraph of the cell, and no more certain than the cell."""
    assert [f"«{cell.item['ask'][language]}»: {fault}" for fault in outcomes()[cell.form, cell.number, language]] == []


def test_every_form_has_its_file_in_the_table() -> None:
    """Forms of the law book are all in the table, the repealed ones too; beside them stands what holds for all forms."""
    held = {path.stem for path in TABLE.glob("*.yaml")}
    elsewhere = {Form.HOST.value, Form.REGIONAL_COUNCIL.value}  # with its two kinds; and with what became of it

    assert set(worlds.knowledge("shipped").law.book.legal_forms) - elsewhere <= held
    assert {"generelt", "paragraf-28-1-vertskommune"} <= held


@pytest.mark.parametrize("form", MAIN)
def test_the_main_forms_are_told_on_all_sides(form: str) -> None:
    """The forms that people ask about most are in the table with at least 22 aspects each."""
    assert len({cell.item["aspect"] for cell in cells() if cell.form == form}) >= LEAST_ASPECTS


def test_every_cell_is_asked_in_both_written_forms() -> None:
    """A cell that has only bokmål or only nynorsk tells half of it."""
    for cell in cells():
        assert set(cell.item["ask"]) == set(cell.item["says"]) == set(LANGUAGES), f"{cell.form} {cell.number}"
        assert set(cell.item.get("gap", {})) <= set(LANGUAGES)
