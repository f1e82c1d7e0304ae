"""Who is in the groups that roles are given to, as the directory told it last. Nobody is, when it is not told any more."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

GROUP = "group:"
"""What an entry of the settings begins with that names a group, and no person."""
HOLDS_FOR = 3600.0
"""So many seconds what was told of a group counts; after that nobody is in it."""
_ENTRY = re.compile(rf"{GROUP}([0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}})", re.IGNORECASE)


def is_group(entry: str) -> bool:
    """True for an entry that names a group as it should."""
    return _ENTRY.fullmatch(entry) is not None


def groups_in(entries: Iterable[str]) -> tuple[str, ...]:
    """The object ids of the groups among the entries, each once."""
    found = (match[1].lower() for entry in entries if (match := _ENTRY.fullmatch(entry)))
    return tuple(dict.fromkeys(found))


@dataclass(slots=True)
class Members:
    """Who is in which group. Kept in memory alone."""

    seconds: Callable[[], float] = time.monotonic
    _told: dict[str, tuple[float, frozenset[str]]] = field(default_factory=dict)

    def put(self, group: str, people: Collection[str]) -> None:
        """These are in the group now, and nobody else."""
        self._told[group] = (self.seconds(), frozenset(person.casefold() for person in people))

    def holds(self, group: str, person: str) -> bool:
        """True for one who was in the group when it was told last, if that is not too long ago."""
        at, people = self._told.get(group, (0.0, frozenset()))
        return person.casefold() in people and self.seconds() - at <= HOLDS_FOR
