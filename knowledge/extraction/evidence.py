"""The document's own words, as they are shown beside a field."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.documents import Evidence, Sure
from knowledge.extraction.decisions import Decided
from knowledge.extraction.lines import Line
from knowledge.extraction.parties import quoted_line
from knowledge.extraction.treatments import Passage
from knowledge.extraction.values import Read, ReadDate

LONGEST = 300


def quote(text: str) -> str:
    """The words with white space folded, cut at a word where they are too long."""
    folded = re.sub(r"\s+", " ", text).strip()
    return folded if len(folded) <= LONGEST else folded[:LONGEST].rsplit(" ", 1)[0]


class Notes:
    """The evidence of a draft as it is gathered."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self.found: dict[str, Evidence] = {}

    def read(self, name: str, value: Read | None) -> None:
        """A value that was read, with its line."""
        if value is not None:
            self.found[name] = Evidence(quote(value.line.text), value.line.page, value.sure)

    def day(self, name: str, value: ReadDate | None) -> None:
        """A day that was read, with its line."""
        if value is not None:
            self.found[name] = Evidence(quote(value.line.text), value.line.page, value.sure)

    def passage(self, name: str, value: Passage | None, sure: Sure = Sure.CERTAIN) -> None:
        """Words of the document, with their first line."""
        if value is not None:
            self.found[name] = Evidence(quote(value.text), value.line.page, sure)

    def words(self, name: str, sentence: str | tuple[str, ...] | None, sure: Sure) -> None:
        """A sentence, with the line that it begins on."""
        if sentence and isinstance(sentence, str):
            line = quoted_line(self._lines, sentence) or self._lines[0]
            self.found[name] = Evidence(quote(sentence), line.page, sure)

    def sign(self, name: str, sentence: str | None) -> None:
        """A sentence that a form was read from."""
        self.words(name, sentence, Sure.LIKELY)

    def decided(self, value: Decided) -> None:
        """What was decided, and how it was voted."""
        if value.text and value.line:
            self.found["decision"] = Evidence(quote(value.text), value.line.page, Sure.CERTAIN)
        if value.vote and value.vote_line:
            self.found["vote"] = Evidence(quote(value.vote_quote or value.vote_line.text), value.vote_line.page, Sure.LIKELY)
        if value.quote:
            self.words("outcome", value.quote, Sure.LIKELY)
