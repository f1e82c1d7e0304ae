"""What can be found beside cooperations and the words of cases: forms, paragraphs, municipalities, numbers of cases.

Few enough to be kept by word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from knowledge.legal import Act
from knowledge.model import Text, Words
from knowledge.snapshot import BODY, FIELD_WORDS, LOOSE, NAME, Knowledge
from knowledge.understanding.words import tokens

Kind = Literal["cooperation", "case", "form", "paragraph", "municipality"]


@dataclass(frozen=True, slots=True)
class Found:
    """Something that can be shown."""

    kind: Kind
    id: str
    """Of the record; of a paragraph its act and number, as references have them: ``koml 20-2``."""


class Findable:
    """The forms, paragraphs and municipalities of one snapshot, by the lemmas of their words."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._by_lemma: dict[str, dict[Found, float]] = {}
        self._order: dict[Found, int] = {}
        self.words: set[str] = set()
        """Every word that one of them has, folded."""
        self._add_forms()
        self._add_municipalities()
        self._add_paragraphs()
        self._file_numbers()

    @property
    def lemmas(self) -> Mapping[str, object]:
        """Every lemma that one of them has."""
        return self._by_lemma

    def having(self, lemma: str) -> Iterator[tuple[Found, float]]:
        """Those that have the lemma, and how much meeting it counts in each."""
        return iter(self._by_lemma.get(lemma, {}).items())

    def of(self, kind: Kind) -> Iterator[Found]:
        """Those of a kind, in order."""
        return (found for found in self._order if found.kind == kind)

    def place(self, found: Found) -> tuple[int, ...]:
        """Where it stands among those that fit alike: a municipality and a form before what they are about, a paragraph after."""
        return (2 if found.kind == "paragraph" else 0), self._order[found]

    @cached_property
    def acts(self) -> Mapping[str, str]:
        """The words that acts are called by, folded -> the act."""
        book, found = self._knowledge.law.book, {}
        for act in book.acts.values():
            for name in (act.id, act.name.nb, act.name.nn):
                folded = [t.folded for t in tokens(name)]
                if folded:
                    found[folded[0]] = act.id
        return found

    def numbered(self, number: str, acts: Sequence[str]) -> tuple[Found, ...]:
        """The paragraphs whose number begins so, the one with just that number first; of these acts, where some are named."""
        named = {self.acts[word] for word in acts}
        found = [p for p in self.of("paragraph") if number == "§" or p.id.split()[1].startswith(number)]
        found = [p for p in found if not named or p.id.split()[0] in named]
        return tuple(sorted(found, key=lambda p: (p.id.split()[1] != number, self._order[p])))

    # -- what there is ---------------------------------------------------------------------------------------------

    def _add(self, found: Found, *parts: tuple[float, Iterable[Text | Words]]) -> None:
        self._order[found] = len(self._order)
        for weight, texts in parts:
            self._file(found, dict.fromkeys(self._lemmas(texts), weight))

    def _file(self, found: Found, weights: Mapping[str, float]) -> None:
        for lemma, weight in weights.items():
            by = self._by_lemma.setdefault(lemma, {})
            by[found] = max(by.get(found, 0.0), weight)

    def _lemmas(self, texts: Iterable[Text | Words]) -> set[str]:
        lexicon, found = self._knowledge.lexicon, set[str]()
        phrases = (p for text in texts for p in (text.all() if isinstance(text, Words) else (text.nb, text.nn)))
        every = {(token.folded, token.text.isupper() and len(token.text) > 1) for p in phrases for token in tokens(p)}
        for folded in {folded for folded, initials in every if initials or folded not in lexicon.filler}:  # «SA» is no «sa»
            self.words.add(folded)
            found.update((lexicon.lemma(folded), *self._knowledge.vocabulary.terms(folded)))
        return found

    def _add_forms(self) -> None:
        names = self._knowledge.language.forms
        for form in sorted(self._knowledge.law.book.legal_forms.values(), key=lambda f: not f.current):
            called = names[form.id]
            self._add(
                Found("form", form.id.value),
                (NAME, (form.name, called.name, called.short, called.words)), (BODY, (form.summary,)), (LOOSE, (form.basis,)),
            )  # fmt: skip

    def _add_municipalities(self) -> None:
        for each in sorted(self._knowledge.register.municipalities.values(), key=lambda m: m.name):
            if each.id in self._knowledge.by_municipality:
                names = [Text(name, name) for name in (each.name, *each.names, *each.aliases, each.number)]
                self._add(Found("municipality", each.id), (NAME, names), (LOOSE, (Text(each.county, each.county),)))

    def _add_paragraphs(self) -> None:
        book = self._knowledge.law.book
        of_rule = {rule.id: (self._lemmas((rule.words,)), self._lemmas((rule.short,))) for rule in book.rules.values()}
        for act in book.acts.values():
            for number in sorted(self._numbers(act), key=_in_law):
                rules = [rule.id for rule, _ in self._knowledge.law.by_paragraph.get((act.id, number), ())]
                found = Found("paragraph", f"{act.id} {number}")
                self._add(found, (NAME, (self._title(act, number),)), (FIELD_WORDS, (act.name, Text(act.id, act.id))))
                often = Counter(lemma for rule in rules for lemma in of_rule[rule][0])
                # what most of its rules speak of is what the paragraph is about; of one rule alone less is known
                most = (NAME if act.held else FIELD_WORDS) - LOOSE
                self._file(found, {lemma: LOOSE + most * count / (len(rules) + 1) for lemma, count in often.items()})
                self._file(found, dict.fromkeys((lemma for rule in rules for lemma in of_rule[rule][1]), LOOSE))

    def _file_numbers(self) -> None:
        """The cases by the numbers that councils gave them: «84/2024»."""
        for case in self._knowledge.register.cases.values():
            given = [number for step in case.steps for number in (step.case_number, step.archive_number) if number]
            numbers = {token.folded for number in given for token in tokens(number) if token.folded[0].isdigit()}
            self.words |= numbers
            self._file(Found("case", case.id), dict.fromkeys(numbers, NAME))

    def _numbers(self, act: Act) -> set[str]:
        """The paragraphs that our rules rest on, and those whose text is at hand."""
        text = self._knowledge.law_texts.get(act.lovdata)
        resting = {number for key, number in self._knowledge.law.by_paragraph if key == act.id}
        return resting | {paragraph.number for paragraph in (text.paragraphs if text else ())}

    def _title(self, act: Act, number: str) -> Text:
        text = self._knowledge.law_texts.get(act.lovdata)
        paragraph = text.paragraph(number) if text else None
        return Text(paragraph.title, paragraph.title) if paragraph else Text("", "")


def _in_law(number: str) -> tuple[tuple[int, str], ...]:
    """The order that the paragraphs of an act stand in."""
    parts = (part.strip() for part in number.split("-"))
    return tuple((int(digits or 0), part) for part in parts for digits in ["".join(filter(str.isdigit, part))])
