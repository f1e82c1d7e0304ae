"""Blocks as elements of an Adaptive Card 1.5: plain dicts, one function a block. Never words of our own.

A TextBlock's text is Markdown, and its dialects disagree: the renderer of Teams on a computer takes backslashes and
entities, the one on phones shows them. So nothing is escaped. Text that Markdown would leave alone becomes a
TextBlock; text that holds a character with a meaning there becomes a RichTextBlock, which every client shows as it
stands. A line that merely begins like a list («17. oktober») gets a no-break space after the marker.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from dialogs.blocks import Block, Content, Line, Table

Element = dict[str, Any]

_SPECIAL = re.compile(r"[\\*_\[\]`~<]|&#?\w+;|\{\{|^(?:>|-{3}|={3}|(?:\d{1,9}[.)]|[-+#])$)", re.MULTILINE)
_APART = "{\u200b{"  # clients put the reader's own time in place of «{{DATE(…)}}», here too
_LISTLIKE = re.compile(r"^(\d{1,9}[.)]|[-+#]|#{2,6}) ")
_NUMBER = re.compile(r"[-\u2212\u2013]?\d[\d\s.,\u2013]*( ?(%|\w{1,16}\.?))?( \([\w .]{1,12}\))?$")

# How each kind looks: of the TextBlock, and of a TextRun where the text needs a RichTextBlock.
_LOOKS: dict[str, tuple[Element, Element]] = {
    "lead": ({"weight": "Bolder", "size": "Medium", "style": "heading"}, {"weight": "Bolder", "size": "Medium"}),
    # The size is said, or Teams would make a group's heading larger than the answer.
    "heading": ({"weight": "Bolder", "size": "Default", "style": "heading", "spacing": "Medium"}, {"weight": "Bolder"}),
    "paragraph": ({}, {}),
    "list": ({}, {}),
    "note": ({"isSubtle": True}, {"isSubtle": True}),
    "sources": ({"isSubtle": True, "size": "Small", "spacing": "Medium"}, {"isSubtle": True, "size": "Small"}),
}
_SENTENCE = 60
"""A table with values of more characters in two columns is told row by row."""


def size_of(card: Element | Sequence[Element]) -> int:
    """How many bytes the card, or a part of it, takes in a message, written in the longest way that JSON allows."""
    return len(json.dumps(card))


def body_of(content: Content) -> list[Element]:
    """The elements of all blocks, in order."""
    body: list[Element] = []
    for block in content:
        if isinstance(block, Table):
            body.extend(_table(block))
        elif block.kind == "list":
            body.extend(_list(block.lines))
        elif block.kind == "bars":
            body.extend(element for line in block.lines for element in _bar(line))
        else:
            body.append(words_of(block.lines[0], block.kind))
    return body


def words_of(line: Line, kind: str = "paragraph") -> Element:
    """A line of words, as its kind looks."""
    look, run_look = _LOOKS[kind]
    if kind in ("lead", "heading"):
        line = ("".join(line),)
    if _SPECIAL.search("".join(line)):
        return {"type": "RichTextBlock", "inlines": _runs(line, run_look), "spacing": look.get("spacing", "Default")}
    return {"type": "TextBlock", "text": _markdown(line), "wrap": True, **look}


def _markdown(line: Line) -> str:
    if len(line) > 1:
        line = ("".join([f"**{part}**" if n % 2 else part for n, part in enumerate(line) if part]),)
    text = line[0]
    return text if text[:1].isalpha() else _LISTLIKE.sub("\\1\u00a0", text)


def _runs(line: Line, look: Element) -> list[Element]:
    return [
        {"type": "TextRun", "text": part.replace("{{", _APART), **look, **({"weight": "Bolder"} if n % 2 else {})}
        for n, part in enumerate(line)
        if part
    ]


def _list(lines: list[Line]) -> list[Element]:
    """One Markdown list, which is read aloud as a list; where an item cannot be Markdown, bullets of our own."""
    if not _SPECIAL.search("\n".join(["".join(line) for line in lines])):
        return [{"type": "TextBlock", "text": "- " + "\n- ".join([_markdown(line) for line in lines]), "wrap": True}]
    return [
        {"type": "RichTextBlock", "inlines": _runs(("• " + line[0], *line[1:]), {}), "spacing": "Small" if n else "Default"}
        for n, line in enumerate(lines)
    ]


def _bar(line: Line) -> list[Element]:
    """A figure's words, which are all that is read aloud, and below them how large it is beside the whole."""
    share = int(line[0])
    parts = [(share, "accent"), (100 - share, "emphasis")]
    columns = [
        {"type": "Column", "width": width, "style": style, "minHeight": "10px", "spacing": "None", "items": []}
        for width, style in parts
        if width
    ]
    return [words_of(line[1:]), {"type": "ColumnSet", "columns": columns, "spacing": "Small"}]


def _table(table: Table) -> list[Element]:
    """The table; one of sentences is told row by row, since its columns would be a few letters wide on a phone."""
    if _of_sentences(table):
        return [element for row in table.rows[1:] for element in _told(table.rows[0], row)]
    columns: list[Element] = []
    for n in range(len(table.rows[0])):
        header, *cells = ["".join(row[n]) for row in table.rows]
        # On a phone every letter counts: a column is as wide as its words ask, within reason.
        column: Element = {"width": min(max(-(-max(map(len, [header, *cells])) // 8), 1), 4)}
        if n and any(cells) and all(_NUMBER.match(cell) for cell in cells if cell not in ("", "\u2013")):
            column["horizontalCellContentAlignment"] = "Right"
        columns.append(column)
    return [{"type": "Table", "columns": columns, "rows": [_row(row) for row in table.rows], "gridStyle": "default"}]


def _of_sentences(table: Table) -> bool:
    longest = [max((len("".join(row[n])) for row in table.rows[1:]), default=0) for n in range(1, len(table.rows[0]))]
    return sum(length > _SENTENCE for length in longest) > 1


def _told(header: list[Line], row: list[Line]) -> list[Element]:
    """What the row is about, then each value after the name of its column."""
    values: list[Line] = []
    for name, cell in zip(header[1:], row[1:], strict=True):
        if any(cell):
            values.append(("", "".join(name), (": " if any(name) else "") + "".join(cell)))
    return [*([words_of(row[0], "heading")] if any(row[0]) else []), *(_list(values) if values else [])]


def _row(row: list[Line]) -> Element:
    cells = [{"type": "TableCell", "items": [words_of(cell)] if any(cell) else []} for cell in row]
    return {"type": "TableRow", "cells": cells}


def weights(block: Block | Table) -> list[int]:
    """How many bytes each entry takes, or a little less; never more, so that what is reckoned to fit does fit."""
    if isinstance(block, Table) and _of_sentences(block):
        return [0, *(sum(map(size_of, _told(block.rows[0], row))) for row in block.rows[1:])]
    if isinstance(block, Table):
        return [size_of(_row(row)) for row in block.rows]
    elements = _list(block.lines)
    if len(elements) == len(block.lines):
        return [size_of(element) for element in elements]
    return [len(json.dumps("".join(line))) for line in block.lines]
