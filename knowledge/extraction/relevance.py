"""Whether a case is about inter-municipal cooperation: title, proposal and decision weigh far above the rest."""

from __future__ import annotations

import re

from knowledge.extraction.places import Places

_STRONG = re.compile(
    r"\binterkommunal\w*|\bvertskommun\w*|\bvertkommun\w*|\boppg[aå]v?e?fellesskap\w*|\boppg[aå]vefellesskap\w*"
    r"|\bselskapsavtal\w*|\b[IK]KS\b|\bIKS\b|\bregionråd\w*|\bpolitisk råd\b|\bsamkommun\w*"
    r"|\bkommunesamarbeid\w*|\beigarkommun\w*|\beierkommun\w*|\bdeltakerkommun\w*|\bdeltakarkommun\w*"
    r"|\bsamarbeidskommun\w*|\bsamarbeid\w* (?:med|mellom) (?:nabo)?kommun\w+"
    r"|\bnabokommun\w*[^.]{0,60}\bsamarbeid|\bsamarbeid\w*[^.]{0,60}\bnabokommun|\bKO\b|\bIPR\b"
    r"|kommunelov\w*[^.]{0,30}§ ?(?:18|19|20)-\d|\brådet for [\w ]*regionen\b|\b(?:i|inter)kommunalt? selskap\w*",
    re.I,
)
_JOINT = re.compile(
    r"\b(?:\w*samarbeid\w*|samarbeidsavtal\w*|felles\w*|fellestenest\w*|avtale\w*|samorgan\w*|slå\w* saman|slå\w* sammen"
    r"|sammenslå\w*|samanslå\w*|kjøp\w* av|kjøp\w* [\w-]*tjeneste\w*|kjøp\w* [\w-]*tenest\w*|kjøp\w*[^.]{0,60} (?:fra|frå)"
    r"|intensjonsavtal\w*|innmeld\w*|utmeld\w*|inntre\w*|uttre\w*|meld\w* seg (?:inn|ut)"
    r"|saman med|sammen med|delt\w* stilling)",
    re.I,
)
_REGION = re.compile(
    r"\b(?:felles\b|\w*samarbeid)[^.]{0,80}\b(?:Salten|Valdres|Hallingdal|Lister|Romerike|Toten|Hadeland|Glåmdal\w*"
    r"|Solør|Fjellregionen"
    r"|Gudbrandsdal\w*|Sunnmøre|Nordmøre|Romsdal|Fosen|Namdal|Innherred|Helgeland|Lofoten|Vesterålen|Ofoten"
    r"|Setesdal|Grenland|Follo"
    r"|Kongsbergregionen|Ringerike|Jæren|Dalane|Haugaland\w*|Sunnhordland|Nordhordland|Hardanger|Sogn|Sunnfjord"
    r"|Nordfjord|Østerdal\w*"
    r"|[A-ZÆØÅ][a-zæøå]+regionen|[A-ZÆØÅ][\w-]+(?:dalen|bygda)regionen|(?:Midt|Nord|Sør|Vest|Øst|Aust|Indre|Ytre)-"
    r"(?:Troms|Telemark|Finnmark|Østerdal|Gudbrandsdal|Jarlsberg|Hordaland|Agder|Helgeland))\b",
    re.I,
)
"""A district stands for its municipalities: «felles plankontor for Salten»."""
_OTHER_MATTER = re.compile(
    r"\b(?:årsbudsjett\w*|budsjett\w*|økonomiplan\w*|handlingsplan\w*|økonomirapport\w*|tertialrapport\w*"
    r"|årsrekneskap\w*|årsregnskap\w*|regulering\w*|detaljregulering\w*|områdereguler\w*|dispensasjon\w*"
    r"|\w*kommuneplan\w*|kommunedelplan\w*|temaplan\w*|samfunnsdel\w*"
    r"|tilsetting\w*|tilsetjing\w*|ansettelse\w*|lønnsforhandling\w*|skolerute\w*|skulerute\w*|skjenkeløyve\w*"
    r"|skjenkebevilling\w*|\w*forskrift\w*"
    r"|(?:hørings|høyrings)?uttale\w*|høring\w*|høyring\w*|gebyr\w*|omorganisering\w*"
    r"|intern\w* organisering|administrativ organisering"
    r"|kommunedirektørens stillings\w*"
    r"|sal av|salg av|møteplan|møteprotokoll|meddommer\w*|meddommar\w*"
    r"|skolestruktur\w*|skulestruktur\w*|hjem-samarbeid|heim-samarbeid|samarbeidsutvalg\w*|samarbeidsutval\w*"
    r"|planstrategi\w*)",
    re.I,
)
_ELECTION = re.compile(
    r"\b(?:(?:ny|supplerings)?valg?|oppnevn\w*|oppnemn\w*|utpek\w*) (?:av |til )(?:\w+ ){0,3}?"
    r"(?:utsending|representant|medlem|varamedlem"
    r"|styre|leder|leiar|delegat|nestleder|nestleiar|valnemnd|valgnemnd)",
    re.I,
)
"""Who sits in the bodies of a cooperation is no matter of the cooperation."""
_PERMIT = re.compile(
    r"\b(?:dispensasjon\w*|(?:ramme|bygge|igangsettings|deling|delings)(?:løyve|tillatelse)\w*|pbl\.? ?§"
    r"|plan- og bygningslov\w* ?§)",
    re.I,
)
"""What is permitted to a builder, also to a company that municipalities own, is no matter of the cooperation."""
_OWNED = re.compile(r"\b(?:eies|eigd|eid|eigast|er eigd|er eid) (?:i dag |likt |sammen |saman )?av\b", re.I)
"""A company that other municipalities are told to own is their cooperation."""
_NO_CASE = re.compile(r"\W*(?:orientering(?:er|ar)|referatsak\w*|meldinga?e?r|eventuelt|delegerte saker|delegerte saker)\b", re.I)
"""What is only told of in a meeting."""
_COMPARED = re.compile(
    r"\b(?:sammenlikn\w*|sammenlign\w*|samanlikn\w*|til sammenligning|liknende|lignende|liknande|tilsvarende|tilsvarande"
    r"|for eksempel|til dømes|eksempel\w*|erfaring\w* frå|erfaringer fra)\b",
    re.I,
)
_NOT_HERE = re.compile(r"\bhjem|heim|skole|skule|frivillig|helseforetak|sykehus|sjukehus|næringslivet|foreldre", re.I)


def about_cooperation(title: str, core: str, body: str, places: Places, own: str | None) -> bool:
    """True for a case on cooperation between municipalities; ``core`` is its proposals and decisions, ``body`` all of it."""
    if _ELECTION.search(title) or _NO_CASE.match(title):
        return False
    if _PERMIT.search(core) and cues(core, places, own) < 2:
        return False
    named = 2 if places.cooperation(title) else cues(title, places, own)
    if named >= 2:
        return not (_budget(title) and not _STRONG.search(title))
    decided = cues(core, places, own)
    other = _OTHER_MATTER.search(title) is not None
    if other:
        return False
    if decided >= 2:
        return True
    around = min(len(_STRONG.findall(body)), 8) + (cues(body, places, own) >= 2)
    joint = _JOINT.search(f"{title}\n{core}") is not None
    return (decided + named >= 1 or joint) and around >= 2 and not _NOT_HERE.search(title)


def _budget(title: str) -> bool:
    return re.match(r"(?:års)?budsjett|økonomiplan|skolerute|skulerute", title, re.I) is not None


def cues(text: str, places: Places, own: str | None) -> int:
    """How strongly a text speaks of cooperation between municipalities: 2 is enough."""
    score = 0
    for sentence in re.split(r"(?<=[.!?])\s+|\n", text):
        if _STRONG.search(sentence) and not _COMPARED.search(sentence):
            return 2
        if _OWNED.search(sentence) and any(one != own for one in places.ids(sentence)):
            return 2
        if _JOINT.search(sentence) and not _COMPARED.search(sentence):
            others = [one for one in places.ids(sentence) if one != own]
            if re.search(r"forskrift", sentence, re.I):
                continue
            if _REGION.search(sentence):
                score = max(score, 2)
            if others and re.search(r"samarbeid|\b(?:felles(?!t\b)|vert|avtale|saman|sammen|kjøp)", sentence, re.I):
                score = max(score, 2)
    return score


_SPOKEN = re.compile(
    r"\binterkommunal\w*|\bvertskommun\w*|\bkommunesamarbeid\w*|\bsamarbeid(?!sutval)\w*[^.]{0,60}\bkommun\w+", re.I
)


def spoken(text: str) -> bool:
    """True when a text speaks of cooperation in so many words; the name of a company is not enough."""
    return _SPOKEN.search(text) is not None


_SHARED = re.compile(r"\bfelles\b|\w*samarbeid(?!sutval)|\bsammen om\b|\bsaman om\b|\bvertskap", re.I)


def between(text: str, places: Places, least: int = 2) -> int:
    """How many sentences name what is shared together with that many municipalities."""
    return sum(1 for s in re.split(r"(?<=[.!?])\s+", text) if _SHARED.search(s) and len(places.ids(s)) >= least)


def density(text: str) -> int:
    """How many strong signs a whole document has."""
    return len(_STRONG.findall(text))
