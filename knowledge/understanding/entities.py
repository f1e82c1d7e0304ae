"""What a question names: municipalities, regions, forms, fields, bodies, sources, years, dates and paragraphs, with their spans.

Cooperations are not found here: they are called by description as often as by name, and that takes the whole question
(``knowledge.understanding.cooperations``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from knowledge.model import Form
from knowledge.snapshot import Knowledge
from knowledge.understanding import dates_named, homonyms, numbers_named
from knowledge.understanding.dates_named import MONTHS
from knowledge.understanding.mentions import Entities, Mention
from knowledge.understanding.normalise import Reader
from knowledge.understanding.words import Token, fold, tokens

_NOT_BY_NAME = frozenset({Form.AGREEMENT, Form.PROJECT})
"""Forms whose names are everyday words."""
_PLACES = ("municipality", "region", "county")


class Gazetteer:
    """Names -> what they name, matched over whole tokens, the longest first."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._phrases: dict[tuple[str, ...], list[tuple[str, str]]] = {}
        self._longest = 1
        self._language = knowledge.language
        self._knowledge = knowledge
        self._fill(knowledge)
        self.reader = Reader(knowledge, _place_names(knowledge))

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
        read = self.reader.read(text)
        words = read.words
        entities = Entities(words, mended=read.mended)
        for i, word in enumerate(words):
            if homonyms.is_company(words, i):
                entities.add(Mention("form", (Form.AS.value,), i, i + 1, word.text))
        self._numbers(entities, numbers_named.find(text, words))
        dates_named.find(entities)
        position = 0
        while position < len(words):
            position = self._at(entities, position)
        self._shared_words(entities)
        if not entities.of("form"):  # «et vertskommunesamarbeid etter kapittel 20» is named already
            self._numbers(entities, numbers_named.chapters(words))
        return entities

    @staticmethod
    def _numbers(entities: Entities, found: Iterable[numbers_named.Named]) -> None:
        for kind, target, start, end in found:
            text = " ".join(w.text for w in entities.tokens[start:end])
            entities.add(Mention(kind, (target,), start, end, text))

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
                    entities.add(self._mention(words, span, targets))
                    return position + size
                if targets and targets[0][0] in _PLACES:
                    entities.passed.update(span)
        return position + 1

    def _mention(self, words: Sequence[Token], span: range, targets: Sequence[tuple[str, str]]) -> Mention:
        """What the words name, and whether one of them was mended to it."""
        kind = targets[0][0]
        ids = tuple(target for k, target in targets if k == kind)
        mended = any(words[i].cost for i in span)
        return Mention(kind, ids, span.start, span.stop, " ".join(words[i].text for i in span), mended=mended)

    def _forms(self, word: Token, size: int) -> Iterable[str]:
        """The word and its uninflected forms; a filler word («oss», «ha») is never an inflected name."""
        if word.folded in self._language.lexicon.filler:
            return (word.folded,)
        return _uninflected(word.folded)

    def _plausible(self, entities: Entities, position: int, size: int, targets: Sequence[tuple[str, str]]) -> bool:
        """A name that is an ordinary word too must look like a name: a capital, or a word beside it that shows it."""
        if size > 1 or targets[0][0] not in _PLACES:
            return True
        risky, filler = self._language.risky_names, self._language.lexicon.filler
        return homonyms.is_name(entities.tokens, position, risky, filler, lambda at: self._is_place(entities, at))

    def _is_place(self, entities: Entities, at: int) -> bool:
        """True for a word that is the whole name of a place."""
        targets = self._phrases.get((entities.tokens[at].folded,), ())
        return any(kind in ("municipality", "region") for kind, _ in targets)

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


def _place_names(knowledge: Knowledge) -> Iterator[str]:
    register = knowledge.register
    for municipality in register.municipalities.values():
        yield from (municipality.name, *municipality.names, *municipality.aliases, municipality.county)
    for region in register.regions.values():
        yield from (region.name.nb, region.name.nn, *region.aliases.all())


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


__all__ = ["MONTHS", "Entities", "Gazetteer", "Mention", "bodies", "expand_places", "field_by_word"]
