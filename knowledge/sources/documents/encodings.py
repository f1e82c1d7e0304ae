"""Bytes -> characters, and characters -> text that can be searched and shown."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import Final

_MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_MOST_CONTROLS = 0.01
"""Text has hardly any control characters; what has more is no text."""

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff]"
)
_BREAKS = re.compile("\r\n?|[\x0b\x85\u2028\u2029]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LIGATURES: Final = str.maketrans({chr(c): unicodedata.normalize("NFKC", chr(c)) for c in range(0xFB00, 0xFB07)})
_BULLETS: Final = str.maketrans(dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf0a8\uf076\uf0fc", "•"))
"""Where symbol fonts keep the marks of lists."""
_SOFT_BREAK = re.compile(r"(?<=\w)\u00ad[ \t]*\n[ \t]*(?=\w)")
_MARK = "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_MARKS_IN_A_ROW = re.compile(f"({_MARK}{{4}}){_MARK}+")
"""Sorting them, which composing does, takes the square of their number; no letter has more than a few."""
_END_SPACE = re.compile(r"[ \t]+$", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n{3,}")


def marked(data: bytes) -> tuple[str, int] | None:
    """The encoding that the byte order mark tells, and the mark's length."""
    return next(((name, len(mark)) for mark, name in _MARKS if data.startswith(mark)), None)


def decoded(data: bytes, declared: str | None = None) -> str | None:
    """The characters, if it is text: by its mark, by what it declares, as UTF-8, or as Windows' Western European."""
    if mark := marked(data):
        return _if_text(data[mark[1] :].decode(mark[0], errors="replace"))
    if b"\0" in data:
        return None
    for encoding in (declared, "utf-8"):
        strict = _strictly(data, encoding) if encoding else None
        if strict is not None:
            return _if_text(strict)
    # cp1252 leaves five bytes undefined; Latin-1 has control characters there
    return _if_text(
        "".join(_strictly(bytes([b]), "cp1252") or chr(b) for b in data) if _undefined(data) else data.decode("cp1252")
    )


def _undefined(data: bytes) -> bool:
    return any(bytes([b]) in data for b in (0x81, 0x8D, 0x8F, 0x90, 0x9D))


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None


def _if_text(text: str) -> str | None:
    controls = len(_CONTROLS.findall(text)) + text.count("\ufffd")
    return text if controls <= _MOST_CONTROLS * len(text) else None


def tidied(text: str) -> str:
    """Line feeds for line ends, ordinary spaces, composed letters, no ligatures, soft hyphens or control characters."""
    text = _BREAKS.sub("\n", text)
    text = _SOFT_BREAK.sub("", text)
    text = _SPACES.sub(" ", text).translate(_LIGATURES).translate(_BULLETS)
    text = _MARKS_IN_A_ROW.sub(r"\1", _DROPPED.sub("", text))
    text = unicodedata.normalize("NFC", text)
    return _BLANK_LINES.sub("\n\n", _END_SPACE.sub("", text)).strip("\n")


def by_form_feeds(text: str) -> list[str]:
    """The pages of plain text. A form feed at the very end begins no page."""
    pages = _BREAKS.sub("\n", text).split("\f")
    return pages[:-1] if len(pages) > 1 and not pages[-1].strip() else pages
