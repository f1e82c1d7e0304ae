"""How far a case has come in each council, and whether what they adopted is alike."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dialogs.handlers.common import choice, cited, names
from dialogs.model import Answer, Choice, Reply, Turn
from dialogs.site.board_words import accepted, compared, passages, reference_of, texts_of
from dialogs.site.boards import board_facts, citations_of, demand_facts, newest_of, shown
from knowledge.councils import councils_of
from knowledge.model import Case
from knowledge.ratification import Board, boards_of, ratified

_MOST_CASES = 6
_MOST_PASSAGES = 6


async def ratification(turn: Turn) -> Answer:
    """Each council's state, who is next and who is missing, and what demands alike decisions."""
    case = turn.knowledge.register.cases.get(turn.slots.case or "")
    if case is None:
        return _which(turn, "ratification")
    boards = boards_of(turn.knowledge.register, case, today=turn.today)
    asked = _asked(turn, case)
    groups = shown(boards)
    if asked or turn.slots.aspect in ("next", "must_alike"):
        groups = groups[:1]
    told = [board_facts(turn, group) for group in groups]
    facts: dict[str, Any] = {
        **_case_facts(turn, case),
        "aspect": turn.slots.aspect or "status",
        "boards": told,
        "asked": [row for row in told[0]["rows"] if row["id"] in asked],
        "newest": newest_of(boards),
        "demand": demand_facts(turn, boards[0].demand),
    }
    return _answer(turn, "ratification/board", case, facts, groups)


async def wording(turn: Turn) -> Answer:
    """Are the decisions alike word by word, as far as their words are known; and where they are not."""
    case = turn.knowledge.register.cases.get(turn.slots.case or "")
    if case is None:
        return _which(turn, "wording")
    boards = boards_of(turn.knowledge.register, case, today=turn.today)
    board = next((each for each in boards if len(texts_of(each)) > 1), boards[0])
    beside = compared(turn, board)
    reference = reference_of(board)
    decided = [row for row in board.rows if row.state.value.startswith("adopted")]
    words = texts_of(board)
    facts: dict[str, Any] = {
        **_case_facts(turn, case),
        "reference": turn.knowledge.municipality_name(reference[0]) if reference and reference[0] else "",
        "compared": bool(beside),
        "alike": names(turn, (c.municipality for c in beside if c.alike)),
        "unlike": [_unlike(turn, c) for c in beside if not c.alike],
        "own_names": any(accepted(c.segments) for c in beside),
        "without_words": names(turn, (r.municipality for r in decided if r not in words)),
        "with_words": names(turn, (r.municipality for r in words)),
        "said_alike": names(turn, (r.municipality for r in board.rows if r.step and r.step.wording == "alike")),
        "said_other": names(turn, (r.municipality for r in board.rows if r.step and r.step.wording == "other")),
        "gists": _gists(turn, board),
        "adopted": len(decided),
        "count": len(board.rows),
    }  # fmt: skip
    return _answer(turn, "ratification/wording", case, facts, [[board]])


def _unlike(turn: Turn, found: Any) -> dict[str, Any]:
    told = passages(found.segments)
    return {
        "name": turn.knowledge.municipality_name(found.municipality),
        "passages": told[:_MOST_PASSAGES],
        "more": max(len(told) - _MOST_PASSAGES, 0),
        "other_form": found.other_form,
    }


def _gists(turn: Turn, board: Board) -> list[dict[str, Any]]:
    """The gist of each decision in our words; councils with the same gist together."""
    found: dict[str, list[str]] = {}
    for row in board.rows:
        if row.step and row.step.decision and row.state.value.startswith("adopted"):
            found.setdefault(row.step.decision.in_(turn.language), []).append(row.municipality)
    return [{"names": names(turn, who), "gist": gist} for gist, who in found.items()]


def _case_facts(turn: Turn, case: Case) -> dict[str, Any]:
    register = turn.knowledge.register
    warnings = turn.knowledge.conflicts_by_fact.get(f"case:{case.id}", ())
    return {
        "title": case.title.in_(turn.language),
        "study": case.kind == "study",
        "unknown": case.unknown.in_(turn.language) if case.unknown else "",
        "warnings": [register.conflicts[c].text.in_(turn.language) for c in warnings],
    }


def _asked(turn: Turn, case: Case) -> set[str]:
    """The councils that the question names, where it does not name them all."""
    named, all_ = set(turn.slots.municipalities), set(councils_of(case))
    return set() if named >= all_ else named & all_


def _answer(turn: Turn, key: str, case: Case, facts: dict[str, Any], groups: list[list[Board]]) -> Answer:
    citations = citations_of(groups)
    title = case.title.in_(turn.language)
    choices: list[Choice] = []
    address = turn.link(f"/saker/{case.id}", lang=turn.language)
    if address:
        choices.append(replace(choice(turn, "Åpne oversikten", "Opne oversikta"), url=address))
    if key == "ratification/board":
        say = (f"Er vedtakene om {title} likelydende?", f"Er vedtaka om {title} likelydande?")
        choices.append(choice(turn, "Er vedtakene likelydende?", "Er vedtaka likelydande?", *say))
    else:
        say = (f"Hvor langt har {title} kommet i hvert kommunestyre?", f"Kor langt har {title} kome i kvart kommunestyre?")
        choices.append(choice(turn, "Status i hvert kommunestyre", "Status i kvart kommunestyre", *say))
    line = (f"Gi meg tidslinjen for {title}", f"Gje meg tidslinja for {title}")
    choices.append(choice(turn, "Hele tidslinjen", "Heile tidslinja", *line))
    cooperation = turn.slots.cooperation or (case.cooperations[0] if case.cooperations else None)
    slots = replace(turn.slots, cooperation=cooperation, case=case.id)
    return Answer(Reply(key, turn.language, facts, cited(turn, citations), tuple(choices)), citations, slots=slots)


def _which(turn: Turn, intent: str) -> Answer:
    """Ask which case is meant, and offer those with a board that the question fits."""
    register, slots = turn.knowledge.register, turn.slots
    wanted = [c for c in register.cases.values() if ratified(register, c)]
    narrowed = [
        c for c in wanted
        if set(slots.municipalities) <= set(councils_of(c))
        and (not slots.regions or set(slots.regions) & set(c.regions))
        and (not slots.fields or set(slots.fields) & set(c.fields))
    ]  # fmt: skip
    offered = (narrowed or wanted)[:_MOST_CASES]
    titles = [c.title.in_(turn.language) for c in offered]
    nb, nn = ("Hvor langt har {} kommet i hvert kommunestyre?", "Kor langt har {} kome i kvart kommunestyre?")
    if intent == "wording":
        nb, nn = ("Er vedtakene om {} likelydende?", "Er vedtaka om {} likelydande?")
    choices = tuple(choice(turn, t, t, nb.format(t), nn.format(t)) for t in titles)
    reply = Reply("ratification/which", turn.language, {"titles": titles}, (), choices, answering=bool(choices))
    return Answer(reply, slots=slots)
