"""The pages of cases: from what is known to HTML. What a channel serves, and nothing of how it is served."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Literal

from dialogs.handlers.common import on_day
from dialogs.model import Link, Turn
from dialogs.site.board_words import compared, reference_of, texts_of, whole
from dialogs.site.boards import board_facts, citations_of, demand_facts, newest_of, shown, source_facts
from dialogs.site.page_render import PageRenderer
from knowledge.model import Case, Language
from knowledge.ratification import Board, boards_of, ratified
from knowledge.snapshot import Knowledge
from knowledge.understanding.question import Context, Question, Slots

PATH = "/saker"
Refusal = Literal["forbidden", "missing_page"]
_WHY: Mapping[Refusal, str] = {"forbidden": "forbidden_why", "missing_page": "missing_why"}


class CasePages:
    """Writes the pages, from the newest snapshot each time."""

    def __init__(
        self, knowledge: Callable[[], Knowledge], today: Callable[[], date], renderer: PageRenderer, link: Link, *, local: bool
    ) -> None:
        self._knowledge, self._today, self._renderer, self._link, self._local = knowledge, today, renderer, link, local

    def case(self, case_id: str, language: Language, query: str) -> str | None:
        """The page of one case; None when there is no such case. ``query`` is what the address holds beside the language."""
        turn = self._turn(language)
        case = turn.knowledge.register.cases.get(case_id)
        if case is None:
            return None
        boards = boards_of(turn.knowledge.register, case, today=turn.today)
        index = PATH if self._local else ""  # the key of one case opens no other
        frame = self._frame(f"{PATH}/{case_id}", query, index)
        return self._renderer.render("board", language, {**frame, **_facts(turn, case, boards)})

    def index(self, language: Language, query: str) -> str:
        """The list of all cases whose boards are worth showing."""
        turn = self._turn(language)
        register = turn.knowledge.register
        told = []
        for case in register.cases.values():
            if ratified(register, case):
                boards = boards_of(register, case, today=turn.today)
                board = board_facts(turn, shown(boards)[0])
                title, link = case.title.in_(language), self._address(case.id, language)
                told.append({"title": title, "link": link, "board": board, "newest": newest_of(boards)})
        return self._renderer.render(
            "cases", language, {**self._frame(PATH, query, ""), "cases": told, "today": on_day(turn.today)}
        )

    def refusal(self, reason: Refusal, language: Language, path: str) -> str:
        """A page that says why there is nothing to see."""
        facts = {**self._frame(path, "", ""), "reason": reason, "why": _WHY[reason]}
        return self._renderer.render("refused", language, facts)

    def _address(self, case_id: str, language: Language) -> str:
        path = f"{PATH}/{case_id}"
        return f"{path}?lang={language}" if self._local else self._link(path, lang=language)

    def _frame(self, path: str, query: str, index: str) -> dict[str, Any]:
        more = f"&{query}" if query else ""
        here = {"nb": f"{path}?lang=nb{more}", "nn": f"{path}?lang=nn{more}"}
        return {"here": here, "index": index, "local": self._local}

    def _turn(self, language: Language) -> Turn:
        return Turn(Question("ratification", Slots(), language), self._knowledge(), Context(), self._today(), link=self._link)


def _facts(turn: Turn, case: Case, boards: tuple[Board, ...]) -> dict[str, Any]:
    register, language = turn.knowledge.register, turn.language
    groups = shown(boards)
    board = next((each for each in boards if len(texts_of(each)) > 1), boards[0])
    reference = reference_of(board)
    sources = [source_facts(turn, cite, cite.as_of or register.sources[cite.source].published) for cite in citations_of(groups)]
    return {
        "title": case.title.in_(language),
        "study": case.kind == "study",
        "boards": [board_facts(turn, group) for group in groups],
        "demand": demand_facts(turn, boards[0].demand),
        "reference": turn.knowledge.municipality_name(reference[0]) if reference and reference[0] else "",
        "compared": [
            {
                "name": turn.knowledge.municipality_name(c.municipality),
                "alike": c.alike,
                "other_form": c.other_form,
                "segments": whole(c.segments),
                "language": c.language or language,
            }
            for c in compared(turn, board)
        ],
        "with_words": bool(texts_of(board)),
        "unknown": case.unknown.in_(language) if case.unknown else "",
        "warnings": [
            register.conflicts[c].text.in_(language) for c in turn.knowledge.conflicts_by_fact.get(f"case:{case.id}", ())
        ],
        "sources": [source for n, source in enumerate(sources) if source not in sources[:n]],
        "newest": newest_of(boards),
        "today": on_day(turn.today),
    }
