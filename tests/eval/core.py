"""The facts that an answer tells, as sentences: what two answers have in common, however they are headed."""

from __future__ import annotations

import re

_BESIDE = re.compile(r"\W*(kilde|kjelde|du kan spør|rettleiing|veiledning)", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ«§])")
_HEADING = re.compile(
    r"disse vedtakene|desse vedtaka|dette (vet|veit|kjenner) vi|dette (sier kildene|seier kjeldene)|tidslinj[ea] for"
    r"|\d+ samarbeid",
    re.IGNORECASE,
)
"""What only says what comes: «disse vedtakene kjenner vi», «dette vet vi om», «7 samarbeid»."""
_SHORTEST = 25
"""Less than so many letters are a label («Votering: enstemmig»), not a fact."""


def facts(text: str) -> tuple[str, ...]:
    """The sentences that carry the answer, in order, each once: of the first line and the points, or of all where it has none."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and not _BESIDE.match(line)]
    points = [line.removeprefix("- ") for line in lines if line.startswith("- ")]
    if points:
        # a point may tell at its end which case it is of
        lines = [*(line for line in lines[:1] if not line.startswith("- ")), *(point.partition(" – ")[0] for point in points)]
    told = (sentence.strip(" .:") for line in lines for sentence in _SENTENCE.split(line))
    return tuple(dict.fromkeys(s for s in told if len(s) >= _SHORTEST and not _HEADING.match(s)))
