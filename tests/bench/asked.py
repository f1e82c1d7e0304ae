"""All questions of the question sets, by kind: what understanding alone is measured on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from knowledge.model import LANGUAGES
from tests.questions import cases

HELDOUT = Path(cases.__file__).parent / "heldout"


def questions() -> tuple[tuple[str, str], ...]:
    """Kind and words, each wording once; of a conversation its first turn."""
    return tuple(dict.fromkeys((*_of_cases(), *_of_sets())))


def _of_cases() -> Iterator[tuple[str, str]]:
    for case in (*cases.all_cases(), *cases.known_gaps()):
        if case.world == "shipped":
            for form in LANGUAGES:
                yield from ((case.file.removesuffix(".yaml"), words) for words in case.asked[form])


def _of_sets() -> Iterator[tuple[str, str]]:
    for path in sorted(HELDOUT.glob("*.yaml")):
        for item in yaml.safe_load(path.read_text(encoding="utf-8")):
            turns = [item["ask"]] if isinstance(item["ask"], str) else item["ask"]
            yield str(item["kind"]), turns[0]
