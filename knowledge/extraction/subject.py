"""What a case is on: its field of service and the legal form of the cooperation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from knowledge.extraction.vocabulary import Service, Vocabulary
from knowledge.model import Form

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_GENERAL = frozenset({"styring", "politisk", "plan", "administrasjon", "teknisk", "oppvekst", "samfunnsutvikling", "kommunestruktur"})
"""Fields whose words are said of much else: they give way to any other."""
_LOOSE = frozenset(
    "plan planlegging drift stab data it kart bygg tilsyn teknisk tekniske vei veg digital institusjon tildeling advokat koordinator anbud anbod profil bosetting busetjing redning utdanning miljø "
    "personal helse omsorg økonomi integrering inkludering innleie innleige vikar vann vatn va arkiv kultur næring data pleie rus klima koordinatorstillinger politisk samarbeid økonomistyring".split()
)
"""Words that must stand alone, not inside a longer word."""
_SKIP = frozenset("vei veg plan drift stab data it bygg tilsyn institusjon profil inkludering overforbruk økonomiavdeling samfunnsutvikling digital bemanning årshjul styring".split())
"""Words that say too little beside a case's other words."""
_EXTRA = {
    "legevakt": "lege", "barnevernteneste": "barnevern", "barnevernstjeneste": "barnevern", "kontrollutvalgssekretariat": "revisjon-kontroll",
    "kontrollutvalssekretariat": "revisjon-kontroll", "arkivteneste": "arkiv", "regionråd": "politisk", "krisesenter": "krisesenter", "ikt": "ikt",
    "brannvesen": "brann", "brannvern": "brann", "110-sentral": "brann", "feier": "brann", "miljøverk": "renovasjon", "avfall": "renovasjon", "renovasjon": "renovasjon",
    "innkjøpssamarbeid": "innkjop", "landbruk": "landbruk", "veterinær": "landbruk", "pp-tjeneste": "ppt", "pp-teneste": "ppt", "pedagogisk-psykologisk": "ppt",
    "voksenopplæring": "voksenopplaering", "vaksenopplæring": "voksenopplaering", "kulturskule": "kulturskole", "kulturskole": "kulturskole", "jordmor": "helse-omsorg",
    "vassverk": "vann-avlop", "vannverk": "vann-avlop", "avløpsrenseanlegg": "vann-avlop", "avløp": "vann-avlop", "byggesak": "byggesak", "byggjesak": "byggesak",
    "lønn": "lonn-regnskap", "løn": "lonn-regnskap", "lønns": "lonn-regnskap", "regnskap": "lonn-regnskap", "rekneskap": "lonn-regnskap", "skatteoppkrever": "skatt", "skatteoppkrevjar": "skatt",
    "revisjon": "revisjon-kontroll", "overgrepsmottak": "helse-omsorg", "personvernombud": "ikt", "personvernombod": "ikt", "havn": "samferdsel", "hamn": "samferdsel", "øyeblikkelig": "lege", "augeblikkeleg": "lege", "døgntilbud": "lege", "reinhaldsverk": "renovasjon", "renholdsverk": "renovasjon", "turlag": "friluftsliv", "friluft": "friluftsliv",
}  # fmt: skip
"""Words of our own beside the register's: as they stand in titles of cases."""


def field_of(texts: Sequence[str], vocabulary: Vocabulary) -> str | None:
    """The one field that the first telling text is on; None when it tells several or none."""
    parents = {service.id: service.parent for service in vocabulary.services}
    for text in texts:
        found = _narrowed(_fields(text, vocabulary.services), parents)
        if len(found) == 1:
            return found[0]
        if found:
            return None
    return None


def _narrowed(found: Sequence[str], parents: dict[str, str | None]) -> list[str]:
    """Without the parents of others and, beside others, the general ones."""
    kept = [one for one in found if not any(parents.get(other) == one for other in found)]
    special = [one for one in kept if one not in _GENERAL]
    return special or kept


def _fields(text: str, services: Iterable[Service]) -> list[str]:
    text = re.sub(r"politiske? råd\w*", "regionråd", text, flags=re.I)
    words = [word.casefold() for word in _WORD.findall(text)]
    whole = f" {' '.join(words)} "
    found: list[str] = []
    known = {service.id for service in services}
    for word in words:
        for key, field in _EXTRA.items():
            if field in known and (word.startswith(key) if len(key) > 4 else word in (key, f"{key}s", f"{key}en", f"{key}a")):
                found.append(field)
    for service in services:
        if any(_says(word, words, whole) for word in service.words if word not in _SKIP):
            found.append(service.id)
    return list(dict.fromkeys(found))


def _says(word: str, words: Sequence[str], whole: str) -> bool:
    if " " in word:
        return f" {word} " in whole or f" {word}s " in whole
    if len(word) < 5 or word in _LOOSE:
        return any(other == word or other in (f"{word}en", f"{word}a", f"{word}et", f"{word}s") or other.startswith(f"{word}-") for other in words)
    stem = word[:-1] if word[-1] in "ea" and len(word) > 6 else word
    return any(other.startswith(stem) or (len(word) > 7 and other.endswith(word)) for other in words)


_FORMS: tuple[tuple[Form, re.Pattern[str]], ...] = tuple(
    (form, re.compile(pattern, re.I if form not in (Form.IKS, Form.KO, Form.IPR, Form.AS, Form.SA) else 0))
    for form, pattern in (
        (Form.ADMINISTRATIVE_HOST, r"administrativt?e? vertskommune\w*|§ ?20-2|\bvertskommunesamarbeid\w* uten (?:folkevalgt )?nemnd|§ ?28 ?-? ?1? ?b\b"),
        (Form.HOST_BOARD, r"felles folkeval\w+ nemnd|vertskommune\w* med (?:felles )?(?:folkeval\w+ )?(?:politisk )?nemnd|§ ?20-3|§ ?28 ?-? ?1? ?c\b|felles nemnd\b"),
        (Form.HOST, r"vertskommune\w*|vertkommune\w*|§ ?20-\d"),
        (Form.KO, r"(?i:oppgavefell?esskap\w*|oppgåvefell?esskap\w*|§ ?19-\d|kap(?:ittel|\.) ?19\b)|\bKO\b"),
        (Form.IPR, r"(?i:interkommunalt?e? politiske? råd\w*|§ ?18-\d|kap(?:ittel|\.) ?18\b)|\bIPR\b"),
        (Form.IKS, r"\bIKS(?:-lov\w*)?\b|(?i:interkommunalt?e? selskap\w*|\bselskapsavtale\w*|\bselskapsavtalen)"),
        (Form.JOINT_MUNICIPALITY, r"\bsamkommune\w*"),
        (Form.OLD_BOARD, r"§ ?27\b|interkommunalt?e? styrer?\b"),
        (Form.OLD_HOST, r"§ ?28-1\b(?! ?[bc]\b)"),
        (Form.PLANNING, r"interkommunalt?e? plansamarbeid\w*|interkommunal (?:kommune)?delplan\w*|interkommunal arealplan\w*"),
        (Form.SA, r"(?i:samvirkeforetak\w*|samvirkeføretak\w*)"),
        (Form.AS, r"(?i:aksjeselskap\w*|aksjonæravtale\w*)"),
        (Form.PURCHASE, r"kjøpe? (?:av )?[\w-]*(?:tjenester?|tenester?)\w* (?:av|fra|frå)\b|tjenestekjøp\w*|tenestekjøp\w*"),
    )
)
_OTHER_ACT = re.compile(r"(?:bygningslov|forvaltningslov|offentleglov|opplæringslov|barnevernslov|plan- og bygg\w*lov|helse- og omsorgstjenestelov|\bpbl|\bfvl)\w*\.?,? § ?\d+(?:-\d+)?", re.I)
_PASSED = re.compile(r"\b(?:i stedet for|framfor|fremfor|heller enn|i staden for|ikke som|ikkje som|gamle? kommunelov\w*|tidligere|tidlegare|omdann\w* fra|omdann\w* frå|i dag)\b[^.,;]{0,60}\Z", re.I)
_WEIGHED = re.compile(r"\b(?:alternativ\w*|eller|enten|anten|vurder\w*|kunne|eksempel\w*|til dømes|sammenlign\w*|samanlikn\w*|tidligere|tidlegare|andre kommuner|andre kommunar)\b", re.I)
_STATED = re.compile(
    r"\b(?:organiser\w*|etabler\w*|oppret\w*|foresl\w*|føresl\w*|anbefal\w*|tilrå\w*|rår til|inngå\w*|skipa?\w*|modellen er|skal være|skal vere|godkjen\w*)\b", re.I
)


def form_of(core: Sequence[str], body: str) -> Form | None:
    """The form that the first telling text of the case's core tells; else the one that the body states, when it states one only."""
    for text in core:
        found = forms(text)
        if len(found) == 1:
            return found[0]
        if found:
            return None
    sentences = [s for s in re.split(r"(?<=[.!?])\s+|\n", body) if not _WEIGHED.search(s)]
    told = {tuple(forms(sentence)) for sentence in sentences} - {()}
    if len(told) == 1 and len(only := next(iter(told))) == 1:
        return only[0]
    stated = {tuple(forms(sentence)) for sentence in sentences if _STATED.search(sentence)} - {()}
    return only[0] if len(stated) == 1 and len(only := next(iter(stated))) == 1 else None


def forms(text: str) -> list[Form]:
    """Every form that a text tells, the more exact instead of the less."""
    text = _OTHER_ACT.sub(" ", text)
    found = [form for form, pattern in _FORMS if any(not _PASSED.search(text[max(0, m.start() - 90) : m.start()]) for m in pattern.finditer(text))]
    if Form.ADMINISTRATIVE_HOST in found or Form.HOST_BOARD in found:
        found = [form for form in found if form is not Form.HOST]
    if Form.IPR in found or Form.KO in found or Form.HOST in found:
        found = [form for form in found if form is not Form.PURCHASE]
    return found


def sentence_with(form: Form, texts: Iterable[str]) -> str | None:
    """The first sentence that tells a form."""
    return next((s for text in texts for s in re.split(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])|\n", text) if form in forms(s)), None)


def field_sentence(field: str, texts: Iterable[str], vocabulary: Vocabulary) -> str | None:
    """The first sentence that tells a field."""
    sentences = (s for text in texts for s in re.split(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])|\n", text))
    return next((s for s in sentences if field in _fields(s, vocabulary.services)), None)
