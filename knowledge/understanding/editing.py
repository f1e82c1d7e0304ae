"""The plain commands that editors write, and that our buttons say. A question never fits one: each must fit whole.

Commands are read before anything else is made of the words, so they are narrow on purpose: «utkast 3» is one, «hva er
utkastet til ny kommunelov?» is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """What an editor wants done."""

    intent: str
    number: int | None = None
    """Of a draft, a document or a change, as the intent is about."""
    version: int | None = None
    """The version that it was decided on, where the button or the writer says."""
    target: str = ""
    """The case or cooperation, by id or by name."""
    step: str = ""
    """The step of it, by id."""
    field: str = ""
    """The field that is to be corrected, as the writer names it."""
    value: str = ""
    """What it is to be, or why it is done."""
    loose: bool = False
    """True for words that mean something else to those who are no editors."""


_N = r"(?: nr\.?| nummer)? ?(?P<number>\d{1,9})"
_V = r"(?:,? ?\(?versjon (?P<version>\d{1,9})\)?)?"
_DRAFT = r"utkast(?:et)?" + _N
_SHOW = r"(?:(?:vis|vise|se|sjå|åpne|opne)(?: meg)? )?"
_MEND = r"(?:rett|rette|retta|endre|rediger|korriger)(?: opp| på)?"
_A = r"(?:(?:et|eit|en|ei) )?"
_CASE = r"(?:sak|saken|saka)"
_COOPERATION = r"(?:samarbeid|samarbeidet)"
_STEP = r"(?:steg|steget|trinn|trinnet)"
_TARGET = r"(?P<target>[^?\n]{1,200})"
_ID = r"(?P<target>[\w-]{1,120})"
_LAST = r"(?:,? (?:for )?(?:dei |de )?siste (?P<number>\d{1,4}) dag(?:er|ar|ene|ane))?"
_ADD = r"(?:(?:legg til|opprett|registrer|ny registrering av) )?"

_PATTERNS: tuple[tuple[str, str], ...] = (
    ("drafts", _SHOW + r"(?:alle )?(?:åpne |opne )?(?:utkast|utkasta|utkastene|utkastet)(?: som (?:venter|ventar))?"),
    ("drafts", r"(?:hvilke|kva) utkast (?:venter|ventar|finnes|finst|har vi|har me)(?: på (?:godkjenning|oss))?\??"),
    ("drafts", r"(?:hva|kva) (?:venter|ventar) på godkjenning\??"),
    ("draft", _SHOW + _DRAFT),
    ("draft_form", _MEND + " " + _DRAFT + _V),
    ("draft_save", "lagre " + _DRAFT + _V),
    ("draft_clear", r"(?:fjern|tøm|slett) (?P<field>[^\n]{2,40}?) i " + _DRAFT + _V),
    ("draft_field", "(?:" + _MEND + r"|sett|set) (?P<field>[^\n]{2,40}?) i " + _DRAFT + _V + r" til:? (?P<value>.+)"),
    ("draft_approve", r"(?:godkjenn|godkjenne|godta) " + _DRAFT + _V),
    ("draft_reject", r"(?:avvis|avvise|forkast) " + _DRAFT + _V + r"(?:(?:,? fordi|:) (?P<value>.+))?"),
    ("draft_history", _SHOW + r"(?:historikk|historikken) (?:for|til|på) " + _DRAFT),
    ("draft_undo", r"angre (?:(?:godkjenning|godkjenningen|godkjenninga|avvisning|avvisningen|avvisinga) av )?" + _DRAFT),
    ("draft_undo", r"(?:gjenåpne|gjenopne|åpne igjen|opne att) " + _DRAFT),
    ("feedback", _SHOW + r"(?:alle )?tilbakemelding(?:er|ar|ene|ane)" + _LAST + "(?P<loose>)"),
    ("feedback_delete", r"slett tilbakemelding(?:a|en)? (?P<target>[A-Za-z2-7]{12})"),
    ("upload_status", r"(?:vis )?status(?P<loose>)"),
    ("upload_status", r"(?:vis )?status for (?:opplasting|opplastingen|opplastinga|dokument|dokumentet)(?:" + _N + ")?"),
    ("upload_status", r"(?:hvordan|korleis|hvor langt|kor langt) (?:går det|er du kommet|er du komen|er det kommet|er det kome)"
                      r" med (?:opplasting|opplastingen|opplastinga|dokumentet|fila|filen)\??"),
    ("upload_follow", "følg opplasting" + _N),
    ("new_cooperation", r"(?:nytt samarbeid|(?:legg til|opprett|registrer) " + _A + r"(?:nytt )?samarbeid)"),
    ("new_case", r"(?:ny sak|(?:legg til|opprett|registrer) " + _A + r"(?:ny )?sak)"),
    ("new_step", _ADD + _A + "(?:nytt )?" + _STEP + " i " + _CASE + " " + _TARGET),
    ("save_cooperation", r"lagre (?:nytt samarbeid|samarbeidet " + _ID + ")" + _V),
    ("save_step", r"lagre (?:nytt steg|steget (?P<step>[\w-]{1,120})) i saken? " + _ID + _V),
    ("save_step", r"lagre (?:nytt steg|steget (?P<step>[\w-]{1,120})) i saka " + _ID + _V),
    ("save_case", r"lagre (?:ny sak|(?:saken|saka) " + _ID + ")" + _V),
    ("edit_step", _MEND + " " + _STEP + r"(?: (?P<step>[\w-]{1,120}))? i " + _CASE + " " + _TARGET),
    ("edit_cooperation", _MEND + " " + _COOPERATION + " " + _TARGET),
    ("edit_case", _MEND + " " + _CASE + " " + _TARGET),
    ("case_history", _SHOW + r"(?:historikk|historikken) (?:for|til|på) " + _CASE + " " + _TARGET + "(?P<loose>)"),
    ("cooperation_history", _SHOW + r"(?:historikk|historikken) (?:for|til|på) " + _COOPERATION + " " + _TARGET + "(?P<loose>)"),
    ("undo_change", r"angre (?:endring|endringen|endringa|revisjon)" + _N),
    ("undo_case", r"angre (?:siste|den siste) (?:endring|endringen|endringa) i " + _CASE + " " + _TARGET),
    ("undo_cooperation", r"angre (?:siste|den siste) (?:endring|endringen|endringa) i " + _COOPERATION + " " + _TARGET),
)  # fmt: skip
_COMPILED = tuple((intent, re.compile(pattern, re.IGNORECASE | re.DOTALL)) for intent, pattern in _PATTERNS)
_FIRST_WORDS = """
alle angre avvis avvise endre fjern forkast følg gjenopne gjenåpne godkjenn godkjenne godta historikk historikken hva hvilke
hvor hvordan kor korleis korriger kva lagre legg ny nytt opne opprett rediger registrer rett retta rette se set sett sjå
slett status steg steget tilbakemeldingane tilbakemeldingar tilbakemeldingene tilbakemeldinger trinn trinnet tøm utkast
utkasta utkastene utkastet vis vise åpne eit et
"""
_FIRST = frozenset(_FIRST_WORDS.split())
"""What commands begin with: it spares most questions the patterns."""
INTENTS = tuple(dict.fromkeys(intent for intent, _ in _PATTERNS))
"""What commands there are."""


def command(text: str) -> Command | None:
    """The command that the words are, whole; None when they are anything else."""
    said = text.strip()
    if said.partition(" ")[0].casefold().rstrip(".!:?") not in _FIRST:
        return None
    for form in _forms(said):
        for intent, pattern in _COMPILED:
            match = pattern.fullmatch(form)
            if match is not None:
                return _command(intent, match)
    return None


def _forms(said: str) -> Iterator[str]:
    """The words as they stand, then without a full stop at the end; white space is one space within the first line."""
    first, break_, rest = said.partition("\n")
    first = " ".join(first.split())
    yield first + break_ + rest
    if not break_:
        yield first.rstrip(" .!")


def _command(intent: str, match: re.Match[str]) -> Command:
    found = match.groupdict()
    return Command(
        intent,
        number=_number(found.get("number")),
        version=_number(found.get("version")),
        target=(found.get("target") or "").strip(" «»\"'."),
        step=(found.get("step") or ""),
        field=(found.get("field") or "").strip(),
        value=(found.get("value") or "").strip(),
        loose="loose" in found,
    )


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None
