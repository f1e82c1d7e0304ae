"""The room that Word leaves between paragraphs, which a reader sees as an empty line and which stands nowhere in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, Final

_ROOM: Final = 100
"""In twentieths of a point: less is no more than what parts two lines."""
_SPACED_BY_BLANKS: Final = 0.1
"""So many blank paragraphs for each that is filled, and it is they that part what is written."""
_OFF: Final = frozenset({"0", "false", "off"})


@dataclass(frozen=True, slots=True)
class _Spacing:
    before: int = 0
    after: int = 0
    close: bool = False
    """No room between paragraphs of the same style."""
    heading: bool = False

    def over(self, properties: Any) -> _Spacing:
        """With what those properties say instead."""
        if properties is None:
            return self
        spacing, close = properties.find("{*}spacing"), properties.find("{*}contextualSpacing")
        level = _value(properties.find("{*}outlineLvl"), "val")
        return replace(
            self,
            before=_twips(spacing, "before", self.before),
            after=_twips(spacing, "after", self.after),
            close=self.close if close is None else _value(close, "val") not in _OFF,
            heading=level in set("012345678") if level else self.heading,
        )


class Spaces:
    """Told of each paragraph in turn."""

    def __init__(self, styles: Any, root: Any) -> None:
        self._styles, self._usual = _styled(styles)
        self._by_blanks = _blanks(root)
        self._before: tuple[str, _Spacing] | None = None

    def room(self, properties: Any, within_table: bool) -> bool:
        """Whether there is room for a line between this paragraph, of which these are the properties, and the one before it."""
        style = _value(properties.find("{*}pStyle"), "val") if properties is not None else ""
        own = self._styles.get(style or self._usual, _Spacing()).over(properties)
        above, self._before = self._before, None if within_table else (style, own)
        if within_table or above is None:
            return not within_table and own.before >= _ROOM
        if own.heading and not above[1].heading:
            return True
        if self._by_blanks or (above[0] == style and own.close and above[1].close):
            return False
        return max(above[1].after, own.before) >= _ROOM


def _styled(styles: Any) -> tuple[dict[str, _Spacing], str]:
    """The spacing of each style, and the style of paragraphs that name none."""
    if styles is None:
        return {}, ""
    base = _Spacing().over(styles.find("{*}docDefaults/{*}pPrDefault/{*}pPr"))
    nodes = {_value(node, "styleId"): node for node in styles.findall("{*}style")}
    usual = next((name for name, node in nodes.items() if _value(node, "type") == "paragraph" and _is_usual(node)), "")
    found = {"": base}
    for name in nodes:
        chain: list[str] = []
        above = name
        while above in nodes and above not in chain:
            chain.append(above)
            above = _value(nodes[above].find("{*}basedOn"), "val")
        spacing = base
        for step in reversed(chain[:20]):
            spacing = spacing.over(nodes[step].find("{*}pPr"))
        found[name] = spacing
    return found, usual


def _is_usual(style: Any) -> bool:
    return _value(style, "default") in ("1", "true", "on")


def _blanks(root: Any) -> bool:
    """Whether blank paragraphs are used to part those that are written."""
    written = [
        any(text.text and text.text.strip() for text in node.iter("{*}t"))
        for node in root.iter("{*}p")
        if node.getparent() is not None and not str(node.getparent().tag).endswith("}tc")
    ]
    return written.count(False) > _SPACED_BY_BLANKS * written.count(True)


def _twips(node: Any, name: str, otherwise: int) -> int:
    if node is None:
        return otherwise
    if (automatic := _value(node, f"{name}Autospacing")) and automatic not in _OFF:
        return 280
    text = _value(node, name)
    return int(text) if re.fullmatch(r"\d{1,5}", text) else otherwise


def _value(node: Any, name: str) -> str:
    if node is None:
        return ""
    return next((str(value) for key, value in node.attrib.items() if key.rpartition("}")[2] == name), "")
