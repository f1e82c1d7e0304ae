"""Minutes without headings: a proposal and a decision that running text tells in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.extraction.lines import Line, joined
from knowledge.extraction.treatments import Passage, Treated, Treatment
from knowledge.extraction.votes import is_vote, sentences

_WORDS = r"[«“\"](?P<words>[^»”\"]{10,3000})[»”\"]"
_PROPOSED = re.compile(rf"\b(?:tilråding|innstilling|forslag til vedtak|framlegg til vedtak|vedtaksforslag)\w*\b[^.«“\":]{{0,80}}:\s*{_WORDS}", re.I)
_DECIDED = re.compile(rf"\b(?:vedteke|vedtatt|vedtak|vedtok|vedtaket)\b[^.«“\":]{{0,60}}:\s*{_WORDS}", re.I)


def quoted(lines: Sequence[Line]) -> Treated:
    """The proposal and the decision that the lines quote; empty when they quote no decision."""
    text = joined(lines).replace("\n", " ")
    decided = next((match for match in _DECIDED.finditer(text) if not _PROPOSED.fullmatch(match.group())), None)
    proposed = _PROPOSED.search(text)
    found = Treated()
    if proposed is not None:
        found.proposals.append(Passage(proposed["words"].strip(), _line(lines, proposed["words"])))
    if decided is None:
        return found
    told = re.sub(_WORDS, "", text)
    voted = [Line(sentence, lines[0].page) for sentence in sentences(told) if is_vote(sentence) or re.search(r"røyst|stemte", sentence)]
    treatment = Treatment(line=_line(lines, decided.group()[:20]), told=voted)
    treatment.decision = Passage(decided["words"].strip(), _line(lines, decided["words"]))
    treatment.decision_head = treatment.line
    found.treatments.append(treatment)
    return found


def _line(lines: Sequence[Line], words: str) -> Line:
    return next((line for line in lines if words[:15] in line.text), lines[0])
