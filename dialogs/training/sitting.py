"""One turn of somebody's practice, within one transaction: what is kept of them is read, gone on with, and kept again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from dialogs.model import Reply, Turn
from dialogs.training import replies
from dialogs.training.exercise import (
    Practised,
    Run,
    answered,
    asked_next,
    begun,
    ended,
    passed_over,
    paused,
    stands,
    withdrawn,
)
from dialogs.written import on_day
from knowledge import recall
from knowledge.practice import Learner, Progress, Recall, Result, progress
from knowledge.quiz import QuizItem, mark
from knowledge.quiz_topics import Scope, scope_of
from storage.practice import add_results, recalls_of, results_of, save_recall
from storage.practice_habits import load_run, save_run, subscribed
from storage.session import Session


@dataclass(slots=True)
class Sitting:
    """What is kept of one person, and what becomes of it."""

    session: Session
    turn: Turn
    items: Mapping[str, QuizItem]
    """All that may be asked."""
    at: datetime
    practised: Practised
    results: tuple[Result, ...]
    recalls: Mapping[str, Recall]
    known: bool
    """True for one who has practised before."""

    @classmethod
    async def opened(cls, session: Session, turn: Turn, items: Mapping[str, QuizItem], at: datetime) -> Sitting:
        """In a session that writes: what is read stays true until all of it is kept again."""
        session.require_write()
        kept = await load_run(session, turn.who)
        results, recalls = await results_of(session, turn.who), await recalls_of(session, turn.who)
        moved = recall.with_group(recalls, results)
        return cls(session, turn, items, at, Practised.from_json(kept), results, moved, bool(kept))

    @property
    def run(self) -> Run | None:
        """The exercise under way."""
        return self.practised.run

    def learner(self) -> Learner:
        """The person, as the choice of questions needs them."""
        return self.practised.learner(self.turn.who, self.turn.today, self.results, self.recalls)

    def progress(self) -> Progress:
        """How it goes."""
        return progress(self.learner(), self.items)

    def scope(self) -> Scope | None:
        """What the exercise under way is about; None for anything."""
        return scope_of(self.run.scope, self.turn.knowledge, self.items) if self.run and self.run.scope else None

    async def keep(self, *, heard: bool = True) -> None:
        """Keep how the person practises; ``heard``: they spoke just now. Of one who has only looked, nothing is kept."""
        if not self.known and self.practised == Practised():
            return
        if not self.known:
            heard = True
        await save_run(self.session, self.turn.who, self.practised.to_json(), heard=self.at if heard else None)

    # -- steps --------------------------------------------------------------------------------------------------------

    def begin(self, wanted: Run) -> Reply:
        """A new exercise, from its first question."""
        if wanted.scope and scope_of(wanted.scope, self.turn.knowledge, self.items) is None:
            return replies.nothing_about(self.turn, wanted.scope, self.items)
        self.practised = begun(self.practised, wanted)
        return self.go_on()

    def go_on(self, *, late: bool = False) -> Reply:
        """The question that waits, or the next one; one that is withdrawn meanwhile is passed over, and that is said."""
        gone = False
        if self.run and self.run.item and not stands(self.run, self.items):
            self.practised, gone = withdrawn(self.practised), True
        before, scope = self.run, self.scope()
        if before is None:
            return replies.idle(self.turn, "none")
        if not before.item:
            about = {i: self.items[i] for i in scope.items} if scope else {} if before.scope else self.items
            self.practised = asked_next(self.practised, self.learner(), about)
        run = self.run
        if run is None:
            return replies.ended(self.turn, before, self._why(before, gone=gone), self._due())
        self.practised = replace(self.practised, run=replace(run, paused=False))
        return replies.question(
            self.turn, self.items[run.item], run, scope,
            withdrawn=gone, late=late, first=not self.results and run.number == 1, repeated=run.item in self.recalls,
        )  # fmt: skip

    @staticmethod
    def _why(run: Run, *, gone: bool) -> str:
        return "done" if run.number >= run.wanted else "withdrawn" if gone else "nothing_left"

    def _due(self) -> str:
        day = self.progress().next_due
        return on_day(day) if day else ""

    async def answer(self, given: Sequence[str]) -> Reply:
        """Mark the answer to the question that waits, keep it, and tell; empty for one who does not know."""
        run = self.run
        if run is None or not run.item or not stands(run, self.items):
            return self.go_on()
        item, today, who = self.items[run.item], self.turn.today, self.turn.who
        marked = mark(item, given)
        result = Result(item.id, item.theme.value, item.level, marked.right, marked.met, marked.of, self.at, today)
        before = self.recalls.get(item.id)
        if await add_results(self.session, who, [result]):
            remembered = recall.after(before, today, right=marked.right)
            await save_recall(self.session, who, item.id, remembered)
            self.results, self.recalls = (*self.results, result), {**self.recalls, item.id: remembered}
        self.practised = answered(self.practised, right=marked.right)
        if self.run and (self.run.number >= self.run.wanted or not self._more()):
            self.practised = ended(self.practised)
        daily = bool(self.run is None and self.turn.memory.get("reached") and not await subscribed(self.session, who))
        return replies.feedback(self.turn, item, given, marked, self.recalls[item.id], run, self.practised, daily=daily)

    def _more(self) -> bool:
        """True when another question could be asked."""
        scope = self.scope()
        about = {i: self.items[i] for i in scope.items} if scope else self.items
        now = asked_next(self.practised, self.learner(), about)
        return now.run is not None

    def pass_over(self) -> Reply:
        """The question that waits is not answered; the next one."""
        self.practised = passed_over(self.practised)
        return self.go_on()

    def pause(self) -> Reply:
        """It waits."""
        self.practised = paused(self.practised)
        return replies.paused(self.turn, self.run or Run())

    def stop(self) -> Reply:
        """The exercise is over."""
        run = self.run or Run()
        self.practised = ended(self.practised)
        return replies.ended(self.turn, run, "stopped", self._due())
