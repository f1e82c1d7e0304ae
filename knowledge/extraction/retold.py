"""Decisions that a sentence of running text retells: whose, by which body, when, and what came of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from knowledge.extraction import numbers, votes
from knowledge.extraction.lines import Line
from knowledge.extraction.paragraphs import Note
from knowledge.extraction.places import Places
from knowledge.model import Outcome, PartialDate

_BODY = re.compile(r"\b(?P<body>kommunestyr|formannskap|bystyr|heradsstyr)(?P<end>et|ene|a|ets|a|es|e|s)?\b", re.I)
_REFUSED = re.compile(
    r"\bvedtok (?:[\w.]+ ){0,4}?(?:ikke|ikkje)\b"
    r"|\bvedtok,? (?:[^.]|\.(?=\d)){0,80}?(?:\bikke å|\bikkje å|å ikke|å ikkje|at (?:de|dei"
    r"|kommunen) (?:ikke|ikkje))|\b(?:avslo|avviste|sa nei|takket nei|takka nei|gikk imot|gjekk imot|stemte ned"
    r"|røysta ned|forkastet|forkasta|avslått|avvist|nedstemt|nedrøysta)\b"
    r"|\bvedtatt at de ikke\b|\bfalt\b|\bfall\b", re.I
)  # fmt: skip
_ADOPTED = re.compile(
    r"\b(?:vedtok|vedtatt|vedteke|vedtatte|vedtaket|vedtak|godkjente|godkjende|godkjent|godkjend|sluttet seg til"
    r"|slutta seg til|besluttet|gikk inn for|gjekk inn for|sa ja|ga sin tilslutning|gav si tilslutning|tilslutta)\b",
    re.I,
)
_POSTPONED = re.compile(
    r"\b(?:utsatte|utsette|ble utsatt|vart utsett|blei utsett|er utsatt|er utsett|utsatt|utsett|sendte saken tilbake"
    r"|sende saka attende|å (?:utsette|utsetje|utsetja) sak\w*)\b",
    re.I,
)
_WITHDRAWN = re.compile(
    r"\b(?:trakk|trekte|trukket|trekt)\b[^.]{0,30}\b(?:sak|fra|frå)\w*|\bsak\w*\b[^.]{0,30}\b(?:trukket|trekt)\b", re.I
)
_NOTED = re.compile(
    r"\bt(?:ok|atte|att|eke|eken)\b[^.]{0,90}\btil (?:etterretning|orientering|vitende|vitande)\b|\btil (?:etterretning"
    r"|orientering|vitende|vitande)\b",
    re.I,
)
_NOT_TOLD = re.compile(
    r"\b(?:skal vedta\w*|vil bli|vil verte|bør|må vedta\w*|kan vedta\w*|forutsetter|føreset|hvis|dersom|planlagt"
    r"|skal behandle\w*|skal handsam\w*|skal opp|ventes|ventar|kommer opp|kjem opp|før kommunestyret|ikke fattet"
    r"|ikkje gjort|ikke satt opp|ikkje sett opp)\b",
    re.I,
)
_CLAUSE = re.compile(r"\b(?:vedtok|vedtak|vedtatt|vedteke|besluttet|godkjente|godkjende)\b(?P<rest>.*)", re.I | re.S)


@dataclass(frozen=True, slots=True)
class Retold:
    """One council's decision as a text retells it."""

    municipality: str
    body: str
    outcome: Outcome
    sentence: str
    line: Line
    at: int
    date: PartialDate | None = None
    number: str | None = None
    vote: str | None = None
    decision: str | None = None
    decision_line: Line | None = None
    title: str | None = None
    note: Note | None = None
    month: int | None = None
    """A month without its year."""


def outcome_of(sentence: str) -> Outcome | None:
    """What a sentence says came of it; None when it tells of no result."""
    if _NOT_TOLD.search(sentence):
        return None
    for outcome, pattern in (
        (Outcome.POSTPONED, _POSTPONED), (Outcome.WITHDRAWN, _WITHDRAWN), (Outcome.REJECTED, _REFUSED), (Outcome.NOTED, _NOTED),
        (Outcome.ADOPTED, _ADOPTED),
    ):  # fmt: skip
        if pattern.search(sentence):
            return outcome
    return None


def retold(sentence: str, line: Line, at: int, places: Places, near: str | None, notes: dict[str, Note]) -> Iterator[Retold]:
    """The decisions of a sentence, one for each municipality whose body it names."""
    halves = list(_halves(sentence))
    if len(halves) > 1:
        for half in halves:
            yield from retold(half, line, at, places, near, notes)
        return
    body = _BODY.search(sentence)
    outcome = outcome_of(sentence)
    if body is None or outcome is None:
        return
    owners = list(_owners(sentence, places)) or list(_at_start(sentence, places)) or ([(near, len(sentence))] if near else [])
    date = numbers.date_in(sentence)
    number = next((found.value for found in numbers.case_numbers(sentence)), None)
    month = None if date else _month(sentence)
    for owner, end in owners:
        mark = (
            re.match(r"(?:\s*(?:kommune|Kommune))?[,.]?(\d{1,3})(?!\d|/)", sentence[end:])
            if len(owners) > 1
            else re.search(r"[a-zæøå0-9][.,](\d{1,3})\s*\Z", sentence)
        )
        note = notes.get(mark.group(1)) if mark else None
        told = Retold(
            owner, _name(body), outcome, sentence, line, at, date, number, _vote(sentence), decision_of(sentence, outcome), line,
            None, note, month,
        )  # fmt: skip
        yield _noted(told, places)


def _halves(sentence: str) -> Iterator[str]:
    """«Kommunestyret i A (sak 1/25) og kommunestyret i B (sak 2/25) har vedtatt …»: the sentence of each."""
    parts = re.split(r"\s+og\s+(?=(?:kommunestyret|formannskapet|bystyret|heradsstyret)\s+i\s+[A-ZÆØÅ])", sentence)
    if len(parts) < 2 or not all(")" in part and next(numbers.case_numbers(part), None) for part in parts):
        return
    tail = parts[-1].rpartition(")")[2]
    yield from (f"{part}{tail}" for part in parts[:-1])
    yield parts[-1]


def _name(match: re.Match[str]) -> str:
    stem = match["body"].casefold()
    return f"{stem}et"


def _owners(sentence: str, places: Places) -> Iterator[tuple[str, int]]:
    """Whose bodies a sentence names: «kommunestyrene i A, B og C», «A kommunestyre», «Kommunestyret A kommune»."""
    named = places.in_text(sentence)
    for match in _BODY.finditer(sentence):
        before = [
            (one, m)
            for one, m in named
            if m.end <= match.start() and sentence[m.end : match.start()].strip(" ") in ("", "s", "kommune sitt", "sitt")
        ]
        if before and match["end"] in (None, "e", "es", "s"):
            yield before[-1][0], before[-1][1].end
            return
        at = match.end()
        joint = re.match(r"\s*(?:i|for|frå|fra|både i)?\s*(?:både\s*)?", sentence[at:])
        at += joint.end() if joint else 0
        for one, mention in named:
            if mention.start < match.end():
                continue
            between = sentence[at : mention.start]
            if not re.fullmatch(
                r"(?:\s*(?:kommune|Kommune|kommuner|kommunar))?\s*(?:,?\d{0,3})?\s*(?:,|og|samt|i|\s)*\s*", between
            ):
                return
            yield one, mention.end
            at = mention.end


def _at_start(sentence: str, places: Places) -> Iterator[tuple[str, int]]:
    """«I Lærdal vart saka handsama av kommunestyret»: whose body it is stands first."""
    for one, mention in places.in_text(sentence):
        named = mention.start == 0 and re.match(r"(?: kommune| herad)?\s*:", sentence[mention.end :])
        if named or re.fullmatch(r"(?:I|For)\s+", sentence[: mention.start]):
            yield one, mention.end
        return


def _month(sentence: str) -> int | None:
    match = re.search(r"\bi (" + "|".join(numbers.MONTHS) + r")\b(?! \d{4})", sentence, re.I)
    return numbers.MONTHS.index(match.group(1).casefold()) + 1 if match else None


def _vote(sentence: str) -> str | None:
    match = re.search(r"\bmot\s+(?:\w+)\s+(?:stemmer?|røyster?|røyst)\b", sentence)
    return match.group() if match and not match.group()[4:5].isdigit() else votes.vote_in(sentence)


def decision_of(sentence: str, outcome: Outcome) -> str | None:
    """The adopted words, where the sentence quotes them; a clause that retells them is not what was adopted."""
    clause = _CLAUSE.search(sentence) if outcome in (Outcome.ADOPTED, Outcome.REJECTED) else None
    words = re.search(r":\s*[«\"“]([^»\"”]{12,2000})[»\"”]", clause["rest"]) if clause else None
    return words.group(1).strip() if words else None


def _noted(told: Retold, places: Places) -> Retold:
    """The decision with what its footnote adds."""
    note = told.note
    if note is None:
        return told
    about = places.ids(note.text[:90])
    if about and told.municipality not in about:
        return replace(told, note=None)
    number = told.number or next((found.value for found in numbers.case_numbers(note.text[:140])), None)
    head = re.split(r"\(hentet|\(henta", note.text)[0]
    date = numbers.date_in(head)
    if date is not None and (told.date is None or (date.year == told.date.year and date.month == told.date.month)):
        told = replace(told, date=date)
    title = re.search(r"«([^»]{8,250})»", note.text)
    after = re.search(r"\d{1,4}/\d{2,4}:\s*([A-ZÆØÅ][^,(]{8,160})", note.text)
    words = title.group(1) if title else (after.group(1).strip() if after else None)
    return replace(told, number=number, title=words)
