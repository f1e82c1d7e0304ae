"""What a question asks of the rules of law, and whether it asks of the law at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from knowledge.law_found import Found
from knowledge.law_words import Said
from knowledge.legal import Answer
from knowledge.understanding.features import Features
from knowledge.understanding.law_forms import forms_named, of_a_council
from knowledge.understanding.words import fold

PLAIN, NAMES_ASPECT, SURELY = 0.7, 0.4, 0.85
"""Scores of what was found, and shares of the question: speaks of it plainly, names the aspect, speaks of just that."""
_CLAUSE = re.compile(r"[,.;:?!–]")
_SENTENCE = re.compile(r"[.!?:]")
_ENOUGH = 2
_TWO_PARTS = 3
_CONJOINS = frozenset({"eller", "og", "men"})
_CLEARLY = 0.3
OUTRIGHT = 1.25
"""A score that shows a question of law, also where the register could be asked so: «har de ansatte krav på plass i styret?»."""
_SLIGHT = 0.5
"""What a slip costs at most that leaves no doubt."""
_JOINS = frozenset({"siden", "sidan", "fordi", "ettersom", "nar", "hvis", "viss", "selv"})


def said_in_law(f: Features, beyond: bool = False) -> Said:
    """The question as the law's words show it, without the forms that it names, or the cooperation."""
    skip = set(forms_named(f))
    skip |= {p for name in ("greeting", "thanks", "count", "compare", "follow") for p in f.cues.positions.get(name, ())}
    skip |= {
        i for kind in ("paragraph", "date", "year", "municipality") for m in f.entities.of(kind) for i in range(m.start, m.end)
    }
    if beyond:
        kept = {t.text for t in f.beyond_name(f.all_terms)}
        skip |= {p for text, p in f.positions.items() if text not in kept}
    return f.knowledge.law.words.said(f.entities.tokens, skip, f.kept)


def found_in_law(f: Features, said: Said, forms: tuple[str, ...]) -> Found:
    """What the rules say to the question as a whole; first of all to what one clause of it takes wrongly for granted."""
    law = f.knowledge.law
    whole = law.search(said, forms)
    for clause in _clauses(f):
        part = law.search(clause, forms)
        if part.claim is not None and part.verdict is Answer.NO and part.claim is not whole.claim and len(clause.terms) > 2:
            rules = tuple(dict.fromkeys((*part.rules[:1], *whole.rules[:2])))
            return replace(part, rules=rules, score=max(part.score, whole.score))
    return _of_parts(f, forms, _of_last_sentence(f, forms, whole))


def _of_parts(f: Features, forms: tuple[str, ...], whole: Found) -> Found:
    """«Kan vi kreve innsyn, eller bestemmer direktøren?»: what each part asks, where a rule says more of one than of all."""
    parts = [found for clause in _clauses(f, _beside) if (found := f.knowledge.law.search(clause, forms)).rules]
    best = max((part.score for part in parts), default=0.0)
    telling = sorted((part for part in parts if part.score >= PLAIN), key=lambda part: -part.score)
    if best < OUTRIGHT or best < whole.score + _CLEARLY:
        of_parts = (part.rules[0] for part in telling if part.score >= OUTRIGHT)
        return replace(whole, rules=tuple(dict.fromkeys((*whole.rules[:1], *of_parts, *whole.rules[1:])))[:3])
    rules = tuple(dict.fromkeys((*(part.rules[0] for part in telling), *whole.rules[:1])))[:3]
    return Found(rules, best, aspect=telling[0].aspect)  # of a part alone no ja and no nei


def _of_last_sentence(f: Features, forms: tuple[str, ...], whole: Found) -> Found:
    """«Vi eier 60 prosent av et AS. Har kontrollutvalget innsyn?»: what is asked stands last, the rest tells of the case."""
    words = f.entities.tokens
    ends = [n for n in range(1, len(words)) if _SENTENCE.search(f.text[words[n - 1].end : words[n].start])]
    if not ends:
        return whole
    start = ends[-1]
    named = {i - start for i in forms_named(f) if i >= start}
    said = f.knowledge.law.words.said(words[start:], named)
    part = f.knowledge.law.search(said, forms)
    if len(said.terms) < _ENOUGH or not part.rules or part.score < PLAIN:
        return whole
    return replace(part, rules=tuple(dict.fromkeys((*part.rules, *whole.rules[:1])))[:3])


def asked_first(f: Features) -> str:
    """The first word of the last sentence, folded: «Jeg sitter i kommunestyret. Kan vi …?»."""
    words = f.entities.tokens
    starts = [n for n in range(1, len(words)) if _SENTENCE.search(f.text[words[n - 1].end : words[n].start])]
    return words[starts[-1]].folded if starts else f.first


def _begins(word: str, before: str) -> bool:
    """True where a clause begins."""
    return bool(_CLAUSE.search(before)) or word in _JOINS


def _beside(word: str, before: str) -> bool:
    """True where a question of its own begins: «…, eller …?», «…? Og …?»."""
    return bool(_SENTENCE.search(before)) or ("," in before and word in _CONJOINS)


def _clauses(f: Features, cut: Callable[[str, str], bool] = _begins) -> Iterator[Said]:
    """The clauses of a question that has several, each with two words at least."""
    words = f.entities.tokens
    cuts = [0, *(n for n in range(1, len(words)) if cut(words[n].folded, f.text[words[n - 1].end : words[n].start]))]
    cuts.append(len(words))
    if len(cuts) < _TWO_PARTS:
        return
    forms = {i for m in f.entities.of("form") for i in range(m.start, m.end)}
    for start, end in pairwise(cuts):
        said = f.knowledge.law.words.said(words[start:end], {i - start for i in forms if start <= i < end})
        if len(said.terms) > 1:
            yield said


def only_law(f: Features, said: Said) -> bool:
    """True when the question has a word that rules of law have in their one sentence, and no fact of the register.

    Where places, fields or a list of cooperations are asked for, such a word shows nothing.
    """
    if (f.slots.municipalities and not of_a_council(f)) or f.slots.regions or (listing(f) and f.speaks_of_cooperation()):
        return False
    law, facts = f.knowledge.law, f.knowledge.index
    mended = {t.text for t in f.entities.tokens if t.cost > _SLIGHT}  # such a word shows nothing for sure
    known = [t for t in said.terms if t.text not in mended and f.knowledge.vocabulary.has(fold(t.text))]
    telling = [t for t in known if law.telling(t.lemmas[0]) and facts.rarity(t.lemmas[0]) == facts.rarity("")]
    weight = sum(map(law.index.weight, telling))
    return bool(telling) and (not f.slots.fields or weight >= NAMES_ASPECT * sum(map(law.index.weight, said.terms)))


def lawful(f: Features, forms: tuple[str, ...]) -> bool:
    """True when the question is one of law by its words: a cue, a word that only the law has, an aspect of a form named."""
    if f.cues.any("law", "legal_aspect"):
        return True
    said = said_in_law(f)
    found = f.knowledge.law.search(said, forms)
    named = bool(forms) and not f.slots.municipalities and (found.aspect >= NAMES_ASPECT or found.share >= NAMES_ASPECT)
    if forms and not f.slots.municipalities and found.score >= SURELY and f.says("kan", "ma", "skal", "far"):
        return True
    if (forms or "form_word" in f.cues) and not f.places and found.score >= OUTRIGHT:
        return True
    return (named and found.score >= PLAIN) or (found.score >= PLAIN and only_law(f, said))


def listing(f: Features) -> bool:
    """«Hvilke samarbeid …», «hvem er med …»: the register is asked."""
    return f.cues.any("list", "which", "which_municipalities", "member", "partners", "count")
