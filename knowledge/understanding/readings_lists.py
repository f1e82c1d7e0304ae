"""Readings that list cooperations, name partners, or leave the question to the law."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from knowledge.cooperations import matching
from knowledge.understanding.features import HEADS, Features
from knowledge.understanding.names import GENERIC
from knowledge.understanding.reading_type import Reading

_PARTNERS = ("samarbeidskommun", "samarbeidspartn")
_WHICH, _WHAT = frozenset({"hvilke", "hvilken", "hvilket"}), frozenset({"hva", "kva", "ka"})
_WHO = frozenset({"hvem", "kven", "kem"})
_KIND_OF = frozenset({"for", "slags", "ein", "eit", "ei", "en", "et", "nokre", "noen", "type", "typer", "typar"})
_FIRST_VERBS = frozenset({"vis", "list", "nevn", "nemn"})
_LISTED = HEADS | GENERIC | {"sak", "tiltak", "fell", "omrad", "tema", "ide"}
_ANOTHER = 1.0
_TOGETHER = {"sammen", "saman", "felles"}
_KINDS = {
    "network": ("nettverk",), "company": ("selskap",), "joint_office": ("kontor",), "political_council": ("regionrad", "radet"),
}  # fmt: skip


def lists(f: Features) -> Iterator[Reading]:
    """Lists by municipality, field, form, region, status and kind, and a municipality's partners."""
    cues, slots = f.cues, f.slots
    narrowed = bool(slots.municipalities or slots.regions or slots.counties or slots.fields or slots.form or slots.excluded)
    statuses, kinds = _statuses(f), _kinds(f)
    if cues.any("outside") and slots.municipalities and not slots.excluded and cues.any("which", "list", "what", "exists"):
        slots = replace(slots, outside=True)
        f.slots = slots
    together = len(slots.municipalities) > 1 and f.says("sammen", "saman", "felles")
    slots = replace(
        slots, statuses=statuses or slots.statuses, kinds=kinds or slots.kinds, cooperation=None, all_of=slots.all_of or together
    )
    named = any(t.folded.startswith(_PARTNERS) for t in f.entities.tokens)  # «Gjøvik sine samarbeidskommuner»
    if slots.municipalities and (named or (cues.any("partners") and cues.any("who", "which_municipalities", "which"))):
        held = cues.any("advice", "advantage", "disadvantage", "opinion", "why", "expectation")
        yield Reading("partners", 3.3 - held, slots, f.terms)
    if slots.own and not slots.municipalities and not cues.any("law", "advice") and _asks_own(f):
        # «er vi med i Sogn KO?» waits with the cooperation, «hva er vi med i?» without
        waiting = replace(slots, cooperation=f.slots.cooperation) if f.yes_or_no() else slots
        lawful = f.cues.any("law", "legal_aspect") or (bool(f.entities.of("form")) and f.says("vel", "jo", "kan", "ma"))
        yield Reading("ask_municipality", 2.2 if lawful else 3.5 if f.yes_or_no() else 3.0, waiting, f.terms)
    if not (narrowed or statuses or kinds):
        if f.speaks_of_cooperation() and cues.any("list", "which") and not _beyond(f):
            yield Reading("list", 2.4, slots, f.terms)
        return
    f.slots = replace(f.slots, statuses=slots.statuses)
    if slots.form and slots.fields and not f.knowledge.by_form.get(slots.form):
        slots = replace(slots, form=None)  # «plansamarbeid»: none here has that form, but there are some in that field
    score = _weight(f, bool(kinds))
    if _forms_asked(f) and not slots.form and narrowed:
        slots, score = replace(slots, aspect="forms"), max(score, 4.0)
    score -= _of_another_thing(f)
    score -= 2.0 * ("idea" in statuses and bool(f.slots.cooperation) and not _asks_for_ideas(f))
    asks_members = "which_municipalities" in cues and "member" in cues and len(f.resolved) == 1
    asks_host = "host" in cues and len(f.resolved) == 1  # «kva stad ligg kontoret til GLØR?»
    if score:
        yield Reading("list", score - asks_members - asks_host, slots, f.terms)


def _of_another_thing(f: Features) -> float:
    """«Hvilke faser …», «kva tilsette …»: what is asked for by its name is no cooperation, and a list of these no answer."""
    words = f.entities.tokens
    at = next((n for n, w in enumerate(words) if w.folded in _WHICH | _WHAT | _WHO), len(words)) + 1
    of = [w.folded for w in words[at : at + 2]]
    if at < len(words) and words[at - 1].folded in _WHO:
        if of not in (["av", "de"], ["av", "dei"]):
            return 0.0
        at += 2  # «hvem av de tillitsvalgte …?»
    elif at < len(words) and words[at - 1].folded in _WHAT and words[at].folded not in ("for", "slags"):
        return 0.0  # «kva tenkte …» and «kva fasar …» look alike
    while at < len(words) and words[at].folded in _KIND_OF:
        at += 1
    if at >= len(words) or f.positions.get(words[at].text) != at or at in f.entities.taken:
        return 0.0
    term = next(t for t in f.all_terms if t.text == words[at].text)
    shaping = {n for on in f.cues.positions.values() for n in on}
    own = at in shaping or f.first in _FIRST_VERBS or not {*term.lemmas}.isdisjoint(_LISTED) or at in field_words(f)
    return 0.0 if own or not term.lemmas else _ANOTHER


def _asks_for_ideas(f: Features) -> bool:
    """«Hvilke nye samarbeid …?», not «hva gjør Sogn KO når de ser på nye samarbeid?»."""
    ideas, asking = f.cues.on("status_idea"), f.cues.on("which", "list", "what")
    return f.cues.any("which", "list") or any(n - 1 in asking for n in ideas)


def field_words(f: Features) -> set[int]:
    """Where words stand that name a field."""
    outside = {t.text for t in f.terms_outside_fields()}
    return {f.positions[t.text] for t in f.terms if t.text not in outside and t.text in f.positions}


def _forms_asked(f: Features) -> bool:
    """«Hvilke organisasjonsformer bruker de i …?»; which is usual is held and not counted, which fits is for the guide."""
    if any(t.folded.startswith(("vanlig", "vanleg")) for t in f.entities.tokens):
        return False
    fitting = f.cues.any("choosing", "wish", "start_guide", "law", "advice")
    asks = f.cues.any("which", "list", "what", "how")
    return not fitting and "form" in f.cues and asks and f.speaks_of_cooperation()


def _asks_own(f: Features) -> bool:
    return f.cues.any("member", "partners") or (f.speaks_of_cooperation() and f.cues.any("list", "which") and not _beyond(f))


def _beyond(f: Features) -> bool:
    return any(not HEADS & set(t.lemmas) for t in f.terms)


def _weight(f: Features, of_kind: bool) -> float:
    cues, slots = f.cues, f.slots
    asks = cues.any("list", "which", "what")
    score = 0.0
    if f.speaks_of_cooperation() or (
        slots.form and (cues.any("list", "which", "exists") or slots.municipalities or slots.regions)
    ):
        score = (1.4 if asks else 1.0) + 0.8 * asks + 0.4 * bool(slots.municipalities or slots.fields or slots.regions)
    elif (of_kind and asks) or (slots.municipalities and "status_study" in cues and not f.resolved and not slots.fields):
        score = 2.2
    elif slots.fields and not f.resolved and not slots.cooperation and not f.beyond_name(f.terms_outside_fields()):
        score = 2.0  # «kulturskulen, kven er med?»: every one there is, told apart
    if slots.municipalities and "what_is" in cues and not (f.resolved or slots.fields or f.beyond_name(f.terms) or f.unknown):
        score = max(score, 2.3)  # «hva vet du om Sel?»
    score = max(score, _of_few_words(f, asks=asks))
    if slots.fields and (slots.municipalities or slots.regions) and not f.unknown and not f.asks_amount():
        score = max(score, 1.8)
    if "exists" in cues and slots.fields:
        score = max(score, 3.8 if "host" in cues and not cues.any("law", "legal_aspect") else 2.7)
    if len(slots.municipalities) > 1 and f.says("sammen", "saman") and not f.resolved and not f.beyond_name(f.terms):
        score = max(score, 2.5)
    if of_kind and "exists" in cues and not cues.any("law", "legal_aspect"):
        score = max(score, 3.4)  # «er det noen politiske samarbeid, type regionråd?»
    if slots.statuses and (cues.any("which", "list") or ("idea" in slots.statuses and "what" in cues)):
        score += 0.9 if "idea" in slots.statuses else 0.6
    elif (slots.cooperation or len(f.resolved) > 1) and not slots.statuses and f.beyond_name(f.terms_outside_fields()):
        score -= 0.5  # «hvilke samarbeid skulle Sogn KO overta?» asks for more than a list of those there
    if f.followed and f.hint in ("details", "fact") and slots.fields and not f.resolved and not f.terms_outside_fields():
        score = max(score, 2.8)  # «og på brann?», after one cooperation was told of
    if slots.outside:
        score = max(score, 2.9)
    if f.hint in ("list", "partners"):
        score = max(score, 2.8)
    if "both" in cues and len(slots.municipalities) > 1:
        score = max(score, 2.0) + 0.6
    if f.yes_or_no() and not cues.any("which", "list", "member", "what"):
        score -= 0.4
    if cues.any("opinion", "advantage", "disadvantage", "advice", "why") or (f.asks_amount() and not f.counts_cooperations()):
        score -= 0.8
    return score


def _of_few_words(f: Features, *, asks: bool) -> float:
    """What speaks for a list where little but a place or a field is named."""
    cues, slots = f.cues, f.slots
    score = 0.0
    if f.first.startswith("samarbeid") and not f.unknown and not f.beyond_name(f.terms_outside_fields()):
        score = max(score, 2.2)  # «Samarbeid om renovasjon?»
    if slots.municipalities and "member" in cues and not f.resolved and not slots.fields:
        score = max(score, 2.3)  # «er Gran med i noe?», «Grimstad, kva er dei med i?»
    if slots.municipalities and "member" in cues and not (f.resolved or slots.fields or _beyond(f)):
        score = max(score, 2.5)  # «er Gran med i noe som helst av samarbeid?»
    if slots.municipalities and "partners" in cues and asks and not (f.resolved or slots.fields or _beyond_neighbours(f)):
        score = max(score, 2.5)  # «hva gjør Arendal i lag med naboene?»
    if slots.municipalities and "host" in cues and asks and not (f.resolved or slots.fields or f.terms or cues.any("law")):
        score = max(score, 2.4)  # «Rennebu – hva er de vertskommune for?»
    if slots.fields and cues.any("who", "list") and _TOGETHER & {t.folded for t in f.entities.tokens} and not f.resolved:
        score = max(score, 2.5)  # «kart og GIS, hvem driver med det sammen?»
    return score


def _beyond_neighbours(f: Features) -> bool:
    return any(not (HEADS | {"nabokommune"}) & set(t.lemmas) for t in f.terms) or bool(f.unknown)


def _statuses(f: Features) -> tuple[str, ...]:
    about_several = f.speaks_of_cooperation() or f.slots.form or f.hint == "list"
    if "exists" in f.cues and f.says("eller") and f.cues.any("status_planned", "status_idea", "status_study"):
        return ()  # «finnes det felles kontor, eller planer om det?»: all that there is, however far it has come
    if f.cues.any("status_study") and (f.cues.any("list", "which", "what") or f.hint == "list") and about_several:
        return ("under_study", "studied", "not_recommended", "proposed")
    if (
        "status_study" in f.cues
        and any("utredning" in t.lemmas for t in f.all_terms)
        and f.slots.municipalities
        and "which" in f.cues
    ):
        return ("under_study", "studied", "not_recommended", "proposed")
    if "status_rejected" in f.cues:
        return ("rejected", "not_recommended")
    if "status_idea" in f.cues and about_several:
        return ("idea", "proposed")
    if "status_planned" in f.cues and about_several:
        return ("planned", "adopted", "under_study")
    several = f.cues.any("list", "which") or f.hint == "list"
    if "status_ended" in f.cues and about_several and several:
        return ("ended",)
    if "status_existing" in f.cues and about_several and several:
        return ("operating",)
    return ()


def _kinds(f: Features) -> tuple[str, ...]:
    lemmas = {lemma for term in f.all_terms for lemma in term.lemmas}
    kinds = tuple(kind for kind, words in _KINDS.items() if lemmas.intersection(words))
    political = "politisk" in lemmas and f.cues.any("list", "which", "exists") and f.speaks_of_cooperation()
    return kinds or (("political_council",) if political and not f.entities.of("form") else ())


def widened(f: Features, best: Reading) -> Reading:
    """«Hvem planlegger felles plankontor?», where none of that kind is: those in the field, then those proposed or studied."""
    slots = best.slots
    if best.intent != "list" or not slots.fields or not (slots.kinds or slots.statuses) or matching(f.knowledge, slots):
        return best
    wider = [replace(slots, kinds=())]
    if "planned" in slots.statuses:
        wider.append(replace(slots, kinds=(), statuses=(*slots.statuses, "proposed", "studied")))
    return next((replace(best, slots=each) for each in wider if matching(f.knowledge, each)), best)
