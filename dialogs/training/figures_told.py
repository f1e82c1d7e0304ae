"""The group figures outside the chat: as a file by a link, and at the command line."""

from __future__ import annotations

import argparse
import asyncio
import re
from collections.abc import Callable, Sequence

from dialogs.editing.papers import Desk
from dialogs.settings import BadSettings
from dialogs.training.figures import freeze_what_is_over, stem_of, town_of
from dialogs.training.figures_csv import as_csv, encoded
from dialogs.training.item_labels import theme_label
from dialogs.training.items import bank
from dialogs.training.own_items import OwnItems
from dialogs.training.periods import months_back
from knowledge.basics import Language
from knowledge.clock import OSLO
from knowledge.group_figures import LEAST, Figure, Weakness, weak_items, weak_themes
from knowledge.model import Register
from storage.database import Database
from storage.quiz_figures import after, figures_of, frozen_months
from storage.register import load_register

_SPAN = re.compile(r"(20\d\d-(?:0[1-9]|1[0-2]))(?:_(20\d\d-(?:0[1-9]|1[0-2])))?")
_MOST = 24
_ITEMS = 10


class FigureFiles:
    """The figures as tables."""

    def __init__(self, database: Database, register: Callable[[], Register]) -> None:
        self._database, self._register, self._own = database, register, OwnItems(database)

    async def find(self, span: str, language: Language) -> bytes | None:
        """The table of a month, or of several (``2026-09_2026-11``); None when there are no figures of it."""
        table = await self.table(months_in(span), language)
        return None if table is None else encoded(table)

    async def table(self, months: Sequence[str], language: Language) -> str | None:
        """The table of those months; None when none of them has figures. Whatever is asked, only what is frozen is told."""
        async with self._database.session() as session:
            frozen = await frozen_months(session)
            found = {month: await figures_of(session, [month]) for month in months if frozen.get(month)}
        if not found:
            return None
        await self._own.refresh()
        await asyncio.to_thread(bank)
        known = self._register()
        return as_csv(found, language, lambda item: stem_of(known, self._own, item, language), lambda town: town_of(known, town))


def months_in(span: str) -> tuple[str, ...]:
    """The months of a span, the oldest first; none for what is no span."""
    match = _SPAN.fullmatch(span)
    if match is None:
        return ()
    months, last = [match[1]], match[2] or match[1]
    while months[-1] < last and len(months) < _MOST:
        months.append(after(months[-1]))
    return tuple(months)


async def quiz_figures(arguments: argparse.Namespace, desk: Desk) -> int:
    """The figures of a month at the command line; 1 when there are none. BadSettings when the file cannot be written."""
    now = desk.clock()
    today = now.astimezone(OSLO).date()
    month = arguments.month or months_back(today, 1)[0]
    async with desk.opened(desk.settings) as database:
        await freeze_what_is_over(database, today, now)
        async with database.session() as session:
            register, figures = await load_register(session), await figures_of(session, [month])
        table = await FigureFiles(database, lambda: register).table([month], arguments.language)
    if table is None:
        print(f"There are no figures of {month}: it is not over, or fewer than {LEAST} people answered.")
        return 1
    if arguments.csv:
        try:
            await asyncio.to_thread(arguments.csv.write_bytes, encoded(table))
        except OSError as error:
            raise BadSettings(f"{error.filename} cannot be written: {error.strerror}.") from error
        print(f"{arguments.csv}: the figures of {month}.")
    else:
        print("\n".join(_lines(figures, arguments.language)))
    return 0


def _lines(figures: Sequence[Figure], language: Language) -> list[str]:
    themes = [f"{_told(each)}  {theme_label(each.theme, language)}" for each in weak_themes(figures)]
    items = [f"{_told(each)}  {each.item}" for each in weak_items(figures)[:_ITEMS]]
    return ["first answers right, later ones, theme:", *themes, "", "first answers right, later ones, item:", *items]


def _told(weak: Weakness) -> str:
    return f"{_share(weak.first)}  {_share(weak.later)}"


def _share(given_right: tuple[int, int]) -> str:
    given, right = given_right
    return f"{round(100 * right / given):3} % of {given:5}" if given else " " * 14
