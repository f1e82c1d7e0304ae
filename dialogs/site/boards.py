"""A ratification board as the facts that its templates need, for the chat and for the page alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dialogs.handlers.common import age, names, when
from dialogs.handlers.rules import rule_facts
from dialogs.model import Turn
from knowledge.citing import folded, spelled
from knowledge.model import Citation, PartialDate, Step
from knowledge.ratification import Board, Demand, Row, State


def shown(boards: Sequence[Board]) -> list[list[Board]]:
    """The boards to show: the case as a whole unless only parts of it are known, and parts that stand alike together."""
    known = [board for board in boards if any(_known(row) for row in board.rows)]
    groups: dict[tuple[object, ...], list[Board]] = {}
    for board in known or boards[:1]:
        signature: tuple[object, ...] = tuple((row.state, row.step.on if row.step else None, row.why) for row in board.rows)
        groups.setdefault((bool(board.fields), signature), []).append(board)
    return list(groups.values())


def _known(row: Row) -> bool:
    return bool(row.step or row.beside or row.conflicting)


def board_facts(turn: Turn, group: Sequence[Board]) -> dict[str, Any]:
    """What a board says; of several that stand alike, with what prepared each of them."""
    board = group[0]
    fields = turn.knowledge.register.fields
    labels = [fields[f].name.in_(turn.language) for each in group for f in each.fields if f in fields]
    rows = [_row(turn, [each.rows[n] for each in group]) for n in range(len(board.rows))]
    return {
        "labels": list(dict.fromkeys(labels)),
        "rows": rows,
        "count": len(board.rows),
        "adopted": len(board.adopted),
        "agreement": board.agreement.value,
        "adopted_names": names(turn, (row.municipality for row in board.adopted)),
        "otherwise_names": _in_state(turn, board, State.ADOPTED_OTHERWISE),
        "rejected_names": _in_state(turn, board, State.REJECTED),
        "missing_names": names(turn, (row.municipality for row in board.missing)),
        "next_names": names(turn, (row.municipality for row in board.next)),
        "alike_rows": len({(row["state"], row["on"], row["coming"], row["why"], row["text"]) for row in rows}) == 1,
        "next_on": when(board.next[0].coming) if board.next and board.next[0].coming else "",
        "words_known": any(row.alike is not None for row in board.rows),
    }


def _in_state(turn: Turn, board: Board, state: State) -> list[str]:
    return names(turn, (row.municipality for row in board.rows if row.state is state))


def newest_of(boards: Iterable[Board]) -> str:
    """The day of the newest step that is known; empty when none is."""
    newest = max((board.newest for board in boards if board.newest), key=PartialDate.first_day, default=None)
    return when(newest) if newest else ""


def _row(turn: Turn, same: Sequence[Row]) -> dict[str, Any]:
    """A council's row; ``same`` holds it once for each of the boards that stand alike."""
    row = same[0]
    step = row.step
    proposals = [s for each in same for s in (each.step, *each.beside) if s is not None and (s.proposal or each.step is not s)]
    return {
        "id": row.municipality,
        "name": turn.knowledge.municipality_name(row.municipality),
        "state": row.state.value,
        "on": when(step.on) if step else "",
        "coming": when(row.coming) if row.coming else "",
        "why": row.why.value if row.why else "",
        "case_number": (step.case_number or "") if step else "",
        "vote": step.vote.in_(turn.language) if step and step.vote else "",
        "text": step.text.in_(turn.language) if step else "",
        "own_body": row.own_body,
        "alike": "" if row.alike is None else "yes" if row.alike else "no",
        "earlier": _told(turn, row.earlier) if row.earlier else None,
        "beside": [_told(turn, s) for s in dict.fromkeys(proposals)],
        "conflicting": [_told(turn, s) for s in row.conflicting],
        "source": source_facts(turn, row.cite, row.published),
    }


def _told(turn: Turn, step: Step) -> dict[str, str]:
    """A step beside the row: what prepared it, went before it, or contradicts another."""
    language = turn.language
    cite = step.cite
    source = turn.knowledge.register.sources[cite.source].short.in_(language) if cite else ""
    return {
        "on": when(step.on),
        "body": step.body.in_(language) if step.body else "",
        "outcome": step.outcome.value,
        "text": (step.proposal or step.decision or step.text).in_(language),
        "source": source,
    }


def source_facts(turn: Turn, cite: Citation | None, published: PartialDate | None) -> dict[str, Any] | None:
    """A source with its place, date and age; None where there is none."""
    if cite is None or published is None:
        return None
    years, months = age(published, turn.today)
    source = turn.knowledge.register.sources[cite.source]
    return {
        "title": source.short.in_(turn.language),
        "place": cite.place,
        "date": when(published),
        "years": years,
        "months": months,
        "via": cite.via.in_(turn.language) if cite.via else "",
    }


def demand_facts(turn: Turn, demand: Demand) -> dict[str, Any]:
    """What demands alike decisions: the law, the source, or nothing that is known."""
    law = demand.law
    rule = turn.knowledge.law.book.rules[law.rule] if law else None
    told = rule_facts(turn, rule) if rule else None
    refs = folded(spelled(turn.knowledge.law.book, law.refs, turn.language)) if law else []
    return {
        "law": told["short"] if told else "",
        "refs": refs,
        "stale": bool(told and told["stale"]),
        "only_listed": bool(law and law.only_listed),
        "inferred": bool(law and law.inferred),
        "said": "" if demand.said is None else "yes" if demand.said else "no",
        "reason": demand.reason.in_(turn.language) if demand.reason else "",
    }


def citations_of(groups: Iterable[Sequence[Board]]) -> tuple[Citation, ...]:
    """All that the boards rest on, each once."""
    found: list[Citation] = []
    for group in groups:
        for board in group:
            for row in board.rows:
                steps = (row.step, row.earlier, *row.beside, *row.conflicting)
                found += [step.cite or board.case.cite for step in steps if step]
            found.append(board.case.cite)
    return tuple(dict.fromkeys(found))
