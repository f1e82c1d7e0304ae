"""Cases that several councils must adopt: how far each has come, in every council."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from dialogs.handlers.common import begun, when
from dialogs.overview.asked import PATH, ROWS, Asked, Cell, Shown, Table, Value, pages_of
from dialogs.overview.turning import turning
from dialogs.site.boards import board_facts, demand_facts, newest_of, shown, source_facts
from knowledge.councils import councils_of
from knowledge.model import Case, Text
from knowledge.ratification import Board, State, boards_of, ratified

RATIFICATIONS = f"{PATH}/vedtak"
_TITLE = Text("Vedtak i flere kommunestyrer", "Vedtak i fleire kommunestyre")
_CASES, _COUNCILS = Text("Sakene", "Sakene"), Text("Hvert kommunestyre i hver sak", "Kvart kommunestyre i kvar sak")
_OF_CASES = (
    Text("Sak", "Sak"), Text("Har vedtatt", "Har vedteke"), Text("Av", "Av"), Text("Mangler", "Manglar"),
    Text("Neste ut", "Neste ut"), Text("Dato for neste", "Dato for neste"), Text("Nyeste kjente steg", "Nyaste kjende steg"),
)  # fmt: skip
_OF_COUNCILS = (
    Text("Kommune", "Kommune"), Text("Sak", "Sak"), Text("Status", "Status"), Text("Dato", "Dato"),
    Text("Saksnummer", "Saksnummer"), Text("Kilde", "Kjelde"),
    Text("Sted i kilden", "Stad i kjelda"), Text("Kildens dato", "Datoen i kjelda"),
)  # fmt: skip
STATES: dict[State, tuple[str, Text]] = {
    State.ADOPTED: ("✓", Text("vedtatt", "vedteke")),
    State.ADOPTED_OTHERWISE: ("≠", Text("vedtatt med annen ordlyd", "vedteke med annan ordlyd")),
    State.REJECTED: ("✗", Text("avslått", "avslått")),
    State.SCHEDULED: ("…", Text("satt opp", "sett opp")),
    State.POSTPONED: ("↷", Text("utsatt", "utsett")),
    State.NOT_SCHEDULED: ("–", Text("ikke satt opp, så langt vi vet", "ikkje sett opp, så langt vi veit")),
    State.UNKNOWN: ("?", Text("ukjent", "ukjent")),
}
_NONE = Text("ingen kjent", "ingen kjend")


class _Boards:
    """The boards of cases, each reckoned once and only when it is needed."""

    def __init__(self, asked: Asked) -> None:
        self._asked, self._found = asked, dict[str, tuple[Board, ...]]()

    def of(self, case: Case) -> tuple[Board, ...]:
        """All boards of a case."""
        if case.id not in self._found:
            self._found[case.id] = boards_of(self._asked.knowledge.register, case, today=self._asked.today)
        return self._found[case.id]

    def first(self, case: Case) -> Board:
        """The one that the case is told by."""
        return shown(self.of(case))[0][0]


def ratifications(asked: Asked) -> Shown:
    """The boards of the cases that fit, those that are not settled and have a next council first."""
    known, boards = asked.knowledge, _Boards(asked)
    register = known.register
    worth = known.once("ratified cases", lambda: frozenset(c.id for c in register.cases.values() if ratified(register, c)))
    found = [c for c in register.cases.values() if c.id in worth and asked.filters.takes(known, c)]
    found.sort(key=lambda case: _urgency(boards, case))
    table = _cases(asked, found, boards)
    page = min(asked.page, pages_of(len(found)))
    facts = {
        "count": len(found),
        "boards": [_told(asked, case, boards) for case in found[(page - 1) * ROWS : page * ROWS]],
        "turn": turning(asked, page, pages_of(len(found))),
        "signs": [{"state": s.value, "sign": sign, "words": words.in_(asked.language)} for s, (sign, words) in STATES.items()],
    }
    return Shown("overview/ratifications", _TITLE.in_(asked.language), facts, (table, _councils(asked, found, boards)))


def _urgency(boards: _Boards, case: Case) -> tuple[date, int]:
    board = boards.first(case)
    coming = min((row.coming.last_day() for row in board.next if row.coming), default=date.max)
    newest = board.newest.last_day() if board.newest else date.min
    return coming, -newest.toordinal()


def _told(asked: Asked, case: Case, boards: _Boards) -> dict[str, Any]:
    group = shown(boards.of(case))[0]
    told = board_facts(asked.turn, group)
    states = [row["state"] for row in told["rows"]]
    return {
        "title": case.title.in_(asked.language),
        "href": asked.case(case.id),
        "board": told,
        "demand": demand_facts(asked.turn, group[0].demand),
        "bar": [{"state": row["state"], "sign": STATES[State(row["state"])][0], "name": row["name"]} for row in told["rows"]],
        "settled": all(state == "adopted" for state in states),
        "newest": newest_of(boards.of(case)),
        "study": case.kind == "study",
    }


def _cases(asked: Asked, found: Sequence[Case], boards: _Boards) -> Table:
    language, name = asked.language, asked.knowledge.municipality_name

    def row(case: Case) -> tuple[Value, ...]:
        board = boards.first(case)
        following = board.next
        return (
            Cell(begun(case.title.in_(language)), asked.case(case.id)),
            ", ".join(name(r.municipality) for r in board.adopted) or _NONE.in_(language),
            len(board.rows),
            ", ".join(name(r.municipality) for r in board.missing) or "–",
            ", ".join(name(r.municipality) for r in following) or _NONE.in_(language),
            when(following[0].coming) if following and following[0].coming else "–",
            newest_of([board]) or "–",
        )

    return Table("saker", _CASES.in_(language), [c.in_(language) for c in _OF_CASES], found, row, paged=True)


def _councils(asked: Asked, found: Sequence[Case], boards: _Boards) -> Table:
    language, name = asked.language, asked.knowledge.municipality_name

    def row(each: tuple[Case, str]) -> tuple[Value, ...]:
        case, municipality = each
        found_row = boards.first(case).row(municipality)
        assert found_row is not None  # the councils of a case are those of its boards
        step, (sign, words) = found_row.step, STATES[found_row.state]
        day = found_row.coming or (step.on if step else None)
        nothing = {"title": _NONE.in_(language), "place": "–", "date": "–"}
        source = source_facts(asked.turn, found_row.cite, found_row.published) or nothing
        return (
            Cell(name(municipality), asked.municipality(municipality)),
            Cell(begun(case.title.in_(language)), asked.case(case.id)),
            f"{sign} {words.in_(language)}",
            Cell(when(day), told=str(day)) if day else "–",
            (step.case_number if step else "") or "–",
            *(source[part] for part in ("title", "place", "date")),
        )

    records = [(case, municipality) for case in found for municipality in councils_of(case)]
    return Table("kommunestyrer", _COUNCILS.in_(language), [c.in_(language) for c in _OF_COUNCILS], records, row, paged=True)
