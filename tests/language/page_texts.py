"""The words of the chat page and of the user guides."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from knowledge.model import LANGUAGES, Language
from tests.language.said import ROOT, Said

STATIC = ROOT / "dialogs" / "channels" / "static"
DOCS = ROOT / "docs"
_SAID = {"aria-label", "placeholder", "title", "alt", "content"}
_CODE = re.compile(r"```.*?```|`[^`]*`|\]\([^)]*\)", re.DOTALL)


def files() -> list[Path]:
    """Every page and every guide that is in Norwegian."""
    return [*sorted(STATIC.glob("*.html")), *sorted(p for each in LANGUAGES for p in DOCS.rglob(f"*.{each}.md"))]


def texts(path: Path) -> Iterator[Said]:
    """All that a page or guide says."""
    where = path.relative_to(ROOT).as_posix()
    if path.suffix == ".md":
        yield from _guide(path, where)
        return
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    yield from (Said(f"{where}:{line}", language, text) for line, language, text in page.found)


def _guide(path: Path, where: str) -> Iterator[Said]:
    language = next(each for each in LANGUAGES if path.name.endswith(f".{each}.md"))
    plain = _CODE.sub(lambda code: "\n" * code[0].count("\n") or " ", path.read_text(encoding="utf-8"))
    for number, line in enumerate(plain.split("\n"), 1):
        yield Said(f"{where}:{number}", language, line)


class _Page(HTMLParser):
    """Collects texts, labels and the script's words, each in the language of the nearest ``lang``."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, Language, str]] = []
        self._open: list[tuple[str, str]] = []
        self._json = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what is read aloud, and the language from here on."""
        given = dict(attrs)
        language = given.get("lang") or (self._open[-1][1] if self._open else "")
        self._json = given.get("type") == "application/json"
        if tag not in ("meta", "link", "img", "input", "br"):
            self._open.append((tag, language))
        for name, value in attrs:
            if name in _SAID and value and tag != "meta":
                self._say(language, value)

    def handle_endtag(self, tag: str) -> None:
        """Back to the language around."""
        while self._open and self._open.pop()[0] != tag:
            pass
        self._json = False

    def handle_data(self, data: str) -> None:
        """Keep a text, or the script's words."""
        if not data.strip() or not self._open or (self._open[-1][0] in ("script", "style", "code") and not self._json):
            return
        for text in json.loads(data).values() if self._json else [data]:
            self._say(self._open[-1][1], re.sub(r"\{\w+\}", "…", text))

    def _say(self, language: str, text: str) -> None:
        self.found.extend((self.getpos()[0], each, text) for each in LANGUAGES if each == language)
