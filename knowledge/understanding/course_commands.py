"""What people write to take a course, and what our buttons say. A question of substance never fits: each must fit whole.

«Hvilke kurs finnes?», «neste modul» and «korleis får eg kursbevis?» are commands; «hva er et kontrollutvalg?» and «hvilke
kurs har Gjøvik og Toten sammen?» are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.quiz import Role


@dataclass(frozen=True, slots=True)
class CourseCommand:
    """What one who takes a course wants done."""

    intent: str
    role: Role | None = None
    """For whom the course is, where it is said."""
    module: int | None = None
    """The place of a module in the course, from 1."""
    reference: str = ""
    """Of a certificate."""


_MEMBERS = r"(?:(?:alle |nye |ferske )?(?:medlem|medlemmer|medlemmene|medlemene|medlemane|folkevalgte|folkevalde) (?:av|i) )?"
_NAMES = (
    r"(?P<role>kommunestyret?(?:medlem\w{0,4}|representant\w{0,4})?|formannskap(?:et|smedlem\w{0,4})?"
    r"|representantskap(?:et|smedlem\w{0,4})?|kontrollutval(?:g|get|et)?(?:smedlem\w{0,4})?)"
)
_FOR = rf"(?: (?:for|til) {_MEMBERS}{_NAMES})"
_COURSE = r"(?:kurs|kurset|kursa)"
_IN = rf"(?: i {_COURSE})?"
_SHOW = r"(?:(?:vis|vise|se|sjå|åpne|opne|les|lese|gå til|hent|få|få se|få sjå|gi|gje)(?: meg)? )?"
_YOU = r"(?:du|dere|de|dokker|samråd)"
_I = r"(?:jeg|eg|vi|me|man|ein)"
_HAVE = rf"(?:(?:har|tilbyr|tilbyd) {_YOU}|finnes|finst|fins|er det|kan {_I} ta)"
_PEOPLE = r"(?:folkevalgte|folkevalde|politikere|politikarar|oss|meg)"
_HERE = rf"(?: (?:her|der|hos (?:deg|dere|dykk|samråd)|i samråd|å ta|for {_PEOPLE}))?"
_WHICH = r"(?:hvilke|hvilket|kva|kva for|kva for nokre|kva for nokon|hva for|hva slags|kva slags)"
_SOME = r"(?:noen |nokre |noko |noe |noka )?"
_START = (
    r"(?:start|starte|begynn|begynne|byrj|byrje|ta|ta fatt|sett i gang|set i gang|(?:meld|melde) (?:meg )?på)"
    r"(?: (?:på|med))?"
)
_ONWARD = r"(?:fortsett|fortsette|hald fram|halde fram|gå videre|gå vidare)(?: (?:på|med|i))?"
_STOP = (
    r"(?:avslutt|avslutte|avbryt|avbryte|stopp|stoppe|slutt|slutte|(?:meld|melde) meg av|gå ut)"
    r"(?: (?:på|med|av|fra|frå))?"
)
_HOW = r"(?:hvordan|korleis|kordan|åssen)"
_A = r"(?:et |eit )?"
_PROOF = r"(?:kursbevis|kursbeviset|kursbevisa|kursbevisene|kursdiplom|kursdiplomet|bevis for kurset|bevis på kurset)"
_NUMBER = r"(?: (?:nr\.?|nummer))? ?(?P<module>[1-9])"
_REFERENCE = r"(?: (?:nr\.?|nummer))? (?P<reference>[a-zæøå]{3}-[0-9a-z-]{6,40})"
_QUESTIONS = r"(?:spørsmåla|spørsmålene|spørsmål|oppgavene|oppgåvene|oppgaver|oppgåver|testen|prøven|prøva|quizen|quizzen)"
_TRAINING = (
    r"(?:opplæring|trening|øvelser|øvingar|øvinger|læring|opplæringstilbud|opplæringstilbod|folkevalgtopplæring"
    r"|folkevaldopplæring)"
)
_LIST = r"(?:kurs|kursene|kursa|kurslista|kurslisten|kursliste|kursoversikten|kursoversikta|kursoversynet)"
_ABOUT = r"(?:er|(?:lærer|lærar) (?:jeg|eg|vi|me|ein|man) (?:i|på)|handler|handlar)"
_COME = r"(?:kommet|kommen|komet|komen|kome|komne)"
_STATUS = (
    rf"(?:kursstatus|kursframgang|kursframgangen|kursfremgang|(?:framgangen?(?: min)?|status(?:en)?) (?:i|på|for) {_COURSE})"
)

_PATTERNS: tuple[tuple[str, str], ...] = (
    ("courses", rf"{_SHOW}(?:alle )?{_LIST}"),
    ("courses", rf"{_WHICH} kurs {_HAVE}{_HERE}"),
    ("courses", rf"{_SHOW}{_COURSE} (?:for|til) (?:nye |ferske |alle )?{_PEOPLE}"),
    ("courses", rf"(?:har {_YOU}|finnes det|fins det|finst det|er det) {_SOME}kurs{_HERE}"),
    ("course", rf"{_SHOW}(?:om )?{_COURSE}{_FOR}"),
    ("course", rf"(?:hva|kva) {_ABOUT} (?:i |om )?kurset{_FOR}(?: om)?"),
    ("course", rf"(?:hvilket|kva) kurs (?:passer|høver){_FOR}"),
    ("start", rf"{_START} {_A}{_COURSE}{_FOR}?"),
    ("next", rf"(?:{_SHOW}|{_START} |hva er |kva er )?neste modul(?:en)?(?: i {_COURSE}{_FOR}?)?"),
    ("go_on", rf"{_ONWARD} {_COURSE}{_FOR}?"),
    ("module", rf"{_SHOW}modul(?:en)?{_NUMBER}{_IN}{_FOR}?"),
    ("ask", rf"(?:{_START}|gi meg|gje meg|svar på|svare på) {_QUESTIONS} (?:i|til|for|på) modul{_NUMBER}{_IN}{_FOR}?"),
    ("progress", rf"(?:hvor|kor) langt (?:har|er) {_I} {_COME} (?:i|på|med|ut i) {_COURSE}{_FOR}?"),
    ("progress", rf"{_SHOW}{_STATUS}{_FOR}?"),
    ("progress", rf"{_HOW} (?:ligger|ligg) {_I} an (?:i|på|med) {_COURSE}{_FOR}?"),
    ("progress", rf"{_HOW} går det (?:med|i|på) {_COURSE}{_FOR}?"),
    ("progress", rf"{_SHOW}(?:mine kurs|kursene mine|kursa mine|kurset mitt)"),
    ("certificate", rf"(?:{_SHOW}|skriv ut |lag |last ned |kan {_I} få )?{_A}{_PROOF}(?: mitt| mine)?{_IN}{_FOR}?"),
    ("certificate", rf"{_HOW} (?:får|skaffer|skaffar|skriver|skriv) {_I} (?:ut )?{_A}{_PROOF}(?: mitt)?{_FOR}?"),
    ("certificate", rf"(?:får|kan) {_I} (?:få )?{_A}{_PROOF}"),
    ("leave", rf"{_STOP} {_COURSE}{_FOR}?"),
    ("confirm", rf"(?:bekreft|stadfest|sjekk|kontroller)e? {_PROOF}{_REFERENCE}"),
    ("confirm", rf"er {_PROOF}{_REFERENCE} (?:ekte|gyldig|rett|riktig)"),
    ("help", rf"{_HOW} (?:(?:øver|øvar|trener|trenar) {_I}|kan {_I} (?:øve|trene))(?: (?:her|med deg|hos deg))?"),
    ("help", rf"(?:{_WHICH}|hvilken) {_TRAINING} {_HAVE}{_HERE}"),
    ("help", rf"(?:har {_YOU}|finnes det|finst det|gir {_YOU}|gjev {_YOU}) {_SOME}{_TRAINING}{_HERE}"),
    ("help", rf"(?:kan|får) {_I} (?:øve|trene|få opplæring|få trening)(?: (?:her|med deg|hos deg))?"),
    ("help", rf"(?:hjelp|hjelp til|hjelp med|om) (?:{_TRAINING}|{_COURSE}|øving|quiz)"),
    ("help", r"(?:folkevalgtopplæring|folkevaldopplæring|folkevalgtopplæringen|folkevaldopplæringa)"),
)
_COMPILED = tuple((intent, re.compile(pattern)) for intent, pattern in _PATTERNS)
INTENTS = tuple(dict.fromkeys(intent for intent, _ in _PATTERNS))
"""What commands there are."""
_BEFORE = re.compile(
    r"(?:(?:hei|hallo|god morgen|god morgon|ok|ja|ja takk|takk)[,.!]? )?"
    r"(?:(?:kan|kunne|vil) du (?:være så snill å |vere så snill å )?"
    r"|(?:jeg|eg|vi|me) (?:vil|ønsker|ønskjer|skal)(?: gjerne)?(?: å)? "
    r"|(?:vær|ver) (?:så )?snill (?:og|å) |la (?:meg|oss) )?"
)
_AFTER = re.compile(r"(?:,? (?:takk|tusen takk|er du snill|vær så snill|ver så snill|nå|no|da|då))+$")
_ROLES = {
    "kommunestyre": Role.KOMMUNESTYRE, "formannskap": Role.FORMANNSKAP, "representantskap": Role.REPRESENTANTSKAP,
    "kontrollutval": Role.KONTROLLUTVALG,
}  # fmt: skip
_MOST = 160
_TELLING = re.compile(r"kurs|modul|øv|øving|tren|lær|opplær|bevis")
"""One of these is in every command: it spares most questions the patterns."""
_ALONE = re.compile(rf"{_NAMES}s?kurs(?:et)?")


def course_command(text: str) -> CourseCommand | None:
    """The command that the words are, whole; None when they are anything else."""
    if len(text) > _MOST or "\n" in text.strip():
        return None
    said = " ".join(text.split()).casefold().rstrip(" .!?").strip("«»\"'")
    if not _TELLING.search(said):
        return None
    said = _AFTER.sub("", said)
    begun = _BEFORE.match(said)
    for words in dict.fromkeys((said, said[begun.end() :] if begun else said)):
        alone = _ALONE.fullmatch(words)
        if alone is not None:
            return _command("course", alone)
        for intent, pattern in _COMPILED:
            match = pattern.fullmatch(words)
            if match is not None:
                return _command(intent, match)
    return None


def _command(intent: str, match: re.Match[str]) -> CourseCommand:
    found = match.groupdict()
    named = found.get("role") or ""
    role = next((role for word, role in _ROLES.items() if named.startswith(word)), None)
    module = found.get("module")
    return CourseCommand(intent, role, int(module) if module else None, (found.get("reference") or "").upper())
