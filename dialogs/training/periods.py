"""What figures are asked about, read from what stands after the command: months that are over, a municipality, a role."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dialogs.editing.given import Wrong, municipality
from dialogs.written import MONTHS
from knowledge.quiz import Role
from knowledge.snapshot import Knowledge

_COUNTS = {"to": 2, "tre": 3, "fire": 4, "seks": 6, "ni": 9, "tolv": 12}
_TO = r"(?:(?:for|i|frå|fra|på|blant|blandt|hos|som) )?"
_LAST = re.compile(
    _TO + r"(?:den |dei |de |det )?siste (?:(?P<count>\d{1,2}|to|tre|fire|seks|ni|tolv) )?"
    r"(?P<unit>måned(?:en|er|ene)?|månad(?:en|er|ar|ane)?|år(?:et)?)\b"
)
_MONTH = re.compile(_TO + r"(?P<month>" + "|".join(MONTHS) + r")(?: (?P<year>\d{4}))?\b")
_YEAR = re.compile(r"(?:for|i|frå|fra) (?P<year>20\d\d)\b")
_ROLES = {
    Role.KOMMUNESTYRE: r"kommunestyre\w*",
    Role.FORMANNSKAP: r"formannskap\w*",
    Role.REPRESENTANTSKAP: r"representantskap\w*",
    Role.KONTROLLUTVALG: r"kontrollutval\w*",
}
_MEMBERS = r"(?:(?:dei|de|dem) som er )?(?:medlem|medlemmer|medlemmar|medlemmene|medlemmane)? ?(?:i |av )?(?:eit |et )?"
_PLACE = re.compile(r"(?:for|i|hos|frå|fra) (?P<name>.+)")
_MOST = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """What the figures are to be about."""

    months: tuple[str, ...]
    """As ``2026-11``, the newest first; all are over."""
    municipality: str = ""
    role: str = ""
    early: bool = False
    """True when a month was asked for that is not over."""


def _month(year: int, month: int) -> str:
    return f"{year:04}-{month:02}"


def months_back(today: date, count: int) -> tuple[str, ...]:
    """So many months that are over, the newest first."""
    total = today.year * 12 + today.month - 1
    return tuple(_month((total - n) // 12, (total - n) % 12 + 1) for n in range(1, count + 1))


def asked_about(knowledge: Knowledge, words: str, today: date) -> Asked | None:
    """What the words ask for; None when some of them are something else. Without a period it is the month that ended last."""
    left = " ".join(words.casefold().replace(",", " ").split())
    left, months, early = _period(left, today)
    role = ""
    for each, pattern in _ROLES.items():
        taken = re.sub(r"(?<!\w)(?:for|blant|blandt|hos|i|frå|fra) " + _MEMBERS + pattern + r"(?!\w)", "", left)
        if taken != left:
            left, role = taken, each.value
    left = " ".join(left.removesuffix(" og").split())
    place = _PLACE.fullmatch(left)
    if place is None:
        return None if left else Asked(months, "", role, early)
    try:
        return Asked(months, municipality(knowledge, place["name"]), role, early)
    except Wrong:
        return None


def _period(words: str, today: date) -> tuple[str, tuple[str, ...], bool]:
    """What is left of the words, the months that they name, and whether they name one that is not over."""
    current = _month(today.year, today.month)
    if match := _LAST.search(words):
        count = match["count"] or "1"
        number = _COUNTS.get(count) or int(count)
        wanted = number * 12 if match["unit"].startswith("år") else number
        return _without(words, match), months_back(today, max(1, min(wanted, _MOST))), False
    if match := _MONTH.search(words):
        month = MONTHS.index(match["month"]) + 1
        year = int(match["year"]) if match["year"] else today.year - (_month(today.year, month) >= current)
        named = _month(year, month)
        early = named >= current
        return _without(words, match), () if early else (named,), early
    if match := _YEAR.search(words):
        months = tuple(each for n in range(12, 0, -1) if (each := _month(int(match["year"]), n)) < current)
        return _without(words, match), months, not months
    return words, months_back(today, 1), False


def _without(words: str, match: re.Match[str]) -> str:
    return f"{words[: match.start()]} {words[match.end() :]}"
