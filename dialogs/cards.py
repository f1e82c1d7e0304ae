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
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from dialogs.blocks import Block, Content, Line, Table
from dialogs.model import Choice
from knowledge.model import Language

SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"
VERB = "say"
"""What our universal actions are called; what they say is in their data, as with other buttons."""
MAX_ACTIONS = 6
"""As many buttons as Teams shows."""
MAX_BYTES = 26 * 1024
"""Teams takes messages up to 28 KB; two are left for the activity round the card."""
MAX_LEAD = 300
"""So many characters of the answer are read aloud first, and stand in the fallback text of a card that was shortened."""

Element = dict[str, Any]
LeftOut = Callable[[int], str]
"""Says in the reader's language that so many items are left out, and that the full text follows."""

_SPECIAL = re.compile(r"[\\*_\[\]`~<]|&#?\w+;|\{\{|^(?:>|-{3}|={3}|(?:\d{1,9}[.)]|[-+#])$)", re.MULTILINE)
_SPOKEN = re.compile(r"[\s<>&]+")  # speech may be SSML, where these are markup
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


@dataclass(frozen=True, slots=True)
class Below:
    """What stands below the words: a form, then the buttons."""

    choices: Sequence[Choice] = ()
    form: Sequence[Element] = ()
    """Input elements."""


def card_of(language: Language, content: Content, text: str, below: Below, left_out: LeftOut) -> Element:
    """The card, with ``text`` as its fallback. One that Teams would refuse for its size is shortened, and says so."""
    card = _card(language, _body(content), (_lead(content), text), below)
    if _surely_small(content, text, below) or size_of(card) <= MAX_BYTES:
        return card
    return _shortened(language, content, below, left_out)


def size_of(card: Element | Sequence[Element]) -> int:
    """How many bytes the card, or a part of it, takes in a message, written in the longest way that JSON allows."""
    return len(json.dumps(card))


def _surely_small(content: Content, text: str, below: Below) -> bool:
    """Spares most cards the measuring: the text stands in a card twice, and each line of it has an element round it."""
    said = sum([len(choice.say) + len(choice.url) for choice in below.choices])
    most = 2 * len(json.dumps(text)) + 12 * said + 250 * (text.count("\n") + 1) + 6 * MAX_LEAD + 1000
    return most < MAX_BYTES and not below.form and not any(isinstance(block, Table) for block in content)


def _card(language: Language, body: list[Element], told: tuple[str, str], below: Below) -> Element:
    """``told`` is what a screen reader says of the card as a whole, and what stands in its place where cards are not shown."""
    lead, text = told
    card: Element = {
        "type": "AdaptiveCard",
        "$schema": SCHEMA,
        "version": "1.5",
        "lang": language,
        "speak": _SPOKEN.sub(" ", lead or text[:MAX_LEAD]).strip(),
        "fallbackText": text,
        "body": [*body, *below.form, *_under_headings(below)],
    }
    last = [choice for choice in below.choices if not choice.under]
    if last:
        card["actions"] = [_button(choice, within=bool(below.form)) for choice in last[:MAX_ACTIONS]]
    return card


def _under_headings(below: Below) -> list[Element]:
    """Buttons in groups, each under its heading; Teams shows as many of each as it does of a card's own."""
    elements: list[Element] = []
    for under, group in groupby([choice for choice in below.choices if choice.under], key=lambda choice: choice.under):
        actions = [_button(choice, within=bool(below.form)) for choice in group]
        elements += [_words((under,), "heading"), {"type": "ActionSet", "actions": actions[:MAX_ACTIONS]}]
    return elements


def _button(choice: Choice, *, within: bool) -> Element:
    """A button; beside a form it sends what was filled in, unless it stands alone. One with an address opens a page."""
    if choice.url:
        return {"type": "Action.OpenUrl", "title": choice.title, "url": choice.url}
    button: Element = {"type": "Action.Submit", "title": choice.title, "data": {"say": choice.say}}
    if within and choice.alone:
        button["associatedInputs"] = "none"
    if choice.apart:  # an old client, and a channel that knows no universal actions, falls back on the button as it was
        return {**button, "type": "Action.Execute", "verb": VERB, "fallback": button}
    return button


def refreshing(title: str, say: str) -> Element:
    """What has a card ask for the reader's own view of it; every client does so where few read along."""
    return {"action": {"type": "Action.Execute", "title": title, "verb": VERB, "data": {"say": say}}}


def _body(content: Content) -> list[Element]:
    body: list[Element] = []
    for block in content:
        if isinstance(block, Table):
            body.append(_table(block))
        elif block.kind == "list":
            body.extend(_list(block.lines))
        elif block.kind == "bars":
            body.extend(element for line in block.lines for element in _bar(line))
        else:
            body.append(_words(block.lines[0], block.kind))
    return body


def _words(line: Line, kind: str = "paragraph") -> Element:
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
    return [_words(line[1:]), {"type": "ColumnSet", "columns": columns, "spacing": "Small"}]


def _table(table: Table) -> Element:
    columns: list[Element] = []
    for n in range(len(table.rows[0])):
        header, *cells = ["".join(row[n]) for row in table.rows]
        # On a phone every letter counts: a column is as wide as its words ask, within reason.
        column: Element = {"width": min(max(-(-max(map(len, [header, *cells])) // 8), 1), 4)}
        if n and any(cells) and all(_NUMBER.match(cell) for cell in cells if cell not in ("", "\u2013")):
            column["horizontalCellContentAlignment"] = "Right"
        columns.append(column)
    return {"type": "Table", "columns": columns, "rows": [_row(row) for row in table.rows], "gridStyle": "default"}


def _row(row: list[Line]) -> Element:
    cells = [{"type": "TableCell", "items": [_words(cell)] if any(cell) else []} for cell in row]
    return {"type": "TableRow", "cells": cells}


def _shortened(language: Language, content: Content, below: Below, left_out: LeftOut) -> Element:
    """Drop items from the end of whichever list is longest until the card fits; each list says how many it lost."""
    lead = _lead(content)
    told = (lead, f"{lead}\n{left_out(0)}".strip())
    kept: list[list[Any]] = [list(block.rows if isinstance(block, Table) else block.lines) for block in content]
    sizes = [_weights(block) for block in content]
    lost = [0] * len(content)
    totals = [sum(each) for each in sizes]
    excess = size_of(_card(language, _body(content), told, below)) - MAX_BYTES
    while excess > 0:
        # A list keeps one item and a table its header and one row, so that what is left still makes sense.
        spare = [n for n, b in enumerate(content) if len(kept[n]) > (2 if isinstance(b, Table) else 1)]
        if not spare:
            return _card(language, _body(_beginning(lead, content[-1], left_out)), told, below)
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
    return _card(language, _body(shorter), told, below)


def _lead(content: Content) -> str:
    """The answer itself, which comes first; nothing where a table does."""
    first = content[0]
    return "" if isinstance(first, Table) else "".join(first.lines[0])[:MAX_LEAD]


def _note(text: str) -> Block:
    return Block("note", [(text,)])


def _weights(block: Block | Table) -> list[int]:
    """How many bytes each entry takes, or a little less; never more, so that what is reckoned to fit does fit."""
    if isinstance(block, Table):
        return [size_of(_row(row)) for row in block.rows]
    elements = _list(block.lines)
    if len(elements) == len(block.lines):
        return [size_of(element) for element in elements]
    return [len(json.dumps("".join(line))) for line in block.lines]


def _beginning(lead: str, last: Block | Table, left_out: LeftOut) -> Content:
    """What is left when no list can give more: how the answer begins, and its sources if they are few."""
    kept: Content = [Block("lead", [(lead,)]), _note(left_out(0))]
    if isinstance(last, Block) and last.kind == "sources" and len("".join(last.lines[0])) < 1000:
        kept.append(last)
    return kept
