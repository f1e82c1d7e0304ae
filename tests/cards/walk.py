"""All templates of the product, each with facts of many sorts, with as few or as many sources, buttons and inputs as may be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateError, meta
from jinja2.tests import TESTS

from dialogs.blocks import BlockFault
from dialogs.model import Choice, CitedSource, Input, RenderedReply, Reply
from dialogs.render import OUR_FILTERS, SHARED, TEMPLATES, Renderer, TemplateFault, keys
from dialogs.written import begun
from knowledge.model import LANGUAGES, Language
from tests.cards.anything import HOSTILE, LONG, SHORT, Anything, Dice

SORTS: Mapping[str, tuple[tuple[str, ...], tuple[int, ...], float]] = {
    "usual": (SHORT, (1, 2, 3), 0.8),
    "bare": (SHORT, (0, 1), 0.35),
    "long": ((*LONG, *SHORT), (1, 3, 8), 0.85),
    "many": ((*SHORT, LONG[0]), (1, 60, 200), 0.9),
    "hostile": (HOSTILE, (1, 2, 4), 0.85),
}
"""Words, how many of a thing there are, and how often a fact is there."""
TRIES = 12
"""So often new facts are thrown until a template makes something of them; that it makes nothing of most is no fault."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A reply that a template made of facts of one sort."""

    key: str
    language: Language
    sort: str
    reply: RenderedReply

    @property
    def name(self) -> str:
        """For messages."""
        return f"{self.language}/{self.key} ({self.sort})"


class LooseRenderer(Renderer):
    """The product's renderer, with tests and look-ups that understand facts that are anything."""

    def __init__(self) -> None:
        super().__init__()
        for environment in self._environments.values():
            environment.tests = {**environment.tests, **{name: _loosened(name) for name in ("none", "true", "false")}}
            environment.filters = {**environment.filters, "upper_first": lambda value: begun(str(value))}
            vars(environment)["getitem"] = _loose_getitem(environment)


def _loosened(name: str) -> Any:
    strict: Any = TESTS[name]

    def test(value: Any) -> bool:
        return value._holds(name) if isinstance(value, Anything) else bool(strict(value))

    return test


def _loose_getitem(environment: Environment) -> Any:
    strict = environment.getitem

    def getitem(obj: Any, argument: Any) -> Any:
        """Words by a fact that is anything are any of the words."""
        if isinstance(obj, dict) and isinstance(argument, Anything):
            return argument._dice.one_of([*obj.values()], argument._where)
        return strict(obj, argument)

    return getitem


@cache
def _used(path: Path) -> frozenset[str]:
    environment = Environment(autoescape=True)
    environment.filters |= OUR_FILTERS
    return frozenset(meta.find_undeclared_variables(environment.parse(path.read_text(encoding="utf-8"))))


@cache
def wanted(key: str) -> tuple[str, ...]:
    """The names of the facts that the template, or any partial, uses; both forms use the same."""
    root = TEMPLATES / "nb"
    return tuple(sorted(_used(root / f"{key}.j2").union(*map(_used, (root / SHARED).iterdir()))))


def every_template(sorts: tuple[str, ...] = tuple(SORTS)) -> Iterator[Tried]:
    """Each template, in each written form, with facts of each sort; a template that makes nothing of any is missing."""
    renderer = LooseRenderer()
    for language in LANGUAGES:
        for key in keys(TEMPLATES, language):
            for sort in sorts:
                reply = _tried(renderer, key, language, sort)
                if reply is not None:
                    yield Tried(key, language, sort, reply)


def _tried(renderer: Renderer, key: str, language: Language, sort: str) -> RenderedReply | None:
    for attempt in range(TRIES):
        # the same facts in both forms
        dice = Dice(f"{key} {sort} {attempt}", *SORTS[sort])
        facts = {name: Anything(dice, name) for name in wanted(key)}
        try:
            return renderer.render(Reply(key, language, facts, *_around(dice, sort)))
        except TemplateFault as fault:
            if not isinstance(fault.__cause__, TemplateError | BlockFault | TypeError | ValueError):
                raise
    return None


def _around(dice: Dice, sort: str) -> tuple[Any, ...]:
    """Sources, choices, whether they answer, and a form."""

    def words(where: str) -> str:
        return dice.words(where) or "Noe"

    def page(where: str) -> str:
        return "https://samrad.example.no/saker/x?key=a" if dice.holds(where, 0.2) else ""

    sources = tuple(
        CitedSource(words(f"source {n}"), "17.10.2025", words(f"place {n}"), n % 4, n % 12, dice.words(f"via {n}"))
        for n in range(dice.one_of((0, 1, 3, 9), "sources"))
    )
    choices = tuple(
        Choice(
            words(f"title {n}"), words(f"say {n}"), page(f"url {n}"), alone=n % 3 == 2, apart=dice.holds(f"apart {n}"),
        )
        for n in range(dice.one_of((0, 1, 3, 6, 9), "choices"))
    )  # fmt: skip
    kinds = dice.one_of(((), (), ("text", "lines", "date", "choice", "several", "flag"), ("choice", "lines", "several")), "kinds")
    options = 40 if sort == "many" else 4
    inputs = tuple(
        Input(
            f"place{n}", words(f"label {n}"), kind, _held(kind, dice.words(f"value {n}")),
            tuple((f"v{m}", words(f"option {n} {m}")) for m in range(options)),
            required=kind != "flag" and dice.holds(f"required {n}"), hint=dice.words(f"hint {n}"), limit=200 * (n % 2),
        )
        for n, kind in enumerate(kinds)
    )  # fmt: skip
    if inputs:  # no form of ours is without a button that sends it
        choices = (Choice("Lagre", "lagre", apart=dice.holds("apart")), *choices)
    return sources, choices, dice.holds("answering"), inputs


def _held(kind: str, words: str) -> str:
    """What a place of that kind may hold before anybody has filled it in."""
    return {"date": "2026-11-30", "choice": "v1", "several": "v0,v2", "flag": "true"}.get(kind, words)
