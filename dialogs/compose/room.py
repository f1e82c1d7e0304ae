"""The search from the compose box of Teams, and links of ours that are shown as cards.

Nothing is kept: what was looked for is neither stored nor logged. What the reader chose earlier is read, to answer in their
written form and to put first what their own municipality is with.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from dialogs.compose.labels import OPEN, OVERVIEW, PAGES, PageName
from dialogs.compose.links import Target, opened, target_of
from dialogs.compose.shown import Shown, shown_as
from dialogs.extension import Asked, Hit, Hits
from dialogs.handlers import steps
from dialogs.handlers.common import age, cited, introduction
from dialogs.house import House, Room
from dialogs.memory import language_of
from dialogs.model import Choice, Reply, Turn
from knowledge.agenda import Wanted, coming
from knowledge.finding import Found, finder
from knowledge.model import Language, PartialDate
from knowledge.periods import Span
from knowledge.snapshot import Knowledge
from knowledge.understanding.question import Context, Question, Slots
from storage.conversations import load_state
from storage.identity import person_key

_COMING = 3
"""So many of what is to come are told on the card of a page."""
_AT_LEAST = 2
"""A single letter says nothing yet."""


def compose_room(house: House) -> Room:
    """Everything from the compose box."""
    return Room(extension=Composing(house))


@dataclass(frozen=True, slots=True)
class _Reader:
    language: Language
    municipality: str | None


class Composing:
    """Answers the compose box."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def search(self, asked: Asked) -> Hits:
        """What the words find, the best first; before there are any, what the reader may well look for."""
        knowledge = self._house.knowledge()
        reader = await self._reader(asked, knowledge)
        found = await asyncio.to_thread(self._found, asked, knowledge, reader)
        page = found[asked.skip : asked.skip + asked.count]
        if not page and not asked.skip:
            return Hits((), self._house.render(Reply("compose/none", reader.language)).text)
        turn = self._turn(knowledge, reader.language)
        return Hits([self._hit(await shown_as(turn, each)) for each in page])

    async def unfurl(self, asked: Asked, url: str) -> Hit | None:
        """The card of a page of ours: for those who are signed in to a tenant that we serve, or whose link opens the page."""
        knowledge = self._house.knowledge()
        target = target_of(url, self._house.link, knowledge.register)
        if target is None or not self._may_see(asked, target):
            return None
        reader = await self._reader(asked, knowledge)
        turn = self._turn(knowledge, reader.language)
        return self._hit(await shown_as(turn, target.found) if target.found else _page(turn, target))

    def _may_see(self, asked: Asked, target: Target) -> bool:
        teams = self._house.settings.teams
        signed_in = teams.local or asked.address.tenant.lower() in teams.tenants
        return signed_in or opened(target, self._house.secret)

    def _found(self, asked: Asked, knowledge: Knowledge, reader: _Reader) -> Sequence[Found]:
        today, looking = self._house.today(), finder(knowledge, self._house.reading)
        if len(asked.words) < _AT_LEAST and asked.words != "§":
            return looking.first(today, reader.municipality)
        return looking.find(asked.words, today, reader.municipality)

    async def _reader(self, asked: Asked, knowledge: Knowledge) -> _Reader:
        """Their written form, as chosen, else as heard, else as Teams has it; and their municipality."""
        address = asked.address
        person = person_key(self._house.secret, address.tenant, address.channel, address.user)
        async with self._house.database.single() as session:
            _, chosen = await load_state(session, "", person)
        heard = knowledge.lexicon.language(asked.words) if asked.words else None
        language: Language = chosen.get("language") or heard or language_of(asked.locale) or "nb"
        municipality = chosen.get("municipality")
        return _Reader(language, municipality if municipality in knowledge.register.municipalities else None)

    def _turn(self, knowledge: Knowledge, language: Language) -> Turn:
        question = Question("details", Slots(), language)
        return Turn(question, knowledge, Context(), self._house.today(), link=self._house.link)

    def _hit(self, shown: Shown) -> Hit:
        return Hit(shown.title, shown.text, self._house.render(shown.reply))


def _page(turn: Turn, target: Target) -> Shown:
    """A page about no one record: what it shows, how much is known, and what is to come."""
    page: PageName = target.page or "overview"
    known = introduction(turn.knowledge)
    ahead = coming(turn.knowledge, Wanted(), Span(turn.today), turn.today)[:_COMING] if page in ("timeline", "boards") else []
    newest = max(
        (s.published for s in turn.knowledge.register.sources.values() if s.kind not in ("register", "law")),
        key=PartialDate.first_day, default=None,
    )  # fmt: skip
    years, months = age(newest, turn.today) if newest else (0, 0)
    facts = {
        "page": page,
        "cooperations": known["cooperations"],
        "municipalities": len(turn.knowledge.by_municipality),
        "cases": len(turn.knowledge.register.cases),
        "newest": known["newest"],
        "years": years,
        "months": months,
        "coming": steps.all_told(turn, ahead),
    }
    url = turn.link(target.path, lang=turn.language, **target.filters)
    opens = (Choice(OPEN.in_(turn.language), "", url=url),) if url else ()
    sources = cited(turn, steps.citations(ahead))
    title = PAGES[page].in_(turn.language)
    return Shown(title, OVERVIEW.in_(turn.language), Reply("compose/page", turn.language, facts, sources, opens))
