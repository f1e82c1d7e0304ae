"""When a value that was read is the value of the gold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from rapidfuzz.distance import Indel

from tests.documents.gold import SCORED, TEXTS, Draft

ALIKE = 0.9
"""How much of the words of a title, a proposal or a decision must be the same."""
WEIGHTS = {"municipality": 4, "body": 4, "meeting_date": 4, "case_number": 4, "archive_number": 1, "title": 2}
"""What matters when drafts are paired with gold; other fields weigh 1."""

_POINT = re.compile(r"^\s*(?:\d{1,2}[.)]|[a-zæøåA-ZÆØÅ][.)]|[-–•·▪])\s+", re.MULTILINE)
_UNANIMOUS = re.compile(r"enstemmig|samrøystes|samstemmig|einstemmig|einrøystes")
_COUNTED = (
    "null, éi ein én, to, tre, fire, fem, seks, sju syv, åtte, ni, ti, elleve, tolv, tretten, fjorten, femten, seksten, "
    "sytten, atten, nitten, tjue"
)
_NUMBER_WORDS = {word: str(number) for number, words in enumerate(_COUNTED.split(", ")) for word in words.split()}
_COUNTS = re.compile(r"(\d+)\s*(?:mot|[-–])\s*(\d+)|mot\s+(\d+)|(\d+)")
_LETTERS_BEFORE = re.compile(r"^(?:[a-zæøå.\- ]+)(?=\d)")
_ENDINGS = re.compile(r"(?:et|en|a|e|t)$")


def values(draft: Draft, field: str) -> tuple[str, ...]:
    """The values of a field, none or one; of the participants, each. An unknown outcome is none."""
    value = draft.get(field)
    if not value or value == "unknown":
        return ()
    return tuple(value) if field == "participants" else (str(value),)


def same(field: str, left: str, right: str) -> bool:
    """Whether two values of a field are the same for a reader."""
    if field in TEXTS:
        return alike(left, right) >= ALIKE
    if field in ("case_number", "archive_number"):
        return number(left) == number(right)
    if field == "vote":
        return vote(left) == vote(right)
    if field == "body":
        return body(left) == body(right)
    return left == right


def alike(left: str, right: str) -> float:
    """How much of two texts is the same, from 0 to 1: word by word, or letter by letter where only spaces are lost."""
    words = Indel.normalized_similarity(folded(left).split(), folded(right).split())
    letters = Indel.normalized_similarity(folded(left).replace(" ", ""), folded(right).replace(" ", ""))
    return max(words, letters if letters >= 0.98 else 0.0)


def folded(text: str) -> str:
    """Words in lower case without signs; the numbers of points do not count, for some formats do not write them."""
    text = unicodedata.normalize("NFKC", _POINT.sub("", text).replace("\u00ad", "")).casefold()
    return " ".join(re.findall(r"\w+", text))


def number(text: str) -> str:
    """«PS 084 / 2024» and «84/2024» are the same number."""
    return _LETTERS_BEFORE.sub("", re.sub(r"\s+", " ", text.casefold())).replace(" ", "").lstrip("0")


def vote(text: str) -> tuple[str, ...]:
    """All votes that a text tells, in no order: words for unanimous are one word; the numbers of points are no votes."""
    text = re.sub(r"\b(?:pkt\.?|punkt|punkta|punktene)\s*\d+(?:(?:\s*,\s*\d+)*\s*(?:og|-)\s*\d+)?[.:]?", " ", text.casefold())
    text = " ".join(_NUMBER_WORDS.get(word, word) for word in re.findall(r"\w+|[-–;]", text))
    text = re.sub(r"\b(?:stemmer?|røyster?|røysta)\s*", "", text)
    found = ["unanimous" for _ in _UNANIMOUS.findall(text)]
    for of, against, only, alone in _COUNTS.findall(text):
        found.append(f"{of} mot {against}" if of else f"mot {only}" if only else alone)
    return tuple(sorted(set(found)))


def body(text: str) -> tuple[str, ...]:
    """The words of a body's name without their definite endings; «for» and «og» do not count."""
    words = (word for word in folded(text).split() if word not in ("for", "og"))
    return tuple(_ENDINGS.sub("", word) if len(word) > 4 else word for word in words)


def weight(read: Draft, gold: Draft) -> float:
    """How well a draft fits a gold draft: equal fields, and the place and the day most."""
    total = 0.0
    for field in SCORED:
        left, right = values(read, field), values(gold, field)
        if not left or not right:
            continue
        hits = sum(any(same(field, one, other) for other in right) for one in left)
        total += WEIGHTS.get(field, 1) * hits / max(len(left), len(right))
    return total


def pair(read: Sequence[Draft], gold: Sequence[Draft]) -> list[tuple[int, int]]:
    """Drafts with the gold that fits them: the best fits first, then partners are swapped as long as that is better."""
    weights = {(i, j): weight(one, other) for i, one in enumerate(read) for j, other in enumerate(gold)}
    pairs: list[tuple[int, int]] = []
    for i, j in sorted(weights, key=lambda at: (-weights[at], at)):
        if weights[i, j] > 0 and all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return _swapped(pairs, weights)


def _swapped(pairs: list[tuple[int, int]], weights: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    better = True
    while better:
        better = False
        for one in range(len(pairs)):
            for two in range(one + 1, len(pairs)):
                (i, j), (k, m) = pairs[one], pairs[two]
                if weights[i, m] + weights[k, j] > weights[i, j] + weights[k, m] + 1e-9:
                    pairs[one], pairs[two] = (i, m), (k, j)
                    better = True
    return sorted(pairs)


def plain(draft: Any) -> dict[str, Any]:
    """A ``knowledge.documents.Draft`` as the gold writes one."""
    found: dict[str, Any] = {}
    for field in SCORED:
        value = getattr(draft, field)
        if field == "participants":
            found[field] = tuple(value)
        elif value:
            found[field] = str(value)
    return found
