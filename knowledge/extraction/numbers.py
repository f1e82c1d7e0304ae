"""Dates, case numbers and archive numbers as municipal papers write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.model import PartialDate

MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "desember",
)  # fmt: skip
_MONTH = "|".join(MONTHS)
_DATE = re.compile(
    rf"(?<![\d/.])(?P<d>\d{{1,2}})\.\s?(?P<m>\d{{1,2}})\.?\s?(?P<y>(?:19|20)\d\d|\d\d)(?![\d/.]\d|\d)"
    rf"|(?<!\d)(?P<iy>(?:19|20)\d\d)-(?P<im>\d\d)-(?P<id>\d\d)(?!\d)"
    rf"|(?<![\d/])(?P<wd>\d{{1,2}})\.?\s?(?P<wm>{_MONTH})\s?,?\s?(?P<wy>(?:19|20)\d\d)(?!\d\d)"
    rf"|(?<![\d/])(?P<sd>\d{{1,2}})/(?P<sm>\d{{1,2}})\s?[-–]\s?(?P<sy>(?:19|20)\d\d|\d\d)(?!\d)"
    rf"|(?<![\d/.])\d\s\.(?P<lm>\d\d)\.(?P<ly>(?:19|20)\d\d)(?!\d)"
    rf"|\b(?P<mm>{_MONTH})\s(?P<my>(?:19|20)\d\d)(?!\d\d)",
    re.I,
)
_CASE = re.compile(
    r"(?<![\w/.])(?:(?P<code>PS|RS|FO|DS|OS|MS|KS|FS|KST|FSK|KOM|FOR|KOMM|FORM|[KF]|[A-ZÆØÅ]{2,5})(?P<sep>[ -]|\s?-\s?))?"
    r"(?P<n>\d{1,4})/(?P<y>(?:19|20)\d\d|\d\d)(?![\d/]|-\d)"
    r"|(?<![\w/.])(?:PS|KS|FS|RS|DS|KST|FSK|BYST|BS|HS)(?: |-)(?P<fn>(?:20)?\d\d)/(?P<fy>\d{3})(?![\d/]|-\d)"
)
_ARCHIVE = re.compile(r"(?<![\w/.])(?P<case>(?:19|20)\d\d/\d{1,6}|\d\d/\d{3,6})(?!\d| -\d)(?:\s?-\s?\d{1,4}(?![\d/.]))?(?![\d/])")
_CODED = re.compile(r"\b(?:PS|KS|FS|RS|DS|KST|FSK|BYST|BS|HS)[ -]?\Z")
_NOT_CODES = frozenset({"SAK", "NR", "SAKSNR", "OG", "JF", "I", "MED", "TIL", "FRA", "ARKIV", "GNR", "BNR"})


@dataclass(frozen=True, slots=True)
class Found:
    """A number or a date, and where in the text it stands."""

    value: str
    start: int
    end: int


def dates(text: str) -> Iterator[tuple[PartialDate, int, int]]:
    """Every date of a text, as exactly as it is written, with its place."""
    for match in _DATE.finditer(text):
        date = _date(match)
        if date is not None:
            yield date, match.start(), match.end()


def _date(match: re.Match[str]) -> PartialDate | None:
    part = match.groupdict()
    year = part["y"] or part["iy"] or part["wy"] or part["my"] or part["sy"] or part["ly"]
    month = part["m"] or part["im"] or part["sm"] or part["lm"]
    day = part["d"] or part["id"] or part["wd"] or part["sd"]
    name = part["wm"] or part["mm"]
    number = MONTHS.index(name.casefold()) + 1 if name else int(month or 0)
    full = int(year) + (2000 if len(year) == 2 else 0)
    try:
        date = PartialDate(full, number, int(day) if day else None)
        date.first_day()
    except ValueError:
        return None
    return date


def date_in(text: str) -> PartialDate | None:
    """The first full date of a text, else the first month."""
    found = [date for date, _, _ in dates(text)]
    return next((date for date in found if date.day), found[0] if found else None)


def case_numbers(text: str) -> Iterator[Found]:
    """Every number of the shape that bodies give their cases, in the document's own form."""
    for match in _CASE.finditer(text):
        if match["fy"]:  # some count the year first: PS 24/131
            yield Found(match.group(), match.start(), match.end())
            continue
        code, number, year = match["code"], match["n"], match["y"]
        if len(year) == 4:
            if len(number) == 4 and number[:2] in ("19", "20"):
                continue  # 2023/2024 is a span of years
        elif (len(number) == 4 and number[:2] in ("19", "20")) or (
            45 < int(year) < 85 and not code and not 15 <= int(number) <= 35
        ):
            continue  # some count the year first: PS 22/68
        start = match.start()
        if code and code.upper() in _NOT_CODES:
            code, start = None, match.start("n")
        yield Found(text[start : match.end()], start, match.end())


def archive_numbers(text: str) -> Iterator[Found]:
    """Every number of the shape that archives give their cases, without that of the document in the case."""
    for match in _ARCHIVE.finditer(text):
        if _CODED.search(text[: match.start()]):
            continue  # PS 24/131 is a case of a body
        left, right = match.group().split("/", 1)
        digits = re.match(r"\d+", right)
        if len(left) == 2 and digits and re.fullmatch(r"(?:19|20)\d\d", digits.group()) and "-" not in right:
            continue  # 45/2025 is a case number
        yield Found(match["case"], match.start(), match.end())


_SCATTERED = re.compile(r"\d(?:[\d ]*\d)?(?:/ ?| / )\d(?:[\d ]*\d)?(?:- ?[\d ]*\d)?")


def gathered(cell: str) -> str:
    """A cell that holds one number only, without the spaces that scanning put into it."""
    return cell.replace(" ", "") if " " in cell and _SCATTERED.fullmatch(cell.strip()) else cell


def is_number(text: str) -> bool:
    """True when a text is nothing but a date, a case number or an archive number."""
    bare = re.sub(r"^(?:sak|saksnr\.?|nr\.?)\s+", "", text.strip(), flags=re.I).strip(" .:,()")
    spans = [(s, e) for _, s, e in dates(bare)] + [(f.start, f.end) for f in (*case_numbers(bare), *archive_numbers(bare))]
    return any(start == 0 and end >= len(bare) for start, end in spans)
