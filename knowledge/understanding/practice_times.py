"""«Øv hver dag kl. 8», «send meg en quiz hver mandag kl. 7.30»: when somebody wants an exercise."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.practice import Habit

DEFAULT_MINUTE = 8 * 60
"""When no hour is named."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for; ``habit`` is None when the hour is none."""

    habit: Habit | None


_WEEKDAYS = ("mandag|måndag", "tirsdag|tysdag", "onsdag", "torsdag", "fredag", "lørdag|laurdag", "søndag|sundag")
_DAY = "(?:" + "|".join(_WEEKDAYS) + ")"
_EVERY = r"(?:hver|kvar|hvar|kver|alle|på)"
_LIST = rf"{_DAY}(?:er|ar|s)?(?:(?:, | og |, og ){_DAY}(?:er|ar|s)?)*"
_WHEN = (
    rf"(?P<days>{_EVERY} (?:einaste |eneste )?(?:dag|morgen|morgon|kveld|ukedag|vekedag|virkedag|yrkedag|arbeidsdag|uke|veke)"
    rf"|daglig|dagleg|ukentlig|vekentleg|{_EVERY} {_LIST}(?: morgen| morgon| kveld)?|{_DAY}(?:er|ar))"
)
_HOUR = (
    r"(?P<hour>(?:(?:klokken|klokka|kl\.?|ved|rundt) ?)?(?:halv )?\d{1,2}(?:[.:]\d{2}|\d{2})?"
    r"(?: om (?:morgenen|morgonen|kvelden))?)"
)
_E = r"(?:quiz|kviss|øving|øvelse|spørsmål)"
_WHAT = (
    rf"(?:(?:øv|øve|tren|trene|quiz|øving|øvelse|kviss)(?: med meg| meg)?"
    rf"|(?:send|sende|gi|gje|få|ha)(?: (?:meg|oss))? (?:(?:en|ein|ei|et|eit|noen|nokre) )?(?:ny |kort |liten |lita )?{_E}"
    rf"|minn(?:e)? meg (?:på|om) (?:å øve|øving|øvingen|øvinga|quizen))"
)
_ADJECTIVE = (
    r"(?:(?:start|sett opp|få|ha|gi meg|gje meg) )?(?:en |ein |ei )?(?P<days>daglig|dagleg|ukentlig|vekentleg)"
    r" (?:øving|quiz|øvelse)"
)
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_WHAT} {_WHEN}(?:,? {_HOUR})?",
        rf"{_WHAT},? {_HOUR},? {_WHEN}",
        rf"{_ADJECTIVE}(?: (?:hver |kvar |på )?(?P<more>{_DAY}))?(?:,? {_HOUR})?",
    )
)
_CLOCK = re.compile(r"(?P<half>halv )?(?P<hour>\d{1,2}?)(?:[.:]?(?P<minute>\d{2}))?(?:$| om)")


def habit_of(said: str) -> Asked | None:
    """What the words, small and whole, ask for; None when they are anything else."""
    for pattern in _PATTERNS:
        match = pattern.fullmatch(said)
        if match is not None:
            parts = match.groupdict()
            minute = _minute(parts.get("hour"), evening="kveld" in said)
            return Asked(None if minute is None else Habit(_days(f"{parts['days']} {parts.get('more') or ''}"), minute))
    return None


def _days(words: str) -> str:
    named = "".join(str(n) for n, day in enumerate(_WEEKDAYS) if re.search(rf"\b(?:{day})", words))
    if named:
        return named
    if re.search("ukedag|vekedag|virkedag|yrkedag|arbeidsdag", words):
        return "01234"
    return "0" if re.search("uke|veke", words) else "0123456"


def _minute(words: str | None, *, evening: bool) -> int | None:
    """Minutes past midnight; None for an hour that is none."""
    if not words:
        return 19 * 60 if evening else DEFAULT_MINUTE
    match = _CLOCK.search(words)
    if match is None:
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        hour, minute = hour - 1, 30
    if evening and hour < 12:
        hour += 12
    return hour * 60 + minute if 0 <= hour <= 23 and minute <= 59 else None
