"""What stands word for word in our texts and is not ours to spell: what is quoted from a source, and names of several words."""

from __future__ import annotations

import re
from functools import cached_property

from tests.language.lists import entries

_QUOTED = re.compile("«([^«»]*)»")


class Verbatim:
    """The quotations and names that are listed, and which of them have been met."""

    def __init__(self) -> None:
        self.used: set[str] = set()

    def without(self, text: str) -> str:
        """The text without what is verbatim."""
        if text in self._quotes:
            self.used.add(text)
            return ""
        text = _QUOTED.sub(lambda found: self._left(found[1]), text)
        return self._names.sub(lambda found: self._name(found[0]), text)

    @cached_property
    def _quotes(self) -> frozenset[str]:
        return frozenset(entries("quotes"))

    @cached_property
    def _names(self) -> re.Pattern[str]:
        names = [re.escape(name) for name in entries("names") if " " in name]
        return re.compile(rf"\b(?:{'|'.join(names)})(?=s?\b)")

    def _left(self, quoted: str) -> str:
        if quoted not in self._quotes:
            return f"«{quoted}»"
        self.used.add(quoted)
        return "«»"

    def _name(self, name: str) -> str:
        self.used.add(name)
        return ""
