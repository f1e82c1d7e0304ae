"""Dates, years, months, case numbers and paragraphs in a question, as Norwegians write them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.model import PartialDate
from knowledge.understanding.mentions import Entities, Mention
from knowledge.understanding.words import Token, fold

MONTHS = {
    "januar": 1, "februar": 2, "mars": 3, "april": 4, "mai": 5, "juni": 6, "juli": 7, "august": 8, "september": 9,
    "oktober": 10, "november": 11, "desember": 12,
}  # fmt: skip
_NUMERIC_DATE = re.compile(r"^(\d{1,2})[./](\d{1,2})[./-](\d{4}|\d{2})$")
_ISO_DATE = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
_CASE_NUMBER = re.compile(r"^(?:\d{1,3}/(?:19|20)?\d{2}|(?:19|20)\d{2}/\d{1,6}(?:-\d{1,3})?)$")
"""«45/2025» of a meeting, «2024/8140-4» of the archive."""
_YEAR = re.compile(r"^(?:19|20)\d{2}$")
_LEDD = (
    ("første", "fyrste"), ("andre", "annet"), ("tredje", "tredje"), ("fjerde", "fjerde"), ("femte", "femte"),
    ("sjette", "sjette"), ("sjuende", "sjuande"), ("åttende", "åttande"),
)  # fmt: skip
_PARAGRAPH_WORDS = frozenset({"paragraf", "paragrafen", "par"})
_ORDINALS = {fold(w): n for n, (nb, nn) in enumerate(_LEDD, 1) for w in (nb, nn)}


def _paragraph(words: Sequence[Token], at: int) -> Mention:
    """«§ 19-4», «§ 22 a», and the ledd when it is named: «§ 19-4 fjerde ledd» is ``19-4/4``."""
    number, end = words[at + 1].text, at + 2
    if end < len(words) and words[end].text in ("a", "b", "c") and words[end].start - words[end - 1].end <= 1:
        number, end = number + words[end].text, end + 1
    if end + 1 < len(words) and words[end + 1].folded.startswith("ledd") and words[end].folded in _ORDINALS:
        number, end = f"{number}/{_ORDINALS[words[end].folded]}", end + 2
    return Mention("paragraph", (number,), at, end, "§ " + number)


def find(entities: Entities) -> None:
    """Add the dates, years, months, case numbers and paragraphs."""
    words = entities.tokens
    for i, word in enumerate(words):
        if i in entities.taken:
            continue
        if word.text.startswith("§") or word.folded in _PARAGRAPH_WORDS:
            if i + 1 < len(words) and words[i + 1].text[0].isdigit():
                entities.add(_paragraph(words, i))
            continue
        date, end = _numeric_date(word.text), i + 1
        if date is None and end < len(words) and _YEAR.match(words[end].text):  # «5/9 2023»
            date, end = _numeric_date(f"{word.text.replace('/', '.')}.{words[end].text}"), end + 1
        if date:
            entities.add(Mention("date", (date,), i, end, word.text))
        elif _CASE_NUMBER.match(word.text):
            entities.add(Mention("case_number", (word.text,), i, i + 1, word.text))
        elif word.folded in MONTHS:
            _month(entities, i)
        elif _YEAR.match(word.text):
            entities.add(Mention("year", (word.text,), i, i + 1, word.text))


def _month(entities: Entities, i: int) -> None:
    words = entities.tokens
    day = words[i - 1].text if i and words[i - 1].text.isdigit() and len(words[i - 1].text) <= 2 else None
    year = words[i + 1].text if i + 1 < len(words) and _YEAR.match(words[i + 1].text) else None
    start, end = (i - 1 if day else i), (i + 2 if year else i + 1)
    if year is None:
        entities.add(
            Mention("month", (f"{MONTHS[words[i].folded]:02}" + (f"-{int(day):02}" if day else ""),), start, end, words[i].text)
        )
        return
    text = f"{year}-{MONTHS[words[i].folded]:02}" + (f"-{int(day):02}" if day else "")
    entities.add(Mention("date", (text,), start, end, " ".join(words[j].text for j in range(start, end))))


def _numeric_date(text: str) -> str | None:
    match = _NUMERIC_DATE.match(text)
    if match:
        day, month, year = (int(g) for g in match.groups())
        text = f"{year + 2000 if year < 100 else year:04}-{month:02}-{day:02}"
    elif not _ISO_DATE.match(text):
        return None
    try:
        return str(PartialDate.parse(text))
    except ValueError:
        return None
