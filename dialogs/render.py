"""From a reply to what channels show: the template of its key, its sources and choices, as text, card and HTML.

Beside ``dialogs.site.page_render`` the only importer of Jinja2. Every word comes from ``templates/{nb,nn}``; how a template is
written stands in ``templates/README.md``, what its lines mean in ``dialogs.blocks``.

A value is data wherever a template puts it. Jinja's ``finalize`` passes every ``{{ … }}`` through ``as_data``. What a
macro, ``{% set %}…{% endset %}`` or ``join`` has made of such values is ``Markup``, and is let through as it is: that is
what autoescaping is switched on for. The escaping itself, in ``{{ … }}``, ``~`` and ``join``, is replaced by ours, since
Jinja's own is for HTML. A value that is no word and no whole number (None, a float, a record) is refused, not printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    Undefined,
    pass_context,
)
from jinja2.filters import FILTERS as JINJA_FILTERS
from jinja2.tests import TESTS as JINJA_TESTS
from markupsafe import Markup

from dialogs.blocks import Block, BlockFault, Content, Line, as_data, keep_together, one_line, parse
from dialogs.card_blocks import size_of
from dialogs.cards import Below, card_of, refresh
from dialogs.choices_told import told
from dialogs.citing import cites_of
from dialogs.form_cards import MAX_FORM, form_of, typed_fields
from dialogs.model import Choice, CitedSource, Input, RenderedReply, Reply
from dialogs.polish import clean_choice, with_capital, with_short_lead
from dialogs.prose import html_of, text_of
from dialogs.written import begun
from knowledge.model import LANGUAGES, Language

TEMPLATES = Path(__file__).parent / "templates"
SHARED = "_shared"
"""Where a language's partials are; they are no replies."""
SHARED_LINES = (
    *("sources", "choices", "left_out", "own_view", "for_reader", "form", "form_error", "form_too_large"),
    *("cited", "cited_law", "citing"),
)  # fmt: skip
"""What is written round a reply's own words."""
WRITTEN_OUT = 4
"""So many sources are named; of the rest the number is told."""

# No ``default``: a fact that is missing is a fault. No ``safe`` or ``format``: values stay data. No ``sum``: no reckoning.
FILTERS = (
    *("count", "dictsort", "first", "groupby", "items", "last", "length", "list", "lower", "map", "max", "min"),
    *("reject", "rejectattr", "reverse", "select", "selectattr", "sort", "trim", "unique", "upper"),
)
"""What a template may use of Jinja's; ``OUR_FILTERS`` come besides."""
UNWANTED_TESTS = frozenset({"defined", "undefined"})
"""They would let a template pass over a missing fact."""


class TemplateFault(Exception):
    """A reply has no template, or its template and its facts do not fit."""

    def __init__(self, key: str, language: Language, reason: str) -> None:
        self.key, self.language, self.reason = key, language, reason
        super().__init__(f"templates/{language}/{key}.j2: {reason}")


class Renderer:
    """Renders replies. A template is compiled when it is first needed, in a few milliseconds; all would take half a second."""

    def __init__(self, templates: Path = TEMPLATES) -> None:
        self._environments = {language: _environment(templates, language) for language in LANGUAGES}
        self._keys = {language: frozenset(keys(templates, language)) for language in LANGUAGES}
        self._source_line = lru_cache(maxsize=2048)(self._write_sources)
        self._cites = lru_cache(maxsize=2048)(partial(cites_of, self._shared_line))

    def compile_all(self) -> int:
        """Compile every template, so that a broken one is found before it is needed; how many there are. TemplateFault."""
        for language in LANGUAGES:
            for key in (*(f"{SHARED}/{name}" for name in SHARED_LINES), *sorted(self._keys[language])):
                self._template(language, key)
        return sum(map(len, self._keys.values()))

    def render(self, reply: Reply) -> RenderedReply:
        """The reply in every shape. TemplateFault when its template is missing, broken, or lacks a fact."""
        language = reply.language
        content = self._content(reply)
        if reply.reader and any(mine := self._shared_line(language, "for_reader", **reply.reader)):
            content.append(Block("note", [mine]))
        if reply.sources:
            content.append(Block("sources", [self._source_line(language, reply.sources)]))
        text = text_of(content)
        keep_together(content)  # not in the text, which people search and copy
        choices = tuple(map(clean_choice, reply.choices))
        if reply.inputs and not any(choice.apart for choice in choices):  # nobody is told to write in the open what is their own
            written = "\n".join(reply.typed) if reply.typed else self._typed_form(reply, choices)
            text = f"{text}\n\n{written}"
        if choices:
            text = "\n\n".join((text, *told(partial(self._shared_line, language, "choices"), choices, answering=reply.answering)))
        card = self._card(reply, content, text, choices)
        if reply.own_view:
            refresh(card, "".join(self._shared_line(language, "own_view")), reply.own_view)
        cites = None if reply.own_view and not reply.alike else self._cites(language, reply.sources, reply.laws)
        return RenderedReply(language, text, card, html_of(content), choices, reply.inputs, reply.follow, reply.about, cites)

    def _card(self, reply: Reply, content: Content, text: str, choices: tuple[Choice, ...]) -> dict[str, Any]:
        language = reply.language
        form = form_of(reply.inputs, partial(self._form_error, language))
        left_out = partial(self._left_out, language)
        if len(form) and size_of(form) > MAX_FORM:
            # the text that follows tells how to do it in writing
            note = Block("note", [self._shared_line(language, "form_too_large")])
            below = Below([choice for choice in choices if choice.alone])
            return card_of(language, [*content[:1], note], left_out(0), below, left_out)
        return card_of(language, content, text, Below(choices, form), left_out)

    def _typed_form(self, reply: Reply, choices: tuple[Choice, ...]) -> str:
        """How to fill in the form by writing, for where no form can be shown."""
        say = next((choice.say for choice in choices if not choice.alone), "")
        return text_of(parse(self._template(reply.language, f"{SHARED}/form").render(say=say, fields=typed_fields(reply.inputs))))

    def _form_error(self, language: Language, wanted: Input) -> str:
        return "".join(self._shared_line(language, "form_error", label=wanted.label, kind=wanted.kind))

    def _left_out(self, language: Language, count: int) -> str:
        return "".join(self._shared_line(language, "left_out", count=count))

    def _content(self, reply: Reply) -> Content:
        if reply.key not in self._keys[reply.language]:
            raise TemplateFault(reply.key, reply.language, "there is no such template; write it, in both languages")
        template = self._template(reply.language, reply.key)
        try:
            return with_short_lead(list(map(with_capital, parse(template.render(reply.facts)))))
        except (TemplateError, BlockFault, TypeError, ValueError) as problem:
            had = ", ".join(sorted(reply.facts)) or "none"
            raise TemplateFault(reply.key, reply.language, f"{problem} (facts: {had})") from problem

    def _write_sources(self, language: Language, sources: tuple[CitedSource, ...]) -> Line:
        named = list(dict.fromkeys(sources))
        more = max(len(named) - WRITTEN_OUT, 0)
        return self._shared_line(language, "sources", sources=named[:WRITTEN_OUT], more=more)

    def _shared_line(self, language: Language, name: str, **facts: Any) -> Line:
        return one_line(self._template(language, f"{SHARED}/{name}").render(facts))

    def _template(self, language: Language, key: str) -> Template:
        return _compiled(self._environments[language], key, language)  # which keeps what it has compiled


def keys(templates: Path, language: Language) -> tuple[str, ...]:
    """The reply keys that have a template in ``language``, in order."""
    root = templates / language
    paths = sorted(path.relative_to(root) for path in root.rglob("*.j2"))
    return tuple(path.with_suffix("").as_posix() for path in paths if path.parts[0] != SHARED)


def shortened(reply: RenderedReply) -> bool:
    """True when the card could not hold the whole reply and promises that its text follows."""
    return bool(reply.card.get("fallbackText", reply.text) != reply.text)


def _environment(templates: Path, language: Language) -> Environment:
    environment = _Environment(
        # The product's own partials stand behind another folder's, so that tests need bring only what they try.
        loader=FileSystemLoader([templates / language, TEMPLATES / language]),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    environment.filters = {name: JINJA_FILTERS[name] for name in FILTERS} | OUR_FILTERS
    environment.tests = {name: test for name, test in JINJA_TESTS.items() if name not in UNWANTED_TESTS}
    environment.globals = {"namespace": environment.globals["namespace"]}
    return environment


def _compiled(environment: Environment, key: str, language: Language) -> Template:
    try:
        return environment.get_template(f"{key}.j2")
    except TemplateNotFound as problem:
        raise TemplateFault(key, language, f"{problem.name} is missing") from problem
    except TemplateError as problem:
        raise TemplateFault(key, language, f"{problem} (line {getattr(problem, 'lineno', '?')})") from problem


class _Shown(Markup):
    """Text that has been through ``as_data``: for block markup, not for HTML. Markup, so that Jinja lets it through."""


def _shown(value: Any) -> Markup:
    """``value`` as a template shows it."""
    if type(value) is str:
        return _Shown(as_data(value))
    if isinstance(value, Markup):
        return value
    if isinstance(value, str) or type(value) is int or isinstance(value, Undefined):
        return _Shown(as_data(str(value)))  # an undefined one raises here, naming itself
    raise TypeError(f"{value!r} is no text; make it words or a whole number in the handler")


@pass_context  # without it Jinja would escape constants for HTML while compiling
def _finalize(_context: object, value: Any) -> str:
    return as_data(value) if type(value) is str else _shown(value)


def _concatenated(values: Iterable[Any]) -> Markup:
    return _Shown("".join([str(_shown(value)) for value in values]))


def _join(values: Iterable[Any], between: str = "") -> Markup:
    return _Shown(str(_shown(between)).join([str(_shown(value)) for value in values]))


def _listed(values: Iterable[Any], last: str = "og") -> Markup:
    """A, B og C; the word before the last is the same in both written forms."""
    *others, end = [_shown(value) for value in values] or [_shown("")]
    return _concatenated([_join(others, ", "), " ", last, " ", end]) if others else end


OUR_FILTERS: dict[str, Callable[..., Any]] = {"join": _join, "listed": _listed, "upper_first": begun}


class _Template(Template):
    @classmethod
    def from_code(cls, environment: Environment, code: CodeType, globals: Any, uptodate: Any = None) -> Template:
        """As Jinja's own, but what it would escape for HTML has been through ``as_data``, or goes there now."""
        template = super().from_code(environment, code, globals, uptodate)
        template.root_render_func.__globals__.update(escape=str, markup_join=_concatenated)
        return template


class _Environment(Environment):
    template_class = _Template

    def getattr(self, obj: Any, attribute: str) -> Any:
        """``row.items`` is the fact of that name, not what a dict can do; and quicker so."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)
