"""Conversation itself: greeting, help, language, own municipality, where something stands and how old it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dialogs.handlers.common import age, choice, cited, introduction, remembered, when
from dialogs.model import Answer, Choice, Reply, Turn
from knowledge.cooperations import with_most
from knowledge.model import Citation, Language

_MUNICIPALITIES = 5
"""So many are on buttons to choose one's own from."""
_QUESTIONS = 3
"""Short enough for a button on a phone."""
_OF_A_PLACE = (
    ("Hvilke samarbeid er {} med i?", "Kva samarbeid er {} med i?"),
    ("Hvem samarbeider {} med?", "Kven samarbeider {} med?"),
)
_GENERAL = (
    ("Hva kan kommunestyret gjøre med et IKS?", "Kva kan kommunestyret gjere med eit IKS?"),
    ("Hvilke former for samarbeid finnes i loven?", "Kva former for samarbeid finst i lova?"),
    ("Hva er fordeler og ulemper med interkommunalt samarbeid?", "Kva er fordelar og ulemper med interkommunalt samarbeid?"),
)
"""What can be asked wherever one comes from."""
_TRY = ("Prøv å spørre", "Prøv å spørje")


def _reply(turn: Turn, key: str, facts: dict[str, object] | None = None, *, examples: bool = False) -> Answer:
    return Answer(Reply(f"talk/{key}", turn.language, facts or {}, (), _examples(turn) if examples else ()))


def _examples(turn: Turn) -> tuple[Choice, ...]:
    municipality = turn.context.municipality
    own = turn.knowledge.municipality_name(municipality) if municipality else "Gjøvik"
    return (
        choice(turn, f"Hvilke samarbeid er {own} med i?", f"Kva samarbeid er {own} med i?"),
        choice(turn, "Hvem er med i Sogn KO?", "Kven er med i Sogn KO?"),
        choice(
            turn,
            "Fordeler og ulemper",
            "Fordelar og ulemper",
            "Hva er fordeler og ulemper med interkommunalt samarbeid?",
            "Kva er fordelar og ulemper med interkommunalt samarbeid?",
        ),
        choice(turn, "Hva slags opplæring har du?", "Kva slags opplæring har du?"),
    )


async def help_(turn: Turn) -> Answer:
    """Say what can be asked, with examples."""
    return _with_examples(turn, "help")


async def greeting(turn: Turn) -> Answer:
    """Greet, and show three good questions."""
    return _with_examples(turn, "greeting")


async def welcome(turn: Turn, *, group: bool) -> Answer:
    """Greet where we are new: ask for municipality and written form, and show three good questions.

    In a ``group`` each chooses for themselves, and the others do not see it.
    """
    municipality, chosen = turn.context.municipality, turn.context.chosen_language
    asked = [] if municipality else _municipalities(turn)
    forms = [] if chosen else [Choice("Bokmål", "svar på bokmål"), Choice("Nynorsk", "svar på nynorsk")]
    asked = [replace(each, apart=group) for each in (*asked, *_under(turn, ("Målform", "Målform"), forms))]
    facts = {**introduction(turn.knowledge, municipality), "group": group, "asks": not municipality}
    questions = _under(turn, _TRY, good_questions(turn, municipality))
    return Answer(Reply("talk/welcome", turn.language, facts, (), (*asked, *questions)))


def _municipalities(turn: Turn) -> list[Choice]:
    """Those that most is known of; any other can be written."""
    known = [turn.knowledge.municipality_name(m) for m in with_most(turn.knowledge)[:_MUNICIPALITIES]]
    return _under(turn, ("Kommunen din", "Kommunen din"), [Choice(name, f"Vi er {name}") for name in sorted(known)])


def _under(turn: Turn, heading: tuple[str, str], choices: Iterable[Choice]) -> list[Choice]:
    nb, nn = heading
    return [replace(each, under=nb if turn.language == "nb" else nn) for each in choices]


def good_questions(turn: Turn, municipality: str | None) -> tuple[Choice, ...]:
    """Three questions that show what can be asked: of the municipality, or of one that much is known of."""
    place = municipality if municipality in turn.knowledge.by_municipality else next(iter(with_most(turn.knowledge)), None)
    own = turn.knowledge.municipality_name(place) if place else ""
    asked = (*(_OF_A_PLACE if place else ()), *_GENERAL)[:_QUESTIONS]
    return tuple(choice(turn, nb.format(own), nn.format(own)) for nb, nn in asked)


def _with_examples(turn: Turn, key: str) -> Answer:
    return Answer(
        Reply(f"talk/{key}", turn.language, introduction(turn.knowledge, turn.context.municipality), (), _examples(turn))
    )


async def thanks(turn: Turn) -> Answer:
    """Take thanks kindly."""
    return _reply(turn, "thanks")


async def noted(turn: Turn) -> Answer:
    """Take it that the answer was read."""
    return _reply(turn, "noted")


async def mistaken(turn: Turn) -> Answer:
    """Take it that we answered something else than was asked, and ask what was meant."""
    return _reply(turn, "mistaken")


async def bye(turn: Turn) -> Answer:
    """Say goodbye."""
    return _reply(turn, "bye")


async def set_language(turn: Turn) -> Answer:
    """Confirm in the language that was chosen, and go on in it; the one path stores it."""
    chosen: Language = "nn" if turn.slots.aspect == "nn" else "nb"
    turn = replace(turn, question=replace(turn.question, language=chosen))
    municipality = turn.context.municipality
    asked = [] if municipality else _municipalities(turn)
    choices = (*asked, *_under(turn, _TRY, good_questions(turn, municipality)))
    return Answer(Reply("talk/language_set", chosen, {}, (), choices), memory={"language": chosen})


async def set_municipality(turn: Turn) -> Answer:
    """Confirm the reader's municipality; the one path stores it. Ask when none, or several, are named."""
    named = turn.slots.municipalities
    if len(named) != 1:
        options = [(turn.knowledge.municipality_name(m), turn.knowledge.register.municipalities[m].county) for m in named[:3]]
        choices = tuple(choice(turn, f"{n} i {c}", f"{n} i {c}", f"Vi er {n} i {c}", f"Vi er {n} i {c}") for n, c in options)
        return Answer(Reply("clarify/which_municipality", turn.language, {"kept": False, "named": _shared(turn)}, (), choices))
    facts: dict[str, object] = {
        "municipality": turn.knowledge.municipality_name(named[0]),
        "covered": named[0] in turn.knowledge.by_municipality,
    }
    choices = good_questions(turn, named[0])
    return Answer(Reply("talk/municipality_set", turn.language, facts, (), choices), memory={"municipality": named[0]})


def _shared(turn: Turn) -> str:
    """The name that the municipalities share, when they do."""
    shared = {turn.knowledge.municipality_name(m) for m in turn.slots.municipalities}
    return shared.pop() if len(shared) == 1 else ""


async def where_stands(turn: Turn) -> Answer:
    """Tell where the last answer stands: document, publisher, place."""
    citations = remembered(turn)
    if not citations:
        return _reply(turn, "no_previous")
    return Answer(Reply("talk/where", turn.language, {"entries": _documents(turn, citations)}, cited(turn, citations)), citations)


async def how_old(turn: Turn) -> Answer:
    """Tell how old the last answer's sources are, and that things may have changed since."""
    citations = remembered(turn)
    if not citations:
        return _reply(turn, "no_previous")
    return Answer(Reply("talk/age", turn.language, {"entries": _documents(turn, citations)}, cited(turn, citations)), citations)


def _documents(turn: Turn, citations: tuple[Citation, ...]) -> list[dict[str, object]]:
    register = turn.knowledge.register
    entries: list[dict[str, object]] = []
    for source_id in dict.fromkeys(c.source for c in citations):
        source = register.sources[source_id]
        years, months = age(source.published, turn.today)
        entries.append(
            {
                "title": source.title.in_(turn.language),
                "publisher": source.publisher.in_(turn.language),
                "on": when(source.published),
                "places": list(dict.fromkeys(c.place for c in citations if c.source == source_id)),
                "years": years,
                "months": months,
            }
        )
    return entries


async def all_sources(turn: Turn) -> Answer:
    """List every document that the knowledge rests on, the newest first."""
    sources = [s for s in turn.knowledge.register.sources.values() if s.kind not in ("register",)]
    ordered = sorted(sources, key=lambda s: s.published.first_day(), reverse=True)
    entries = []
    for source in ordered[:20]:
        years, months = age(source.published, turn.today)
        entries.append(
            {"title": source.title.in_(turn.language), "publisher": source.publisher.in_(turn.language),
             "on": when(source.published), "years": years, "months": months}
        )  # fmt: skip
    return Answer(Reply("talk/sources", turn.language, {"entries": entries, "remaining": len(ordered) - len(entries)}))
