"""What the councils' adopted words say beside each other, as facts for the chat and the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dialogs.model import Turn
from knowledge.model import Language
from knowledge.ratification import Board, Row
from knowledge.wording import Segment, alike, differences

LONGEST = 160
"""So many characters of a passage are told in the chat."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One council's words beside those that the others are measured by."""

    municipality: str
    alike: bool
    segments: tuple[Segment, ...]
    other_form: bool
    """True when the one is in bokmål and the other in nynorsk."""
    language: Language | None
    """The written form of the council's own words, where they show one."""


def texts_of(board: Board) -> list[Row]:
    """The councils whose adopted words are known."""
    return [row for row in board.rows if row.step and row.step.decision_text and row.state.value.startswith("adopted")]


def reference_of(board: Board) -> tuple[str | None, str] | None:
    """Whose words the others are measured by (None: the recommendation's), and the words; None where nothing can be compared."""
    rows = texts_of(board)
    proposal = next(
        (s.proposal_text for row in board.rows for s in (row.step, *row.beside) if s is not None and s.proposal_text), None
    )
    if len(rows) > 1 and board.reference:
        return board.reference.municipality, board.reference.text
    return (None, proposal) if rows and proposal else None


def compared(turn: Turn, board: Board) -> list[Compared]:
    """Every council's words beside the reference; empty where nothing can be compared."""
    reference = reference_of(board)
    if reference is None:
        return []
    whose, text = reference
    found = []
    for row in texts_of(board):
        if row.municipality == whose:
            continue
        assert row.step is not None
        assert row.step.decision_text is not None
        words = row.step.decision_text
        sides = (_names(turn, whose or row.municipality), _names(turn, row.municipality))
        forms = [turn.knowledge.lexicon.language(each) for each in (text, words)]
        found.append(
            Compared(
                row.municipality, alike(text, words, sides), differences(text, words, sides), {"nb", "nn"} <= set(forms), forms[1]
            )
        )
    return found


def _names(turn: Turn, municipality: str) -> Sequence[str]:
    found = turn.knowledge.register.municipalities.get(municipality)
    return (found.name, *found.names, *found.aliases) if found else ()


def passages(segments: Sequence[Segment]) -> list[dict[str, str]]:
    """Only what differs, cut to what can be read in a chat."""
    return [
        {"kind": s.kind, "first": _cut(s.first), "second": _cut(s.second)}
        for s in segments
        if s.kind != "same" and not s.accepted
    ]


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 2].rsplit(" ", 1)[0] + " …"


def accepted(segments: Sequence[Segment]) -> list[dict[str, str]]:
    """The councils' own names, which may differ."""
    return [{"first": s.first, "second": s.second} for s in segments if s.accepted]


def whole(segments: Sequence[Segment]) -> list[dict[str, Any]]:
    """The whole text as the page shows it, piece by piece."""
    return [
        {"kind": "own" if s.accepted else s.kind, "gap": _gap(s.second or s.first), "first": s.first, "second": s.second}
        for s in segments
    ]


def _gap(text: str) -> str:
    """What parts a piece from the one before: nothing where it begins with a sign that closes, or on a new line."""
    return "" if text[:1] in "\n.,;:!?)]»%" else " "
