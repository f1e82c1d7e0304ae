"""The rules that we ship: read, checked as a whole, and asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from knowledge.errors import InvalidContent, Problem
from knowledge.legal import LawBook, Ref, Rule
from knowledge.model import Text
from knowledge.shipped import CONTENT
from knowledge.sources.record_folder import read_folder
from knowledge.sources.registers import LAW_KINDS

FORMS = CONTENT / "legal_forms"


def read(folder: Path = FORMS) -> tuple[LawBook, tuple[Problem, ...]]:
    """The rules as far as they can be read, and all that is wrong with them."""
    found = read_folder(folder, LAW_KINDS)
    book = LawBook(**found.records)
    problems = [*found.problems, *(found.problem(*fault) for fault in _faults(book))]
    return book, tuple(sorted(problems))


def load(folder: Path = FORMS) -> LawBook:
    """The shipped rules; InvalidContent with every problem if there is one."""
    book, problems = read(folder)
    if problems:
        raise InvalidContent(problems)
    return book


@lru_cache(maxsize=1)
def shipped_book() -> LawBook:
    """The same, read once for all who need it: it never changes while the program runs."""
    return load()


def refs_of(rule: Rule) -> tuple[str, ...]:
    """Every paragraph that a rule rests on, its entries' and claims' included, each once."""
    claimed = (ref for claim in rule.claims for ref in claim.refs)
    return tuple(dict.fromkeys((*rule.refs, *(entry.ref for entry in rule.entries), *claimed)))


def by_paragraph(book: LawBook) -> Mapping[tuple[str, str], tuple[tuple[Rule, tuple[Ref, ...]], ...]]:
    """Act and paragraph -> the rules that rest on it, each with all its references in their order."""
    found: dict[tuple[str, str], list[tuple[Rule, tuple[Ref, ...]]]] = {}
    for rule in book.rules.values():
        refs = tuple(map(Ref.parse, refs_of(rule)))
        for place in dict.fromkeys((ref.act, ref.paragraph) for ref in refs):
            found.setdefault(place, []).append((rule, refs))
    return {place: tuple(rules) for place, rules in found.items()}


def texts(book: LawBook) -> Iterator[Text]:
    """All that the rules say, in both written forms."""
    for rule in book.rules.values():
        yield from filter(None, (rule.short, rule.text, rule.earlier, rule.pending, rule.ask, *rule.exceptions))
        yield from (entry.text for entry in rule.entries)
        yield from (claim.text for claim in rule.claims)
    for form in book.legal_forms.values():
        yield from filter(None, (form.name, form.summary, form.transition, *form.history))
    for question in book.guide_questions.values():
        yield from (question.ask, question.why, *(answer.say for answer in question.answers))


def _faults(book: LawBook) -> Iterator[tuple[str, str, str, str]]:
    for form in book.legal_forms.values():
        for ref in form.refs:
            yield from _ref_faults(book, "legal_forms", form.id.value, ref)
    for rule in book.rules.values():
        if rule.aspect not in book.aspects:
            yield "rules", rule.id, f"the aspect «{rule.aspect}» is not there.", "Correct it, or add the aspect."
        if not refs_of(rule) and rule.certainty.value not in ("silent", "inference", "ministry"):
            yield "rules", rule.id, "no paragraph is cited.", "Add refs, or say what it rests on with certainty."
        if rule.form is not None and rule.form.value not in book.legal_forms:
            yield "rules", rule.id, f"the form «{rule.form.value}» is not there.", "Add it under legal_forms."
        if rule.certainty.value == "silent" and rule.ask is None:
            yield "rules", rule.id, "the law is silent, but nobody is named to ask.", "Add «ask:»."
        for ref in refs_of(rule):
            yield from _ref_faults(book, "rules", rule.id, ref)
    yield from _guide_faults(book)


def _guide_faults(book: LawBook) -> Iterator[tuple[str, str, str, str]]:
    said = {f"{question.id}:{answer.id}" for question in book.guide_questions.values() for answer in question.answers}
    for question in book.guide_questions.values():
        for needed in question.only_if:
            if needed not in said:
                yield "guide_questions", question.id, f"there is no answer «{needed}».", "Write «question:answer»."
        for effect in (e for answer in question.answers for e in answer.effects):
            if effect.rule not in book.rules:
                yield "guide_questions", question.id, f"the rule «{effect.rule}» is not there.", "Correct its id."
            for form in effect.forms:
                if form.value not in book.legal_forms:
                    yield "guide_questions", question.id, f"the form «{form.value}» is not there.", "Add it under legal_forms."


def _ref_faults(book: LawBook, kind: str, record_id: str, text: str) -> Iterator[tuple[str, str, str, str]]:
    try:
        ref = Ref.parse(text)
    except ValueError as error:
        yield kind, record_id, f"{error}.", ""
        return
    if ref.act not in book.acts:
        yield kind, record_id, f"the act «{ref.act}» in «{text}» is not there.", "Add it to acts.yaml, or correct it."
