"""What exists is documented, and what is documented exists."""

from __future__ import annotations

import argparse
import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from dialogs.channels import command_line

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"

# Put together from parts, so that this file holds none of them itself.
FORBIDDEN = tuple(
    "".join(parts)
    for parts in (
        (r"(?<![\w.])/", r"work/"),
        (r"(?<![\w.])/", r"tmp/"),
        (r"(?<![\w.])/", r"root/"),
        (r"(?<![\w.])/", r"home/\w"),
        (r"\.\./", r"shared\b"),
        (r"\bpypi-", r"proxy\b"),
        (r"\b(extra-)?index", r"-url\b"),
        (r"\bartifact", r"ory\b"),
        (r"\bcode", r"artifact\b"),
        (r"\bdev", r"pi\b"),
        (r"://[\w.-]+\.(inter", r"nal|local)\b"),
        (r"\bsub-?", r"agents?\b"),
        (r"\bcol", r"league'?s? (session|helper)"),
        (r"\b(an?|the|this|my|next|earlier) (helper|working) ses", r"sion\b"),
        (r"\bfiled by a ses", r"sion\b"),
        (r"\bas an? A", r"I\b"),
        (r"\bClau", r"de\b"),
        (r"\bAnth", r"ropic\b"),
        (r"\bCo-Auth", r"ored-By\b"),
    )
)
"""Paths of somebody's machine, hosts of private registries, and talk of how the work was done."""

PLAIN_TEXT = re.compile(r"\.(py|md|ya?ml|toml|txt|j2|js|css|html|svg|csv|json|xml|sh)|")

READERS = ("get", "number", "_words", "text", "flag")
"""What bot.py reads a variable with: the environment's own ``get``, and its helps for a kind of value."""

PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]


@cache
def readme() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> dict[str, argparse.ArgumentParser]:
    found: dict[str, argparse.ArgumentParser] = {}
    for action in command_line.parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            found.update(action.choices)
    return found


def variables() -> set[str]:
    """Every name that the environment is asked for: each text there that is written as such names are."""
    trees = [ast.parse((ROOT / name).read_text(encoding="utf-8")) for name in ("bot.py", "dialogs/settings.py")]
    asked = set()
    for node in (node for tree in trees for node in ast.walk(tree)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id if isinstance(node.func, ast.Name) else ""
        first = node.args[1] if name == "_words" and len(node.args) > 1 else node.args[0]
        if name in READERS and isinstance(first, ast.Constant) and isinstance(first.value, str):
            asked.add(first.value)
    return {name for name in asked if re.fullmatch(r"[A-Z][A-Z_]+|Microsoft\w+|Bot[A-Z]\w+", name)}


def tracked() -> list[Path]:
    """The files of the repository; all of them but what git ignores, where there is no git."""
    done = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 0 and done.stdout:
        return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]
    skipped = {".venv", "data", "node_modules", ".git", ".mypy_cache", ".ruff_cache", ".pytest_cache", "__pycache__"}
    return [path for path in ROOT.rglob("*") if path.is_file() and not skipped & set(path.relative_to(ROOT).parts)]


def headings(path: Path) -> list[int]:
    """The levels of a page's headings, in order."""
    return [len(mark) for mark in re.findall(r"^(#+) ", path.read_text(encoding="utf-8"), re.MULTILINE)]


def test_there_are_commands_and_variables_to_look_for() -> None:
    """The two readers below find what is known to be there, so an empty list never passes for a documented one."""
    assert {"serve", "ask", "check", "import", "confirm-law", "migrate"} <= set(commands())
    assert {"PORT", "SAMRAD_SECRET", "SAMRAD_ALLOWED_TENANTS", "MicrosoftAppId", "BotOpenIdMetadata"} <= variables()


def test_every_command_is_in_the_readme() -> None:
    """The README's table has a row for each command, and for no command that is not there."""
    rows = set(re.findall(r"^\| `([a-z-]+)[ `]", readme(), re.MULTILINE))

    assert set(commands()) == rows


@pytest.mark.parametrize("command", sorted(commands()))
def test_every_option_of_a_command_is_in_the_readme(command: str) -> None:
    """What a command takes stands in its row."""
    row = next((line for line in readme().splitlines() if re.match(rf"\| `{command}[ `]", line)), "")
    options = [o for a in commands()[command]._actions for o in a.option_strings if o.startswith("--") and o != "--help"]

    assert [option for option in options if option not in row] == []


def test_every_variable_is_in_the_readme() -> None:
    """Each setting has its row; USER, which is not ours, is named beside the command that reads it."""
    rows = set(re.findall(r"^\| `(\w+)` \|", readme(), re.MULTILINE)) - set(commands())

    assert variables() - {"USER"} == rows
    assert "`USER`" in readme()


def test_the_user_guides_say_the_same_things() -> None:
    """Neither written form lags: the same headings, paragraphs and points in both."""
    nb, nn = DOCS / "brukerveiledning.nb.md", DOCS / "brukarrettleiing.nn.md"
    shapes = [
        [block.count("\n- ") + block.startswith("- ") for block in re.split(r"\n\n", path.read_text(encoding="utf-8").strip())]
        for path in (nb, nn)
    ]

    assert len(headings(nb)) > 5
    assert headings(nb) == headings(nn)
    assert shapes[0] == shapes[1]


def test_every_decision_is_in_the_index() -> None:
    """Decisions are numbered without a gap, and the index names each by its title."""
    pages = sorted(path for path in (DOCS / "adr").glob("*.md") if path.name != "README.md")
    index = (DOCS / "adr/README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| \[(.+)\]\((.+)\) \|$", index, re.MULTILINE)

    assert [f"{n:04}" for n in range(1, len(pages) + 1)] == [path.name[:4] for path in pages]
    assert [(path.read_text(encoding="utf-8").splitlines()[0], path.name) for path in pages] == [
        (f"# {number}. {title}", name) for number, title, name in rows
    ]


@pytest.mark.parametrize("page", sorted((ROOT / "docs/adr").glob("0*.md")), ids=lambda path: path.stem)
def test_a_decision_tells_context_decision_and_consequences(page: Path) -> None:
    """In that order."""
    parts = re.findall(r"^\*\*(\w+)\.\*\*", page.read_text(encoding="utf-8"), re.MULTILINE)

    assert parts == ["Context", "Decision", "Consequences"]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(page: Path) -> None:
    """A link to a file of ours has a file at its end."""
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))

    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


def test_no_file_tells_of_the_machine_it_was_made_on() -> None:
    """The repository stands by itself: nothing in it needs, or tells of, the place or the way it was made."""
    unwanted = re.compile("|".join(FORBIDDEN), re.IGNORECASE)
    found = []
    for path in tracked():
        if not PLAIN_TEXT.fullmatch(path.suffix):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if hit := unwanted.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {hit.group()}")

    assert found == []
