"""The title of a case: labelled, beside its number, or the last words of its head that are nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.documents import Sure
from knowledge.extraction import bodies, numbers
from knowledge.extraction.anchors import KIND
from knowledge.extraction.gang import is_header
from knowledge.extraction.headings import heading
from knowledge.extraction.labels import Label, labels
from knowledge.extraction.lines import Line, joined
from knowledge.extraction.values import Read

_TITLED = re.compile(r"(?:saks?|sakens )?tittel|title", re.I)
_PREFIX = re.compile(
    r"(?:(?:saks ?(?:protokoll|framlegg|fremlegg|utskrift|utredning|utgreiing)|særutskrift|melding om (?:politisk )?vedtak"
    r"|vedtak|SV|VS|FW|Fwd|RE)\s*[:–-]\s*)+",
    re.I,
)
_NUMBERED = re.compile(
    r"(?:[a-zæøå]{4,30} (?:for|til|i|av) )?(?:(?:politisk )?sak(?:snr|snummer)?\.?:? ?(?:nr\.? ?)?)"
    r"(?:[A-Z]{1,4}[ -])?\d[\d ]*/ ?\d[\d-]*\s*[-–:.]?\s*",
    re.I,
)
_NO_TITLE = re.compile(
    r"(?:[\w .-]{2,40} (?:kommune|herad)(?: (?:i|på) \w+)?|• .*|(?:med )?(?:vennlig|vennleg) (?:hilsen|helsing).*"
    r"|politisk sekretariat|sektor .*|v/ .*|postboks.*"
    r"|.* \d{4} (?-i:[A-ZÆØÅ]{2,}).*"
    r"|[\w. ]+, \d{4} (?-i:[A-ZÆØÅ])[\w ]+|\d{4} (?-i:[A-ZÆØÅ])[\w ]+|.*@.*|unntatt offentlig.*|org\.?nr.*|«?til .*|side \d.*"
    r"|adresseliste.*|deres ref.*|saksgang:?|vår dato.*|offentleg|offentlig|\W*|innkalling.*godkjent.*|følgende .*"
    r"|forfall.*|møtet (?:ble|vart|blei).*|\d+ av \d+ .*|arkivsak.*|(?:sak|ps)[ .:]*[\d ]+/ ?[\d ]+|.* > .*"
    r"|[\w .]+ (?:kommune|herad) - .*|.*\b(?:har behandlet|har handsama|behandlet saken|handsama saka)\b.*"
    r"|(?:saksbehandler|saksbehandlar|sakshandsamar|saksansvarlig|saksansvarleg|arkivkode|arkivn(?:r|ummer)|klassering|arkivnøkkel)\b.*)",
    re.I,
)


def title(found: Sequence[Label], lines: Sequence[Line], taken: set[int], core: str = "") -> Read | None:
    """The title that the labels or the free lines of a head tell; ``core``, what is decided, speaks of it too."""
    for label in sorted(found, key=lambda one: _TITLED.match(lines[one.at].text) is None):
        if label.kind == "title" and label.value and not numbers.is_number(label.value):
            return _labelled(label.line, label.value, lines, label.last)
    for label in found:
        about = label.kind == "number" and len(re.findall(r"[^\W\d_]{3,}", label.value)) > 2 and label.value[:1].isupper()
        if about and not any(True for _ in numbers.case_numbers(label.value)):
            return _labelled(label.line, label.value, lines, label.last)
    for label in found:
        match = re.match(r"[\d/ -]{5,20}\s+(?P<title>[A-ZÆØÅ].{12,200})", label.value) if label.kind == "archive" else None
        if (
            match is not None
            and not any(True for _ in labels([Line(match["title"], label.line.page)]))
            and len(match["title"].split()) > 3
        ):
            return Read(clean_title(match["title"]), label.line, Sure.LIKELY)
    blocks: list[list[Line]] = []
    for at, line in enumerate(lines):
        if at in taken or _drop(line.text):
            blocks.append([])
        elif line.gap or not blocks or (blocks[-1] and not _runs_on(blocks[-1][-1].text, line.text)):
            blocks.append([line])
        else:
            blocks[-1].append(line)
    whole = [block for block in blocks if block and _is_title(block)]
    if not whole:
        return None
    told = _stems(core)
    block = max(enumerate(whole), key=lambda one: (_worth(one[1], told) - 2 * _is_addressee(one[1], lines), one[0]))[1]
    return Read(clean_title(joined(block).replace("\n", " ")), block[0], Sure.LIKELY)


def _is_title(block: Sequence[Line]) -> bool:
    text = " ".join(line.text for line in block)
    if not 8 <= len(text) <= 260 or len(block) > 5 or not any(c.isalpha() for c in text):
        return False
    return (
        text[-1] not in ".,;:"
        and len(text.split()) > 1
        and not (len(block) == 1 and re.fullmatch(r"[A-ZÆØÅ]\w+ [A-ZÆØÅ]\w+", text))
    )


_LABELLED = re.compile(r"[A-ZÆØÅ][\w/.-]*(?: [\w/.-]+){0,2}:\s")
_PRINTED = re.compile(r"\b(?:skrevet ut|skrive ut|utskriftsdato|printed|publisert|oppdatert|vennlig hilsen|med helsing)\b", re.I)
_SAYS = re.compile(
    r"\b(?:er|ble|vart|blei|har|hadde|skal|må|vil|kan|uttal\w+|viser|vedtok|vedtar|vedtek|innkalles|ligger|ligg|gjelder|gjeld)\b",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]{5,}")
_PLAIN = frozenset(("kommun", "sakens", "saken", "vedtak", "innsti", "tilråd", "forsla", "framle", "forman", "rådman"))


def _stems(text: str) -> frozenset[str]:
    return frozenset(word.casefold()[:6] for word in _WORD.findall(text)) - _PLAIN


def _worth(block: Sequence[Line], told: frozenset[str]) -> float:
    """How much a block of free lines looks like the title: it speaks of what is decided, and is no label, date or sentence."""
    text = " ".join(line.text for line in block)
    own = _stems(text)
    worth = 2 * len(own & told) / len(own) if own else -1.0
    worth += min(len(own & told), 4) * 0.6 + 2 * (_PREFIX.match(text) is not None)
    if _LABELLED.match(text) and not numbers.date_in(text) and not own & told:
        worth -= 1
    if _PRINTED.search(text) or text[:1] in "(•[" or (numbers.date_in(text) and (bodies.body_in(text) or _LABELLED.match(text))):
        worth -= 3
    if _SAYS.search(text):
        worth -= 1
    return worth


def _is_addressee(block: Sequence[Line], lines: Sequence[Line]) -> bool:
    """True for whom a letter is to: an address follows."""
    at = next((n for n, line in enumerate(lines) if line is block[-1]), len(lines))
    first = next((n for n, line in enumerate(lines) if line is block[0]), 0)
    if first and _TO.fullmatch(lines[first - 1].text):
        return True
    return any(_ADDRESS.match(line.text) for line in lines[at + 1 : at + 3])


_TO = re.compile(r"til|mottak[ae]r\w*|til:", re.I)
_ADDRESS = re.compile(
    r"v/ |att[.:]|deres ref|dykkar ref|(?:postboks|pb\.?) ?\d|\d{4} [A-ZÆØÅ][A-ZÆØÅa-zæøå]+\W*$"
    r"|[\w .]+(?:veien|vegen|gata|gate|plass|torget) \d",
    re.I,
)


def _drop(text: str) -> bool:
    bare = KIND.sub("", text).strip(" -–:,.")
    if bare != text.strip(" -–:,.") and (not bare or bodies.body_of_cell(bare) or len(bare) < 12):
        return True
    if KIND.search(text) and re.match(r"[\w .-]{2,40} (?:kommune|herad)\W", text, re.I) and len(bare) < 50:
        return True
    return bool(_NO_TITLE.fullmatch(text)) or is_header(text) or bodies.body_of_cell(text) is not None or numbers.is_number(text)


def clean_title(text: str) -> str:
    """A title without the word for the paper and the marks around it."""
    text = _PREFIX.sub("", re.sub(r"\s+", " ", text)).strip(" -–:")
    text = _NUMBERED.sub("", text).strip(" -–:")
    text = re.sub(r"\s*\((?:(?:arkiv)?sak(?:snr)?\.? )?\d{2,4}/\d{1,6}(?:-\d+)?\)$", "", text)
    return text[1:-1] if len(text) > 2 and text[0] in '«"' and text[-1] in '»"' else text


def _labelled(line: Line, value: str, lines: Sequence[Line], last: int) -> Read:
    """The title with the lines that it runs on to."""
    at = last + 1
    while (
        at < len(lines)
        and at - last < 4
        and not lines[at].gap
        and not any(True for _ in labels([lines[at]]))
        and not _drop(lines[at].text)
    ):
        if value.endswith((".", ":")) or not _runs_on(value, lines[at].text):
            break
        value = f"{value} {lines[at].text}"
        at += 1
    return Read(clean_title(value), line)


def _runs_on(text: str, after: str) -> bool:
    """True when a line of a title goes on in the next: it fills the page, or hangs on a small word or a dash."""
    if after[:1] == "(" and re.search(r"\d/\d", after):
        return False
    if after[:1].isupper() and (after[-1:] == ":" or (_SAYS.search(after[:60]) and after[:1].isupper())):
        return False  # a sentence or a lead-in of its own
    if len(text) >= 45 or after[:1].islower() or after[:1] in "-–":
        return True
    return (
        re.search(r"(?:[-–,]|\b(?:av|og|for|i|med|til|mellom|om|på|fra|frå|ved|som|samt|ny|nytt|felles))$", text, re.I)
        is not None
    )


def grown(lines: Sequence[Line]) -> str:
    """A title with the lines that it runs on to."""
    kept = [lines[0]]
    for line in lines[1:4]:
        if (
            line.gap
            or any(True for _ in labels([line]))
            or heading(line.text)
            or KIND.fullmatch(line.text)
            or bodies.body_of_cell(line.text)
            or numbers.is_number(line.text)
        ):
            break
        if line.text[-1:] in ".:" or not _runs_on(kept[-1].text, line.text):
            break
        kept.append(line)
    return joined(kept).replace("\n", " ")
