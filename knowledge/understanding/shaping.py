"""The cues of a question as they are meant there: what a word near another, or the name between two, makes of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from knowledge.understanding import homonyms
from knowledge.understanding.cues import Found
from knowledge.understanding.entities import Entities, Mention
from knowledge.understanding.features import ASKING, YESNO
from knowledge.understanding.framing import same_sentence

_NOT = frozenset({"ikke", "ikkje"})
_PLEASED = ("misfornoyd", "misnogd", "fornoyd", "nogd")
"""«Hvorfor er de misfornøyde?» asks what is wrong, not what can be done about it."""
_BEGIN = frozenset({"starte", "starter", "startar", "begynne", "byrje"})
_COUNCILS = ("kommun", "rad", "vedtak", "steg", "sak", "herad", "by", "av")
_TO_PUT_OFF = frozenset({"utsette", "utsetje"})
_LACK = frozenset({"mangler", "manglar", "mangla", "manglet"})
_WHEN, _CLAUSE = frozenset({"da", "nar"}), 7
"""Words that lead in a clause which tells when, and how far such a clause may reach."""
_ASKING = ("how", "why", "what", "which", "who", "which_municipalities")
_JOINING = frozenset({"og", "eller", "men"})
_USED, _MOST_USED = (
    frozenset({"brukt", "brukte", "nytta"}),
    frozenset({"mest", "minst", "ofte", "oftast", "oftest", "mye", "mykje"}),
)
"""«Mest brukt» is no amount."""
_WHO = frozenset({"hvem", "kven", "kem", "hvilken", "kva", "hokken"})
_HOSTS = frozenset({"vertskommune", "vertskommunen", "vertskommuna", "vertskapet", "vertskap", "vert", "verten"})
_IS = frozenset({"er", "var", "blir", "vart", "ble", "vert", "e", "som"})
_TOPIC = 5
"""So many words may name a topic that is put first."""
_PAUSE = re.compile(r"\s*(?:[,:;–]|\s-)\s*")
_RATIO = re.compile(r"\d[-/.]\d")
_WAS = frozenset({"er", "var", "e", "blir", "vart", "vore"})


def heard(entities: Entities, cues: Found) -> Found:
    """«Er Gran med …?» asks who is with it, though the name stands between the words; «politisk råd» is no advice."""
    words = [t.folded for t in entities.tokens]
    cues = cues.without(frozenset(n for n in range(len(words)) if homonyms.is_other_word(entities.tokens, n)))
    if cues.on("which") and cues.on("which") <= cues.on("host"):
        cues = cues.without(cues.on("which"), but=("host",))  # «hvilket sted ligger …» lists nothing
    of_form = {i for m in entities.of("form") for i in range(m.start, m.end)}
    if cues.positions.get("advice", frozenset([-1])) <= of_form:
        cues = Found(cues.names - {"advice"}, {k: v for k, v in cues.positions.items() if k != "advice"})
    if "why" in cues and all(words[n].startswith(_PLEASED) for n in cues.positions.get("levers", ())):
        cues = cues.without(cues.positions.get("levers", frozenset()), but=("disadvantage", "liking", "why"))
    cues = _in_time(words, cues)
    if _MOST_USED & set(words) and "hvor" not in words[:1] and "kor" not in words[:1]:
        cues = cues.without(frozenset(n for n, w in enumerate(words) if w in _USED and words[n - 1] in _MOST_USED))
    if cues.any("which", "who") and "superlative" not in cues:
        # «hvilke konsulenter ble brukt?» asks for no amount
        cues = cues.without(frozenset(n for n in cues.positions.get("amount", ()) if words[n] in _USED), but=("status_existing",))
    if "we" in cues and "wish" in cues:
        # «vi ønsker et selskap» is a need, not one of the ideas there are
        cues = cues.without(frozenset(n for n in cues.on("status_idea") & cues.on("wish") if cues.on("we") & {n - 1, n + 1}))
    # «hva skal til for å utsette en sak?» asks what may be, not what was put off
    cues = cues.without(frozenset(n for n in cues.on("put_off") if words[n] in _TO_PUT_OFF and words[n - 1] == "a"))
    counted = next((b for a, b in pairwise(words) if a == "mange"), "")
    if counted and not counted.startswith(_COUNCILS):
        # «hvor mange planleggere mangler de?» asks for no next step
        cues = cues.without(frozenset(n for n, w in enumerate(words) if w in _LACK))
    if len(words) > 1 and words[0] in ("kva", "hva", "ka") and words[1].endswith("samarbeid") and "which" not in cues:
        # «kva brannsamarbeid …» is «hvilke brannsamarbeid …»
        asking = {"which": frozenset([0]), "list": frozenset([0])}
        cues = Found(cues.names | {"which", "list"}, {**cues.positions, **asking})
    return _with_between(entities, cues, words)


def _in_time(words: Sequence[str], cues: Found) -> Found:
    """«Hvordan går de fram når de skal starte?» asks how: «når» joins, and nobody asks since when."""
    if words[:1] and words[0] in ("siden", "sidan") and words[1:2] != ["nar"]:
        cues = cues.without(frozenset([0]))  # «siden Gausdal gikk ut, …» gives a reason
    first = min((n for name in _ASKING for n in cues.positions.get(name, ())), default=len(words))
    joins = (n for n in cues.positions.get("when", ()) if words[n] == "nar" and n > first and words[n - 1] not in _JOINING)
    cues = cues.without(frozenset(joins))
    if not cues.any(*_ASKING) or "when" in cues:
        return cues
    led = {n for n in range(first + 1, len(words)) if words[n] in _WHEN and words[n - 1] not in _JOINING and n > first + 1}
    told = {n for n in cues.on("since", "opinion") if any(0 < n - at <= _CLAUSE for at in led)}
    return cues.without(frozenset(n for n in cues.positions.get("since", ()) if words[n] in _BEGIN) | told)


def _with_between(entities: Entities, cues: Found, words: Sequence[str]) -> Found:
    for mention in entities.of("municipality"):
        before = words[max(mention.start - 2, 0) : mention.start]
        after = words[mention.end : mention.end + 3]
        if _WAS & set(before) and ("med" in after or after[:1] == ["det"]):
            position = mention.end + after.index("med") if "med" in after else mention.end
            return Found(cues.names | {"member"}, {**cues.positions, "member": frozenset([position])})
    return cues


def spoken(entities: Entities) -> Iterator[str]:
    """The words, folded; «3-1» also as «3:1», as names have it."""
    for word in entities.tokens:
        yield word.folded
        if _RATIO.fullmatch(word.folded):
            yield f"{word.folded[0]}:{word.folded[-1]}"


def fronted(entities: Entities, text: str) -> int:
    """How many words name a topic that the question takes up again: «Aurland, er dei med …?», «barnevernet – hvem har det?»."""
    words = entities.tokens
    for n in range(1, min(len(words), _TOPIC + 1)):
        between = text[words[n - 1].end : words[n].start]
        if _PAUSE.fullmatch(between):
            return n if words[n].folded in ASKING | YESNO else 0
        if words[n - 1].folded in ASKING | YESNO:
            return 0
    return 0


def excepted(mention: Mention, entities: Entities, cues: Found, text: str) -> bool:
    """«Utenom Gran», «som Gran ikke er med på»; not «uten å finne det. Hva har Gran …?»"""
    words, at = entities.tokens, mention.start
    after = [w.folded for w in words[mention.end : mention.end + 3]]
    before = {w.folded for w in words[max(at - 3, 0) : at]}
    if _NOT & set(after) and ("som" in before or ("men" in before and _NOT & set(after[:2]))):
        return True
    on = (n for n in cues.positions.get("except", ()) if n < at)
    return any(same_sentence(text, words[n].end, words[at].start) for n in on)


def without_role(entities: Entities) -> Entities:
    """«Hvem er vertskommune der?» asks who is host; it does not name the form that has one."""
    words = [t.folded for t in entities.tokens]
    asked = {n for n, w in enumerate(words) if w in _WHO}
    roles = [
        m
        for m in entities.of("form")
        if words[m.start] in _HOSTS and m.end == m.start + 1 and {m.start - 2, m.start - 3} & asked and words[m.start - 1] in _IS
    ]
    return replace(entities, mentions=[m for m in entities.mentions if m not in roles]) if roles else entities
