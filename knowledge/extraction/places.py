"""Municipalities in a text: where they are named, how surely, and which of two with the same name.

Many names are ordinary words or family names («Vik», «Lund», «Time», «Sel»). A name counts only with a capital letter and with
company that names of municipalities keep.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.extraction.vocabulary import Vocabulary

_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_JOINT = re.compile(r"(?: ?[-–] ?|\. ?| )\Z")
_KOMMUNE = re.compile(
    r"\s+(?:kommunes?|kommunar?|kommuner|kommunen|kommunane|herad|formannskap|formannskapet|kommunestyre|kommunestyret"
    r"|bystyre|bystyret"
    r"|heradsstyre|heradsstyret|suohkan|tjïelte|komuuni|administrasjonsutvalg|rådhus)\b"
    r"|\s+(?:og|,)\s+[A-ZÆØÅ][\w-]+\s+kommun(?:er|ar)\b",
    re.I,
)
_BEFORE = re.compile(
    r"(?:\b(?:kommunestyr\w*|formannskap\w*|bystyr\w*|heradsstyr\w*|rådmenn\w*|rådmannen|kommunedirektør\w*|ordfør\w*"
    r"|kommunen|kommune|kommunene|kommunane|kommunar"
    r"|kommuner|vertskommun\w*|vert|utvalget|utvalet|komiteen)(?:\s+(?:i|for|frå|fra|er|blir|vert|som|mellom))?\s*:?\s*)\Z",
    re.I,
)
_MEDIUM = re.compile(
    r"(?:(?:\b(?:i|med|mellom|for|fra|frå|til|og|samt|både|der|at|saman|sammen|av|om|hos|under|eller|kommunane|kommunene"
    r"|er|begge|som|utanom|unntatt"
    r"|inkludert|vil|kan|skal|har)\s+)|(?:[,(«:–/-]\s*))\Z",
    re.I,
)
_PERSON_AFTER = re.compile(r"\s+(?:[A-ZÆØÅ][a-zæøå]+|\([A-ZÆØÅ][A-Za-zæøå]{0,5}\))")
_COUNTY = re.compile(r"\s+(?:fylkeskommune|fylke)\b", re.I)
_LISTED = re.compile(r"-?\s*(?:,|og|samt|/|–|-)\s+\Z", re.I)
_FUNCTION_WORDS = """
    både mellom i med for fra frå til og kommunestyret kommunestyrene kommunestyra formannskapet saksframlegg
    saksfremlegg rådmannen kommunedirektøren ordføreren ordføraren kommunane kommunene vertskommune også så da når hvis om
    der dette utvalg utval notat møte møteinnkalling møteprotokoll protokoll nye ny gamle felles interkommunalt
    samarbeid avtale bystyret heradsstyret sak fra eigarane eierne eigarkommunane deltakerne deltakarane partane partene møtebok
"""
_FUNCTION = frozenset(_FUNCTION_WORDS.split())
_ORDINARY_WORDS = """
    time sola strand stranda nes vik os hol lund gran sel stad heim sande
    lier hole rana ski moss vang nome råde bø ås ål grue tinn kinn
    voss aure vega gol lom flå løten berg sula hå bokn leka osen øyer
    våler herøy alta bodø etne kvam selbu frogn asker horten fauske nore modum valle
    lyngen lesja engerdal rindal folldal stryn hemnes austrheim oslo fjord røst smøla tana vadsø
    loppa ørland hitra molde eid orkland sunndal holmestrand skien larvik evje
"""
_ORDINARY = frozenset(_ORDINARY_WORDS.split())
"""Names that are words, family names or parts of other names; they want more company than others."""
_HINTS = {
    "nordland": "Nordland", "helgeland": "Nordland", "sunnmøre": "Møre og Romsdal",
    "møre": "Møre og Romsdal", "solør": "Innlandet",
    "hedmark": "Innlandet", "innlandet": "Innlandet", "østfold": "Østfold", "viken": "Østfold",
    "glåmdalen": "Innlandet", "kongsvingerregionen": "Innlandet", "mosseregionen": "Østfold",
    "ytre": "Møre og Romsdal",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """A municipality as it is named in a text."""

    ids: tuple[str, ...]
    start: int
    end: int
    kommune: bool
    """True when «kommune», «kommunestyre» or the like stands beside the name."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    key: tuple[str, ...]
    start: int
    end: int
    ids: tuple[str, ...]


def mentions(text: str, vocabulary: Vocabulary) -> list[Mention]:
    """The municipalities that a text names, in order."""
    found: list[Mention] = []
    candidates = _candidates(text, vocabulary)
    for at, candidate in enumerate(candidates):
        before = candidates[at - 1] if at else None
        mention = _judged(text, candidate, vocabulary, before, found)
        if mention is not None:
            found.append(mention)
    return found


def _candidates(text: str, vocabulary: Vocabulary) -> list[_Candidate]:
    found: list[_Candidate] = []
    done = 0
    for match in _WORD.finditer(text):
        start = match.start()
        word = match.group()
        if start < done or word.casefold() not in vocabulary.firsts:
            continue
        part = _words(text, start)
        if not (word[0].isupper() or (len(part) > 1 and part[1][0][0].isupper())):
            continue
        candidate = next((one for size in range(len(part), 0, -1) if (one := _candidate(text, part[:size], vocabulary))), None)
        if candidate is not None:
            found.append(candidate)
            done = candidate.end
        else:
            found.extend(_elided(part, vocabulary))
    return found


def _words(text: str, start: int) -> list[tuple[str, int, int]]:
    """The word at a place and the three after it."""
    found = []
    for match in _WORD.finditer(text, start, min(len(text), start + 90)):
        found.append((match.group(), match.start(), match.end()))
        if len(found) == 4:
            break
    return found


def _candidate(text: str, part: Sequence[tuple[str, int, int]], vocabulary: Vocabulary) -> _Candidate | None:
    key = _known(tuple(word.casefold() for word, _, _ in part), vocabulary)
    if key is None or not _together(text, part) or (len(part) == 1 and not part[0][0][0].isupper()):
        return None
    return _Candidate(key, part[0][1], part[-1][2], vocabulary.places[key])


def _elided(words: Sequence[tuple[str, int, int]], vocabulary: Vocabulary) -> list[_Candidate]:
    """«Nordre og Søndre Land» and «Nord- og Sør-Fron»: the first name is told by half."""
    if len(words) < 4 or words[1][0] != "og" or not words[0][0][0].isupper():
        return []
    key = (words[0][0].casefold(), words[3][0].casefold())
    other = (words[2][0].casefold(), key[1])
    if key not in vocabulary.places or other not in vocabulary.places:
        return []
    return [_Candidate(key, words[0][1], words[0][2], vocabulary.places[key])]


def _known(key: tuple[str, ...], vocabulary: Vocabulary) -> tuple[str, ...] | None:
    if key in vocabulary.places:
        return key
    if key[-1].endswith("s") and len(key[-1]) > 3:
        bare = (*key[:-1], key[-1][:-1])
        if bare in vocabulary.places:
            return bare
    return None


def _together(text: str, part: Sequence[tuple[str, int, int]]) -> bool:
    """True when the words stand beside each other, as in one name."""
    return all(_JOINT.match(text[a_end:b_start]) for (_, _, a_end), (_, b_start, _) in pairwise(part))


def _judged(
    text: str, candidate: _Candidate, vocabulary: Vocabulary, before: _Candidate | None, found: Sequence[Mention]
) -> Mention | None:
    start, end = candidate.start, candidate.end
    ahead, behind = text[end : end + 60], text[max(0, start - 40) : start]
    if (
        _COUNTY.match(ahead)
        or (ahead[:1] == "-" and ahead[1:2].isalpha() and not ahead[1:2].isupper())
        or (behind[-1:] == "-" and behind[-2:-1].isalpha())
    ):
        return None
    beside = candidate.key[-1] in ("herad", "kommune") or _KOMMUNE.match(ahead) is not None or _BEFORE.search(behind) is not None
    if candidate.key in vocabulary.weak and _KOMMUNE.match(ahead) is None:
        return None
    listed = bool(found) and found[-1].end <= start and _LISTED.fullmatch(text[found[-1].end : start]) is not None
    if not beside and not listed:
        if _person(text, candidate, before) or _PERSON_AFTER.match(ahead):
            return None
        single = len(candidate.key) == 1
        opens = start == 0 or text[start - 1] in "\n" or re.search(r"[.!?:]\s*\Z", behind) is not None
        if (
            single
            and opens
            and candidate.key[0] in _ORDINARY
            and not re.match(r"\s*(?:,|og|/|–|-|\n|$)", ahead)
            and not ahead.lstrip().startswith(("er ", "har ", "går ", "sin "))
        ):
            return None
        if single and not opens and candidate.key[0] in _ORDINARY and not _MEDIUM.search(behind):
            return None
    kommune = beside or (listed and found[-1].kommune)
    return Mention(candidate.ids, start, end, kommune)


def _person(text: str, candidate: _Candidate, before: _Candidate | None) -> bool:
    """True when a capital word stands right before the name, as a given name does."""
    match = re.search(r"([A-ZÆØÅ][\wæøå.-]*) \Z", text[max(0, candidate.start - 30) : candidate.start])
    word = match.group(1).casefold().strip(".") if match else ""
    if not word or word in _FUNCTION or re.search(r"kommun(?:ene|ane|er|ar)$", word):
        return False
    return before is None or before.end != candidate.start - 1


class Places:
    """The municipalities of one document, with shared names told apart by the company that they keep."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._seen: dict[str, list[tuple[str, Mention]]] = {}
        near: Counter[str] = Counter()
        words = Counter(word.casefold() for word in _WORD.findall(text))
        for hint, county in _HINTS.items():
            near[county] += words[hint]
        self._near = near

    def in_text(self, text: str) -> list[tuple[str, Mention]]:
        """Each municipality that a text names, in order, as far as it can be told which it is."""
        if text not in self._seen:
            self._seen[text] = [(one, mention) for mention in mentions(text, self._vocabulary) if (one := self.one(mention.ids))]
        return self._seen[text]

    def ids(self, text: str) -> tuple[str, ...]:
        """The municipalities of a text, each once."""
        return tuple(dict.fromkeys(one for one, _ in self.in_text(text)))

    def untold(self, text: str) -> bool:
        """True when a text names a municipality beside «kommune» that shares its name, and the document does not tell which."""
        return any(m.kommune and self.one(m.ids) is None for m in mentions(text, self._vocabulary))

    def cooperation(self, text: str) -> bool:
        """True when a text names a cooperation that the register knows by a name of its own."""
        return any(name in text for name in self._vocabulary.cooperations)

    def one(self, ids: Sequence[str]) -> str | None:
        """The municipality that a name stands for in this document; None where that cannot be told."""
        if len(ids) == 1:
            return ids[0]
        counts = [(self._near[self._vocabulary.counties[one]], one) for one in ids]
        best = max(counts)
        return best[1] if best[0] and sum(1 for count, _ in counts if count == best[0]) == 1 else None

    def kommune(self, texts: Iterable[str]) -> Counter[str]:
        """How often each municipality is named together with «kommune»."""
        return Counter(one for text in texts for one, mention in self.in_text(text) if mention.kommune)
