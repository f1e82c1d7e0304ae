"""How a body voted: what won, what fell, what was put off, and by which vote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_WON = re.compile(
    r"\b(?:vedtatt|vedtatte|vedteke|vedteken|vedtekne|vedtekin|vedtekne|vedtok|tiltrådt|tiltrådd|tilrådd|tilrådt|godkjent|godkjend|godkjende|tilslutning|bifalt|bifalla|bifall|enstemmig|samrøystes|einstemmig"
    r"|samstemmig|einrøystes|vedtas|fikk flertall|fekk fleirtal|vant)\b",
    re.I,
)
_LOST = re.compile(
    r"\b(?:falt|fall|fell|nedstemt|nedstemte|nedrøysta|forkastet|forkasta|avvist|avslått|fikk ikke flertall|fekk ikkje fleirtal|ikke vedtatt|ikkje vedteke|ikkje vedteken)\b", re.I
)
_OFF = re.compile(r"\b(?:utsatt|utsett|utset|utsettes|utsettast|utsetjast|utsette|utsetje)\b", re.I)
_OUT = re.compile(
    r"\bsak(?:en|a)?\b[^.]{0,60}\b(?:trukket|trekt|trekte|trukke|avlyst|tatt av|teken av)\b|\b(?:trukket|trekt|tatt|teken) (?:fra|frå|av|ut av) (?:saks?lista|saks?listen|sakskartet|saks?kartet|dagsorden)\b", re.I
)
_ALL = re.compile(r"\b(enstemmig\w*|samrøystes|einstemmig\w*|samstemmig\w*|einrøystes)\b", re.I)
_NUMBER = r"(?:\d{1,3}|en|én|ei|ein|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|elleve|tolv|tretten)"
_WORDS = {w: n for n, ws in enumerate("null|en én ei ein|to|tre|fire|fem|seks|sju syv|åtte|ni|ti|elleve|tolv|tretten".split("|")) for w in ws.split()}
_AGAINST = re.compile(
    rf"(?<![\w%/.])(\d{{1,3}})\s*(?:stemmer?|stemme|røyster?|røyst|st\.?|for)?\s*(?:\([^()]{{0,200}}\)\s*)?(?:mot|imot)\s+({_NUMBER})(?![\w%])(?!\s*(?:\(\s*)?(?:prosent|kroner|millioner|innbyggere|i fjor|året))", re.I
)
_ONLY = re.compile(rf"\bmot\s+({_NUMBER})\s+(stemmer?|røyster?|røyst|st\b)", re.I)
_FOR = re.compile(r"\b(?:for|imot|mot)\b[^.:]{0,80}?\b(?:stemte|røysta|stemde)\s*:?\s*(\d{1,3})\b", re.I)
_FOR_LATE = re.compile(r"(?<!\d)(\d{1,3})\s+(?:\w+\s){0,2}?(?:stemte|røysta|stemde)\s+(?:for|imot|mot)\b", re.I)
_GOT = re.compile(r"\b(?:fikk|fekk|oppnådde)\s+(\d{1,3})\s*(?:stemmer?|røyster?|st\b)?", re.I)
_FOR_AND = re.compile(r"(?<!\d)(\d{1,3})\s*(?:stemmer|røyster|stemte|røysta)?\s*for\s*(?:,|og|,? men)\s*(\d{1,3})\s*(?:stemmer|røyster|stemte|røysta)?\s*(?:mot|imot)\b", re.I)
_SUBJECT = re.compile(
    r"(?P<off>(?:utsettelses|utsetjings|utsettings)\w*|(?:forslag\w*|framlegg\w*) om (?:utsettelse|utsetjing|å utsette|å utsetje)|\bå utsetje|\bå utsette)"
    r"|(?P<send>oversendelses\w*|oversendings\w*|protokolltilførsel\w*|sakslist\w*|sakliste\w*|innkalling\w*|habilitet\w*|permisjon\w*|inhabil\w*)"
    r"|(?P<extra>tilleggs\w*|tillegg\w*)"
    r"|(?P<main>innstilling\w*|tilråding\w*|rådmannens forslag\w*|kommunedirektørens forslag\w*|rådmannen sitt (?:forslag|framlegg)\w*|kommunedirektøren sitt (?:forslag|framlegg)\w*|forslag til vedtak|framlegg til vedtak"
    r"|formannskapets forslag|vedtaksforslag\w*|administrasjonens forslag)"
    r"|(?P<other>alternativ\w*(?= forslag| framlegg)|(?:fra|frå) (?=[A-ZÆØÅ])|\bsitt framlegg|\bsitt forslag|fellesforslag\w*|fellesframlegg\w*|endringsforslag\w*|\bforslag\w*|\bframlegg\w*)",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-ZÆØÅ«\d])|\n+")
_POINT = re.compile(r"\b(?:pkt\.?|punkt|punkta|punktene|nr\.?)\s*\d+(?:(?:\s*,\s*\d+)*\s*(?:og|-)\s*\d+)?", re.I)


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


@dataclass(frozen=True, slots=True)
class Result:
    """What came out of a treatment."""

    won: Statement | None = None
    vote: str | None = None
    vote_text: str | None = None
    postponed: Statement | None = None
    withdrawn: str | None = None
    lost: Statement | None = None


def is_vote(text: str) -> bool:
    """True for a sentence on how something was voted on."""
    if not (_WON.search(text) or _LOST.search(text) or _FOR.search(text) or re.search(r"\bsatt opp mot|sett opp mot|sette opp mot|votering|røysting|\bdermed\b", text, re.I)):
        return bool(_OUT.search(text))
    return bool(
        re.match(r"(?:enstemmig|samrøystes|einstemmig|dermed|vedtatt|vedteke|ved (?:alternativ )?(?:votering|røysting|avstemming))", text, re.I)
        or _FOR.search(text)
        or re.search(
            r"(?:innstilling|forslag|framlegg|tilråding|punkt|vedtak|sak(?:en|a))\w*\b.{0,120}\b(?:ble|vart|blei|var|er|fikk|fekk)\b.{0,120}(?:vedtatt|vedteke|falt|fall|nedstemt|satt opp|sett opp|stemmer|røyster|samrøystes|enstemmig|godkj|tiltrå|utsatt|utsett|trukket|trekt)",
            text, re.I,
        )
        or re.search(r"\bble\b.{0,60}\b(?:innstilling|forslag|tilråding)\w*.{0,20}vedtatt|\bvart\b.{0,60}(?:innstilling|framlegg|tilråding)\w*.{0,20}vedteke", text, re.I)
    )  # fmt: skip


def sentences(text: str) -> list[str]:
    """A text sentence by sentence; good enough for minutes."""
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]


def vote_in(text: str) -> str | None:
    """The vote that a sentence tells, in the document's own words for unanimous; None for lookalikes."""
    if match := _FOR_AND.search(text):
        return f"{match.group(1)} mot {match.group(2)}"
    for match in _AGAINST.finditer(text):
        if _about_votes(text, match):
            return f"{match.group(1)} mot {_digits(match.group(2))}"
    if match := _ONLY.search(text):
        return f"mot {match.group(1)} {match.group(2)}"
    if match := _ALL.search(text):
        return _unanimous(match.group(1))
    return None


def _about_votes(text: str, match: re.Match[str]) -> bool:
    if re.search(r"stemme|røyst|\bst\b", match.group() + text[match.end() : match.end() + 25], re.I):
        return True
    return bool(re.search(r"vedtatt|vedteke|falt|\bfall\b|tiltrådt|godkjent|nedstemt|stemmer|røyster|votering|fikk|fekk|flertall|fleirtal", text, re.I))


def _digits(word: str) -> str:
    return str(_WORDS.get(word.casefold(), word))


def _unanimous(word: str) -> str:
    word = word.casefold()
    return next((base for base in ("enstemmig", "einstemmig", "samstemmig") if word.startswith(base)), word)


def statements(text: str) -> Iterator[Statement]:
    """The votes that a text tells, in order; counts that stand in sentences of their own belong to the next result."""
    pending: list[int] = []
    shown: list[str] = []
    for sentence in sentences(text):
        counts = [int(m.group(1)) for m in _FOR.finditer(sentence)] or [int(m.group(1)) for m in _FOR_LATE.finditer(sentence)]
        counts = counts or [int(m.group(1)) for m in _GOT.finditer(sentence)]
        won, lost = _WON.search(sentence), _LOST.search(sentence)
        if counts:
            pending = [*pending, *counts][-2:]
            shown = [*shown, sentence][-3:]
        both = _FOR_AND.search(sentence)
        if not won and not lost and both is not None:
            yield Statement(sentence, int(both.group(1)) > int(both.group(2)), int(both.group(1)) < int(both.group(2)), "send" if re.search(r"avvis", sentence, re.I) else _subject(sentence, both.start()), vote_in(sentence), None)
            continue
        if not won and not lost and not _OFF.search(sentence):
            continue
        end = (won or lost).start() if (won or lost) else len(sentence)  # type: ignore[union-attr]
        vote = vote_in(sentence)
        if vote is None and won and len(pending) == 2:
            vote = f"{max(pending)} mot {min(pending)}"
        point = _POINT.search(sentence)
        told = " ".join(dict.fromkeys((*shown, sentence))) if vote and pending else sentence
        yield Statement(told, bool(won) and not lost, bool(lost), _subject(sentence, end), vote, point.group() if point else None)
        if won or not counts:
            pending, shown = ([], []) if won else (pending, shown)


def _subject(sentence: str, end: int) -> str:
    """What the sentence's verb is about: the last thing named before it, else the first after it."""
    before = [m for m in _SUBJECT.finditer(sentence) if m.start() < end]
    found = before[-1] if before else next(_SUBJECT.finditer(sentence), None)
    if found is None:
        return "off" if _OFF.search(sentence) else ""
    kind = str(found.lastgroup)
    if kind == "main" and found.start() > 0 and re.search(r"\balternativ\w*\s*$|\bsitt\s*$", sentence[: found.start()], re.I):
        return "other"
    named = [m.lastgroup for m in before[-2:]]
    if kind == "other" and len(named) > 1 and named[-2] in ("off", "extra", "send"):
        return str(named[-2])
    return kind


def result(texts: Sequence[str]) -> Result:
    """What came out of the texts of a treatment, with every vote that made up the decision."""
    text = "\n".join(texts)
    told = [s for s in statements(text) if s.subject != "send"]
    out = next((s for s in sentences(text) if _OUT.search(s)), None)
    off = next((s for s in told if (s.won or not s.lost) and _put_off(s)), None)
    if off is not None and not any(s.won and s.subject == "main" and s is not off for s in told):
        return Result(postponed=off, vote=off.vote, vote_text=off.text)
    if out is not None and not any(s.won for s in told):
        return Result(withdrawn=out)
    winners = [s for s in told if s.won and s.subject != "off"]
    lost = next((s for s in reversed(told) if s.lost and s.subject in ("main", "")), None)
    if not winners:
        return Result(lost=lost, vote=lost.vote if lost else None, vote_text=lost.text if lost else None)
    return _won(winners, told)


def _put_off(statement: Statement) -> bool:
    if statement.subject == "off":
        return statement.won or bool(re.search(r"\bsak(?:en|a)?\b", statement.text, re.I) and re.search(r"\b(?:ble|vart|blei|blir)\b", statement.text))
    return bool(re.search(r"\bsak(?:en|a)?\b[^.]{0,30}\b(?:ble|vart|blei|blir|er)?\s*(?:\w+\s){0,2}(?:utsatt|utsett|utsettes|utset)\b", statement.text, re.I))


def _won(winners: Sequence[Statement], told: Sequence[Statement]) -> Result:
    """The votes on the parts, where the parts were voted on one by one; else the last."""
    won = winners[-1] if winners[-1].subject != "extra" or len(winners) == 1 else winners[-2]
    parts = [s for s in winners if s.point or s.subject == "extra"]
    if parts:
        counted = [s for s in winners if s.vote]
    else:
        counted = [s for s in winners if s.vote][-1:]
    votes = list(dict.fromkeys(f"{s.point.casefold()} {s.vote}" if s.point and len(counted) > 1 else str(s.vote) for s in counted))
    return Result(won=won, vote="; ".join(votes) or None, vote_text=counted[-1].text if counted else None)
