"""What the conversation fills in: «og Vik?», «hva med brann?», «når startet det?», «nei, jeg mente Gran»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from knowledge.search import QueryTerm
from knowledge.snapshot import Knowledge
from knowledge.understanding import leaning, talk
from knowledge.understanding.features import Features
from knowledge.understanding.law_forms import names_form
from knowledge.understanding.question import Slots
from knowledge.understanding.words import fold, tokens

_UNKNOWN = {"figure_unknown": "figure"}
"""What was asked for, where the answer was that it is not known."""


def follow(f: Features, *, force: bool = False) -> bool:
    """Fill empty slots from the conversation where the question leans on it; True when something was filled in.

    ``force``: lean on it even where the words do not show it, because alone they make no question.
    """
    if f.context.intent is None or f.followed or (not force and talk.act(f) is not None):
        return False
    if leaning.points_elsewhere(f):
        return False
    leading = leaning.lead(f)
    if not (leaning.names_nothing(f) if force else leaning.leans(f, leading)):
        return False
    compares = "superlative" in f.cues and f.context.intent == "figure" and leaning.names_nothing(f)
    if "correction" in f.cues:
        f.cues = f.cues.without(f.cues.positions["correction"] & leading, but=("correction", "follow"))
    asks = (leaning.points(f) and not f.slots.fields) or f.cues.any(*leaning.OWN_QUESTION)
    f.slots = _both(f) or _filled(f, leans=bool(leading) or force or leaning.partitive(f) or not asks)
    if compares:
        _compare(f)
    elif leaning.partitive(f) or (not (force or leaning.asks_by_itself(f, leading)) and (leading or not leaning.beyond_names(f))):
        _inherit(f)
    elif not force and leaning.goes_on_in_law(f):
        f.slots = replace(f.slots, form=(f.context.slots.forms or (None,))[0])  # «hvor lenge sitter de?», asked about an IKS
        f.hint, f.kept = "law", _without_forms(f)
    if kin := _kin(f):
        f.slots = replace(f.slots, form=kin)
    f.followed = True
    f.places = f.places | frozenset(f.slots.municipalities)
    for region in f.slots.regions:
        f.places |= frozenset(f.knowledge.register.regions[region].municipalities)
    f.settle(f.slots.cooperation)
    return True


def _both(f: Features) -> Slots | None:
    """«Hvilke er de begge med i?», «hva har vi felles?»: the two that were asked about, or our own and the last one."""
    together = f.cues.any("both") or f.says("felles", "sammen", "saman")
    ours = (f.context.municipality,) if "we" in f.cues and f.context.municipality else ()
    others = tuple(m for m in f.context.places if m not in ours)
    two = (*ours, *others[len(ours) - 2 :])
    if not together or set(f.slots.municipalities) - {*ours} or f.slots.regions or len(two) != len((0, 1)):
        return None
    return replace(f.slots, municipalities=two, all_of=True, own=False)


def _filled(f: Features, *, leans: bool) -> Slots:
    slots, before = f.slots, f.context.slots
    if slots.cooperation or f.resolved or leaning.in_general(f):
        # «og i nettverket?», after «er Gran med …?»
        of_it = f.context.intent == "membership" and bool(slots.cooperation) and not slots.municipalities
        return replace(slots, municipalities=before.municipalities) if of_it else slots
    of_one = f.cues.any(*leaning.OF_ONE) and not leaning.narrows_by_status(f)
    placed = slots.municipalities or slots.fields or slots.regions
    if of_one and not placed and len(f.context.listed) == 1:
        return replace(slots, cooperation=f.context.listed[0])  # «hvem er med der?», after a list of one
    if before.cooperation and not slots.fields:
        return replace(slots, cooperation=before.cooperation, regions=slots.regions)
    new_place = bool(slots.municipalities or slots.regions or slots.counties)
    if not new_place:
        slots = replace(
            slots,
            municipalities=before.municipalities,
            regions=before.regions,
            counties=before.counties,
            own=before.own and bool(before.municipalities),
            all_of=before.all_of,
        )
        if not slots.regions and not slots.municipalities and before.cooperation:
            # «er alle med på plan?», asked about Sogn KO, stays in Sogn
            slots = replace(slots, regions=f.knowledge.register.cooperations[before.cooperation].regions)
    if not slots.fields and leans:
        slots = replace(slots, fields=before.fields)
    if not slots.dates and not slots.span:
        slots = replace(slots, dates=before.dates, span=before.span)
    if leans and not slots.bodies:
        slots = replace(slots, bodies=before.bodies)
    return slots


def _inherit(f: Features) -> None:
    before = f.context.slots
    f.slots = replace(
        f.slots, aspect=before.aspect, assessments=before.assessments, measure=before.measure, superlative=None,
        statuses=before.statuses, kinds=before.kinds, form=f.slots.form or before.form,
    )  # fmt: skip
    f.hint = _UNKNOWN.get(f.context.intent or "", f.context.intent)
    lawful = (f.hint or "").startswith("law")
    if lawful and not f.entities.of("form"):
        f.slots = replace(f.slots, form=(before.forms or (None,))[0])
    changed_field = f.slots.fields and f.slots.fields != before.fields
    # «hva med oppsigelse?», after loans of an IKS, asks another thing of the same form
    another = not (f.entities.of("form") or leaning.points(f))
    changed_subject = lawful and another and any(not names_form(f, t.text) for t in f.terms)
    another_form = f.hint in ("law_compare", "law_form", "law_overview")  # «hva med AS?»
    f.kept = f.context.words if lawful and not (changed_subject or another_form) else ""
    if changed_subject and not another_form and (rest := _but_bodies(f)):
        f.kept, changed_subject = rest, False  # «enn i styret?», after what may be in the representantskap
    if f.hint in ("figure", "assessment", "decision", "fact", "law") and not (changed_field or changed_subject):
        kept = _kept(f, f.context.words)
        f.terms, f.all_terms = (*kept, *f.terms), (*kept, *f.all_terms)


_HOST, _OF_HOST = "vertskommunesamarbeid", {
    "administrativ": "administrativt-vertskommunesamarbeid", "nemnd": "vertskommunesamarbeid-folkevalgt-nemnd",
}  # fmt: skip


def _kin(f: Features) -> str | None:
    """«Nei, den administrative», after a host municipality with a board: the other one of the same sort."""
    before = (*f.context.slots.forms, f.context.slots.form or "")
    if f.entities.of("form") or not any(_HOST in form for form in before):
        return None
    words = [t.folded for t in f.entities.tokens]
    return next((form for start, form in _OF_HOST.items() if any(w.startswith(start) for w in words)), None)


def _without_forms(f: Features) -> str:
    """The words of the question before, without those that named its form: «hvem er øverst?», after «hva er et IPR?»."""
    forms = f.knowledge.once("words of forms", lambda: frozenset(_form_words(f.knowledge)))
    return " ".join(w for w in f.context.words.split() if fold(w) not in forms)


def _form_words(knowledge: Knowledge) -> Iterator[str]:
    for form in knowledge.language.forms.values():
        for name in (form.name.nb, form.name.nn, form.short.nb, form.short.nn, *form.words.all()):
            yield from (t.folded for t in tokens(name))


_BODIES = ("representantskap", "styre", "nemnd", "kommunestyr", "formannskap", "kontrollutval", "generalforsamling", "utval")


def _but_bodies(f: Features) -> str:
    """The words of the question before without its bodies, where this one names nothing but another body; else empty."""
    said = [t.text.casefold() for t in f.terms]
    words = f.context.words.split()
    others = [w for w in words if not w.casefold().startswith(_BODIES)]
    of_bodies = bool(said) and all(w.startswith(_BODIES) for w in said)
    return " ".join(others) if of_bodies and len(others) < len(words) else ""


def _compare(f: Features) -> None:
    """«Hvem brukte mest?», after what one municipality spent: the same of all that have it."""
    f.slots = replace(f.slots, municipalities=(), measure=f.context.slots.measure)
    f.hint = "figure"
    kept = _kept(f, f.context.words)
    f.terms, f.all_terms = (*kept, *f.terms), (*kept, *f.all_terms)


def _kept(f: Features, words: str) -> tuple[QueryTerm, ...]:
    have = {t.text for t in f.terms}
    kept = []
    for word in words.split():
        found = f.knowledge.vocabulary.terms(word)
        if found and word not in have:
            kept.append(QueryTerm(word, found, found[0] == f.knowledge.lexicon.lemma(word)))
    return tuple(kept)
