"""What quiz items' themes, kinds and levels are called. In both written forms."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.basics import Language, Text
from knowledge.quiz import Kind
from knowledge.quiz_topics import theme_named

KINDS: Mapping[Kind, Text] = {
    Kind.ONE: Text("ett riktig", "eitt rett"),
    Kind.SEVERAL: Text("flere riktige", "fleire rette"),
    Kind.TRUE_FALSE: Text("sant eller usant", "sant eller usant"),
    Kind.MATCH: Text("par", "par"),
    Kind.ORDER: Text("rekkefølge", "rekkjefølgje"),
    Kind.CASE: Text("kort sak", "kort sak"),
}
LEVELS: Mapping[int, Text] = {
    1: Text("1 – det alle folkevalgte bør vite", "1 – det alle folkevalde bør vite"),
    2: Text("2 – det en møter i en sak", "2 – det ein møter i ei sak"),
    3: Text("3 – detaljene", "3 – detaljane"),
}
_MORE_KINDS = {"ett rett": Kind.ONE, "eitt riktig": Kind.ONE, "flere rette": Kind.SEVERAL, "fleire riktige": Kind.SEVERAL}


def kind_named(words: str) -> Kind:
    """The kind that a writer calls so; one right where nothing is said."""
    by_label = {text.in_(language): kind for kind, text in KINDS.items() for language in ("nb", "nn")}
    return {**by_label, **_MORE_KINDS}.get(words.casefold(), Kind.ONE)


def theme_label(theme: str, language: Language) -> str:
    """The name of a theme; its key where there is no such theme any more."""
    return theme_named(theme).in_(language)
