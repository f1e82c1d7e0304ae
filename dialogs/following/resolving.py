"""What somebody wants to follow, in their words, as topics; with the understanding that questions are read by.

What the words hold beside what was recognised counts: «landbruk på Hadeland» is no «landbruk», so it is asked back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import product

from knowledge.following.topics import Topic
from knowledge.law import by_paragraph
from knowledge.snapshot import Knowledge
from knowledge.understanding.features import HEADS, Features
from knowledge.understanding.names import GENERIC
from knowledge.understanding.question import Context
from knowledge.understanding.reading import Understanding
from knowledge.understanding.readings_cases import case_of
from knowledge.understanding.words import fold, tokens

MOST = 6
"""So many topics may be meant at a time."""
_OPTIONS = 5
_THIS = frozenset(
    map(fold, ("saken", "saka", "denne saken", "denne saka", "dette", "det", "den", "her", "samarbeidet", "dette samarbeidet",
               "selskapet", "den saken", "den saka", "saken her", "saka her", "sak", "selskapet her", "det her", "denne"))
)  # fmt: skip
_CASE = re.compile(r"\b(?:sak|saken|saka|saker|sakene|sakane)\b", re.IGNORECASE)
_OWN = re.compile(
    r"^(?:kommunen (?:min|vår)|(?:min|vår) (?:egen |eigen )?kommune|egen kommune|eigen kommune|oss|hos oss|her hos oss)$",
    re.IGNORECASE,
)
_SOURCES = re.compile(
    r"^(?:kildene|kjeldene|kilder|kjelder|at (?:en|ei) (?:kilde|kjelde) (?:blir taus|tier|er taus|blir stille|vert taus)"
    r"|en kilde (?:tier|blir taus)|ei kjelde (?:teier|vert taus|blir taus))$",
    re.IGNORECASE,
)
_BOARD = re.compile(
    r"^(?:(?:vedtakene|vedtaka|behandlingen|behandlinga|handsaminga|godkjenningen|godkjenninga|ratifiseringen"
    r"|ratifiseringa|statusen|status)"
    r" i (?:alle |hvert |kvart )?(?:kommunestyrene|kommunestyra|kommunestyret|kommunestyre)|ratifiseringen|ratifiseringa"
    r"|vedtakstavla|tavla)"
    r" (?:av|om|i|for|på) (?P<rest>.+)$",
    re.IGNORECASE,
)  # fmt: skip
_AROUND_WORDS = """
sak saken saka saker sakene sakane ny nye nytt alt alle noe noko noen nokon som skjer hender gjelder gjeld kommune kommunen
kommuner kommunar kommunene kommunane nyheter nyhende endring endringer endringar endra endret endres vedtak vedtaket vedtakene
vedtaka samarbeid samarbeidet samarbeidene samarbeida behandler behandlar behandle handsamar behandles tar tek opp møte møter
møtet møta interkommunalt interkommunale felles felt feltet området område fagområdet tema temaet innen innan rundt angående
angåande utvikling utviklingen utviklinga tjeneste tjenesten tjenester tenesta teneste tenester kommunestyresak
kommunestyresaker kommunestyresakar politisk politiske frist frister fristar fristene fristane blir vert
"""
_AROUND = frozenset(map(fold, _AROUND_WORDS.split()))
"""Words that narrow nothing."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What was meant: topics, or some to choose from, or what was not recognised."""

    topics: tuple[Topic, ...] = ()
    options: tuple[Topic, ...] = ()
    unknown: str = ""
    """Words that name nothing that is known; empty with neither topics nor options where nothing was said."""
    too_many: bool = False


def resolve(understanding: Understanding, said: str, context: Context) -> Resolved:
    """The topics that the words mean, in this conversation."""
    folded = " ".join(t.folded for t in tokens(said))
    if not folded or folded in _THIS:
        return _this(understanding.knowledge, folded, context)
    if _SOURCES.match(said):
        return Resolved((Topic(sources="all"),))
    if _OWN.match(said):
        return Resolved((Topic(place=f"m:{context.municipality}"),)) if context.municipality else Resolved(unknown=said)
    board = _BOARD.match(said)
    if board is not None:
        found = resolve(understanding, board["rest"], context)
        cases = [each for each in (*found.topics, *found.options) if each.case or each.cooperation]
        return (
            _boards(understanding.knowledge, cases)
            if cases
            else replace(found, topics=(), unknown=found.unknown or board["rest"])
        )
    return _named(understanding, said, context)


def _this(knowledge: Knowledge, folded: str, context: Context) -> Resolved:
    """What the conversation is about."""
    slots, register = context.slots, knowledge.register
    cases = [slots.case] if slots.case else list(slots.cases)
    cooperation = slots.cooperation
    wants_case = folded.startswith(("sak", "denne sak", "den sak"))
    if cooperation and not (wants_case and cases):
        if wants_case or not cases:
            of_it = [c.id for c in register.cases.values() if cooperation in c.cooperations] if wants_case else []
            if wants_case and len(of_it) == 1:
                return Resolved((Topic(case=of_it[0]),))
        return Resolved((Topic(cooperation=cooperation),))
    if len(cases) == 1 and cases[0] in register.cases:
        return Resolved((Topic(case=cases[0]),))
    if cases:
        return Resolved(options=tuple(Topic(case=c) for c in cases if c in register.cases)[:_OPTIONS])
    paragraphs = [f"{slots.act or 'koml'} {p.partition('/')[0]}" for p in slots.paragraphs[:1]]
    if paragraphs:
        return Resolved((Topic(law=paragraphs[0]),))
    place = _places_of(slots.municipalities, slots.regions, slots.counties)
    if not folded.startswith("sak") and (slots.fields or place or slots.form):
        return _product(slots.fields, place, (slots.form,) if slots.form else (), ())
    return Resolved()


def _named(understanding: Understanding, said: str, context: Context) -> Resolved:
    knowledge = understanding.knowledge
    alone = Context(municipality=context.municipality, language=context.language, chosen_language=context.chosen_language)
    f = understanding.features(said, alone)
    paragraphs = [p.partition("/")[0] for m in f.entities.of("paragraph") for p in m.ids]
    if paragraphs:
        return _law(understanding, said, paragraphs, alone)
    exact = _titled(knowledge, said)
    if exact:
        return Resolved(exact) if len(exact) == 1 else Resolved(options=exact[:_OPTIONS])
    slots = f.slots
    if len(f.resolved) > 1 and not slots.cooperation:
        return Resolved(options=tuple(Topic(cooperation=c.id) for c in f.resolved[:_OPTIONS]))
    if f.shared:
        return Resolved(options=tuple(replace(Topic(), place=f"m:{m}", field=(slots.fields or (None,))[0]) for m in f.shared))
    left = _left_over(f, understanding)
    if slots.cooperation and not _CASE.search(said):
        return Resolved((Topic(cooperation=slots.cooperation),))
    case = case_of(f) if _CASE.search(said) and (slots.cooperation or left or slots.fields) and not _many_cases(said) else None
    if case is not None:
        return Resolved((Topic(case=case),))
    if slots.cooperation:
        return Resolved((Topic(cooperation=slots.cooperation),))
    if left:
        return Resolved(unknown=" ".join(left) if " " in said else said)
    ours = (context.municipality,) if slots.own and context.municipality and not slots.municipalities else ()
    places = _places_of((*slots.municipalities, *ours), slots.regions, slots.counties)
    forms = tuple(dict.fromkeys(form for m in f.entities.of("form") for form in m.ids))
    return (
        _product(slots.fields, places, forms, slots.bodies)
        if places or slots.fields or forms or slots.bodies
        else Resolved(unknown=said)
    )


def _many_cases(said: str) -> bool:
    """«Saker om barnevern» is no one case."""
    return re.search(r"\b(?:saker|sakene|sakane)\b", said, re.IGNORECASE) is not None


def _left_over(f: Features, understanding: Understanding) -> list[str]:
    """The words that none of what was recognised accounts for."""
    known = {p for m in f.entities.mentions for p in range(m.start, m.end)}
    outside = {t.text for t in f.terms_outside_fields()}
    words = []
    for position, token in enumerate(f.entities.tokens):
        if position in known or token.folded in _AROUND or token.folded in f.knowledge.language.bodies:
            continue
        if token.text in f.unknown or (
            token.text in outside and not (HEADS | GENERIC) & set(f.knowledge.vocabulary.terms(token.folded))
        ):
            words.append(token.written or token.text)
        elif position and token.text[:1].isupper() and f.knowledge.lexicon.lemma(token.folded) not in understanding.fields:
            words.append(token.text)  # «Hadeland» is no «land»
        elif token.cost and token.written and token.written[:1].isupper():
            words.append(token.written)  # a name that is none of ours, mended to a word that is
    return words


def _titled(knowledge: Knowledge, said: str) -> tuple[Topic, ...]:
    """The case or cooperation that is called just that."""
    wanted = fold(
        re.sub(r"^(?:saken|saka|samarbeidet|selskapet|sak|samarbeid) (?:om )?", "", said.strip(" «»\"'"), flags=re.IGNORECASE)
    )
    whole = {wanted, fold(said)}
    register = knowledge.register
    named = knowledge.case_names.get(" ".join(t.folded for t in tokens(said)))
    if named is not None:
        return (Topic(case=named),)
    only_case = _CASE.match(said) is not None
    cooperations = (
        []
        if only_case
        else [Topic(cooperation=r.id) for r in register.cooperations.values() if {fold(r.name.nb), fold(r.name.nn)} & whole]
    )
    cases = [Topic(case=c.id) for c in register.cases.values() if {c.id, fold(c.title.nb), fold(c.title.nn)} & whole]
    return (*cooperations, *cases)


def _law(understanding: Understanding, said: str, paragraphs: list[str], context: Context) -> Resolved:
    """The paragraph of the act that is named, or else of the one act that has rules on it."""
    outcome = understanding.understand(f"Hva sier {said}?", context)
    slots = getattr(outcome, "slots", None)
    named = slots.act if slots is not None else None
    book = understanding.knowledge.language.law
    if named is None:
        words = {t.folded for t in tokens(said)}
        named = next((a.id for a in book.acts.values() if {fold(a.name.nb), fold(a.name.nn)} & words), None)
    if named is not None:
        return Resolved(tuple(Topic(law=f"{named} {p}") for p in dict.fromkeys(paragraphs))[:MOST])
    held = by_paragraph(book)
    acts = [act for act in book.acts if (act, paragraphs[0]) in held]
    if "koml" in acts or "-" in paragraphs[0]:  # the act that is meant when none is named
        return Resolved(tuple(Topic(law=f"koml {p}") for p in dict.fromkeys(paragraphs))[:MOST])
    found = tuple(Topic(law=f"{act} {paragraphs[0]}") for act in acts)
    return Resolved(found) if len(found) == 1 else Resolved(options=found[:_OPTIONS], unknown="" if found else said)


def _boards(knowledge: Knowledge, found: list[Topic]) -> Resolved:
    cases: list[str] = []
    for each in found:
        if each.case:
            cases.append(each.case)
        else:
            cases += [c.id for c in knowledge.register.cases.values() if each.cooperation in c.cooperations]
    topics = tuple(Topic(board=c) for c in dict.fromkeys(cases))
    return Resolved(topics) if len(topics) == 1 else Resolved(options=topics[:_OPTIONS])


def _places_of(municipalities: Iterable[str], regions: Iterable[str], counties: Iterable[str]) -> tuple[str, ...]:
    return (*(f"m:{m}" for m in municipalities), *(f"r:{r}" for r in regions), *(f"k:{c}" for c in counties))


def _product(fields: tuple[str, ...], places: tuple[str, ...], forms: tuple[str, ...], bodies: tuple[str, ...]) -> Resolved:
    empty: tuple[None] = (None,)
    combined = product(fields or empty, places or empty, forms or empty, bodies or empty)
    topics = tuple(Topic(field=f, place=p, form=o, body=b) for f, p, o, b in combined)
    return Resolved(too_many=True) if len(topics) > MOST else Resolved(topics)
