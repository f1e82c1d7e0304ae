"""The texts of the shipped content, found by walking every YAML file: a file or a field that is new is found by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

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

CODES = frozenset(
    """
    id refs ref holds municipalities cite fields kind aspect answer certainty form cooperations regions topic number county on
    alternative municipality source place lines role measure value unit general status forms period effect rule outcome aliases
    participants related participants_complete part_of facts cites parent names as_of qualifier since considered lovdata checked
    held participant_count months succeeds published unless_agreed concerns became established example upper total_of ambiguous
    current until wording case_number weeks only_if volunteered archive_number identical_decisions
    """.split()
)
"""Fields that hold no words of ours: ids, numbers, dates, names of municipalities, and places in a document, in its own words."""

Node = yaml.MappingNode | yaml.SequenceNode | yaml.ScalarNode


def files() -> list[Path]:
    """Every file of content."""
    return sorted(CONTENT.rglob("*.yaml"))


def texts(path: Path) -> Iterator[Said]:
    """All that a file says, in the order of the file."""
    where, read = path.relative_to(ROOT).as_posix(), path.relative_to(CONTENT).parts[0] in READ
    yield from (said for _, said in _walk(_tree(path), where, "", read) if said and (said.shown or not read))


def unknown(path: Path) -> list[str]:
    """Fields with a text of which nobody has said whether it is words of ours."""
    if path.relative_to(CONTENT).parts[0] in READ:
        return []
    return sorted({key for key, said in _walk(_tree(path), "", "", read=False) if said is None and key not in CODES})


def _tree(path: Path) -> Node:
    tree: Node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return tree


def _walk(node: Node, where: str, key: str, read: bool) -> Iterator[tuple[str, Said | None]]:
    if isinstance(node, yaml.ScalarNode):
        if key in PLAIN and not read:
            yield from ((key, _said(node, where, key, language)) for language in LANGUAGES)
        else:
            yield key, None
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _walk(each, where, key, read)
    elif {name.value for name, _ in node.value} <= set(LANGUAGES):
        for name, value in node.value:
            yield from ((key, _said(leaf, where, key, name.value)) for leaf in _leaves(value))
    else:
        for name, value in node.value:
            yield from _walk(value, where, name.value, read)


def _said(leaf: yaml.ScalarNode, where: str, key: str, language: Language) -> Said:
    return Said(f"{where}:{leaf.start_mark.line + 1}", language, leaf.value, shown=key not in SEARCHED)


def _leaves(node: Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    else:
        for each in node.value:
            yield from _leaves(each)
