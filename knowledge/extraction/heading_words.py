"""The words that head the parts of case papers, in bokmål and nynorsk, from the systems that municipalities use.

Elements, WebSak, ACOS, Public 360 and ePhorte print them differently: alone or after whose they are, before or after
the case's number, with body and day or without, with a colon or not.
"""

from __future__ import annotations

import re
from enum import StrEnum


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


ROLE = (
    r"[\w-]*(?:rådmann|direktør|administrasjon|ordfører|ordførar|saksbehandler|saksbehandlar|sakshandsamar|kommunestyr"
    r"|formannskap|bystyr|heradsstyr|styr|utvalg|utval|komite|komité|nemnd|råd|sjef|leder|leiar|gruppe|gruppa|sekretariat"
    r"|rådgiver|rådgjevar|representantskap|ledelse|leiing)"
)
"""Those who put a recommendation or decide, as the first or last part of what they are called."""
WHO = rf"(?:(?:[\w-]+ ){{0,2}}?{ROLE}\w{{0,6}}(?: (?:sitt|si|sin|sine))?(?: (?:for|og) [\w ,-]{{2,40}}?)?\s+|møtets\s+)"
CODE = r"(?:(?:sak(?:snr)?\.?\s*)?(?:[a-zæøå]{1,6}\s?-?\s?)?(?:sak\s+)?\d{1,4}/\d{2,4}:?\s+(?:-\s+)?|[a-z]{1,4}-sak\s+)?"
TAIL = r"(?P<tail>(?:\s*:?\s*\Z)|\s*:\s+\S.*|(?:\s*[-–/(,]|\s+(?=\d)|\s+(?:i|frå|fra|til|for|den|av|av den|over|møte)\b).{0,110})"
PROPOSAL_KEY = (
    r"(?:(?:likelydende|likelydande|felles|samla|samlet|endelig|endeleg|opprinnelig|opphaveleg|revidert|ny|nytt) )?"
    r"(?:(?:forslag|framlegg|framlegget|tilråding|tilråing|innstilling|anbefaling|utkast)"
    r"\s+til\s+(?:(?:likelydende|likelydande|felles|samordna|samordnet|slikt|nytt|endelig|endeleg) )?"
    r"(?:vedtak|innstilling|tilråding|saksvedtak|uttale(?:lse)?)(?:\s*/\s*innstilling)?"
    r"|(?:anbefalt|foreslått|føreslått|framlagt|tilrådd|tilråd)e?\s+(?:vedtak|innstilling)"
    r"|vedtaksforslag|vedtaksframlegg|innstilling(?:en|a)?(?: i saken| i saka)?|tilråding(?:a|en)?|tilråing(?:a|en)?|tilrådning"
    r"|vedtaksinnstilling|innstilling/vedtak)|(?:forslag|framlegg)(?= (?:fra|frå) (?:rådmann|kommunedirektør"
    r"|administrasjon|ordfør|sakshandsam|saksbehand|styret|formannskap|\w*nemnd|\w*utvalg|\w*utval|\w*komit))"
)
DECISION_KEY = (
    r"vedtak(?:et)? ly(?:der|d)(?: slik| som følger| som følgjer)?|vedtak(?:et)? er slik|møtevedtak"
    r"|vedtak(?:et)? (?:var|vart|ble|blei) (?:slik|følgende"
    r"|fylgjande)|slikt vedtak|"
    r"(?:(?:enstemmig|samrøystes|endelig|endeleg)e?\s+)?vedtak(?:et|stekst)?(?:\s*/\s*(?:innstilling"
    r"|tilråding))?(?: i sak(?:en|a))?"
    r"|uttale(?:lse)?|utvalgets uttalelse|konklusjon i møtet"
    r"|vedtatt tekst|vedteken tekst|protokollert vedtak|vedtatt|vedteke"
)
VOTE_KEY = (
    r"votering(?:er|en|a|ane)?|votering(?:s)?resultat|røysting(?:a|ar)?|avrøysting(?:a)?|avstemming(?:en|a)?|røystegjeving(?:a)?"
    r"|avstemning(?:en)?|stemmegi[vn]+ing|resultat av (?:votering|røysting)\w*|(?:alternativ|punktvis) (?:røysting"
    r"|votering|avstemming)"
    r"|avstemmingsresultat|røysteresultat|røystetal|stemmetall"
)
TREATMENT_KEY = (
    r"(?:møte|politisk |saks)?behandling(?:en|a)?(?: i møtet| i møte)?|(?:møte|politisk "
    r"|saks)?handsaming(?:a)?(?: i møtet| i møte)?|saksprotokoll|møteprotokoll"
    r"|drøfting(?:a|en)?(?: i møtet)?|ordskifte(?:t)?|debatt(?:en)?|protokoll|forhandlinger|forhandlingar"
)
FACTS = re.compile(
    r"(?:saksopplysning(?:er|ar)?|saksopplysing(?:er|ar)?|saksutredning|saksutgreiing|saksfremstilling|saksframstilling"
    r"|fakta|bakgrunn|vurdering(?:er|ar)?|konklusjon|økonomi"
    r"|økonomiske (?:konsekvenser|konsekvensar)|vedlegg|saksdokument(?:er|a)?|utrykte vedlegg|sammendrag|samandrag"
    r"|kort (?:om|samandrag|sammendrag)|innledning|innleiing"
    r"|saken gjelder|saka gjeld|hva saken gjelder|kva saka gjeld|heimel|hjemmel|lovgrunnlag|lovverk|rettslig grunnlag"
    r"|alternativ(?:er)?|alternative løsninger|handlingsrom"
    r"|saksgang videre|videre saksgang|vidare saksgang|tidligere behandling|tidlegare handsaming|tidligere vedtak"
    r"|tidlegare vedtak|problemstilling|høring(?:en)?|høyring(?:a)?"
    r"|risiko|klima og miljø|folkehelse|barn og unge|konsekvenser|konsekvensar|medvirkning|medverknad"
    r"|rådmannens vurdering|kommunedirektørens vurdering(?:er)?"
    r"|kommunedirektøren si vurdering|rådmannen si vurdering|administrasjonens vurdering|oppsummering|begrunnelse"
    r"|grunngjeving|bakgrunn for saken|bakgrunn for saka|dokumenter i saken"
    r"|andre opplysninger|forhold til overordna plan|relevante dokumenter|faktiske opplysninger|generelt|beskrivelse"
    r"|utgreiing|utgreiinga|utredning|utredningen|ingress|saken i korte trekk|saka i korte trekk|historikk|faktagrunnlag"
    r"|faktadel|lovheimel|lovhjemmel|regelverk|formål|føremål|forholdet til [\w ]{3,40}|tilhøvet til [\w ]{3,40}"
    r"|om [\w ]{3,40}sa(?:ka|ken)"
    r"|bemanning|personalmessige (?:konsekvenser|følger)|miljøkonsekvenser|alternative løysingar|vurderinger og konklusjon"
    r"|saksinformasjon|kommunedirektøren sin\w* \w+|rådmannen sin\w* \w+|kommunedirektørens (?:kommentar|merknad)\w*"
    r"|orientering om saken|hovedpunkt|prosess|framdrift|fremdrift|tidsplan)"
    r"(?:\s+(?:og|/|av|om|for|i|til)\b.{0,60})?(?:\s\([^()]{2,20}\))?\s*:?",
    re.I,
)
FACTS_STEM = re.compile(
    r"(?:[\w,-]+ ){0,4}?[\w-]*(?:vurdering|bakgrunn|situasjon|konsekvens|framdrift|fremdrift|merknad|kommentar"
    r"|grunnlag|forhold|tilhøve"
    r"|høring|høyring|utredning|utgreiing|opplysning|historikk|sammendrag|samandrag|konklusjon|drøfting|saksframlegg|saksfremlegg"
    r"|prosessen|organisering|utfordring|problemstilling|erfaring|forankring|medverknad|medvirkning)\w{0,6}"
    r"(?: (?:og|for|av|i|om|til|rundt|ved|videre|vidare)\b[\w ,-]{0,40})?\s*:?",
    re.I,
)
"""What the heads of the facts in a case are made of, where they are not those that everybody uses."""
FACTS_INLINE = re.compile(
    r"(?:saken gjelder|saka gjeld|vedlegg|bakgrunn|(?:[\w]+ )?vurdering(?:er|ar)?(?: \([^()]{2,20}\))?"
    r"|saksopplysn?inga?r?e?r?)\s*:\s+\S",
    re.I,
)
END = re.compile(
    r"(?:rett utskrift\b.*|del (?:denne )?(?:siden|sida)\b.*|publisert (?:av|\d).*|sist (?:endret|endra)\b.*"
    r"|protokolltilførs\w*\b.*|protokollmerknad\w*\b.*|stemmeforklaring\w*\b.*|røysteforklaring\w*\b.*"
    r"|merknad(?:er|ar)? (?:fra|frå)\b.*|sign\.?|underskrift(?:er)?\b.*|med (?:vennlig )?(?:hilsen|helsing)\b.*"
    r"|med vennleg helsing\b.*|vennlig hilsen\b.*|dokumentet er (?:elektronisk )?.{0,20}(?:godkjent|godkjend|signert).*"
    r"|dette (?:brevet|dokumentet|brev) er .{0,30}(?:godkjent|godkjend|signert|produsert).*|elektronisk (?:godkjent"
    r"|godkjend|signert).*|kopi(?: til)?\s*:?.*|særutskrift(?:en)? (?:er )?(?:sendt|send|til|av)\b.*|utskrift (?:sendt"
    r"|til|er)\b.*"
    r"|(?:særskilt )?melding om vedtak(?:et)? (?:er )?(?:sendt|sendes|send|til)\b.*"
    r"|(?:likelydende )?(?:brev )?sendes til\b.*|sendast til\b.*|mottaker(?:e|ar)?:?|mottakar(?:ar)?:?"
    r"|møtet (?:ble )?hev(?:et|a).*|møtet (?:vart|ble|blei) (?:slutta|avsluttet|hevet|heva).*|møteslutt.*|klageadgang.*"
    r"|klagerett.*|kopimottakere.*|\[…\]|saksliste:?|sakliste:?|sakskart:?|neste møte.*"
    r"|rådhuset,? (?:den )?\d.*|kommunedirektøren i [\w .-]{2,40},? (?:den )?\d.*"
    r"|rådmannen i [\w .-]{2,40},? (?:den )?\d.*|oppfølging(?: av vedtak)?:?|orienteringer:?|eventuelt:?|spørsmål:?|(?:i"
    r"|u)nterpellasjon.*|vedtaket kan påklages.*|utskrift av møteboka?.*)",
    re.I,
)
LABELLED = tuple(
    (part, re.compile(rf"{CODE}(?P<who>{WHO}{who})(?P<key>{key}){TAIL}", re.I))
    for part, key, who in (
        (Part.PROPOSAL, PROPOSAL_KEY + r"|(?:forslag|framlegg|anbefaling)(?=\s*:?\s*\Z)", "?"),
        (Part.TREATMENT, TREATMENT_KEY, "?"),
        (Part.VOTE, VOTE_KEY, "?"),
        (Part.DECISION, DECISION_KEY, "?"),
    )
)
ENGLISH = {
    "proposal": Part.PROPOSAL, "motion": Part.PROPOSAL, "minutes": Part.TREATMENT, "recommendation": Part.PROPOSAL,
    "proposed decision": Part.PROPOSAL, "discussion": Part.TREATMENT,
    "proceedings": Part.TREATMENT, "voting result": Part.VOTE,
    "voting": Part.VOTE, "decision": Part.DECISION, "resolution": Part.DECISION, "attachments": Part.END,
    "background": Part.FACTS,
}  # fmt: skip
"""Case systems export with English labels too."""
SMALL_WORDS = """
    i frå fra til for den av møte møtet sak saken saka
    nr saksnr ps datert kl over vedtak og enstemmig samrøystes ved innstillingen
    behandling votering kommunedirektøren rådmannen administrasjonen ordføreren ordføraren st
"""
SMALL = frozenset(SMALL_WORDS.split())
"""Words that the tail of a head may hold beside bodies, days and numbers."""
HANDLED = re.compile(
    r"(?:sak(?:en|a)?\b.{0,30}?\b(?:behandlet|handsama|behandla|oppe)\b.{0,20}?\b(?:i|av)"
    r"|(?:behandlet|behandla|handsama|til behandling|til handsaming) (?:i|av)) (?P<where>.{8,90}?)[.:]?"
    r"|(?P<who>.{4,60}?) (?:har )?(?:behandlet|behandla|handsama) sak(?:en|a)?\b(?P<rest>.{6,70}?)[.:]?",
    re.I,
)
BODY_LINE = re.compile(r"(?P<head>.{6,90}?)(?::\s*(?P<rest>\S.*))?:?", re.I)
LEAD_DECISION = re.compile(
    r"(?:slikt|slik|følgende|følgjande|dette|fylgjande)\s+(?:enstemmige?|samrøystes?|likelydende)?\s*(?:vedtak"
    r"|innstilling|tilråding|(?:forslag|framlegg) til vedtak|uttalelse|uttale|vedtatt|vedteke)\b[^.:;«»]{0,60}:\s*\Z"
    r"|^(?:[\wæøå]+ ){0,3}(?:vedteke|vedtatt|vedtak)\s*:\s*\Z"
    r"|\b(?:vedtok|vedtar|vedtek|vedteke|vedtatt)\b.{0,40}(?:følgende|følgjande|slikt|slik)\s*:\s*\Z",
    re.I,
)
RECOMMENDS = re.compile(
    rf"{ROLE}\w{{0,6}} (?:tilrår|rår til|rår|innstiller|foreslår|føreslår|anbefaler)\b[^.:«]{{0,80}}:\s*\Z", re.I
)
LEAD_PROPOSAL = re.compile(
    r"\b(?:legges fram|leggjast fram|vert lagt? fram|blir lagt fram|tilrår|tilrådd|rår|innstiller|tilråd|foreslår"
    r"|føreslår|anbefaler|fremmer|legger fram|legg fram|inviter\w*|bes?|bed)\b",
    re.I,
)
MADE = re.compile(
    r"\b(?:gjorde|stilte|reiste|fremmet|fremma|fremja|fremjar|fremsatte|framsatte|framsette|sette|satte|la|foreslo|føreslo|leverte|kom|fremmer)\b",
    re.I,
)
MOTION = re.compile(r"(?:forslag|framlegg|endring|tillegg|punkt|utsettelse|utsetjing)\w*", re.I)
OWN = re.compile(
    r"(?:alternativt |felles|felles |endrings|tilleggs|utsettelses|utsetjings|oversendelses|nytt |nye |omforent |omforeint "
    r"|benke|protokollert |subsidiært |muntlig |skriftlig |skriftleg |munnleg )?(?:forslag|framlegg|punkt)"
    r"(?:\s+til\s+(?:nytt|endring|tillegg)[\w .]{0,30})?(?:\s+(?:nr\.?\s*)?[\dA-Z]\b)?"
    r"(?:(?:\s+(?:fra|frå|fremmet av|fremma av|sett fram av|ved|på vegne av)\s+[^:«\"“]{1,80})(?::\s*(?P<moved>\S.*))?)?"
    r"\s*:?\s*(?P<text>[«\"“].*)?",
    re.I,
)
OWNED = re.compile(
    r"[A-ZÆØÅ][\w/-]*(?:,? (?:og )?[A-ZÆØÅ][\w-]*){0,3}(?:s| sitt| sin| si| sine) (?:[a-zæøå]+ ){0,1}"
    r"[\wæøå]*(?:forslag|framlegg)\w*(?: til (?:vedtak|nytt punkt \d+))?\s*:?\s*(?P<text>[«\"“].*)?"
)
"""«Høyres forslag:»."""
SPOKE = re.compile(
    r"(?:representanten |ordfører |ordførar |varaordfører |varaordførar )?[A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w.-]+){0,3}\s*"
    r"\((?:[A-ZÆØÅ][\w/ ]{0,12})\)(?:,[^:.]{0,80})?:\s*(?P<text>\S.*)?"
)
"""«Test Testesen (Frp): …»: what somebody moved, with the words after the colon."""
OPENS = re.compile(r":\s*(?P<text>[«\"“].*)?\Z")
