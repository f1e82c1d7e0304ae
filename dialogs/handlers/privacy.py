"""What we store about someone: shown, handed out and deleted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dialogs.model import Answer, Choice, Reply, Turn
from knowledge.model import Language, Text

_GET = "Last ned mine data"
_OPEN = Text("Åpne siden med filen", "Opne sida med fila")
_LANGUAGES = {"nb": "bokmål", "nn": "nynorsk"}


def my_data(
    turn: Turn, preferences: Mapping[str, Any], *, has_state: bool, uploads: tuple[int, int], kept: Sequence[str] = ()
) -> Answer:
    """Show what is stored about the person who asks.

    ``uploads``: documents handed in, and those they will be told of; ``kept``: what other rooms keep, a line each.
    """
    municipality = preferences.get("municipality")
    known = municipality in turn.knowledge.register.municipalities
    facts = {
        "municipality": turn.knowledge.municipality_name(municipality) if known and municipality else "",
        "language_name": _LANGUAGES.get(preferences.get("language", ""), ""),
        "has_state": has_state,
        "uploads": uploads[0],
        "under_way": uploads[1],
        "kept": list(kept),
        "editor": turn.editor,
        "id": turn.user,
    }
    say = "Slett mine data"
    return Answer(Reply("privacy/data", turn.language, facts, (), (Choice(_GET, _GET), Choice(say, say))))


def alone(turn: Turn) -> Answer:
    """Others read along: what is stored is told to the person alone."""
    return Answer(alone_reply(turn.language))


def alone_reply(language: Language) -> Reply:
    """The same for the file."""
    return Reply("privacy/alone", language)


def file(language: Language, link: str, minutes: int) -> Reply:
    """The link to the file; without one where we do not know where we are reached."""
    choices = (Choice(_OPEN.in_(language), _GET, url=link),) if link else ()
    return Reply("privacy/file", language, {"link": bool(link), "minutes": minutes}, (), choices)


async def deleted(turn: Turn) -> Answer:
    """Confirm that everything is deleted; the one path does it."""
    return Answer(Reply("privacy/deleted", turn.language, {}))
