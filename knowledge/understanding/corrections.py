"""Words that take something back: «nei, ikke brann, renovasjon», «feil, jeg tenkte på Sogn», «unnskyld, jeg mente Vågå»."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.understanding.words import Token, tokens

_CHUNK = re.compile(r"[,.;:!?]+(?=\s|$)|\s[–-]\s|\bmen\b", re.IGNORECASE)
_DENIED = frozenset({"ikke", "ikkje", "itte", "itj"})
_LEADS = tuple(
    tuple(phrase.split())
    for phrase in (
        "det skulle ha statt", "det skulle sta", "det skulle vaere", "det skulle vere", "skulle vaere", "skulle vere",
        "jeg skrev feil",
        "eg skreiv feil", "skrivefeil", "skrev feil", "skreiv feil", "det var feil", "det er feil", "det blei feil",
        "det ble feil",
        "det vart feil", "jeg mente", "eg meinte", "eg mente", "ae mente", "vi mente", "me meinte", "mente jeg", "meinte eg",
        "jeg mener",
        "eg meiner", "jeg tenkte pa", "eg tenkte pa", "jeg tenker pa", "eg tenkjer pa", "jeg tenkte", "eg tenkte", "unnskyld",
        "orsak", "sorry", "beklager", "oi", "ops", "oisann", "vent litt", "vent", "nei", "neida", "feil", "heller",
    )
)  # fmt: skip
"""How people begin when they take something back, folded; the longest first where one begins another."""
_TAGS = frozenset({"takk", "vel", "da", "sant", "eller", "altsa", "vaer", "ver", "sa", "snill", "jeg", "eg"})
_MEANT = frozenset({"mente", "meinte", "meiner", "mener"})
_PAIR, _NAME, _FEW = 2, 5, 7


def corrected(text: str) -> str:
    """The text with «nei» before what stands, where it takes something back; else the text as it is."""
    chunks = [chunk for chunk in _CHUNK.split(text) if tokens(chunk)]
    words = tokens(text)
    meant = bool(_begins(words)) or any(w.folded in _MEANT for w in words[:_FEW])
    kept: list[str] = []
    denied = False
    for chunk in chunks:
        said = tokens(chunk)
        rest = said[_begins(said) :]
        at = _denial(rest)
        if at is not None and (meant or kept or len(words) <= _FEW):
            denied = True
            alone = all(_begins(tokens(c)) == len(tokens(c)) for c in chunks if c is not chunk)
            rest = rest[-1:] if alone and len(rest) - at - 1 == _PAIR else ()  # «nei ikke brann barnevern»
        if any(w.folded not in _TAGS for w in rest):
            kept.append(chunk[rest[0].start :].strip())
    if not kept or not (_begins(words) or (denied and (meant or len(words) <= _FEW))):
        return text
    return f"nei, {', '.join(kept)}{'?' if text.rstrip().endswith('?') else ''}"


def _denial(words: Sequence[Token]) -> int | None:
    """Where «ikke» stands in «ikke brann» or «det var ikke Storvåg»; None in a clause that says more."""
    at = 2 if [w.folded for w in words[:2]] in (["det", "var"], ["det", "er"]) else 0
    if len(words) <= at or words[at].folded not in _DENIED or len(words) - at - 1 > _NAME:
        return None
    return at


def _begins(words: Sequence[Token]) -> int:
    """How many words at the start only say that something is taken back."""
    at = 0
    while at < len(words):
        lead = next((p for p in _LEADS if tuple(w.folded for w in words[at : at + len(p)]) == p), None)
        if lead is None:
            return at
        at += len(lead)
    return at
