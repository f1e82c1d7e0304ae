"""An immutable picture of all that is known at one revision, with the indexes that answering needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml

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
from knowledge.search import Doc, Index
from knowledge.shipped import CONTENT
from knowledge.understanding.words import Lexicon, Vocabulary, fold, tokens

NAME, FIELD_WORDS, BODY, LOOSE = 1.0, 0.8, 0.75, 0.5
"""How much meeting a word counts by where it stands: a name, a field's words, the sentence, what is merely near."""


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
    shows_name: frozenset[str]


def _yaml(name: str) -> Any:
    with (CONTENT / name).open(encoding="utf-8") as file:
        return yaml.load(file, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))


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
    return Language_(
        lexicon=Lexicon(_yaml("lexicon/words.yaml"), _yaml("lexicon/equivalents.yaml")),
        forms=forms,
        units=units,  # type: ignore[arg-type]  # the keys are the two languages
        risky_names=frozenset(map(fold, names["risky"].split())),
        shows_name=frozenset(map(fold, names["shows_name"].split())),
    )


class Knowledge:
    """All records of one revision, ready to be asked. Never changed after it is made; safe to share."""

    def __init__(self, register: Register, language: Language_, revision: int = 0) -> None:
        self.register = register
        self.language = language
        self.lexicon = language.lexicon
        self.revision = revision
        self.by_municipality = self._group(lambda c: (*c.municipality_ids(), *c.outside_ids()))
        self.vocabulary = Vocabulary(self.lexicon, self._words())
        self.index = Index(self._docs())

    def _group(self, keys: Any) -> Mapping[str, tuple[str, ...]]:
        grouped: dict[str, list[str]] = {}
        for cooperation in self.register.cooperations.values():
            for key in keys(cooperation):
                grouped.setdefault(key, []).append(cooperation.id)
        return {key: tuple(ids) for key, ids in grouped.items()}

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

    # -- words and documents -------------------------------------------------------------------------------------

    def _words(self) -> Iterator[str]:
        register = self.register
        for cooperation in register.cooperations.values():
            for text in _cooperation_texts(cooperation):
                yield from _split(text)
        for figure in register.figures.values():
            for text in (figure.text, figure.label):
                yield from _split(text)
            yield from _split_words(figure.words)
        for assessment in register.assessments.values():
            yield from _split(assessment.text)
            yield from _split(assessment.holder)
            yield from _split_words(assessment.words)
        for case in register.cases.values():
            yield from _split(case.title)
            yield from _split_words(case.aliases)
            for step in case.steps:
                for text in _step_texts(step):
                    yield from _split(text)
                yield from _split_words(step.words)
        for field in register.fields.values():
            yield from _split(field.name)
            yield from _split_words(field.words)
        for source in register.sources.values():
            yield from _split(source.title)
            yield from _split_words(source.words)
        for form in self.language.forms.values():
            yield from _split(form.name)
            yield from _split_words(form.words)
        for case in register.cases.values():
            if case.unknown:
                yield from _split(case.unknown)
        for conflict in register.conflicts.values():
            yield from _split(conflict.text)

    def _terms(self, *parts: tuple[float, Iterable[Text | Words]]) -> dict[str, float]:
        terms: dict[str, float] = {}
        for weight, texts in parts:
            for text in texts:
                for word in _split(text) if isinstance(text, Text) else _split_words(text):
                    folded = fold(word)
                    if folded in self.lexicon.filler:
                        continue
                    found = self.vocabulary.terms(folded) or (self.lexicon.lemma(folded),)
                    for lemma in found:
                        if terms.get(lemma, 0.0) < weight:
                            terms[lemma] = weight
        return terms

    def _field_words(self, fields: Iterable[str]) -> list[Text | Words]:
        found: list[Text | Words] = []
        for field in fields:
            record = self.register.fields[field]
            found += [record.name, record.words]
        return found

    def _place_words(self, municipalities: Iterable[str], regions: Iterable[str]) -> list[Text | Words]:
        names = [self.municipality_name(m) for m in municipalities]
        return [*(Text(n, n) for n in names), *(self.register.regions[r].name for r in regions)]

    def _docs(self) -> Iterator[Doc]:
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
            yield self._about_doc("figure", figure.id, terms, figure.about, figure.cite, figure)
        for assessment in self.register.assessments.values():
            terms = self._terms(
                (NAME, (assessment.holder, assessment.words)),
                (BODY, (assessment.text,)),
                (LOOSE, self._field_words(assessment.about.fields)),
                (LOOSE, self._place_words(assessment.about.municipalities, assessment.about.regions)),
                (LOOSE, [self.register.cooperations[c].name for c in assessment.about.cooperations]),
            )
            yield self._about_doc("assessment", assessment.id, terms, assessment.about, assessment.cite, assessment)
        for case in self.register.cases.values():
            yield from self._case_docs(case)

    def _about_doc(self, kind: Any, record_id: str, terms: Mapping[str, float], about: About, cite: Citation, fact: Any) -> Doc:
        municipalities = set(about.municipalities)
        for cooperation in about.cooperations if not municipalities else ():
            municipalities.update(self.register.cooperations[cooperation].municipality_ids())
        return Doc(
            kind, record_id, "", terms, frozenset(municipalities), frozenset(about.cooperations), frozenset(about.fields),
            frozenset(about.regions), cite.source, fact,
        )  # fmt: skip

    def _cooperation_docs(self, cooperation: Cooperation) -> Iterator[Doc]:
        municipalities = frozenset(cooperation.municipality_ids())
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
        shared = (frozenset([cooperation.id]), frozenset(cooperation.fields), frozenset(cooperation.regions))
        source = cooperation.cite.source
        yield Doc("cooperation", cooperation.id, "", terms, municipalities, *shared, source, cooperation)
        around = (LOOSE, (*identity, *near))
        for number, note in enumerate(cooperation.notes):
            note_terms = self._terms((NAME, (note.words,)), (BODY + 0.15, (note.text,)), around)
            yield Doc("note", cooperation.id, f"notes/{number}", note_terms, municipalities, *shared, source, note)
        for number, body in enumerate(cooperation.bodies):
            body_terms = self._terms((NAME, (body.name, body.words)), (BODY + 0.15, (body.text,)), around)
            yield Doc("note", cooperation.id, f"bodies/{number}", body_terms, municipalities, *shared, source, body)
        for number, status in enumerate(cooperation.status):
            status_terms = self._terms((BODY + 0.15, (status.text,)), around)
            yield Doc("note", cooperation.id, f"status/{number}", status_terms, municipalities, *shared, source, status)

    def _case_docs(self, case: Case) -> Iterator[Doc]:
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
        yield Doc("case", case.id, "", terms, municipalities, cooperations, fields, regions, case.cite.source, case)
        for step in case.steps:
            step_terms = self._terms(
                (NAME, (*_step_texts(step), step.words)),
                (LOOSE, (*around, *self._field_words(step.fields))),
            )
            own = frozenset([step.municipality]) if step.municipality else municipalities
            step_fields = frozenset(step.fields) or fields
            source = (step.cite or case.cite).source
            yield Doc("step", case.id, step.id, step_terms, own, cooperations, step_fields, regions, source, step)


def _split(text: Text) -> Iterator[str]:
    for form in (text.nb,) if text.nb == text.nn else (text.nb, text.nn):
        for token in tokens(form):
            yield token.text


def _split_words(words: Words) -> Iterator[str]:
    for phrase in words.all():
        for token in tokens(phrase):
            yield token.text


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
