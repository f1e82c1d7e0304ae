"""All that the words of one question show, before any reading is chosen."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from knowledge.model import Language
from knowledge.search import Doc, QueryTerm
from knowledge.snapshot import Knowledge
from knowledge.understanding.cooperations import Candidate
from knowledge.understanding.cues import Found
from knowledge.understanding.entities import Entities
from knowledge.understanding.names import GENERIC
from knowledge.understanding.question import Context, Slots
from knowledge.understanding.reading_type import Reading
from knowledge.understanding.words import tokens

HEADS = frozenset({"samarbeid", "nettverk", "selskap", "kontor", "ordning", "fellesskap"})
"""Lemmas of words for cooperation, alone or as the end of a compound."""
AMOUNTS = frozenset({"regning", "kostnad", "utgift", "pris", "total", "innsparing", "prosent"})
YESNO = frozenset(
    ["er", "har", "kan", "blir", "vart", "ble", "var", "finnes", "finst", "skal", "skulle", "deltar", "deltek", "vil",
     "eig", "eier", "kom",
     "hadde", "e", "va", "inngar", "omfatter", "omfattar", "stemmer", "vet", "veit", "finst", "fins", "ma"]
)  # fmt: skip
"""Verbs that begin a question of yes or no."""
ASKING = frozenset(
    [
        "hva",
        "kva",
        "ka",
        "ke",
        "hvem",
        "kven",
        "kem",
        "hvor",
        "kor",
        "kvar",
        "hvordan",
        "korleis",
        "koss",
        "hvorfor",
        "kvifor",
        "hvilken",
        "hvilke",
        "hvilket",
        "nar",
    ]
)
"""Words that begin any other."""


@dataclass(slots=True)
class Features:
    """The evidence of one question."""

    knowledge: Knowledge
    language: Language
    entities: Entities
    cues: Found
    terms: tuple[QueryTerm, ...]
    """Content words without those that only shape the question."""
    all_terms: tuple[QueryTerm, ...]
    """All content words."""
    positions: dict[str, int]
    """Where each content word stands."""
    unknown: tuple[str, ...]
    """Content words that neither the knowledge nor the lexicon knows."""
    slots: Slots
    places: frozenset[str]
    """Municipalities that the named places hold."""
    context: Context
    first: str
    """The first word that is not politeness, folded."""
    definite: bool
    """True when the words speak of one certain cooperation («samarbeidet»)."""
    text: str = ""
    """The question as it was written."""
    period: frozenset[int] = frozenset()
    """Where the words stand that say a period: «de neste tre månedene»."""
    needs: tuple[tuple[str, str], ...] = ()
    """What the words settle of the guide's questions, where they look like a need."""
    shared: tuple[str, ...] = ()
    """Municipalities that share a name in the question, where nothing tells which is meant."""
    candidates: tuple[Candidate, ...] = ()
    resolved: tuple[Candidate, ...] = ()
    followed: bool = False
    """True when the conversation so far filled something in."""
    hint: str | None = None
    """The intent of the question before, when this one asks nothing by itself."""
    said: Slots = field(default_factory=Slots)
    """What the words alone fill in, before the conversation does."""
    explains: bool = False
    """True when the words ask how the question before was understood."""
    readings: tuple[Reading, ...] = ()
    """What the question may be, the best first, once it has been weighed."""
    kept: str = ""
    """The words of the question before that this one goes on with, in a question of law."""
    family: frozenset[str] = field(default_factory=frozenset)
    """The cooperation that is meant, and those that are parts of it."""

    def speaks_of_cooperation(self) -> bool:
        """True when a word for cooperation stands there, alone or as the end of a compound."""
        return "cooperation_word" in self.cues or any(HEADS & set(t.lemmas) for t in self.all_terms)

    def asks_amount(self) -> bool:
        """True when a number is asked for."""
        return self.cues.any("amount", "count") or any(AMOUNTS & set(t.lemmas) for t in self.all_terms)

    def counts_cooperations(self) -> bool:
        """True for «hvor mange samarbeid …»: they are counted, not looked up."""
        words = [t.folded for t in self.entities.tokens]
        return (
            not self.slots.dates
            and any(w == "mange" and n.startswith("samarbeid") for w, n in pairwise(words))
            and not any(not {"samarbeid", "kommune"} & set(t.lemmas) for t in self.terms)
        )

    def yes_or_no(self) -> bool:
        """True for a question that «ja» or «nei» may answer."""
        return self.first in YESNO

    def asks(self) -> bool:
        """True when the words are put as a question."""
        return self.text.rstrip().endswith("?") or self.first in YESNO or self.first in ASKING

    def says(self, *words: str) -> bool:
        """True when one of the words (folded) stands in the question."""
        return any(t.folded in words for t in self.entities.tokens)

    def without(self, *cues: str) -> tuple[QueryTerm, ...]:
        """All content words but those that these cues stand on."""
        on = {p for name in cues for p in self.cues.positions.get(name, ())}
        return tuple(t for t in self.all_terms if self.positions.get(t.text) not in on)

    def beyond_name(self, terms: tuple[QueryTerm, ...]) -> tuple[QueryTerm, ...]:
        """The words that the cooperation's own names do not account for: what is asked about it."""
        if not self.slots.cooperation:
            return terms
        record = self.knowledge.register.cooperations[self.slots.cooperation]
        named: set[str] = set(GENERIC)
        for name in (record.name.nb, record.name.nn, *record.aliases.all()):
            for word in tokens(name):
                named.update(self.knowledge.vocabulary.terms(word.folded))
        return tuple(t for t in terms if not t.lemmas or not named & set(t.lemmas))

    def terms_outside_fields(self) -> tuple[QueryTerm, ...]:
        """The words that neither name a field nor cooperation itself."""
        record = self.knowledge.register.fields
        words = {
            lemma
            for field_id in self.slots.fields
            for phrase in (record[field_id].name.nb, record[field_id].name.nn, *record[field_id].words.all())
            for word in tokens(phrase)
            for lemma in self.knowledge.vocabulary.terms(word.folded)
        }
        return tuple(t for t in self.terms if not (words | HEADS | GENERIC) & set(t.lemmas))

    def lemmas(self) -> frozenset[str]:
        """Every lemma of the question, small words included."""
        found: set[str] = set()
        for token in self.entities.tokens:
            found.update(self.knowledge.vocabulary.terms(token.folded) or (self.knowledge.lexicon.lemma(token.folded),))
        return frozenset(found)

    def settle(self, cooperation: str | None) -> None:
        """Take it that this cooperation is meant."""
        self.family = frozenset([cooperation, *self.knowledge.parts_of.get(cooperation, ())] if cooperation else [])

    def fits(self, doc: Doc) -> bool:
        """A fact about other places, another cooperation or another source is no answer."""
        slots, register = self.slots, self.knowledge.register
        if slots.cooperation:
            if doc.cooperations:
                if not doc.cooperations & self.family:
                    return False
            else:
                record = register.cooperations[slots.cooperation]
                near = doc.municipalities & set(record.municipality_ids()) or doc.regions & set(record.regions)
                if not near or (doc.fields and not doc.fields & set(record.fields)):
                    return False
        elif self.places and doc.municipalities and not doc.municipalities & self.places:
            return False
        placed = bool(doc.municipalities or doc.regions or doc.cooperations)
        if doc.kind == "figure" and (slots.municipalities or slots.regions) and not slots.cooperation and not placed:
            return False  # what holds for the country is no answer about a part of it
        if placed and not (self.places or slots.cooperation) and self._of_all():
            return False  # nor what holds for a few about «hvor stor andel av kommunene …»
        if self.places and not doc.municipalities and doc.regions:
            area = {m for r in doc.regions for m in register.regions[r].municipalities}
            if not area & self.places:
                return False
        return not slots.sources or doc.source in slots.sources

    def _of_all(self) -> bool:
        """True where a share of all the municipalities there are is asked for."""
        words = [t.folded for t in self.entities.tokens]
        return self.asks_amount() and any(a == "av" and b in ("kommunene", "kommunane") for a, b in pairwise(words))

    def _of_years(self, doc: Doc, years: set[str]) -> bool:
        """True for an opinion or a note on what went on in one of these years alone."""
        if doc.kind not in ("note", "assessment") or len(doc.cooperations) != 1:
            return False
        record = self.knowledge.register.cooperations[next(iter(doc.cooperations))]
        return {str(s.on.year) for s in record.status} <= years

    def years_fit(self, doc: Doc) -> bool:
        """A fact of another year than those named is no answer."""
        years = {d[:4] for d in self.slots.dates}
        if not years:
            return True
        if doc.kind == "case":
            return any(str(step.on.year) in years for step in doc.fact.steps)
        if doc.kind == "cooperation":
            return True
        text = f"{doc.fact.text.nb} {getattr(doc.fact, 'period', None) or ''} {getattr(doc.fact, 'on', '')}"
        holder = getattr(doc.fact, "holder", None)
        text += f" {holder.nb}" if holder else ""  # «deltakerne i utredningen i 2024»
        source = self.knowledge.register.sources[doc.source]
        told = any(y in text for y in years) or self._of_years(doc, years)
        return told or (doc.kind in ("note", "assessment") and str(source.published.year) in years)
