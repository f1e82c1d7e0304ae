"""How many voted for and against: the formulas that minutes tell it by, in figures and in words."""

from __future__ import annotations

import re

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
    rf"(?<![\w%/.-])({_NUMBER})\s*{_WHO}(?:(?:{_UNIT}|for|mandater|representanter)\s*)?{_WHO},?\s*(?:mot|imot)\s+"
    rf"({_NUMBER})(?![\w%/]|\.\d)"
    r"(?!\s*(?:\(\s*)?(?:prosent|kroner|millioner|innbyggere|i fjor|året))",
    re.I,
)
_FELL = re.compile(rf"\b(?:fikk|fekk)\s+({_NUMBER})\s+{_UNIT}\s+(?:og\s+)?(?:falt|fall)\s+(?:mot|imot)\s+({_NUMBER})\b", re.I)
_ONLY = re.compile(rf"\b(?:mot|imot)\s+({_NUMBER})\s+{_WHO}(stemmer?|røyster?|røyst|st\b)", re.I)
_DASHED = re.compile(rf"(?<![\w/.-])(\d{{1,3}})\s?[-–]\s?(\d{{1,3}})(?![\w/-]|\.\d)(?:\s+{_UNIT})?", re.I)
_LISTED = re.compile(
    rf"\b(?:for|ja)\s*:?\s*(\d{{1,3}})\s*{_WHO}(?:{_UNIT}\s*)?{_WHO}[.,;]?\s*(?:og\s+)?(?:votes )?"
    rf"(?:mot|imot|nei|against)\s*:?\s*(\d{{1,3}})\b"
    rf"|(?<![\w/.])(\d{{1,3}})\s+ja(?:-{_UNIT})?[\s,]+(?:og\s+)?(\d{{1,3}})\s+nei\b",
    re.I,
)
FOR = re.compile(r"\b(?:for|imot|mot)\b[^.:]{0,80}?\b(?:stemte|røysta|stemde)\s*:?\s*(\d{1,3})\b", re.I)
FOR_SUM = re.compile(
    r"\b(?:for|imot|mot)\b[^.:]{0,80}?\b(?:stemte|røysta|stemde)\b"
    r"[^.]{0,200}?\b(?:til saman|til sammen|i alt|totalt)\s+(\d{1,3})\b",
    re.I,
)
FOR_LATE = re.compile(r"(?<!\d)(\d{1,3})\s+(?:\w+\s){0,2}?(?:stemte|røysta|stemde)\s+(?:for|imot|mot)\b", re.I)
WITH = re.compile(r"\bmed\s+(\d{1,3})\s+(?:stemmer|røyster)\b(?!\s*(?:\([^()]*\)\s*)?(?:mot|imot))", re.I)
AGAINST_LATE = re.compile(r"(?<!\d)(\d{1,3})\s+(?:\w+\s){0,2}?(?:stemte|røysta|stemde)\s+(?:imot|mot)\b", re.I)
GOT = re.compile(rf"\b(?:fikk|fekk|oppnådde|samla|samlet)\s+({_NUMBER})\s*(?:stemmer?|røyster?|st\b)", re.I)
FOR_AND = re.compile(
    r"(?<!\d)(\d{1,3})\s*(?:representanter|representantar|medlemmer|medlemer)?\s*(?:stemmer|røyster|stemte|røysta)?\s*for"
    r"(?:\s+(?!og\b)[\wæøå]+){0,4}\s*(?:,\s*og|,? men|,|og)\s*(\d{1,3})\s*(?:stemmer|røyster|stemte|røysta)?\s*(?:mot|imot)\b",
    re.I,
)
_SENTENCE = re.compile(r"(?:(?<=[.!?;])|(?<=[.!?][»”\"]))(?<![Pp]kt\.)(?<!\bnr\.)(?<!\bkl\.)(?<!\bjf\.)\s+(?=[A-ZÆØÅ«\d])|\n+")


def sentences(text: str) -> list[str]:
    """A text sentence by sentence; good enough for minutes."""
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]


def vote_in(text: str) -> str | None:
    """The vote that a sentence tells, in the document's own words for unanimous; None for lookalikes."""
    bare = ASIDE.sub(" ", text)
    if counted := _counts(text) or _counts(bare):
        return counted
    if match := _ONLY.search(text):
        return f"mot {match.group(1)} {match.group(2)}"
    if match := _ALL.search(text):
        return _unanimous(match.group(1))
    if match := EVERYBODY.search(text):
        return "samrøystes" if "røyst" in match.group().casefold() else "enstemmig"
    return None


EVERYBODY = re.compile(
    r"\balle\b[^.,]{0,40}\b(?:røysta|stemte|stemde) for\b|\bingen\b(?: som)? (?:røysta|stemte|stemde) (?:mot|imot)\b", re.I
)
"""Unanimous in other words."""


ASIDE = re.compile(r"\((?=[^()]*[A-ZÆØÅ])[^()]{0,200}\)")
"""Which parties voted so."""


def _counts(text: str) -> str | None:
    """How many were for and how many against."""
    if match := FOR_AND.search(text) or _LISTED.search(text):
        for_, against = [one for one in match.groups() if one][:2]
        return f"{for_} mot {against}"
    if match := _FELL.search(text):
        return f"{digits(match.group(1))} mot {digits(match.group(2))}"
    for match in _AGAINST.finditer(text):
        if _about_votes(text, match):
            return f"{digits(match.group(1))} mot {digits(match.group(2))}"
    for match in _DASHED.finditer(text):
        if re.search(r"stemme|røyst", match.group(), re.I) or re.search(
            r"(?:vedtatt|vedteke\w*|falt|fall|tiltrådt|med|røyster|stemmer)\s\(?\Z", text[: match.start()], re.I
        ):
            return f"{match.group(1)} mot {match.group(2)}"
    return None


def _about_votes(text: str, match: re.Match[str]) -> bool:
    if re.fullmatch(r"\W*", text[: match.start()] + text[match.end() :]):
        return True
    if re.match(r"\s*(?:stemmer |røyster )?for (?:tilråding|innstilling|forslag|framlegg)", text[match.end() :], re.I):
        return True
    if re.search(r"stemme|røyst|\bst\b", match.group() + text[match.end() : match.end() + 25], re.I):
        return True
    return bool(
        re.search(
            r"vedtatt|vedteke|falt|\bfall\b|tiltrådt|godkjent|nedstemt|stemmer|røyster|votering|fikk|fekk|flertall|fleirtal",
            text,
            re.I,
        )
    )


def digits(word: str) -> str:
    """A number in figures, also where it is written in words."""
    return str(_WORDS.get(word.casefold(), word))


def _unanimous(word: str) -> str:
    word = word.casefold()
    return next((base for base in ("enstemmig", "einstemmig", "samstemmig") if word.startswith(base)), word)


def beside(sentence: str, before: str, after: str) -> str | None:
    """The count that the sentence before or after gives: of the alternative that got fewer, or of a tie."""
    got = GOT.search(sentence)
    if got is None:
        tie = vote_in(before) or ""
        return tie if re.fullmatch(r"(\d+) mot \1", tie) else both(before)
    other = next((other for text in (after, before) if (other := GOT.search(text))), None)
    if other is None:
        return both(sentence)
    counts = sorted((int(digits(got.group(1))), int(digits(other.group(1)))), reverse=True)
    return f"{counts[0]} mot {counts[1]}"


def both(sentence: str) -> str | None:
    """«Fikk innstillingen 14 stemmer og forslaget 7»: the counts of two alternatives in a sentence, the greater first."""
    got = alternatives(sentence)
    return f"{max(got)} mot {min(got)}" if got else None


def alternatives(sentence: str) -> tuple[int, int] | None:
    """The counts of two alternatives in the order that the sentence names them."""
    got = GOT_BOTH.search(ASIDE.sub(" ", sentence))
    if got is None:
        return None
    first, second = [int(digits(count)) for count in got.groups() if count][:2]
    return first, second


GOT_BOTH = re.compile(
    rf"\b(?:fikk|fekk)\b(?:\s+[\wæøå.]+){{0,6}}?\s+({_NUMBER})\s+{_UNIT}[,;]?\s+(?:og|mens|medan|,|mot)?"
    rf"(?:\s*[\wæøå.]+){{0,6}}?\s+({_NUMBER})(?:\s+{_UNIT})?(?![\w/])"
    rf"|(?:innstilling|tilråding|forslag|framlegg)\w*(?:\s+[\wæøå.]+){{0,3}}?:?\s+({_NUMBER})\s+{_UNIT}[,;]?\s+(?:og\s+)?"
    rf"(?:[\wæøå.]+\s+){{1,6}}?({_NUMBER})\s+{_UNIT}(?![\w/])",
    re.I,
)


def only_vote(sentence: str) -> bool:
    """True for a sentence that tells how something was voted on, and nothing else."""
    bare = re.sub(r"\([^)]*\)", " ", sentence)
    words = [word.casefold() for word in re.findall(r"\w+", bare)]
    told = vote_in(sentence) is not None or _ALL.search(sentence) is not None
    return told and len(words) < 30 and all(word in _VOTING or word.isdigit() or word in _WORDS for word in words)


_VOTING_WORDS = """
    vedtatt vedteke vedteken vedtekne vedtak vedtaket vart ble blei var er vert gjort fattet fatta truffet teke
    tatt enstemmig enstemmige samrøystes einstemmig samstemmig einrøystes med mot imot stemmer stemme røyster røyst
    avgitte dette slik innstillingen innstillinga innstilling tilrådinga tilråding forslaget framlegget forslag
    framlegg rådmannens kommunedirektørens formannskapets og for tiltrådt tiltrådd godkjent godkjend ordførerens
    ordføraren ordførers sin si sitt dobbeltstemme dobbeltrøyst som det av avgitt votering røysting avstemming
    resultat
"""
_VOTING = frozenset(_VOTING_WORDS.split())
