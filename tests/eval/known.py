"""The words that are words already: a typing error must not make another of them by accident and be called the same question."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz.distance import OSA

from knowledge.shipped import CONTENT
from tests.eval.letters import plain

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
_WORD = re.compile(r"[^\W\d_]+")


@cache
def words() -> frozenset[str]:
    """Every word of the content, the templates and the user guides, without diacritics: a fair share of written Norwegian."""
    found: set[str] = set()
    for path in sorted(CONTENT.rglob("*.yaml")):
        found.update(_WORD.findall(plain(path.read_text(encoding="utf-8"))))
    for path in (*sorted((ROOT / "dialogs" / "templates").rglob("*.j2")), *sorted((ROOT / "docs").glob("bruk*.md"))):
        found.update(_WORD.findall(plain(path.read_text(encoding="utf-8"))))
    return frozenset(found)


@cache
def names() -> frozenset[str]:
    """The words of the municipalities' names, without diacritics."""
    words = frozenset(word for name in full_names() for word in name.split())
    return (words | frozenset(str(tables()["former"]).split())) - small_words()


@cache
def full_names() -> frozenset[str]:
    """The municipalities' names and what else they are called, without diacritics."""
    data = yaml.safe_load((CONTENT / "register" / "municipalities.yaml").read_text(encoding="utf-8"))
    called = (name for item in data["municipalities"] for name in (item["name"], *item.get("aliases", ())))
    return frozenset(" ".join(_WORD.findall(plain(name))) for name in called)


@cache
def is_name(word: str) -> bool:
    """True for a word of a municipality's name, also with the s of a genitive."""
    return plain(word) in names() or plain(word).removesuffix("s") in names()


@cache
def confusable(word: str, written: str) -> bool:
    """True when ``written``, a misspelling of ``word``, is a word or name itself or comes as near to another name."""
    bare, meant = plain(written), plain(word)
    if bare in words() or bare in names() or bare.removesuffix("s") in names():
        return True
    if not is_name(word):
        return any(abs(len(n) - len(bare)) < 2 and OSA.distance(bare, n, score_cutoff=1) < 2 for n in names() if len(n) > 4)
    away = OSA.distance(bare, meant)
    return any(n not in meant and OSA.distance(bare, n, score_cutoff=away) <= away for n in names() if len(n) > 2)


@cache
def tables() -> Mapping[str, Any]:
    """What variants of wording are made with: wordings.yaml."""
    text = (HERE / "wordings.yaml").read_text(encoding="utf-8")
    read: Mapping[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)  # «no» is a word here
    return read


@cache
def heads() -> tuple[str, ...]:
    """Nouns that compounds end in."""
    return tuple(str(tables()["heads"]).split())


@cache
def small_words() -> frozenset[str]:
    """Prepositions, pronouns and the like."""
    return frozenset(str(tables()["small"]).split())
