"""The legal form of the cooperation that a case is on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from knowledge.model import Form

_FORMS: tuple[tuple[Form, re.Pattern[str]], ...] = tuple(
    (form, re.compile(pattern, re.I if form not in (Form.IKS, Form.KO, Form.IPR, Form.AS, Form.SA) else 0))
    for form, pattern in (
        (
            Form.ADMINISTRATIVE_HOST,
            r"administrativt?e? vertskommune\w*|§ ?20-2|\bvertskommunesamarbeid\w* uten (?:folkevalgt )?nemnd|§ ?28 ?-? ?1? ?b\b",
        ),
        (
            Form.HOST_BOARD,
            r"felles folkeval\w+ nemnd|vertskommune\w* med (?:felles )?(?:folkeval\w+ )?(?:politisk )?nemnd|§ ?20-3"
            r"|§ ?28 ?-? ?1? ?c\b|felles nemnd\b",
        ),
        (Form.HOST, r"vertskommune\w*|\bsom vert\b|vertkommune\w*|§ ?20-\d"),
        (Form.KO, r"(?i:oppgavefell?esskap\w*|oppgåvefell?esskap\w*|§ ?19-\d|kap(?:ittel|\.) ?19\b)|\bKO\b"),
        (Form.IPR, r"(?i:interkommunalt?e? politiske? råd\w*|§ ?18-\d|kap(?:ittel|\.) ?18\b)|\bIPR\b"),
        (Form.IKS, r"\bIKS(?:-lov\w*)?\b|(?i:interkommunalt?e? selskap\w*|\bselskapsavtale\w*|\bselskapsavtalen)"),
        (Form.JOINT_MUNICIPALITY, r"\bsamkommune\w*"),
        (Form.OLD_BOARD, r"§ ?27\b|interkommunalt?e? styrer?\b"),
        (Form.OLD_HOST, r"§ ?28-1\b(?! ?[bc]\b)"),
        (Form.PLANNING, r"interkommunalt?e? plansamarbeid\w*|interkommunal (?:kommune)?delplan\w*|interkommunal arealplan\w*"),
        (Form.SA, r"(?i:samvirkeforetak\w*|samvirkeføretak\w*)"),
        (
            Form.PROJECT,
            r"(?:samarbeidet|ordninga|ordningen|tiltaket|organisert|organiserast|organiseres) (?:er |vert |blir )?(?:som )?"
            r"(?:et|eit) (?:[\wæøå]+ )?prosjekt\b|\bprosjektsamarbeid\w*",
        ),
        (
            Form.AS,
            r"(?i:aksjeselskap\w*|aksjonæravtale\w*|aksjekapital\w*)|\b(?:stifter|stiftar|skipar|eigar|eier) [^.]{0,60}\bAS\b",
        ),
        (
            Form.PURCHASE,
            r"kjøpe?r? (?:av )?[\w-]*(?:tjenester?|tenester?)\w* (?:av|fra|frå)\b"
            r"|kjøpe?r?(?: av)? [\w-]+(?: [\w-]+){0,7} (?:av|fra|frå) (?-i:[A-ZÆØÅ])[\w-]+|tjenestekjøp\w*"
            r"|tenestekjøp\w*",
        ),
    )
)
_OTHER_ACT = re.compile(
    r"(?:bygningslov|forvaltningslov|offentleglov|opplæringslov|barnevernslov|plan- og bygg\w*lov"
    r"|helse- og omsorgstjenestelov|\bpbl|\bfvl)\w*\.?,? § ?\d+(?:-\d+)?",
    re.I,
)
_PASSED = re.compile(
    r"\b(?:i stedet for|framfor|fremfor|heller enn|i staden for|ikke som|ikkje som|gamle? kommunelov\w*|tidligere"
    r"|tidlegare|omdann\w* fra|omdann\w* frå|i dag)\b[^.,;]{0,60}\Z",
    re.I,
)
_WEIGHED = re.compile(
    r"\b(?:alternativ\w*|eller|enten|anten|vurder\w*|kunne|eksempel\w*|til dømes|sammenlign\w*|samanlikn\w*|tidligere"
    r"|tidlegare|valg av|val av|utred\w*|utgrei\w*|andre kommuner|andre kommunar)\b",
    re.I,
)
_STATED = re.compile(
    r"\b(?:organiser\w*|etabler\w*|oppret\w*|foresl\w*|føresl\w*|anbefal\w*|tilrå\w*|rår til|inngå\w*|skipa?\w*"
    r"|modellen er|skal være|skal vere|godkjen\w*)\b",
    re.I,
)


def form_of(core: Sequence[str], body: str) -> Form | None:
    """The form that the first telling text of the case's core tells; else the one that its body states, if only one."""
    for text in core:
        found = forms(text)
        if len(found) == 1:
            return _exacter(body) or found[0] if found[0] is Form.HOST else found[0]
        if found:
            return None
    sentences = [s for s in re.split(r"(?<=[.!?])\s+|\n", body) if not _WEIGHED.search(s)]
    told = {tuple(forms(sentence)) for sentence in sentences} - {()}
    if len(told) == 1 and len(only := next(iter(told))) == 1:
        return only[0]
    stated = {tuple(forms(sentence)) for sentence in sentences if _STATED.search(sentence)} - {()}
    return only[0] if len(stated) == 1 and len(only := next(iter(stated))) == 1 else None


def _exacter(body: str) -> Form | None:
    """Which of the two kinds of host a text states, where the case's core tells only that there is one."""
    told = {form for s in re.split(r"(?<=[.!?])\s+|\n", body) if not _WEIGHED.search(s) for form in forms(s)}
    exact = told & {Form.ADMINISTRATIVE_HOST, Form.HOST_BOARD}
    return exact.pop() if len(exact) == 1 else None


def forms(text: str) -> list[Form]:
    """Every form that a text tells, the more exact instead of the less."""
    text = _OTHER_ACT.sub(" ", text)
    found = [
        form
        for form, pattern in _FORMS
        if any(not _PASSED.search(text[max(0, m.start() - 90) : m.start()]) for m in pattern.finditer(text))
    ]
    if Form.ADMINISTRATIVE_HOST in found or Form.HOST_BOARD in found:
        found = [form for form in found if form is not Form.HOST]
    if {Form.IPR, Form.KO, Form.HOST, Form.IKS} & set(found):
        found = [form for form in found if form is not Form.PURCHASE]
    return found


def sentence_with(form: Form, texts: Iterable[str]) -> str | None:
    """The first sentence that tells a form."""
    return next((s for text in texts for s in re.split(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])|\n", text) if form in forms(s)), None)
