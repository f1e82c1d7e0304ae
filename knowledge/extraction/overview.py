"""Tables over several municipalities: a row for each with its body, day, number and result."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.extraction import bodies, numbers, votes
from knowledge.extraction.lines import Line
from knowledge.extraction.paragraphs import Paragraph
from knowledge.extraction.places import Places
from knowledge.extraction.retold import Retold, outcome_of
from knowledge.model import Outcome

_TALLEST = 7
"""How many lines a row may take up where its cells are broken."""
_SPLIT = re.compile(r"(?<=styre) (?=t\b)|(?<=skap) (?=et\b)")
"""A narrow column breaks the name of a body."""
_COUNT = re.compile(r"(?<![\d/.])\d{1,3} ?(?:mot|[-–]) ?\d{1,3}(?![\d/.])")


def rows(parted: Sequence[Paragraph], places: Places) -> Iterator[Retold]:
    """The rows that tell a municipality, a body, and a day or a number; none unless two or more do."""
    lines = [(line, at) for at, paragraph in enumerate(parted) for line in paragraph.lines]
    starts = [(n, own) for n, (line, _) in enumerate(lines) if (own := _owner(line, places))]
    everyone = {_body(line.text) for line, _ in lines} - {None}
    shared = everyone.pop() if len(everyone) == 1 else None
    found: list[Retold] = []
    for at, (start, own) in enumerate(starts):
        end = starts[at + 1][0] if at + 1 < len(starts) else start + 1
        row = _row([line for line, _ in lines[start : min(end, start + _TALLEST)]], own, lines[start][1], shared)
        if row is None and at + 1 == len(starts):  # the last row ends where its cells do
            row = _row([line for line, _ in lines[start : start + 3]], own, lines[start][1], shared)
        if row is not None:
            found.append(row)
    if len({row.municipality for row in found}) > 1:
        yield from found


def _owner(line: Line, places: Places) -> str | None:
    """The municipality that the first cell of a line consists of."""
    cell = re.sub(r"\s+(?:kommune|herad)$", "", line.cells[0]) if line.cells else ""
    if not cell or len(cell) > 40:
        return None
    named = places.in_text(f"i {cell}")
    return named[0][0] if len(named) == 1 and named[0][1].end - named[0][1].start >= len(cell) else None


def _body(text: str) -> str | None:
    return bodies.body_in(re.sub(r"(kommunestyr|bystyr|heradsstyr)(?:a|ene|ane)\b", r"\1et", _SPLIT.sub("", text)))


def _row(lines: Sequence[Line], own: str, at: int, shared: str | None) -> Retold | None:
    text = _SPLIT.sub("", " ".join(cell for line in lines for cell in line.cells))
    date = numbers.date_in(text)
    number = next((found.value for found in numbers.case_numbers(text)), None)
    body = _body(text) or shared
    if body is None or not (date or number) or len(text) > 250:
        return None
    outcome = outcome_of(text)
    vote = votes.vote_in(text)
    if vote is None and (count := _COUNT.search(re.sub(r"\d[\d.]*\.\d+|\d+/\d+", " ", text))):
        vote = count.group()
    if outcome is None:
        outcome = Outcome.PLANNED if vote is None else Outcome.UNKNOWN
    return Retold(own, body, outcome, text, lines[0], at, date, number, vote)
