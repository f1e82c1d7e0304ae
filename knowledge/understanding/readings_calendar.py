"""Readings that want something in the calendar: a step, a case, or all that a municipality or a cooperation has before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from knowledge.search import QueryTerm
from knowledge.understanding.features import Features
from knowledge.understanding.question import Slots
from knowledge.understanding.ranking import ranked
from knowledge.understanding.reading_type import Reading
from knowledge.understanding.words import fold

_DOING_WORDS = (
    "legg legge leggje legges leggast lagt putt putte put sett sette setje set fa far hent hente last laste abonner "
    "abonnere abonnement eksporter eksportere send sende lag lage ha for fore noter notere importer importere opne apne "
    "gi gje vis synkroniser synkronisere lagre hugs husk kople koble inn ned til pa som min mi var "
)
_DOING = frozenset(_DOING_WORDS.split())
"""Words of one who wants something put in, fetched or followed."""
_MEETINGS_WORDS = (
    "mote motet moter motene mota moteplan motedato motedatoer steg steget stega stegene dato datoen datoer datoane "
    "datoar frist fristen frister fristar fristene fristane hendelse hending hendingar hendelser sak saken saka saker "
    "sakene neste komande kommende alle alt fil fila filen bygda kommune kommunen kommuna kommunestyret kommunestyra "
    "kommunestyrene formannskapet formannskap politiske vare vara inn "
)
_MEETINGS = frozenset(_MEETINGS_WORDS.split())
"""Words for what stands in calendars, whoever it is about."""
_CASE_WORDS = ("sak", "saken", "saka")
_IT = ("det", "dette", "den", "denne", "motet", "steget", "saken", "saka", "fristen", "dei", "de", "dem", "desse", "disse")
_ENOUGH = 0.55
"""So much of the question's own words must a case account for."""
_SCORE = 5.3


def calendar(f: Features) -> Iterator[Reading]:
    """Something to be put in the calendar, and what."""
    words = [t.folded for t in f.entities.tokens]
    asks = any(w in _DOING for w in words) or len(words) <= 3
    if "calendar" not in f.cues or not asks or f.cues.any("law", "amount", "what_is"):
        return
    slots = _target(f, words)
    yield Reading("calendar", _SCORE, slots, (), (), (f"calendar {slots.case or slots.cooperation or slots.municipalities}",))


def _target(f: Features, words: list[str]) -> Slots:
    """What is meant: what the words name; else what the conversation is about; else the reader's own municipality."""
    before, named = f.context.slots, _named_places(f)
    passing, lemma = _DOING | _MEETINGS, f.knowledge.lexicon.lemma
    content = tuple(t for t in f.terms if not {fold(t.text), lemma(fold(t.text))} & passing)
    points = any(w in _IT for w in words)
    day = next((d for d in f.slots.dates if len(d) == len("2027-03-15")), None)
    if day and (step := _on_day(f, day, named, before.case)):
        return _about(f.slots, case=step[0], step=step[1])
    if content or f.slots.case_number:
        found = _case(f, content, any(w in _CASE_WORDS for w in words))
        if found:
            return _about(f.slots, case=found)
    if f.slots.cooperation and not f.followed:
        return _about(f.slots, cooperation=f.slots.cooperation)
    if named and not (points and before.case):
        return _about(f.slots, municipalities=named)
    if before.case:
        narrowed = _narrowed(f, before.case, named)
        return _about(f.slots, case=before.case, step=narrowed or (None if named else before.step))
    if before.cooperation and not f.slots.own:
        return _about(f.slots, cooperation=before.cooperation)
    own = (f.context.municipality,) if f.context.municipality else ()
    return _about(f.slots, municipalities=f.slots.municipalities or before.municipalities or own)


def _about(
    slots: Slots, *, case: str | None = None, step: str | None = None, cooperation: str | None = None,
    municipalities: tuple[str, ...] = (),
) -> Slots:  # fmt: skip
    return replace(slots, case=case, step=step, cooperation=cooperation, municipalities=municipalities)


def _named_places(f: Features) -> tuple[str, ...]:
    """The municipalities that the words name, those of a region in the region's order."""
    regions = (f.knowledge.register.regions[i] for m in f.entities.of("region") for i in m.ids)
    own = f.slots.municipalities if f.entities.of("municipality") or f.slots.own else ()
    return tuple(dict.fromkeys((*own, *(m for r in regions for m in r.municipalities))))


def _case(f: Features, content: tuple[QueryTerm, ...], of_case: bool) -> str | None:
    """The case that the words speak of."""
    hits = ranked(f, ("step", "case"), content)
    if f.slots.case_number:
        hits = tuple(h for h in hits if f.slots.case_number in (getattr(h.doc.fact, "case_number", None) or ""))
    if not hits or hits[0].score < (_ENOUGH if of_case else _ENOUGH + 0.1) or (f.slots.cooperation and not of_case):
        return None
    return hits[0].doc.record_id


def _on_day(f: Features, day: str, named: tuple[str, ...], case: str | None) -> tuple[str, str] | None:
    """The one step on that day: of the places named, or of the case that was spoken of."""
    cases = f.knowledge.register.cases
    found = [
        (c.id, s.id) for c in cases.values() for s in c.steps
        if str(s.on) == day and (s.municipality in named if named else case in (None, c.id))
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def _narrowed(f: Features, case: str, named: tuple[str, ...]) -> str | None:
    """«legg møtet i Sel i kalenderen»: the one planned step there, of the case that was spoken of."""
    record = f.knowledge.register.cases.get(case)
    steps = [s.id for s in record.steps if s.municipality in named and s.outcome.value == "planned"] if record else []
    return steps[0] if len(steps) == 1 else None
