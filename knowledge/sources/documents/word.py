"""DOCX -> text by page, as a reader sees it: with the numbers of lists, without what was deleted or is hidden."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from lxml import etree

from knowledge.sources.documents.flow import Flow
from knowledge.sources.documents.limits import Limits
from knowledge.sources.documents.paper import Paper
from knowledge.sources.documents.word_numbers import Numbers, numbers_of
from knowledge.sources.documents.word_package import Package
from knowledge.sources.documents.word_spaces import Spaces

_SKIPPED: Final = frozenset(
    {"del", "moveFrom", "instrText", "delText", "delInstrText", "Fallback", "tblPr", "tblGrid", "tcPr", "sectPr", "rt", "binData",
     "fldData", "pPr", "rPr", "sdtPr"}
)  # fmt: skip
"""Deleted or moved away, codes of fields, and the older drawing of what stands there already."""
_WRITTEN: Final[Mapping[str, str]] = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
_OFF: Final = frozenset({"0", "false", "off", "none"})
_PICTURES: Final = frozenset({"drawing", "pict", "object"})


def opened(data: bytes, limits: Limits) -> Paper:
    """DocumentError: ``corrupt``, ``encrypted`` or ``too_large``."""
    package = Package(data, limits)
    root = package.xml(package.main)
    core = package.xml("docProps/core.xml")
    title = core.findtext("{http://purl.org/dc/elements/1.1/}title") if core is not None else None
    styles = package.related("styles")
    pages = list(_Story(package, numbers_of(package.related("numbering"), styles), Spaces(styles, root)).pages(root))
    return Paper(len(pages), iter(pages), title or "", lambda: any(_name(node) in _PICTURES for node in root.iter("{*}*")))


class _Story:
    """One reading of the document, from the first paragraph to the last."""

    def __init__(self, package: Package, numbers: Numbers, spaces: Spaces) -> None:
        self._package = package
        self._numbers = numbers
        self._spaces = spaces
        self._flow = Flow()
        self._tables = 0
        self._told: set[str] = set()
        self._pages: list[str] = []
        self._breaks = False
        """A page break was met within the paragraph at hand, or the table."""
        self._listed = False
        """The paragraph before is a point of a list; points stand together, whatever room there is."""
        self._joins = False
        """The mark of the paragraph at hand is deleted: it goes on in the next."""

    def pages(self, root: Any) -> Iterator[str]:
        """Headers come before the text of their section, footers and notes after it."""
        sections = [node for node in root.iter("{*}sectPr") if not _within(node, ("sectPrChange",))]
        starts_page = [_value(next(iter(node.findall("{*}type")), None), "val") != "continuous" for node in sections[1:]]
        remaining = iter([*sections, None])
        section = next(remaining)
        breaks = iter(starts_page)
        self._margin(section, "headerReference")
        for _ in self._body(root):
            self._margin(section, "footerReference")
            section = next(remaining, None)
            if next(breaks, True):
                self._turn()
            self._margin(section, "headerReference")
        self._margin(section, "footerReference")
        for kind, note in (("footnotes", "footnote"), ("endnotes", "endnote")):
            notes = self._package.related(kind)
            for node in notes.findall("{*}" + note) if notes is not None else ():
                if not _value(node, "type"):
                    self._walk(node)
        self._turn()
        return iter(self._pages or [""])

    def _turn(self) -> None:
        self._breaks = False
        text = self._flow.take()
        if text.strip() or self._pages:
            self._pages.append(text)

    def _margin(self, section: Any, kind: str) -> None:
        """Headers or footers of a section, each once in the document."""
        for reference in section.findall("{*}" + kind) if section is not None else ():
            root = self._package.part_of(_value(reference, "id"))
            if root is not None and _value(reference, "type") != "even":
                text = " ".join("".join(node.text or "" for node in root.iter("{*}t")).split())
                if text and text not in self._told:
                    self._told.add(text)
                    self._walk(root)

    def _walk(self, root: Any) -> None:
        for _ in self._body(root):
            pass
        self._flow.block()

    def _body(self, root: Any) -> Iterator[Any]:
        """Takes all in, and yields after each paragraph that ends a section. Without recursion, for whatever depth it has."""
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, node in walker:
            name = _name(node)
            if event == "start":
                if name in _SKIPPED or _unseen(name, node):
                    walker.skip_subtree()
                elif begin := _BEGIN.get(name):
                    begin(self, node)
            elif name in _SKIPPED or _unseen(name, node):
                continue
            elif name == "p":
                self._end_paragraph()
                if node.find("{*}pPr/{*}sectPr") is not None and not self._tables:
                    yield node
            elif end := _END.get(name):
                end(self)

    def _paragraph(self, node: Any) -> None:
        if not self._joins:
            self._flow.block()
        properties = node.find("{*}pPr")
        mark = self._mark(properties) if properties is not None else ""
        follows, self._listed = bool(mark and self._listed), bool(mark)
        if self._spaces.room(properties, self._tables > 0) and not (follows or self._joins):
            self._flow.gap()
        self._joins = False
        if properties is None:
            return
        if _on(properties.find("{*}pageBreakBefore")) and not self._tables:
            self._turn()
        if mark:
            self._flow.mark(mark)
        self._joins = properties.find("{*}rPr/{*}del") is not None

    def _mark(self, properties: Any) -> str:
        style = _value(properties.find("{*}pStyle"), "val")
        number, level = self._numbers.styles.get(style, ("", 0))
        own = properties.find("{*}numPr")
        if own is not None:
            number = _value(own.find("{*}numId"), "val") or number
            written = _value(own.find("{*}ilvl"), "val")
            level = int(written) if re.fullmatch(r"\d", written) else level
        return self._numbers.next(number, level) if number not in ("", "0") else ""

    def _end_paragraph(self) -> None:
        if self._joins:
            return
        self._flow.end_paragraph()
        if self._breaks and not self._tables:
            self._turn()

    def _break(self, node: Any) -> None:
        if _value(node, "type") != "page":
            self._flow.line()
        elif self._tables:
            self._breaks = True
        else:
            self._flow.block()
            self._turn()

    def _text(self, node: Any) -> None:
        self._flow.add(node.text or "", tabs=True)

    def _sign(self, node: Any) -> None:
        self._flow.add(_WRITTEN[_name(node)], tabs=True)

    def _symbol(self, node: Any) -> None:
        code = _value(node, "char")
        if re.fullmatch(r"[0-9A-Fa-f]{4}", code) and not "D800" <= code.upper() < "E000":
            self._flow.add(chr(int(code, 16)))

    def _box(self, node: Any) -> None:
        self._flow.aside()

    def _end_box(self) -> None:
        self._flow.end_aside()

    def _table(self, node: Any) -> None:
        self._tables += 1
        self._flow.table()

    def _end_table(self) -> None:
        self._tables -= 1
        self._flow.end_table()
        if self._breaks and not self._tables:
            self._turn()

    def _row(self, node: Any) -> None:
        self._flow.row()

    def _cell(self, node: Any) -> None:
        self._flow.cell()

    def _end_row(self) -> None:
        self._flow.end_row()

    def _end_cell(self) -> None:
        self._flow.end_cell()


_BEGIN: Final[Mapping[str, Callable[[_Story, Any], None]]] = {
    "p": _Story._paragraph,
    "tbl": _Story._table,
    "tr": _Story._row,
    "tc": _Story._cell,
    "t": _Story._text,
    "br": _Story._break,
    "cr": _Story._break,
    "txbxContent": _Story._box,
    "sym": _Story._symbol,
    **dict.fromkeys(_WRITTEN, _Story._sign),
}
_END: Final[Mapping[str, Callable[[_Story], None]]] = {
    "tbl": _Story._end_table,
    "tr": _Story._end_row,
    "tc": _Story._end_cell,
    "txbxContent": _Story._end_box,
}


def _unseen(name: str, node: Any) -> bool:
    """Hidden text, deleted rows, and what a form says where nothing is filled in."""
    if name == "r":
        return _on(node.find("{*}rPr/{*}vanish"))
    if name == "tr":
        return node.find("{*}trPr/{*}del") is not None
    return name == "sdt" and _on(node.find("{*}sdtPr/{*}showingPlcHdr"))


def _on(node: Any) -> bool:
    return node is not None and _value(node, "val").lower() not in _OFF


def _within(node: Any, names: tuple[str, ...]) -> bool:
    return any(_name(above) in names for above in node.iterancestors())


def _name(node: Any) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _value(node: Any, name: str) -> str:
    if node is None:
        return ""
    return next((str(value) for key, value in node.attrib.items() if key.rpartition("}")[2] == name), "")
