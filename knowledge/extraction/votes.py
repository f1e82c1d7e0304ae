"""How a body voted: what won, what fell, what was put off, and by which vote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.extraction.counts import (
    AGAINST_LATE,
    EVERYBODY,
    FOR,
    FOR_AND,
    FOR_LATE,
    FOR_SUM,
    GOT,
    WITH,
    alternatives,
    beside,
    both,
    digits,
    only_vote,
    sentences,
    vote_in,
)

__all__ = ["OFF", "OUT", "REST", "Statement", "is_vote", "only_vote", "sentences", "statements", "vote_in"]

_WON = re.compile(
    r"\b(?:vedtatt|vedtatte|vedteke|vedteken|vedtekne|vedtekin|vedtekne|vedtok|tiltrådt|tiltrådd|tilrådd|tilrådt"
    r"|godkjent|godkjend|godkjende|tilslutning|bifalt|bifalla|bifall|enstemmig|samrøystes|einstemmig"
    r"|samstemmig|einrøystes|vedtas|fikk flertall|fekk fleirtal|vant)\b",
    re.I,
)
_LOST = re.compile(
    r"\b(?:(?:falt|fall|fell)(?! stemmene| røystene| stemmetallet)|nedstemt|nedstemte|nedrøysta|forkastet|forkasta"
    r"|avvist|avslått|fikk ikke flertall|fekk ikkje fleirtal|ikke vedtatt|ikkje vedteke|ikkje vedteken)\b",
    re.I,
)
_DONE = re.compile(r"\b(?:gjort|fattet|fatta|truffet)\b", re.I)
OFF = re.compile(r"\b(?:utsatt|utsett|utset|utsettes|utsettast|utsetjast|utsette|utsetje)\b", re.I)
OUT = re.compile(
    r"\bsak(?:en|a) (?:ble|vart|blei|er) (?:ikke|ikkje) (?:behandlet|behandla|handsama)\b|\bsak(?:en"
    r"|a)?\b[^.]{0,60}\b(?:trukket|trekt|trekte|trukke"
    r"|trekkes|trekkjast|trekkast|avlyst|tatt av|teken av|takast av)\b|\b(?:trukket|trekt|tatt"
    r"|teken) (?:fra|frå|av|ut av) (?:saks?lista|saks?listen|sakskartet|saks?kartet|dagsorden)\b",
    re.I,
)
REST = re.compile(r"\b(?:elles|ellers|for øvrig|forøvrig|resten|øvrige|dei andre punkta|de andre punktene)\b", re.I)
_SUBJECT = re.compile(
    r"(?P<off>(?:utsettelses|utsetjings|utsettings)\w*|(?:forslag\w*|framlegg\w*) om (?:utsettelse|utsetjing|å utsette"
    r"|å utsetje)|\bå utsetje|\bå utsette"
    r"|\butsetjing\w*|\butsetting\w*|\butsettelse\w*|tilbakesending\w*|\bå (?:sende|returnere) sak)"
    r"|(?P<send>oversendelses\w*|oversendings\w*|protokolltilførsel\w*|sakslist\w*|sakliste\w*|innkalling\w*"
    r"|habilitet\w*|permisjon\w*|inhabil\w*)"
    r"|(?P<extra>tilleggs\w*|tillegg\w*)"
    r"|(?P<main>innstilling\w*|tilråding\w*|rådmannens forslag\w*|kommunedirektørens forslag\w*"
    r"|rådmannen sitt (?:forslag|framlegg)\w*|kommunedirektøren sitt (?:forslag|framlegg)\w*|forslag til vedtak"
    r"|framlegg til vedtak"
    r"|formannskapets forslag|vedtaksforslag\w*|administrasjonens forslag)"
    r"|(?P<other>alternativ\w*(?= forslag| framlegg)|(?:fra|frå) (?-i:(?=[A-ZÆØÅ](?!ommune|dministr|ormannsk|rdfør|ådmann)))"
    r"|\bsitt framlegg|\bsitt forslag"
    r"|fellesforslag\w*|fellesframlegg\w*|endringsforslag\w*|\bforslag\w*|\bframlegg\w*)",
    re.I,
)
_POINT = re.compile(
    r"\bbokstav [a-z]\b|\b(?:pkt\.?|punkt|punkta|punktene|nr\.?)\s*\d+(?:(?:\s*,\s*\d+)*\s*(?:og|-)\s*\d+)?", re.I
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence on a vote."""

    text: str
    won: bool
    lost: bool
    subject: str
    """main, other, extra, off, send or empty."""
    vote: str | None
    point: str | None


_TALLY = re.compile(r"(?:votes |stemmer |røyster |stemte |røysta )?(?:for|mot|imot|against)\s*:\s*\d{1,3}\b", re.I)


def is_vote(text: str) -> bool:
    """True for a sentence on how something was voted on."""
    if _TALLY.match(text):
        return True
    if not (
        _WON.search(text)
        or _LOST.search(text)
        or FOR.search(text)
        or re.search(
            r"\bsatt opp mot|sett opp mot|sette opp mot|votering|røysting|\bdermed\b|stemt over|stemte over|røysta over",
            text,
            re.I,
        )
    ):
        return bool(OUT.search(text)) or (len(text) < 160 and only_vote(text))
    return only_vote(text) or bool(
        re.match(r"(?:enstemmig|samrøystes|einstemmig|dermed|vedtatt|vedteke|ved (?:alternativ )?(?:votering|røysting"
        r"|avstemming))", text, re.I)
        or FOR.search(text)
        or re.search(r"\b(?:stemt|stemte|røysta) over\b", text, re.I)
        or re.search(
            r"(?:innstilling|forslag|framlegg|tilråding|punkt|vedtak|sak(?:en|a))\w*\b.{0,120}\b(?:ble|vart|blei|var|er"
            r"|fikk|fekk)\b.{0,120}(?:vedtatt|vedteke|falt|fall|nedstemt|satt opp|sett opp|stemmer|røyster|samrøystes"
            r"|enstemmig|godkj|tiltrå|utsatt|utsett|trukket|trekt)",
            text, re.I,
        )
        or re.search(r"\bble\b.{0,60}\b(?:innstilling|forslag|tilråding)\w*.{0,20}vedtatt|\bvart\b.{0,60}(?:innstilling|framlegg"
        r"|tilråding)\w*.{0,20}vedteke", text, re.I)
    )  # fmt: skip


def statements(text: str) -> Iterator[Statement]:
    """The votes that a text tells, in order; counts that stand in sentences of their own belong to the next result."""
    pending: list[int] = []
    shown: list[str] = []
    told = sentences(_PARTED.sub(", ", text))
    for at, sentence in enumerate(told):
        counts = [int(m.group(1)) for m in FOR_SUM.finditer(sentence)] or [int(m.group(1)) for m in FOR.finditer(sentence)]
        counts = counts or [int(m.group(1)) for m in FOR_LATE.finditer(sentence)]
        counts = counts or [int(digits(m.group(1))) for m in GOT.finditer(sentence)]
        won, lost = (
            _WON.search(sentence) or (_DONE.search(sentence) if only_vote(sentence) else EVERYBODY.search(sentence)),
            _LOST.search(sentence),
        )
        if counts:
            pending = [*pending, *counts][-2:]
            shown = [*shown, sentence][-3:]
        if not won and not lost and (counted := _counted(sentence)):
            yield counted
            continue
        if not won and not lost and (both := _compared(sentence, told[at - 1] if at else "", told[at + 1 : at + 2])):
            yield both
            continue
        if not won and not lost and not OFF.search(sentence):
            continue
        end = (won or lost).start() if (won or lost) else len(sentence)  # type: ignore[union-attr]
        vote = vote_in(sentence)
        if vote is None and won and len(pending) == 2:
            vote = f"{max(pending)} mot {min(pending)}"
        after = told[at + 1] if at + 1 < len(told) else ""
        if vote is None and won and not lost:
            vote = beside(sentence, told[at - 1] if at else "", after)
        if won and (told_late := _told_late(sentence, after, vote)):
            vote = told_late
        point = _POINT.search(sentence)
        whole = " ".join(dict.fromkeys((*shown, sentence))) if vote and pending else sentence
        yield Statement(
            whole, bool(won) and not lost, bool(lost), _subject(sentence, end), vote, point.group() if point else None
        )
        if won or not counts:
            pending, shown = ([], []) if won else (pending, shown)


def _told_late(sentence: str, after: str, vote: str | None) -> str | None:
    """«Vedtatt med 12 stemmer. 9 stemte for forslaget»: the count of the others comes after that of the winner."""
    with_ = WITH.search(sentence)
    against = AGAINST_LATE.search(sentence) or AGAINST_LATE.search(after) or (None if vote else FOR_LATE.search(after))
    return f"{with_.group(1)} mot {against.group(1)}" if with_ and against else None


_PARTED = re.compile(r"(?<=\d)\s*\n\s*(?=(?:votes )?(?:against|mot|imot|nei)\s*:\s*\d)", re.I)
"""Between the count of those for and of those against, on a line each."""


def _counted(sentence: str) -> Statement | None:
    """A sentence that tells how many were for and against, and nothing more."""
    match = FOR_AND.search(sentence) or re.search(r"\bfor\b|\bavvis", sentence, re.I)
    counts = re.fullmatch(r"(\d+) mot (\d+)", vote_in(sentence) or "")
    if match is None or counts is None:
        return None
    for_, against = int(counts.group(1)), int(counts.group(2))
    subject = "send" if "avvis" in sentence.casefold() else _subject(sentence, match.start())
    return Statement(sentence, for_ > against, for_ < against, subject, vote_in(sentence), None)


def _compared(sentence: str, before: str, after: Sequence[str]) -> Statement | None:
    """Two alternatives with their counts, where no sentence says which was adopted: the one that got most."""
    vote = both(sentence)
    if vote is None or any(_WON.search(text) or _LOST.search(text) for text in after):
        return None
    got = alternatives(sentence)
    first = got is not None and got[0] > got[1]
    main = re.search(r"innstilling|tilråding", sentence, re.I)
    motion = re.search(r"\w*(?:forslag|framlegg)", sentence, re.I)
    if main is None or motion is None:
        return None
    won = (main.start() < motion.start()) == first
    text = sentence if won else f"{before} {sentence}".strip()
    point = _POINT.search(sentence)
    return Statement(text, True, False, "main" if won else "other", vote, point.group() if point else None)


def _subject(sentence: str, end: int) -> str:
    """What the sentence's verb is about: the last thing named before it, else the first after it."""
    before = [m for m in _SUBJECT.finditer(sentence) if m.start() < end]
    found = before[-1] if before else next(_SUBJECT.finditer(sentence), None)
    if found is None:
        return "off" if OFF.search(sentence) else ""
    kind = str(found.lastgroup)
    if kind == "main" and found.start() > 0 and re.search(r"\balternativ\w*\s*$|\bsitt\s*$", sentence[: found.start()], re.I):
        return "other"
    named = [m.lastgroup for m in before[-2:]]
    if kind == "other" and len(named) > 1 and named[-2] in ("off", "extra", "send"):
        return str(named[-2])
    return kind
