"""The phrases that rules and aspects are found by, filed so that a question meets them without reading them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from knowledge.law_words import LawWords, Said
from knowledge.legal import Claim, LawBook, Rule
from knowledge.model import Words
from knowledge.search import QueryTerm


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that a rule is found by: one of its words, or of a claim."""

    rule: Rule
    claim: Claim | None
    said: Said


@dataclass(frozen=True, slots=True)
class AspectPhrase:
    """A phrase that an aspect is named by."""

    id: str
    said: Said


_Told = TypeVar("_Told", Phrase, AspectPhrase)


def of_rules(book: LawBook, words: LawWords) -> Iterator[Phrase]:
    """Every phrase of every rule, its words and its claims."""
    for rule in book.rules.values():
        told: list[tuple[Claim | None, Words]] = [(None, rule.words), *((claim, claim.words) for claim in rule.claims)]
        for claim, each in told:
            yield from (Phrase(rule, claim, words.of(text)) for text in dict.fromkeys(each.all()))


def of_aspects(book: LawBook, words: LawWords) -> Iterator[AspectPhrase]:
    """Every phrase of every aspect, its name included."""
    for aspect in book.aspects.values():
        for text in sorted({aspect.name.nb, aspect.name.nn, *aspect.words.all()}):
            yield AspectPhrase(aspect.id, words.of(text))


def by_lemma(phrases: Iterable[_Told]) -> Mapping[str, tuple[_Told, ...]]:
    """Phrases under the lemmas that their rarest word may be met by: few are then looked at in vain."""
    told = tuple(phrases)
    common = Counter(lemma for phrase in told for term in phrase.said.terms for lemma in term.lemmas[:2])
    found: dict[str, list[_Told]] = {}
    for phrase in told:
        if phrase.said.terms:
            rarest = min(phrase.said.terms, key=lambda term: sum(common[lemma] for lemma in term.lemmas[:2]))
            for lemma in dict.fromkeys(rarest.lemmas[:2]):
                found.setdefault(lemma, []).append(phrase)
    return {lemma: tuple(under) for lemma, under in found.items()}


def met(term: QueryTerm, lemmas: frozenset[str]) -> bool:
    """True when the question has the word, or a compound's parts: «rapporteringsplikt», «plikt til å rapportere»."""
    parts = term.lemmas[1:] if term.whole else term.lemmas
    return term.lemmas[0] in lemmas or (len(parts) > 1 and set(parts) <= lemmas)
