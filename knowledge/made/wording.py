"""How an item made from the register is worded and put together: stems, explanations with their source, mixed options."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple, TypeVar

from knowledge.basics import Citation, Language, PartialDate, Text
from knowledge.model import Register
from knowledge.quiz import Kind, Option, QuizItem, Theme

LETTERS = "abcdefgh"
WRONG = 3
"""So many wrong options, where there are as many."""
TRUE, FALSE = Text("Sant", "Sant"), Text("Usant", "Usant")
MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "desember",
)  # fmt: skip
_COUNTED = ("To", "Tre", "Fire", "Fem", "Seks", "Sju", "Åtte", "Ni", "Ti", "Elleve", "Tolv")
Say = Callable[[Language], str]
T = TypeVar("T")


class Why(NamedTuple):
    """Why an option is right or wrong, and where that stands."""

    said: Text
    source: Text | None = None


class Told(NamedTuple):
    """An option: what it says, why it is right or wrong, and the paragraphs that this rests on."""

    text: Text
    because: Why
    refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What an item asks, before its options are mixed."""

    kind: str
    """A short word for the kind of question, part of the item's id."""
    record: str
    """The cooperation that it is about."""
    answer: str
    """What the right answer comes to: another answer makes another item."""
    stem: Text
    level: int
    rules: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    """Other cooperations that it rests on."""

    of: str = "cooperation"
    """What kind of record it is about."""

    @property
    def id(self) -> str:
        """The same as long as the question and its right answer are."""
        return f"made-{digest(self.kind, self.record, self.answer)[:8]}-{self.kind}-{self.record}"


def both(say: Say) -> Text:
    """What is said, in both written forms, with a capital first."""
    return Text(begun(say("nb")), begun(say("nn")))


def begun(text: str) -> str:
    """With a capital first, also behind «."""
    at = 1 if text[:1] == "«" else 0
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


def one(asked: Asked, right: Told, wrong: Sequence[Told], *, most: int = WRONG) -> QuizItem:
    """An item with one right option."""
    chosen = mixed(asked.id, wrong, lambda told: told.text.nb)[:most]
    order = mixed(f"{asked.id}!", (right, *chosen), lambda told: told.text.nb)
    return in_order(asked, order, right)


def in_order(asked: Asked, order: Sequence[Told], right: Told) -> QuizItem:
    """An item with one right option, the options in the order that they are given."""
    return _item(asked, Kind.ONE, order, [right])


def several(asked: Asked, right: Sequence[Told], wrong: Sequence[Told]) -> QuizItem:
    """An item with several right options."""
    return _item(asked, Kind.SEVERAL, mixed(asked.id, (*right, *wrong), lambda told: told.text.nb), right)


def claim(asked: Asked, because: Why, *, holds: bool, refs: tuple[str, ...] = ()) -> QuizItem:
    """An item whose stem is a claim; the explanation tells how it is, whichever was chosen."""
    options = [Told(TRUE, because, refs), Told(FALSE, because, refs)]
    return _item(asked, Kind.TRUE_FALSE, options, options[:1] if holds else options[1:])


def _options(told: Sequence[Told], right: Sequence[Told]) -> Iterator[Option]:
    """The options, lettered. A source that several rest on is named once, with what is right."""
    with_source: dict[Text, Told] = {}
    for each in (*right, *told):
        if each.because.source:
            with_source.setdefault(each.because.source, each)
    for letter, each in zip(LETTERS, told, strict=False):
        said, source = each.because
        if source and with_source[source] is each:
            said = Text(f"{said.nb} Kilde: {source.nb}.", f"{said.nn} Kjelde: {source.nn}.")
        yield Option(letter, each.text, said, each.refs, any(each is one for one in right))


def _item(asked: Asked, kind: Kind, told: Sequence[Told], right: Sequence[Told]) -> QuizItem:
    facts = (f"{asked.of}:{asked.record}", *(f"cooperation:{record}" for record in asked.facts))
    return QuizItem(
        asked.id, Theme.REGISTER, asked.level, kind, asked.stem, tuple(_options(told, right)), rules=asked.rules, facts=facts
    )  # fmt: skip


def numbers(asked: Asked, right: int, because: Why, brief: Text, *, least: int, refs: tuple[str, ...] = ()) -> QuizItem:
    """An item whose options are numbers near the right one, which stands anywhere among them; ``brief`` explains the wrong."""
    below = min(roll(asked.id) % (WRONG + 1), right - least)
    every = [Text(str(n), str(n)) for n in range(right - below, right - below + WRONG + 1)]
    told = [Told(text, because if n == below else Why(brief), refs) for n, text in enumerate(every)]
    return in_order(asked, told, told[below])


def years(asked: Asked, right: int, because: Why, *, newest: int) -> QuizItem:
    """An item whose options are years near the right one, which stands anywhere among them; none is in the future."""
    place = roll(asked.id) % (WRONG + 1)
    gaps = [1 + roll(f"{asked.id}|{n}") % 4 for n in range(WRONG)]
    found = [right]
    for gap in gaps[:place]:
        found.insert(0, found[0] - gap)
    for gap in gaps[place:]:
        later = found[-1] + gap
        found = [*found, later] if later <= newest else [found[0] - gap, *found]
    told = {year: Told(Text(str(year), str(year)), because) for year in found}
    return in_order(asked, [told[year] for year in sorted(told)], told[right])


def aged(stem: Text, cite: Citation, register: Register, *, old: bool) -> Text:
    """The stem; with the time of its source before the stop of its first sentence when that is ``old``."""
    if not old:
        return stem
    when = month_of(cite.as_of or register.sources[cite.source].published)
    return Text(_aged(stem.nb, f", etter kilden fra {when}"), _aged(stem.nn, f", etter kjelda frå {when}"))


def _aged(stem: str, words: str) -> str:
    for at, letter in enumerate(stem):
        if letter in ".?" and (at + 1 == len(stem) or (stem[at + 1] == " " and (stem[at + 2] == "«" or stem[at + 2].isupper()))):
            return stem[:at] + words + stem[at:]
    return stem + words


def source_of(cite: Citation, register: Register) -> Text:
    """The document, its date and the place in it."""
    source = register.sources[cite.source]
    when = day_of(cite.as_of or source.published)
    place = _place(cite.place)
    nb, nn = f"{source.short.nb} ({when}), {place}", f"{source.short.nn} ({when}), {place}"
    if cite.via:
        nb, nn = f"{nb}, etter {cite.via.nb}", f"{nn}, etter {cite.via.nn}"
    return Text(nb, nn)


def _place(place: str) -> str:
    """«punkt 3.2», «tabellen i 3.4» or a heading in «»."""
    if place[:1].isdigit():
        return f"punkt {place}"
    heading = place[:1].isupper() and len(place.split()) > 2 and "«" not in place and not any(c.isdigit() for c in place[-3:])
    return f"«{place}»" if heading else place


def day_of(on: PartialDate) -> str:
    """«17. oktober 2025», «oktober 2025» or «2025»; the same in both written forms."""
    return f"{on.day}. {month_of(on)}" if on.day else month_of(on)


def month_of(on: PartialDate) -> str:
    """«oktober 2025», or «2025» when the month is not known."""
    return f"{MONTHS[on.month - 1]} {on.year}" if on.month else str(on.year)


def when(on: PartialDate) -> str:
    """«i 2011», «i juni 1998» or «1. januar 2016»."""
    return day_of(on) if on.day else f"i {month_of(on)}"


def counted(number: int) -> str:
    """«Seks»; figures above twelve."""
    return _COUNTED[number - 2] if 2 <= number < len(_COUNTED) + 2 else str(number)


def listed(names: Sequence[str]) -> str:
    """«A, B og C»."""
    *first, last = names
    return f"{', '.join(first)} og {last}" if first else last


def mixed(salt: str, each: Sequence[T], name: Callable[[T], str]) -> list[T]:
    """In an order that is mixed, and the same every time."""
    return sorted(each, key=lambda one: digest(salt, name(one)))


def roll(salt: str) -> int:
    """A number that is as good as thrown, and the same every time."""
    return int(digest(salt), 16)


def digest(*parts: str) -> str:
    """A short fingerprint of the parts."""
    return blake2b("|".join(parts).encode(), digest_size=8).hexdigest()
