"""Where a text ends that no head ends: a signature, minutes, a paragraph of facts, a head that no list knows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.extraction.heading_words import MADE, MOTION
from knowledge.extraction.headings import is_facts
from knowledge.extraction.lines import Line, is_point

_SIGNED = re.compile(r"[A-ZÆØÅ][\w .-]{1,40},?\s+(?:den\s+)?\d{1,2}\.\s?(?:\d{1,2}\.|[a-z]{3,9})\s?\d{2,4}\.?")
_TITLE_OF = re.compile(
    r"(?:rådmann|kommunedirektør|ordfører|ordførar|kommunalsjef|politisk sekretær|daglig leder|dagleg leiar"
    r"|administrasjonssjef|møtesekretær|sekretær|rådgiver|rådgjevar|assisterende \w+)\w*",
    re.I,
)
PROCEEDS = re.compile(
    r"det var \d+|alle (?:\w+ )?(?:røysta|stemte|røystande|stemmeberettigede)|\d+ (?:av \d+ )?(?:representant|medlem)\w* "
    r"(?:var|møtte|hadde|deltok)|under (?:behandlingen|handsaminga|debatten|ordskiftet)\b|i møtet (?:ble|vart|la|foreslo)\b",
    re.I,
)
"""How the minutes go on after a proposal when no head stands between."""


def is_motion(text: str) -> bool:
    """True for a sentence on a motion whose words are not given."""
    made = MADE.search(text)
    return made is not None and not is_point(text) and text[:1].isupper() and MOTION.search(text, made.end()) is not None


_SPEAKS = re.compile(
    r"\b(?:vi|eg|jeg|ein|dere|de|du|dykk|dykkar|Dykk)\s+(?:ber|bed|tek|tar|viser|syner|har|vil|kan|gjør|gjer|minner|finner|finn|legger|legg"
    r"|må|bes|blir|vert|oversender|sender|oppmoder)\b|\b(?:ber|bed|viser|tek|tar) (?:vi|eg|jeg|ein|en|dere)\b"
    r"|\bvedl(?:agt|agde) (?:følg|ligg)"
    r"|\b(?:oversendes|oversendast|vert oversendt?|sendes|følger vedlagt|følgjer vedlagt"
    r"|til orientering sendes|(?:vert|blir) sendt? til)\b"
    r"|^(?:dette til|til orientering|med bakgrunn i vedtaket|vedtaket (?:er|vert|blir) (?:endelig|endeleg|truffet|fattet|gjort))",
    re.I,
)
"""What a letter says to whom it is written, below the words that it tells of."""


def is_other_paragraph(lines: Sequence[Line], at: int, current: Sequence[Line], decided: bool) -> bool:
    """A paragraph below a list of points that is none and disposes of nothing, or speaks to the reader of a letter."""
    line, before = lines[at], current[-1].text
    if not line.gap or is_point(line.text) or before[-1:] not in '.»"”':
        return False
    if not line.text[:1].isupper():
        return False
    text = " ".join(other.text for other in lines[at : at + 2])
    if decided and _SPEAKS.search(text):
        return True
    listed = is_point(current[0].text) and sum(is_point(other.text) for other in current) > 1
    return listed and len(line.text) > 40 and _DISPOSES.search(text) is None


def is_signed(lines: Sequence[Line], at: int) -> bool:
    """True for «Sted, 1. mars 2024» and for a name with its title on the next line."""
    text = lines[at].text
    if len(text) < 70 and _SIGNED.fullmatch(text):
        return True
    following = lines[at + 1].text if at + 1 < len(lines) else ""
    return len(text) < 50 and lines[at].gap and text[-1:].isalpha() and _TITLE_OF.fullmatch(following) is not None


_DESCRIBES = re.compile(
    r"\b(?:peker på|peikar på|melder om|melder at|melde om|viser at|viser til|syner at|beskriver|er hentet fra|i dag"
    r"|årsverk|i snitt|per år"
    r"|har (?:i dag|siden|sidan|hatt|vært|vore|gjennomgått|registrert|i perioden)|utgjorde|økte|ble etablert|vart etablert)\b",
    re.I,
)
_DISPOSES = re.compile(
    r"\b(?:skal|bes|bed|blir bedt|vedtar|vedtek|godkjen\w*|gis|får|delegeres|delegerer|dekkes|dekkast|dekt|trer i kraft"
    r"|tek til å gjelde"
    r"|gjelder|gjeld|videreføres|vidareførast|evalueres|evaluerast|innarbeides|innarbeidd|slutter seg|sluttar seg|inngår"
    r"|velger|vel)\b",
    re.I,
)


def tells_facts(lines: Sequence[Line], at: int, before: Sequence[Line]) -> bool:
    """A paragraph after a proposal that describes and disposes of nothing, where no head stands before the facts."""
    line = lines[at]
    if is_point(line.text) or is_point(before[-1].text) or len(line.text) < 60:
        return False
    if before[-1].text[-1:] != "." or not line.text[:1].isupper():
        return False
    text = " ".join(other.text for other in lines[at : at + 2])
    return _DESCRIBES.search(text) is not None and _DISPOSES.search(text) is None


def is_subheading(lines: Sequence[Line], at: int, before: Sequence[Line]) -> bool:
    """A head that no list knows: short, after an empty line and a full stop, and with running text below."""
    line = lines[at]
    if is_facts(line.text) and before[-1].text[-1:] in '.»"”:;':
        return True
    if not line.gap or len(line.text) > 60 or line.text[-1:] in '.,;»"' or is_point(line.text) or not line.text[:1].isupper():
        return False
    if before[-1].text[-1:] not in '.»"”:;':
        return False
    if at + 1 >= len(lines):
        return True
    following = lines[at + 1]
    return following.text[:1].isupper() and not is_point(following.text) and len(following.text) > len(line.text)
