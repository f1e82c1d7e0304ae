"""Are decisions alike word by word, and where do they differ? «Likelydende» means alike, so hardly anything is overlooked.

What ``knowledge.wording_words`` leaves out cannot matter. The council's own name is the one difference that is accepted:
«Kommunestyret i Sel vedtar» against «Kommunestyret i Vågå vedtar», when both names are handed in; it is still shown.
Bokmål and nynorsk of the same decision are not alike word by word, and ``alike`` says so; whether they mean the same is
for people to judge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple
from unicodedata import normalize

from rapidfuzz.distance import Indel

from knowledge.wording_words import OWN, Word, words

MOST_WORDS = 10_000
"""Longer passages that differ are told as one difference: the work grows with the product of their lengths."""
_LONGEST_GAP = 3
"""A lone word of so many letters between two differences is told with them."""

Kind = Literal["same", "only_first", "only_second", "changed"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A passage as the two texts have it, in the texts' own letters."""

    kind: Kind
    first: str
    second: str
    accepted: bool = False
    """True for a difference that does not make the texts unlike: each council's own name."""


class _Run(NamedTuple):
    same: bool
    first: tuple[int, int]
    second: tuple[int, int]


def alike(a: str, b: str, names: tuple[Sequence[str], Sequence[str]] = ((), ())) -> bool:
    """True when the texts are the same but for what cannot matter, and for each council's own name."""
    return _keys(words(normalize("NFC", a), names[0])) == _keys(words(normalize("NFC", b), names[1]))


def differences(a: str, b: str, names: tuple[Sequence[str], Sequence[str]] = ((), ())) -> tuple[Segment, ...]:
    """Both texts from beginning to end, parted where they are the same and where they are not."""
    a, b = normalize("NFC", a), normalize("NFC", b)
    first, second = words(a, names[0]), words(b, names[1])
    found: list[Segment] = []
    starts = (0, 0)
    runs = list(_with_own(_joined(_runs(_keys(first), _keys(second)), first, second), first, second, a, b))
    for n, (run, own) in enumerate(runs):
        last = n == len(runs) - 1 and run.same  # a full stop at the end is no part of a difference
        ends = (
            len(a) if last else first[run.first[1] - 1].end if run.first[1] else 0,
            len(b) if last else second[run.second[1] - 1].end if run.second[1] else 0,
        )
        if own:  # what stands before the name, such as the mark of a point, is no part of the difference
            names_at = first[run.first[0]].start, second[run.second[0]].start
            before = a[starts[0] : names_at[0]].strip(" "), b[starts[1] : names_at[1]].strip(" ")
            found += [Segment("same", *before)] if any(before) else []
            starts = names_at
        said = a[starts[0] : ends[0]].strip(" "), b[starts[1] : ends[1]].strip(" ")
        found.append(_segment(_kind(run, own), *said, own))
        starts = ends
    return tuple(found)


def _segment(kind: Kind, first: str, second: str, own: bool) -> Segment:
    # beside a passage that one text alone has, the other may have a sign that does not count
    return Segment(kind, "" if kind == "only_second" else first, "" if kind == "only_first" else second, own)


def _keys(found: list[Word]) -> list[str]:
    return [word.key for word in found]


def _kind(run: _Run, own: bool) -> Kind:
    if run.same and not own:
        return "same"
    if run.first[0] == run.first[1]:
        return "only_second"
    return "only_first" if run.second[0] == run.second[1] else "changed"


def _runs(a: list[str], b: list[str]) -> Iterator[_Run]:
    """Where the words are the same and where not, in turns. What both begin and end with is set aside first."""
    begin = 0
    while begin < min(len(a), len(b)) and a[begin] == b[begin]:
        begin += 1
    end = 0
    while end < min(len(a), len(b)) - begin and a[-1 - end] == b[-1 - end]:
        end += 1
    if begin:
        yield _Run(True, (0, begin), (0, begin))
    core_a, core_b = a[begin : len(a) - end], b[begin : len(b) - end]
    if max(len(core_a), len(core_b)) > MOST_WORDS:
        yield _Run(False, (begin, len(a) - end), (begin, len(b) - end))
    else:
        for code in Indel.opcodes(core_a, core_b):
            spans = (code.src_start + begin, code.src_end + begin), (code.dest_start + begin, code.dest_end + begin)
            yield _Run(code.tag == "equal", *spans)
    if end:
        yield _Run(True, (len(a) - end, len(a)), (len(b) - end, len(b)))


def _joined(runs: Iterator[_Run], first: list[Word], second: list[Word]) -> list[_Run]:
    """Neighbouring differences as one, also across a sign or a short word alone: so that it reads."""
    found: list[_Run] = []
    for run in runs:
        if run.first[0] == run.first[1] and run.second[0] == run.second[1]:
            continue
        joined = run
        if found and not run.same:
            while len(found) > 1 and found[-1].same and not found[-2].same and _short(found[-1], first):
                gap = found.pop()
                found[-1] = _Run(False, (found[-1].first[0], gap.first[1]), (found[-1].second[0], gap.second[1]))
            if not found[-1].same:
                joined = _Run(False, (found[-1].first[0], run.first[1]), (found[-1].second[0], run.second[1]))
                found.pop()
        found.append(joined)
    return found or ([_Run(True, (0, len(first)), (0, len(second)))] if first or second else [])


def _short(run: _Run, first: list[Word]) -> bool:
    begin, end = run.first
    return end - begin == 1 and len(first[begin].key) <= _LONGEST_GAP


def _with_own(runs: list[_Run], first: list[Word], second: list[Word], a: str, b: str) -> Iterator[tuple[_Run, bool]]:
    """The runs, parted where the councils' own names stand for each other and are not the same."""
    for run in runs:
        if not run.same:
            yield run, False
            continue
        at, other = run.first[0], run.second[0]
        for n in range(run.first[1] - at):
            one, two = first[run.first[0] + n], second[run.second[0] + n]
            if one.key == OWN and a[one.start : one.end] != b[two.start : two.end]:
                i, j = run.first[0] + n, run.second[0] + n
                if i > at:
                    yield _Run(True, (at, i), (other, j)), False
                yield _Run(True, (i, i + 1), (j, j + 1)), True
                at, other = i + 1, j + 1
        if at < run.first[1]:
            yield _Run(True, (at, run.first[1]), (other, run.second[1])), False
