"""Weak themes and items as group figures, in chat and as a file; and the loop that reckons a month when it is over."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from dialogs.house import House
from dialogs.model import Choice, Link, Reply
from dialogs.training.item_labels import theme_label
from dialogs.training.items import bank
from dialogs.training.own_items import OwnItems
from dialogs.training.periods import Asked, asked_about
from dialogs.training.trainer_turn import TrainerTurn
from dialogs.written import when
from knowledge.basics import Language, PartialDate, Text
from knowledge.group_figures import LEAST, Figure, Weakness, weak_items, weak_themes
from knowledge.model import Register
from knowledge.quiz import ROLE_NAMES, Role
from storage.database import Database
from storage.errors import StorageError
from storage.quiz_figures import figures_of, freeze_month, frozen_months, months_to_freeze

log = logging.getLogger(__name__)

_ITEMS, _SHORT, _BUTTONS = 10, 3, 3
_HOUR = 3600
_THEMES, _WEAK_ITEMS = Text("Svake temaer", "Svake tema"), Text("Svake spørsmål", "Svake spørsmål")
_FILE = Text("Opplæringstall som fil", "Opplæringstal som fil")
_DOWNLOAD = Text("Last ned CSV", "Last ned CSV")
_MADE_OF = Text("Et spørsmål om {0}", "Eit spørsmål om {0}")
_MADE = Text("Et spørsmål om tall i registeret", "Eit spørsmål om tal i registeret")
_LONGER = Text("siste 12 måneder", "siste 12 månader")


async def freeze_what_is_over(database: Database, today: date, now: datetime) -> None:
    """Reckon every month that is over and has no figures yet."""
    async with database.session() as session:
        months = await months_to_freeze(session, today)
    for month in months:
        async with database.session(write=True) as session:
            if await freeze_month(session, month, today=today, now=now):
                log.info("The group figures of %s are reckoned", month)


async def keep_freezing(house: House) -> None:
    """The same every hour; runs until cancelled."""
    while True:
        with contextlib.suppress(StorageError):
            await freeze_what_is_over(house.database, house.today(), house.clock())
        await asyncio.sleep(_HOUR)


def stem_of(register: Register, own: OwnItems, item: str, language: Language) -> str:
    """What an item asks, on one line; of one that is made from the register what it is about. Empty for one that is gone."""
    if item.startswith("made-"):
        about = register.cooperations.get(item.split("-", 3)[-1])
        return _MADE_OF.in_(language).format(about.name.in_(language)) if about else _MADE.in_(language)
    found = bank().quiz_items.get(item) or own.quiz_items.get(item)
    return " ".join(found.stem.in_(language).split()) if found else ""


def town_of(register: Register, municipality: str) -> str:
    """The name of a municipality; its id where the register has it no more."""
    known = register.municipalities.get(municipality)
    return known.name if known else municipality


class Figures:
    """Answers what trainers ask of weak themes and items."""

    def __init__(self, house: House, own: OwnItems) -> None:
        self._house, self._own, self._link = house, own, house.link

    async def themes(self, turn: TrainerTurn) -> Reply | None:
        """The themes, the weakest first."""
        return await self._told(turn, "themes")

    async def items(self, turn: TrainerTurn) -> Reply | None:
        """The items, the weakest first."""
        return await self._told(turn, "items")

    async def overview(self, turn: TrainerTurn) -> Reply | None:
        """Both, the themes whole and a few items."""
        return await self._told(turn, "figures")

    async def _told(self, turn: TrainerTurn, what: str) -> Reply | None:
        asked = asked_about(turn.knowledge, turn.command.value, self._house.today())
        if asked is None:
            return None
        months, figures = await self._found(asked)
        themes = weak_themes(figures, asked.municipality, asked.role) if what != "items" else ()
        narrowed = bool(asked.municipality or asked.role)
        items = () if narrowed and what != "items" else weak_items(figures)
        if not themes and not items:
            return self._none(turn, asked, what, any_at_all=bool(figures))
        items = items[: _ITEMS if what == "items" else _SHORT if what == "figures" else 0]
        people = max(months.values(), default=0)
        await asyncio.to_thread(bank)
        facts = {
            "what": what, **_about(turn, asked), "people": people, "least": LEAST, "narrowed": narrowed,
            "themes": [_line(turn.language, each) for each in themes],
            "items": [{**_line(turn.language, each), "stem": self._stem(turn, each)} for each in items],
        }  # fmt: skip
        return turn.reply("figures", facts, *self._buttons(turn, asked, what, items))

    async def _found(self, asked: Asked) -> tuple[Mapping[str, int], Sequence[Figure]]:
        await freeze_what_is_over(self._house.database, self._house.today(), self._house.clock())
        await self._own.refresh()
        async with self._house.database.session() as session:
            frozen = await frozen_months(session)
            months = {month: frozen[month] for month in asked.months if frozen.get(month)}
            return months, await figures_of(session, months)

    def _none(self, turn: TrainerTurn, asked: Asked, what: str, *, any_at_all: bool) -> Reply:
        facts = {**_about(turn, asked), "early": asked.early, "least": LEAST, "any_at_all": any_at_all}
        longer = () if len(asked.months) > 1 else (_again(turn, what, _LONGER.in_(turn.language), _LONGER),)
        return turn.reply("no_figures", facts, *longer)

    def _stem(self, turn: TrainerTurn, weak: Weakness) -> str:
        return stem_of(turn.knowledge.register, self._own, weak.item, turn.language)

    def _can_be_shown(self, item: str) -> bool:
        return item in bank().quiz_items or item in self._own.quiz_items

    def _buttons(self, turn: TrainerTurn, asked: Asked, what: str, items: Sequence[Weakness]) -> tuple[Choice, ...]:
        period = _saying(turn.language, asked)
        shown = [
            turn.button(Text(f"Vis {n}. spørsmål", f"Vis {n}. spørsmål"), _show(each.item))
            for n, each in enumerate(items[:_BUTTONS], start=1) if self._can_be_shown(each.item)
        ]  # fmt: skip
        other = _WEAK_ITEMS if what == "themes" else _THEMES
        longer = () if len(asked.months) > 1 else (_again(turn, what, _LONGER.in_(turn.language), _LONGER),)
        return (
            *shown, turn.button(other, f"{other.in_(turn.language)} {period}"), *longer,
            turn.button(_FILE, f"{_FILE.in_(turn.language)} {period}"),
        )  # fmt: skip

    async def file(self, turn: TrainerTurn) -> Reply | None:
        """The link to the table of the months."""
        asked = asked_about(turn.knowledge, turn.command.value, self._house.today())
        if asked is None:
            return None
        months, _ = await self._found(asked)
        if not months:
            return self._none(turn, asked, "figures", any_at_all=False)
        url = file_link(self._link, sorted(months), turn.language)
        facts = {**_about(turn, asked), "link": bool(url), "least": LEAST, "month": min(months)}
        return turn.reply("file", facts, *([Choice(_DOWNLOAD.in_(turn.language), "", url)] if url else []))


def file_link(link: Link, months: Sequence[str], language: Language) -> str:
    """The address of the table; empty when we do not know where we are reached."""
    span = months[0] if len(months) == 1 else f"{months[0]}_{months[-1]}"
    return link(f"/training/figures/{span}.csv", lang=language)


def _show(item: str) -> str:
    return f"Vis spørsmål {item.removeprefix('own-')}"


def _again(turn: TrainerTurn, what: str, period: str, title: Text) -> Choice:
    words = {"themes": _THEMES, "items": _WEAK_ITEMS, "figures": Text("Opplæringstall", "Opplæringstal")}[what]
    begun = Text(title.nb[0].upper() + title.nb[1:], title.nn[0].upper() + title.nn[1:])
    return turn.button(begun, f"{words.in_(turn.language)} {period}")


def _saying(language: Language, asked: Asked) -> str:
    """The period as a command has it."""
    if len(asked.months) == 1:
        return f"for {_month(asked.months[0])}"
    months = "måneder" if language == "nb" else "månader"
    return f"siste {len(asked.months)} {months}"


def _month(month: str) -> str:
    return when(PartialDate.parse(month))


def _period(months: Sequence[str]) -> str:
    """«november 2026», «september–november 2026», «oktober 2025–november 2026»; empty without months."""
    if not months:
        return ""
    first, last = _month(months[0]), _month(months[-1])
    if first == last:
        return first
    return f"{first.removesuffix(last[-5:])}–{last}"


def _about(turn: TrainerTurn, asked: Asked) -> dict[str, Any]:
    months = sorted(asked.months)
    return {
        "period": _period(months),
        "several": len(months) > 1,
        "municipality": town_of(turn.knowledge.register, asked.municipality) if asked.municipality else "",
        "role": ROLE_NAMES[Role(asked.role)].in_(turn.language) if asked.role else "",
    }


def _line(language: Language, weak: Weakness) -> dict[str, Any]:
    later = weak.later
    return {
        "theme": theme_label(weak.theme, language),
        "item": weak.item,
        "share": weak.share,
        "first": weak.first[0],
        "later": later[0],
        "later_share": round(100 * later[1] / later[0]) if later[0] else 0,
    }
