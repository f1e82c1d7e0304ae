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
_ENDING = ".html.j2"


class PageRenderer:
    """Renders pages. A template is compiled when it is first needed."""

    def __init__(self) -> None:
        self._environments = {language: _environment(language) for language in LANGUAGES}

    def compile_all(self) -> int:
        """Compile every page, so that a broken one is found before it is needed; how many there are. Raises Jinja's errors."""
        pages = [path.relative_to(PAGES).as_posix() for path in sorted(PAGES.rglob(f"*{_ENDING}"))]
        return len([environment.get_template(page) for environment in self._environments.values() for page in pages])

    def render(self, name: str, language: Language, facts: Mapping[str, Any]) -> str:
        """The page as a whole HTML document; a missing fact raises."""
        return self._environments[language].get_template(name + _ENDING).render(facts)


def _environment(language: Language) -> Environment:
    environment = Environment(
        loader=FileSystemLoader([PAGES, TEMPLATES / language]),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    environment.filters |= {"listed": _listed, "upper_first": lambda text: text[:1].upper() + text[1:]}
    environment.globals |= {"language": language, "w": words(language)}
    return environment


def _listed(values: Iterable[Any]) -> Markup:
    """A, B og C, escaped; the word before the last is the same in both written forms."""
    *others, end = [escape(value) for value in values] or [Markup("")]
    return Markup(", ").join(others) + Markup(" og ") + end if others else end
