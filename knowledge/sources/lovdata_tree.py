"""XML -> a tree of elements, refusing what a hostile file could do to us: entities, DTDs, endless nesting."""

from __future__ import annotations

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from knowledge.errors import Problem
from knowledge.sources.law_text import LawTextError

MAX_DEPTH = 200
MAX_BYTES = 30_000_000
"""The longest act is a few megabytes."""


def parse(name: str, data: bytes) -> Element:
    """The root element; LawTextError says on which line the file goes wrong.

    Expat expands no entity that is not declared, and a declaration is refused, so none can grow or read a file.
    """
    if len(data) > MAX_BYTES:
        raise refused(name, 1, f"is larger than {MAX_BYTES // 1_000_000} MB.", "Give one act, or Lovdata's tar.bz2.")
    builder = _Builder(name)
    try:
        builder.parser.Parse(data, True)
    except expat.ExpatError as error:
        fault = f"is not whole, well-formed XML ({expat.ErrorString(error.code)})."
        raise refused(name, error.lineno, fault, "Fetch the file from Lovdata again.") from None
    return builder.tree.close()


def refused(name: str, line: int, fault: str, remedy: str) -> LawTextError:
    """The error for one fault in one place."""
    return LawTextError((Problem(name, line, "file", fault, remedy),))


class _Builder:
    def __init__(self, name: str) -> None:
        self.name = name
        self.tree = TreeBuilder()
        self.depth = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self.tree.data
        self.parser.EntityDeclHandler = self._declared
        self.parser.StartDoctypeDeclHandler = self._doctype

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self._refused("its elements are nested too deep.")
        self.tree.start(tag, attributes)

    def _end(self, tag: str) -> None:
        self.depth -= 1
        self.tree.end(tag)

    def _declared(self, *_declaration: object) -> None:
        raise self._refused("it declares entities, which Lovdata's files never do.")

    def _doctype(self, _name: str, _system: str | None, _public: str | None, has_subset: int) -> None:
        if has_subset:
            raise self._refused("it brings its own document type, which Lovdata's files never do.")

    def _refused(self, fault: str) -> LawTextError:
        line = self.parser.CurrentLineNumber
        return refused(self.name, line, fault, "Fetch the file from Lovdata; do not trust this one.")
