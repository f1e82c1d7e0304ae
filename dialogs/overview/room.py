"""«Oversikt» in the chat: where the pages are that are better looked at than read."""

from __future__ import annotations

from dialogs.aside import Remembered, spoken_in
from dialogs.choices import offer
from dialogs.house import House, Room
from dialogs.model import Choice, Message, Reply
from dialogs.overview.asked import PATH
from knowledge.model import Language, Text
from knowledge.snapshot import Knowledge
from knowledge.understanding.overview_commands import overview_command
from knowledge.understanding.question import Context
from knowledge.understanding.words import fold

_OPEN = Text("Åpne oversikten", "Opne oversikta")
_MORE = (
    (f"{PATH}/samarbeid", Text("Alle samarbeid", "Alle samarbeid")),
    (f"{PATH}/kommune", Text("Kommunene", "Kommunane")),
)


def overview_room(house: House) -> Room:
    """The command, and nothing kept."""
    return Room(aside=Overviewing(house))


class Overviewing:
    """An aside: gives the address of the overview, or of the page of a place that is named."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def answer(
        self, message: Message, text: str, context: Context, memory: Remembered, knowledge: Knowledge
    ) -> tuple[Reply, ...] | None:
        """The reply; None when the words are no such command, or name a place that is not known."""
        command = overview_command(text)
        found = _place(knowledge, command.place) if command and command.place else (PATH, {}, Text("", ""))
        if command is None or found is None:
            return None
        language = spoken_in(message, text, context, knowledge)
        path, query, name = found
        link = self._house.link(path, lang=language, **query)
        choices = self._buttons(link, language, more=not command.place) if link else ()
        reply = Reply("overview/link", language, {"link": bool(link), "name": name.in_(language)}, choices=choices)
        offer(memory.state, reply)
        return (reply,)

    def _buttons(self, link: str, language: Language, *, more: bool) -> tuple[Choice, ...]:
        others = [(self._house.link(path, lang=language), title) for path, title in _MORE] if more else []
        return tuple(Choice(title.in_(language), "", url) for url, title in ((link, _OPEN), *others))


def _place(knowledge: Knowledge, said: str) -> tuple[str, dict[str, str], Text] | None:
    """The page of a municipality, or of a region or county by itself, that is called just that."""
    wanted, register = fold(said).removesuffix(" kommune"), knowledge.register
    for region in register.regions.values():
        if wanted in {fold(region.name.nb), fold(region.name.nn), *map(fold, region.aliases.all())}:
            return PATH, {"region": region.id}, region.name
    for record in register.municipalities.values():
        if record.until is None and wanted in map(fold, (record.name, record.number, *record.names, *record.aliases)):
            return f"{PATH}/kommune/{record.id}", {}, Text(record.name, record.name)
    return None
