"""The sources of an answer one by one, numbered, for a channel that shows them in a way of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from dialogs.blocks import Line
from dialogs.cited import Cited, CitedLaw, CitedSource, Cites
from dialogs.model import Reply
from dialogs.written import begun, when
from knowledge.citing import spelled
from knowledge.law_lookup import lovdata_url
from knowledge.legal import Ref
from knowledge.model import Language
from knowledge.snapshot import Knowledge

MOST = 20
"""So many are shown at most; Teams takes no more."""
NAMED = 4
"""So many are named on the line; the others have their number only."""

_ROUND = str.maketrans("[]", "()")
"""Only our own numbers stand in square brackets."""

Write = Callable[..., Line]
"""Writes one of a language's shared partials."""


def with_laws(replies: Sequence[Reply], knowledge: Knowledge) -> tuple[Reply, ...]:
    """The replies with the paragraphs that they rest on."""
    return tuple(replace(reply, laws=_laws(reply, knowledge)) if "rests_on" in reply.facts else reply for reply in replies)


def _laws(reply: Reply, knowledge: Knowledge) -> tuple[CitedLaw, ...]:
    book, found = knowledge.law.book, {}
    for text in reply.facts["rests_on"]:
        ref = Ref.parse(text)
        act = book.acts[ref.act]
        title = spelled(book, [f"{ref.act} {ref.paragraph}"], reply.language)[0]
        found[title] = CitedLaw(title, lovdata_url(act.lovdata, ref.paragraph), when(act.checked) if act.held else "")
    return tuple(found.values())


def cites_of(write: Write, language: Language, sources: Sequence[CitedSource], laws: Sequence[CitedLaw]) -> Cites | None:
    """The sources, then the paragraphs; None for a reply that has neither."""

    def told(name: str, **facts: object) -> str:
        return "".join(write(language, name, **facts))

    every: list[tuple[CitedSource | CitedLaw, str]] = [(each, told("cited", source=each)) for each in dict.fromkeys(sources)]
    every = [*every, *((each, told("cited_law", law=each)) for each in laws)][:MOST]
    if not every:
        return None
    named = [{"title": each.title.translate(_ROUND), "number": number} for number, (each, _) in enumerate(every, 1)]
    more = [each["number"] for each in named[NAMED:]]
    cited = tuple(Cited(begun(each.title), about, each.url) for each, about in every)
    return Cites(told("citing", named=named[:NAMED], more=more), cited)
