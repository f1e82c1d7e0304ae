"""What a line of a case paper is: the head of a proposal, a treatment, a vote, a decision, facts, or none of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from knowledge.extraction import bodies, numbers
from knowledge.extraction.written import as_meant
from knowledge.model import PartialDate


class Part(StrEnum):
    """The parts that a case is made of."""

    HEAD = "head"
    PROPOSAL = "proposal"
    TREATMENT = "treatment"
    ALTERNATIVE = "alternative"
    VOTE = "vote"
    DECISION = "decision"
    FACTS = "facts"
    END = "end"


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a part, with what it tells of the body and the day, and the words that follow on the same line."""

    part: Part
    who: str = ""
    body: str | None = None
    date: PartialDate | None = None
    number: str | None = None
    rest: str = ""
    prose: bool = False
    """True for a sentence that leads in a text, such as «… gjorde slikt vedtak:»."""


_WHO = (
    r"(?:(?:[\w-]+ ){0,2}?(?:rådmann|kommunedirektør|administrasjon|ordfører|ordførar|saksbehandler|saksbehandlar|sakshandsamar|kommunestyre|formannskap|bystyre"
    r"|heradsstyre|utvalg|utval|komite|komité|kontrollutvalg|styre|einingsleiar|enhetsleder|kommunalsjef|byråd|\w{1,24}(?:utvalg|utval|komite|nemnd|råd))"
    r"\w{0,6}(?: (?:sitt|si|sin|sine))?(?: (?:for|og) [\w ,-]{2,40}?)?\s+)"
)
_CODE = r"(?:(?:sak(?:snr)?\.?\s*)?(?:[a-zæøå]{1,6}\s?-?\s?)?(?:sak\s+)?\d{1,4}/\d{2,4}:?\s+(?:-\s+)?|[a-z]{1,4}-sak\s+)?"
_TAIL = r"(?P<tail>(?:\s*[:.]?\s*\Z)|\s*:\s+\S.*|(?:\s*[-–/(]|\s+(?:i|frå|fra|til|for|den|av|av den|over|møte)\b).{0,110})"
_PROPOSAL_KEY = (
    r"(?:forslag|framlegg|framlegget|tilråding|innstilling)\s+til\s+(?:vedtak|innstilling|tilråding|saksvedtak|uttale(?:lse)?)(?:\s*/\s*innstilling)?"
    r"|vedtaksforslag|vedtaksframlegg|innstilling(?:en|a)?(?: i saken| i saka)?|tilråding(?:a|en)?|tilrådning|vedtaksinnstilling|innstilling/vedtak|(?:forslag|framlegg)(?= (?:fra|frå) (?:rådmann|kommunedirektør|administrasjon|ordfør|sakshandsam|saksbehand))"
)
_DECISION_KEY = (
    r"(?:enstemmig|samrøystes|endelig|endeleg)?\s*vedtak(?:et|stekst)?(?:\s*/\s*(?:innstilling|tilråding))?|uttale(?:lse)?|utvalgets uttalelse|konklusjon i møtet"
    r"|vedtatt tekst|protokollert vedtak"
)
_VOTE_KEY = r"votering(?:er|en|a|ane)?|voteringsresultat|røysting(?:a|ar)?|avrøysting(?:a)?|avstemming(?:en|a)?|avstemning(?:en)?|stemmegivning|resultat av votering"
_TREATMENT_KEY = (
    r"(?:møte|politisk |saks)?behandling(?:en|a)?(?: i møtet| i møte)?|(?:møte|politisk |saks)?handsaming(?:a)?(?: i møtet| i møte)?|saksprotokoll|møteprotokoll"
    r"|drøfting i møtet|ordskifte"
)
_FACTS = re.compile(
    r"(?:saksopplysning(?:er|ar)?|saksopplysing(?:er|ar)?|saksutredning|saksutgreiing|saksfremstilling|saksframstilling|fakta|bakgrunn|vurdering(?:er|ar)?|konklusjon|økonomi"
    r"|økonomiske (?:konsekvenser|konsekvensar)|vedlegg|saksdokument(?:er|a)?|utrykte vedlegg|sammendrag|samandrag|kort (?:om|samandrag|sammendrag)|innledning|innleiing"
    r"|saken gjelder|saka gjeld|hva saken gjelder|kva saka gjeld|heimel|hjemmel|lovgrunnlag|lovverk|rettslig grunnlag|alternativ(?:er)?|alternative løsninger|handlingsrom"
    r"|saksgang videre|videre saksgang|vidare saksgang|tidligere behandling|tidlegare handsaming|tidligere vedtak|tidlegare vedtak|problemstilling|høring(?:en)?|høyring(?:a)?"
    r"|risiko|klima og miljø|folkehelse|barn og unge|konsekvenser|konsekvensar|medvirkning|medverknad|rådmannens vurdering|kommunedirektørens vurdering(?:er)?"
    r"|kommunedirektøren si vurdering|rådmannen si vurdering|administrasjonens vurdering|oppsummering|begrunnelse|grunngjeving|bakgrunn for saken|bakgrunn for saka|dokumenter i saken"
    r"|andre opplysninger|forhold til overordna plan|relevante dokumenter|faktiske opplysninger|generelt|beskrivelse|orientering om saken|hovedpunkt|prosess|framdrift|fremdrift|tidsplan)"
    r"(?:\s+(?:og|/|av|om|for|i|til)\b.{0,60})?\s*:?",
    re.I,
)
_FACTS_INLINE = re.compile(r"(?:saken gjelder|saka gjeld|vedlegg|bakgrunn|vurdering|saksopplysn?inga?r?e?r?)\s*:\s+\S", re.I)
_END = re.compile(
    r"(?:rett utskrift\b.*|sign\.?|underskrift(?:er)?\b.*|med (?:vennlig )?(?:hilsen|helsing)\b.*|med vennleg helsing\b.*|vennlig hilsen\b.*|dokumentet er (?:elektronisk )?.{0,20}(?:godkjent|godkjend|signert).*"
    r"|dette (?:brevet|dokumentet|brev) er .{0,30}(?:godkjent|godkjend|signert|produsert).*|elektronisk (?:godkjent|godkjend|signert).*|kopi(?: til)?\s*:?.*|særutskrift(?:en)? (?:er )?(?:sendt|send|til|av)\b.*|utskrift (?:sendt|til|er)\b.*"
    r"|(?:særskilt )?melding om vedtak(?:et)? (?:er )?(?:sendt|sendes|send|til)\b.*|(?:likelydende )?(?:brev )?sendes til\b.*|sendast til\b.*|mottaker(?:e|ar)?:?|mottakar(?:ar)?:?"
    r"|møtet (?:ble )?hev(?:et|a).*|møtet (?:vart|ble|blei) (?:slutta|avsluttet|hevet|heva).*|møteslutt.*|klageadgang.*|klagerett.*|kopimottakere.*|\[…\]|saksliste:?|sakliste:?|sakskart:?|neste møte.*"
    r"|rådhuset,? (?:den )?\d.*|kommunedirektøren i [\w .-]{2,40},? (?:den )?\d.*|rådmannen i [\w .-]{2,40},? (?:den )?\d.*|oppfølging(?: av vedtak)?:?|orienteringer:?|eventuelt:?|spørsmål:?|(?:i|u)nterpellasjon.*|vedtaket kan påklages.*|utskrift av møteboka?.*)",
    re.I,
)
_LABELLED = tuple(
    (part, re.compile(rf"{_CODE}(?P<who>{_WHO}{who})(?P<key>{key}){_TAIL}", re.I))
    for part, key, who in (
        (Part.PROPOSAL, _PROPOSAL_KEY + r"|(?:forslag|framlegg|anbefaling)(?=\s*:?\s*\Z)", "?"),
        (Part.TREATMENT, _TREATMENT_KEY, "?"),
        (Part.VOTE, _VOTE_KEY, "?"),
        (Part.DECISION, _DECISION_KEY, "?"),
    )
)
_ENGLISH = {
    "recommendation": Part.PROPOSAL, "proposed decision": Part.PROPOSAL, "discussion": Part.TREATMENT, "proceedings": Part.TREATMENT, "voting result": Part.VOTE,
    "voting": Part.VOTE, "decision": Part.DECISION, "resolution": Part.DECISION, "attachments": Part.END, "background": Part.FACTS,
}  # fmt: skip
"""Case systems export with English labels too."""
_SHORT_TAIL = re.compile(
    r"\s*[-–/(]?\s*(?:(?:i|frå|fra|til|for|den|av|møte|møtet|sak|datert)\s+)*", re.I
)
_HANDLED = re.compile(r"sak(?:en|a)? (?:ble|vart|blei|er) (?:behandlet|handsama|behandla) (?:i|av) (?P<where>.{8,90}?)[.:]?", re.I)
_BODY_LINE = re.compile(r"(?P<head>.{6,90}?)(?::\s*(?P<rest>\S.*))?:?", re.I)
_LEAD_DECISION = re.compile(
    r"(?:slikt|slik|følgende|følgjande|dette|fylgjande)\s+(?:enstemmige?|samrøystes?|likelydende)?\s*(?:vedtak|innstilling|uttalelse|uttale|vedtatt|vedteke)\s*:\s*\Z"
    r"|\b(?:vedtok|vedtar|vedtek|vedteke|vedtatt)\b.{0,40}(?:følgende|følgjande|slikt|slik)\s*:\s*\Z",
    re.I,
)
_LEAD_PROPOSAL = re.compile(
    r"\b(?:legges fram|leggjast fram|vert lagt? fram|blir lagt fram|tilrår|tilrådd|rår|innstiller|tilråd|foreslår|føreslår|anbefaler|fremmer|legger fram|legg fram|inviter\w*|bes?|bed)\b", re.I
)
_ALTERNATIVE = re.compile(
    r"(?:.{2,160}\b(?:fremmet|fremma|fremja|fremjar|fremsatte|framsatte|framsette|sette|satte|la|foreslo|føreslo|leverte|kom|fremmer)\b.{0,100}"
    r"\b(?:forslag|framlegg|endring|tillegg|punkt|forslaget|framlegget|utsettelse|utsetjing)\w*.{0,90}:"
    r"|(?:alternativt |felles|endrings|tilleggs|utsettelses|utsetjings|oversendelses|nytt |omforent |omforeint |benke)?(?:forslag|framlegg)(?:\s+(?:nr\.?\s*)?[\dA-Z])?"
    r"(?:\s+(?:fra|frå|fremmet av|fremma av|sett fram av|ved|på vegne av)\s+[^:«\"“]{2,80})?\s*:?)\s*(?P<text>[«\"“].*)?",
    re.I,
)
_ALTERNATIVE_INLINE = re.compile(r".{2,140}\b(?:foreslo|føreslo|fremmet|sette fram|la fram)\b.{0,90}:\s*(?P<text>[«\"“].*)", re.I)


def heading(text: str) -> Heading | None:
    """What a line is the head of; None for a line of running text."""
    if len(text) > 230:
        return None
    text = as_meant(text)
    if _END.fullmatch(text):
        return Heading(Part.END)
    if _FACTS.fullmatch(text) or _FACTS_INLINE.match(text):
        return Heading(Part.FACTS)
    if (english := _ENGLISH.get(text.strip(" :").casefold())) is not None:
        return Heading(english)
    for part, pattern in _LABELLED:
        match = pattern.fullmatch(text)
        if match is not None:
            found = _labelled(part, text, match)
            if found is not None:
                return found
    return _lead(text)


def _labelled(part: Part, text: str, match: re.Match[str]) -> Heading | None:
    tail = match["tail"]
    colon = re.match(r"\s*:\s+(\S.*)", tail)
    rest = colon.group(1) if colon else ""
    about = text[: match.start("tail")] if colon else text
    if not colon and tail.strip(" .:"):
        left = _bare(tail)
        if left is None:
            return None
        rest = left
    if part is Part.DECISION and not colon and tail.strip() == "." and not match["who"]:
        return None
    number = next((found.value for found in numbers.case_numbers(about)), None)
    who = (match["who"] or "").strip()
    body = bodies.body_in(tail if not colon else "") or (bodies.body_in(_genitive(who)) if who else None)
    return Heading(part, who, body, numbers.date_in(about), number, rest)


def _genitive(who: str) -> str:
    return re.sub(r"(?<=[a-zæøå])s\b", "", who, count=0)


def _bare(tail: str) -> str | None:
    """What follows a body, a day and a number in the tail of a head: nothing, or text after a colon; None when it is running text."""
    before, colon, after = tail.partition(":")
    if re.search(r"\b(?:ble|vart|blei|er|var|fikk|fekk|falt|fall|har|skal|vert|blir)\b", before, re.I):
        return None
    rest = before
    for _, start, end in reversed(list(numbers.dates(before))):
        rest = rest[:start] + " " + rest[end:]
    for found in reversed(list(numbers.case_numbers(rest))):
        rest = rest[: found.start] + " " + rest[found.end :]
    for named in reversed(list(bodies.bodies(rest))):
        rest = rest[: named.start] + " " + rest[named.end :]
    words = re.findall(r"[\w§]+", rest.casefold())
    small = {"i", "frå", "fra", "til", "for", "den", "av", "møte", "møtet", "sak", "saken", "saka", "nr", "saksnr", "ps", "datert", "kl", "over", "vedtak", "og",
             "enstemmig", "samrøystes", "ved", "innstillingen", "behandling", "votering", "kommunedirektøren", "rådmannen", "administrasjonen", "ordføreren", "ordføraren", "st"}  # fmt: skip
    strange = [word for word in words if word not in small]
    if len(strange) > (2 if list(bodies.bodies(before)) or list(numbers.dates(before)) or "kommune" in before else 0):
        return None
    if not colon and len(words) > 9:
        return None
    return after.strip()


def _lead(text: str) -> Heading | None:
    """A sentence that leads in a proposal, a decision or an alternative."""
    match = _ALTERNATIVE_INLINE.fullmatch(text) or _ALTERNATIVE.fullmatch(text)
    if match is not None and not text.casefold().startswith(("vedtak", "innstilling")):
        return Heading(Part.ALTERNATIVE, who=text[:200], rest=(match["text"] or "").strip())
    if _LEAD_DECISION.search(text):
        made = re.search(r"\b(?:fattet|fatta|gjorde|gjort|gjorde|vedtok|vedtatt|vedteke|truffet)\b", text, re.I)
        proposed = _LEAD_PROPOSAL.search(text) or (not made and re.search(r"(?:innstilling|tilråding)\s*:\s*\Z", text, re.I))
        part = Part.PROPOSAL if proposed else Part.DECISION
        number = next((found.value for found in numbers.case_numbers(text)), None)
        return Heading(part, text, bodies.body_in(text), numbers.date_in(text), number, "", prose=True)
    return None


def body_line(text: str) -> Heading | None:
    """A line of a body and a day, «21.03.2024 Formannskapet» or «Formannskapet 04.06.2024: …»: the head of a treatment below the head of a case."""
    match = _BODY_LINE.fullmatch(text)
    handled = _HANDLED.fullmatch(text)
    if handled is not None and (body := bodies.body_in(handled["where"])):
        number = next((found.value for found in numbers.case_numbers(handled["where"])), None)
        return Heading(Part.TREATMENT, "", body, numbers.date_in(handled["where"]), number)
    if match is None or len(text) > 230:
        return None
    head = match["head"]
    date, body = numbers.date_in(head), bodies.body_of_cell(head)
    if date is None or body is None or not re.match(r"\d|[A-ZÆØÅ]", head) or head.rstrip()[-1:] == ".":
        return None
    number = next((found.value for found in numbers.case_numbers(head)), None)
    return Heading(Part.TREATMENT, "", body, date, number, (match["rest"] or "").strip())
