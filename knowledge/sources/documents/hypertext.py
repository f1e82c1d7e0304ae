"""HTML -> text, a block a line, a row of a table a line."""

from __future__ import annotations

import re
from typing import Any, Final

from lxml import etree
from lxml import html as lxml_html

from knowledge.sources.documents.encodings import decoded
from knowledge.sources.documents.faults import DocumentError
from knowledge.sources.documents.flow import Flow
from knowledge.sources.documents.paper import Paper

_DECLARED = re.compile(
    rb"""(?:<meta\b[^>]{0,200}?charset\s*=|<\?xml\b[^>]{0,200}?encoding\s*=)\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_DECLARED_WITHIN = 4096
_WESTERN: Final = frozenset({"iso-8859-1", "latin1", "latin-1", "iso8859-1", "us-ascii", "ascii", "iso-8859-15"})
"""What browsers read as Windows' Western European, whatever it says."""

_DROPPED: Final = frozenset(
    {"script", "style", "template", "noscript", "head", "svg", "math", "iframe", "object", "embed", "select", "datalist",
     "canvas", "audio", "video", "button"}
)  # fmt: skip
_BLOCKS: Final = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl", "dt",
     "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
     "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "tbody", "tfoot", "thead", "ul"}
)  # fmt: skip
_SPACED: Final = frozenset(
    {"blockquote", "dl", "fieldset", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "p", "pre", "table", "ul"}
)
"""What a browser leaves room before and after."""
_SPACED_BY_BLANKS = 0.1
"""So many blank paragraphs for each that is filled, and it is they that part what is written."""
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_PICTURES: Final = "//img|//svg|//object|//embed|//canvas|//iframe|//video"


def opened(data: bytes) -> Paper:
    """DocumentError: ``corrupt``, ``empty`` or ``too_large``."""
    text = decoded(data, _declared(data))
    if text is None:
        raise DocumentError("corrupt", "neither one encoding nor another")
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as fault:
        raise DocumentError("empty", str(fault)) from fault
    for fatal in parser.error_log.filter_from_fatals():  # it stopped there, so the rest is missing
        raise DocumentError("too_large" if "Buffer" in fatal.message else "corrupt", fatal.message)
    title = root.findtext(".//title") or ""
    return Paper(1, iter([_text(root)]), title, lambda: bool(root.xpath(_PICTURES)))


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data, 0, _DECLARED_WITHIN)
    if match is None:
        return None
    name = match.group(1).decode("ascii", "replace").lower()
    return "cp1252" if name in _WESTERN else None if name.startswith(("utf-16", "utf-32", "utf-7")) else name


def _text(root: Any) -> str:
    """Walked without recursion, for whatever depth it has."""
    flow = Flow()
    spaced = _SPACED - {"p"} if _blanks(root) else _SPACED
    numbers: list[int | None] = []
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, node in walker:
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            if not tag or tag in _DROPPED or _hidden(node):
                walker.skip_subtree()
            else:
                if _has_room(tag, spaced, numbers) or (tag == "p" and _blank(node)):
                    flow.gap()
                _begin(flow, tag, node, numbers)
                if node.text:
                    flow.add(node.text, keep_lines=tag == "pre")
        else:
            if tag and tag not in _DROPPED and not _hidden(node):
                _end(flow, tag, numbers)
                if _has_room(tag, spaced, numbers):
                    flow.gap()
            if node.tail and node is not root:
                flow.add(node.tail, keep_lines=_within_pre(node))
    return flow.text()


def _has_room(tag: str, spaced: frozenset[str], numbers: list[int | None]) -> bool:
    """Points stand close, with whatever is in them."""
    return tag in spaced and not numbers


def _blanks(root: Any) -> bool:
    """Whether blank paragraphs are used to part those that are written."""
    blank = [_blank(node) for node in root.iter("p")]
    return blank.count(True) > _SPACED_BY_BLANKS * blank.count(False)


def _blank(node: Any) -> bool:
    return not any(text.strip() for text in node.itertext())


def _begin(flow: Flow, tag: str, node: Any, numbers: list[int | None]) -> None:
    if tag == "br":
        flow.line()
    elif tag == "table":
        flow.table()
    elif tag == "tr":
        flow.row()
    elif tag in ("td", "th"):
        flow.cell()
    elif tag in _BLOCKS:
        flow.block()
    if tag in ("ol", "ul", "menu"):
        numbers.append(_number(node.get("start"), 1) if tag == "ol" else None)
    elif tag == "li":
        number = numbers[-1] if numbers else None
        if number is None:
            flow.mark("•")
        else:
            number = _number(node.get("value"), number)
            numbers[-1] = number + 1
            flow.mark(f"{number}.")


def _end(flow: Flow, tag: str, numbers: list[int | None]) -> None:
    if tag == "table":
        flow.end_table()
    elif tag == "tr":
        flow.end_row()
    elif tag in ("td", "th"):
        flow.end_cell()
    elif tag in _BLOCKS:
        flow.block()
    if tag in ("ol", "ul", "menu") and numbers:
        numbers.pop()


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,4}", text) else otherwise


def _hidden(node: Any) -> bool:
    return node.get("hidden") is not None or bool(_HIDDEN.search(node.get("style") or ""))


def _within_pre(node: Any) -> bool:
    parent = node.getparent()
    return parent is not None and parent.tag == "pre"
