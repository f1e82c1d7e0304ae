"""A bot that knows the shipped register, and a case of 2027 with meetings and a deadline before it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from functools import cache

from dialogs.live import Live
from dialogs.respond import Responder
from dialogs.site.addresses import Addresses
from knowledge.model import Case, Register
from knowledge.snapshot import Knowledge, read_language
from knowledge.understanding.reading import Understanding
from tests import worlds
from tests.storage.examples import make
from tests.worlds import Bot, Said

LOCAL = "http://127.0.0.1:3978"
DAY = date(2027, 3, 1)


def _step(step_id: str, municipality: str | None, on: str, outcome: str = "planned") -> dict[str, object]:
    where = {"municipality": municipality} if municipality else {}
    return {
        "id": step_id, "on": on, "outcome": outcome, "text": f"Tekst om {step_id}.",
        "body": {"nb": "kommunestyret", "nn": "kommunestyret"}, **where,
    }  # fmt: skip


def _case(register: Register, case_id: str, title: str, steps: Sequence[object], **more: object) -> Case:
    source = next(iter(register.sources))
    raw = {"id": case_id, "title": title, "kind": "creation", "cite": f"{source} | side 1", "steps": list(steps), **more}
    made: Case = make("cases", **raw)
    return made


@cache
def understanding() -> Understanding:
    """The shipped knowledge, and two cases of 2027 beside it."""
    shipped = worlds.knowledge("shipped")
    register = shipped.register
    library = _case(
        register, "bibliotek", "Felles bibliotekbuss for Gjøvik og Gran",
        [_step("gjovik", "gjovik", "2027-03-18"), _step("gran", "gran", "2027-04-08"), _step("vag", "gran", "2027-05"),
         _step("av", "gjovik", "2027-03-20", "withdrawn"), _step("ut", "gran", "2027-03-21", "postponed")],
        municipalities=["gjovik", "gran"], fields=["bibliotek"] if "bibliotek" in register.fields else [],
        deadlines=[{"kind": "hearing", "on": "2027-04-01", "text": "Høringssvar må være sendt.", "municipalities": ["gjovik"]}],
    )  # fmt: skip
    kept = dict(register.cases)
    return Understanding(Knowledge(replace(register, cases={**kept, library.id: library}), read_language(), 2))


@asynccontextmanager
async def talking(address: str = LOCAL, secret: str = "", day: date = DAY) -> AsyncIterator[Bot]:
    async with worlds.bot("shipped", day) as bot:
        live = Live.__new__(Live)
        live.understanding = understanding()
        bot.responder = Responder(
            bot.database, live, bot.renderer, "a secret of the tests", clock=bot._clock, today=lambda: bot.day,
            link=Addresses(address, secret),
        )  # fmt: skip
        yield bot


def paths(said: Said) -> list[str]:
    """The calendars that are offered."""
    return [feed["download"].removeprefix(LOCAL).partition("?")[0] for feed in said.replies[-1].facts["feeds"]]
