"""What trainers write of quiz items and of group figures, and what anybody writes to suggest an item. Each must fit whole.

As with the editors' commands, a question of substance never fits one: «svake temaer» is one, «hva er svakt ved IKS?» is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.basics import Language


@dataclass(frozen=True, slots=True)
class TrainerCommand:
    """What is to be done."""

    intent: str
    number: int | None = None
    """Of an item of one's own."""
    version: int | None = None
    """The version that it was decided on, where the button or the writer says."""
    target: str = ""
    """The id of an item that we ship."""
    kind: str = ""
    """The kind of item that is suggested, as the writer names it."""
    options: int = 0
    """How many options its form is to have; 0 for as many as usual."""
    value: str = ""
    """Why it is done; or what figures are to be about."""
    open: bool = False
    """True for what everybody may do."""
    loose: bool = False
    """True for words that mean something else to those who are no trainers."""
    language: Language | None = None
    """The written form that the command is in, where it shows."""


_Q = r"(?:quiz-?)?spørsmål(?:et)?"
_N = r"(?: nr\.?| nummer)? ?(?P<number>\d{1,9})"
_ITEM = _Q + _N
_V = r"(?:,? ?\(?versjon (?P<version>\d{1,9})\)?)?"
_SHOW = r"(?:(?:vis|vise|se|sjå)(?: meg)? )?"
_LOOK = r"(?:vis|vise|se|sjå|åpne|opne)(?: meg)? "
_MEND = r"(?:rett|rette|retta|endre|rediger|korriger)(?: opp| på)?"
_WHY = r"(?:(?:,? fordi|:) (?P<value>.{1,600}))?"
_KIND = (
    r"(?P<kind>ett riktig|ett rett|eitt rett|eitt riktig|flere riktige|flere rette|fleire rette|fleire riktige"
    r"|sant eller usant|par|rekkefølge|rekkjefølgje|kort sak)"
)
_SIZE = r"(?:,? (?:med )?(?P<options>[2-8]) svar)?"
_INTO = r"(?: til (?:quizen|quizene|quizane|øvingen|øvinga|øvingene|øvingane|opplæringen|opplæringa|spørsmålsbanken))?"
_ABOUT = r"(?: (?P<value>(?:for|i|hos|blant|blandt|frå|fra|som|siste|på) [^?\n]{1,80}))?"

_PATTERNS: tuple[tuple[str, str], ...] = (
    ("suggest", r"(?:(?:jeg|eg) vil |kan (?:jeg|eg) )?(?:foreslå|føreslå|foreslår|føreslår)(?: et| eit| ett| eitt)?(?: nytt)? "
                + _Q + _INTO + r"(?:(?:,|:| med)? ?" + _KIND + ")?" + _SIZE + r"\??(?P<open>)"),
    ("send", r"send inn nytt spørsmål: " + _KIND + _SIZE + "(?P<open>)"),
    ("mine", _SHOW + r"forslag(?:ene|a) mine(?P<open>)"),
    ("mine", _SHOW + r"mine (?:forslag(?: til (?:quiz)?spørsmål)?|foreslåtte spørsmål|føreslåtte spørsmål)(?P<open>)"),
    ("waiting", _SHOW + r"(?:alle )?(?:quiz-?)?spørsmål(?:ene|a)? som (?:venter|ventar)(?: på godkjenning)?"),
    ("waiting", _SHOW + r"(?:de |dei )?(?:nye|foreslåtte|føreslåtte|føreslegne) (?:quiz-?)?spørsmål(?:ene|a)?"),
    ("waiting", r"(?:hvilke|kva) (?:quiz-?)?spørsmål (?:venter|ventar)(?: på godkjenning)?\??"),
    ("own", _SHOW + r"(?:alle )?(?:våre |de |dei )?(?:egne|eigne) (?:quiz-?)?spørsmål(?:ene|a)?"),
    ("show", _LOOK + _ITEM),
    ("show", _LOOK + _Q + r" «?(?P<target>[a-z]+(?:-[a-z0-9]+)+)»?"),
    ("form", _MEND + " " + _ITEM + _V),
    ("save", "lagre " + _ITEM + _V),
    ("approve", r"(?:godkjenn|godkjenne|godta) " + _ITEM + _V),
    ("reject", r"(?:avvis|avvise|forkast) " + _ITEM + _V + _WHY),
    ("withdraw", r"(?:trekk|trekke|trekkje) (?:tilbake|attende) " + _ITEM + _V + _WHY),
    ("withdraw", r"(?:trekk|trekke|trekkje) " + _ITEM + r" (?:tilbake|attende)" + _V + _WHY),
    ("history", _SHOW + r"(?:historikk|historikken) (?:for|til|på) " + _ITEM),
    ("undo", r"angre (?:(?:det siste|den siste endringen|den siste endringa|siste endring) (?:i|på|med) )?" + _ITEM + _V),
    ("themes", _SHOW + r"(?:de |dei )?svake(?:ste|ast)? (?:temaer|temaene|tema|temaa|emner|emne)" + _ABOUT),
    ("items", _SHOW + r"(?:de |dei )?(?:svake(?:ste)?|vanskelige(?:ste)?|vanskelege|vanskelegaste) "
              r"(?:quiz-?)?spørsmål(?:ene|a)?" + _ABOUT),
    ("themes", r"(?:hva|kva) er (?:vanskelig|vanskeligst|vanskeleg|vanskelegast)" + _ABOUT + r"\??(?P<loose>)"),
    ("file", _SHOW + r"(?:last ned |hent )?opplæringstal(?:l|lene|a)?(?: (?:som|i) (?:fil|csv|regneark|rekneark))" + _ABOUT),
    ("file", r"(?:last ned|hent) opplæringstal(?:l|lene|a)?" + _ABOUT),
    ("figures", _SHOW + r"opplæringstal(?:l|lene|a)?" + _ABOUT),
)  # fmt: skip
_COMPILED = tuple((intent, re.compile(pattern, re.IGNORECASE | re.DOTALL)) for intent, pattern in _PATTERNS)
_FIRST_WORDS = """
alle angre avvis avvise de dei eg egne eigne endre foreslå foreslår foreslåtte forkast forslaga forslagene føreslegne
føreslå føreslår føreslåtte godkjenn godkjenne godta hent historikk historikken hva hvilke jeg kan korriger kva lagre
last mine nye opne opplæringstal opplæringstala opplæringstall opplæringstallene quiz-spørsmål quizspørsmål
quizspørsmåla quizspørsmålene rediger rett retta rette se send sjå spørsmål spørsmåla spørsmålene svake svakeste trekk
trekke trekkje vanskelegaste vanskelege vanskelige vanskeligste vis vise våre åpne
"""
_FIRST = frozenset(_FIRST_WORDS.split())
"""What commands begin with: it spares most questions the patterns."""
_NYNORSK_WORDS = """
attende dei eg eigne eit eitt fleire frå føreslegne føreslå føreslår føreslåtte kva månad månadane månaden
månadene månader opne opplæringstal opplæringstala rekkjefølgje rekneark sjå spørsmåla trekkje vanskeleg
vanskelegast vanskelegaste vanskelege ventar
"""
_NYNORSK = frozenset(_NYNORSK_WORDS.split())
_BOKMAAL_WORDS = """
de egne et ett flere foreslå foreslår foreslåtte hva hvilke jeg måned måneden månedene måneder opplæringstall
opplæringstallene regneark rekkefølge spørsmålene temaene temaer trekke vanskelig vanskelige vanskeligst
vanskeligste venter åpne
"""
_BOKMAAL = frozenset(_BOKMAAL_WORDS.split())
INTENTS = tuple(dict.fromkeys(intent for intent, _ in _PATTERNS))
"""What commands there are."""


def trainer_command(text: str) -> TrainerCommand | None:
    """The command that the words are, whole; None when they are anything else."""
    said = " ".join(text.split())
    if said.partition(" ")[0].casefold().rstrip(".!:?,") not in _FIRST:
        return None
    for form in dict.fromkeys((said.rstrip(" .!"), said)):
        for intent, pattern in _COMPILED:
            match = pattern.fullmatch(form)
            if match is not None:
                return _command(intent, said, match.groupdict())
    return None


def _language(said: str) -> Language | None:
    words = set(said.casefold().replace("-", " ").split())
    return "nn" if words & _NYNORSK else "nb" if words & _BOKMAAL else None


def _command(intent: str, said: str, found: dict[str, str | None]) -> TrainerCommand:
    return TrainerCommand(
        intent,
        number=_number(found.get("number")),
        version=_number(found.get("version")),
        target=(found.get("target") or "").casefold(),
        kind=(found.get("kind") or "").casefold(),
        options=_number(found.get("options")) or 0,
        value=(found.get("value") or "").strip(),
        open="open" in found,
        loose="loose" in found,
        language=_language(said),
    )


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None
