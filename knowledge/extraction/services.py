"""The field of service that a case is on: told by its title and its proposal, else by what its text speaks of most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from knowledge.extraction.field_words import PATTERNS
from knowledge.extraction.vocabulary import Vocabulary

_TELLING = 4000
"""How many letters of a text are read for its field; what it is on stands at its beginning."""
_GENERAL_FIELDS = "styring politisk plan administrasjon teknisk oppvekst samfunnsutvikling kommunestruktur helse-omsorg"
_GENERAL = frozenset(_GENERAL_FIELDS.split())
"""Fields whose words are said of much else: they give way to any other."""
_ASIDE = re.compile(
    r"\b(?<!felles )(?<!folkevald )(?<!folkevalgt )(?:hoved|hovud|fag)?(?:utvalg|utval|komit[eé]|nemnd)\w*\s+for\s+[\w-]+"
    r"(?:(?:,\s*|\s+og\s+|,\s*og\s+)[\w-]+){0,4}"
    r"|\bplan- og (?:bygnings|bygge)lov\w*|\brevisjon av (?!rekneskap|regnskap|kommun)|\barkiv(?:sak|kode|saks?nr)\w*[\s:.-]*\S*"
    r"|\b(?:økonomi|handlings)plan\w*|\bbudsjett\w*|\bmiljøfyrtårn\w*",
    re.I,
)
"""Names of bodies, laws and papers that hold the words of services without being on them."""
_JOINS = re.compile(r"[-\s]*(?:,|og|samt|/|&)[\s-]*(?:felles\s+|for\s+|om\s+)?", re.I)
_WORD = re.compile(r"[\w-]*")


def field_of(texts: Sequence[str], vocabulary: Vocabulary, body: str = "") -> str | None:
    """The one field that the first telling text is on, its title first; None when it is on several or none is told."""
    parents = {service.id: service.parent for service in vocabulary.services}
    weak: str | None = None
    for at, text in enumerate(texts):
        found = list(_named(text, parents))
        kept = _narrowed(tuple(dict.fromkeys(field for field, _, _ in found)), parents)
        if len(kept) == 1:
            if kept[0] not in _GENERAL and (weak in (None, "styring") or parents.get(kept[0]) == weak):
                return kept[0]
            weak = weak or kept[0]
        elif weak and weak != "styring":
            break
        elif kept and _side_by_side(text, [one for one in found if one[0] in kept]):
            return None
        elif kept:
            return _weighed(kept, (text, *texts[at + 1 :]), parents)
    return weak or _spoken_of(body, parents)


def _weighed(kept: Sequence[str], texts: Sequence[str], parents: dict[str, str | None]) -> str | None:
    """The one of several fields that the texts speak of most, by far."""
    counts = Counter(field for text in texts for field, _, _ in _named(text, parents) if field in kept)
    best = counts.most_common(2)
    if len(best) == 1 or best[0][1] >= 2 * best[1][1]:
        return best[0][0]
    return None


def _spoken_of(body: str, parents: dict[str, str | None]) -> str | None:
    counts = Counter(field for field, _, _ in _named(body, parents) if field not in _GENERAL)
    best = counts.most_common(2)
    if not best or best[0][1] < 3 or (len(best) > 1 and best[0][1] < 3 * best[1][1]):
        return None
    return best[0][0]


def _narrowed(found: Sequence[str], parents: dict[str, str | None]) -> list[str]:
    """Without the parents of others and, beside others, the general ones."""
    kept = [one for one in found if not any(parents.get(other) == one for other in found)]
    special = [one for one in kept if one not in _GENERAL]
    return special or kept


def _side_by_side(text: str, found: Sequence[tuple[str, int, int]]) -> bool:
    """True where words of different fields are listed: «felles barnevern og PPT»."""
    plain = _aside(text)
    return any(
        one != other and _JOINS.fullmatch(plain[end:start]) is not None for (one, _, end), (other, start, _) in pairwise(found)
    )


def _aside(text: str) -> str:
    return _ASIDE.sub(lambda match: " " * len(match.group()), text[:_TELLING])


def _named(text: str, known: dict[str, str | None]) -> Iterator[tuple[str, int, int]]:
    """The fields that a text names, in order, with the words that do; of two in a word, the one that more of it speaks of."""
    plain = _aside(text)
    spans: dict[int, tuple[int, str, int, int]] = {}
    for field, pattern in PATTERNS.items():
        if field not in known:
            continue
        for match in pattern.finditer(plain):
            start = len(plain[: match.start()]) - len(re.search(r"[\w-]*\Z", plain[: match.start()]).group())  # type: ignore[union-attr]
            rest = _WORD.match(plain, match.end())
            end = rest.end() if rest else match.end()
            long = match.end() - match.start()
            if start not in spans or long > spans[start][0]:
                spans[start] = (long, field, start, end)
    last = 0
    for _, field, start, end in sorted(spans.values(), key=lambda one: (one[2], -one[0])):
        if start >= last:
            yield field, start, end
            last = end


def field_sentence(field: str, texts: Sequence[str], vocabulary: Vocabulary) -> str | None:
    """The first sentence that tells a field."""
    known = {service.id: service.parent for service in vocabulary.services}
    sentences = (s for text in texts for s in re.split(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])|\n", text))
    return next((s for s in sentences if any(field == one for one, _, _ in _named(s, known))), None)
