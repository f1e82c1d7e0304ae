"""The questions that variants are made of: every set of questions in the repository, and sets handed in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from knowledge.model import LANGUAGES, Language
from tests import worlds
from tests.eval import sentences
from tests.eval.sentences import Expected
from tests.questions import cases
from tests.questions.cases import Case
from tests.worlds import World

HELD_OUT = Path(__file__).parents[1] / "questions" / "heldout"


@dataclass(frozen=True)
class Base:
    """A question as somebody wrote it, and how to see whether an answer to it, or to a variant of it, is right."""

    id: str
    source: str
    """The set that it comes from."""
    language: Language
    turns: tuple[str, ...]
    """What is said; the last is the question."""
    world: World = "shipped"
    day: date = worlds.DAY
    case: Case | None = None
    """A promise of tests/questions."""
    graded: Mapping[str, Any] | None = None
    """A question of the open format."""
    expected: Expected | None = None
    """A sentence of our own: the reading reckoned from the register."""

    @property
    def words(self) -> str:
        """The question itself."""
        return self.turns[-1]


def of_cases() -> Iterator[Base]:
    """Every wording of every promise in tests/questions."""
    for case in cases.all_cases():
        for language in LANGUAGES:
            for number, words in enumerate(case.asked[language]):
                name = f"{case.world}/{case.name}/{language}{number}"
                yield Base(name, f"questions/{case.file.removesuffix('.yaml')}", language, (words,), case.world, case.as_of, case)


def of_set(path: Path) -> Iterator[Base]:
    """The questions of a file in the open format; their ids end in the written form."""
    for item in yaml.safe_load(path.read_text(encoding="utf-8")):
        turns = (item["ask"],) if isinstance(item["ask"], str) else tuple(item["ask"])
        language: Language = "nn" if str(item["id"]).endswith("-nn") else "nb"
        yield Base(f"{path.stem}/{item['id']}", f"sets/{path.stem}", language, turns, graded=item)


def of_sentences() -> Iterator[Base]:
    """Our own sentences, filled from the register."""
    for name, key, language, words, expected in sentences.questions():
        yield Base(name, f"sentences/{key.partition('/')[0]}", language, (words,), expected=expected)


def everything(more: Sequence[Path] = ()) -> tuple[Base, ...]:
    """All base questions, in a stable order; ``more`` are further files in the open format."""
    found = [*of_cases()]
    for path in (*sorted(HELD_OUT.glob("*.yaml")), *more):
        found.extend(of_set(path))
    return (*found, *of_sentences())
