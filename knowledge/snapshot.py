"""An immutable picture of all that is known at one revision, with the indexes that answering needs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from sys import intern
from typing import Any, TypeVar

import yaml

from knowledge import law
from knowledge.drift import LawTexts
from knowledge.law_index import LawIndex
from knowledge.law_words import LawWords
from knowledge.legal import LawBook
from knowledge.model import (
    About,
    Case,
    Citation,
    Cooperation,
    Form,
    Language,
    Register,
    Step,
    Text,
    Words,
)
from knowledge.search import Doc, DocKind, Index
from knowledge.shipped import CONTENT
from knowledge.understanding.vocabulary import Vocabulary
from knowledge.understanding.words import Lexicon, fold, spelled, tokens

NAME, FIELD_WORDS, BODY, LOOSE = 1.0, 0.8, 0.75, 0.5
"""How much meeting a word counts by where it stands: a name, a field's words, the sentence, what is merely near."""


T = TypeVar("T")
_Indexed = tuple[Doc, Mapping[str, float]]
"""A fact, and its lemmas with how much meeting each counts."""


@dataclass(frozen=True, slots=True)
class FormName:
    """What a form is called."""

    form: Form
    name: Text
    short: Text
    words: Words


@dataclass(frozen=True, slots=True)
class Language_:
    """What we know of the language itself, read once per process."""

    lexicon: Lexicon
    forms: Mapping[Form, FormName]
    units: Mapping[str, Mapping[Language, tuple[str, str]]]
    risky_names: frozenset[str]
    law: LawBook
    """The rules of law that we ship."""
    bodies: Mapping[str, str]
    """Each word for a body that decides or advises -> our name for it."""


def _yaml(name: str) -> Any:
    with (CONTENT / name).open(encoding="utf-8") as file:
        # every scalar stays text: the base loader makes nothing of what it reads
        return yaml.load(file, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506


def _text(value: Any) -> Text:
    return Text(value, value) if isinstance(value, str) else Text(value["nb"], value["nn"])


def read_language() -> Language_:
    """The lexicon, the names of forms and the units, from the shipped content."""
    forms = {}
    for item in _yaml("lexicon/forms.yaml"):
        words = Words(tuple(item["words"]["nb"]), tuple(item["words"]["nn"]))
        form = Form(item["form"])
        forms[form] = FormName(form, _text(item["name"]), _text(item["short"]), words)
    names = _yaml("lexicon/names.yaml")
    units = {
        key: {"nb": (unit["nb"][0], unit["nb"][1]), "nn": (unit["nn"][0], unit["nn"][1])}
        for key, unit in _yaml("units.yaml").items()
    }
    book = law.shipped_book()
    beside = {"only": _yaml("lexicon/one_form.yaml"), "kinds": _yaml("lexicon/kinds.yaml")}
    lexicon = Lexicon(_yaml("lexicon/words.yaml") | beside, _yaml("lexicon/equivalents.yaml"))
    lexicon.learn(law.texts(book))
    return Language_(
        lexicon=lexicon,
        forms=forms,
        units=units,  # type: ignore[arg-type]  # the keys are the two languages
        risky_names=frozenset(map(fold, names["risky"].split())),
        law=book,
        bodies={fold(w): item["body"] for item in _yaml("lexicon/bodies.yaml") for w in item["words"].split()},
    )


class Knowledge:
    """All records of one revision, ready to be asked. Never changed after it is made; safe to share."""

    def __init__(
        self,
        register: Register,
        language: Language_,
        revision: int = 0,
        law_texts: LawTexts | None = None,
        stale_rules: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self.register = register
        self.language = language
        self.lexicon = language.lexicon
        self.revision = revision
        self._reckoned: dict[Hashable, Any] = {}
        self._holders: dict[str, frozenset[str]] = {}
        self.law_texts: LawTexts = law_texts or {}
        self.stale_rules: Mapping[str, tuple[str, ...]] = stale_rules or {}
        self.order = {cooperation: number for number, cooperation in enumerate(register.cooperations)}
        self.by_member = self._group(lambda c: c.municipality_ids())
        self.by_municipality = self._group(lambda c: (*c.municipality_ids(), *c.outside_ids()))
        self.by_field = self._group(lambda c: c.fields)
        self.by_form = self._group(lambda c: dict.fromkeys(f.form.value for f in c.forms))
        self.by_region = self._group(lambda c: c.regions)
        self.parts_of = self._group(lambda c: (c.part_of,) if c.part_of else ())
        self._phrase_lemmas: dict[str, tuple[str, ...]] = {}
        self._sets: dict[frozenset[str], frozenset[str]] = {}
        self.vocabulary = Vocabulary(self.lexicon, dict.fromkeys(self._spoken()))
        self.index = Index(self._docs(), [s.id for s in register.sources.values() if s.kind == "register"])
        self.law = LawIndex(language.law, self._law_words())
        self._phrase_lemmas.clear()
        self._sets.clear()

    def _law_words(self) -> LawWords:
        return LawWords(_yaml("lexicon/law.yaml"), _yaml("lexicon/phrases.yaml"), self.lexicon, self.vocabulary)

    def _group(self, keys: Any) -> Mapping[str, tuple[str, ...]]:
        grouped: dict[str, list[str]] = {}
        for cooperation in self.register.cooperations.values():
            for key in keys(cooperation):
                grouped.setdefault(key, []).append(cooperation.id)
        return {key: tuple(ids) for key, ids in grouped.items()}

    def in_order(self, cooperations: Iterable[str]) -> tuple[Cooperation, ...]:
        """The records of these ids, each once, in the order of the register."""
        return tuple(self.register.cooperations[c] for c in sorted(set(cooperations), key=self.order.__getitem__))

    def ordinary(self, folded: str) -> bool:
        """True for a word that is written without a capital somewhere, or that the lexicon has: it names nothing by itself."""
        return self.vocabulary.common(folded) or self.lexicon.knows(folded)

    def once(self, what: Hashable, reckon: Callable[[], T]) -> T:
        """What ``reckon`` finds, reckoned once for each ``what``: for the few answers that walk the whole register."""
        if what not in self._reckoned:
            self._reckoned[what] = reckon()
        found: T = self._reckoned[what]
        return found

    @cached_property
    def regions_of(self) -> Mapping[str, tuple[str, ...]]:
        """Each municipality with the regions that it lies in."""
        found: dict[str, list[str]] = {}
        for region in self.register.regions.values():
            for municipality in region.municipalities:
                found.setdefault(municipality, []).append(region.id)
        return {municipality: tuple(ids) for municipality, ids in found.items()}

    def regions_around(self, municipalities: Iterable[str]) -> frozenset[str]:
        """The regions that one of the municipalities lies in."""
        return frozenset(r for m in municipalities for r in self.regions_of.get(m, ()))

    def around(self, municipalities: Collection[str]) -> frozenset[str]:
        """The cooperations that have one of the municipalities in them, or expressly outside, or lie in a region with one."""
        found = (self.by_municipality.get(m, ()) for m in municipalities)
        return frozenset().union(*found, *(self.by_region.get(r, ()) for r in self.regions_around(municipalities)))

    def holder_lemmas(self, holder: str) -> frozenset[str]:
        """The telling lemmas of who holds an opinion; reckoned once for each."""
        if holder not in self._holders:
            found = {lemma for token in tokens(holder) for lemma in self.vocabulary.terms(token.folded)[:1]}
            self._holders[holder] = frozenset(found - self.lexicon.filler)
        return self._holders[holder]

    def municipality_name(self, municipality: str) -> str:
        """The registered name."""
        return self.register.municipalities[municipality].name

    @cached_property
    def conflicts_by_fact(self) -> Mapping[str, tuple[str, ...]]:
        """``figure:ID`` and the like -> the conflicts that must be told with it."""
        grouped: dict[str, list[str]] = {}
        for conflict in self.register.conflicts.values():
            for fact in conflict.facts:
                grouped.setdefault(fact, []).append(conflict.id)
        return {fact: tuple(ids) for fact, ids in grouped.items()}

    @cached_property
    def case_names(self) -> Mapping[str, str]:
        """What cases are called beside their titles, folded -> the case."""
        cases = self.register.cases.values()
        return {" ".join(t.folded for t in tokens(alias)): case.id for case in cases for alias in case.aliases.all()}

    @cached_property
    def descendants(self) -> Mapping[str, frozenset[str]]:
        """Each field with all fields below it, itself included."""
        below: dict[str, set[str]] = {field: {field} for field in self.register.fields}
        for field in self.register.fields.values():
            seen = {field.id}
            parent = field.parent
            while parent and parent not in seen:
                below[parent].add(field.id)
                seen.add(parent)
                parent = self.register.fields[parent].parent
        return {field: frozenset(ids) for field, ids in below.items()}

    @cached_property
    def related_fields(self) -> Mapping[str, frozenset[str]]:
        """Each field with those above and below it."""
        above: dict[str, set[str]] = {}
        for field, below in self.descendants.items():
            for each in below:
                above.setdefault(each, set()).add(field)
        return {field: self.descendants[field] | above[field] for field in self.descendants}

    # -- words and documents -------------------------------------------------------------------------------------

    def _spoken(self) -> Iterator[str]:
        """Every phrase of the register."""
        register = self.register
        for cooperation in register.cooperations.values():
            for text in _cooperation_texts(cooperation):
                yield from _phrases(text)
        for figure in register.figures.values():
            for text in (figure.text, figure.label):
                yield from _phrases(text)
            yield from _phrases(figure.words)
        for assessment in register.assessments.values():
            yield from _phrases(assessment.text)
            yield from _phrases(assessment.holder)
            yield from _phrases(assessment.words)
        for case in register.cases.values():
            yield from _phrases(case.title)
            yield from _phrases(case.aliases)
            for step in case.steps:
                for text in _step_texts(step):
                    yield from _phrases(text)
                yield from _phrases(step.words)
        for field in register.fields.values():
            yield from _phrases(field.name)
            yield from _phrases(field.words)
        for source in register.sources.values():
            yield from _phrases(source.title)
            yield from _phrases(source.words)
        for form in self.language.forms.values():
            yield from _phrases(form.name)
            yield from _phrases(form.words)
        for case in register.cases.values():
            if case.unknown:
                yield from _phrases(case.unknown)
        for conflict in register.conflicts.values():
            yield from _phrases(conflict.text)
        yield from _law_phrases(self.language.law)

    def _terms(self, *parts: tuple[float, Iterable[Text | Words] | Mapping[str, float]]) -> dict[str, float]:
        """Lemmas and the most that one of the texts gives them; terms that are made already may stand for texts."""
        terms: dict[str, float] = {}
        for weight, texts in parts:
            if isinstance(texts, Mapping):
                terms = {**texts, **terms}  # what is merely near never outweighs
                continue
            for text in texts:
                for phrase in _phrases(text):
                    for lemma in self._lemmas(phrase):
                        if terms.get(lemma, 0.0) < weight:
                            terms[lemma] = weight
        return terms

    def _lemmas(self, phrase: str) -> tuple[str, ...]:
        """The lemmas that a phrase is found by. Names and fields come back in thousands of facts, so they are kept."""
        found = self._phrase_lemmas.get(phrase)
        if found is None:
            lemmas: list[str] = []
            for folded in map(fold, spelled(phrase)):
                if folded not in self.lexicon.filler:
                    lemmas += self.lexicon.kinds.get(folded, ())
                    lemmas += self.vocabulary.terms(folded) or (self.lexicon.lemma(folded),)
            found = self._phrase_lemmas[phrase] = tuple(dict.fromkeys(lemmas))
        return found

    def _field_words(self, fields: Iterable[str]) -> list[Text | Words]:
        found: list[Text | Words] = []
        for field in fields:
            record = self.register.fields[field]
            found += [record.name, record.words]
        return found

    def _place_words(self, municipalities: Iterable[str], regions: Iterable[str]) -> list[Text | Words]:
        names = [self.municipality_name(m) for m in municipalities]
        return [*(Text(n, n) for n in names), *(self.register.regions[r].name for r in regions)]

    def _docs(self) -> Iterator[_Indexed]:
        for cooperation in self.register.cooperations.values():
            yield from self._cooperation_docs(cooperation)
        for figure in self.register.figures.values():
            terms = self._terms(
                (NAME, (figure.label, figure.words)),
                (BODY, (figure.text,)),
                (LOOSE, self._field_words(figure.about.fields)),
                (LOOSE, self._place_words(figure.about.municipalities, figure.about.regions)),
                (LOOSE, [self.register.cooperations[c].name for c in figure.about.cooperations]),
                (LOOSE, [self.register.cooperations[c].aliases for c in figure.about.cooperations]),
            )
            yield self._about_doc("figure", figure.id, figure.about, figure.cite, figure), terms
        for assessment in self.register.assessments.values():
            terms = self._terms(
                (NAME, (assessment.holder, assessment.words)),
                (BODY, (assessment.text,)),
                (LOOSE, self._field_words(assessment.about.fields)),
                (LOOSE, self._place_words(assessment.about.municipalities, assessment.about.regions)),
                (LOOSE, [self.register.cooperations[c].name for c in assessment.about.cooperations]),
            )
            yield self._about_doc("assessment", assessment.id, assessment.about, assessment.cite, assessment), terms
        for case in self.register.cases.values():
            yield from self._case_docs(case)

    def _set(self, ids: Iterable[str]) -> frozenset[str]:
        """The same set for the same ids: very many facts are about the same few."""
        found = frozenset(ids)
        return self._sets.setdefault(found, found)

    def _about_doc(self, kind: DocKind, record_id: str, about: About, cite: Citation, fact: Any) -> Doc:
        municipalities = set(about.municipalities)
        for cooperation in about.cooperations if not municipalities else ():
            municipalities.update(self.register.cooperations[cooperation].municipality_ids())
        return Doc(
            kind, record_id, "", self._set(municipalities), self._set(about.cooperations), self._set(about.fields),
            self._set(about.regions), cite.source, fact,
        )  # fmt: skip

    def _cooperation_docs(self, cooperation: Cooperation) -> Iterator[_Indexed]:
        municipalities = self._set(cooperation.municipality_ids())
        identity: tuple[Text | Words, ...] = (cooperation.name, cooperation.aliases)
        near = [
            *self._field_words(cooperation.fields),
            *self._place_words(cooperation.municipality_ids(), cooperation.regions),
        ]
        others = [p.other for p in cooperation.participants if p.other]
        terms = self._terms(
            (NAME, identity),
            (FIELD_WORDS, self._field_words(cooperation.fields)),
            (BODY, (cooperation.summary, *(f.stated for f in cooperation.forms), *others)),
            (LOOSE, (*near, *(s.text for s in cooperation.status))),
        )
        shared = (frozenset([cooperation.id]), self._set(cooperation.fields), self._set(cooperation.regions))
        source = cooperation.cite.source
        yield Doc("cooperation", cooperation.id, "", municipalities, *shared, source, cooperation), terms
        around = (LOOSE, self._terms((LOOSE, (*identity, *near))))
        for number, note in enumerate(cooperation.notes):
            note_terms = self._terms((NAME, (note.words,)), (BODY + 0.15, (note.text,)), around)
            yield Doc("note", cooperation.id, intern(f"notes/{number}"), municipalities, *shared, source, note), note_terms
        for number, body in enumerate(cooperation.bodies):
            body_terms = self._terms((NAME, (body.name, body.words)), (BODY + 0.15, (body.text,)), around)
            yield Doc("note", cooperation.id, intern(f"bodies/{number}"), municipalities, *shared, source, body), body_terms
        for number, status in enumerate(cooperation.status):
            status_terms = self._terms((BODY + 0.15, (status.text,)), around)
            yield Doc("note", cooperation.id, intern(f"status/{number}"), municipalities, *shared, source, status), status_terms

    def _case_docs(self, case: Case) -> Iterator[_Indexed]:
        fields, regions = frozenset(case.fields), frozenset(case.regions)
        cooperations = frozenset(case.cooperations)
        around: list[Text | Words] = [
            case.title,
            case.aliases,
            *self._field_words(case.fields),
            *self._place_words(case.municipalities, case.regions),
            *(self.register.cooperations[c].name for c in case.cooperations),
            *(self.register.cooperations[c].aliases for c in case.cooperations),
        ]
        terms = self._terms((NAME, (case.title, case.aliases)), (FIELD_WORDS, around))
        municipalities = frozenset(case.municipalities)
        near = self._terms((LOOSE, around))
        yield Doc("case", case.id, "", municipalities, cooperations, fields, regions, case.cite.source, case), terms
        for step in case.steps:
            step_terms = self._terms(
                (NAME, (*_step_texts(step), step.words)),
                (LOOSE, self._field_words(step.fields)),
                (LOOSE, near),
            )
            own = frozenset([step.municipality]) if step.municipality else municipalities
            step_fields = frozenset(step.fields) or fields
            source = (step.cite or case.cite).source
            yield Doc("step", case.id, step.id, own, cooperations, step_fields, regions, source, step), step_terms


def _phrases(text: Text | Words) -> tuple[str, ...]:
    if isinstance(text, Words):
        return text.all()
    return (text.nb,) if text.nb == text.nn else (text.nb, text.nn)


def _step_texts(step: Step) -> Iterator[Text]:
    for text in (step.text, step.title, step.body, step.proposal, step.decision, step.vote):
        if text is not None:
            yield text


def _cooperation_texts(cooperation: Cooperation) -> Iterator[Text]:
    yield from (cooperation.name, cooperation.summary)
    yield Text(" ".join(cooperation.aliases.nb), " ".join(cooperation.aliases.nn))
    yield from (s.text for s in cooperation.status)
    yield from (f.stated for f in cooperation.forms)
    yield from (n.text for n in cooperation.notes)
    yield from (p.other for p in cooperation.participants if p.other)
    for body in cooperation.bodies:
        yield from (body.name, body.text)


def _law_phrases(book: LawBook) -> Iterator[str]:
    """Every phrase of the rules of law."""
    for aspect in book.aspects.values():
        yield from _phrases(aspect.name)
        yield from _phrases(aspect.words)
    for rule in book.rules.values():
        listed = (*(e.text for e in rule.entries), *(c.text for c in rule.claims))
        for text in (rule.short, rule.text, rule.earlier, *rule.exceptions, *listed):
            if text is not None:
                yield from _phrases(text)
        yield from _phrases(rule.words)
        for claim in rule.claims:
            yield from _phrases(claim.words)
