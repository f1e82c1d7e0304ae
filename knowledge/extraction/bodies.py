"""The bodies of a municipality, as papers name them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.extraction import numbers

_GENERIC = {
    "kommunestyre": "kommunestyret", "formannskap": "formannskapet", "bystyre": "bystyret", "heradsstyre": "heradsstyret",
    "heradstyre": "heradsstyret", "representantskap": "representantskapet", "regionråd": "regionrådet",
    "fellesnemnd": "fellesnemnda", "byråd": "byrådet",
}  # fmt: skip
_FULL = re.compile(
    r"(?<![\w-])(kommunestyre|formannskap|bystyre|heradsstyre|heradstyre|representantskap|regionråd|fellesnemnd|byråd)"
    r"(?:et|ets|t|ts|a|as|en)?(?! ?[-/]?\w*(?:sal|møte|periode|medlem|representant|konferanse|sak\b|valg|val\b))(?![\w-])",
    re.I,
)
_COMMITTEE = re.compile(
    r"(?<![\w-])("
    r"(?:(?:[\wæøå]{2,30}-,? (?:og )?|(?:teknisk|partssammensatt|partssamansett|fast|politisk) )?(?:[\wæøå-]*(?:utvalg"
    r"|utval|komite|komité|nemnd)|[\wæøå]{3,30}styre)(?:et|ets|en|ens|a|as|t|ts)?"
    r"(?: (?:for )?(?!i\b|av\b|den\b|sak\b|har\b|ble\b|vart\b|blei\b|om\b|skal\b|møte\b|til\b|med\b|som\b|er\b|sin?\b"
    r"|sitt\b|innstill|behand|handsam|vedtak|vedtok|slutt|tilrår|rår\b|ber\b|tek\b"
    r"|tar\b)[a-zæøåA-ZÆØÅ][\wæøå]*,?(?: og)?){0,7}"
    r"|(?:eldre|ungdoms)[\wæøå]*rådet?|[Rr]åd for [\wæøå ]{4,60}|administrasjonsutvalget?|arbeidsmiljøutvalget?)"
    r")",
    re.I,
)
_CELL = re.compile(r"(?:utvalg|utval|komit[eé]|nemnd|råd|styre|formannskap|kommunestyre)\w*", re.I)
_NAMED = re.compile(
    r"(?:[\wæøå-]+,? ){0,4}?(?:og )?[\wæøå-]*(?:utvalg|utval|komit[eé]|nemnd|styre|formannskap)(?:et|en|a|t)?\b"
    r"|(?:[\wæøå]+ )?råd(?:et)? (?:for|til)\b|[\wæøå-]*råd(?:et)?\b(?: (?:for|i) .*)?$",
    re.I,
)
_HEADERS = re.compile(
    r"^(?:utvalg|utval|utvalgsnavn|utvalsnamn|styre, ?råd, ?utvalg m\.?m\.?|styre/råd/utvalg|saksgang|utvalgssak"
    r"|utvalssak|utvalgssaker|politisk behandling"
    r"|politisk handsaming|utvalgsbehandling|utvalssaksnr|utvalgssaksnr)\W*$",
    re.I,
)
_TYPE = re.compile(r"\s+(?:PS|RS|DS|FO|MS)\s*$")
_DAY = re.compile(r"[\s,(]*\b(?:man|mån|tirs|tys|ons|tors|fre|laur|lør|søn)dag(?:en)?s?\b", re.I)
"""The day of the week is no part of the name of a body."""
DECIDING = ("kommunestyret", "bystyret", "heradsstyret")
"""The bodies above the others in a municipality."""


@dataclass(frozen=True, slots=True)
class Named:
    """A body as it is named somewhere."""

    body: str
    start: int
    end: int


def bodies(text: str) -> Iterator[Named]:
    """Every body that a text names, in order; the general ones only, and committees by name."""
    found = [Named(_GENERIC[m.group(1).casefold()], m.start(), m.end()) for m in _FULL.finditer(text)]
    for match in _COMMITTEE.finditer(text[:400]):
        name = match.group(1).strip(" ,-")
        if not _HEADERS.match(name) and not any(f.start <= match.start() < f.end for f in found):
            found.append(Named(committee(name), match.start(1), match.end(1)))
    yield from sorted(found, key=lambda named: named.start)


def committee(name: str) -> str:
    """A committee by its own name, without what is not part of it."""
    name = re.sub(r"\s+", " ", _TYPE.sub("", _DAY.split(name)[0]))
    name = re.sub(r"^(?:(?:i|av|for|frå|fra|til)|\d{1,2}[.)]?)\s+", "", name.strip(" ,.:;-–"), flags=re.I)
    return re.sub(r"(?:\s+(?:og|for|i|den))+$", "", name).casefold()


def body_in(text: str) -> str | None:
    """The first body that a text names."""
    return next((named.body for named in bodies(text)), None)


def body_of_cell(cell: str) -> str | None:
    """The body that a cell of a table of bodies holds, with dates and numbers taken away."""
    spans = [(s, e) for _, s, e in numbers.dates(cell)] + [(f.start, f.end) for f in numbers.case_numbers(cell)]
    rest = "".join(" " if any(s <= at < e for s, e in spans) else c for at, c in enumerate(cell))
    rest = _DAY.sub(" ", rest)
    rest = re.sub(r"^\s*\d{1,2}[.)]?\s+(?=\D)", "", rest)
    rest = re.sub(
        r"\b(?:kl\.?(?: ?\d\d[.:]\d\d)?|sak|saksnr\.?|den|møte|møtedato|møte ?dato|sak ?nr\.?"
        r"|behandlet|behandling|handsama|handsaming)(?=\W|$)",
        " ",
        rest,
        flags=re.I,
    )
    rest = _TYPE.sub("", rest)
    rest = re.sub(r"\s+", " ", rest).strip(" -–:;,.()/")
    if (
        not rest
        or len(rest) > 70
        or re.search(r"\s[-–]\s|^\w+ (?:av|om)\s", rest)
        or _HEADERS.match(rest)
        or not _CELL.search(rest)
        or rest.endswith((".", ":"))
    ):
        return None
    general = _FULL.search(rest)
    if general:
        return _GENERIC[general.group(1).casefold()] if len(rest.split()) <= 4 or general.start() < 3 else None
    if (
        len(rest.split()) > 9
        or not _NAMED.match(rest)
        or re.search(r"\b(?:er|har|skal|ble|vart|blir|som|at|vedtar|vedtek)\b", rest)
    ):
        return None
    return committee(rest)
