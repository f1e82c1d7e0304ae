"""The quiz items that we ship: read, and checked as a whole against the law's rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from knowledge.basics import LANGUAGES
from knowledge.errors import InvalidContent, Problem
from knowledge.legal import LawBook, Ref
from knowledge.pins import Pins
from knowledge.quiz import Kind, QuizBank, QuizItem, Theme
from knowledge.shipped import CONTENT
from knowledge.sources.record_folder import read_folder
from knowledge.sources.registers import QUIZ_KINDS
from knowledge.understanding.words import tokens

QUIZZES = CONTENT / "quizzes"
LETTERS = "abcdefgh"
_RIGHT: Mapping[Kind, tuple[int, int]] = {
    Kind.ONE: (1, 1),
    Kind.CASE: (1, 1),
    Kind.TRUE_FALSE: (1, 1),
    Kind.SEVERAL: (2, 7),
    Kind.MATCH: (0, 0),
    Kind.ORDER: (0, 0),
}
"""At least and at most so many options are marked right."""


def read(book: LawBook, pins: Pins, folder: Path = QUIZZES) -> tuple[QuizBank, tuple[Problem, ...]]:
    """The items as far as they can be read, and all that is wrong with them."""
    found = read_folder(folder, QUIZ_KINDS)
    items: dict[str, QuizItem] = found.records["quiz_items"]
    wrong = (found.problem("quiz_items", *fault) for fault in faults(items.values(), book, pins))
    return QuizBank(items), tuple(sorted((*found.problems, *wrong)))


def load(book: LawBook, pins: Pins, folder: Path = QUIZZES) -> QuizBank:
    """The shipped items; InvalidContent with every problem if there is one."""
    bank, problems = read(book, pins, folder)
    if problems:
        raise InvalidContent(problems)
    return bank


def faults(items: Iterable[QuizItem], book: LawBook, pins: Pins) -> Iterator[tuple[str, str, str]]:
    """Item id, fault and remedy, for everything that must not be asked as it stands."""
    stems: dict[tuple[str, str], str] = {}
    for item in items:
        for fault, remedy in (*_shape(item), *_options(item), *_law(item, book, pins)):
            yield item.id, fault, remedy
        for language in LANGUAGES:
            words = " ".join(t.folded for text in (item.situation, item.stem) if text for t in tokens(text.in_(language)))
            other = stems.setdefault((language, words), item.id)
            if other != item.id:
                yield item.id, f"asks the same as «{other}» ({language}).", "Ask something else, or take one away."


def _shape(item: QuizItem) -> Iterator[tuple[str, str]]:
    if item.level not in (1, 2, 3):
        yield f"the level is {item.level}.", "Give 1, 2 or 3."
    if item.theme is Theme.REGISTER:
        yield "the theme «register» is for items that are made.", "Give another theme."
    if (item.situation is not None) != (item.kind is Kind.CASE):
        yield "a situation belongs to kind «case», and to no other.", "Add it, take it away, or change the kind."
    least, most = (2, 2) if item.kind is Kind.TRUE_FALSE else (3, len(LETTERS))
    if not least <= len(item.options) <= most:
        yield f"has {len(item.options)} options.", f"Give {least} to {most}."
    if "".join(option.id for option in item.options) != LETTERS[: len(item.options)]:
        yield "the options are not lettered a, b, c in their order.", "Letter them so."
    least, most = _RIGHT[item.kind]
    right = sum(option.right for option in item.options)
    if not least <= right <= most:
        yield f"{right} options are marked right.", f"«{item.kind.value}» takes {least} to {most}."
    if item.kind is Kind.SEVERAL and right == len(item.options):
        yield "every option is right.", "Give at least one that is not."


def _options(item: QuizItem) -> Iterator[tuple[str, str]]:
    for option in item.options:
        if (option.match is not None) != (item.kind is Kind.MATCH):
            yield f"option {option.id}: «match» belongs to kind «match», and to no other.", "Add it, or take it away."
    for language in LANGUAGES:
        for texts in ([o.text for o in item.options], [o.match for o in item.options if o.match]):
            said = [text.in_(language).casefold() for text in texts]
            if len(set(said)) != len(said):
                yield f"two options say the same ({language}).", "Tell them apart."


def _law(item: QuizItem, book: LawBook, pins: Pins) -> Iterator[tuple[str, str]]:
    if not item.rules:
        yield "no rule is pinned.", "Name the rules of law that it rests on under «rules»."
    for rule in item.rules:
        if rule not in book.rules:
            yield f"the rule «{rule}» is not there.", "Correct its id."
    if not any(option.refs for option in item.options):
        yield "no explanation names a paragraph.", "Add «refs» to the options' explanations."
    for text in dict.fromkeys(ref for option in item.options for ref in option.refs):
        try:
            ref = Ref.parse(text)
        except ValueError as error:
            yield f"{error}.", ""
            continue
        if ref.act not in book.acts:
            yield f"the act «{ref.act}» in «{text}» is not there.", "Add it to acts.yaml, or correct it."
        elif book.acts[ref.act].held and not _exists(ref, pins):
            yield f"«{text}» is not in the law.", "Correct the paragraph or the ledd."


def _exists(ref: Ref, pins: Pins) -> bool:
    """Every paragraph of an act that we hold has a pin, with a hash for each ledd."""
    pin = pins.paragraphs.get(f"{ref.act} {ref.paragraph}")
    return pin is not None and (ref.ledd or 0) <= max(len(pin.ledd), 1)
