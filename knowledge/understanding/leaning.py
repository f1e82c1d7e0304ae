"""Whether a question leans on the one before: what shows it, and what shows that it stands by itself."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.understanding.across import INTENTS, rest
from knowledge.understanding.features import ASKING, Features
from knowledge.understanding.law_asked import PLAIN, SURELY, found_in_law, said_in_law
from knowledge.understanding.law_forms import act_named
from knowledge.understanding.misplaced import named_elsewhere
from knowledge.understanding.pronouns import pointing
from knowledge.understanding.words import tokens

OWN_QUESTION = (
    "who", "which_municipalities", "when", "since", "count", "amount", "host", "form", "status", "advantage", "disadvantage",
    "advice", "opinion", "decision", "vote", "next", "timeline", "superlative", "list", "partners", "body_members",
    "why", "member", "what_is", "tasks", "case_deadline", "awaiting", "coming", "turned_down", "ratification",
)  # fmt: skip
"""Cues that make a question of its own; without any, the words only change what the last one was about."""
OF_ONE = (
    "member", "host", "since", "form", "body_members", "status", "timeline", "vote", "when", "why", "amount", "count", "next",
    "who", "which_municipalities", "case_deadline", "tasks", "advantage", "disadvantage", "decision", "proposal", "superlative",
)  # fmt: skip
"""Cues that ask something of one thing; where nothing is named, that is what was spoken of."""
_OF_ONE_IN_A_PLACE = ("member", "host", "vote", "when", "why", "amount", "count")
_IT = frozenset({"den", "det", "dei", "de"})
_OTHER = _IT | {"andre", "forste", "fyrste", "siste", "tredje"}
_POLITE = frozenset(
    ["hei", "hallo", "ok", "okei", "okay", "oki", "takk", "tusen", "fint", "flott", "greit", "greitt", "supert", "bra", "ja",
     "jo",
     "jau", "jada", "javel", "nja", "unnskyld", "orsak", "sorry", "beklager", "oi", "a", "aha", "skjonner", "skjonar", "du",
     "forresten", "forresten", "da", "sa"]
)  # fmt: skip
_OPENING = frozenset({"og", "men", "enn", "nei"})
_ARTICLES = frozenset({"et", "eit", "en", "ein", "ei", "slikt", "nytt"})
_MODAL = frozenset({"kan", "ma", "skal", "bor", "far", "ska"})
_SHORT, _NARROWING, _COUNTING = 3, 6, 4
_FEW, _LEAST_OF_LAW = 7, 0.3
_STATUSES = ("status_existing", "status_study", "status_planned", "status_ended", "status_rejected", "status_idea")
_LISTED = ("list", "partners", "members", "membership")


def start(f: Features) -> int:
    """Where the question begins, after words of courtesy: «ok, og hva med Vågå?»."""
    words = f.entities.tokens
    return next((n for n, w in enumerate(words) if w.folded not in _POLITE or n in f.entities.taken), 0)


def lead(f: Features) -> frozenset[int]:
    """The words that lead a half question in: «og», «hva med», «nei, jeg mente»."""
    at = start(f)
    words = f.entities.tokens
    found = f.cues.positions.get("follow", frozenset()) | f.cues.positions.get("correction", frozenset())
    opens = {n for n in range(at + 1) if n < len(words) and words[n].folded in _OPENING}
    if not opens and not {at, at + 1} & {n for n in found if words[n].folded not in _OPENING}:
        return frozenset()
    return found | frozenset(opens)


def asks_by_itself(f: Features, leading: frozenset[int]) -> bool:
    """False where no word asks anything but those that lead in, and names: «og Vik?», «og et KO?»."""
    passing = leading | f.entities.taken | {n for n, w in enumerate(f.entities.tokens) if w.folded in _ARTICLES}
    if f.yes_or_no() and points(f) and f.context.intent != "membership":
        return True
    if any(w.folded in ASKING for n, w in enumerate(f.entities.tokens) if n not in passing):
        return True
    asking = (name for name in f.cues.names if name in OWN_QUESTION)
    return not narrows_by_status(f) and any(not _beside(f.cues.positions[name], leading) <= passing for name in asking)


def _beside(on: frozenset[int], leading: frozenset[int]) -> frozenset[int]:
    """Without what goes on from a word that leads in: «hva med i et IKS?» asks of no membership."""
    return on - {n for n in on if n - 1 in leading & on}


def leans(f: Features, leading: frozenset[int]) -> bool:
    """True when the words show that they cannot stand alone, and name no subject of their own."""
    if leading or _narrows(f) or _of_both(f):
        return True
    if f.slots.cooperation or f.resolved or _of_another(f) or _of_one_unknown(f):
        return False
    return bool(points(f)) or _bare(f) or _of_one(f) or _of_law(f) or _of_levers(f)


def points_elsewhere(f: Features) -> bool:
    """«Og i den andre?», where nothing was offered to choose among: we do not know which is meant."""
    words = [w.folded for w in f.entities.tokens if w.folded not in f.knowledge.lexicon.filler or w.folded in _OTHER]
    return len(words) > 1 and words[-1] in _OTHER - _IT and words[-2] in _IT and set(words) <= _OTHER | _OPENING


def names_nothing(f: Features) -> bool:
    """True when the question names no place, field, form or cooperation of its own."""
    s = f.slots
    return not (f.entities.mentions or f.unknown or s.fields or s.cooperation or f.resolved)


def of_whom(f: Features) -> bool:
    """«Hvor mange årsverk gikk de fra?», «hva koster det å være med på dette?», where nobody and nothing was spoken of."""
    return names_nothing(f) and f.asks_amount() and not f.followed and len(f.terms) <= _SHORT - 1 and bool(points(f))


def beyond_names(f: Features) -> bool:
    """True when words of the question say more than names, fields and what shapes it."""
    on = {p for positions in f.cues.positions.values() for p in positions} | f.entities.taken | f.period
    named = {lemma for field in f.slots.fields for lemma in _lemmas(f, field)}
    return any(f.positions.get(t.text) not in on and not named & set(t.lemmas) for t in f.all_terms)


def _lemmas(f: Features, field: str) -> Iterator[str]:
    """The words that a field is called by."""
    record = f.knowledge.register.fields[field]
    for phrase in (record.name.nb, record.name.nn, *record.words.all()):
        for word in tokens(phrase):
            yield from f.knowledge.vocabulary.terms(word.folded)


def points(f: Features) -> frozenset[int]:
    """Where pronouns stand that mean what was spoken of."""
    shaping = {p for positions in f.cues.positions.values() for p in positions}
    return pointing(f.entities.tokens, f.entities.taken, f.period, {*f.positions.values()} - shaping)


def in_general(f: Features) -> bool:
    """«Kan et IKS gå konkurs?», «hva står i § 19-4?»: a question of law that is about no cooperation in particular."""
    words, points_back = f.entities.tokens, points(f)
    if f.entities.of("paragraph") or act_named(f):
        return True
    forms = f.entities.of("form")
    articled = any({w.folded for w in words[max(m.start - 2, 0) : m.start]} & _ARTICLES for m in forms)
    if not forms or (points_back and f.yes_or_no() and not any(f.first == w for w in _MODAL)):
        return False  # «er det et IKS?»
    return articled or f.first in _MODAL


def _of_another(f: Features) -> bool:
    """True when the question names a subject of its own: a field, a form, cooperation at large, or what we do not know."""
    cues, slots = f.cues, f.slots
    if slots.case_number or in_general(f) or f.shared or named_elsewhere(f):
        return True
    if cues.any("start_guide", "wish", "overview") or ("form_word" in cues and "choosing" in cues):
        return True
    if points(f):
        return bool(slots.fields)
    taking_part = cues.any("member", "partners") and ((cues.any("what", "which", "list") and bool(f.places)) or "we" in cues)
    at_large = f.speaks_of_cooperation() and not f.definite
    return taking_part or at_large or bool(f.unknown or f.entities.of("form"))


def _of_one_unknown(f: Features) -> bool:
    """«Hvem er med i det samarbeidet?», where none was spoken of: it is asked about, not looked for."""
    of_other = f.context.intent in INTENTS or (f.context.intent or "").startswith("law")
    return f.definite and not f.cues.any("list", "which") and not f.context.slots.cooperation and not of_other


def _bare(f: Features) -> bool:
    """«Fjellgard?», «brann?», «i 2024?»: names alone, of a place, a field or a time."""
    words = f.entities.tokens
    filler = f.knowledge.lexicon.filler
    if any(w.folded in ASKING for w in words) or f.cues.any(*OWN_QUESTION) or (f.speaks_of_cooperation() and not f.definite):
        return False
    content = [n for n in range(start(f), len(words)) if words[n].folded not in filler or n in f.entities.taken | f.period]
    names = f.entities.taken | f.period
    fields = {n for n in content if words[n].text in f.positions and f.slots.fields and n not in names}
    return bool(content) and set(content) <= names | fields and len(content) - len(names) <= _SHORT


def _of_one(f: Features) -> bool:
    """«Hvem er vert?», «når?», «hva koster det?»: nothing is named that it is asked of."""
    if not f.cues.any(*OF_ONE) or f.slots.fields or f.cues.any("law", "legal_aspect"):
        return False
    if f.slots.dates or f.slots.span:
        return False
    cases = f.context.slots.cases if f.context.intent in INTENTS else ()
    of_a_case = bool(cases) and "decision" in f.cues and "turned_down" not in f.cues
    if f.places and (f.cues.any("list") or not (f.cues.any(*_OF_ONE_IN_A_PLACE) or of_a_case)):
        return False
    if f.cues.any("amount", "count") and names_nothing(f) and len(f.entities.tokens) <= _COUNTING:
        return True  # «kor stor stilling?»
    if f.context.intent in INTENTS and not rest(f):
        return True  # «hvem stemte imot?»
    bodies = {n for n, w in enumerate(f.entities.tokens) if w.folded in f.knowledge.language.bodies}
    on = {p for positions in f.cues.positions.values() for p in positions} | f.entities.taken | f.period | bodies
    return not any(f.positions.get(t.text) not in on for t in f.all_terms)


def _of_levers(f: Features) -> bool:
    """«Kan vi gå ut?», after one cooperation or form was spoken of."""
    before = f.context.slots
    return "levers" in f.cues and names_nothing(f) and bool(before.cooperation or before.forms)


def _of_both(f: Features) -> bool:
    """«Hvilke er de begge med i?», «hva har vi felles?», after one municipality and another."""
    together = f.cues.any("both") or f.says("felles", "sammen", "saman")
    alone = not (f.slots.fields or f.entities.mentions or f.unknown) and len(f.entities.tokens) <= _FEW
    return together and alone and bool(f.context.places)


def narrows_by_status(f: Features) -> bool:
    """«Bare de som er i drift», after a list."""
    return (
        f.context.intent == "list"
        and f.cues.any(*_STATUSES)
        and len(f.entities.tokens) <= _NARROWING
        and not (f.places or f.slots.fields or f.slots.form or f.speaks_of_cooperation() or f.cues.any("when", "who", "why"))
    )


def partitive(f: Features) -> bool:
    """«Hvilke av dem er i Sogn?», «hvem av dem er med på brann?», after a list."""
    which = f.cues.any("which", "list", "who", "which_municipalities")
    return f.context.intent in _LISTED and which and f.says("av") and bool(points(f))


def _narrows(f: Features) -> bool:
    """«Hvilke er om brann?», after a list."""
    if narrows_by_status(f) or partitive(f):
        return True
    cues, slots = f.cues, f.slots
    more = any(n in OWN_QUESTION and n not in ("list", "member", "form", "status", "who") for n in cues.names)
    return (
        f.context.intent in _LISTED
        and bool(slots.fields or (slots.form and "who" not in cues))
        and len(f.entities.tokens) <= _NARROWING
        and not (f.places or more or f.speaks_of_cooperation() or in_general(f))
    )


def goes_on_in_law(f: Features) -> bool:
    """True after a question of law, for words that the law speaks of too, or that say nothing by themselves."""
    if not (f.context.intent or "").startswith("law") or f.entities.of("form") or f.slots.cooperation:
        return False
    said = said_in_law(f)
    return not said.terms or found_in_law(f, said, f.context.slots.forms[:1]).score >= _LEAST_OF_LAW


def _of_law(f: Features) -> bool:
    """«Hvor lenge sitter styret?», asked about an IKS: the rules of that form speak of just that."""
    before = f.context.slots
    form = (before.forms or ((before.form,) if before.form else ()))[:1]
    names = f.entities.mentions or f.slots.fields or f.cues.any("what_is")
    if not (f.context.intent or "").startswith("law") or not form or names:
        return False
    said = said_in_law(f)
    if not said.terms:
        return False
    found = found_in_law(f, said, form)
    least = PLAIN if f.first in _MODAL else SURELY  # «kan vi bli enige om noe kortere?», after a period of notice
    return bool(found.rules) and found.rules[0].form is not None and found.score >= least
