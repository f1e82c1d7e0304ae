"""What a line of a case paper is: the head of a proposal, a treatment, a vote, a decision, facts, or none of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from knowledge.extraction import bodies, numbers
from knowledge.extraction.heading_words import (
    BODY_LINE,
    END,
    ENGLISH,
    FACTS,
    FACTS_INLINE,
    FACTS_STEM,
    HANDLED,
    LABELLED,
    LEAD_DECISION,
    LEAD_PROPOSAL,
    MADE,
    MOTION,
    OPENS,
    OWN,
    OWNED,
    RECOMMENDS,
    ROLE,
    SMALL,
    SPOKE,
    Part,
)
from knowledge.extraction.written import as_meant
from knowledge.model import PartialDate


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a part, with what it tells of the body and the day, and the words that follow on the same line."""

    part: Part
    who: str = ""
    body: str | None = None
    date: PartialDate | None = None
    number: str | None = None
    rest: str = ""
    prose: bool = False
    """True for a sentence that leads in a text, such as «… gjorde slikt vedtak:»."""


_TERM = re.compile(r"(?<=[a-z]) (?:19|20)\d\d ?[-–] ?(?:19|20)\d\d(?=s?\b)")
"""«Kommunestyret 2023-2027s vedtak»: the years of a council are no part of its name."""


_SENTENCE = re.compile(r"^[a-zæøå]|[.»!?]\s|\.\Z")
"""What a head does not have: a small letter first, or a sentence's end."""
_ROLE = re.compile(rf"{ROLE}\w{{0,6}}", re.I)


@lru_cache(maxsize=16384)
def heading(text: str) -> Heading | None:
    """What a line is the head of; None for a line of running text."""
    if FACTS_INLINE.match(text):
        return Heading(Part.FACTS)
    if len(text) > 230:
        return None
    text = _TERM.sub("", as_meant(text))
    if END.fullmatch(text):
        return Heading(Part.END)
    if FACTS.fullmatch(text) and not _SENTENCE.search(text):
        return Heading(Part.FACTS)
    if (english := ENGLISH.get(text.strip(" :").casefold())) is not None:
        return Heading(english)
    for part, pattern in LABELLED:
        match = pattern.fullmatch(text)
        if match is not None:
            found = _labelled(part, text, match)
            if found is not None:
                return found
    return _prefixed(text) or _lead(text)


def is_facts(text: str) -> bool:
    """True for a head made of the words that the facts of a case are headed with: short, and no sentence."""
    return len(text) < 60 and FACTS_STEM.fullmatch(text) is not None and not _SENTENCE.search(text) and not _VERB.search(text)


_VERB = re.compile(
    r"\b(?:er|var|ble|blir|vart|vert|blei|har|skal|vil|kan|bør|må|viser|syner|gir|gjev|som|at|det|den|dei)\b", re.I
)


def _prefixed(text: str) -> Heading | None:
    """«31.08.2023 Kommunestyret - Vedtak:»: a head with body and day before it."""
    left, dash, right = text.rpartition(" - ")
    body = bodies.body_of_cell(left) if dash and len(left) < 90 else None
    if body is None or len(right) > 60:
        return None
    if numbers.is_number(right) and (told := next(numbers.case_numbers(right), None)) is not None:
        return Heading(Part.TREATMENT, body=body, date=numbers.date_in(left), number=told.value)
    found = heading(right)
    if found is None or found.part not in (Part.DECISION, Part.TREATMENT, Part.PROPOSAL, Part.VOTE):
        return None
    number = next((n.value for n in numbers.case_numbers(left)), found.number)
    return replace(found, body=body, date=numbers.date_in(left) or found.date, number=number)


def _labelled(part: Part, text: str, match: re.Match[str]) -> Heading | None:
    tail = match["tail"]
    colon = re.match(r"\s*:\s+(\S.*)", tail)
    rest = colon.group(1) if colon else ""
    about = text[: match.start("tail")] if colon else text
    if not colon and tail.strip(" .:"):
        left = _bare(tail)
        if left is None:
            return None
        rest = left
    if part is Part.DECISION and not colon and tail.strip() == "." and not match["who"]:
        return None
    number = next((found.value for found in numbers.case_numbers(about)), None)
    who = (match["who"] or "").strip()
    told = bodies.body_in(tail if not colon else "")
    own = bodies.body_in(_genitive(who)) if who else None
    body = (own or told) if part is Part.PROPOSAL else (told or own)
    return Heading(part, who, None if body in _REFERS else body, numbers.date_in(about), number, rest)


_REFERS = ("utvalget", "utvalet", "komiteen", "komitéen", "nemnda", "styret")
"""«Utvalgets behandling»: the body that the paper is on, not one of that name."""


def _genitive(who: str) -> str:
    return re.sub(r"(?<=[a-zæøå])s\b", "", who)


def _bare(tail: str) -> str | None:
    """What follows bodies, days and numbers in the tail of a head: nothing, or text after a colon; None for running text."""
    before, colon, after = tail.partition(":")
    if not colon and tail.rstrip().endswith("."):
        return None
    if re.search(r"\b(?:ble|vart|blei|er|var|fikk|fekk|falt|fall|har|skal|vert|blir)\b", before, re.I):
        return None
    rest = before
    for _, start, end in reversed(list(numbers.dates(before))):
        rest = rest[:start] + " " + rest[end:]
    for found in reversed(list(numbers.case_numbers(rest))):
        rest = rest[: found.start] + " " + rest[found.end :]
    for named in reversed(list(bodies.bodies(rest))):
        rest = rest[: named.start] + " " + rest[named.end :]
    words = re.findall(r"[\w§]+", rest.casefold())
    strange = [word for word in words if word not in SMALL and not _ROLE.fullmatch(word)]
    placed = "kommune" in before or any(True for _ in bodies.bodies(before)) or any(True for _ in numbers.dates(before))
    if len(strange) > (2 if placed else 0):
        return None
    if not colon and len(words) > 9:
        return None
    return after.strip()


_PROPOSES = re.compile(r"\b(?:forslag|framlegg|utkast|innstilling|tilråding) til (?:\w+ )?(?:vedtak|innstilling)\b", re.I)


def _lead(text: str) -> Heading | None:
    """A sentence that leads in a proposal, a decision or an alternative."""
    match = _motion(text)
    if match is not None and not text.casefold().startswith(("vedtak", "innstilling")):
        parts = match.groupdict()
        words = (parts.get("text") or parts.get("moved") or "").strip()
        return Heading(Part.ALTERNATIVE, who=text[: len(text) - len(words)][:200] or text[:200], rest=words)
    if RECOMMENDS.fullmatch(text):
        return Heading(Part.PROPOSAL, text, bodies.body_in(text))
    if LEAD_DECISION.search(text):
        made = re.search(r"\b(?:fattet|fatta|gjorde|gjort|gjorde|vedtok|vedtatt|vedteke|truffet)\b", text, re.I)
        proposed = (
            LEAD_PROPOSAL.search(text)
            or _PROPOSES.search(text)
            or re.search(r"(?:forslag|framlegg) til vedtak\s*:", text, re.I)
            or (not made and re.search(r"(?:innstilling|tilråding)\s*:\s*\Z", text, re.I))
        )
        part = Part.PROPOSAL if proposed else Part.DECISION
        number = next((found.value for found in numbers.case_numbers(text)), None)
        return Heading(part, text, bodies.body_in(text), numbers.date_in(text), number, "", prose=True)
    return None


def body_line(text: str) -> Heading | None:
    """«21.03.2024 Formannskapet» or «Formannskapet 04.06.2024: …»: the head of a treatment below the head of a case."""
    match = BODY_LINE.fullmatch(text)
    handled = HANDLED.fullmatch(text)
    if handled is not None:
        where = handled["where"] or f"{handled['who']} {handled['rest']}"
        number = next((found.value for found in numbers.case_numbers(where)), None)
        if (body := bodies.body_in(handled["who"] or where)) and (date := numbers.date_in(where)):
            return Heading(Part.TREATMENT, "", body, date, number)
    if match is None or len(text) > 230:
        return None
    head = match["head"]
    date, body = numbers.date_in(head), bodies.body_of_cell(head)
    if date is None or body is None or not re.match(r"\d|[A-ZÆØÅ]", head) or head.rstrip()[-1:] == ".":
        return None
    number = next((found.value for found in numbers.case_numbers(head)), None)
    return Heading(Part.TREATMENT, "", body, date, number, (match["rest"] or "").strip())


def _motion(text: str) -> re.Match[str] | None:
    """A line that leads in a motion: its own head, or a sentence on who moved it, up to a colon or the first words."""
    own = OWN.fullmatch(text) or OWNED.fullmatch(text) or SPOKE.fullmatch(text)
    if own is not None:
        return own
    colon = text.find(":")
    made = MADE.search(text, 2, 190)
    if colon < 0 or made is None:
        return None
    motion = MOTION.search(text, made.end(), made.end() + 120)
    if motion is None and made.group().casefold() not in ("foreslo", "føreslo"):
        return None
    colon = text.find(":", motion.end() if motion else made.end())
    return OPENS.match(text, colon) if 0 <= colon <= (motion or made).end() + 95 else None
