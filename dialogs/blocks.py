"""What a template yields: lines of block markup, read into blocks. And how a value is kept from becoming markup.

One block a line; blank lines separate nothing and are ignored::

    # text        the answer itself: at most one, and first
    ## text       heading of a group
    - text        item of a list
    > text        muted note
    = 40 text     a figure: the text, and a bar that is 40 per cent of the width
    | a | b |     row of a table; the first row of a run is the header
    text          paragraph

``**text**`` inside a line is bold. Markup has its meaning only where a template wrote it: every value goes through
``as_data``, which turns the characters that mean something here into noncharacters (U+FDD0..U+FDEF, which Unicode
keeps for a program's own use and which are taken out of values first). ``parse`` turns them back when the blocks
are read, so a block holds plain text: what shows a block must escape all of it.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

_INLINE = {"*": "\ufdd0", "|": "\ufdd1"}
_LEADING = {"#": "\ufdd2", "-": "\ufdd3", ">": "\ufdd4", "=": "\ufdd5"}
_TO_DATA = str.maketrans(_INLINE)
_FROM_DATA = str.maketrans({mark: char for char, mark in {**_INLINE, **_LEADING}.items()})
_MARKERS = frozenset(_LEADING)

# Kept: no-break space (between the digits of a number) and the joiners of emoji and scripts.
_SPACES = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
_TOGETHER = re.compile(" (?=[0-9])(?:(?<=\u00a7 )|(?<=[0-9] )(?=[0-9]{3}(?![0-9])))")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufdd0-\ufdef]")
_BROKEN = re.compile("[\ud800-\udfff]")

Kind = Literal["lead", "heading", "paragraph", "list", "bars", "note", "sources"]

Line = tuple[str, ...]
"""Text in turns plain and bold, the first plain; any of them may be empty. Never markup."""


class Block(NamedTuple):
    """One block; a list has a line an item, every other kind has one line.

    Bars have a line a figure too, whose first part is its share in whole per cent; its text follows.
    """

    kind: Kind
    lines: list[Line]


class Table(NamedTuple):
    """Rows of cells, all equally many. The first row is the header."""

    rows: list[list[Line]]


Content = list[Block | Table]


class BlockFault(ValueError):
    """A template yields blocks that make no reply."""


def as_data(text: str) -> str:
    """``text`` as it may stand in a template's output: on one line, and nothing in it is markup."""
    if text.isprintable() and "*" not in text and "|" not in text and text.lstrip()[:1] not in _MARKERS:
        return text
    text = _BROKEN.sub("\ufffd", _UNSEEN.sub("", text))
    text = _SPACES.sub(" ", text).translate(_TO_DATA)
    bare = text.lstrip()  # spaces at the ends stay: «{{ " og " }}» is a value too
    if bare[:1] in _MARKERS:
        return text[: len(text) - len(bare)] + _LEADING[bare[0]] + bare[1:]
    return text


def one_line(output: str) -> Line:
    """Read output that is a single line however the template was broken: a partial such as the source line."""
    return _line(" ".join(output.split("\n")).strip())


def parse(output: str) -> Content:
    """Read a template's output. BlockFault when it is empty, or holds a lead that is not the first block."""
    content: Content = []
    last: Block | Table | None = None
    for raw in output.split("\n"):
        text = raw.strip()
        if not text:
            continue
        marker, _, rest = text.partition(" ")
        if not text.strip("*# ->"):  # what it should have told is empty: nothing to show
            continue
        if marker == "-":
            if isinstance(last, Block) and last.kind == "list":
                last.lines.append(_line(rest))
                continue
            last = Block("list", [_line(rest)])
        elif marker == "=":
            if isinstance(last, Block) and last.kind == "bars":
                last.lines.append(_bar(rest))
                continue
            last = Block("bars", [_bar(rest)])
        elif text[0] == "|":
            row = [_line(cell.strip()) for cell in text.strip("|").split("|")]
            if isinstance(last, Table):
                last.rows.append(row)
                continue
            last = Table([row])
        else:
            last = _single(marker, rest, text, first=not content)
            if last is None:
                continue
        content.append(last)
    if not content:
        raise BlockFault("the template yields nothing; a reply needs at least a lead or a paragraph")
    _square(content)
    return content


def keep_together(content: Content) -> None:
    """Let no line end within «18 329 000» or «§ 20-2» where it is shown. Changes the blocks themselves."""
    for block in content:
        for lines in block.rows if isinstance(block, Table) else [block.lines]:
            for n, line in enumerate(lines):
                if any(map(_TOGETHER.search, line)):
                    lines[n] = tuple([_TOGETHER.sub("\u00a0", part) for part in line])


_KINDS: dict[str, Kind] = {"#": "lead", "##": "heading", ">": "note"}


def _single(marker: str, rest: str, text: str, *, first: bool) -> Block | None:
    kind = _KINDS.get(marker)
    if kind is None:
        return Block("paragraph", [_line(text)])
    if kind == "lead" and not first:
        raise BlockFault(f"a lead («# {rest[:40]}») must be first, and the only one; write «## » for a heading")
    return Block(kind, [_line(rest)]) if rest else None


def _bar(rest: str) -> Line:
    share, _, words = rest.partition(" ")
    if not share.isdigit() or int(share) > 100:
        raise BlockFault(f"a figure («= {rest[:40]}») begins with its share, 0 to 100")
    return (share, *_line(words))


def _line(text: str) -> Line:
    if "  " in text:
        text = _SPACES.sub(" ", text)
    if "**" not in text:
        return (_plain(text),)
    parts = text.split("**")
    if len(parts) % 2 == 0:  # bold begun and never ended: plain to the end
        parts[-2:] = [parts[-2] + parts[-1]]
    return tuple(map(_plain, parts))


def _plain(text: str) -> str:
    # Most text is printable, and our marks are not.
    return text if text.isprintable() else text.translate(_FROM_DATA)


def _square(content: Content) -> None:
    for table in content:
        if isinstance(table, Table):
            width = max(map(len, table.rows))
            for row in table.rows:
                row.extend([("",)] * (width - len(row)))
