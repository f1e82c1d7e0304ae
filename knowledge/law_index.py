"""The rules made searchable: which rules speak of what a question asks, for which form, and what they say to its claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from knowledge.law import by_paragraph
from knowledge.law_found import Found
from knowledge.law_phrases import by_lemma, met, of_aspects, of_rules
from knowledge.law_words import ANY_NUMBER, LawWords, Said
from knowledge.legal import Answer, Certainty, Claim, LawBook, Ref, Rule
from knowledge.model import Form
from knowledge.search import Doc, Index, QueryTerm

FAMILIES: Mapping[str, tuple[str, ...]] = {
    Form.HOST.value: (Form.HOST.value, Form.ADMINISTRATIVE_HOST.value, Form.HOST_BOARD.value),
    Form.ADMINISTRATIVE_HOST.value: (Form.ADMINISTRATIVE_HOST.value, Form.HOST.value),
    Form.HOST_BOARD.value: (Form.HOST_BOARD.value, Form.HOST.value),
}
"""A form and those whose rules hold for it too."""
_NAME, _SHORT, _OF_ASPECT, _CLAIM, _BODY = 1.0, 1.0, 0.85, 0.9, 0.5
"""How much meeting a word counts by where it stands in the rule."""
_SAME, _ANOTHER = 0.8, 0.6
_PHRASED, _ALONE = 0.35, 0.8
"""What having one of the rule's own phrases in full adds at most; and what is left of it for a phrase of one word."""
_WORDED, _MOST_WORDS, _AS_SPOKEN = 0.25, 4, 0.6
"""What it adds at most that a phrase met has the question's small words too, by how many; so much of the phrase must be there."""
_ASPECT, _CLAIMED = 0.7, 0.35
"""What naming the aspect, and making one of the rule's claims, add at most."""
_UNSAID = (0.0, 0.0)
_OF_ALL = 0.5
_CLAIMED_OF_ONE = 0.2
"""What a claim of one form's rule adds, where no form is named."""
_OWN_FORM, _KIN, _GENERAL, _OTHERS = 0.2, 0.15, -0.05, -0.3
_RARE = 2.0
_KEPT = 8
_NUMBER = 0.15
"""What telling a number adds where one is asked for."""
_HALF, _LITTLE = 0.5, 2.0
_SURER = {Certainty.LAW: 0.03, Certainty.SILENT: -0.03}
_BESIDE = 0.25
"""Rules of the same aspect as good as the best but for this are told with it."""
_LEAST_CLAIM = 0.4
"""A claim must account for this share of the question to be answered as one."""
_SURE = 0.75
"""Below this share the rule is told without ja or nei: wrong is worse than unsaid."""
_FLIPPED = {Answer.YES: Answer.NO, Answer.NO: Answer.YES}


@dataclass(frozen=True, slots=True)
class _Match:
    claim: Claim | None = None
    rule: Rule | None = None
    share: float = 0.0
    phrase: Said | None = None


class LawIndex:
    """Search over the rules of one law book. Built once; pure after that."""

    def __init__(self, book: LawBook, words: LawWords) -> None:
        self.book, self.words = book, words
        self._phrases = by_lemma(of_rules(book, words))
        self._of_aspect = by_lemma(of_aspects(book, words))
        self.index = Index(self._docs())
        self._lately = lru_cache(maxsize=_KEPT)(self._searched)
        texts = (text for rule in book.rules.values() for text in (rule.short, rule.words))
        self._spoken = frozenset(lemma for text in texts for lemma in words.lemmas(text)) - words.own_lemmas

    @cached_property
    def by_paragraph(self) -> Mapping[tuple[str, str], tuple[tuple[Rule, tuple[Ref, ...]], ...]]:
        """Act and paragraph -> the rules that rest on it, each with all its references in their order."""
        return by_paragraph(self.book)

    def _docs(self) -> Iterator[tuple[Doc, Mapping[str, float]]]:
        for rule in self.book.rules.values():
            terms: dict[str, float] = {}
            parts = (
                (_NAME, (rule.words,)),
                (_SHORT, (rule.short,)),
                (_OF_ASPECT, (self.book.aspects[rule.aspect].name, self.book.aspects[rule.aspect].words)),
                (_CLAIM, tuple(claim.words for claim in rule.claims)),
                (_BODY, (*filter(None, (rule.text, rule.earlier)), *rule.exceptions, *(e.text for e in rule.entries))),
            )
            for weight, texts in parts:
                for text in texts:
                    for lemma in self.words.lemmas(text):
                        terms.setdefault(lemma, weight * _number_weight(lemma))
            form = frozenset([rule.form.value]) if rule.form else frozenset()
            # an index doc keeps the form where other facts keep their cooperations
            yield Doc("rule", rule.id, rule.aspect, cooperations=form, fact=rule), terms

    def telling(self, lemma: str) -> bool:
        """True for a lemma that few rules have in their one sentence or their words: «eierskapskontroll», «klageinstans»."""
        return lemma in self._spoken and self.index.rarity(lemma) > _RARE

    def search(self, said: Said, forms: Sequence[str]) -> Found:
        """The rules that the words ask for, and what they say to it."""
        return self._lately(said, tuple(forms))  # one question is looked at by several readings

    def _searched(self, said: Said, forms: tuple[str, ...]) -> Found:
        wanted = {family for form in forms for family in FAMILIES.get(form, (form,))}

        def keep(doc: Doc) -> bool:
            return not wanted or not doc.cooperations or bool(doc.cooperations & wanted)

        named_aspects = self.aspects(said)
        aspects = dict(named_aspects)
        if wanted and not aspects and self._weight(said.terms) < _LITTLE:
            aspects["purpose"] = 2.0  # «kan kommuner samarbeide gjennom et AS?»: whether the form may be used at all
        claims, named = self._matches(said, wanted)
        hits: list[tuple[float, float, Doc]] = []
        for doc, score in self.index.scored(said.terms, "rule", keep=keep, limit=80):
            claimed = _CLAIMED if wanted or not doc.cooperations else _CLAIMED_OF_ONE
            bonus = _ASPECT * aspects.get(doc.part, 0.0) + claimed * claims.get(doc.fact.id, _Match()).share
            by_words, by_wording = named.get(doc.fact.id, _UNSAID)
            # what is worded as the question is told of a form that was named only by the form's own rules
            worth = _OF_ALL if wanted and not doc.cooperations else 1.0
            bonus += worth * by_words + self._standing(doc, forms, wanted, said)
            hits.append((score + bonus, worth * by_wording, doc))
        hits.sort(key=lambda hit: -hit[0] - hit[1])
        if not hits:
            return Found((), 0.0)
        most, wording, best = hits[0]
        beside = (doc for score, _, doc in hits if doc is best or (doc.part == best.part and score >= most - _BESIDE))
        rules = tuple(doc.fact for doc in beside)[:3]
        if wanted:  # what the form's own law says goes before what holds for all
            rules = tuple(sorted(rules, key=lambda rule: rule.form is None))
        own = [rule for rule in rules if rule.form] if wanted and rules[0].form else rules
        match = max((claims[rule.id] for rule in own if rule.id in claims), key=lambda m: m.share, default=_Match())
        found = Found(rules, most + wording, aspect=named_aspects.get(best.part, 0.0))
        if match.claim is not None and match.share >= _LEAST_CLAIM:
            found = replace(found, claim=match.claim, claimed=match.rule, share=match.share)
        speaker = found.claimed or rules[0]
        if wanted and speaker.form is None:
            return found  # what holds for all may be otherwise for the form that was named: no ja and no nei
        return self._judged(found, match, said) if found.claim else self._told(found, said)

    def _standing(self, doc: Doc, forms: Sequence[str], wanted: set[str], said: Said) -> float:
        """What a rule gains or loses by whose it is, how sure it is, and by telling a number where one is asked for."""
        gain = _SURER.get(doc.fact.certainty, 0.0)
        if wanted and doc.cooperations:
            gain += _OWN_FORM if doc.cooperations & set(forms) else _KIN
        elif wanted:
            gain += _GENERAL
        elif doc.cooperations:
            gain += _OTHERS  # nobody named a form: what holds for all comes first
        if (said.amount or said.numbers) and self.words.of(doc.fact.short.nb).numbers:
            gain += _NUMBER
        return gain

    def _matches(self, said: Said, forms: set[str]) -> tuple[Mapping[str, _Match], Mapping[str, tuple[float, float]]]:
        """By rule: the claim that the question makes most fully, and what one of the rule's phrases adds by words, by wording."""
        whole = self._weight(said.terms) or 1.0
        claims: dict[str, _Match] = {}
        named: dict[str, tuple[float, float]] = {}
        for lemma in said.lemmas:
            for phrase in self._phrases.get(lemma, ()):
                rule, told = phrase.rule, phrase.said
                if not told.forms - ({rule.form.value} if rule.form else set()) <= forms:
                    continue
                if phrase.claim is None and told.negated is not False and said.negated is False:
                    continue  # «ikke eget rettssubjekt» is not met by «eget rettssubjekt»
                if not all(met(term, said.lemmas) for term in told.terms):
                    continue
                shared = [t for t in said.terms if (set(t.lemmas) - {ANY_NUMBER}) & told.lemmas]
                share = min(self._weight(shared) / whole, 1.0)
                if len(told.terms) == 1 and len(said.terms) > 1:
                    share *= _ALONE  # one word alone makes a poor phrase
                if phrase.claim is None:
                    worth = (_PHRASED * share, _WORDED * _worded(told.spoken, said.spoken))
                    named[rule.id] = max(named.get(rule.id, _UNSAID), worth, key=sum)
                elif rule.id not in claims or share > claims[rule.id].share:
                    claims[rule.id] = _Match(phrase.claim, rule, share, told)
        return claims, named

    def aspects(self, said: Said) -> Mapping[str, float]:
        """The share of the question that names each aspect: by a phrase of the aspect that is there in full, and by it alone."""
        named: dict[str, set[str]] = {}
        for phrase in (each for lemma in said.lemmas for each in self._of_aspect.get(lemma, ())):
            if all(met(term, said.lemmas) for term in phrase.said.terms):
                for lemma in phrase.said.lemmas:
                    named.setdefault(lemma, set()).add(phrase.id)
        whole = self._weight(said.terms) or 1.0
        shares: dict[str, float] = {}
        for term in said.terms:
            aspects = set().union(*(named.get(lemma, ()) for lemma in term.lemmas))
            for aspect in (each for each in self.book.aspects if each in aspects):  # the same order at every start
                shares[aspect] = shares.get(aspect, 0.0) + self.index.weight(term) / len(aspects) / whole
        return shares

    def _weight(self, terms: Sequence[QueryTerm]) -> float:
        return sum(map(self.index.weight, terms))

    def _judged(self, found: Found, match: _Match, said: Said) -> Found:
        claim, phrase = match.claim, match.phrase
        assert claim is not None
        assert phrase is not None
        if said.negated is None or match.share < _SURE or not said.numbers <= phrase.numbers:
            return found
        if not said.restricting <= phrase.lemmas | phrase.restricting:
            return found
        if any(set(t.lemmas) & phrase.lemmas and not _whole_in(t, phrase.lemmas) for t in said.terms):
            return found  # «kommunestyremedlemmer» are not what a phrase says of kommunestyret
        truth = _FLIPPED.get(claim.holds, claim.holds) if phrase.negated else claim.holds
        if truth is Answer.YES and said.must and self.words.of(claim.text.nb).may and not phrase.duty:
            return found  # what may be is not what must be
        if truth is Answer.NO and phrase.duty and not said.duty:
            return found  # what need not be may still be
        return replace(found, verdict=truth, contradicts=bool(said.negated) and truth is Answer.YES)

    def _told(self, found: Found, said: Said) -> Found:
        """Ja or nei by the rule itself, when its one sentence speaks of all that was asked and of nothing narrower."""
        rule = found.rules[0]
        short = [self.words.of(rule.short.nb), self.words.of(rule.short.nn)]
        lemmas = frozenset(lemma for each in short for lemma in each.lemmas)
        explained = all(set(t.lemmas) & lemmas for t in said.terms)
        asked = max(sum(bool(set(t.lemmas) & said.lemmas) for t in each.terms) / max(len(each.terms), 1) for each in short)
        numbers = said.numbers <= frozenset(n for each in short for n in each.numbers)
        if said.negated is None or not explained or asked < _HALF or not numbers or len(said.terms) < 2:
            return found
        if rule.answer is Answer.YES and said.must and short[0].may:
            return found
        return replace(found, verdict=rule.answer, contradicts=bool(said.negated) and rule.answer is Answer.YES)

    def rule_for(self, form: str, aspect: str) -> tuple[Rule, ...]:
        """The rules of a form in an aspect, surest first."""
        wanted = FAMILIES.get(form, (form,))
        found = [r for r in self.book.rules.values() if r.aspect == aspect and r.form and r.form.value in wanted]
        return tuple(sorted(found, key=lambda r: (wanted.index(r.form.value) if r.form else 9, r.certainty.value != "law")))


def _worded(phrase: frozenset[str], question: frozenset[str]) -> float:
    """How nearly the phrase is worded as the question is, from 0 to 1: «hvem kan skrive under», not only «skrive under»."""
    common = len(phrase & question)
    return min(common - 1, _MOST_WORDS) / _MOST_WORDS if common > 1 and common >= _AS_SPOKEN * len(phrase) else 0.0


def _number_weight(lemma: str) -> float:
    """A number is met by the same number, and nearly as well by another: a rule with another number speaks of the same."""
    return 1.0 if lemma[0] != ANY_NUMBER else _ANOTHER if lemma == ANY_NUMBER else _SAME


def _whole_in(term: QueryTerm, lemmas: frozenset[str]) -> bool:
    """True when a phrase has the word itself, or all of a compound's parts: more than «kommunestyre» of its members."""
    if term.lemmas[0][0] == ANY_NUMBER:
        return True  # numbers are compared by themselves
    return (term.whole and term.lemmas[0] in lemmas) or set(term.lemmas[term.whole :]) <= lemmas
