"""Pages from facts: HTML with everything escaped. Beside ``dialogs.render`` the only importer of Jinja2.

The sentences about a board are the chat's own macros, ``templates/{nb,nn}/_shared/board.j2``; the page's other words come
from ``dialogs.site.page_words``. Here Jinja's escaping is for HTML, so the environment is another than that of the chat.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from dialogs.site.page_words import words
from knowledge.model import LANGUAGES, Language

PAGES = Path(__file__).parent / "pages"
TEMPLATES = Path(__file__).parent.parent / "templates"
OVERVIEW = tuple(f"overview/{path.name.partition('.')[0]}" for path in sorted((PAGES / "overview").glob("*.html.j2")))
NAMES = ("board", "cases", "quiz", "refused", "certificate", "confirm", "sign_in", "mydata", *OVERVIEW)
"""The pages there are."""


class PageRenderer:
    """Renders pages. Compiles every template when made, so that a broken one stops the start and not a page."""

    def __init__(self) -> None:
        self._pages = {
            (language, name): environment.get_template(f"{name}.html.j2")
            for language in LANGUAGES
            for environment in (_environment(language),)
            for name in NAMES
        }

    def render(self, name: str, language: Language, facts: Mapping[str, Any]) -> str:
        """The page as a whole HTML document; a missing fact raises."""
        return self._pages[language, name].render(facts)


def _environment(language: Language) -> Environment:
    environment = Environment(
        loader=FileSystemLoader([PAGES, TEMPLATES / language]),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {"listed": _listed, "upper_first": lambda text: text[:1].upper() + text[1:]}
    environment.globals |= {"language": language, "w": words(language)}
    return environment


def _listed(values: Iterable[Any]) -> Markup:
    """A, B og C, escaped; the word before the last is the same in both written forms."""
    *others, end = [escape(value) for value in values] or [Markup("")]
    return Markup(", ").join(others) + Markup(" og ") + end if others else end
