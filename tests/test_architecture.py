"""The arrows of the house, and its measure. import-linter holds what is between packages; the rest is read from the source."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from dialogs import respond
from dialogs.editing import editors

ROOT = Path(__file__).parent.parent
ROOMS = ("dialogs", "knowledge", "storage")

LONGEST_MODULE, LONGEST_FUNCTION = 250, 40
LONGEST_DOOR = 400
"""bot.py: all wiring and all commands stand in one place."""

KEPT_BEHIND: Mapping[str, tuple[str, ...]] = {
    "botbuilder": ("dialogs/channels/teams.py",),
    "botframework": ("dialogs/channels/teams.py",),
    "msrest": ("dialogs/channels/teams.py",),
    "msal": ("dialogs/channels/teams.py",),
    "jwt": ("dialogs/channels/tokens.py", "dialogs/channels/sign_in.py"),
    "aiohttp": ("bot.py", "dialogs/front.py", "dialogs/channels/"),
    "fsrs": ("knowledge/recall.py",),
    "icalendar": ("dialogs/site/calendars.py",),
    "jinja2": ("dialogs/render.py", "dialogs/site/page_render.py"),
    "markupsafe": ("dialogs/render.py", "dialogs/prose.py", "dialogs/site/page_render.py"),
    "sqlalchemy": ("storage/",),
    "alembic": ("storage/",),
    "asyncpg": ("storage/",),
    "sqlite3": ("storage/",),
    "yaml": ("knowledge/",),
    "reportlab": ("dialogs/site/certificate_pdf.py", "dialogs/ownership/pdf_file.py"),
    "docx": ("dialogs/ownership/docx_file.py", "dialogs/ownership/docx_styles.py"),
    "PIL": ("dialogs/ownership/wheel_picture.py",),
    "pypdfium2": ("knowledge/sources/documents/",),
    "lxml": ("knowledge/sources/",),
    "rapidfuzz": ("knowledge/understanding/", "knowledge/wording.py"),
}
"""Which files may import which library; a name that ends in ``/`` stands for all below it."""

LONG_MODULES: Mapping[str, str] = {
    "dialogs/handlers/cooperations.py": "one subject, a function an intent; to be parted into lists and details",
    "dialogs/respond.py": "the one path with the dispatch tables; what it remembers between turns is to be moved out",
    "knowledge/model.py": "the whole schema of the register, read from top to bottom",
    "knowledge/snapshot.py": "the register's views and the lexicon; the lexicon is to be moved out",
    "knowledge/understanding/reading.py": "features from words and conversation; terms are to be moved out",
}
"""Modules above the measure, and why they may be, for now. Twice the measure is too much for any."""

LONG_FUNCTIONS: Mapping[str, str] = {
    "knowledge/understanding/readings_about.py:aspects": "the ladder of aspects, told one after the other",
    "storage/migrations/versions/v0001_first.py:_register_tables": "a migration lists its tables and is never changed",
}


@cache
def sources() -> Mapping[str, ast.Module]:
    """Every file that ships, by its path in the repository."""
    paths = [ROOT / "bot.py", *(path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")))]
    return {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def imported(tree: ast.AST) -> Iterator[str]:
    """The dotted names of all modules that are imported anywhere in a file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def within(path: str, places: tuple[str, ...]) -> bool:
    return any(path == place or (place.endswith("/") and path.startswith(place)) for place in places)


def test_import_linter_finds_every_contract_kept() -> None:
    """The rooms import each other only in the direction of the arrows."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--config", str(ROOT / "pyproject.toml")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


def test_nothing_imports_the_door() -> None:
    """bot.py imports everything and is imported by nothing; import-linter knows packages only, so it is checked here."""
    assert [path for path, tree in sources().items() if {"bot"} & {name.partition(".")[0] for name in imported(tree)}] == []


@pytest.mark.parametrize("library", KEPT_BEHIND)
def test_a_library_is_imported_only_where_it_belongs(library: str) -> None:
    """Leaving a library means changing the files that are named here, and no others."""
    importers = {path for path, tree in sources().items() if library in {name.partition(".")[0] for name in imported(tree)}}

    assert sorted(path for path in importers if not within(path, KEPT_BEHIND[library])) == []
    assert importers, f"nothing imports {library} any more: take it out of KEPT_BEHIND"


def test_the_environment_is_read_at_the_door_alone() -> None:
    """Settings are values everywhere but in bot.py, so that a test can hand in its own."""
    readers = set()
    for path, tree in sources().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv") and isinstance(node.value, ast.Name):
                readers.add(path)
            if isinstance(node, ast.ImportFrom) and node.module == "os":
                readers.update(path for alias in node.names if alias.name in ("environ", "getenv"))

    assert {"bot.py"} == readers


def test_modules_keep_within_the_measure() -> None:
    """A module can be read at one sitting; those that cannot are named, with a reason, until they are parted."""
    lengths = {path: len((ROOT / path).read_text(encoding="utf-8").splitlines()) for path in sources()}
    door = lengths.pop("bot.py")
    long = {path: length for path, length in lengths.items() if length > LONGEST_MODULE}

    assert door <= LONGEST_DOOR
    assert {path: length for path, length in long.items() if path not in LONG_MODULES or length > 2 * LONGEST_MODULE} == {}
    assert [path for path in LONG_MODULES if path not in long] == [], "no longer needed in LONG_MODULES"


def test_functions_keep_within_the_measure() -> None:
    """A function fits on a screen; those that do not are named, with a reason."""
    lengths = {
        f"{path}:{function.name}": (function.end_lineno or 0) - function.lineno + 1
        for path, tree in sources().items()
        for function in functions(tree)
    }
    long = {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION}

    assert {name: length for name, length in long.items() if name not in LONG_FUNCTIONS or length > 2 * LONGEST_FUNCTION} == {}
    assert [name for name in LONG_FUNCTIONS if name not in long] == [], "no longer needed in LONG_FUNCTIONS"


def handler_modules() -> Iterator[ModuleType]:
    for path in sorted((ROOT / "dialogs/handlers").glob("*.py")):
        if path.stem != "__init__":
            yield import_module(f"dialogs.handlers.{path.stem}")


def public_handlers() -> dict[str, object]:
    return {
        f"{module.__name__}.{name}": found
        for module in handler_modules()
        for name, found in inspect.getmembers(module, inspect.iscoroutinefunction)
        if found.__module__ == module.__name__ and not name.startswith("_")
    }


def used_by_the_path() -> set[str]:
    """Handlers that the one path names by itself, as ``privacy.deleted``."""
    tree = sources()["dialogs/respond.py"]
    used = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name))
    return {f"dialogs.handlers.{node.value.id}.{node.attr}" for node in used if isinstance(node.value, ast.Name)}


def test_an_intent_has_one_handler_and_it_is_a_public_coroutine() -> None:
    """What the tables name exists, and no intent is both a question of substance and talk."""
    tables = {**respond.HANDLERS, **respond.TALK, **editors.EDITING}
    known = public_handlers().values()

    assert len(tables) == len(respond.HANDLERS) + len(respond.TALK) + len(editors.EDITING)
    assert [intent for intent, handler in tables.items() if handler not in known] == []


def test_every_handler_can_be_reached() -> None:
    """No handler lies about that no question leads to."""
    dispatched = {id(handler) for table in (respond.HANDLERS, respond.TALK, editors.EDITING) for handler in table.values()}

    assert (
        sorted(
            name
            for name, handler in public_handlers().items()
            if id(handler) not in dispatched and name not in used_by_the_path()
        )
        == []
    )
