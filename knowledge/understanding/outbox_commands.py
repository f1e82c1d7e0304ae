"""The plain commands on what is sent unprompted, for editors. Narrow, as in ``editing``: each must fit whole."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OutboxCommand:
    """What an editor wants to know of what was sent, or wants sent."""

    intent: str
    number: int | None = None
    """Of a message."""
    target: str = ""
    """The id of a notice."""
    audience: str = ""
    """``following`` for those who follow something, ``everybody`` for all who can be reached; empty where it is not said."""
    text: str = ""
    loose: bool = False
    """True for words that mean something else to those who are no editors."""


_N = r"(?: nr\.?| nummer)? ?(?P<number>\d{1,9})"
_SHOW = r"(?:(?:vis|vise|se|sjå|åpne|opne)(?: meg)? )?"
_NOTICE = r"(?P<target>\S{1,200})"
_FOLLOWERS = (
    r"(?P<following>(?:alle )?(?:følgere|følgerne|følgjarar|følgjarane)|(?:alle|de|dei) som (?:følger|følgjer)(?: noe| noko)?)"
)
_EVERYBODY = r"(?P<everybody>(?:absolutt )?alle(?: mottakere| mottakarar)?)"
_TO = rf"(?:{_FOLLOWERS}|{_EVERYBODY})"

_PATTERNS: tuple[tuple[str, str], ...] = (
    ("outbox", _SHOW + r"(?:utboks|utboksen|utboksa|utsendinger|utsendingar|utsendingene|utsendingane)"),
    ("outbox", r"(?:hvordan|korleis) (?:gikk|gjekk|går) (?:utsendingen|utsendinga|utsendingene|utsendingane)\??(?P<loose>)"),
    ("outbox", r"(?:hva|kva) (?:er|har vi|har me) sendt (?:ut|ut i det siste)\??(?P<loose>)"),
    ("notice", _SHOW + r"(?:utsending|utsendingen|utsendinga) " + _NOTICE),
    ("resend", r"send (?:på nytt|om att|på nytt til de som mislyktes|på nytt til dei som mislukkast) " + _NOTICE),
    ("withdraw", r"(?:stopp|trekk(?: tilbake)?) (?:resten av )?(?:utsending|utsendingen|utsendinga) " + _NOTICE),
    ("write", r"(?:send|skriv|lag) (?:en |ei )?(?:ny )?melding(?:a|en)? til " + _TO),
    ("write", r"(?:send|skriv|lag) (?:en |ei )?(?:ny )?melding til " + _TO + r" ?: ?(?P<text>\S.*)"),
    ("preview", r"forhåndsvis melding til " + _TO + r"|førehandsvis melding til " + _TO.replace("P<", "P<nn_")),
    ("messages", _SHOW + r"(?:meldinger|meldingar|meldingene|meldingane) som (?:venter|ventar)(?: på godkjenning)?"),
    ("message", _SHOW + r"melding(?:en|a)?" + _N),
    ("approve", r"(?:godkjenn|godkjenne|godta) melding(?:en|a)?" + _N),
    ("drop", r"(?:forkast|avvis|dropp) melding(?:en|a)?" + _N),
)
_COMPILED = tuple((intent, re.compile(pattern, re.IGNORECASE | re.DOTALL)) for intent, pattern in _PATTERNS)
INTENTS = tuple(dict.fromkeys(intent for intent, _ in _PATTERNS))
"""What commands there are."""
_FIRST_WORDS = """
vis vise se sjå åpne opne utboks utboksen utboksa utsending utsendingen utsendinga utsendinger utsendingar utsendingene
utsendingane hvordan korleis hva kva send skriv lag forhåndsvis førehandsvis melding meldingen meldinga meldinger meldingar
meldingene meldingane godkjenn godkjenne godta forkast avvis dropp stopp trekk
"""
_FIRST = frozenset(_FIRST_WORDS.split())


def outbox_command(text: str) -> OutboxCommand | None:
    """The command that the words are, whole; None when they are anything else."""
    said = text.strip()
    first = re.match(r"\w*", said)
    if first is None or first[0].casefold() not in _FIRST:
        return None
    for form in (said, said.rstrip(" .!")):
        for intent, pattern in _COMPILED:
            match = pattern.fullmatch(form)
            if match is not None:
                return _command(intent, match.groupdict())
    return None


def _command(intent: str, found: dict[str, str | None]) -> OutboxCommand:
    to = [name.removeprefix("nn_") for name in ("following", "nn_following", "everybody", "nn_everybody") if found.get(name)]
    number = found.get("number")
    return OutboxCommand(
        intent,
        number=int(number) if number else None,
        target=found.get("target") or "",
        audience=to[0] if to else "",
        text=(found.get("text") or "").strip(),
        loose="loose" in found and found["loose"] is not None,
    )
