"""The table of handlers is whole: every intent has one, every handler is in it, every reply has its words in both forms."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from types import ModuleType

import pytest

import dialogs.handlers as rooms
from dialogs.editing.editors import EDITING
from dialogs.respond import HANDLERS, TALK
from knowledge.model import LANGUAGES

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "dialogs" / "templates"
SPECIAL = {"ask_municipality", "my_data", "delete_data", "more"}
"""Intents that the one path itself sees to, since they touch what is stored."""


def modules() -> list[ModuleType]:
    """Every module of handlers."""
    import importlib

    names = [path.stem for path in (ROOT / "dialogs" / "handlers").glob("*.py") if path.stem != "__init__"]
    return [importlib.import_module(f"{rooms.__name__}.{name}") for name in sorted(names)]


def test_every_intent_that_is_understood_has_a_handler() -> None:
    """What understanding can come to is in one of the tables."""
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "knowledge" / "understanding").glob("*.py"))
    named = set(re.findall(r'\b(?:Reading|reading|say|Question)\(\s*"(\w+)"', sources))

    assert len(named) > 20
    assert set() == named - set(HANDLERS) - set(TALK) - SPECIAL


def test_every_handler_is_in_a_table() -> None:
    """A public coroutine of the handlers that takes a turn is called by the one path."""
    called = {handler.__name__ for handler in (*HANDLERS.values(), *TALK.values(), *EDITING.values())} | {"deleted", "welcome"}
    handlers = {
        name
        for module in modules()
        for name, found in inspect.getmembers(module, inspect.iscoroutinefunction)
        if found.__module__ == module.__name__ and not name.startswith("_")
    }

    assert set() == handlers - called


def test_every_template_has_its_twin() -> None:
    """Bokmål and nynorsk have the same templates."""
    nb, nn = ({path.relative_to(TEMPLATES / form).as_posix() for path in (TEMPLATES / form).rglob("*.j2")} for form in LANGUAGES)

    assert nb == nn


def test_every_template_is_used() -> None:
    """A template that no handler and no other template names is taken away."""
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "dialogs").rglob("*.py"))
    words = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.j2"))
    stems = {path.relative_to(TEMPLATES / "nb").with_suffix("") for path in (TEMPLATES / "nb").rglob("*.j2")}

    stems -= {Path("_shared/dates")}  # explained in README.md for those who write templates

    assert sorted(str(s) for s in stems if f'"{s.name}"' not in code and f'"{s}"' not in code and f"{s.name}" not in words) == []


@pytest.mark.parametrize("form", LANGUAGES)
def test_templates_hold_no_english(form: str) -> None:
    """What the reader sees is Norwegian."""
    english = re.compile(r"\b(the|and|with|which|source|unknown|not found)\b", re.IGNORECASE)
    faults = []
    for path in (TEMPLATES / form).rglob("*.j2"):
        shown = re.sub(r"\{[{%#].*?[}%#]\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        faults += [f"{path.name}: {found.group()}" for found in english.finditer(shown)]

    assert faults == []
