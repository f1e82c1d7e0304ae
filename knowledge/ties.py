"""Who cooperates with whom: municipalities by what they share. Pure, and quick also for a whole country."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from knowledge.model import Cooperation, ParticipantRole


@dataclass(frozen=True, slots=True)
class Tie:
    """Two municipalities, and in how many cooperations they are together."""

    first: str
    second: str
    count: int


class Web:
    """The municipalities of some cooperations, and the ties between them, the strongest first."""

    def __init__(self, records: Sequence[Cooperation], around: frozenset[str] | None = None) -> None:
        """``around``: only ties that one of these has part in; all where it is None."""
        self._records = records
        with_it: dict[str, list[int]] = {}
        for number, record in enumerate(records):
            for municipality in record.municipality_ids():
                with_it.setdefault(municipality, []).append(number)
        # a bit for each cooperation: what two share is one «and», where going through all pairs of all members takes long
        bits = {m: _bits(numbers, len(records) // 8 + 1) for m, numbers in sorted(with_it.items())}
        self._with: Mapping[str, frozenset[int]] = {m: frozenset(numbers) for m, numbers in with_it.items()}
        self.ties: tuple[Tie, ...] = tuple(sorted(_ties(bits, around), key=lambda t: (-t.count, t.first, t.second)))

    def count(self, municipality: str) -> int:
        """In how many of the cooperations it is."""
        return len(self._with.get(municipality, ()))

    def shared(self, first: str, second: str) -> tuple[Cooperation, ...]:
        """What two of them are together in, in the order of the register."""
        both = self._with.get(first, frozenset()) & self._with.get(second, frozenset())
        return tuple(self._records[number] for number in sorted(both))

    def partners(self) -> Mapping[str, int]:
        """How many others each is together with in something."""
        found: dict[str, int] = {}
        for tie in self.ties:
            for each in (tie.first, tie.second):
                found[each] = found.get(each, 0) + 1
        return found

    def strongest(self, most: int) -> tuple[str, ...]:
        """At most so many municipalities, those with the strongest ties, so that they are together in what they have."""
        found: dict[str, None] = {}
        for tie in self.ties:
            new = [each for each in (tie.first, tie.second) if each not in found]
            if len(found) + len(new) <= most:
                found.update(dict.fromkeys(new))
            if len(found) >= most:
                break
        return tuple(found)

    def nearest(self, municipality: str, most: int) -> tuple[str, ...]:
        """One municipality and those it shares most with, so many in all."""
        own = [tie for tie in self.ties if municipality in (tie.first, tie.second)]
        return (municipality, *(t.second if t.first == municipality else t.first for t in own[: most - 1]))

    def among(self, municipalities: Iterable[str]) -> tuple[Tie, ...]:
        """The ties between these."""
        wanted = frozenset(municipalities)
        return tuple(tie for tie in self.ties if tie.first in wanted and tie.second in wanted)


def hosts_in(records: Iterable[Cooperation]) -> Mapping[str, int]:
    """How many of the cooperations each municipality is host of."""
    found: dict[str, int] = {}
    for record in records:
        for each in record.participants:
            if each.municipality and each.role is ParticipantRole.HOST:
                found[each.municipality] = found.get(each.municipality, 0) + 1
    return found


def _bits(numbers: Iterable[int], size: int) -> int:
    row = bytearray(size)
    for number in numbers:
        row[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(row, "little")


def _ties(bits: Mapping[str, int], around: frozenset[str] | None) -> Iterable[Tie]:
    for (first, ours), (second, theirs) in combinations(bits.items(), 2):
        if around is not None and first not in around and second not in around:
            continue
        if both := ours & theirs:
            yield Tie(first, second, both.bit_count())
