"""Whose case it is: the municipality that the head, the bodies or the adopted words tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from knowledge.documents import Sure
from knowledge.extraction.entries import Entry
from knowledge.extraction.places import Places
from knowledge.extraction.reading import Case
from knowledge.extraction.values import Read

_HOST = re.compile(r"[A-ZÆØÅ][\w-]+(?: kommune)? (?:er|blir|vert|som) (?:ny )?vertskommune")
_JOINT = ("representantskapet", "regionrådet", "fellesnemnda")
"""Bodies of several municipalities."""
_POINT = re.compile(r"^\W*(?:(?:\d{1,2}|[a-z])[.)])?\W*")


_SIGNED = re.compile(r"(?P<place>[A-ZÆØÅ][\w -]{1,25}),? (?:den )?\d{1,2}\.")


def _signed(case: Case, places: Places) -> Read | None:
    """The municipality where the paper is signed."""
    for line in case.segment.lines:
        if len(line.text) < 80 and _SIGNED.match(line.text):
            named = set(places.ids(f"i {line.text}"))
            if len(named) == 1:
                return Read(named.pop(), line, Sure.LIKELY)
    return None


def municipality(case: Case, found: Sequence[Entry], places: Places, body: str, whole: str) -> Read | None:
    """The municipality whose case it is; None where two are told as often."""
    if case.head.municipality:
        return case.head.municipality
    if case.head.body and case.head.body.value in _JOINT:
        return None
    if any(len(line.text) < 60 and places.untold(line.text) for line in case.segment.lines[:12]):
        return None
    for entry in found:
        if entry.treatment and entry.treatment.line:
            named = [one for one, mention in places.in_text(entry.treatment.line.text) if mention.kommune]
            if len(set(named)) == 1:
                return Read(named[0], entry.treatment.line)
    texts = [e.decided.text or "" for e in found[-1:]] + [p.text for p in case.treated.proposals]
    counts: Counter[str] = Counter()
    for point in (text.split("\n")[0] for text in texts):
        first = next(iter(places.in_text(_POINT.sub("", point)[:60])), None)
        if first and first[1].kommune and first[1].start < 22:
            counts[first[0]] += 5
    for text, times in (*((t, 3) for t in texts), (body, 1)):
        for one, count in places.kommune([_HOST.sub(" ", text)]).items():
            counts[one] += count * times
    counts = counts or places.kommune([whole])
    best = counts.most_common(2)
    if not best or best[0][1] < 2 or (len(best) > 1 and best[0][1] < 2 * best[1][1]):
        return _signed(case, places)
    line = next(
        (line for line in case.segment.lines if best[0][0] in {one for one, m in places.in_text(line.text) if m.kommune}),
        case.segment.lines[0],
    )
    return Read(best[0][0], line, Sure.LIKELY if best[0][1] > 2 else Sure.UNSURE)
