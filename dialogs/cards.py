"""Blocks as an Adaptive Card 1.5: plain dicts, one function a block. Never words of our own.

A TextBlock's text is Markdown, and its dialects disagree: the renderer of Teams on a computer takes backslashes and
entities, the one on phones shows them. So nothing is escaped. Text that Markdown would leave alone becomes a
TextBlock; text that holds a character with a meaning there becomes a RichTextBlock, which every client shows as it
stands. A line that merely begins like a list («17. oktober») gets a no-break space after the marker.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import Any

from dialogs.blocks import Block, Content, Line, Table
from dialogs.model import Choice
from knowledge.model import Language

SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"
MAX_ACTIONS = 6
"""As many buttons as Teams shows."""
MAX_BYTES = 26 * 1024
"""Teams takes messages up to 28 KB; two are left for the activity round the card."""

Element = dict[str, Any]
LeftOut = Callable[[int], str]
"""Says in the reader's language that so many items are left out, and that the full text follows."""

_SPECIAL = re.compile(r"[\\*_\[\]`~<]|&#?\w+;|\{\{|^(?:>|-{3}|={3}|(?:\d{1,9}[.)]|[-+#])$)")
_LISTLIKE = re.compile(r"^(\d{1,9}[.)]|[-+#]|#{2,6}) ")
_NUMBER = re.compile(r"[-\u2212\u2013]?\d[\d\s.,\u2013]*( ?(%|\w{1,4}))?$")

# How each kind looks: of the TextBlock, and of a TextRun where the text needs a RichTextBlock.
_LOOKS: dict[str, tuple[Element, Element]] = {
    "lead": ({"weight": "Bolder", "size": "Medium", "style": "heading"}, {"weight": "Bolder", "size": "Medium"}),
    "heading": ({"weight": "Bolder", "style": "heading", "spacing": "Medium"}, {"weight": "Bolder"}),
    "paragraph": ({}, {}),
    "list": ({}, {}),
    "note": ({"isSubtle": True}, {"isSubtle": True}),
    "sources": ({"isSubtle": True, "size": "Small", "spacing": "Medium"}, {"isSubtle": True, "size": "Small"}),
}


def card_of(language: Language, content: Content, text: str, choices: Sequence[Choice], left_out: LeftOut) -> Element:
    """The card, with ``text`` as its fallback. One that Teams would refuse for its size is shortened, and says so."""
    card = _card(language, _body(content), text, choices)
    if _surely_small(content, text, choices) or size_of(card) <= MAX_BYTES:
        return card
    return _shortened(language, content, choices, left_out)


def size_of(card: Element) -> int:
    """How many bytes the card takes in a message, written in the longest way that JSON allows."""
    return len(json.dumps(card))


def _surely_small(content: Content, text: str, choices: Sequence[Choice]) -> bool:
    """Spares most cards the measuring: each character stands in a card twice, at worst as twelve bytes."""
    said = sum(len(choice.say) for choice in choices)
    most = 24 * (len(text) + said) + 250 * (text.count("\n") + 1)
    return most < MAX_BYTES and not any(isinstance(block, Table) for block in content)


def _card(language: Language, body: list[Element], text: str, choices: Sequence[Choice]) -> Element:
    card: Element = {
        "type": "AdaptiveCard",
        "$schema": SCHEMA,
        "version": "1.5",
        "lang": language,
        "fallbackText": text,
        "body": body,
    }
    if choices:
        card["actions"] = [
            {"type": "Action.Submit", "title": choice.title, "data": {"say": choice.say}}
            for choice in choices[:MAX_ACTIONS]
        ]
    return card


def _body(content: Content) -> list[Element]:
    body: list[Element] = []
    for block in content:
        if isinstance(block, Table):
            body.append(_table(block))
        elif block.kind == "list":
            body.extend(_list(block.lines))
        else:
            body.append(_words(block.lines[0], block.kind))
    return body


def _words(line: Line, kind: str = "paragraph") -> Element:
    look, run_look = _LOOKS[kind]
    if kind in ("lead", "heading"):
        line = ("".join(line),)
    if any(map(_SPECIAL.search, line)):
        return {"type": "RichTextBlock", "inlines": _runs(line, run_look), "spacing": look.get("spacing", "Default")}
    return {"type": "TextBlock", "text": _markdown(line), "wrap": True, **look}


def _markdown(line: Line) -> str:
    if len(line) > 1:
        line = ("".join([f"**{part}**" if n % 2 else part for n, part in enumerate(line) if part]),)
    return _LISTLIKE.sub("\\1\u00a0", line[0])


def _runs(line: Line, look: Element) -> list[Element]:
    return [
        {"type": "TextRun", "text": part, **look, **({"weight": "Bolder"} if n % 2 else {})}
        for n, part in enumerate(line)
        if part
    ]


def _list(lines: list[Line]) -> list[Element]:
    """One Markdown list, which is read aloud as a list; where an item cannot be Markdown, bullets of our own."""
    if not any(_SPECIAL.search(part) for line in lines for part in line):
        return [{"type": "TextBlock", "text": "\n".join(["- " + _markdown(line) for line in lines]), "wrap": True}]
    return [
        {"type": "RichTextBlock", "inlines": _runs(("• " + line[0], *line[1:]), {}), "spacing": "Small" if n else "Default"}
        for n, line in enumerate(lines)
    ]


def _table(table: Table) -> Element:
    width = len(table.rows[0])
    columns: list[Element] = [{"width": 2 if width > 1 else 1}]
    for n in range(1, width):
        cells = ["".join(row[n]) for row in table.rows[1:]]
        numbers = any(cells) and all(_NUMBER.match(cell) for cell in cells if cell not in ("", "\u2013"))
        columns.append({"width": 1, "horizontalCellContentAlignment": "Right"} if numbers else {"width": 1})
    rows = [
        {"type": "TableRow", "cells": [{"type": "TableCell", "items": [_words(c)] if any(c) else []} for c in row]}
        for row in table.rows
    ]
    return {"type": "Table", "columns": columns, "rows": rows, "gridStyle": "default"}


def _shortened(language: Language, content: Content, choices: Sequence[Choice], left_out: LeftOut) -> Element:
    """Drop items from the end of whichever list is longest until the card fits; each list says how many it lost."""
    first = content[0] if isinstance(content[0], Block) else Block("paragraph", [("",)])
    lead = "".join(first.lines[0])[:1000]
    fallback = f"{lead}\n{left_out(0)}".strip()
    kept: list[list[Any]] = [list(block.rows if isinstance(block, Table) else block.lines) for block in content]
    sizes = [[_weight(block, entry) for entry in entries] for block, entries in zip(content, kept, strict=True)]
    lost = [0] * len(content)
    totals = [sum(each) for each in sizes]
    excess = size_of(_card(language, _body(content), fallback, choices)) - MAX_BYTES
    while excess > 0:
        # A list keeps one item and a table its header and one row, so that what is left still makes sense.
        spare = [n for n, b in enumerate(content) if len(kept[n]) > (2 if isinstance(b, Table) else 1)]
        if not spare:
            return _card(language, _body([Block("lead", [(lead,)]), _note(left_out(0))]), fallback, choices)
        longest = max(spare, key=totals.__getitem__)
        if not lost[longest]:
            excess += 2 * len(json.dumps(left_out(len(kept[longest])))) + 100
        kept[longest].pop()
        totals[longest] -= (freed := sizes[longest].pop())
        excess -= freed
        lost[longest] += 1
    shorter: Content = []
    for block, entries, count in zip(content, kept, lost, strict=True):
        shorter.append(Table(entries) if isinstance(block, Table) else Block(block.kind, entries))
        if count:
            shorter.append(_note(left_out(count)))
    return _card(language, _body(shorter), fallback, choices)


def _note(text: str) -> Block:
    return Block("note", [(text,)])


def _weight(block: Block | Table, entry: Any) -> int:
    """At most as many bytes as the entry takes: a list item may share its element with the others."""
    if isinstance(block, Table):
        return sum(len(json.dumps(_words(cell))) for cell in entry)
    return len(json.dumps("".join(entry)))
