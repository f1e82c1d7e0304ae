"""How a body voted: what won, what fell, what was put off, and by which vote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_WON = re.compile(
    r"\b(?:vedtatt|vedtatte|vedteke|vedteken|vedtekne|vedtekin|vedtekne|vedtok|tiltrådt|tiltrådd|tilrådd|tilrådt"
    r"|godkjent|godkjend|godkjende|tilslutning|bifalt|bifalla|bifall|enstemmig|samrøystes|einstemmig"
    r"|samstemmig|einrøystes|vedtas|fikk flertall|fekk fleirtal|vant)\b",
    re.I,
)
_LOST = re.compile(
    r"\b(?:(?:falt|fall|fell)(?! stemmene| røystene| stemmetallet)|nedstemt|nedstemte|nedrøysta|forkastet|forkasta|avvist|avslått|fikk ikke flertall"
    r"|fekk ikkje fleirtal|ikke vedtatt|ikkje vedteke|ikkje vedteken)\b",
    re.I,
)
_DONE = re.compile(r"\b(?:gjort|fattet|fatta|truffet)\b", re.I)
OFF = re.compile(r"\b(?:utsatt|utsett|utset|utsettes|utsettast|utsetjast|utsette|utsetje)\b", re.I)
OUT = re.compile(
    r"\bsak(?:en|a)?\b[^.]{0,60}\b(?:trukket|trekt|trekte|trukke|avlyst|tatt av|teken av)\b|\b(?:trukket|trekt|tatt"
    r"|teken) (?:fra|frå|av|ut av) (?:saks?lista|saks?listen|sakskartet|saks?kartet|dagsorden)\b",
    re.I,
)
_ALL = re.compile(r"\b(enstemmig\w*|samrøystes|einstemmig\w*|samstemmig\w*|einrøystes)\b", re.I)
_COUNTED = (
    "null", "en én ei éi ein éin", "to", "tre", "fire", "fem", "seks", "sju syv", "åtte", "ni", "ti", "elleve", "tolv", "tretten",
    "fjorten", "femten", "seksten", "sytten", "atten", "nitten", "tjue",
)  # fmt: skip
_WORDS = {word: number for number, words in enumerate(_COUNTED) for word in words.split()}
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(_WORDS)})"
_UNIT = r"(?:stemmer?|stemme|røyster?|røyst|st\.?)"
_WHO = r"(?:\([^()]{0,200}\)\s*)?"
_AGAINST = re.compile(
    rf"(?<![\w%/.-])({_NUMBER})\s*{_WHO}(?:(?:{_UNIT}|for|mandater|representanter)\s*)?{_WHO}(?:mot|imot)\s+({_NUMBER})(?![\w%/]|\.\d)"
    r"(?!\s*(?:\(\s*)?(?:prosent|kroner|millioner|innbyggere|i fjor|året))",
    re.I,
)
_ONLY = re.compile(rf"\b(?:mot|imot)\s+({_NUMBER})\s+{_WHO}(stemmer?|røyster?|røyst|st\b)", re.I)
_DASHED = re.compile(rf"(?<![\w/.-])(\d{{1,3}})\s?[-–]\s?(\d{{1,3}})(?![\w/-]|\.\d)(?:\s+{_UNIT})?", re.I)
_LISTED = re.compile(
    rf"\b(?:for|ja)\s*:?\s*(\d{{1,3}})\s*{_WHO}(?:{_UNIT}\s*)?{_WHO}[.,;]?\s*(?:og\s+)?(?:mot|imot|nei)\s*:?\s*(\d{{1,3}})\b"
    rf"|(?<![\w/.])(\d{{1,3}})\s+ja(?:-{_UNIT})?[\s,]+(?:og\s+)?(\d{{1,3}})\s+nei\b",
    re.I,
)
_FOR = re.compile(r"\b(?:for|imot|mot)\b[^.:]{0,80}?\b(?:stemte|røysta|stemde)\s*:?\s*(\d{1,3})\b", re.I)
_FOR_LATE = re.compile(r"(?<!\d)(\d{1,3})\s+(?:\w+\s){0,2}?(?:stemte|røysta|stemde)\s+(?:for|imot|mot)\b", re.I)
_WITH = re.compile(r"\bmed\s+(\d{1,3})\s+(?:stemmer|røyster)\b(?!\s*(?:\([^()]*\)\s*)?(?:mot|imot))", re.I)
_AGAINST_LATE = re.compile(r"(?<!\d)(\d{1,3})\s+(?:\w+\s){0,2}?(?:stemte|røysta|stemde)\s+(?:imot|mot)\b", re.I)
REST = re.compile(r"\b(?:elles|ellers|for øvrig|forøvrig|resten|øvrige|dei andre punkta|de andre punktene)\b", re.I)
_GOT = re.compile(rf"\b(?:fikk|fekk|oppnådde|samla|samlet)\s+({_NUMBER})\s*(?:stemmer?|røyster?|st\b)", re.I)
_FOR_AND = re.compile(
    r"(?<!\d)(\d{1,3})\s*(?:representanter|representantar|medlemmer|medlemer)?\s*(?:stemmer|røyster|stemte|røysta)?\s*for"
    r"(?:\s+(?!og\b)[\wæøå]+){0,4}\s*(?:,\s*og|,? men|,|og)\s*(\d{1,3})\s*(?:stemmer|røyster|stemte|røysta)?\s*(?:mot|imot)\b",
    re.I,
)
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
    r"|(?P<other>alternativ\w*(?= forslag| framlegg)|(?:fra|frå) (?-i:(?=[A-ZÆØÅ](?!ommune|dministr|ormannsk|rdfør|ådmann)))|\bsitt framlegg|\bsitt forslag"
    r"|fellesforslag\w*|fellesframlegg\w*|endringsforslag\w*|\bforslag\w*|\bframlegg\w*)",
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


def is_vote(text: str) -> bool:
    """True for a sentence on how something was voted on."""
    if not (
        _WON.search(text)
        or _LOST.search(text)
        or _FOR.search(text)
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
        or _FOR.search(text)
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


def sentences(text: str) -> list[str]:
    """A text sentence by sentence; good enough for minutes."""
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]


def vote_in(text: str) -> str | None:
    """The vote that a sentence tells, in the document's own words for unanimous; None for lookalikes."""
    bare = _ASIDE.sub(" ", text)
    if counted := _counts(text) or _counts(bare):
        return counted
    if match := _ONLY.search(text):
        return f"mot {match.group(1)} {match.group(2)}"
    if match := _ALL.search(text):
        return _unanimous(match.group(1))
    return None


_ASIDE = re.compile(r"\((?=[^()]*[A-ZÆØÅ])[^()]{0,200}\)")
"""Which parties voted so."""


def _counts(text: str) -> str | None:
    """How many were for and how many against."""
    if match := _FOR_AND.search(text) or _LISTED.search(text):
        for_, against = [one for one in match.groups() if one][:2]
        return f"{for_} mot {against}"
    for match in _AGAINST.finditer(text):
        if _about_votes(text, match):
            return f"{_digits(match.group(1))} mot {_digits(match.group(2))}"
    for match in _DASHED.finditer(text):
        if re.search(r"stemme|røyst", match.group(), re.I) or re.search(
            r"(?:vedtatt|vedteke\w*|falt|fall|tiltrådt|med|røyster|stemmer)\s\(?\Z", text[: match.start()], re.I
        ):
            return f"{match.group(1)} mot {match.group(2)}"
    return None


def _about_votes(text: str, match: re.Match[str]) -> bool:
    if re.search(r"stemme|røyst|\bst\b", match.group() + text[match.end() : match.end() + 25], re.I):
        return True
    return bool(
        re.search(
            r"vedtatt|vedteke|falt|\bfall\b|tiltrådt|godkjent|nedstemt|stemmer|røyster|votering|fikk|fekk|flertall|fleirtal",
            text,
            re.I,
        )
    )


def _digits(word: str) -> str:
    return str(_WORDS.get(word.casefold(), word))


def _unanimous(word: str) -> str:
    word = word.casefold()
    return next((base for base in ("enstemmig", "einstemmig", "samstemmig") if word.startswith(base)), word)


def statements(text: str) -> Iterator[Statement]:
    """The votes that a text tells, in order; counts that stand in sentences of their own belong to the next result."""
    pending: list[int] = []
    shown: list[str] = []
    told = sentences(text)
    for at, sentence in enumerate(told):
        counts = [int(m.group(1)) for m in _FOR.finditer(sentence)] or [int(m.group(1)) for m in _FOR_LATE.finditer(sentence)]
        counts = counts or [int(_digits(m.group(1))) for m in _GOT.finditer(sentence)]
        won, lost = _WON.search(sentence) or (_DONE.search(sentence) if only_vote(sentence) else None), _LOST.search(sentence)
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
            vote = _beside(sentence, told[at - 1] if at else "", after)
        if (
            won
            and (with_ := _WITH.search(sentence))
            and (against := _AGAINST_LATE.search(sentence) or _AGAINST_LATE.search(after))
        ):
            vote = f"{with_.group(1)} mot {against.group(1)}"
        point = _POINT.search(sentence)
        whole = " ".join(dict.fromkeys((*shown, sentence))) if vote and pending else sentence
        yield Statement(
            whole, bool(won) and not lost, bool(lost), _subject(sentence, end), vote, point.group() if point else None
        )
        if won or not counts:
            pending, shown = ([], []) if won else (pending, shown)


def _beside(sentence: str, before: str, after: str) -> str | None:
    """The count that the sentence before or after gives: of the alternative that got fewer, or of a tie."""
    got = _GOT.search(sentence)
    if got is None:
        tie = vote_in(before) or ""
        return tie if re.fullmatch(r"(\d+) mot \1", tie) else _both(before)
    other = next((other for text in (after, before) if (other := _GOT.search(text))), None)
    if other is None:
        return _both(sentence)
    counts = sorted((int(_digits(got.group(1))), int(_digits(other.group(1)))), reverse=True)
    return f"{counts[0]} mot {counts[1]}"


def _both(sentence: str) -> str | None:
    """«Fikk innstillingen 14 stemmer og forslaget 7»: the counts of two alternatives in a sentence, the greater first."""
    got = _GOT_BOTH.search(_ASIDE.sub(" ", sentence))
    if got is None:
        return None
    counts = sorted((int(_digits(got.group(1))), int(_digits(got.group(2)))), reverse=True)
    return f"{counts[0]} mot {counts[1]}"


_GOT_BOTH = re.compile(
    rf"\b(?:fikk|fekk)\b(?:\s+[\wæøå.]+){{0,6}}?\s+({_NUMBER})\s+{_UNIT}[,;]?\s+(?:og|mens|medan|,|mot)?"
    rf"(?:\s*[\wæøå.]+){{0,6}}?\s+({_NUMBER})(?:\s+{_UNIT})?(?![\w/])",
    re.I,
)


def only_vote(sentence: str) -> bool:
    """True for a sentence that tells how something was voted on, and nothing else."""
    bare = re.sub(r"\([^)]*\)", " ", sentence)
    words = [word.casefold() for word in re.findall(r"\w+", bare)]
    told = vote_in(sentence) is not None or _ALL.search(sentence) is not None
    return told and len(words) < 30 and all(word in _VOTING or word.isdigit() or word in _WORDS for word in words)


_VOTING_WORDS = """
    vedtatt vedteke vedteken vedtekne vedtak vedtaket vart ble blei blei var er vert gjort fattet fatta truffet teke tatt enstemmig
    enstemmige samrøystes samrøystes einstemmig samstemmig einrøystes med mot imot stemmer stemme røyster røyst avgitte dette slik
    innstillingen innstillinga innstilling tilrådinga tilråding forslaget framlegget forslag framlegg rådmannens kommunedirektørens
    formannskapets og for tiltrådt tiltrådd godkjent godkjend ordførerens ordføraren ordførers sin si sitt dobbeltstemme dobbeltrøyst
    som det av avgitt votering røysting avstemming resultat
"""
_VOTING = frozenset(_VOTING_WORDS.split())


def _counted(sentence: str) -> Statement | None:
    """A sentence that tells how many were for and against, and nothing more."""
    match = _FOR_AND.search(sentence)
    if match is None:
        return None
    for_, against = int(match.group(1)), int(match.group(2))
    subject = "send" if "avvis" in sentence.casefold() else _subject(sentence, match.start())
    return Statement(sentence, for_ > against, for_ < against, subject, vote_in(sentence), None)


def _compared(sentence: str, before: str, after: Sequence[str]) -> Statement | None:
    """Two alternatives with their counts, where no sentence says which was adopted: the one that got most."""
    vote = _both(sentence)
    if vote is None or any(_WON.search(text) or _LOST.search(text) for text in after):
        return None
    got = _GOT_BOTH.search(_ASIDE.sub(" ", sentence))
    first = got is not None and int(_digits(got.group(1))) > int(_digits(got.group(2)))
    main = re.search(r"innstilling|tilråding", sentence, re.I)
    motion = re.search(r"\bforslag|\bframlegg", sentence, re.I)
    if main is None or motion is None:
        return None
    won = (main.start() < motion.start()) == first
    return Statement(f"{before} {sentence}".strip() if not won else sentence, True, False, "main" if won else "other", vote, None)


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
