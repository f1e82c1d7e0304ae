"""The document's own words, as they are shown beside a field."""

from __future__ import annotations

import re

LONGEST = 300


def quote(text: str) -> str:
    """The words with white space folded, cut at a word where they are too long."""
    folded = re.sub(r"\s+", " ", text).strip()
    return folded if len(folded) <= LONGEST else folded[: LONGEST - 2].rsplit(" ", 1)[0] + " …"
