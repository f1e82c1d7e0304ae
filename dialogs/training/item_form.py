"""The form of a quiz item: its places by kind, filled with an item, and read back. What is typed is data, word for word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dialogs.model import Input
from dialogs.training.item_labels import LEVELS
from dialogs.training.item_refs import rules_on, write_refs
from knowledge.basics import Language, Text
from knowledge.legal import LawBook
from knowledge.quiz import ROLE_NAMES, Kind, Option, QuizItem, Role, Theme, right_answer
from knowledge.quiz_topics import THEME_NAMES

LETTERS = "abcdefgh"
USUAL = 4
"""So many options has a form, unless it is told otherwise."""
TRUE_FALSE = (Text("Sant", "Sant"), Text("Usant", "Usant"))
LIMITS = {"situation": 1200, "stem": 500, "text": 250, "match": 250, "because": 600, "refs": 300, "rules": 600}
"""So many characters may be written in each place."""
FORMS: Mapping[Language, str] = {"nb": "bokmål", "nn": "nynorsk"}

_STEM = Text("Spørsmålet", "Spørsmålet")
_CLAIM = Text("Påstanden", "Påstanden")
_SITUATION = Text("Situasjonen", "Situasjonen")
_OPTION = Text("Svar {0}", "Svar {0}")
_STEP = Text("Steg {0} i riktig rekkefølge", "Steg {0} i rett rekkjefølgje")
_MATCH = Text("Det som hører sammen med {0}", "Det som høyrer saman med {0}")
_WHY = Text("Hvorfor {0} er rett eller feil", "Kvifor {0} er rett eller feil")
_WHY_STEP = Text("Hvorfor steg {0} kommer der", "Kvifor steg {0} kjem der")
_WHY_PAIR = Text("Hvorfor de to i par {0} hører sammen", "Kvifor dei to i par {0} høyrer saman")
_REFS = Text("Paragrafer for {0}", "Paragrafar for {0}")
_REFS_HINT = Text("for eksempel «kommuneloven § 20-2 første ledd»", "til dømes «kommunelova § 20-2 første ledd»")
_RIGHT_ONE = Text("Hvilket svar er rett", "Kva svar er rett")
_RIGHT_SEVERAL = Text("Hvilke svar er rette, for eksempel «a og c»", "Kva svar er rette, til dømes «a og c»")
_CHOOSE = Text("velg …", "vel …")
"""Stands where nothing is chosen, so that nothing is chosen by oversight."""
_THEME = Text("Tema", "Tema")
_LEVEL = Text("Nivå", "Nivå")
_ROLE = Text("Særlig for {0}", "Særleg for {0}")
_RULES = Text(
    "Reglene det hviler på (la stå tomt, så finner jeg dem fra paragrafene)",
    "Reglane det kviler på (lat stå tomt, så finn eg dei frå paragrafane)",
)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a form is like."""

    kind: Kind
    options: int
    trainer: bool
    """Trainers see the rules as well."""

    def letters(self) -> str:
        """The letters of its options."""
        return LETTERS[: 2 if self.kind is Kind.TRUE_FALSE else self.options]

    def named(self, letter: str, language: Language) -> str:
        """What the option of that letter is called in labels."""
        if self.kind is Kind.TRUE_FALSE:
            return f"«{TRUE_FALSE[LETTERS.index(letter)].in_(language).casefold()}»"
        return str(LETTERS.index(letter) + 1) if self.kind is Kind.ORDER else letter


def shape_of(item: QuizItem, *, trainer: bool) -> Shape:
    """A form with room for the item, and for one option more where there may be more."""
    return Shape(item.kind, min(max(len(item.options) + 1, USUAL), len(LETTERS)), trainer)


def inputs(book: LawBook, shape: Shape, language: Language, held: Mapping[str, str]) -> tuple[Input, ...]:
    """The form, filled with what is held, by id of the place."""
    return tuple(_places(book, shape, language, held))


def _places(book: LawBook, shape: Shape, language: Language, held: Mapping[str, str]) -> Iterator[Input]:
    kind = shape.kind
    if kind is Kind.CASE:
        yield from _both(held, "situation", _SITUATION, language, "", "lines")
    yield from _both(held, "stem", _CLAIM if kind is Kind.TRUE_FALSE else _STEM, language, "", "lines")
    why = {Kind.ORDER: _WHY_STEP, Kind.MATCH: _WHY_PAIR}.get(kind, _WHY)
    least = 2 if kind is Kind.TRUE_FALSE else 3
    for number, letter in enumerate(shape.letters()):
        name, needed = shape.named(letter, language), number < least
        if kind is not Kind.TRUE_FALSE:
            yield from _both(held, f"text_{letter}", _STEP if kind is Kind.ORDER else _OPTION, language, name, needed=needed)
        if kind is Kind.MATCH:
            yield from _both(held, f"match_{letter}", _MATCH, language, name, needed=needed)
        yield from _both(held, f"because_{letter}", why, language, name, "lines", needed=needed)
        yield Input(
            f"refs_{letter}", label_of(f"refs_{letter}", shape, language), value=held.get(f"refs_{letter}", ""),
            hint=_REFS_HINT.in_(language), limit=LIMITS["refs"],
        )  # fmt: skip
    if kind not in (Kind.MATCH, Kind.ORDER):
        yield _right(shape, language, held)
    yield from _about(shape, language, held)


def _both(
    held: Mapping[str, str], place: str, label: Text, language: Language, name: str, kind: str = "text", *, needed: bool = True
) -> Iterator[Input]:
    for form in ("nb", "nn"):
        words = f"{label.in_(language).format(name)}, {FORMS[form]}"
        limit = LIMITS[place.partition("_")[0]]
        key = f"{place}_{form}"
        yield Input(key, words, kind, held.get(key, ""), required=needed, limit=limit)  # type: ignore[arg-type]


def _right(shape: Shape, language: Language, held: Mapping[str, str]) -> Input:
    if shape.kind is Kind.SEVERAL:
        return Input("right", _RIGHT_SEVERAL.in_(language), value=held.get("right", ""), required=True, limit=40)
    titles = [t.in_(language).casefold() for t in TRUE_FALSE] if shape.kind is Kind.TRUE_FALSE else list(shape.letters())
    options = (("", _CHOOSE.in_(language)), *zip(shape.letters(), titles, strict=True))
    return Input("right", _RIGHT_ONE.in_(language), "choice", held.get("right", ""), options, required=True)


def _about(shape: Shape, language: Language, held: Mapping[str, str]) -> Iterator[Input]:
    themes = tuple((theme.value, label.in_(language)) for theme, label in THEME_NAMES.items() if theme is not Theme.REGISTER)
    levels = tuple((str(level), label.in_(language)) for level, label in LEVELS.items())
    unchosen = ("", _CHOOSE.in_(language))
    yield Input("theme", _THEME.in_(language), "choice", held.get("theme", ""), (unchosen, *themes), required=True)
    yield Input("level", _LEVEL.in_(language), "choice", held.get("level", "1"), levels, required=True)
    for role, label in ROLE_NAMES.items():
        key = f"role_{role.value}"
        yield Input(key, _ROLE.in_(language).format(label.in_(language)), "flag", held.get(key, "false"))
    if shape.trainer:
        yield Input("rules", _RULES.in_(language), value=held.get("rules", ""), limit=LIMITS["rules"])


def label_of(place: str, shape: Shape, language: Language) -> str:
    """The label of a place by its id, for faults that are found in it."""
    if place.startswith("refs_"):
        return _REFS.in_(language).format(shape.named(place[-1], language))
    label = {"theme": _THEME, "level": _LEVEL, "rules": Text("Reglene", "Reglane")}.get(place)
    if label is None:
        label = _RIGHT_SEVERAL if shape.kind is Kind.SEVERAL else _RIGHT_ONE
    return label.in_(language).partition(",")[0]


def filled(book: LawBook, item: QuizItem, language: Language) -> dict[str, str]:
    """What the form of an item holds."""
    held = {"theme": item.theme.value, "level": str(item.level)}
    held |= {f"role_{role.value}": "true" if role in item.roles else "false" for role in Role}
    texts = [("stem", item.stem), ("situation", item.situation)]
    for option in item.options:
        texts += [(f"{name}_{option.id}", getattr(option, name)) for name in ("text", "match", "because")]
        held[f"refs_{option.id}"] = write_refs(book, option.refs, language)
    for place, text in texts:
        if text is not None:
            held |= {f"{place}_nb": text.nb, f"{place}_nn": text.nn}
    if item.kind not in (Kind.MATCH, Kind.ORDER):
        held["right"] = (" og " if item.kind is Kind.SEVERAL else "").join(right_answer(item))
    if item.rules != rules_on(book, refs_in(item.options)):
        held["rules"] = ", ".join(item.rules)
    return held


def refs_in(options: tuple[Option, ...]) -> tuple[str, ...]:
    """The references of all options, each once."""
    return tuple(dict.fromkeys(ref for option in options for ref in option.refs))
