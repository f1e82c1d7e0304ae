"""Numbers and days that lost a digit, told where the same stands whole elsewhere in the document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.extraction import numbers
from knowledge.extraction.lines import Line

_NUMBER = re.compile(
    r"(?P<word>\b(?:(?:politisk |møte)?sak(?:snr|snummer| nr)?\b\.?:?|(?-i:[A-ZÆØÅ]{2,4})\b)\s*)(?P<number>\d{1,3})"
    r" /(?P<year>\d\d(?:\d\d)?)(?![\d/-])",
    re.I,
)
_DAY = re.compile(r"(?<![\d.,])(?P<day>\d) \.(?P<rest>\d\d\.(?:20)\d\d)(?!\d)")
HOLED = re.compile(rf"{_NUMBER.pattern}\s*[:–—.-]?\s*(?P<title>(?:(?-i:[A-ZÆØÅ«\"]).*)?)", re.I)
"""The head of a case whose number lost a digit."""
_MET = re.compile(r"\bmøte\w*(?: den)?\s*\Z", re.I)


def mended(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with numbers and days made whole where the document tells which they are."""
    if not any(_NUMBER.search(line.text) or _DAY.search(line.text) for line in lines):
        return tuple(lines)
    return tuple(_mended(lines, at) for at in range(len(lines)))


def _mended(lines: Sequence[Line], at: int) -> Line:
    line = lines[at]
    for match in (_NUMBER.search(line.text), _DAY.search(line.text)):
        if match is None:
            continue
        holed, whole = _whole_number(lines, at, match) if match.re is _NUMBER else _whole_day(lines, match)
        if whole:
            cells = tuple(cell.replace(holed, whole) for cell in line.cells)
            line = replace(line, text=line.text.replace(holed, whole), cells=cells)
    return line


def _whole_number(lines: Sequence[Line], at: int, match: re.Match[str]) -> tuple[str, str]:
    """The number that a reference tells, or the agenda beside the same title; another case's own number is not it."""
    wanted = re.compile(rf"0*{match['number']}\d/(?:20)?{match['year'][-2:]}")
    titles = {_folded(line.text) for line in lines[at + 1 : at + 5]} | {_folded(lines[at].text[match.end() :])}
    found: set[str] = set()
    for line in lines:
        for number in numbers.case_numbers(line.text):
            bare = re.sub(r"^\D+", "", number.value)
            if not wanted.fullmatch(bare):
                continue
            referred = re.search(r"(?-i:[a-zæøå])\w* (?:sak|saka|saken)\s*\Z", line.text[: number.start])
            if referred or (_folded(line.text[number.end :]) or "-") in titles:
                found.add(bare)
    return f"{match['number']} /{match['year']}", found.pop() if len(found) == 1 else ""


def _whole_day(lines: Sequence[Line], match: re.Match[str]) -> tuple[str, str]:
    """The day of a meeting that is told whole in the same month."""
    wanted = re.compile(rf"(?<!\d)(?:{match['day']}\d|\d{match['day']})\.{re.escape(match['rest'])}(?!\d)")
    found = {m.group() for line in lines for m in wanted.finditer(line.text) if _MET.search(line.text[: m.start()])}
    return match.group(), found.pop() if len(found) == 1 else ""


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
