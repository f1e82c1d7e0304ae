"""The period that a question speaks of, as a token of ``knowledge.periods``, and where its words stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from knowledge.basics import PartialDate
from knowledge.understanding.clauses import number_of
from knowledge.understanding.cues import Cues
from knowledge.understanding.entities import Entities
from knowledge.understanding.words import Token

_AHEAD = frozenset({"neste", "naermeste", "naeraste", "kommende", "komande", "om"})
_BEHIND = frozenset({"siste", "forrige", "forre", "sist"})
_UNITS = (
    ("dag", "d"), ("uke", "w"), ("veke", "w"), ("maned", "m"), ("manad", "m"), ("mnd", "m"), ("halvar", "h"), ("ar", "y"),
)  # fmt: skip
_SINCE = frozenset({"siden", "sidan", "etter", "fra"})
_UNTIL = frozenset({"før", "innen", "innan", "foer"})
"""As they are written: «for 2019» is not «før 2019»."""
_MONTHS_A_HALF = 6
_SEASON_MONTHS = {"spring": (3, 6), "summer": (6, 8), "autumn": (8, 11), "winter": (12, 12)}


_OURS = ("kommun", "region", "eigen", "egen")


class Said(NamedTuple):
    """A period and the positions of its words; no token where none is said."""

    token: str | None
    on: frozenset[int]


def said(entities: Entities, periods: Cues) -> Said:
    """The period of the question: a phrase, a number of months or years, or a month without a year."""
    words = entities.tokens
    return (
        _counted(words)
        or _bounded(words)
        or _from_date(entities)
        or _phrase(entities, periods)
        or _month(entities)
        or Said(None, frozenset())
    )


def _phrase(entities: Entities, periods: Cues) -> Said | None:
    found = dict(periods.find(entities.tokens).positions)
    words = entities.tokens
    if "spring" in found and any(w.folded.startswith(_OURS) for w in words[max(found["spring"]) + 1 : max(found["spring"]) + 2]):
        del found["spring"]  # «i vår kommune»
    if not found:
        return None
    # the phrase that says most, and of those the first
    token = max(found, key=lambda name: (len(found[name]), -min(found[name])))
    years = [m for m in entities.of("year") if m.start - 1 in found[token]]
    if token in _SEASON_MONTHS and years:
        first, last = _SEASON_MONTHS[token]
        year = years[0].ids[0]
        return Said(f"months-{year}-{first:02}-{last:02}", found[token] | {years[0].start})
    return Said(token, found[token])


def _counted(words: Sequence[Token]) -> Said | None:
    """«De neste tre månedene», «siste to åra», «det siste halvåret», «om to veker»."""
    for at, word in enumerate(words):
        ahead = word.folded in _AHEAD
        if not (ahead or word.folded in _BEHIND):
            continue
        number = number_of(words[at + 1]) if at + 1 < len(words) else None
        unit_at = at + 1 + (number is not None)
        unit = _unit(words[unit_at]) if unit_at < len(words) else None
        if unit is None or (number is None and (unit != "h" or word.folded == "om")):
            continue
        count = (number or 1) * (_MONTHS_A_HALF if unit == "h" else 1)
        side = "next" if ahead else "last"
        return Said(f"{side}-{count}{'m' if unit == 'h' else unit}", frozenset(range(at, unit_at + 1)))
    return None


def _unit(word: Token) -> str | None:
    endings = ("", "er", "ar", "r", "ene", "ane", "a", "et", "en", "ne", "na")
    return next((short for start, short in _UNITS if any(word.folded == start + e for e in endings)), None)


def _bounded(words: Sequence[Token]) -> Said | None:
    """«Siden 2021», «etter 2020», «før 2019», «mellom 2019 og 2021», «fra 2019 til 2021»."""
    years = [n for n, w in enumerate(words) if len(w.text) == len("2021") and w.text.isdigit() and w.text[:2] in ("19", "20")]
    for at in years:
        before = words[at - 1].folded if at else ""
        later = next((n for n in years if n == at + 2 and words[at + 1].folded in ("og", "til")), None)
        if later is not None and before in ("mellom", "fra"):
            return Said(f"between-{words[at].text}-{words[later].text}", frozenset(range(at - 1, later + 1)))
        if before in _SINCE:
            bound = int(words[at].text) + (before == "etter")
            return Said(f"since-{bound}", frozenset([at - 1, at]))
        if at and words[at - 1].text.casefold() in _UNTIL:
            return Said(f"until-{words[at].text}", frozenset([at - 1, at]))
    return None


def _from_date(entities: Entities) -> Said | None:
    """«Etter januar 2019», «før 1. mars 2020», «siden juni 2024»."""
    words = entities.tokens
    for mention in entities.of("date"):
        before = words[mention.start - 1].folded if mention.start else ""
        on = frozenset(range(mention.start - 1, mention.end))
        if mention.start and words[mention.start - 1].text.casefold() in _UNTIL:
            return Said(f"until-{mention.ids[0]}", on)
        if before in _SINCE:
            return Said(f"since-{_next(mention.ids[0]) if before == 'etter' else mention.ids[0]}", on)
    return None


def _next(said_date: str) -> str:
    """The month or the day after: «etter januar» begins in February."""
    last = PartialDate.parse(said_date).last_day() + timedelta(days=1)
    return last.isoformat()[: len(said_date)]


def _month(entities: Entities) -> Said | None:
    for mention in entities.of("month"):
        if len(mention.ids[0]) == len("03"):
            return Said(f"month-{mention.ids[0]}", frozenset(range(mention.start, mention.end)))
    return None
