"""What people write to practise by themselves, and what our buttons say. A question never fits: each must fit whole.

«Quiz», «øv på § 20» and «øv hver dag kl. 8» are commands; «hva er en quiz?» and «kan vi stoppe samarbeidet?» are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.practice import Habit
from knowledge.quiz import Role
from knowledge.understanding.practice_times import habit_of


@dataclass(frozen=True, slots=True)
class Practice:
    """What one who practises wants done."""

    intent: str
    scope: str = ""
    """What the exercise is to be about, as it was written; empty for anything."""
    level: int | None = None
    count: int | None = None
    role: Role | None = None
    habit: Habit | None = None
    """None with ``habit`` for an hour that is none."""
    item: str = ""
    """The item whose button was pressed."""
    given: str = ""
    """The letter on that button."""
    bare: bool = False
    """True for words that mean this only while an exercise is under way: «stopp», «neste»."""


_Q = r"(?:quiz|quizz|kviss|quizen|quizzen|kvissen)"
_E = r"(?:øving|øvelse|øvingen|øvinga|øvelsen)"
_QE = rf"(?:{_Q}|{_E})"
_A = r"(?:(?:en|ein|ei|noen|nokre|den|denne) )?"
_NEW = r"(?:(?:ny|kort|liten|lita|personlig|personleg|rask) )?"
_MORE = r"(?: (?:litt|nå|no|nå da|no då|meg|meg litt|mer|meir|videre|vidare|igjen|att|litt til|i dag))*"
_VERB = r"(?:øv|øve|tren|trene|test|teste|pugg|pugge|repeter|repetere)"
_ON = r"(?:på|om|innen|innan|innenfor|innanfor)"
_ABOUT = rf"(?: {_ON} (?P<scope>[^?\n]{{1,80}}))?"
_TO = (
    r"(?:(?:start|starte|ta|tar|tek|kjør|kjøre|køyr|køyre|lag|lage|prøv|prøve|få|ha|gi meg|gje meg|vis meg|gjør|gjer)(?: meg)? )?"
)
_ONWARD = r"(?:fortsett|fortsette|hald fram|halde fram|gå videre|gå vidare|gjenoppta|ta opp igjen|ta opp att)"
_STOP = r"(?:stopp|stoppe|stans|stanse|avslutt|avslutte|avbryt|avbryte|slutt|slutte)"
_PAUSE = r"(?:pause|ta pause|ta en pause|ta ein pause|ta en liten pause|ta ein liten pause)"
_SEE = r"(?:(?:vis|vise|se|sjå)(?: meg)? )?"
_MINE = r"(?: (?:min|mi|mitt|mine))?"
_WAY = r"(?:framgang|framgangen|fremgang|fremgangen|progresjon|progresjonen|øvingsresultat|øvingsresultata|øvingsresultatene)"
_ES = rf"(?:{_QE}|øvinger|øvingar|øvingene|øvingane|øvelser|quizer|quizar)"
_REGULAR = r"(?:dagleg|daglig|dagleige|daglige|ukentlig|ukentlige|vekentleg|vekentlege|vekevis|ukesvis|fast|faste)"

_PATTERNS: tuple[tuple[str, str], ...] = (
    ("start", r"(?:øv|repeter) (?:på )?det som (?:venter|ventar)"),
    ("start", rf"{_TO}{_A}{_NEW}{_QE}(?: til)?{_MORE}{_ABOUT}"),
    ("start", rf"{_VERB}{_MORE}(?: {_QE})?{_ABOUT}{_MORE}"),
    ("start", rf"(?:spør|quiz|kviss|test) meg{_MORE}{_ABOUT}"),
    ("more", r"(?P<n>tre|fem|ti|nokre|noen|\d{1,2}) til(?P<bare>)"),
    ("role", rf"(?:øv|øve|tren|trene|{_QE}) (?:som|for) (?:medlem (?:av|i) )?(?P<role>[a-zæøå]{{8,30}})"),
    ("answer", r"svar(?: (?P<given>[a-h]))? på spørsmål (?P<item>[\w:.-]{1,120})"),
    ("next", r"(?:(?:gi meg |gje meg |ta )?neste(?: spørsmål(?:et)?)?|(?:et |eit )?nytt spørsmål)(?P<bare>)"),
    ("skip", r"(?:hopp over|hoppe over|hopp|pass|skip)(?: (?:den|det|denne|dette|spørsmålet|dette spørsmålet))?(?P<bare>)"),
    ("unknown", r"(?:(?:det )?(?:vet|veit) (?:jeg |eg )?ikk(?:e|je)|aner ikk(?:e|je)|ing(?:en|a) an(?:else|ing))(?P<bare>)"),
    ("unknown", r"(?:vet ikke|veit ikkje) på spørsmål (?P<item>[\w:.-]{1,120})"),
    ("skip", r"hopp over spørsmål (?P<item>[\w:.-]{1,120})"),
    ("why", r"(?:hvorfor|kvifor|korfor)(?: (?:ikkj?e|da|då|det|er det (?:slik|sånn|feil|riktig|rett|galt|u?sant)))?(?P<bare>)"),
    ("why", r"forklar(?: (?:mer|meir|nærmere|nærare|det|dette|regelen|hvorfor|kvifor))?(?P<bare>)"),
    ("pause", rf"{_PAUSE}(?P<bare>)"),
    ("pause", rf"{_PAUSE} (?:i|fra|frå|med) {_QE}"),
    ("pause", rf"(?:sett|set) {_QE} på pause"),
    ("resume", rf"{_ONWARD}(?P<bare>)"),
    ("resume", rf"{_ONWARD}(?: på| med)? {_QE}"),
    ("resume", rf"(?:tilbake|attende) til {_QE}"),
    ("stop", rf"{_STOP}(?P<bare>)"),
    ("stop", rf"(?:{_STOP}(?: med)?|ferdig med) (?:denne )?{_Q}"),
    ("stop_all", rf"(?:{_STOP}(?: med)?|ferdig med) (?:denne )?{_E}"),
    ("stop_all", rf"{_STOP} å øve"),
    ("unsubscribe", rf"(?:{_STOP}(?: med)?|skru av|slå av|avbestill) (?:den |dei |de )?{_REGULAR} {_ES}"),
    ("unsubscribe", rf"(?:slutt|slutte|stopp) å sende (?:meg )?{_ES}"),
    ("unsubscribe", rf"ikk(?:e|je) send (?:meg )?(?:flere |fleire )?{_ES}"),
    ("habits", r"(?:når|kor tid|kva tid) (?:øver|øvar) (?:jeg|eg)"),
    ("habits", rf"{_SEE}(?:øvingstida|øvingstiden|øvingstidene|øvingstidane){_MINE}"),
    ("progress", r"(?:hvordan|korleis|kordan) (?:ligger|ligg) (?:jeg|eg)(?: an)?"),
    ("progress", rf"(?:hvordan|korleis) (?:går|gjekk|gikk) det med {_QE}(?: mi| min)?"),
    ("progress", rf"{_SEE}(?:min |mi |mine )?{_WAY}{_MINE}"),
    ("progress", r"(?:hvor|kor) langt (?:har|er) (?:jeg|eg) kom(?:met|me|en|e)?"),
    ("progress", r"(?:hvor|kor) (?:mye|mykje|mange) (?:har (?:jeg|eg) )?(?:øvd|øvet)(?: på)?"),
    ("themes", r"(?:hva|kva|hvilke tema(?:er)?|kva tema) (?:kan (?:jeg|eg|vi)|er det å) (?:øve|trene)(?: på)?"),
    ("themes", rf"{_SEE}(?:temaene|temaa|temaer|tema|quiztema|øvingstema) (?:i|for|til) {_QE}"),
    ("forget", rf"(?:slett|fjern) (?:alle )?(?:mine )?(?:øvings|quiz)resultat(?:a|ene)?{_MINE}"),
)  # fmt: skip
_COMPILED = tuple((intent, re.compile(pattern)) for intent, pattern in _PATTERNS)

_BEFORE = re.compile(
    r"(?:(?:hei|hallo|heisann|god morgen|god morgon|ok|okei|ja|ja takk|nei|takk)[,.!]? )?"
    r"(?:(?:vær|ver) (?:så |sa )?(?:snill|vennlig|vennleg)(?: og| å)? |vennligst )?"
    r"(?:(?:kan|kunne|skal|får|vil) (?:du|jeg|eg|vi|me)(?: (?:få|ta))?(?: (?:være|vere|vær) så snill(?: å| og)?)? "
    r"|(?:jeg|eg|vi|me) (?:vil|ville|ønsker|ønskjer|skal|trenger|treng|har lyst til)(?: (?:gjerne|bare|berre|nå|no))?(?: å)? "
    r"|la (?:meg|oss) |(?:nå|no) vil (?:jeg|eg) )?"
)
_AFTER = re.compile(r"(?:,? (?:takk|tusen takk|er du snill|vær så snill|ver så snill|please|nå|no|da|då|litt))+$")
_LEVEL = re.compile(r"[, ]*(?:og |på |med |for )*(?:nivå|level) (?P<level>[1-3]|en|ein|én|to|tre)$")
_COUNT = re.compile(r"[, ]*(?:og |på |med |av )*(?P<count>\d{1,2}|to|tre|fire|fem|seks|sju|syv|åtte|ti|tjue) (?:spørsmål|spm)$")
_NUMBERS = {
    "en": 1, "ein": 1, "én": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "sju": 7, "syv": 7,
    "åtte": 8, "ti": 10, "tjue": 20,
}  # fmt: skip
_MOST = 140
_ROLES = {
    "kommunestyre": Role.KOMMUNESTYRE, "formannskap": Role.FORMANNSKAP, "representantskap": Role.REPRESENTANTSKAP,
    "kontrollutval": Role.KONTROLLUTVALG,
}  # fmt: skip


def practice(text: str) -> Practice | None:
    """The command that the words are, whole; None when they are anything else."""
    if len(text) > _MOST or "\n" in text.strip():
        return None
    said = " ".join(text.split()).casefold().rstrip(" .!").strip("«»\"'")
    asked = said.endswith("?")
    said = _AFTER.sub("", said.rstrip(" ?"))
    begun = _BEFORE.match(said)
    polite = said[begun.end() :] if begun else said
    for words in dict.fromkeys((said, polite)):
        found = _found(words)
        if found is not None and not (asked and words == said and found.scope):
            return found
    return None


def _found(said: str) -> Practice | None:
    habit = habit_of(said)
    if habit is not None:
        return Practice("habit", habit=habit.habit)
    bare, level, count = _sized(said)
    if not bare:
        return Practice("start", level=level, count=count) if level or count else None
    for intent, pattern in _COMPILED:
        match = pattern.fullmatch(bare)
        if match is not None and (intent == "start" or (level, count) == (None, None)):
            return _practice(intent, match, level, count)
    return None


def _practice(intent: str, match: re.Match[str], level: int | None, count: int | None) -> Practice | None:
    parts = match.groupdict()
    role = None
    if intent == "role":
        role = next((role for word, role in _ROLES.items() if parts["role"].startswith(word)), None)
        if role is None:
            return None
    wanted = parts.get("n") or ""
    if wanted.isdigit() or wanted in _NUMBERS:
        count = _number(wanted)
    return Practice(
        intent, (parts.get("scope") or "").strip(" «»\"'"), level, count, role,
        item=parts.get("item") or "", given=parts.get("given") or "", bare="bare" in parts,
    )  # fmt: skip


def _sized(said: str) -> tuple[str, int | None, int | None]:
    """The words without how many questions are wanted and of what level, in whichever order they were written."""
    level = count = None
    while True:
        if level is None and (match := _LEVEL.search(said)):
            level = _number(match["level"])
        elif count is None and (match := _COUNT.search(said)):
            count = _number(match["count"])
        else:
            return said, level, count
        said = said[: match.start()]


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word]
