"""Six councils in a made-up region that shall adopt one agreement, on an embedded database that changes step by step."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml

from dialogs.live import Live
from dialogs.model import Address, Message, RenderedReply
from dialogs.respond import Responder
from dialogs.site.addresses import Addresses
from dialogs.site.case_pages import CasePages
from dialogs.site.page_render import PageRenderer
from knowledge import shipped
from knowledge.model import Case, Language, Register
from knowledge.ratification import Board, board_of
from knowledge.snapshot import Knowledge, read_language
from storage.database import Database, open_database
from storage.imports import import_files
from storage.migrate import migrate
from storage.register import current_revision, load_register
from storage.seed import seed
from tests.worlds import FICTIONAL, renderer

NOW = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
COUNCILS = ("storvag", "brattnes", "kvitmark", "indre-skarvoy", "ytre-skarvoy", "fjellgard")
CASE = "havbyen-ko"
HOME = "http://127.0.0.1:3978"

POINTS = (
    "Kommunestyret i {name} vedtar samarbeidsavtalen for Havbyen KO.\n"
    "a) Eierandelen for hver kommune er som i avtalens § 6.\n"
    "b) Avtalen gjelder fra 1. juli 2027.\n"
    "c) Oppgavefellesskapet kan ikke ta opp lån."
)
"""The words that all shall adopt."""
OTHER = POINTS.replace("1. juli 2027", "1. januar 2028").replace("kan ikke ta opp lån", "kan ta opp lån til investeringer")

Step = dict[str, Any]


def text(nb: str, nn: str) -> dict[str, str]:
    """The same in both written forms, as YAML has it."""
    return {"nb": nb, "nn": nn}


def step(council: str, on: str, outcome: str, **more: Any) -> Step:
    """A step of one council; its body is the council unless told otherwise."""
    told = text(f"Steg i {council} {on}: {outcome}.", f"Steg i {council} {on}: {outcome} (nn).")
    body = text("kommunestyret", "kommunestyret")
    base = {"id": f"{council}-{on}-{outcome}", "on": on, "municipality": council, "body": body, "outcome": outcome, "text": told}
    return {**base, "cite": f"regionmote | sak {council}", **more}


def case_of(steps: Sequence[Step], **more: Any) -> dict[str, Any]:
    """The case with these steps, as YAML has it."""
    base: dict[str, Any] = {
        "id": CASE,
        "title": text("Opprettelse av Havbyen KO", "Oppretting av Havbyen KO"),
        "kind": "creation",
        "form": "kommunalt-oppgavefellesskap",
        "municipalities": list(COUNCILS),
        "fields": ["ikt"],
        "aliases": {"nb": ["samarbeidsavtalen for Havbyen KO"], "nn": ["samarbeidsavtala for Havbyen KO"]},
        "cite": "regionmote | sak 7",
        "steps": list(steps),
    }
    return {**base, **more}


def file_of(case: Mapping[str, Any]) -> bytes:
    """The case as a register file."""
    return yaml.safe_dump({"cases": [case]}, allow_unicode=True, sort_keys=False).encode()


def register_of(case: Mapping[str, Any], folder: Path) -> tuple[Register, Case]:
    """The made-up register with the case in it, read as content is."""
    for path in FICTIONAL.glob("*.yaml"):
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "case.yaml").write_bytes(file_of(case))
    register = shipped.load(folder)
    return register, register.cases[str(case["id"])]


def adopted(council: str, on: str, words: str = POINTS, **more: Any) -> Step:
    """An adoption with its very words; the council names itself in them."""
    name = {"storvag": "Storvåg", "indre-skarvoy": "Indre Skarvøy", "ytre-skarvoy": "Ytre Skarvøy"}.get(council, council.title())
    return step(council, on, "adopted", decision_text=words.format(name=name), **more)


@dataclass
class Play:
    """The service on its database: what is known changes, and everything that shows it is asked again."""

    database: Database
    live: Live
    today: date
    address: Addresses

    def __post_init__(self) -> None:
        self._asked = 0
        self._responder = Responder(
            self.database, self.live, renderer(), "a secret of the tests", clock=lambda: NOW, today=lambda: self.today,
            link=self.address,
        )  # fmt: skip
        self.pages = CasePages(
            lambda: self.live.knowledge, lambda: self.today, PageRenderer(), self.address, local=not self.address.secret
        )

    async def happens(self, case: Mapping[str, Any]) -> None:
        """The case is imported as it now is, and taken in as a running service takes it in."""
        await import_files(self.database, [("case.yaml", file_of(case))], who="test", reason="", now=NOW)
        async with self.database.session() as session:
            register, revision = await load_register(session), await current_revision(session)
        await self.live.swap(lambda: Knowledge(register, read_language(), revision))

    async def ask(self, words: str, locale: str = "nb-NO") -> RenderedReply:
        """The last reply to a question in a conversation of its own."""
        self._asked += 1
        address = Address("console", "u1", f"c{self._asked}")
        return (await self._responder.respond(Message(address, words, locale=locale)))[-1]

    def board(self) -> Board:
        """The board as it is now."""
        register = self.live.knowledge.register
        return board_of(register, register.cases[CASE], today=self.today)

    def page(self, language: Language = "nb") -> str:
        """The page as it is now."""
        html = self.pages.case(CASE, language, "")
        assert html is not None
        return html


@asynccontextmanager
async def play(folder: Path, today: date) -> AsyncIterator[Play]:
    """A service with the made-up region in its database, and no case yet."""
    url = f"sqlite:///{folder / 'play.sqlite3'}"
    await migrate(url)
    database = open_database(url)
    content = shipped.load(FICTIONAL)
    async with database.session(write=True) as session:
        await seed(session, content, "made-up", now=NOW)
    try:
        yield Play(database, Live(Knowledge(content, read_language(), 1)), today, Addresses(HOME))
    finally:
        await database.close()
