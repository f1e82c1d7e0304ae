"""How far a case has come in each council: who has adopted it, alike or otherwise, who is next and who is missing.

Only what a council itself did counts. What prepares it (a recommendation, another body) is told beside it, and what was
only noted or talked about adopts nothing. A later step goes before an earlier one. Pure; the day is handed in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from knowledge.council_steps import Standing, State, Why, standing_of, when_of
from knowledge.councils import Rounds, councils_of, rounds_of
from knowledge.demands import Demand, demand_of
from knowledge.model import Case, Citation, Municipality, PartialDate, Register, Step
from knowledge.wording import alike

__all__ = ["Agreement", "Board", "Demand", "Reference", "Row", "State", "Why", "board_of", "boards_of", "ratified"]


@dataclass(frozen=True, slots=True)
class Row:
    """One council's place on the board."""

    municipality: str
    state: State
    step: Step | None = None
    """The step that the state rests on; None when nothing is known."""
    cite: Citation | None = None
    published: PartialDate | None = None
    """How new what it rests on is: the day that the fact was true on, else the source's own."""
    coming: PartialDate | None = None
    """When the council treats it, or treats it again, where that is known and not past."""
    why: Why | None = None
    """Why nothing more is known, when the state is unknown."""
    earlier: Step | None = None
    """The council's decision before that, where a later treatment may have changed it."""
    beside: tuple[Step, ...] = ()
    """What prepared it, and what came up in the council without a decision, newest last."""
    conflicting: tuple[Step, ...] = ()
    """Steps whose sources say different things of the same decision; none is believed before another."""
    alike: bool | None = None
    """True or False where the adopted words, or what a source says of them, are known; else None."""
    own_body: bool = True
    """False when the source says that the municipality decided, and not which body."""


class Agreement(StrEnum):
    """Where all councils stand together."""

    AGREED = "agreed"
    """All have adopted, and the decisions are known to be alike."""
    ADOPTED = "adopted"
    """All have adopted; whether the words are alike is not known."""
    DIFFERS = "differs"
    """All have adopted, and not all of them alike."""
    REJECTED = "rejected"
    """At least one has rejected it."""
    OPEN = "open"
    """Not all have decided, as far as is known."""


@dataclass(frozen=True, slots=True)
class Reference:
    """The words that the others are measured by."""

    text: str
    municipality: str | None
    """Whose words they are: the first of those that share them; None for the recommendation's."""


@dataclass(frozen=True, slots=True)
class Board:
    """A case, or one question of it, in each council."""

    case: Case
    fields: tuple[str, ...]
    """The fields of the question; empty for the case as a whole."""
    rows: tuple[Row, ...]
    agreement: Agreement
    demand: Demand
    reference: Reference | None

    @property
    def adopted(self) -> tuple[Row, ...]:
        """The councils that have adopted it, and not with other words as far as is known."""
        return tuple(row for row in self.rows if row.state is State.ADOPTED)

    @property
    def missing(self) -> tuple[Row, ...]:
        """All others: they have rejected it, adopted other words, or not decided as far as is known."""
        return tuple(row for row in self.rows if row.state is not State.ADOPTED)

    @property
    def next(self) -> tuple[Row, ...]:
        """Who treats it next; several when it is on the same day."""
        coming = sorted((when_of(row.coming), row.municipality) for row in self.rows if row.coming)
        return tuple(row for row in self.rows if row.coming and when_of(row.coming) == coming[0][0])

    @property
    def newest(self) -> PartialDate | None:
        """The date of the newest thing known that is not a plan; None when nothing is."""
        steps = (step for row in self.rows for step in (row.step, row.earlier, *row.beside, *row.conflicting) if step)
        past = [step.on for step in steps if step.outcome != "planned"]
        return max(past, key=PartialDate.first_day, default=None)

    def row(self, municipality: str) -> Row | None:
        """One council's row; None when it is not on the board."""
        return next((row for row in self.rows if row.municipality == municipality), None)


def board_of(register: Register, case: Case, *, today: date) -> Board:
    """The case as a whole in each council."""
    return boards_of(register, case, today=today)[0]


def boards_of(register: Register, case: Case, *, today: date) -> tuple[Board, ...]:
    """The case as a whole, then each question of its own that councils have treated in it.

    Councils may treat parts of a case apart: what one of them decided of the payroll office says nothing of the schools.
    Such parts are told by the fields of the steps.
    """
    whole, *parts = rounds_of(case, register.municipalities)
    demand = demand_of(case, register)
    nothing = Demand(None, None, None, demand.form)  # what is demanded of the agreement says nothing of other decisions
    return (
        _board(register, case, whole, demand, today),
        *(_board(register, case, part, nothing, today) for part in parts),
    )


def ratified(register: Register, case: Case) -> bool:
    """True for a case whose board is worth showing: alike decisions are needed, or two councils are known to have treated it."""
    if len(councils_of(case)) < 2:
        return False
    demand = demand_of(case, register)
    known = {m for part in rounds_of(case, register.municipalities) for m, steps in part.own.items() if steps}
    return demand.needed or len(known) > 1


def _board(register: Register, case: Case, part: Rounds, demand: Demand, today: date) -> Board:
    standings = {m: standing_of(part.own.get(m, ()), today) for m in councils_of(case)}
    reference = _reference(standings, part, register.municipalities)
    rows = tuple(_row(register, case, m, s, part, reference) for m, s in standings.items())
    return Board(case, part.fields, rows, _agreement(rows), demand, reference)


def _row(register: Register, case: Case, municipality: str, found: Standing, part: Rounds, reference: Reference | None) -> Row:
    step = found.step
    cite = (step.cite or case.cite) if step else None
    published = (cite.as_of or register.sources[cite.source].published) if cite else None
    row = Row(municipality, found.state, step, cite, published, found.coming, found.why, found.earlier)
    beside = (*part.beside.get(municipality, ()), *found.beside)
    ordered = tuple(sorted(dict.fromkeys(beside), key=lambda each: when_of(each.on)))
    row = replace(row, beside=ordered, conflicting=found.conflicting)
    if step is None or found.state is not State.ADOPTED:
        return row
    same = _same(register.municipalities, municipality, step, reference)
    state = State.ADOPTED_OTHERWISE if same is False else State.ADOPTED
    return replace(row, state=state, alike=same, own_body=step.body is not None)


def _same(municipalities: Mapping[str, Municipality], municipality: str, step: Step, reference: Reference | None) -> bool | None:
    """Whether the words are those of the reference: by the words themselves, else by what the source says of them."""
    if step.decision_text and reference and reference.municipality not in (None, municipality):
        assert reference.municipality is not None
        names = (_names(municipalities, reference.municipality), _names(municipalities, municipality))
        return alike(reference.text, step.decision_text, names)
    if step.wording:
        return step.wording == "alike"
    return True if step.decision_text and reference and reference.municipality == municipality else None


def _reference(standings: Mapping[str, Standing], part: Rounds, municipalities: Mapping[str, Municipality]) -> Reference | None:
    """The words that most councils share; of equals those of the recommendation, else the first adopted.

    Where no adopted words are known it is the recommendation.
    """
    texts = [
        (m, found.step.decision_text)
        for m, found in sorted(standings.items(), key=lambda each: _first(each[1]))
        if found.state is State.ADOPTED and found.step and found.step.decision_text
    ]
    proposals = [
        (m, s.proposal_text) for where in (part.own, part.beside) for m, steps in where.items() for s in steps if s.proposal_text
    ]
    if not texts:
        return Reference(proposals[0][1], None) if proposals else None

    def shared(candidate: tuple[str, str]) -> tuple[int, bool]:
        whose, text = candidate
        names = _names(municipalities, whose)

        def like(others: list[tuple[str, str]]) -> int:
            return sum(alike(text, other, (names, _names(municipalities, m))) for m, other in others)

        return like(texts), like(proposals) > 0

    whose, text = max(texts, key=shared)  # the first of equals
    return Reference(text, whose)


def _first(found: Standing) -> date:
    return when_of(found.step.on) if found.step else date.max


def _names(municipalities: Mapping[str, Municipality], municipality: str) -> Sequence[str]:
    found = municipalities.get(municipality)
    return (found.name, *found.names, *found.aliases) if found else ()


def _agreement(rows: Sequence[Row]) -> Agreement:
    states = {row.state for row in rows}
    if State.REJECTED in states:
        return Agreement.REJECTED
    if states == {State.ADOPTED}:
        sure = all(row.alike and row.own_body for row in rows)
        return Agreement.AGREED if sure else Agreement.ADOPTED
    return Agreement.DIFFERS if states <= {State.ADOPTED, State.ADOPTED_OTHERWISE} and states else Agreement.OPEN
