"""What came out of a treatment: the statements on its votes taken together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.extraction.votes import OUT, REST, Statement, sentences, statements


@dataclass(frozen=True, slots=True)
class Result:
    """What came out of a treatment."""

    won: Statement | None = None
    vote: str | None = None
    vote_text: str | None = None
    postponed: Statement | None = None
    withdrawn: str | None = None
    lost: Statement | None = None
    fell: Statement | None = None
    """What «framlegget» that fell was, where nobody moved any: what lay before the body."""
    additions: tuple[Statement, ...] = ()
    """What was adopted beside it."""


def result(texts: Sequence[str]) -> Result:
    """What came out of the texts of a treatment, with every vote that made up the decision."""
    text = "\n".join(texts)
    told = [s for s in statements(text) if s.subject != "send"]
    out = next((s for s in sentences(text) if OUT.search(s)), None)
    off = next((s for s in told if (s.won or not s.lost) and _put_off(s)), None)
    if off is not None and not any(s.won and s.subject == "main" and s is not off for s in told):
        return Result(postponed=off, vote=off.vote, vote_text=off.text)
    if out is not None and not any(s.won for s in told):
        return Result(withdrawn=out)
    winners = [s for s in told if s.won and s.subject != "off"]
    lost = next((s for s in reversed(told) if s.lost and s.subject in ("main", "")), None)
    if not winners:
        moved = any(_MOVES.search(s) for s in sentences(text))
        fell = next((s for s in told if s.lost and s.subject == "other" and not moved), None)
        return Result(lost=lost, fell=fell, vote=lost.vote if lost else None, vote_text=lost.text if lost else None)
    return _won(winners, told)


_MOVES = re.compile(
    r"\b(?:fremmet|fremma|fremja|foreslo|føreslo|sette fram|satte fram|satte frem|la fram|la frem|gjorde)\b"
    r"[^.]{0,60}\b(?:forslag|framlegg|om at)\b|\b(?:foreslo|føreslo)\b",
    re.I,
)
"""Somebody moves that it is put off: that is no result."""


def _put_off(statement: Statement) -> bool:
    if statement.vote is None and _MOVES.search(statement.text):
        return False
    if statement.subject == "off":
        return statement.won or bool(
            re.search(r"\bsak(?:en|a)?\b", statement.text, re.I) and re.search(r"\b(?:ble|vart|blei|blir)\b", statement.text)
        )
    return bool(
        re.search(
            r"\bsak(?:en|a)?\b[^.]{0,30}\b(?:ble|vart|blei|blir|er)?\s*(?:\w+\s){0,2}(?:utsatt|utsett|utsettes|utset)\b",
            statement.text,
            re.I,
        )
    )


def _won(winners: Sequence[Statement], told: Sequence[Statement]) -> Result:
    """The votes on the parts, where the parts were voted on one by one; else the last."""
    won = winners[-1] if winners[-1].subject != "extra" or len(winners) == 1 else winners[-2]
    parts = [s for s in winners if s.point or s.subject == "extra" or REST.search(s.text)]
    counted = [s for s in winners if s.vote] if parts else [s for s in winners if s.vote][-1:]
    votes = list(
        dict.fromkeys(f"{s.point.casefold()} {s.vote}" if s.point and len(counted) > 1 else str(s.vote) for s in counted)
    )
    if won.subject == "extra" and re.search(r"\b(?:innstilling|tilråding)\w*[^.]{0,40}\b(?:med|og|samt)\b", won.text, re.I):
        main = replace(won, subject="main")  # «the recommendation with the addition was adopted»
        return Result(won=main, vote="; ".join(votes) or None, vote_text=won.text, additions=(won,))
    additions = tuple(s for s in winners if s.subject == "extra" and s is not won)
    return Result(won=won, vote="; ".join(votes) or None, vote_text=counted[-1].text if counted else None, additions=additions)
