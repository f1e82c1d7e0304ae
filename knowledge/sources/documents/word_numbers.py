"""The numbers that Word gives to the points of lists, which stand nowhere in the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

_LEVELS: Final = 9
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
    (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered."""

    start: int = 1
    format: str = "decimal"
    text: str = ""


@dataclass(slots=True)
class Numbers:
    """Counts the points of every list of a document."""

    lists: Mapping[str, tuple[str, Mapping[int, Level]]]
    """By number id: the list that it counts in, and the levels."""
    styles: Mapping[str, tuple[str, int]]
    """Number id and level of the styles that have one."""
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    started: set[str] = field(default_factory=set)

    def next(self, number: str, level: int) -> str:
        """The mark of the next point: «1.», «a)», «2.1», «•»; empty when there is none."""
        if number not in self.lists or not 0 <= level < _LEVELS:
            return ""
        counted_in, levels = self.lists[number]
        counts = self.counts.setdefault(counted_in, {})
        if level not in levels:
            return ""
        start = levels[level].start
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        return _mark(levels, counts, level)


def _mark(levels: Mapping[int, Level], counts: dict[int, int], level: int) -> str:
    own = levels[level]
    if own.format == "bullet":
        return "•"
    if own.format == "none":
        return ""

    def counted(match: re.Match[str]) -> str:
        at = int(match.group(1)) - 1
        there = levels.get(at, Level())
        return written(counts.setdefault(at, there.start) if at <= level else there.start, there.format)

    return re.sub(r"%([1-9])", counted, own.text)[:40]


def written(number: int, kind: str) -> str:
    """A number as a list writes it."""
    if kind in ("lowerLetter", "upperLetter") and 0 < number <= 780:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        roman = ""
        for value, sign in _ROMAN:
            roman += sign * (number // value)
            number %= value
        return roman.upper() if kind == "upperRoman" else roman
    return f"{number:02}" if kind == "decimalZero" else str(number)


def numbers_of(numbering: Any, styles: Any) -> Numbers:
    """Read from the two parts, either of which may be missing."""
    abstract = {_value(node, "abstractNumId"): _levels(node) for node in _each(numbering, "abstractNum")}
    lists = {}
    for node in _each(numbering, "num"):
        of = next((_value(child, "val") for child in _each(node, "abstractNumId", deep=False)), "")
        over = {int(_value(o, "ilvl")): o for o in _each(node, "lvlOverride", deep=False) if _value(o, "ilvl").isdecimal()}
        levels = {**abstract.get(of, {})}
        for at, override in over.items():
            levels |= _levels(override)
            for start in _each(override, "startOverride", deep=False):
                known = levels.get(at, Level(text=f"%{at + 1}."))
                levels[at] = Level(_whole(_value(start, "val"), 1), known.format, known.text)
        number = _value(node, "numId")
        # a number of its own starts anew where it says so; otherwise it goes on in the list that it shares
        lists[number] = (f"{of}/{number}" if over else of, levels)
    return Numbers(lists, _styled(styles))


def _styled(styles: Any) -> dict[str, tuple[str, int]]:
    own: dict[str, tuple[str, int]] = {}
    based: dict[str, str] = {}
    for style in _each(styles, "style"):
        name = _value(style, "styleId")
        for parent in _each(style, "basedOn", deep=False):
            based[name] = _value(parent, "val")
        number = next((_value(node, "val") for node in _each(style, "numId")), "")
        level = next((_value(node, "val") for node in _each(style, "ilvl")), "0")
        if number:
            own[name] = (number, _whole(level, 0))
    for name in based:
        above, seen = name, {name}
        while above not in own and above in based and based[above] not in seen:
            above = based[above]
            seen.add(above)
        if above in own:
            own.setdefault(name, own[above])
    return own


def _levels(node: Any) -> dict[int, Level]:
    found = {}
    for level in _each(node, "lvl", deep=False):
        at = _whole(_value(level, "ilvl"), 0)
        values = {
            key: next((_value(child, "val") for child in _each(level, key, deep=False)), "")
            for key in ("start", "numFmt", "lvlText")
        }
        found[at] = Level(_whole(values["start"], 1), values["numFmt"] or "decimal", values["lvlText"])
    return found


def _each(node: Any, name: str, *, deep: bool = True) -> list[Any]:
    if node is None:
        return []
    return list(node.iter("{*}" + name)) if deep else node.findall("{*}" + name)


def _value(node: Any, name: str) -> str:
    """An attribute, whatever namespace the document's version of the format has."""
    return next((str(value) for key, value in node.attrib.items() if key.rpartition("}")[2] == name), "")


def _whole(text: str, otherwise: int) -> int:
    return int(text) if re.fullmatch(r"\d{1,6}", text) else otherwise
