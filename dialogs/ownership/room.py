"""The draft of an eierskapsmelding asked for in the chat: a short overview, and links to the page and the files."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from typing import Any

from dialogs.aside import Remembered, spoken_in
from dialogs.choices import offer
from dialogs.handlers.common import cited
from dialogs.house import House, Room
from dialogs.model import Choice, Message, Reply, Turn
from dialogs.ownership.drafting import draft
from dialogs.ownership.pages import FILES, PATH
from dialogs.ownership.telling import Telling
from dialogs.written import begun, on_day
from knowledge.cooperations import with_most
from knowledge.model import Municipality, Text
from knowledge.ownership import Belongs, named
from knowledge.snapshot import Knowledge
from knowledge.understanding.question import Context, Question, Slots
from knowledge.understanding.report_commands import report_command
from knowledge.yearly import within_a_year

_OWN = re.compile(
    r"(?:oss|meg|kommunen (?:vår|min)|(?:vår|min) (?:egen |eigen )?kommune|egen kommune|eigen kommune|kommunen)", re.IGNORECASE
)
_MOST = 6
_OPEN = Text("Åpne utkastet", "Opne utkastet")
_LAW = Text("Hva skal stå i en eierskapsmelding?", "Kva skal stå i ei eigarskapsmelding?")
_FOR = Text("Lag eierskapsmelding for {name}", "Lag eigarskapsmelding for {name}")


def ownership_room(house: House) -> Room:
    """The command alone: nothing is kept of people."""
    return Room(aside=Reporting(house))


class Reporting:
    """An aside: answers the command, and nothing else."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def answer(
        self, message: Message, text: str, context: Context, memory: Remembered, knowledge: Knowledge
    ) -> tuple[Reply, ...] | None:
        """The reply; None when the words are no such command."""
        waiting = memory.state.pop("report", None)
        wanted = report_command(text)
        target = wanted.target if wanted is not None else text if waiting and named(knowledge.register, text) else None
        if target is None:
            return None
        # a name tells no written form; what the report is called does
        heard = wanted.language if wanted is not None and not message.pressed else None
        language = context.chosen_language or heard or spoken_in(message, "", context, knowledge)
        turn = Turn(Question("report", Slots(), language), knowledge, context, self._house.today(), link=self._house.link)
        found = self._meant(target, context, knowledge)
        if wanted is not None and not wanted.sure and not found:
            return None
        if len(found) == 1 and found[0].until is None:
            reply = await self._draft(turn, found[0])
        else:
            reply = _which(turn, target, found)
            memory.state["report"] = True
        offer(memory.state, reply)
        memory.state["language"] = language
        return (reply,)

    def _meant(self, target: str, context: Context, knowledge: Knowledge) -> tuple[Municipality, ...]:
        """The municipalities that the words may mean: the reader's own where none is named."""
        municipalities = knowledge.register.municipalities
        if not target or _OWN.fullmatch(target):
            return (municipalities[context.municipality],) if context.municipality else ()
        found = named(knowledge.register, target)
        if found:
            return found
        features = self._house.reading().features(target, Context())
        return tuple(municipalities[m] for m in features.shared or features.slots.municipalities)

    async def _draft(self, turn: Turn, municipality: Municipality) -> Reply:
        _, telling = await asyncio.to_thread(draft, turn.knowledge, municipality.id, turn.language, turn.today)
        links = {kind: turn.link(f"{PATH}/{municipality.id}{kind and f'.{kind}'}", lang=turn.language) for kind in ("", *FILES)}
        titles = {"": _OPEN, **FILES}
        choices = [Choice(titles[kind].in_(turn.language), "", url=url) for kind, url in links.items() if url]
        choices.append(Choice(_LAW.in_(turn.language), _LAW.in_(turn.language)))
        held = [each.record for each in telling.overview.interests]
        sources = cited(turn, [record.cite for record in held])
        return Reply("report/ownership", turn.language, _facts(turn, telling, links[""]), sources, tuple(choices))


def _facts(turn: Turn, telling: Telling, link: str) -> dict[str, Any]:
    """What the card tells: how much there is, by name as far as there is room, how much is lacking, and what comes next."""
    overview = telling.overview
    groups = {each.value: [begun(i.record.name.in_(turn.language)) for i in overview.of(each)] for each in Belongs}
    soon = [turn_ for turn_ in telling.turns if turn_.interests and within_a_year(turn_.day, turn.today)]
    return {
        "name": telling.name,
        "owned": groups["owned"][:_MOST],
        "owned_count": len(groups["owned"]),
        "open": groups["open"][:_MOST],
        "open_count": len(groups["open"]),
        "out_count": len(groups["out"]),
        "beside_count": len(overview.beside),
        "gaps": len(telling.gaps),
        "coming": [{"on": on_day(t.day), "what": t.entry.what.in_(turn.language)} for t in soon[:2] if t.day is not None],
        "link": bool(link),
        "keyed": "key=" in link,
    }


def _which(turn: Turn, target: str, found: Sequence[Municipality]) -> Reply:
    """Which municipality is meant: those of the same name with their county, or some that much is known of."""
    register = turn.knowledge.register
    former = found[0] if len(found) == 1 else None
    if former is not None:
        offered = [register.municipalities[former.became]] if former.became else []
    else:
        offered = list(found) or [register.municipalities[m] for m in with_most(turn.knowledge)[:3]]
    same = len({m.name for m in offered}) < len(offered)
    choices = tuple(
        Choice(
            f"{m.name} ({m.county})" if same else m.name,
            _FOR.in_(turn.language).format(name=m.number if same else m.name),
        )
        for m in offered[:5]
    )
    facts = {
        "asked": target if target and not found else "",
        "former": former.name if former else "",
        "became": offered[0].name if former and offered else "",
        "several": len(found) > 1,
    }
    return Reply("report/which", turn.language, facts, (), choices, answering=True)
