"""A month of practice by people with different memories, with restarts: ``python -m tests.training.month``.

How people forget here is a model of its own, which knows nothing of FSRS: a half-life that grows with each success. What is
asked is checked against the library itself, which is handed the answers that were kept.
"""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from fsrs import Card, Rating, Scheduler

from dialogs.delivery.composer import Queued
from dialogs.model import RenderedReply
from dialogs.training.items import Askable, bank
from dialogs.training.own_items import OwnItems
from dialogs.training.regular import KIND, Regular
from knowledge.quiz import Kind, QuizItem, right_answer
from storage.database import Database, open_database
from storage.migrate import migrate
from storage.practice import Result, recalls_of, results_of
from storage.practice_habits import load_run
from tests.storage.conftest import rows
from tests.training.talking import OSLO, Clock, Person, Service
from tests.training.test_practice_talks import key_of, typed

FIRST = date(2027, 3, 10)
"""A month from here has the change of clock in it."""
SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=365, enable_fuzzing=False)
_HOUR = timedelta(hours=1)


@dataclass
class Memory:
    """How one person remembers and forgets."""

    half_life: float
    """Days after which half of what is new is gone."""
    growth: float
    """So many times longer after each success."""
    prior: float
    """How likely something new is known already."""
    diligence: float
    """How likely a day is one of practice."""
    kept: dict[str, tuple[int, date]] = field(default_factory=dict)
    """By item, how often it was recalled in a row, and when it was met last."""

    def knows(self, item: str, day: date, chance: random.Random) -> bool:
        """Whether it comes to mind on the day; from then on it is remembered from there."""
        lot = chance.random()
        if item not in self.kept:
            known = lot < self.prior
            self.kept[item] = (int(known), day)
            return known
        times, last = self.kept[item]
        known = lot < 2 ** (-(day - last).days / (self.half_life * self.growth**times))
        self.kept[item] = (times + 1 if known else times // 2, day)
        return known


@dataclass(frozen=True)
class Asked:
    """One question that was put to somebody."""

    person: str
    day: date
    item: str
    right: bool
    carried: bool = False
    """It was asked an earlier day, and waited for its answer until this one."""


@dataclass
class Figures:
    """What happened, and what should not have."""

    people: int = 0
    days: int = 0
    asked: list[Asked] = field(default_factory=list)
    restarts: int = 0
    sent: int = 0
    faults: list[str] = field(default_factory=list)


def memories(count: int, seed: int) -> dict[str, Memory]:
    """People, each with a memory of their own."""
    chance = random.Random(seed)
    return {
        f"person{n:02}": Memory(
            chance.uniform(0.7, 8), chance.uniform(1.3, 2.8), chance.uniform(0.2, 0.75), chance.uniform(0.5, 1)
        )
        for n in range(count)
    }


class World:
    """The service, which may be started again at any moment, and its clock."""

    def __init__(self, url: str, restarts: random.Random | None) -> None:
        self.url, self._restarts = url, restarts
        self.clock = Clock()
        self.database: Database = open_database(url)
        self.service = Service(self.database, self.clock)
        self.figures = Figures()
        self.since: dict[tuple[str, str], date] = {}
        """When the question that waits was asked."""

    async def maybe_restart(self) -> None:
        """Now and then all is closed and begun again: nothing but the database is left."""
        if self._restarts is not None and self._restarts.random() < 0.1:
            await self.database.close()
            self.database = open_database(self.url)
            self.service = Service(self.database, self.clock)
            self.figures.restarts += 1

    def regular(self) -> Regular:
        return Regular(self.service.house, Askable(OwnItems(self.database).standing))

    async def waiting(self, person: Person) -> tuple[QuizItem, list[str]] | None:
        """The item that waits for the person's answer, and its options as they are shown."""
        async with self.database.session() as session:
            run = (await load_run(session, key_of(person))).get("run")
        return (bank().quiz_items[run["item"]], run["shown"]) if run and run["item"] else None


async def practise(world: World, person: Person, memory: Memory, chance: random.Random, said: str) -> None:
    """One exercise to its end, or to where the person has had enough of it."""
    if said:
        await world.maybe_restart()
        person.service = world.service
        await person.say(said)
    while (found := await world.waiting(person)) is not None:
        item, shown = found
        day = world.clock.today()
        since = world.since.setdefault((person.name, item.id), day)
        right = memory.knows(item.id, day, chance)
        pressed = chance.random() < 0.5
        leaves = chance.random() < 0.05
        world.figures.asked.append(Asked(person.name, day, item.id, right, since < day))
        world.clock.now += timedelta(seconds=30)
        await world.maybe_restart()
        person.service = world.service
        if leaves:  # to come back to the same question later that day, or another
            world.figures.asked.pop()
            await person.say("pause")
            return
        del world.since[person.name, item.id]
        await answer(person, item, shown, right=right, pressed=pressed)
        if not person.reply.facts["finished"]:
            await person.say("neste")


async def answer(person: Person, item: QuizItem, shown: list[str], *, right: bool, pressed: bool) -> None:
    """The right answer, or a wrong one; by a button where one will do."""
    good = right_answer(item)
    bad = tuple(reversed(good)) if item.kind in (Kind.MATCH, Kind.ORDER) else tuple(i for i in shown if i not in good)[:1]
    ids = good if right else bad
    if pressed and item.kind in (Kind.ONE, Kind.CASE, Kind.TRUE_FALSE):
        await person.say(f"svar {ids[0]} på spørsmål {item.id}", pressed=True)
    else:
        await person.say(typed(item, shown, ids))


async def month(url: str, people: int, days: int, seed: int, *, restarts: bool) -> Figures:
    """The whole of it; the same seed gives the same people, days and memories."""
    world = World(url, random.Random(seed + 1) if restarts else None)
    world.figures.people, world.figures.days = people, days
    minds, chance = memories(people, seed), random.Random(seed + 2)
    persons = {name: Person(world.service, name, reference={"conversation": {"id": name}}) for name in minds}
    subscribed = list(persons)[::5]
    world.clock.now = datetime.combine(FIRST, datetime.min.time(), OSLO).astimezone(UTC)
    for name in subscribed:
        await persons[name].say("øv hver dag kl. 2.30")
    for n in range(days):
        day = FIRST + timedelta(days=n)
        await send(world, day, subscribed)
        for name, person in persons.items():
            hour = chance.randrange(6, 23)
            world.clock.now = datetime(day.year, day.month, day.day, hour, tzinfo=OSLO).astimezone(UTC)
            if name not in subscribed and chance.random() > minds[name].diligence:
                continue
            for _ in range(chance.choice((1, 1, 1, 2))):
                await practise(world, person, minds[name], chance, "quiz")
    await check(world, persons)
    await world.database.close()
    return world.figures


async def send(world: World, day: date, subscribed: Sequence[str]) -> None:
    """The night's round: two replicas look every half hour, and what is queued is made."""
    start = datetime.combine(day, datetime.min.time(), OSLO).astimezone(UTC)
    queued = 0
    for half in range(12):
        world.clock.now = start + timedelta(minutes=30 * half)
        queued += sum(await asyncio.gather(*(world.regular().look(world.clock.now) for _ in range(2))))
    world.figures.sent += queued
    if queued != len(subscribed):
        world.figures.faults.append(f"{day}: {queued} exercises were queued for {len(subscribed)} people")
    for name in subscribed:
        to = Queued(str(day), KIND, key_of(Person(world.service, name)), "nb", {}, world.clock.now, None, 0)
        made = await world.regular().compose(to)
        if not isinstance(made, RenderedReply):
            world.figures.faults.append(f"{day}: {name} was sent nothing, {made}")


# -- what must hold ---------------------------------------------------------------------------------------------------


async def check(world: World, persons: Mapping[str, Person]) -> None:
    """The answers that were kept are those that were given, and the library makes of them what is kept and what was asked."""
    faults = world.figures.faults
    given: dict[str, list[Asked]] = defaultdict(list)
    for asked in world.figures.asked:
        given[asked.person].append(asked)
    for name, person in persons.items():
        async with world.database.session() as session:
            results = await results_of(session, key_of(person))
            kept = await recalls_of(session, key_of(person))
        if [(r.item, r.day, r.right) for r in results] != [(a.item, a.day, a.right) for a in given[name]]:
            faults.append(f"{name}: other answers are kept than were given")
        if len({(r.item, r.day) for r in results}) != len(results):
            faults.append(f"{name}: something was asked twice in a day")
        carried = {(asked.item, asked.day) for asked in given[name] if asked.carried}
        cards = replay(name, results, faults, carried)
        for item, recall in kept.items():
            card = cards[item]
            if (recall.due, recall.stability, recall.difficulty) != (card.due.date(), card.stability, card.difficulty):
                faults.append(f"{name}: {item} is due {recall.due}, and by the library {card.due.date()}")
    queued = await rows(
        world.database, "SELECT notice, recipient, count(*) FROM outbox GROUP BY notice, recipient HAVING count(*) > 1"
    )
    faults += [f"queued twice: {row}" for row in queued]


def replay(
    name: str, results: Sequence[Result], faults: list[str], carried: Collection[tuple[str, date]] = ()
) -> dict[str, Card]:
    """Hand the answers to the library, and look at each whether it was that item's turn; ``carried`` had theirs before."""
    cards: dict[str, Card] = {}
    done: dict[date, set[str]] = defaultdict(set)
    for result in results:
        item, day = result.item, result.day
        due = {i for i, card in cards.items() if card.due.date() <= day and i not in done[day]}
        if item in cards and item not in due:
            faults.append(f"{name}: {item} was asked {day}, and is due {cards[item].due.date()}")
        if (item, day) in carried:
            due.clear()
        if item in cards and item in due and min((cards[i].due.date(), i) for i in due)[0] < cards[item].due.date():
            faults.append(f"{name}: {item} was asked {day} before what had waited longer")
        if item not in cards and due:
            faults.append(f"{name}: {item} was new {day}, and {len(due)} were due")
        at = datetime(day.year, day.month, day.day, tzinfo=UTC)
        card, _ = SCHEDULER.review_card(cards.get(item) or Card(card_id=1), Rating.Good if result.right else Rating.Again, at)
        cards[item] = card
        done[day].add(item)
    return cards


async def both(folder: Path, people: int, days: int, seed: int) -> tuple[Figures, Figures]:
    """The same month without restarts and with them."""
    figures = []
    for restarts in (False, True):
        url = f"sqlite:///{folder}/month-{restarts}.sqlite3"
        await migrate(url)
        figures.append(await month(url, people, days, seed, restarts=restarts))
    return figures[0], figures[1]


def told(calm: Figures, restarted: Figures, seconds: float) -> str:
    """The figures, for people."""
    repeated: dict[tuple[str, str], int] = defaultdict(int)
    for asked in restarted.asked:
        repeated[asked.person, asked.item] += 1
    again = sum(count - 1 for count in repeated.values())
    right = sum(asked.right for asked in restarted.asked)
    return "\n".join(
        [
            f"{restarted.people} people, {restarted.days} days from {FIRST}, the change of clock among them",
            f"questions answered: {len(restarted.asked)}, {again} of them repetitions; right: {right / len(restarted.asked):.0%}",
            f"restarts: {restarted.restarts}; the same questions and answers as without them: {calm.asked == restarted.asked}",
            f"exercises sent by themselves: {restarted.sent}",
            f"faults: {len(calm.faults) + len(restarted.faults)}",
            *(calm.faults + restarted.faults)[:20],
            f"seconds: {seconds:.0f}",
        ]
    )


def main() -> int:
    """The full size."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="samrad-month-") as folder:
        calm, restarted = asyncio.run(both(Path(folder), people=50, days=30, seed=7))
    print(told(calm, restarted, time.monotonic() - begun))
    return int(bool(calm.faults or restarted.faults or calm.asked != restarted.asked))


if __name__ == "__main__":
    sys.exit(main())
