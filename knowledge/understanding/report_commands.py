"""What people write to have a draft of the eierskapsmelding made. A question of substance never fits: each must fit whole.

«Lag eierskapsmelding for Gjøvik» and «utkast til eigarskapsmelding for Vågå» are commands; «hva er en eierskapsmelding?»,
«hvordan lager vi en eierskapsmelding?» and «hva skal stå i eierskapsmeldingen?» are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.model import Language


@dataclass(frozen=True, slots=True)
class ReportCommand:
    """What is wanted."""

    target: str = ""
    """For which municipality, in the words that were said; empty where none is named."""
    language: Language = "nb"
    """The written form that the report is called in."""
    sure: bool = True
    """False for words that ask for it only if they name a municipality: «eierskapsmelding for …» may be the title of a case."""


_BEFORE = (
    r"(?:(?:hei|hallo|ok|ja|ja takk)[,.!]? )?"
    r"(?:(?:kan|kunne|vil) (?:du|de|dere|dokker|samråd) (?:være så snill å |vere så snill å )?"
    r"(?:hjelpe (?:meg|oss) (?:med )?(?:å )?)?"
    r"|(?:jeg|eg|vi|me) (?:vil|ønsker|ønskjer|skal|trenger|treng)(?: gjerne)?(?: å)?(?: ha| få)? "
    r"|(?:vær|ver) (?:så )?snill (?:og|å) )?"
)
_MAKE = (
    r"(?:(?:lag|lage|skriv|skrive|sett opp|sette opp|set opp|setje opp|få|gi|gje|hent|hente|generer|generere|vis|vise|sjå|se"
    r"|last ned|laste ned|start|starte på|begynn på|byrj på|ha)(?: (?:meg|oss))?(?: på)? )"
)
_NOUN = (
    r"(?:eierskapsmelding(?:en|a)?|eigarskapsmelding(?:a|i)?|eiermelding(?:en|a)?|eigarmelding(?:a)?"
    r"|eierskapsrapport(?:en)?|eigarskapsrapport(?:en)?|eierrapport(?:en)?|eigarrapport(?:en)?)"
)
_ARTICLE = r"(?:(?:en|ei|et|eit|den|det|vår|vårt|ny|nytt|nye) ){0,2}"
_DRAFT = r"(?:utkast(?:et)?|forslag(?:et)?|framlegg(?:et)?|kladd(?:en)?|mal(?:en)?)(?: (?:til|for|på|av))? "
_TARGET = r"(?: (?:for|til|i|om|åt) (?P<target>[^\n]{1,80}))?"
_WHOSE = r"(?P<whose> (?:vår|vårt|våres|min))?"
_OBJECT = rf"{_ARTICLE}(?:{_DRAFT})?{_ARTICLE}{_NOUN}{_WHOSE}{_TARGET}"
_WANT = (
    r"(?:jeg|eg|vi|me) (?:(?:vil|skal|må) (?:gjerne )?(?:ha|få)|ønsker(?: å få)?|ønskjer(?: å få)?|trenger|treng)(?: meg| oss)? "
)
_AFTER = re.compile(r"(?:,? (?:takk|tusen takk|er du snill|vær så snill|ver så snill|nå|no|da|då))+$", re.IGNORECASE)
_COMMANDS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_BEFORE}{_MAKE}{_OBJECT}",
        rf"{_BEFORE}{_ARTICLE}{_DRAFT}{_ARTICLE}{_NOUN}{_WHOSE}{_TARGET}",
        rf"{_WANT}{_OBJECT}",
        rf"{_NOUN} (?:for|til) (?P<target>[^\n]{{1,80}})",
    )
)
_CALLED = re.compile(r"\bei[eg](?=\w*(?:melding|rapport))", re.IGNORECASE)
_ASKED = re.compile(r"[?]\s*$")
_POLITE = re.compile(r"(?:kan|kunne|vil) (?:du|de|dere|dokker|samråd) ", re.IGNORECASE)
_MOST = 160


def report_command(text: str) -> ReportCommand | None:
    """The command that the words are, whole; None when they are anything else."""
    if len(text) > _MOST or "\n" in text.strip():
        return None
    said = " ".join(text.split())
    called = _CALLED.search(said)
    if called is None:
        return None
    if _ASKED.search(said) and not _POLITE.search(said):
        return None
    words = _AFTER.sub("", said.rstrip(" .!?").strip("«»\"'"))
    for number, pattern in enumerate(_COMMANDS, 1):
        match = pattern.fullmatch(words)
        if match is not None:
            found = match.groupdict()
            target = (found.get("target") or "").strip(" «»\"'")
            return ReportCommand(target, "nn" if called[0].casefold() == "eig" else "nb", number < len(_COMMANDS))
    return None
