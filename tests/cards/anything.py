"""Facts that are whatever a template takes them for, so that a template can be tried without knowing what it is about.

What a fact holds, whether it is there at all, how many there are and what it equals is thrown by dice; the same dice give the
same facts. A fact is not sensible, only possible: what comes out is tried as a card, never read as an answer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any, NoReturn

BUDGET = 400
"""So many items of lists there are in one reply: loops lie within loops."""
COUNTED = ("count", "share", "number", "year", "month", "left", "total", "answered", "voters", "right", "score", "points", "size")
"""Names of whole numbers, of which shares are at most 100."""
SHORT = ("Gjøvik", "Nord-Gudbrandsdal", "17.10.2025", "vertskommune", "§ 20-2", "Ja", "eKommune AS")
LONG = (
    "Kommunestyret vedtar at kommunen går inn i det interkommunale samarbeidet om legevakt fra 1. januar 2027, på de vilkår som "
    "går fram av avtalen, og ber kommunedirektøren legge fram sak om budsjettvirkningene senest innen utgangen av oktober.",
    "Samordningsutvalgssekretariatsleiarstillingsinstruksgjennomgangsarbeidsgruppemedlemsoppnemningsprosedyren",
    "https://www.example.no/innsyn/møter/2026/kommunestyret/protokoller/sak-114-26?vedlegg=avtale&side=3#punkt-4",
)
HOSTILE = (
    "**fet** _kursiv_ [lenke](https://example.org) `kode` ~~bort~~ <b>HTML</b> &lt;i&gt; \\*",
    "# Overskrift | a | b | {{DATE(2026-01-01T00:00:00Z)}} {{ 7 * 7 }}",
    "- punkt\n> merknad\r\n= 40 søyle\u2028| celle |",
    "\u202eomvendt\u2066 \u200bskjult\x00 \ud800 👩\u200d👩\u200d👧 ﷽ Kárášjohka 한국어",
    "\"sitat\" «sitat» 'apostrof' &amp; & </script><script>alert(1)</script>",
    "17. oktober 2025",
)


class Dice:
    """Throws. What falls is settled by what is thrown for, not by when: both written forms get the same facts.

    ``words`` are what come up, ``many`` how long lists may be, ``there`` how often a fact is there.
    """

    def __init__(self, seed: str, words: tuple[str, ...], many: tuple[int, ...], there: float) -> None:
        self._seed, self._words, self._many, self._there = seed, words, many, there
        self._left = BUDGET

    def one_of(self, values: Sequence[Any], where: str) -> Any:
        """One of them."""
        return values[int(self._at(where) * len(values))]

    def holds(self, where: str, how_often: float = 0.4) -> bool:
        """True so often."""
        return self._at(where) < how_often

    def words(self, where: str) -> str:
        """Words for a fact, empty when it is not there; a whole number where its name tells of one."""
        if not self.holds(f"{where} there", self._there):
            return ""
        if any(part in where.rpartition(".")[2] for part in COUNTED):
            return str(int(self._at(where) * 101))
        found: str = self.one_of(self._words, where)
        return found

    def items(self, where: str) -> int:
        """How many there are of something."""
        found = min(self.one_of(self._many, f"{where} many"), self._left)
        self._left -= found
        return int(found)

    def _at(self, where: str) -> float:
        mark = hashlib.blake2b(f"{self._seed}|{where}".encode(), digest_size=4).digest()
        return int.from_bytes(mark, "big") / 2**32


class Anything(str):
    """A fact. Words when it is shown, a list when it is gone through, a record when something of it is asked for."""

    _dice: Dice
    _where: str
    _known: dict[Any, Any]

    def __new__(cls, dice: Dice, where: str) -> Anything:
        """The fact of that place, as ``steps.1.body``."""
        self = super().__new__(cls, dice.words(where))
        self._dice, self._where, self._known = dice, where, {}
        return self

    def __getattribute__(self, name: str) -> Any:
        """A part of it; what strings themselves can do is hidden, since «count» is a fact."""
        if name.startswith("_"):
            return super().__getattribute__(name)
        return self._part(name)

    def _part(self, name: Any) -> Any:
        if name not in self._known:
            self._known[name] = Anything(self._dice, f"{self._where}.{name}")
        return self._known[name]

    def _holds(self, what: str) -> bool:
        return self._dice.holds(f"{self._where} {what}")

    def __getitem__(self, key: Any) -> Any:
        """A part of it, or some of its items."""
        return self._items()[key] if isinstance(key, slice) else self._part(key)

    def _items(self) -> list[Anything]:
        """As many each time; none of what is not there."""
        if "__items" not in self._known:
            count = self._dice.items(self._where) if self else 0
            self._known["__items"] = [Anything(self._dice, f"{self._where} {n}") for n in range(count)]
        found: list[Anything] = self._known["__items"]
        return found

    def __iter__(self) -> Iterator[Anything]:
        return iter(self._items())

    def __len__(self) -> int:
        return len(self._items())

    def __bool__(self) -> bool:
        return str(self) != ""

    def __call__(self, *_: Any, **__: Any) -> Anything:
        """What it gives when a template asks it something."""
        return Anything(self._dice, f"{self._where}()")

    def __eq__(self, other: object) -> bool:
        return self is other or (not isinstance(other, Anything) and bool(self) and self._holds(f"== {other!r}"))

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return id(self)

    def __lt__(self, other: Any) -> bool:
        return self._holds(f"< {other!r}")

    def __gt__(self, other: Any) -> bool:
        return not self < other

    __le__, __ge__ = __lt__, __gt__

    def __contains__(self, other: object) -> bool:
        return self._holds(f"in {other!r}")

    def __add__(self, other: Any) -> Any:
        """Lists are put together."""
        return [*self._items(), *other]

    def __radd__(self, other: Any) -> Any:
        return [*other, *self._items()]

    def __int__(self) -> NoReturn:
        raise TypeError("a template reckons nothing")
