"""What people write, made fit to be kept: plain text of a known length, without what points straight at somebody."""

from __future__ import annotations

import re

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufdd0-\ufdef\ud800-\udfff]"
)
_BEFORE = r"(?<![\d.,/-])"
_NUMBER = r"[2-9]\d(?: ?\d\d){3}|[489]\d\d \d\d \d\d\d"
_MARKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("[e-post]", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("[fødselsnummer]", re.compile(rf"{_BEFORE}\d{{6}} ?\d{{5}}(?![\d/-])")),
    # eight digits as telephone numbers are parted; amounts are parted otherwise, or tell their unit
    ("[telefon]", re.compile(rf"{_BEFORE}(?:(?:\+|00)47 ?)?(?:{_NUMBER})(?![\d/]|[.,]\d| ?(?:kr|mill|%)| kroner)")),
)


def tidy(text: str, limit: int) -> str:
    """One line without unseen characters, e-mail addresses, telephone and national identity numbers; cut where it is long."""
    line = " ".join(_UNSEEN.sub(" ", text).split())
    for mark, pattern in _MARKS:
        line = pattern.sub(mark, line)
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
