"""A question of law as its words show it: content words, numbers, negation, «må». Small words tell much here."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from knowledge.model import Text, Words
from knowledge.search import QueryTerm
from knowledge.understanding.clauses import plain_number
from knowledge.understanding.cues import Cues
from knowledge.understanding.vocabulary import Vocabulary
from knowledge.understanding.words import Lexicon, Token, fold, tokens

ANY_NUMBER = "#"
"""Where a number is asked about, a rule with another number speaks of the same."""
_BEFORE = 3
"""So many words before a negation tell whether it stands in a clause of its own."""
_YEAR = 4
_MOST_READ = 50_000
_AMOUNTS = frozenset(
    [
        "mange",
        "mye",
        "mykje",
        "lang",
        "lange",
        "lenge",
        "stor",
        "stort",
        "store",
        "hog",
        "hoy",
        "hoyt",
        "ofte",
        "langt",
        "tid",
        "gammal",
        "gammel",
    ]
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a question, or a phrase, says."""

    terms: tuple[QueryTerm, ...]
    negated: bool | None = False
    """None when it cannot be told."""
    must: bool = False
    """True when it speaks of a duty, not of what may be."""
    duty: bool = False
    """True when a word of duty stands anywhere in it."""
    may: bool = False
    amount: bool = False
    """True when it asks how many, how long, how often."""
    numbers: frozenset[str] = frozenset()
    restricting: frozenset[str] = frozenset()
    """Lemmas that narrow what is said: bare, alle, direkte."""
    lemmas: frozenset[str] = field(default_factory=frozenset)
    """Lemmas of the words; of a compound that is no word of its own, those of its parts."""
    forms: frozenset[str] = frozenset()
    """Forms that a phrase of ours names: it speaks of these alone."""
    spoken: frozenset[str] = frozenset()
    """The words themselves, folded, the small ones too: «hvem», «når», «får»."""


_ELECTS = Token("velger", fold("velger"), 0, 0)
_BEFORE_VERB = frozenset(
    ["som", "kven", "hvem", "kommunestyret", "kommunestyra", "representantskapet", "nemnda", "styret", "det", "dei", "de"]
)
_VERBS_FIRST = frozenset(["kan", "ma", "skal", "er", "har", "far", "bor", "vil"])


_TIE = "stemmelikhet"
_PRESENT, _MEETINGS = "stede", ("mote", "motet", "motene", "moter", "mota")
_SITS = frozenset({"sitte", "sitter", "sitje", "sit"})


def _even(words: Sequence[Token]) -> Iterator[int]:
    """Where «6 mot 6» begins: as many for as against."""
    for n, (one, between, other) in enumerate(zip(words, words[1:], words[2:], strict=False)):
        if one.folded == other.folded and between.folded == "mot" and plain_number(one.folded) is not None:
            yield n


def _elects(words: Sequence[Token], position: int) -> bool:
    """«Kven vel revisor?»: nynorsk «vel» is a verb after the one who elects, unless another verb has come before it."""
    if words[position].folded != "vel" or position == 0 or position + 1 == len(words):
        return False
    before = [w.folded for w in words[:position]]
    return before[-1] in _BEFORE_VERB and not _VERBS_FIRST & set(before[-3:])


def _attends(words: Sequence[Token], position: int) -> bool:
    """«Sitte i representantskapsmøtet»: to be there, not to be a member."""
    if words[position].folded not in _SITS:
        return False
    after = [w.folded for w in words[position + 1 : position + 3]]
    return len(after) > 1 and after[0] in ("i", "pa") and after[1].endswith(_MEETINGS)


class LawWords:
    """Reads words for the law. Built once; pure after that."""

    def __init__(self, data: Mapping[str, Any], phrases: Mapping[str, str], lexicon: Lexicon, vocabulary: Vocabulary) -> None:
        self._phrases = Cues({word: "|".join(filter(None, (phrases.get(word), data["phrases"].get(word))))
                              for word in {*phrases, *data["phrases"]}})  # fmt: skip
        self._lexicon, self._vocabulary = lexicon, vocabulary

        def words(key: str) -> frozenset[str]:
            return frozenset(fold(w) for w in data[key].split())

        self._grammar, self._negation, self._subordinate = words("grammar"), words("negation"), words("subordinate")
        self._must, self._may, self._restricting = words("must"), words("may"), words("restricting")
        self._numbers = {word.casefold(): f"#{number}" for word, number in data["numbers"].items()}
        self._apart = {fold(form): tuple(lemma.split("+")) for lemma, forms in data["apart"].items() for form in forms.split()}
        self._forms: Mapping[str, str] = data["forms"]
        self.own_lemmas = frozenset(lemma for lemmas in self._apart.values() for lemma in lemmas) | {ANY_NUMBER}
        """Lemmas that only the law has, since it tells apart what the register takes as one."""
        for group in data["same"]:
            named, *others = map(fold, group.split())
            first = tuple(lemma for word in named.split("+") for lemma in self._apart.get(word, (lexicon.lemma(word),)))
            self._apart |= dict.fromkeys((named, *others), first)
        self._cache: dict[str, Said] = {}
        self._read: dict[str, QueryTerm | None] = {}

    def of(self, phrase: str) -> Said:
        """What a phrase of ours says; kept."""
        kept = self._cache.get(phrase)
        if kept is None:
            kept = self._cache[phrase] = self._of(phrase)
        return kept

    def _of(self, phrase: str) -> Said:
        words = tokens(phrase)
        named = {n: self._forms[w.folded] for n, w in enumerate(words) if w.folded in self._forms}
        said = self.said(words, named)
        if named:
            return replace(said, forms=frozenset(named.values())) if said.terms else self.said(words)
        return said

    def said(self, words: Sequence[Token], skip: Collection[int] = (), before: str = "") -> Said:
        """What the words say, without those at ``skip``. ``before``: words of the question that this one leans on."""
        folded = [w.folded for w in words]
        spoken = frozenset(folded)
        terms = self._terms(words, skip, before)
        return Said(
            terms,
            False if spoken.isdisjoint(self._negation) else self._negated(words),
            not self._must.isdisjoint(folded[:2]),
            not spoken.isdisjoint(self._must),
            not spoken.isdisjoint(self._may),
            _asks_amount(folded),
            frozenset(t.lemmas[0] for t in terms if t.lemmas[0][0] == ANY_NUMBER),
            frozenset(map(self._lexicon.lemma, spoken & self._restricting)),
            frozenset(lemma for term in terms for lemma in (term.lemmas[:1] if term.whole else term.lemmas)),
            spoken=spoken,
        )

    def _terms(self, words: Sequence[Token], skip: Collection[int], before: str) -> tuple[QueryTerm, ...]:
        joined = self._phrases.find(words).positions
        skipped = {*skip, *(position for positions in joined.values() for position in positions)} if joined else skip
        # «trer vi ut av» says uttreden in several words; of phrases within each other the longest is meant
        longest = (word for word, at in joined.items() if not any(at < other for other in joined.values()))
        terms = [self._of_phrase(word) for word in sorted(longest) if fold(word) not in self._grammar]
        if before:
            spoken = {w.folded for w in words}
            terms += [term for t in tokens(before) if t.folded not in spoken and (term := self._term(t)) is not None]
        for n in _even(words):
            skipped = {*skipped, n, n + 1, n + 2}
            terms.append(self._of_phrase(_TIE))
        for n, word in enumerate(words):
            if _attends(words, n):
                terms.append(self._of_phrase(_PRESENT))
            elif n not in skipped:
                term = self._term(_ELECTS if word.folded == "vel" and _elects(words, n) else word)
                if term is not None:
                    terms.append(term)
        return tuple(terms)

    def lemmas(self, text: Text | Words) -> Iterator[str]:
        """The lemmas of all phrases, those of the parts of compounds too, for the index."""
        for phrase in (text.nb, text.nn) if isinstance(text, Text) else text.all():
            # whole texts of rules are read this once, so they are not kept
            for term in (self._cache.get(phrase) or self._of(phrase)).terms:
                yield from term.lemmas

    def _of_phrase(self, word: str) -> QueryTerm:
        folded = fold(word)
        return QueryTerm(word, self._apart.get(folded) or self._vocabulary.terms(folded) or (self._lexicon.lemma(folded),))

    def _term(self, word: Token) -> QueryTerm | None:
        text = word.text
        if text not in self._read:
            if len(self._read) > _MOST_READ:
                self._read.clear()
            self._read[text] = self._reading(word)
        return self._read[text]

    def _reading(self, word: Token) -> QueryTerm | None:
        number = self._numbers.get(word.text.casefold())
        if number is None and word.folded.isdigit() and len(word.folded) < _YEAR:
            number = f"#{int(word.folded)}"
        if number is not None:
            return QueryTerm(word.text, (number, ANY_NUMBER))
        if word.folded in self._grammar or len(word.folded) < 2 or not word.folded[0].isalpha():
            return None
        if word.folded in self._apart:
            lemmas = self._apart[word.folded]
            return QueryTerm(word.text, lemmas, len(lemmas) == 1)
        lemma = self._lexicon.lemma(word.folded)
        found = self._vocabulary.terms(word.folded) or (lemma,)
        return QueryTerm(word.text, found, found[0] == lemma or len(found) == 1)

    def _negated(self, words: Sequence[Token]) -> bool | None:
        """True when the words as a whole deny; None when a negation stands in a clause of its own, or two stand there."""
        found = 0
        for position, word in enumerate(words):
            if word.folded not in self._negation or self._tag(words, position):
                continue
            if any(w.folded in self._subordinate for w in words[max(position - _BEFORE, 0) : position]):
                return None
            found += 1
        return None if found > 1 else found == 1

    def _tag(self, words: Sequence[Token], position: int) -> bool:
        """«…, ikke sant?», «…, gjer ho ikkje?»: it asks for assent and denies nothing."""
        after = words[position + 1].folded if position + 1 < len(words) else ""
        if after in ("sant", "bare", "berre", "minst"):
            return True
        asks = ("gjor", "gjer", "er", "kan", "ma", "skal", "har")
        return not after and position > _BEFORE and any(w.folded in asks for w in words[position - 2 : position])


def _asks_amount(folded: Sequence[str]) -> bool:
    """«Hvor mange», «kor lenge», «hvor ofte»."""
    if "hvor" not in folded and "kor" not in folded and "ka" not in folded:
        return False
    return any(word in ("hvor", "kor", "ka") and after in _AMOUNTS for word, after in pairwise(folded))
