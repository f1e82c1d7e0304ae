"""Answers to a quiz item as people type them: «b», «2», «a og c», «usant», «c a b d», «a2 b1 c3», or an option's own words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from knowledge.quiz import Kind, QuizItem
from knowledge.understanding.words import fold, tokens

LETTERS = "abcdefgh"


@dataclass(frozen=True, slots=True)
class Given:
    """An answer, as ``knowledge.quiz.mark`` takes it."""

    ids: tuple[str, ...]


class Unfit:
    """Words that are meant for an answer, and are none of this kind of item."""


UNFIT = Unfit()

_LEAD = re.compile(
    r"(?:(?:jeg|eg|vi|me) (?:tror|trur|svarer|svarar|velger|vel|tipper|tippar|sier|seier)(?: (?:at )?(?:det er|på))? "
    r"|svaret(?: mitt)? er |svar:? "
    r"|alternativ(?:et)? |det (?:er|må være|må vere) |bokstav(?:en)? |nr\.? |nummer |må (?:være|vere) )"
)
_TAIL = re.compile(r"(?:,? (?:tror jeg|trur eg|er riktig|er rett|er sant|takk|vel))+$")
_BETWEEN = re.compile(r"[\s,.;:()&+/>=–-]+")
_JOINTS = frozenset({"og", "samt", "så", "deretter", "deretter,", "til", "først", "fyrst", "sist", "både", "med"})
_PAIR = re.compile(r"([a-h])[\s\-–=:>.)]*([1-8])(?![0-9])")
_TRUE = frozenset(
    {
        "sant",
        "sann",
        "rett",
        "riktig",
        "ja",
        "jepp",
        "jo",
        "stemmer",
        "det stemmer",
        "stemm",
        "det stemm",
        "true",
        "korrekt",
        "det er sant",
    }
)
_FALSE = frozenset({
    "usant", "usann", "galt", "gale", "feil", "nei", "stemmer ikke", "det stemmer ikke", "stemmer ikkje", "det stemmer ikkje",
    "stemm ikkje",
    "false", "ikke riktig", "ikkje rett", "ikke rett", "ikkje riktig", "uriktig", "rangt", "det er usant", "ikkje sant",
})  # fmt: skip
_QUESTION = re.compile(
    r"\?|^(?:hva|kva|hvem|kven|hvor|kor|hvordan|korleis|hvorfor|kvifor|hvilke[nt]?|kan|må|skal|er|har|finnes|finst)\b"
)
_LEAST = 4
"""A word of fewer letters tells no option from another."""


def compact(text: str) -> bool:
    """True for words that look like an answer wherever they stand: letters, figures, «sant» and the like."""
    said = _bare(text)
    parts = [part for part in _BETWEEN.split(said) if part]
    short = bool(parts) and len(parts) <= 16 and all(_looks(part) or part in _JOINTS for part in parts)
    return said in _TRUE | _FALSE or (short and any(_looks(part) for part in parts))


def answer(item: QuizItem, shown: Sequence[str], text: str, *, fresh: bool) -> Given | Unfit | None:
    """What the words answer to the item whose options are ``shown`` in this order, lettered; of «match» its other side, numbered.

    None for words that are no answer. ``fresh``: the item is what was said last, so that its options' own words are answers
    to it, and so are figures and «ja».
    """
    said = _bare(text)
    parts = [part for part in _BETWEEN.split(said) if part and part not in _JOINTS]
    if item.kind is Kind.TRUE_FALSE and said in _TRUE | _FALSE:
        if not fresh and said in ("ja", "nei", "jo", "feil", "riktig", "rett"):
            return None
        return Given((_claim(item, said in _TRUE),))
    if compact(text) and said not in _TRUE | _FALSE:
        if not fresh and not re.search("[a-h]", said):
            return None
        return _lettered(item, shown, said, parts)
    if not fresh:
        return None
    if said in _TRUE | _FALSE and item.kind is not Kind.TRUE_FALSE and said in ("sant", "usant"):
        return UNFIT
    return _in_words(item, text, said)


def _bare(text: str) -> str:
    said = " ".join(text.casefold().split()).strip(" .!«»\"'").rstrip(",")
    said = _TAIL.sub("", said)
    led = _LEAD.match(said)
    said = said[led.end() :] if led else said
    return re.sub(r"(?<=^[a-h])\)$|\.$", "", said)


def _looks(part: str) -> bool:
    """A letter, a figure, a pair of them, or several of one sort written together, none of them twice."""
    once = len(set(part)) == len(part) or not part.isalpha()
    return once and bool(re.fullmatch(r"[a-zæøå]|[1-9]|(?:[a-h][1-9]){1,8}|[a-h]{2,8}|[1-8]{3,8}", part))


def _claim(item: QuizItem, true: bool) -> str:
    return next(o.id for o in item.options if o.text.nb.casefold().startswith("usant") is not true)


def _lettered(item: QuizItem, shown: Sequence[str], said: str, parts: list[str]) -> Given | Unfit | None:
    count = len(item.options)
    if len(parts) == 1 and len(parts[0]) > 1 and parts[0].isalpha():
        # «da» is a word; «ac» are two options, and «cabd» an order
        together = parts[0]
        chosen = item.kind is Kind.SEVERAL and list(together) == sorted(together)
        if not chosen and not (item.kind is Kind.ORDER and len(together) == count):
            return None
    if item.kind is Kind.MATCH:
        return _pairs(item, shown, said, parts)
    if len(parts) == 1 and (parts[0].isalpha() or item.kind is Kind.ORDER):
        parts = list(parts[0])
    places = [_place(part) for part in parts]
    if any(place is None or place >= count for place in places) or len(set(places)) != len(places):
        return UNFIT
    ids = tuple(shown[place] for place in places if place is not None)
    wanted = {Kind.SEVERAL: range(1, count + 1), Kind.ORDER: (count,)}.get(item.kind, (1,))
    return Given(ids) if len(ids) in wanted else UNFIT


def _place(part: str) -> int | None:
    if part.isdigit():
        return int(part) - 1
    return LETTERS.index(part) if part in LETTERS and len(part) == 1 else None


def _pairs(item: QuizItem, shown: Sequence[str], said: str, parts: list[str]) -> Given | Unfit:
    """«a2 b1 c3», or the figures alone in the order of the letters."""
    count = len(item.options)
    found = _PAIR.findall(said)
    if len(found) == count and {letter for letter, _ in found} == set(LETTERS[:count]):
        figures = [int(figure) for _, figure in sorted(found)]
    else:
        digits = "".join(parts)
        if not digits.isdigit() or len(digits) != count:
            return UNFIT
        figures = [int(digit) for digit in digits]
    if sorted(figures) != list(range(1, count + 1)):
        return UNFIT
    return Given(tuple(shown[figure - 1] for figure in figures))


def _in_words(item: QuizItem, text: str, said: str) -> Given | None:
    """The options' own words; a question is never taken for them."""
    if _QUESTION.search(said) or item.kind in (Kind.MATCH, Kind.ORDER):
        return None
    whole = _option(item, said)
    if whole is not None:
        return Given((whole,))
    if item.kind is Kind.SEVERAL:
        named = [_option(item, part) for part in re.split(r", (?:og )?|; | og ", said)]
        if len(named) > 1 and None not in named and len(set(named)) == len(named):
            return Given(tuple(name for name in named if name is not None))
    return None


def _option(item: QuizItem, said: str) -> str | None:
    """The one option that says this, or whose words all of these are."""
    names: dict[str, list[tuple[str, ...]]] = {o.id: [_words(o.text.nb), _words(o.text.nn)] for o in item.options}
    wanted = _words(said)
    exact = [i for i, both in names.items() if wanted in both]
    if exact or not wanted:
        return exact[0] if exact else None
    if not any(len(word) >= _LEAST or f"({word})" in said for word in wanted) and not _abbreviated(item, said):
        return None
    within: Callable[[tuple[str, ...]], bool] = lambda words: set(wanted) <= set(words)  # noqa: E731
    found = [i for i, both in names.items() if any(map(within, both))]
    return found[0] if len(found) == 1 else None


def _abbreviated(item: QuizItem, said: str) -> bool:
    """«IPR», of an option that has it in brackets."""
    return any(f"({said.upper()})" in o.text.nb for o in item.options)


def _words(text: str) -> tuple[str, ...]:
    return tuple(fold(t.text) for t in tokens(text))
