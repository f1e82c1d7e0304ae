"""How people say when they want to be told, and when not: «ukentlig», «hver mandag kl 8», «mellom 21 og 7», «en uke»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from knowledge.following.times import DAY, Mode, Quiet


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of it; None for what was not."""

    mode: Mode | None = None
    minute: int | None = None
    weekday: int | None = None
    quiet: Quiet | None = None
    days: int | None = None
    """For so many days nothing is to be told."""
    until_weekday: int | None = None
    """Nothing is to be told until that day of the week comes."""

    def tells_how(self) -> bool:
        """True when it says how often, or when on the day."""
        return self.mode is not None or self.minute is not None

    def tells_how_long(self) -> bool:
        """True when it says for how long."""
        return self.days is not None or self.until_weekday is not None


_DAYS = (
    "mandag|måndag", "tirsdag|tysdag", "onsdag", "torsdag", "fredag", "lørdag|laurdag", "søndag|sundag",
)  # fmt: skip
_WEEKDAY = "|".join(f"(?P<d{n}>(?:{names})(?:er|ar|en|ane|ene)?)" for n, names in enumerate(_DAYS))
_CLOCK = (
    r"(?:(?:klokk[ea]n?|kl\.?) ?)?(?P<hour>\d{1,2})(?:[.:]?(?P<minute>[0-5]\d))?(?: om (?:morgenen|morgonen|morran"
    r"|kvelden|ettermiddagen))?"
)
_AT = (
    r"(?: (?:klokk[ea]n?|kl\.?) ?(?P<hour>\d{1,2})(?:[.:](?P<minute>[0-5]\d))?| om (?P<part>morgenen|morgonen|kvelden"
    r"|ettermiddagen))?"
)
_EVERY = r"(?:hver|kvar|kvart|hvert|en gang i|ein gong i|éin gong i|én gang i)"
_ONCE = re.compile(
    r"(?:med en gang|med ein gong|med én gang|straks|umiddelbart|fortløpende|fortløpande|løpende|løpande|øyeblikkelig"
    r"|på flekken|når det skjer|etter hvert|etter kvart)",
    re.IGNORECASE,
)  # fmt: skip
_DAILY = re.compile(
    rf"(?:daglig|dagleg|{_EVERY} (?:dag|morgen|morgon|døgn|døgnet|dagen)|samlet hver dag|én gang om dagen|en gang om dagen"
    rf"|ein gong om dagen|ein gong for dagen){_AT}",
    re.IGNORECASE,
)  # fmt: skip
_WEEKLY = re.compile(
    rf"(?:ukentlig|vekentleg|kvar veke|{_EVERY} (?:uke|uka|uken|veke|veka)|en gang i uka"
    rf"|ein gong i veka)(?: på)?(?: (?:{_WEEKDAY}))?{_AT}"
    rf"|(?:{_EVERY}|på|om) (?:{_WEEKDAY.replace('?P<d', '?P<e')}){_AT.replace('?P<', '?P<x')}",
    re.IGNORECASE,
)  # fmt: skip
_CLOCK_ALONE = re.compile(r"(?:klokk[ea]n?|kl\.?) ?(?P<hour>\d{1,2})(?:[.:](?P<minute>[0-5]\d))?", re.IGNORECASE)
_HOURS = re.compile(
    rf"(?:mellom|frå|fra|fra kl\.?|frå kl\.?)? ?{_CLOCK} ?(?:og|til|–|-|—) ?{_CLOCK.replace('?P<', '?P<to_')}", re.IGNORECASE
)
_AT_NIGHT = re.compile(r"(?:om|på) (?:natten|natta|nettene|nettene|nattene)|på nattestid", re.IGNORECASE)
_EVENING = re.compile(r"(?:om|på) (?:kvelden|kveldene|kveldane)", re.IGNORECASE)
_NUMBERS = {
    "en": 1, "ei": 1, "ein": 1, "én": 1, "éi": 1, "éin": 1, "et": 1, "eit": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6,
    "sju": 7, "syv": 7, "åtte": 8, "ni": 9, "ti": 10, "fjorten": 14,
}  # fmt: skip
_LENGTH = re.compile(
    r"(?:i |for )?(?P<count>\d{1,2}|" + "|".join(_NUMBERS) + r") (?P<unit>dager|dagar|dag|døgn|uker|uke|uka|veker|veke"
                                                             r"|veka|måneder|måned|månader|månad)",
    re.IGNORECASE,
)  # fmt: skip
_UNTIL = re.compile(rf"(?:frem |fram )?til (?:{_WEEKDAY})", re.IGNORECASE)
_UNITS = {"d": 1, "u": 7, "v": 7, "m": 30}
_LONGEST = 92
_PARTS = {"morgenen": 8 * 60, "morgonen": 8 * 60, "kvelden": 19 * 60, "ettermiddagen": 16 * 60}
_ENDING = re.compile(
    r"(?P<before>.+?),? (?P<when>(?:daglig|dagleg|ukentlig|vekentleg|hver|kvar|kvart|en gang|ein gong|med en gang"
    r"|med ein gong|straks|fortløpende|fortløpande)\b.*)",
    re.IGNORECASE,
)  # fmt: skip


def timing(words: str, part: Literal["when", "quiet", "early"] | str) -> Said | None:
    """What the words say of when, whole; None when they say something else."""
    said = " ".join(words.split()).strip(" .!?,")
    return _quiet(said) if part == "quiet" else _when(said)


def timing_within(target: str) -> tuple[str, Said] | None:
    """«barnevern i Gjøvik hver mandag»: what stands before the time, and the time."""
    match = _ENDING.fullmatch(target.strip(" .!?"))
    said = _when(match["when"]) if match else None
    return (match["before"], said) if match and said is not None and said.tells_how() else None


def day_after(said: Said, today: date) -> date | None:
    """The first day that something may be told again."""
    if said.days is not None:
        return today + timedelta(days=said.days)
    if said.until_weekday is not None:
        return today + timedelta(days=(said.until_weekday - today.weekday() - 1) % 7 + 1)
    return None


def _when(said: str) -> Said | None:
    if _ONCE.fullmatch(said):
        return Said(mode="at_once")
    for mode, pattern in (("daily", _DAILY), ("weekly", _WEEKLY)):
        match = pattern.fullmatch(said)
        if match is not None:
            return _at(match, "daily" if mode == "daily" else "weekly")
    match = _CLOCK_ALONE.fullmatch(said)
    if match is not None:
        minute = _minute(match["hour"], match["minute"])
        return None if minute is None else Said(minute=minute)
    match = _LENGTH.fullmatch(said)
    if match is not None:
        count = _NUMBERS.get(match["count"].casefold()) or int(match["count"])
        return Said(days=min(count * _UNITS[match["unit"][0].casefold()], _LONGEST)) if count else None
    match = _UNTIL.fullmatch(said)
    return Said(until_weekday=_weekday(match.groupdict())) if match else None


def _at(match: re.Match[str], mode: Mode) -> Said | None:
    found = match.groupdict()
    hour, minutes = found.get("hour") or found.get("xhour"), found.get("minute") or found.get("xminute")
    part = found.get("part") or found.get("xpart")
    minute = _minute(hour, minutes) if hour else _PARTS.get((part or "").casefold())
    if hour and minute is None:
        return None
    return Said(mode=mode, minute=minute, weekday=_weekday(found))


def _quiet(said: str) -> Said | None:
    if _AT_NIGHT.fullmatch(said):
        return Said(quiet=Quiet(22 * 60, 7 * 60))
    if _EVENING.fullmatch(said):
        return Said(quiet=Quiet(18 * 60, 7 * 60))
    match = _HOURS.fullmatch(said)
    if match is None:
        return None
    start, end = _minute(match["hour"], match["minute"]), _minute(match["to_hour"], match["to_minute"])
    return None if start is None or end is None or start == end else Said(quiet=Quiet(start, end))


def _weekday(found: dict[str, str | None]) -> int | None:
    return next((n for n in range(7) for letter in "de" if found.get(f"{letter}{n}")), None)


def _minute(hour: str | None, minutes: str | None) -> int | None:
    """The minute of the day; None for an hour that no clock shows."""
    value = int(hour or 0) * 60 + int(minutes or 0)
    return value % DAY if value <= DAY else None
