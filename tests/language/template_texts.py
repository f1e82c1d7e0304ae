"""The words of the templates: what stands between the tags, and the strings that a tag can say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, nodes

from knowledge.model import LANGUAGES
from tests.language.said import ROOT, Said

TEMPLATES = ROOT / "dialogs" / "templates"
PAGES = ROOT / "dialogs" / "site" / "pages"

_PARSER = Environment(autoescape=True)
_NEVER_SAID = (nodes.Test, nodes.Getattr, nodes.Import, nodes.FromImport, nodes.Extends, nodes.Include, nodes.Keyword)


def files() -> list[Path]:
    """Every template of what is said in chat."""
    return sorted(TEMPLATES.rglob("*.j2"))


def texts(path: Path) -> Iterator[Said]:
    """All that a template says; a value that is filled in parts one text from the next."""
    language = next(each for each in LANGUAGES if each == path.relative_to(TEMPLATES).parts[0])
    where = path.relative_to(ROOT).as_posix()
    for line, text in strings(path):
        yield Said(f"{where}:{line}", language, text)


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """What a template can say, with the line that it stands on."""
    yield from _strings(_PARSER.parse(path.read_text(encoding="utf-8")))


def _strings(node: nodes.Node) -> Iterator[tuple[int, str]]:
    match node:
        case nodes.TemplateData():
            yield node.lineno, node.data
        case nodes.Const(value=str(value)):
            yield node.lineno, value
        case nodes.Compare():
            pass
        case nodes.CondExpr():
            for each in (node.expr1, node.expr2):
                yield from _strings(each) if each else ()
        case nodes.Getitem():
            yield from _strings(node.node)
        case nodes.Pair():
            yield from _strings(node.value)
        case _ if isinstance(node, _NEVER_SAID):
            pass
        case _:
            for child in node.iter_child_nodes():
                yield from _strings(child)
