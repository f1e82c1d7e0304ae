"""What stands in a ledd or a list point of Lovdata's XML: text, lists and text that goes on after them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from knowledge.sources.law_text import ItemText, Passage, squeezed

_UNSEEN = ("footnotereference", "data-originalId")
_BLOCKS = ("legalP", "leddfortsettelse", "defaultP", "listArticle")
_MARKER = re.compile(r"[.)\s]+$|^\(")
_NUMERATOR = re.compile(r"^\(?\d+[).]?\s*")
MAX_NESTING = 20


def passages(element: Element) -> tuple[Passage, ...]:
    """The passages of a ledd or of a list that stands by itself, without its printed number."""
    found = _closed(_parts(element))
    if element.get("class") == "numberedLegalP" and found:
        found = (Passage(_NUMERATOR.sub("", found[0].text, count=1), found[0].items), *found[1:])
    return found


def text_of(element: Element) -> str:
    """All text below the element but the numbers of footnotes and the doubled letters of lists."""
    return "".join(_texts(element))


def marked_text(element: Element) -> str:
    """The text with bold type and links as Markdown has them."""
    pieces = [element.text or ""]
    for child in element:
        inner = marked_text(child)
        if child.tag in ("strong", "b"):
            inner = f"**{inner}**"
        elif child.tag == "a":
            inner = f"[{inner}]({child.get('href', '')})"
        pieces += (inner, child.tail or "")
    return squeezed("".join(pieces))


def _texts(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.get("class") not in _UNSEEN:
            yield from _texts(child)
            if child.tag in ("li", "p", "br", "td", "tr") or child.get("class") in _BLOCKS:
                yield " "
        yield child.tail or ""


_Part = str | tuple[ItemText, ...] | None
"""Text, the points of a list, or None where a new passage begins."""


def _parts(element: Element) -> Iterator[_Part]:
    if element.tag in ("ol", "ul"):
        yield _points(element)
        return
    yield element.text or ""
    for child in element:
        if child.get("class") in _UNSEEN:
            pass
        elif child.tag in ("ol", "ul") or child.get("class") in _BLOCKS:
            yield None
            yield from _parts(child)
            yield None
        elif next(child.iter("ol"), None) is not None or next(child.iter("ul"), None) is not None:
            yield from _parts(child)
        else:
            yield text_of(child) if child.tag != "br" else " "
        yield child.tail or ""


def _closed(parts: Iterator[_Part]) -> tuple[Passage, ...]:
    found: list[Passage] = []
    texts: list[str] = []

    def close() -> None:
        text = squeezed("".join(texts))
        texts.clear()
        if text:
            found.append(Passage(text))

    for part in parts:
        if isinstance(part, str):
            texts.append(part)
        elif part is None:
            close()
        else:
            close()
            before = found.pop() if found and not found[-1].items else Passage()
            found.append(Passage(before.text, part))
    close()
    return tuple(found)


def _points(element: Element) -> tuple[ItemText, ...]:
    found = []
    for number, point in enumerate(element.findall("li"), start=1):
        found.append(ItemText(_marker(element, point, number), _closed(_parts(point))))
    return tuple(found)


def _marker(element: Element, point: Element, number: int) -> str:
    named = _MARKER.sub("", point.get("data-name", "").strip())
    if named in ("-", "–", "•"):
        return "–"
    if named:
        return named
    if element.tag == "ul":
        return "–"
    value = point.get("value", "")
    place = int(value) if value.isdecimal() else number
    return chr(ord("a") + place - 1) if element.get("type") == "a" and 1 <= place <= 26 else str(place)
