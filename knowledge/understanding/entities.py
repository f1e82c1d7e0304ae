"""What a question names: municipalities, regions, forms, fields, bodies, sources, years, dates and paragraphs, with their spans.

Cooperations are not found here: they are called by description as often as by name, and that takes the whole question
(``knowledge.understanding.cooperations``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.model import Form, PartialDate
from knowledge.snapshot import Knowledge
from knowledge.understanding.words import Token, fold, tokens

MONTHS = {
    "januar": 1, "februar": 2, "mars": 3, "april": 4, "mai": 5, "juni": 6, "juli": 7, "august": 8, "september": 9,
    "oktober": 10, "november": 11, "desember": 12,
}  # fmt: skip
_NOT_BY_NAME = frozenset({Form.AGREEMENT, Form.PROJECT})
"""Forms whose names are everyday words."""
_NUMERIC_DATE = re.compile(r"^(\d{1,2})[./](\d{1,2})[./-](\d{4}|\d{2})$")
_ISO_DATE = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
_CASE_NUMBER = re.compile(r"^(?:\d{1,3}/(?:19|20)?\d{2}|(?:19|20)\d{2}/\d{1,6}(?:-\d{1,3})?)$")
"""«45/2025» of a meeting, «2024/8140-4» of the archive."""
_YEAR = re.compile(r"^(?:19|20)\d{2}$")


@dataclass(frozen=True, slots=True)
class Mention:
    """Something named, and the tokens that name it."""

    kind: str
    """municipality, region, county, form, source, body, year, date, case_number, paragraph."""
    ids: tuple[str, ...]
    """What it can be: more than one where the name is shared."""
    start: int
    end: int
    """Token positions, end exclusive."""
    text: str
    mended: bool = False


@dataclass(slots=True)
class Entities:
    """All mentions of a question, and which tokens they take."""

    tokens: tuple[Token, ...]
    mentions: list[Mention] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)

    def add(self, mention: Mention) -> None:
        """Keep a mention; its tokens are spoken for."""
        self.mentions.append(mention)
        self.taken.update(range(mention.start, mention.end))

    def of(self, kind: str) -> list[Mention]:
        """The mentions of one kind, in the order of the question."""
        return sorted((m for m in self.mentions if m.kind == kind), key=lambda m: m.start)


_LEDD = (
    ("første", "fyrste"), ("andre", "annet"), ("tredje", "tredje"), ("fjerde", "fjerde"), ("femte", "femte"),
    ("sjette", "sjette"), ("sjuende", "sjuande"), ("åttende", "åttande"),
)  # fmt: skip
_PARAGRAPH_WORDS = frozenset({"paragraf", "paragrafen", "par"})
_ORDINALS = {fold(w): n for n, (nb, nn) in enumerate(_LEDD, 1) for w in (nb, nn)}


def _paragraph(words: Sequence[Token], at: int) -> Mention:
    """«§ 19-4», «§ 22 a», and the ledd when it is named: «§ 19-4 fjerde ledd» is ``19-4/4``."""
    number, end = words[at + 1].text, at + 2
    if end < len(words) and words[end].text in ("a", "b", "c") and words[end].start - words[end - 1].end <= 1:
        number, end = number + words[end].text, end + 1
    if end + 1 < len(words) and words[end + 1].folded.startswith("ledd") and words[end].folded in _ORDINALS:
        number, end = f"{number}/{_ORDINALS[words[end].folded]}", end + 2
    return Mention("paragraph", (number,), at, end, "§ " + number)


class Gazetteer:
    """Names -> what they name, matched over whole tokens, the longest first."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._phrases: dict[tuple[str, ...], list[tuple[str, str]]] = {}
        self._longest = 1
        self._language = knowledge.language
        self._knowledge = knowledge
        self._fill(knowledge)
        self._municipal_words: dict[int, list[str]] = {}
        for phrase, targets in self._phrases.items():
            if any(kind in ("municipality", "region") for kind, _ in targets):
                for word in phrase:
                    if len(word) >= 5:
                        self._municipal_words.setdefault(len(word), []).append(word)

    def _fill(self, knowledge: Knowledge) -> None:
        register = knowledge.register
        counties: dict[str, list[str]] = {}
        for municipality in register.municipalities.values():
            for name in (municipality.name, *municipality.names, *municipality.aliases):
                self._put(name, "municipality", municipality.id)
            counties.setdefault(municipality.county, []).append(municipality.id)
        for county, members in counties.items():
            if len(members) > 1:
                self._put(county, "county", county)
        for region in register.regions.values():
            for name in {region.name.nb, region.name.nn, *region.aliases.all()}:
                self._put(name, "region", region.id)
        for form in knowledge.language.forms.values():
            if form.form in _NOT_BY_NAME:
                continue
            short = {s for s in (form.short.nb, form.short.nn) if (s.isupper() and len(s) > 2) or s == "KO"}
            for name in {form.name.nb, form.name.nn, *form.words.all(), *short}:
                self._put(name, "form", form.form.value)

    def _put(self, name: str, kind: str, target: str) -> None:
        phrase = tuple(t.folded for t in tokens(name))
        if not phrase:
            return
        self._longest = max(self._longest, len(phrase))
        targets = self._phrases.setdefault(phrase, [])
        if (kind, target) not in targets:
            targets.append((kind, target))

    def find(self, text: str) -> Entities:
        """Every mention in ``text``; where two overlap, the longer wins."""
        words = tokens(text)
        entities = Entities(words)
        for i, word in enumerate(words):
            if word.text == "AS":  # in capitals it is the company, not the municipality Ås
                entities.add(Mention("form", (Form.AS.value,), i, i + 1, "AS"))
        self._dates(entities)
        position = 0
        while position < len(words):
            position = self._at(entities, position)
        self._shared_words(entities)
        self._mend(entities)
        return entities

    def _at(self, entities: Entities, position: int) -> int:
        words = entities.tokens
        for size in range(min(self._longest, len(words) - position), 0, -1):
            span = range(position, position + size)
            if entities.taken.intersection(span):
                continue
            phrase = tuple(words[i].folded for i in span)
            for last in self._forms(words[position + size - 1], size):
                targets = self._phrases.get((*phrase[:-1], last))
                if targets and self._plausible(entities, position, size, targets):
                    kind = targets[0][0]
                    ids = tuple(target for k, target in targets if k == kind)
                    entities.add(Mention(kind, ids, position, position + size, " ".join(words[i].text for i in span)))
                    return position + size
        return position + 1

    def _forms(self, word: Token, size: int) -> Iterable[str]:
        """The word and its uninflected forms; a filler word («oss», «ha») is never an inflected name."""
        if word.folded in self._language.lexicon.filler:
            return (word.folded,)
        return _uninflected(word.folded)

    def _plausible(self, entities: Entities, position: int, size: int, targets: Sequence[tuple[str, str]]) -> bool:
        """A name that is an ordinary word too must look like a name: a capital, or a word beside it that shows it."""
        if size > 1 or targets[0][0] not in ("municipality", "region", "county"):
            return True
        words = entities.tokens
        word = words[position]
        if word.folded in self._language.lexicon.filler and not (word.text[0].isupper() and position > 0):
            return False
        if word.folded.rstrip("s") not in self._language.risky_names and word.folded not in self._language.risky_names:
            return True
        if word.text[0].isupper() and position > 0 and not all(w.text.isupper() for w in words):
            return True
        beside = [words[i].folded for i in (position - 1, position + 1) if 0 <= i < len(words)]
        return any(w in self._language.shows_name or w.startswith("kommun") for w in beside)

    def _shared_words(self, entities: Entities) -> None:
        """«Søndre og Nordre Land», «Vestre- og Østre Toten»: the first half borrows the last word."""
        words = entities.tokens
        for mention in list(entities.of("municipality")):
            if mention.end - mention.start != 2:
                continue
            tail = words[mention.end - 1].folded
            for i in range(mention.start - 1, max(mention.start - 4, -1), -1):
                if i in entities.taken:
                    continue
                for last in _uninflected(tail):
                    targets = [t for t in self._phrases.get((words[i].folded, last), ()) if t[0] == "municipality"]
                    if targets:
                        entities.add(
                            Mention("municipality", (targets[0][1],), i, i + 1, f"{words[i].text} {words[mention.end - 1].text}")
                        )

    def _mend(self, entities: Entities) -> None:
        """Names with typing errors: only for words that are nothing else we know."""
        knowledge = self._knowledge
        words = entities.tokens
        for i, word in enumerate(words):
            size = len(word.folded)
            if i in entities.taken or size < 5 or word.folded[0].isdigit():
                continue
            if knowledge.lexicon.knows(word.folded) or knowledge.vocabulary.has(word.folded):
                continue
            allowed = 1 if size < 8 else 2
            choices = [w for n in range(size - allowed, size + allowed + 1) for w in self._municipal_words.get(n, ())]
            near = process.extract(word.folded, choices, scorer=OSA.distance, processor=None, score_cutoff=allowed, limit=3)
            near = [n for n in near if n[1] == near[0][1]]
            names = {n[0] for n in near}
            if len(names) != 1:
                continue
            self._mended(entities, i, names.pop())

    def _mended(self, entities: Entities, position: int, name: str) -> None:
        words = entities.tokens
        for start, phrase in (
            (position, (name,)),
            (position - 1, (words[position - 1].folded if position else "", name)),
            (position, (name, words[position + 1].folded if position + 1 < len(words) else "")),
        ):
            targets = self._phrases.get(phrase)
            span = range(start, start + len(phrase))
            if targets and targets[0][0] in ("municipality", "region") and not entities.taken.intersection(span):
                kind = targets[0][0]
                ids = tuple(t for k, t in targets if k == kind)
                text = " ".join(words[i].text for i in span)
                entities.add(Mention(kind, ids, start, start + len(phrase), text, mended=True))
                return

    def _dates(self, entities: Entities) -> None:
        words = entities.tokens
        for i, word in enumerate(words):
            if i in entities.taken:
                continue
            if word.text.startswith("§") or word.folded in _PARAGRAPH_WORDS:
                if i + 1 < len(words) and words[i + 1].text[0].isdigit():
                    entities.add(_paragraph(words, i))
                continue
            date, end = _numeric_date(word.text), i + 1
            if date is None and end < len(words) and _YEAR.match(words[end].text):  # «5/9 2023»
                date, end = _numeric_date(f"{word.text.replace('/', '.')}.{words[end].text}"), end + 1
            if date:
                entities.add(Mention("date", (date,), i, end, word.text))
            elif _CASE_NUMBER.match(word.text):
                entities.add(Mention("case_number", (word.text,), i, i + 1, word.text))
            elif word.folded in MONTHS:
                self._month(entities, i)
            elif _YEAR.match(word.text):
                entities.add(Mention("year", (word.text,), i, i + 1, word.text))

    def _month(self, entities: Entities, i: int) -> None:
        words = entities.tokens
        day = words[i - 1].text if i and words[i - 1].text.isdigit() and len(words[i - 1].text) <= 2 else None
        year = words[i + 1].text if i + 1 < len(words) and _YEAR.match(words[i + 1].text) else None
        start, end = (i - 1 if day else i), (i + 2 if year else i + 1)
        if year is None:
            entities.add(
                Mention(
                    "month", (f"{MONTHS[words[i].folded]:02}" + (f"-{int(day):02}" if day else ""),), start, end, words[i].text
                )
            )
            return
        text = f"{year}-{MONTHS[words[i].folded]:02}" + (f"-{int(day):02}" if day else "")
        entities.add(Mention("date", (text,), start, end, " ".join(words[j].text for j in range(start, end))))


def _numeric_date(text: str) -> str | None:
    match = _NUMERIC_DATE.match(text)
    if match:
        day, month, year = (int(g) for g in match.groups())
        text = f"{year + 2000 if year < 100 else year:04}-{month:02}-{day:02}"
    elif not _ISO_DATE.match(text):
        return None
    try:
        return str(PartialDate.parse(text))
    except ValueError:
        return None


def _uninflected(word: str) -> Iterable[str]:
    """The word itself, then without a genitive s and without the endings that names of bodies and forms take."""
    yield word
    for ending in ("s", "et", "ene", "a", "en", "er", "ar", "ane", "ets"):
        if word.endswith(ending) and len(word) - len(ending) >= 2 and (ending == "s" or len(word) > 7):
            yield word[: -len(ending)]


def expand_places(knowledge: Knowledge, mentions: Mapping[str, list[Mention]]) -> frozenset[str]:
    """All municipalities that the named regions and counties hold."""
    found: set[str] = set()
    for mention in mentions.get("region", ()):
        for region in mention.ids:
            found.update(knowledge.register.regions[region].municipalities)
    for mention in mentions.get("county", ()):
        found.update(m.id for m in knowledge.register.municipalities.values() if m.county in mention.ids)
    return frozenset(found)


def bodies(words: Sequence[Token], known: Mapping[str, str]) -> tuple[str, ...]:
    """The bodies that the words name, by our names for them."""
    return tuple(dict.fromkeys(known[w.folded] for w in words if w.folded in known))


def field_by_word(knowledge: Knowledge) -> Mapping[str, tuple[str, ...]]:
    """Lemma of each field word -> the fields that it may mean."""
    found: dict[str, list[str]] = {}
    for record in knowledge.register.fields.values():
        for phrase in {record.name.nb, record.name.nn, *record.words.all()}:
            words = [t.folded for t in tokens(phrase)]
            if len(words) == 1:
                ids = found.setdefault(knowledge.lexicon.lemma(fold(words[0])), [])
                if record.id not in ids:
                    ids.append(record.id)
    return {lemma: tuple(ids) for lemma, ids in found.items()}
