"""Labelled places in the head of a case paper: «Møtedato: …», «Arkivsak-dok.», «Utval: …»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.extraction.lines import Line

KINDS = {
    "body": r"committee|board|(?:styre|råd|utvalg|utval|nemnd|organ)"
    r"(?:(?:, ?|/| og | eller )(?:styre|råd|utvalg|utval|nemnd|organ))+(?:,? ?m\.? ?[vm]\.?)?|utvalg|utval"
    r"|møte i|organ|behandles i|handsamast i|behandlet av|handsama av|behandles av|utvalgsnavn",
    "date": r"meeting date|meeting|møtedato|møtedag|dato for møte|møte dato|møte|møtetidspunkt|dato/tid|møtetid|behandlet dato"
    r"|dato for behandling",
    "day": r"dato|tid|tidspunkt|når",
    "number": r"item no|(?:agenda )?item(?: number)?|case no|(?:politisk |møte)?sak|(?:politisk )?(?:saks?nr|sak nr|saks?nummer)"
    r"|utvalgssak|utvalssak|utvalgssaksnr|utvalssaksnr|utvalgssaknr"
    r"|politisk saksnr|politisk sak|møtesak|saksnr i utvalget|behandlingsnr",
    "archive": (
        r"case id|arkiv ?saks?(?:nr|nummer|id|mappe)?(?:[ -]dok)?|arkivref(?:eranse)?|arkiv ?saks?[ -]?dok"
        r"|arkivreferanse|ephorte ?sak(?:snr)?|websak(?:nr)?|elements ?sak(?:snr)?|arkiv ?n(?:r|ummer)(?: sak)?"
        r"|public ?360(?:-?sak)?|saksmappe|sak/dok(?:nr)?|saks?id|arkivsaknr|saks?(?:nr|nummer)?\.? i arkivet|sak/dok"
    ),
    "ref": r"reference|vår ref(?:eranse)?|vår sak|referanse|ref|saksnummer/dok|dokumentnr|dok\.? ?nr|dokid",
    "journal": r"journalpost(?:id|nr)?|j\.?post(?:id|nr)?|jp-?id|jnr|løpenr|lnr|løpenummer",
    "title": r"title|subject|tittel|sakstittel|saktittel|sakens tittel|saken gjelder|saka gjeld|gjelder|gjeld|emne|overskrift"
    r"|sakstype og tittel",
    "other": (
        r"organization|entity|item type|saksbehandler|saksbehandlar|sakshandsamar|sakshandsamer|sakbehandler|ansvarlig"
        r"|ansvarleg leiar|arkivkode|arkiv|klassering|k-?kode|klasse|gradering|unntatt offentlighet"
        r"|unntatt offentligheten"
        r"|offentlegheit|offentlighet|u\.off|møtested|møtestad|stad|sted|møteleder|møteleiar|til stede|til stades"
        r"|frammøte|forfall|vara|varamedlemer|medlemmer|deres ref|dykkar ref|telefon|tlf|e-post"
        r"|hjemmel|heimel|status|resultat|vedlegg|fra|frå|til|kopi|møtetype|sekretær|møtesekretær|saksansvarlig"
        r"|saksansvarleg|fagområde|virksomhet|eining|enhet|avdeling|dykkar referanse|deres referanse"
        r"|saksordfører|type sak|saksart|behandling|innkalling|sakstype|møtenr|møte nr"
    ),
}
_ALL = "|".join(f"(?P<{kind}>{words})" for kind, words in KINDS.items())
_LABEL = re.compile(rf"(?<![\w/-])(?:{_ALL})\.?(?:\s?:\s*|\s*\Z)", re.I)
_NUMBERED = re.compile(
    rf"(?P<archive>{KINDS['archive']})\.?\s+(?=(?:[A-ZÆØÅ]{{1,4}}[ -])?\d)"
    rf"|(?P<number>{KINDS['number']})\.?\s+(?=\d{{1,4}}/\d\d(?:\d\d)?\W*$)|(?P<date>{KINDS['date']})\.?\s+(?=\d)",
    re.I,
)
"""Labels that need no colon when a number follows."""
_START = re.compile(rf"(?:{_ALL})\.?:?\Z", re.I)


@dataclass(frozen=True, slots=True)
class Label:
    """A label with its value and the line that the value stands on."""

    kind: str
    value: str
    line: Line
    at: int
    """The place of the line that holds the label."""
    last: int
    """The place of the line that holds the value."""


def labels(lines: Sequence[Line]) -> Iterator[Label]:
    """Every label of the lines with its value, which may stand on the next line."""
    for at, line in enumerate(lines):
        for kind, value in _of_line(line):
            if value:
                yield Label(kind, value, line, at, at)
            elif kind == "other" and not line.text.rstrip().endswith(":") and len(line.cells) < 2:
                yield Label(kind, "", line, at, at)
            elif at + 1 < len(lines) and not any(True for _ in _of_line(lines[at + 1])) and len(lines[at + 1].text) < 160:
                yield Label(kind, lines[at + 1].text, lines[at + 1], at, at + 1)
            else:
                yield Label(kind, "", line, at, at)


def _of_line(line: Line) -> Iterator[tuple[str, str]]:
    if len(line.text) > 250:
        return
    cells = line.cells
    if len(cells) == 2 and (match := _START.match(cells[0])):
        yield str(match.lastgroup), cells[1]
        return
    if len(cells) > 1 and all(_START.match(cell) for cell in cells):
        return  # the heads of a table
    if len(cells) < 2:
        yield from _of_cell(line.text)
        return
    at = 0
    while at < len(cells):
        match = _START.match(cells[at])
        if match and at + 1 < len(cells) and not _START.match(cells[at + 1]):
            yield str(match.lastgroup), cells[at + 1]
            at += 2
            continue
        yield from _of_cell(cells[at])
        at += 1


def _of_cell(cell: str) -> Iterator[tuple[str, str]]:
    bare = _NUMBERED.match(cell)
    if bare is not None:
        yield str(bare.lastgroup), cell[bare.end() :].strip()
        return
    found = [m for m in _LABEL.finditer(cell) if m.start() == 0 or m.group().rstrip().endswith(":")]
    if not found or found[0].start() != 0:
        return
    for match, after in zip(found, [*found[1:], None], strict=True):
        yield str(match.lastgroup), cell[match.end() : after.start() if after else len(cell)].strip(" ,;")
