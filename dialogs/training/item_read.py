"""A filled-in form of a quiz item read into an item; or every fault, with the place it is in and what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from dialogs.editing.given import Fault, Wrong
from dialogs.model import Input
from dialogs.training.item_form import LETTERS, TRUE_FALSE, Shape, inputs, label_of, refs_in
from dialogs.training.item_refs import read_refs, rules_on
from knowledge.basics import Language, Text
from knowledge.legal import LawBook
from knowledge.quiz import Kind, Option, QuizItem, Role, Theme
from knowledge.understanding.words import fold

_SPACES = re.compile(r"[^\S\n]+")
_LETTERS = re.compile(r"[^\W\d_]+|\d+")


@dataclass
class Reading:
    """A form on its way to an item."""

    book: LawBook
    shape: Shape
    language: Language
    values: Mapping[str, str]
    faults: list[Fault] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.places: Mapping[str, Input] = {each.id: each for each in inputs(self.book, self.shape, self.language, {})}

    def said(self, place: str) -> str:
        """What stands in a place, on one line or as many as its kind has; too long is a fault."""
        wanted = self.places[place]
        lines = (_SPACES.sub(" ", line).strip() for line in self.values.get(place, "").splitlines())
        text = (" " if wanted.kind != "lines" else "\n").join(line for line in lines if line)
        text = "".join(sign for sign in text if sign.isprintable() or sign == "\n")
        if wanted.limit and len(text) > wanted.limit:
            self.faults.append(Fault(wanted.label, "too_long", str(wanted.limit)))
            return text[: wanted.limit]
        return text

    def text(self, place: str) -> Text | None:
        """The words of a place in both written forms; one that is missing is a fault. None when both are empty."""
        nb, nn = self.said(f"{place}_nb"), self.said(f"{place}_nn")
        if nb and nn:
            return Text(nb, nn)
        if nb or nn:
            missing = "nn" if nb else "nb"
            self.faults.append(Fault(self.places[f"{place}_{missing}"].label, f"missing_{missing}"))
            return Text(nb or nn, nn or nb)
        return None

    def needed(self, place: str) -> Text:
        """As ``text``; nothing at all is a fault too."""
        found = self.text(place)
        if found is None:
            self.faults += [Fault(self.places[f"{place}_{form}"].label, "missing") for form in ("nb", "nn")]
        return found or Text("", "")

    def chosen(self, place: str) -> str:
        """The value whose own name, or title, was given; nothing, or something else, is a fault."""
        said = " ".join(self.values.get(place, "").split()).rstrip(".")
        options = self.places[place].options
        for value, title in options:
            if value and fold(said) in (fold(value), fold(title), fold(title.partition(" ")[0])):
                return value
        nothing = ("", *(fold(title) for value, title in options if not value))
        self.faults.append(Fault(self.places[place].label, "missing" if fold(said) in nothing else "choice", said))
        return ""

    def refs(self, letter: str) -> tuple[str, ...]:
        """The references for an option."""
        try:
            return read_refs(self.book, self.said(f"refs_{letter}"))
        except Wrong as wrong:
            self.faults.append(Fault(self.places[f"refs_{letter}"].label, wrong.key, wrong.value))
            return ()


def read_item(
    book: LawBook, shape: Shape, language: Language, values: Mapping[str, str], *, rules: tuple[str, ...] = ()
) -> tuple[QuizItem | None, list[Fault]]:
    """The item that was filled in, without an id, and no faults; or None, and all of them.

    ``rules`` are pinned where the form has no place for them and its paragraphs have none of their own.
    """
    form = Reading(book, shape, language, values)
    situation = form.needed("situation") if shape.kind is Kind.CASE else None
    stem = form.needed("stem")
    options = _options(form)
    theme, level = form.chosen("theme"), form.chosen("level")
    roles = tuple(role for role in Role if values.get(f"role_{role.value}") == "true")
    pinned = tuple(re.split(r"[,;\s]+", form.said("rules"))) if shape.trainer and form.said("rules") else ()
    found = tuple(filter(None, pinned)) or rules_on(book, refs_in(options)) or rules
    if form.faults:
        return None, list(dict.fromkeys(form.faults))
    return QuizItem("own", Theme(theme), int(level), shape.kind, stem, options, roles, situation, found), []


def _options(form: Reading) -> tuple[Option, ...]:
    """The options that were filled in, lettered anew without gaps."""
    right = _right(form)
    made: list[Option] = []
    places = ("because",) if form.shape.kind is Kind.TRUE_FALSE else ("text", "because")
    for number, letter in enumerate(form.shape.letters()):
        parts = (*places, "match") if form.shape.kind is Kind.MATCH else places
        empty = not any(form.values.get(f"{part}_{letter}_{each}", "").strip() for part in parts for each in ("nb", "nn"))
        if empty and form.shape.kind is not Kind.TRUE_FALSE and number >= 3:
            if letter in right:
                form.faults.append(Fault(label_of("right", form.shape, form.language), "right_empty", letter))
            continue
        text = TRUE_FALSE[number] if form.shape.kind is Kind.TRUE_FALSE else form.needed(f"text_{letter}")
        match = form.needed(f"match_{letter}") if form.shape.kind is Kind.MATCH else None
        because = form.needed(f"because_{letter}")
        made.append(Option(LETTERS[len(made)], text, because, form.refs(letter), letter in right, match))
    return tuple(made)


def _right(form: Reading) -> frozenset[str]:
    """The letters of the options that are right, as the form has them."""
    if form.shape.kind in (Kind.MATCH, Kind.ORDER):
        return frozenset()
    if form.shape.kind is not Kind.SEVERAL:
        return frozenset(filter(None, (form.chosen("right"),)))
    said = form.said("right").casefold()
    named = [each for each in _LETTERS.findall(said) if each != "og"]
    letters = form.shape.letters()
    numbered = {str(number): letter for number, letter in enumerate(letters, start=1)}
    found = [numbered.get(each, each) for each in named]
    if not found or any(each not in letters for each in found):
        key = "right_letters" if found else "missing"
        form.faults.append(Fault(form.places["right"].label, key, said))
        return frozenset()
    return frozenset(found)
