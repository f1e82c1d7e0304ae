"""The words in Python: what stands in one of the ways that the house writes both written forms side by side.

``Text(nb, nn)``, ``choice(turn, nb, nn, …)``, ``button(language, nb, nn, …)``, ``{"nb": …, "nn": …}``,
``… if language == "nb" else …``, names with ``_NB`` and ``_NN``, and in dialogs/ pairs such as ``("Åpne igjen", "Opne att")``.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from knowledge.model import LANGUAGES, Language
from tests.language.said import ROOT, Said

PAIRED = {"Text": 0, "choice": 1, "_say": 2}
"""Callables that take nb and nn by turns, and how many arguments come first."""

READERS = (
    "knowledge/understanding/", "knowledge/extraction/", "knowledge/sources/",
    "dialogs/following/resolving.py", "dialogs/training/periods.py", "dialogs/training/item_refs.py",
    "knowledge/law_words.py", "knowledge/wording_words.py", "knowledge/similar.py", "knowledge/councils.py",
)  # fmt: skip
"""Modules that read what others write: their words are not ours."""

SPOKEN_TO = {
    "dialogs/carried.py": "what buttons say, which come back as questions",
    "dialogs/channels/command_line.py": "help in English, which names the written forms",
    "dialogs/channels/console.py": "what a person would write to set the form",
    "dialogs/editing/given.py": "how dates are read",
    "dialogs/delivery/office_replies.py": "what buttons say, beside their titles",
    "dialogs/editing/labels.py": "what editors call the fields, beside the labels themselves",
    "dialogs/respond.py": "what people write to pick a choice",
    "dialogs/training/group/says.py": "what buttons say, beside their titles",
    "dialogs/training/item_labels.py": "what people call the kinds of items, beside the labels themselves",
}
"""Modules of dialogs with strings that people write to us, and what they are. Words in both forms are checked there too."""

_SIGNS = re.compile(r"[æøåÆØÅ]|\b(?:[Aa]lle|av|det|er|fra|hva|i|ikkje|ikke|kva|[Nn]ytt?|og|[Rr]ett|saken|saka|som|til|[Vv]is)\b")
_CODE = re.compile(r"n[bn](?:-NO)?|\S*[/_.]\S*")


def files() -> list[Path]:
    """Every module that ships."""
    rooms = ("dialogs", "knowledge", "storage")
    return [ROOT / "bot.py", *(path for room in rooms for path in sorted((ROOT / room).rglob("*.py")))]


def texts(path: Path) -> Iterator[Said]:
    """All that a module says. A string that looks Norwegian and is in neither form's place has to be right in both."""
    where = path.relative_to(ROOT).as_posix()
    if where.startswith(READERS):
        return
    seen: set[int] = set()
    for language, node in _walk(_tree(path), pairs=where.startswith("dialogs/")):
        seen |= {id(each) for each in ast.walk(node)}
        yield from (Said(f"{where}:{node.lineno}", language, text) for text in _renderings(node))
    if where in SPOKEN_TO or not where.startswith("dialogs/"):
        return
    for node in _left(_tree(path), seen):
        yield from (Said(f"{where}:{node.lineno}", language, text) for text in _renderings(node)[:1] for language in LANGUAGES)


def pairs(path: Path) -> Iterator[tuple[str, str, str]]:
    """What the two forms of a text fill in, with file and line; a text without anything to fill in is two empty strings."""
    where = path.relative_to(ROOT).as_posix()
    if where.startswith(READERS):
        return
    sides = iter(_walk(_tree(path), pairs=where.startswith("dialogs/")))
    for (first, nb), (second, nn) in zip(sides, sides, strict=False):
        if (first, second) == ("nb", "nn"):
            yield f"{where}:{nb.lineno}", _filled(nb), _filled(nn)


def _filled(node: ast.expr) -> str:
    """The names that a text has room for, in order of the alphabet."""
    leaves = list(ast.walk(node))
    inserted = [ast.unparse(n.value) for n in leaves if isinstance(n, ast.FormattedValue) and not isinstance(n.value, ast.IfExp)]
    strings = [n.value for n in leaves if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    named = (name for text in strings for name in re.findall(r"\{\w*\}", text))
    return " ".join(sorted({*(re.sub(r"\bn[bn]\b|\[[01]\]", "", name) for name in inserted), *named}))


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _left(tree: ast.Module, seen: set[int]) -> Iterator[ast.expr]:
    """Norwegian strings that stand in none of the ways above."""
    skipped = seen | {id(each) for each in _docstrings(tree)} | {id(each) for each in _patterns(tree)}
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.JoinedStr):
            skipped |= {id(each) for each in node.values}
        if isinstance(node, ast.Constant | ast.JoinedStr) and any(map(_SIGNS.search, _renderings(node)[:1])):
            yield node


def _walk(node: ast.AST, pairs: bool) -> Iterator[tuple[Language, ast.expr]]:
    sides = list(_sides(node, pairs))
    yield from sides
    taken = {id(side) for _, side in sides}
    for child in ast.iter_child_nodes(node):
        if id(child) not in taken:
            yield from _walk(child, pairs)


def _sides(node: ast.AST, pairs: bool) -> Iterator[tuple[Language, ast.expr]]:
    """The parts of a node that are in a written form each."""
    match node:
        case ast.Call(func=ast.Name(id=name)) if name in PAIRED:
            yield from _by_turns(node.args[PAIRED[name] :])
            yield from ((form, word.value) for word in node.keywords for form in LANGUAGES if form == word.arg)
        case ast.Call(func=ast.Name(id="button"), args=[_, nb, nn, *_]):
            yield from zip(LANGUAGES, (nb, nn), strict=True)
        case ast.Call(func=ast.Attribute(attr="button"), args=[nb, nn, *_]) if _string(nb) and _string(nn):
            yield from zip(LANGUAGES, (nb, nn), strict=True)
        case ast.Dict(keys=[ast.Constant(value="nb"), ast.Constant(value="nn")]):
            yield from zip(LANGUAGES, node.values, strict=True)
        case ast.IfExp(test=ast.Compare(ops=[ast.Eq()], comparators=[ast.Constant(value="nb")]) | ast.Name(id="nb" | "bokmaal")):
            yield from zip(LANGUAGES, (node.body, node.orelse), strict=True)
        case ast.IfExp(test=ast.Compare(ops=[ast.Eq()], comparators=[ast.Constant(value="nn")]) | ast.Name(id="nn" | "nynorsk")):
            yield from zip(LANGUAGES, (node.orelse, node.body), strict=True)
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if re.search("_N[BN](_|$)", name):
            yield ("nb" if "_NB" in name else "nn"), value
        case ast.Tuple(elts=elts) if pairs and len(elts) in (2, 4) and all(map(_string, elts)) and any(map(_spoken, elts)):
            yield from _by_turns(elts)
        case _:
            return


def _by_turns(parts: Sequence[ast.expr]) -> Iterator[tuple[Language, ast.expr]]:
    spread = next((n for n, part in enumerate(parts) if isinstance(part, ast.Starred)), len(parts))
    for n, part in enumerate(parts[:spread]):
        yield LANGUAGES[n % 2], part


def _string(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _spoken(node: ast.expr) -> bool:
    return any(" " in text.strip() or re.search("[æøåÆØÅ]", text) for text in _renderings(node) if not text.startswith("<"))


def _renderings(node: ast.AST) -> list[str]:
    """The strings that an expression can say; what is filled in becomes «…»."""
    match node:
        case ast.Constant(value=str(value)):
            return [] if _CODE.fullmatch(value) else [re.sub(r"\{[\w.]*\}", "…", value)]
        case ast.JoinedStr(values=values):
            told = "".join(str(value.value) if isinstance(value, ast.Constant) else "…" for value in values)
            inner = [text for value in values if isinstance(value, ast.FormattedValue) for text in _renderings(value.value)]
            return [told, *inner]
        case ast.Dict(values=values):
            return [text for value in values for text in _renderings(value)]
        case ast.IfExp(body=body, orelse=orelse):
            return [*_renderings(body), *_renderings(orelse)]
        case ast.Compare() | ast.Subscript():
            return []
        case _:
            return [text for child in ast.iter_child_nodes(node) for text in _renderings(child)]


def _docstrings(tree: ast.Module) -> Iterator[ast.expr]:
    return (node.value for node in ast.walk(tree) if isinstance(node, ast.Expr))


def _patterns(tree: ast.Module) -> Iterator[ast.AST]:
    """What stands in calls of ``re``: a pattern is read with, never said."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="re"))):
                yield from ast.walk(node)
