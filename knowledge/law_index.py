"""The rules made searchable: which rules speak of what a question asks, for which form, and what they say to its claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from knowledge.legal import Claim, LawBook, Ref, Rule
from knowledge.model import Form, Language, Text, Words
from knowledge.search import Doc, Hit, Index, QueryTerm
from knowledge.understanding.words import Lexicon, Vocabulary, tokens

FAMILIES: Mapping[str, tuple[str, ...]] = {
    Form.HOST.value: (Form.HOST.value, Form.ADMINISTRATIVE_HOST.value, Form.HOST_BOARD.value),
    Form.ADMINISTRATIVE_HOST.value: (Form.ADMINISTRATIVE_HOST.value, Form.HOST.value),
    Form.HOST_BOARD.value: (Form.HOST_BOARD.value, Form.HOST.value),
}
"""A form and those whose rules hold for it too."""
_NAME, _BODY, _CLAIM = 1.0, 0.75, 0.85
_CLAIMED = 0.4
"""A claim must account for this share of the question to be answered as one."""

_SURE_CLAIM, _SURE_MET = 0.5, 2.0
"""Below these the rule is told without ja or nei: wrong is worse than unsaid."""


@dataclass(frozen=True, slots=True)
class Found:
    """Rules that answer, the best first, and the claim of the first that the question makes."""

    rules: tuple[Rule, ...]
    score: float
    claim: Claim | None = None
    claimed: Rule | None = None
    sure: bool = False
    """True when the claim, or the rule's words, account for so much of the question that ja or nei may be said."""


class LawIndex:
    """Search over the rules of one law book. Built once; pure after that."""

    def __init__(self, book: LawBook, lexicon: Lexicon, vocabulary: Vocabulary) -> None:
        self.book = book
        self._lexicon, self._vocabulary = lexicon, vocabulary
        self._claims: dict[int, tuple[frozenset[str], ...]] = {}
        self.index = Index(self._docs())

    def _docs(self) -> Iterator[tuple[Doc, Mapping[str, float]]]:
        for rule in self.book.rules.values():
            aspect = self.book.aspects[rule.aspect]
            body: list[Text] = [rule.short, *(t for t in (rule.text, rule.earlier) if t), *rule.exceptions]
            body += [entry.text for entry in rule.entries]
            claimed = [claim.words for claim in rule.claims]
            terms = self._terms(
                (_NAME, (aspect.name, aspect.words, rule.words)),
                (_CLAIM, claimed),
                (_BODY, [*body, *(c.text for c in rule.claims)]),
            )
            form = frozenset([rule.form.value]) if rule.form else frozenset()
            # an index doc keeps the form where other facts keep their cooperations
            yield Doc("rule", rule.id, rule.aspect, cooperations=form, fact=rule), terms

    def _terms(self, *parts: tuple[float, Sequence[Text | Words]]) -> dict[str, float]:
        terms: dict[str, float] = {}
        for weight, texts in parts:
            for text in texts:
                for lemma in self._lemmas(text):
                    if terms.get(lemma, 0.0) < weight:
                        terms[lemma] = weight
        return terms

    def _lemmas(self, text: Text | Words) -> Iterator[str]:
        phrases = (text.nb, text.nn) if isinstance(text, Text) else text.all()
        for phrase in phrases:
            for token in tokens(phrase):
                if token.folded not in self._lexicon.filler:
                    yield from self._vocabulary.terms(token.folded) or (self._lexicon.lemma(token.folded),)

    def search(self, terms: Sequence[QueryTerm], forms: Sequence[str], words: frozenset[str]) -> Found:
        """The rules that the words ask for. ``words``: all lemmas of the question, small ones too, to recognise claims by."""
        wanted = {family for form in forms for family in FAMILIES.get(form, (form,))}

        def keep(doc: Doc) -> bool:
            return not wanted or not doc.cooperations or bool(doc.cooperations & wanted)

        hits = [self._weighed(hit, forms, wanted, words, terms) for hit in self.index.search(terms, keep=keep, limit=80)]
        hits.sort(key=lambda hit: -hit.score)
        if not hits:
            return Found((), 0.0)
        best = hits[0]
        rules = [h.doc.fact for h in hits if h.doc.part == best.doc.part and h.score >= best.score - 0.2][:3]
        if best.doc.fact not in rules:
            rules.insert(0, best.doc.fact)
        claim, owner, share = self._claim(rules, words, terms)
        if share < _CLAIMED:
            claim, owner = None, None
        met = sum(self.index.weight(t) for t in terms if t.text in best.met)
        sure = share >= _SURE_CLAIM if claim else not best.missed and met >= _SURE_MET
        return Found(tuple(rules), best.score, claim, owner, sure)

    def _weighed(
        self, hit: Hit, forms: Sequence[str], wanted: set[str], words: frozenset[str], terms: Sequence[QueryTerm]
    ) -> Hit:
        doc, bonus = hit.doc, 0.0
        if wanted:
            if doc.cooperations & set(forms):
                bonus += 0.2
            elif doc.cooperations:
                bonus += 0.15
            else:
                bonus -= 0.1
        elif doc.cooperations:
            bonus -= 0.15  # nobody named a form: what holds for all comes first
        bonus += 0.3 * self._claim([doc.fact], words, terms)[2]
        return Hit(doc, hit.score + bonus, hit.met, hit.missed)

    def _claim(
        self, rules: Sequence[Rule], words: frozenset[str], terms: Sequence[QueryTerm]
    ) -> tuple[Claim | None, Rule | None, float]:
        """The claim that the question makes most fully, whose it is, and the share of the question that it accounts for."""
        whole = sum(map(self.index.weight, terms)) or 1.0
        best: tuple[Claim | None, Rule | None, float] = (None, None, 0.0)
        for rule in rules:
            for claim in rule.claims:
                for lemmas in self._claimed(claim):
                    if lemmas <= words:
                        share = min(sum(map(self.index.rarity, lemmas)) / whole, 1.0)
                        if share > best[2]:
                            best = (claim, rule, share)
        return best

    def _claimed(self, claim: Claim) -> tuple[frozenset[str], ...]:
        """The lemmas of each phrase that the claim is recognised by; reckoned once."""
        key = id(claim)
        if key not in self._claims:
            phrases = (frozenset(self._lemmas(Text(phrase, phrase))) for phrase in claim.words.all())
            self._claims[key] = tuple(lemmas for lemmas in phrases if lemmas)
        return self._claims[key]

    def rule_for(self, form: str, aspect: str) -> tuple[Rule, ...]:
        """The rules of a form in an aspect, surest first."""
        wanted = FAMILIES.get(form, (form,))
        found = [r for r in self.book.rules.values() if r.aspect == aspect and r.form and r.form.value in wanted]
        return tuple(sorted(found, key=lambda r: (wanted.index(r.form.value) if r.form else 9, r.certainty.value != "law")))


_ORDINALS: Mapping[Language, tuple[str, ...]] = {
    "nb": (
        "første",
        "andre",
        "tredje",
        "fjerde",
        "femte",
        "sjette",
        "sjuende",
        "åttende",
        "niende",
        "tiende",
        "ellevte",
        "tolvte",
    ),
    "nn": (
        "første",
        "andre",
        "tredje",
        "fjerde",
        "femte",
        "sjette",
        "sjuande",
        "åttande",
        "niande",
        "tiande",
        "ellevte",
        "tolvte",
    ),
}


def spelled(book: LawBook, refs: Sequence[str], language: Language) -> list[str]:
    """References as a reader writes them: «kommuneloven § 19-4 fjerde ledd bokstav g». Each once."""
    told: list[str] = []
    for text in refs:
        ref = Ref.parse(text)
        act = book.acts[ref.act].name.in_(language)
        words = f"{act} § {ref.paragraph}"
        if ref.ledd:
            words += f" {_ORDINALS[language][ref.ledd - 1]} ledd"
        if ref.letter:
            words += f" nr. {ref.letter[2:]}" if ref.letter.startswith("nr") else f" bokstav {ref.letter}"
        if words not in told:
            told.append(words)
    return told
