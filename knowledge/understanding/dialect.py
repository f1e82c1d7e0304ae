"""Small words as people write them when they write as they speak, and the words of bokmål or nynorsk that they are read as."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from knowledge.understanding.stock import Stock
from knowledge.understanding.words import Token, fold


class Dialect:
    """The words of ``lexicon/dialect.yaml``. Their diacritics count: «hå» is «kva», but «ha» is not."""

    def __init__(self, data: Mapping[str, Mapping[str, str]]) -> None:
        self._always = {each: fold(word) for word, listed in data["always"].items() for each in listed.split()}
        self._fitting: dict[str, list[str]] = {}
        for word, listed in data["where_it_fits"].items():
            for each in listed.split():
                self._fitting.setdefault(each, []).append(fold(word))

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*self._always, *self._fitting)))

    def count(self, words: Sequence[Token]) -> int:
        """How many of the words are nothing but dialect."""
        return sum(word.text.lower() in self._always for word in words)

    def read(self, word: Token, before: str, after: str, stock: Stock, *, among: bool) -> str | None:
        """What the word is in bokmål or nynorsk, by what stands beside it; None when it is none of dialect.

        ``among``: other words of dialect stand in the question, so one that may be another word is likelier one of them.
        """
        text = word.text.lower()
        for meant in self._fitting.get(text, ()):
            fits = stock.together(before, meant) or stock.together(meant, after)
            instead = self._always.get(text, word.folded)
            if fits and (among or not (stock.together(before, instead) or stock.together(instead, after))):
                return meant
        return self._always.get(text)
