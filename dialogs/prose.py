"""Blocks as plain text and as an HTML fragment. Never words of our own, never markup from a block's text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from markupsafe import escape

from dialogs.blocks import Block, Content, Line, Table

_SENTENCE = 40
"""A value of more characters than this is a sentence."""
_TAGS = {"paragraph": ("<p>", "</p>"), "note": ('<p class="note">', "</p>"), "sources": ('<p class="sources">', "</p>")}


def text_of(content: Content) -> str:
    """The blocks as plain text: blocks apart by a blank line, a heading close to what it heads, lists with «- »."""
    parts: list[str] = []
    for block in content:
        if isinstance(block, Table):
            parts.append("\n".join(_text_rows(block)))
        elif block.kind in ("list", "bars"):
            lines = [line[1:] for line in block.lines] if block.kind == "bars" else block.lines
            parts.append("\n".join("- " + "".join(line) for line in lines))
        else:
            parts.append("".join(block.lines[0]))
        parts.append("\n" if isinstance(block, Block) and block.kind == "heading" else "\n\n")
    return "".join(parts[:-1])


def _text_rows(table: Table) -> Iterable[str]:
    """Two columns: «a: b» under its header. More: each value after its column's name, so that no eye need count."""
    header, *rows = [["".join(cell) for cell in row] for row in table.rows]
    if len(header) < 3:
        yield ": ".join(filter(None, header))
    for first, *rest in rows:
        if len(header) < 3:
            shown = [value for value in rest if value]
        else:
            shown = [_named(name, value) for name, value in zip(header[1:], rest, strict=True) if value]
        yield f"- {first}: {'; '.join(shown)}" if shown else f"- {first}"


def _named(name: str, value: str) -> str:
    """A value after its column's name; a colon between where the value is a sentence."""
    return f"{name}: {value}" if name and len(value) > _SENTENCE else f"{name} {value}".strip()


def html_of(content: Content) -> str:
    """The blocks as a fragment for the chat page, everything escaped."""
    parts = ['<div class="reply">']
    for block in content:
        if isinstance(block, Table):
            parts.append(_html_table(block))
        elif block.kind == "list":
            parts.append(f"<ul><li>{_html_items(block.lines)}</li></ul>")
        elif block.kind == "bars":
            parts.append(f"<ul><li>{_html_items([line[1:] for line in block.lines])}</li></ul>")
        elif block.kind == "lead":
            parts.append(f'<p class="lead">{escape("".join(block.lines[0]))}</p>')
        elif block.kind == "heading":
            parts.append(f"<h3>{escape(''.join(block.lines[0]))}</h3>")
        else:
            start, end = _TAGS[block.kind]
            parts.append(f"{start}{_html(block.lines[0])}{end}")
    parts.append("</div>")
    return "".join(parts)


def _html_table(table: Table) -> str:
    header, *rows = table.rows
    names = "".join(f'<th scope="col">{_html(cell)}</th>' for cell in header)
    body = "".join(
        f'<tr><th scope="row">{_html(row[0])}</th>' + "".join(f"<td>{_html(cell)}</td>" for cell in row[1:]) + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{names}</tr></thead><tbody>{body}</tbody></table>"


def _html_items(lines: list[Line]) -> str:
    if all(len(line) == 1 for line in lines):  # no line holds a line break, so one can part them while they are escaped
        return str(escape("\n".join([line[0] for line in lines]))).replace("\n", "</li><li>")
    return "</li><li>".join([_html(line) for line in lines])


def _html(line: Line) -> str:
    if len(line) == 1:
        return str(escape(line[0]))
    parts = [(n % 2, escape(part)) for n, part in enumerate(line) if part]
    return "".join([f"<strong>{part}</strong>" if bold else str(part) for bold, part in parts])


def sentences(facts: Any) -> Iterator[str]:
    """The sentences that a reply's facts tell, in order."""
    if isinstance(facts, str):
        yield from [facts] if " " in facts else []
    elif isinstance(facts, Mapping | Sequence):
        for each in facts.values() if isinstance(facts, Mapping) else facts:
            yield from sentences(each)
