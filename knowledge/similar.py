"""Which known case a draft is clearly the next step of, and which known step it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from knowledge.documents import Draft
from knowledge.model import Case, PartialDate, Register, Step, Text

Why = Literal["archive", "number", "title", "municipalities", "field", "treatment"]
"""What they have in common: the archive's number or the body's own, words of the title, municipalities, field, or a step of
the same meeting."""

CLEAR = 0.6
"""From here on a case is proposed,"""
MARGIN = 0.15
"""when no other comes so near it."""
_YEARS = 3
"""So long after the last known step a case is likely to come up again."""

_SAYS_LITTLE = """
sak saken saka om av og i på til for fra frå med mellom ved en ei et eit den det de dei som samt felles ny nye nytt
kommune kommunen kommuner kommunene kommunar kommunane kommunal kommunalt kommunale interkommunal interkommunalt
interkommunale samarbeid samarbeidet samarbeidsavtale avtale avtalen avtala orientering sluttrapport rapport rapporten
utredning utredningen utgreiing utgreiinga innstilling tilråding vedtak behandling handsaming forslag framlegg
kommunestyret kommunestyre formannskapet formannskap vertskommune vertskommunesamarbeid etter kommuneloven kommunelova
etablering etablere oppretting opprette godkjenning godkjenne videre vidare
"""
"""Words that titles of quite different cases share."""


def similar_cases(register: Register, draft: Draft) -> tuple[tuple[str, float, tuple[Why, ...]], ...]:
    """Known cases that the draft may be a step of: id, how alike from 0 to 1, and in what; the most alike first."""
    names = _words(name for m in register.municipalities.values() for name in (m.name,))
    own = _distinctive((draft.title,), names)
    found = []
    for case in register.cases.values():
        score, why = _alike(register, case, draft, own, names)
        if score >= CLEAR - MARGIN:
            found.append((case.id, round(score, 3), why))
    return tuple(sorted(found, key=lambda each: (-each[1], each[0])))


def proposed_case(register: Register, draft: Draft) -> str | None:
    """The one known case that the draft is clearly a step of, if there is one."""
    found = similar_cases(register, draft)
    if not found or found[0][1] < CLEAR:
        return None
    return found[0][0] if len(found) == 1 or found[0][1] - found[1][1] >= MARGIN else None


def same_treatment(register: Register, case: Case, draft: Draft) -> Step | None:
    """The step of the case that the draft is another account of: same body, day and matter. None when two fit as well."""
    told = _stems(draft.title or draft.decision or draft.proposal or "") - _LITTLE
    fitting = [(_closeness(step, draft, told), step) for step in case.steps if _may_be_same(register, step, draft)]
    fitting.sort(key=lambda each: each[0], reverse=True)
    if not fitting or (len(fitting) > 1 and fitting[0][0] == fitting[1][0]):
        return None
    return fitting[0][1]


def same_body(one: Text | None, other: str | None) -> bool:
    """True when both name the same body, in either written form."""
    if one is None or other is None:
        return one is None and other is None
    return bool({_body(one.nb), _body(one.nn)} & {_body(other)})


def archive_base(number: str | None) -> str | None:
    """The number of the archive's case, without that of the entry in it: «2024/8140-4» is in «2024/8140»."""
    found = re.search(r"\d+/\d+", number or "")
    return found[0] if found else None


def _alike(
    register: Register, case: Case, draft: Draft, own: frozenset[str], names: frozenset[str]
) -> tuple[float, tuple[Why, ...]]:
    base = archive_base(draft.archive_number)
    if base and any(s.municipality == draft.municipality and archive_base(s.archive_number) == base for s in case.steps):
        return 1.0, ("archive",)
    if any(_same_number(step, draft) for step in case.steps):
        return 1.0, ("number",)
    theirs = {*case.municipalities, *case.councils, *(s.municipality for s in case.steps if s.municipality)}
    mine = {m for m in (draft.municipality, draft.host, *draft.participants) if m}
    if not mine & theirs or not _in_time(case, draft.meeting_date):
        return 0.0, ()
    why: list[Why] = ["municipalities"]
    score = 0.25 * len(mine & theirs) / len(mine) + 0.1
    title = _overlap(own, case, names, register)
    if title >= 0.5:
        score, why = score + 0.45 * title, [*why, "title"]
    if draft.field and any(related(register, draft.field, field) for field in case.fields):
        score, why = score + 0.2, [*why, "field"]
    if same_treatment(register, case, draft) and (title >= 0.5 or not own):
        score, why = score + 0.3, [*why, "treatment"]
    if own and title < 0.5:  # its title speaks of something else
        return 0.0, ()
    return min(score, 1.0), tuple(why)


def _in_time(case: Case, on: PartialDate | None) -> bool:
    if on is None or not case.steps:
        return True
    first = min(step.on.year for step in case.steps)
    last = max(step.on.year for step in case.steps)
    return first - 1 <= on.year <= last + _YEARS


def _overlap(own: frozenset[str], case: Case, names: frozenset[str], register: Register) -> float:
    """How much of the distinctive words the title shares with the best fitting name of the case; 0 to 1."""
    titles = [case.title, *(step.title for step in case.steps if step.title)]
    titles += [register.cooperations[c].name for c in case.cooperations if c in register.cooperations]
    told: list[tuple[str, ...]] = [(text.nb, text.nn) for text in titles]
    told += [(alias,) for alias in case.aliases.all()]
    best = 0.0
    for texts in told:
        for theirs in (_distinctive((text,), names) for text in texts):
            shared = len(own & theirs)
            if shared >= 2:
                best = max(best, shared / max(len(own), len(theirs)), 0.9 * shared / min(len(own), len(theirs)))
            elif shared and len(own) == 1:  # one word of several is no more than a common subject
                best = max(best, 1 / len(theirs))
    return best


def _distinctive(texts: Iterable[str | None], names: frozenset[str]) -> frozenset[str]:
    return _words(text for text in texts if text) - names - _LITTLE


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*map(_stems, texts))


@lru_cache(maxsize=20_000)
def _stems(text: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in re.findall(r"\w+", text.casefold()) if len(word) > 2 and not word.isdigit())


def _stem(word: str) -> str:
    # the ending is what nb and nn, and the forms of a word, differ in
    return word[:6] if len(word) > 8 else word[:5]


_LITTLE = frozenset(map(_stem, _SAYS_LITTLE.split()))


def related(register: Register, one: str, other: str) -> bool:
    """True when they are the same field, or one is part of the other."""
    return other in _line(register, one) or one in _line(register, other)


def _line(register: Register, field: str) -> list[str]:
    line = [field]
    while (found := register.fields.get(line[-1])) and found.parent and found.parent not in line:
        line.append(found.parent)
    return line


def _body(name: str) -> str:
    name = re.sub(r"\s+", " ", name.casefold()).strip()
    for core in ("kommunestyre", "formannskap", "bystyre", "heradsstyre", "fylkesting"):
        if core in name:
            return core
    return name.replace("utvalet", "utval").replace("utvalget", "utval").replace("utvalg", "utval")


def _may_be_same(register: Register, step: Step, draft: Draft) -> bool:
    return (
        step.municipality == draft.municipality
        and same_body(step.body, draft.body)
        and draft.meeting_date is not None
        and _overlap_in_time(step.on, draft.meeting_date)
        and _agree(_number(step.case_number), _number(draft.case_number))
        and _agree(archive_base(step.archive_number), archive_base(draft.archive_number))
        and (not draft.field or not step.fields or any(related(register, draft.field, f) for f in step.fields))
        and _titles_agree(step.title, draft.title)
    )


def _titles_agree(one: Text | None, other: str | None) -> bool:
    if one is None or not other:
        return True
    mine = _stems(other)
    return any(len(mine & theirs) * 2 >= min(len(mine), len(theirs)) for theirs in (_stems(one.nb), _stems(one.nn)))


def _closeness(step: Step, draft: Draft, told: frozenset[str]) -> tuple[bool, bool, bool, bool, int]:
    exact = step.on == draft.meeting_date
    number = step.case_number is not None and _number(step.case_number) == _number(draft.case_number)
    titled = step.title is not None and step.title.nb == draft.title
    # under one number several matters may be treated: what the step says tells them apart
    shared = max(len(told & _stems(words)) for words in (step.text.nb, step.text.nn))
    return number, draft.field in step.fields, exact, titled, shared


def _same_number(step: Step, draft: Draft) -> bool:
    """True for the same number of the same body in the same meeting."""
    same = step.municipality == draft.municipality and same_body(step.body, draft.body) and draft.meeting_date is not None
    number = _number(draft.case_number)
    if not same or number is None or number != _number(step.case_number) or draft.meeting_date is None:
        return False
    return _overlap_in_time(step.on, draft.meeting_date)


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _number(text: str | None) -> str | None:
    found = re.search(r"(\d+)\s*/\s*(\d+)", text or "")
    return f"{int(found[1])}/{found[2]}" if found else None


def _overlap_in_time(one: PartialDate, other: PartialDate) -> bool:
    return one.first_day() <= other.last_day() and other.first_day() <= one.last_day()
