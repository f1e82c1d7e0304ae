"""The button that opens what a notice is about. It names the record by its id, so that it means just that one."""

from __future__ import annotations

from dialogs.following.talk import Talk
from dialogs.handlers import cooperations, decisions
from dialogs.model import Answer, Reply, Turn
from knowledge.understanding.question import Question, Slots

_CITATIONS = 12


async def open_case(talk: Talk) -> Reply | None:
    """The case step by step, and the conversation goes on about it; None for an id that is none."""
    case = talk.knowledge.register.cases.get(talk.command.target)
    if case is None:
        return None
    cooperation = case.cooperations[0] if case.cooperations else None
    slots = Slots(aspect="timeline", cases=(case.id,), case=case.id, cooperation=cooperation)
    turn = _turn(talk, Question("decision", slots, talk.language))
    return _told(talk, turn, await decisions.decision(turn))


async def open_cooperation(talk: Talk) -> Reply | None:
    """All that is known of the cooperation; None for an id that is none."""
    if talk.command.target not in talk.knowledge.register.cooperations:
        return None
    turn = _turn(talk, Question("details", Slots(cooperation=talk.command.target), talk.language))
    return _told(talk, turn, await cooperations.details(turn))


def _turn(talk: Talk, question: Question) -> Turn:
    return Turn(question, talk.knowledge, talk.context, talk.house.today(), talk.state, talk.house.link)


def _told(talk: Talk, turn: Turn, answer: Answer) -> Reply:
    state = talk.state
    state["intent"], state["words"] = turn.question.intent, ""
    state["slots"] = (answer.slots or turn.slots).to_json()
    state["citations"] = [[c.source, c.place, c.lines] for c in answer.citations[:_CITATIONS]]
    state["list"] = {}
    return answer.reply
