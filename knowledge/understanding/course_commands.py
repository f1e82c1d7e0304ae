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
_SHOW = r"(?:(?:vis|vise|se|sjå|åpne|opne|les|lese|gå til|hent|få|få se|få sjå|gi|gje)(?: meg)? )?"
_HAVE = r"(?:har (?:du|dere|de|dokker|samråd)|tilbyr (?:du|dere|samråd)|tilbyd (?:du|de|samråd)|finnes|finst|fins|er det|kan (?:jeg|eg|vi|me|man|ein) ta)"
_HERE = r"(?: (?:her|der|hos (?:deg|dere|dykk|samråd)|i samråd|å ta|for (?:folkevalgte|folkevalde|politikere|politikarar|oss|meg)))?"
_WHICH = r"(?:hvilke|hvilket|kva|kva for|kva for nokre|kva for nokon|hva for|hva slags|kva slags)"
_START = r"(?:start|starte|begynn|begynne|byrj|byrje|ta|ta fatt|sett i gang|set i gang|meld (?:meg )?på|melde (?:meg )?på)(?: (?:på|med))?"
_ONWARD = r"(?:fortsett|fortsette|hald fram|halde fram|gå videre|gå vidare)(?: (?:på|med|i))?"
_STOP = r"(?:avslutt|avslutte|avbryt|avbryte|stopp|stoppe|slutt|slutte|meld meg av|melde meg av|gå ut)(?: (?:på|med|av|fra|frå))?"
_I = r"(?:jeg|eg|vi|me)"
_HOW = r"(?:hvordan|korleis|kordan|åssen)"
_PROOF = r"(?:kursbevis|kursbeviset|kursbevisa|kursbevisene|kursdiplom|kursdiplomet|bevis for kurset|bevis på kurset)"
_NUMBER = r"(?: (?:nr\.?|nummer))? ?(?P<module>[1-9])"
_QUESTIONS = r"(?:spørsmåla|spørsmålene|spørsmål|oppgavene|oppgåvene|oppgaver|oppgåver|testen|prøven|prøva|quizen|quizzen)"
_TRAINING = r"(?:opplæring|trening|øvelser|øvingar|øvinger|læring|opplæringstilbud|opplæringstilbod|folkevalgtopplæring|folkevaldopplæring)"

_PATTERNS: tuple[tuple[str, str], ...] = (
    ("courses", rf"{_SHOW}(?:alle )?(?:kurs|kursene|kursa|kurslista|kurslisten|kursliste|kursoversikten|kursoversikta|kursoversynet)"),
    ("courses", rf"{_WHICH} kurs {_HAVE}{_HERE}"),
    ("courses", rf"(?:har (?:du|dere|de|dokker|samråd)|finnes det|fins det|finst det|er det) (?:noen |nokre |noko |noe )?kurs{_HERE}"),
    ("courses", r"hvilke kurs er det|kva kurs er det"),
    ("course", rf"{_SHOW}(?:om )?{_COURSE}{_FOR}"),
    ("course", rf"(?:hva|kva) (?:er|lærer (?:jeg|vi) (?:i|på)|lærer ein på|lærer man på|handler|handlar) (?:i |om )?kurset{_FOR}(?: om)?"),
    ("course", rf"(?:hvilket|kva) kurs (?:passer|høver) {_FOR.replace(' (?:for|til)', '(?:for|til)', 1)}"),
    ("start", rf"{_START} (?:et |eit )?{_COURSE}{_FOR}?"),
    ("next", rf"(?:{_SHOW}|{_START} |hva er |kva er )?neste modul(?:en)?(?: i {_COURSE}{_FOR}?)?"),
    ("go_on", rf"{_ONWARD} {_COURSE}{_FOR}?"),
    ("module", rf"{_SHOW}modul(?:en)?{_NUMBER}(?: i {_COURSE})?{_FOR}?"),
    ("ask", rf"(?:{_START}|gi meg|gje meg|svar på|svare på) {_QUESTIONS} (?:i|til|for|på) modul{_NUMBER}(?: i {_COURSE})?{_FOR}?"),
    ("progress", rf"(?:hvor|kor) langt (?:har|er) {_I} (?:kommet|kommen|komet|komen|kome|komne) (?:i|på|med|ut i) {_COURSE}{_FOR}?"),
    ("progress", rf"{_SHOW}(?:kursstatus|kursframgang|kursframgangen|kursfremgang|framgangen? (?:min )?i {_COURSE}|status(?:en)? (?:i|på|for) {_COURSE}){_FOR}?"),
    ("progress", rf"{_HOW} (?:ligger|ligg) {_I} an (?:i|på|med) {_COURSE}{_FOR}?"),
    ("progress", rf"{_HOW} går det (?:med|i|på) {_COURSE}{_FOR}?"),
    ("progress", rf"{_SHOW}(?:mine kurs|kursene mine|kursa mine|kurset mitt)"),
    ("certificate", rf"(?:{_SHOW}|skriv ut |lag |last ned |kan {_I} få )?(?:et |eit )?{_PROOF}(?: mitt| mine)?(?: (?:i|fra|frå) {_COURSE})?{_FOR}?"),
    ("certificate", rf"{_HOW} (?:får|skaffer|skaffar|skriver|skriv) {_I} (?:ut )?(?:et |eit )?{_PROOF}(?: mitt)?{_FOR}?"),
    ("certificate", rf"(?:får|kan) {_I} (?:få )?(?:et |eit )?{_PROOF}"),
    ("leave", rf"{_STOP} {_COURSE}{_FOR}?"),
    ("confirm", rf"(?:bekreft|stadfest|sjekk|kontroller)(?:e)? {_PROOF}{_NUMBER.replace('(?P<module>[1-9])', '')}(?P<reference>[a-zæøå]{{3}}-[0-9a-z-]{{6,40}})"),
    ("confirm", rf"er {_PROOF} (?P<reference>[a-zæøå]{{3}}-[0-9a-z-]{{6,40}}) (?:ekte|gyldig|rett|riktig)"),
    ("help", rf"{_HOW} (?:(?:øver|øvar|trener|trenar) {_I}|kan {_I} (?:øve|trene))(?: (?:her|med deg|hos deg))?"),
    ("help", rf"(?:{_WHICH}|hvilken) {_TRAINING} {_HAVE}{_HERE}"),
    ("help", rf"(?:har (?:du|dere|de|dokker|samråd)|finnes det|finst det|gir (?:du|dere)|gjev (?:du|de)) (?:noen |noe |noka |nokre )?{_TRAINING}{_HERE}"),
    ("help", rf"(?:kan|får) {_I} (?:øve|trene|få opplæring|få trening)(?: (?:her|med deg|hos deg))?"),
    ("help", rf"(?:hjelp|hjelp til|hjelp med|om) (?:{_TRAINING}|{_COURSE}|øving|quiz)"),
    ("help", r"(?:folkevalgtopplæring|folkevaldopplæring|folkevalgtopplæringen|folkevaldopplæringa)"),
)  # fmt: skip
_COMPILED = tuple((intent, re.compile(pattern)) for intent, pattern in _PATTERNS)
INTENTS = tuple(dict.fromkeys(intent for intent, _ in _PATTERNS))
"""What commands there are."""
_BEFORE = re.compile(
    r"(?:(?:hei|hallo|god morgen|god morgon|ok|ja|ja takk|takk)[,.!]? )?"
    r"(?:(?:kan|kunne|vil) du (?:være så snill å |vere så snill å )?|(?:jeg|eg|vi|me) (?:vil|ønsker|ønskjer|skal)(?: gjerne)?(?: å)? "
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
