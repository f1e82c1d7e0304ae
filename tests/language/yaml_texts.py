"""The texts of the shipped content, found by walking every YAML file: a file or a field that is new is found by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from knowledge.model import LANGUAGES, Language
from tests.language.said import ROOT, Said

CONTENT = ROOT / "knowledge" / "content"

SEARCHED = frozenset({"words"})
"""Fields of what people call a thing: everyday words, short forms. They are found by, never said."""

READ = {
    "lexicon": "how people write, with slips, dialect and both forms mixed; what forms.yaml says is checked",
    "law_pins.yaml": "digests",
}
"""Where lists of words are for understanding, and why. What stands there as {nb: …, nn: …} is checked all the same."""

PLAIN = frozenset({"name", "title", "short", "text", "label", "publisher", "holder", "other", "via", "stated", "body"})
"""Fields that hold one text for both written forms where it is the same in both: «publisher: Sel kommune»."""

NOT_OURS = frozenset({"cite", "cites", "place", "lines", "names", "aliases", "county", "refs", "ref", "period", "case_number"})
"""Fields with text that is not ours: places in a document, in its own words, names of municipalities, references."""

_CODE = re.compile(r"[a-z0-9][\w.,:/–-]*|-?[\d.,]+", re.ASCII)
"""What any field may hold beside words: ids, numbers, dates, yes and no."""

Node = yaml.MappingNode | yaml.SequenceNode | yaml.ScalarNode


def files() -> list[Path]:
    """Every file of content."""
    return sorted(CONTENT.rglob("*.yaml"))


def texts(path: Path) -> Iterator[Said]:
    """All that a file says, in the order of the file."""
    where, read = path.relative_to(ROOT).as_posix(), path.relative_to(CONTENT).parts[0] in READ
    yield from (said for _, said in _walk(_tree(path), where, "", read) if said and (said.shown or not read))


def pairs(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Every {nb: …, nn: …} of single texts, with file and line. A form that is missing is missing here too."""
    nodes = [] if path.relative_to(CONTENT).parts[0] in READ else [_tree(path)]
    while nodes:
        node = nodes.pop()
        if isinstance(node, yaml.SequenceNode):
            nodes += node.value
        elif isinstance(node, yaml.MappingNode):
            if not _is_pair(node):
                nodes += [value for _, value in node.value]
            elif all(isinstance(value, yaml.ScalarNode) for _, value in node.value):
                told = {name.value: value.value for name, value in node.value}
                yield f"{path.relative_to(ROOT).as_posix()}:{node.start_mark.line + 1}", told


def unknown(path: Path) -> list[str]:
    """Fields with a text of which nobody has said whether it is words of ours."""
    if path.relative_to(CONTENT).parts[0] in READ:
        return []
    return sorted({key for key, said in _walk(_tree(path), "", "", read=False) if said is None and key not in NOT_OURS})


def _tree(path: Path) -> Node:
    tree = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    assert isinstance(tree, Node), f"{path.name} is empty"
    return tree


def _walk(node: Node, where: str, key: str, read: bool) -> Iterator[tuple[str, Said | None]]:
    if isinstance(node, yaml.ScalarNode):
        if key in PLAIN and not read:
            yield from ((key, _said(node, where, key, language)) for language in LANGUAGES)
        elif not _CODE.fullmatch(node.value):
            yield key, None
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _walk(each, where, key, read)
    elif _is_pair(node):
        for name, value in node.value:
            yield from ((key, _said(leaf, where, key, name.value)) for leaf in _leaves(value))
    else:
        for name, value in node.value:
            yield from _walk(value, where, name.value, read)


def _is_pair(node: yaml.MappingNode) -> bool:
    return {name.value for name, _ in node.value} <= set(LANGUAGES)


def _said(leaf: yaml.ScalarNode, where: str, key: str, language: Language) -> Said:
    return Said(f"{where}:{leaf.start_mark.line + 1}", language, leaf.value, shown=key not in SEARCHED)


def _leaves(node: Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    else:
        for each in node.value:
            yield from _leaves(each)
