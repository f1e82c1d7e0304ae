"""A text of a decision as words that can be compared: what cannot matter is left out, everything else stands.

Left out: white space and line breaks, the marks that points are counted with (``a)``, ``a.``, ``1.``, ``–``), the shape of
quotation marks and dashes, and the full stop that ends a point or the text. Upper and lower case, every other sign, the
order of the points and the written form all count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

OWN = "\0own"
"""What stands for the council's own name, where it names itself as the one that decides."""

_UNSEEN = "\u00ad\u200b"
_SAME = str.maketrans({**dict.fromkeys("«»“”„‟″\"'’‘‚‛", '"'), **dict.fromkeys("–—−‒‐‑", "-")})
"""A letter for a letter, so that places in the text stay."""
_TOKEN = re.compile(rf"\d+(?:[.,]\d+)+|§+|\w+(?:[-\"{_UNSEEN}]+\w+)*|[^\w\s{_UNSEEN}]")
_NO_UNSEEN = str.maketrans(dict.fromkeys(_UNSEEN))
_MARK = re.compile(r"(?:(?P<letter>[a-zæøå])|(?P<number>\d{1,2})|(?P<roman>[ivx]{2,4}))(?P<sign>[).])(?=\s)")
_BULLET = re.compile(r"[-–—•·▪*●○](?=\s)")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_COUNCIL = r"(?:kommune|by|herads|herreds)(?:styret|styre)"
_DECIDES = (
    "vedtar|vedtek|vedtok|godkjenner|godkjende|godkjente|slutter|sluttar|tiltrer|tiltrår|inngår|oppretter|opprettar|skiper|"
    "går|deltar|deltek|melder|velger|vel|oppnevner|oppnemner|samtykker|samtykkjer|støtter|støttar|ber|tar|tek"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a sign as it is compared, and where it stands in the text."""

    key: str
    start: int
    end: int


def words(text: str, names: Sequence[str] = ()) -> list[Word]:
    """The words and signs that count, in order.

    ``text`` is composed (NFC); ``names`` are the names of the municipality whose council decided.
    """
    skipped = dict(_marks(text))
    own = {start: end for name in names for start, end in _own(text, name)}
    plain = text.translate(_SAME)
    found: list[Word] = []
    ends: set[int] = set()
    at = 0
    while match := _TOKEN.search(plain, at):
        start, at = match.span()
        if start in skipped:
            ends.add(len(found))
            at = skipped[start]
        elif start in own:
            at = own[start]
            found.append(Word(OWN, start, at))
        else:
            found.append(Word(match.group().translate(_NO_UNSEEN), start, at))
    ends.add(len(found))
    return [word for n, word in enumerate(found) if not (word.key == "." and n + 1 in ends)]


def _marks(text: str) -> Iterator[tuple[int, int]]:
    """Where points begin, and where their mark ends. A mark counts on from the one before it, or is the first of a row."""
    expected: dict[str, int] = {}
    for match in re.finditer(r"(?:(?<=\s)|^)\S", text):
        at = match.start()
        before = _before(text, at)
        begins = before < 0 or "\n" in text[before:at]
        if begins and (bullet := _BULLET.match(text, at)):
            yield at, bullet.end()
            continue
        mark = _MARK.match(text, at)
        # a sentence or a point ends before it: the line breaks may have been lost
        if mark is None or not (begins or text[before] in ".:;"):
            continue
        following = text[_after(text, mark.end())]
        if mark["number"] and mark["sign"] == "." and not (following.isupper() or following in '«"“'):
            continue  # «1. januar», «2. ledd»: which one it is matters
        for style, order in _orders(mark):
            if order in (1, expected.get(style)):
                expected = {**expected, style: order + 1}
                yield at, mark.end()
                break


def _orders(mark: re.Match[str]) -> Iterator[tuple[str, int]]:
    """In which rows a mark can stand, and as which in the row: «i» is the ninth letter and the first Roman numeral."""
    said = mark["letter"] or mark["roman"] or ""
    if mark["number"]:
        yield "number", int(mark["number"])
    if mark["letter"]:
        yield "letter", "abcdefghijklmnopqrstuvwxyzæøå".index(said) + 1
    if said in _ROMAN:
        yield "roman", _ROMAN.index(said) + 1


def _before(text: str, at: int) -> int:
    """Where the last letter or sign before ``at`` stands; below 0 when there is none."""
    at -= 1
    while at >= 0 and text[at].isspace():
        at -= 1
    return at


def _after(text: str, at: int) -> int:
    """Where the first letter or sign from ``at`` on stands, or the end of the text."""
    while at < len(text) - 1 and text[at].isspace():
        at += 1
    return at


def _own(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Where the council names itself as the one that decides; elsewhere the name of a municipality always counts.

    «Kommunestyret i Sel» and «Sel kommunestyre» wherever they stand; «Sel kommune» only where it begins a sentence and
    decides: «Sel kommune vedtar», but not «Sel kommune er vertskommune».
    """
    spelled = re.escape(name)
    for pattern in (
        rf"(?i:\b{_COUNCIL}) i (?P<own>{spelled})\b(?! kommune)",
        rf"(?i:\b{_COUNCIL}) i (?P<own>{spelled}) kommune\b",
        rf"\b(?P<own>{spelled}) (?i:{_COUNCIL})\b",
        rf"(?:^|[.:;)]\s{{1,9}}|\n\s{{0,9}})(?P<own>{spelled}) kommune (?:{_DECIDES})\b",
    ):
        for match in re.finditer(pattern, text):
            yield match.span("own")
