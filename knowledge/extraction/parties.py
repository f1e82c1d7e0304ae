"""Whom a cooperation is between, and who is its host."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.extraction.lines import Line
from knowledge.extraction.places import Mention, Places

_TOGETHER = re.compile(
    r"\b(?:\w*samarbeid\w*|felles\w*|vertskommun\w*|vertkommun\w*|selskap\w*|\w*IKS|\w*KO|deltak\w*|eigar\w*|eier\w*"
    r"|partene|partane|partar|parter|oppgavefellesskap\w*|oppgåvefellesskap\w*|avtal\w*|politisk råd\w*|regionråd\w*"
    r"|interkommunal\w*|saman|sammen|er med|slå\w* seg|mellom)\b",
    re.I,
)
_WHOLE = re.compile(
    r"\b(?:mellom|eies (?:i dag )?av|eid av|eigd av|eigast av|deltak\w*|eigar\w*|eier\w*|partene|partane|partar|parter"
    r"|saman med|sammen med|er med i|består av|omfatter|omfattar|samarbeider|samarbeidar|samarbeidet|samarbeidd|samarbeida"
    r"|medlemskommun\w*|tilslutt\w*"
    r"|samarbeidskommun\w*|likelydende vedtak|vedtak\w* i)\b",
    re.I,
)
_ELSEWHERE = re.compile(
    r"\b(?:sammenlikn\w*|sammenlign\w*|samanlikn\w*|liknende|lignende|liknande|tilsvarende|tilsvarande|eksempel\w*"
    r"|til dømes|erfaring\w*|ønsker ikke|ønskjer ikkje|ønsker ikkje|ikke med|ikkje med|deltar ikke|deltek ikkje"
    r"|takket nei|takka nei|sagt nei|står utenfor|står utanfor"
    r"|tidligere|tidlegare|vurderte|alternativ(?! \d)\w*|også valgt|også vald|spurt|i motsetning|besøk\w*|studietur\w*"
    r"|modellen i|som i)\b",
    re.I,
)
_LEAVES_OUT = re.compile(r"\b(?:sies? opp|seier opp|sagt opp|kjøp\w*|sier opp|avslutt\w*)\b[^.]{0,80}\Z", re.I)
_LEFT_AFTER = re.compile(r"(?: kommune| herad)?,? (?:vert|blir|er|sies|blei|ble)? ?(?:sagt opp|opp\b|sies opp|avslutt\w*)", re.I)


@dataclass(frozen=True, slots=True)
class Parties:
    """The municipalities of a cooperation with the sentence that names them."""

    ids: tuple[str, ...] = ()
    quote: str = ""


def parties(core: Sequence[str], body: str, places: Places, own: str | None) -> Parties:
    """Those that the title, the proposal or the decision name as together; else those that the body does."""
    found: list[str] = []
    bought_from: set[str] = set()
    quote = ""
    leaves = _LEAVES.search("\n".join(core)) is not None
    for text in core:
        for sentence in _sentences(text):
            named = _together(sentence, places, own) or _listed(sentence, places, own)
            if named:
                quote = quote or sentence
                found.extend(named)
            bought = [] if leaves else _bought(sentence, places)
            found.extend(bought)
            bought_from.update(bought)
            quote = quote or (sentence if bought else "")
    owners, told = _owners(core, body, places, own)
    if owners:
        found, quote = [*(one for one in found if one not in bought_from), *owners], quote or told
    hosted = host(core, "", places)
    if not set(found) - {own, hosted[0] if hosted else None}:
        for sentence in _sentences(body):
            if _WHOLE.search(sentence):
                named = _together(sentence, places, own)
                if set(named) - {own} and (not hosted or hosted[0] in named):
                    found, quote = [*found, *named], sentence
                    break
    if not set(found) - {own}:  # who is left is with it until then, where nobody else is
        left = [(s, named) for text in core for s in _sentences(text) if (named := _together(s, places, own, leaving=True))]
        found, quote = [one for _, named in left for one in named], left[0][0] if left else quote
    found.extend(_all_of(found, "\n".join([*core, body]), places))
    if leaves:
        found.extend(one for text in core for s in _sentences(text) if _WARNED.search(s) for one in places.ids(s))
    if own and own not in found:
        found.insert(0, own)
    if hosted and hosted[0] not in found:
        found.append(hosted[0])
    return Parties(tuple(dict.fromkeys(found)), quote)


def _sentences(text: str) -> Iterator[str]:
    for part in re.split(r"(?<=[.!?])\s+(?=[A-ZÆØÅ«])|\n", text):
        if part.strip():
            yield part.strip()


def _together(sentence: str, places: Places, own: str | None, leaving: bool = False) -> list[str]:
    if not _TOGETHER.search(sentence) or _ELSEWHERE.search(sentence):
        return []
    return [one for one, mention in places.in_text(sentence) if leaving or not _left_out(sentence, mention)]


_OWNS = re.compile(
    r"\b(?:eies|eigd|eid|eigast|eig|eier|eiere|eierne|eigarar|eigarane|medlem(?:m?er|m?ene|ane)?|medlemskommun\w*"
    r"|eierkommun\w*|eigarkommun\w*|deltakerkommun\w*|deltakarkommun\w*|skipa|stifta|stiftet|danna|dannet)\b",
    re.I,
)
_JOINS = re.compile(
    r"\b(?:innmeld\w*|melder seg inn|melde seg inn|går inn|gå inn|tre\w* inn|inntre\w*|inn i|slutta?\w* seg til"
    r"|ny eier|ny eigar)\b",
    re.I,
)


def _owners(core: Sequence[str], body: str, places: Places, own: str | None) -> tuple[list[str], str]:
    """Those that the body says own what the case is on: the own among them, or those that the own joins."""
    joins = _JOINS.search("\n".join(core)) is not None
    for sentence in _sentences(body):
        named = places.ids(sentence) if _OWNS.search(sentence) and not _ELSEWHERE.search(sentence) else ()
        if len(named) > 1 and (own in named or joins):
            return list(named), sentence
    return [], ""


_BOUGHT = re.compile(r"\b(?:kjøp\w*|leig\w*|lei\w*|tenestekjøp|tjenestekjøp)\b[^.;]{2,90}?\b(?:frå|fra|av|hos|hjå)\s+\Z", re.I)
_LEAVES = re.compile(
    r"\b(?:trer ut|tre ut|trer ut|uttre\w*|utmeld\w*|går ut av|melder seg ut|seier opp|sier opp|sies opp)\b", re.I
)
_WARNED = re.compile(r"\b(?:varsel|varsl\w*|underrett\w*|melding|melde)\b", re.I)
"""Those who are told that somebody leaves are those who stay."""
_COUNTED = ["to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv"]
_ALL_OF = re.compile(
    rf"\b(?:de|dei|alle|av)\s+(?P<number>{'|'.join(_COUNTED)}|\d{{1,2}})\s+"
    r"(?:[\wæøå]*(?:deltakar|deltaker|eier|eigar|samarbeids|nabo|medlems))?kommun(?:ene|ane|er|ar)\b",
    re.I,
)


def _bought(sentence: str, places: Places) -> list[str]:
    """The municipality that a service is bought from."""
    return [one for one, mention in places.in_text(sentence) if _BOUGHT.search(sentence[: mention.start])]


def _all_of(found: Sequence[str], text: str, places: Places) -> tuple[str, ...]:
    """All that the text names, where it says how many they are and names just so many."""
    for match in _ALL_OF.finditer(text):
        word = match["number"].casefold()
        number = int(word) if word.isdigit() else _COUNTED.index(word) + 2
        named = places.ids(text)
        if len(set(found)) < number == len(named) and set(found) <= set(named):
            return named
    return ()


def _listed(sentence: str, places: Places, own: str | None) -> list[str]:
    """A list of municipalities with the own among them, in what is decided: «… som ein del av PPT for A, B og C»."""
    named = places.in_text(sentence)
    ids = [one for one, mention in named if not _left_out(sentence, mention)]
    if len(set(ids)) < 3 or own not in ids or _ELSEWHERE.search(sentence):
        return []
    return ids


def _left_out(sentence: str, mention: Mention) -> bool:
    if _LEFT_AFTER.match(sentence[mention.end :]):
        return True
    return _LEAVES_OUT.search(sentence[: mention.start]) is not None and not re.search(r"\bmellom\b", sentence[: mention.start])


_NAME = r"(?P<name>[A-ZÆØÅÁŠŽČ][^\W\d_]*(?:[- ][A-ZÆØÅÁ][^\W\d_]*){0,3})"
_HOST = (
    re.compile(
        rf"{_NAME}\s*(?:\s(?:kommune|herad)\b)?,?\s+(?:er|blir|vert|som|skal være|skal vere|skal vera|blir ny|vil være|vil vere"
        rf"|være|vere|vera"
        rf"|til|velges som|vert vald som|held fram som|fortsetter som|påtar seg å være|tek på seg å vere|fungerer som)\s+"
        rf"(?:(?:administrativ|framleis|fortsatt|fremdeles|framleides|også|òg|ny|felles|no|nå|arbeidsgiver og"
        rf"|arbeidsgivar og|kontorkommune og)\s+){{0,2}}(?:vertskommune|vertkommune|vert\b)"
    ),
    re.compile(
        rf"\b[Vv]erts?kommunen?\s*(?:(?:i samarbeidet|for \w+(?: \w+)?)\s+)?(?:er|blir|vert|skal være|skal vere|:|–|-)?\s*"
        rf"(?:framleis\s+|fortsatt\s+)?{_NAME}"
    ),
    re.compile(
        rf"\b[Vv]erts?(?:kommune)?(?:ansvar|funksjon|oppgave|oppgåve|rolle|rolla|skap)\w{{0,3}}\b[^.]{{0,40}}?\b(?:til"
        rf"|hos|i)\s+{_NAME}"
    ),
    re.compile(rf"\b[Ll]eg(?:ge|g)(?:s|ast|es)? (?:til|i)\s+{_NAME}\s+(?:kommune\s+|herad\s+)?som\s+vert"),
)
_UNSURE = re.compile(
    r"\b(?:alternativ\w*|enten|anten|kan være|kan vere|kunne vere|kunne være|vurder\w*|eller|hvem|kven|ikke|ikkje)\b", re.I
)


def host(core: Sequence[str], body: str, places: Places) -> tuple[str, str] | None:
    """The host that the core tells, else the one that the body tells without doubt, with the sentence."""
    for text in core:
        found = dict(_hosts(text, places))
        if found:
            return next(iter(found.items())) if len(found) == 1 else None
    found = {
        one: sentence
        for one, sentence in _hosts(body, places)
        if not _UNSURE.search(sentence) and not _ELSEWHERE.search(sentence)
    }
    return next(iter(found.items())) if len(found) == 1 else None


def _hosts(text: str, places: Places) -> Iterator[tuple[str, str]]:
    for sentence in _sentences(text):
        if "vert" not in sentence.casefold():
            continue
        named = places.in_text(sentence)
        for pattern in _HOST:
            for match in pattern.finditer(sentence):
                start, end = match.span("name")
                inside = [one for one, mention in named if mention.start < end and start < mention.end]
                if inside:
                    yield inside[-1] if pattern is _HOST[0] else inside[0], sentence


def quoted_line(lines: Sequence[Line], sentence: str) -> Line | None:
    """The line that a sentence begins on."""
    start = sentence[:25]
    return next((line for line in lines if start in line.text), None) or next(
        (line for line in lines if line.text and line.text[:25] in sentence), None
    )
