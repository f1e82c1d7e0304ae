"""The two pages have the same bones, and each its own words."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest

from dialogs.channels.web import STATIC
from knowledge.model import LANGUAGES, Language

TRANSLATED = {"aria-label", "placeholder", "aria-current", "lang"}
"""Attributes that may differ; ``lang`` only on the root, which a test of its own holds."""


class Bones(HTMLParser):
    """Collects tags with their attributes, the words, the keyed texts and the JSON of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.labels: list[str] = []
        self.json = ""
        self.text: list[str] = []
        self._in_json = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the structure."""
        self._in_json = ("type", "application/json") in attrs
        self.tags.append((tag, tuple(pair for pair in attrs if pair[0] not in TRANSLATED)))
        self.labels += [value for name, value in attrs if value and name in ("aria-label", "placeholder")]

    def handle_endtag(self, tag: str) -> None:
        """Leave the JSON block."""
        self._in_json = False

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        if self._in_json:
            self.json += data
        elif data.strip():
            self.text.append(data.strip())

    @property
    def words(self) -> dict[str, str]:
        """What the script says."""
        found: dict[str, str] = json.loads(self.json)
        return found

    @property
    def everything(self) -> str:
        """All that a reader may meet."""
        return "\n".join([*self.text, *self.labels, *self.words.values()])


@pytest.fixture(scope="module")
def pages() -> dict[Language, Bones]:
    """Both pages, read."""
    return {language: Bones((STATIC / f"page.{language}.html").read_text("utf-8")) for language in LANGUAGES}


def test_both_pages_have_the_same_structure(pages: dict[Language, Bones]) -> None:
    """The same elements in the same order with the same ids, classes and keys."""
    assert pages["nb"].tags == pages["nn"].tags


def test_the_script_has_the_same_words_in_both_languages(pages: dict[Language, Bones]) -> None:
    """No key is missing in one of them, and the numbers go in at the same places."""
    nb, nn = pages["nb"].words, pages["nn"].words
    assert nb.keys() == nn.keys()
    assert {key for key in nb if "{n}" in nb[key]} == {key for key in nn if "{n}" in nn[key]}


def test_the_script_uses_only_words_that_are_there(pages: dict[Language, Bones]) -> None:
    """Every key that the scripts name has its words, and no words lie unused."""
    scripts = "\n".join(path.read_text("utf-8") for path in STATIC.glob("*.js"))
    for key in pages["nb"].words:
        assert f'"{key}"' in scripts
    for key in re.findall(r"""\b(?:word|showTrouble|showNotice|Trouble)\("([a-z]+)"[,)]""", scripts):
        assert key in pages["nb"].words


def test_keys_of_words_are_unique(pages: dict[Language, Bones]) -> None:
    """Changing language finds each text by its key, so two may not share one."""
    keys = [value for _tag, attributes in pages["nb"].tags for name, value in attributes if name == "data-word"]
    assert len(keys) == len(set(keys)) > 10


@pytest.mark.parametrize(
    ("language", "foreign"),
    [
        ("nb", r"\b(ikkje|kva|korleis|eg|frå|eit|ein|noko|kommunar|kjelder?|seier|spørje|òg|tenkjer|berre)\b"),
        ("nn", r"\b(ikke|hva|hvilke|hvordan|jeg|fra|et|en|noe|kommuner|kilder?|sier|spørre|også|tenker|bare)\b"),
    ],
)
def test_each_page_keeps_to_its_language(pages: dict[Language, Bones], language: Language, foreign: str) -> None:
    """No word of the other written form has slipped in."""
    assert re.findall(foreign, pages[language].everything, re.IGNORECASE) == []


@pytest.mark.parametrize("name", ["page.nb.html", "page.nn.html", "info.html", "privacy.html", "terms.html"])
def test_nothing_is_inline_and_nothing_is_fetched_elsewhere(name: str) -> None:
    """The pages keep to the security policy: no inline script, style or handler, and no address but our own."""
    page = (STATIC / name).read_text("utf-8")
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|https?://", page) == []
    assert re.findall(r"<script(?! type=\"application/json\")(?![^>]* src=\"/static/)", page) == []


def test_the_root_tells_the_language() -> None:
    """Screen readers choose their voice by it."""
    for language in LANGUAGES:
        assert f'<html lang="{language}">' in (STATIC / f"page.{language}.html").read_text("utf-8")
