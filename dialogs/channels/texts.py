"""The text of a reply where a channel takes only so much of it: in parts, or its beginning."""

from __future__ import annotations

import json
from collections.abc import Iterator

MAX_TEXT = 20 * 1024
"""So many bytes of text go into one message; Teams takes 28 KB with all that is round it."""
_SUMMARY = 200


def pieces(text: str) -> Iterator[str]:
    """The text in parts that Teams takes, parted between lines; only a line that is too long itself is broken."""
    most = MAX_TEXT // 6  # a character takes at most six bytes in JSON
    piece: list[str] = []
    size = 0
    for whole in text.split("\n"):
        for line in [whole[at : at + most] for at in range(0, len(whole), most)] or [""]:
            length = len(json.dumps(line))
            if piece and size + length > MAX_TEXT:
                yield "\n".join(piece).strip("\n")
                piece, size = [], 0
            piece.append(line)
            size += length
    yield "\n".join(piece).strip("\n")


def summary(text: str) -> str:
    """The answer itself, which is the first paragraph, for a notice."""
    line = " ".join(text.partition("\n\n")[0].split())
    return line if len(line) <= _SUMMARY else line[: _SUMMARY - 1].rsplit(" ", 1)[0] + "…"
