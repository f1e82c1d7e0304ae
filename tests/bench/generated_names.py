"""What made-up cooperations are called: as cooperations in Norway are, with all that makes such names hard to tell apart.

Districts that are known, villages that are called like municipalities elsewhere (Vik, Os, Sel, Nes …), names that many share
(«Brannsamarbeidet», in every region), names of two municipalities, initials, and ordinary words that companies take for a name.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from knowledge.model import Field, Municipality, Text, Words

DISTRICTS = (
    "Agder øst", "Dalane", "Fjellregionen", "Follo", "Fosen", "Glåmdal", "Grenland", "Haugaland", "Hallingdal", "Hardanger",
    "Helgeland", "Indre Namdal", "Indre Salten", "Indre Østfold", "Innherred", "Jæren", "Kongsbergregionen",
    "Lister", "Lofoten", "Midt-Troms", "Midtre Namdal", "Mosseregionen", "Nedre Glomma", "Nedre Romerike", "Nordfjord",
    "Nordhordland", "Nordmøre", "Nord-Troms", "Numedal", "Ofoten", "Orkdalsregionen", "Ringeriksregionen", "Romsdal",
    "Ryfylke", "Salten", "Setesdal", "Solør", "Sunndalsregionen", "Sunnfjord", "Sunnhordland", "Sunnmøre", "Sør-Østerdal",
    "Trondheimsregionen", "Valdres", "Varanger", "Vesterålen", "Vest-Finnmark", "Vest-Telemark", "Ytre Helgeland",
    "Ytre Namdal", "Øst-Finnmark", "Øvre Romerike", "Østre Agder",
)  # fmt: skip
VILLAGES = ("Vik", "Os", "Sel", "Bø", "Nes", "Våler", "Herøy", "Land", "Lom", "Eid", "Sund", "Sand", "Hol", "Vang", "Moen")
"""Villages that are called as municipalities elsewhere are, or as ordinary words."""
WORDS = (
    "Vekst", "Trygg", "Samspill", "Ressurs", "Nærhet", "Framtid", "Kraft", "Fellesløft", "Sammen", "Rom", "Rett", "Bygda",
    "Kompetanse", "Innsats", "Fokus", "Felles", "Nytte", "Muligheter", "Verdi", "Bredde", "Løft", "Arena", "Broen", "Kompass",
)  # fmt: skip
"""Ordinary words that companies take for a name."""
_FIRST = (
    "Alm", "Asp", "Bekke", "Bjørn", "Bjørk", "Blå", "Brei", "Dal", "Djup", "Einer", "Elve", "Fager", "Fiske",
    "Fjell", "Furu", "Gaupe", "Glitter", "Grøn", "Grå", "Hassel", "Hegge", "Hjort", "Humle", "Høg", "Is",
    "Jerv", "Kjerring", "Klokke", "Kråke", "Kvit", "Lang", "Lauv", "Lerke", "Lyng", "Malm", "Mose", "Myr",
    "Måse", "Orre", "Ospe", "Rein", "Reve", "Rogne", "Rype", "Sel", "Silju", "Skar", "Skogs", "Sol", "Stein",
    "Storm", "Svart", "Tiur", "Torv", "Trane", "Ulve", "Vier", "Vinter", "Ørne", "Øks",
)  # fmt: skip
_LAST = (
    "berget", "botn", "dalen", "eidet", "fjorden", "flata", "hamn", "haugen", "heia", "holmen", "høgda",
    "kleiva", "kollen", "liene", "lunden", "marka", "neset", "odden", "osen", "rabben", "sletta", "strand",
    "stølen", "sundet", "tangen", "tunet", "vangen", "vågen",
)  # fmt: skip
_HEADS = (
    (("samarbeidet", "samarbeidet"), 6), (("kontoret", "kontoret"), 3), (("nettverket", "nettverket"), 2),
    (("vakta", "vakta"), 1), (("ordningen", "ordninga"), 1),
)  # fmt: skip
_WAYS = ("place", "district", "common", "pair", "village", "initials", "word")
_WEIGHTS = (46, 18, 10, 14, 4, 5, 3)
_CONSONANTS, _VOWELS = "BDFGHKLMNRSTV", "AEIOUØÅ"


def places(taken: Sequence[str], random: Random) -> tuple[str, ...]:
    """Made-up place names, none of which is taken, in no order."""
    have = {name.casefold() for name in taken}
    names = [first + last for first in _FIRST for last in _LAST if (first + last).casefold() not in have]
    random.shuffle(names)
    return tuple(names)


class Namer:
    """Names cooperations; no name is one that is shipped, and some are given several times."""

    def __init__(self, taken: Sequence[str], made_up: Sequence[str], seats: Sequence[str], random: Random) -> None:
        """``taken``: names that are given to nobody else; ``made_up``: places; ``seats``: municipalities to name after."""
        self._taken = {name.casefold() for name in taken}
        self._places, self._seats, self._random = made_up, seats, random

    def name(self, field: Field, region: str, members: Sequence[Municipality], suffix: str) -> tuple[Text, Words]:
        """A name and, now and then, another that it goes by. ``region``: the name of its region, if it has one."""
        while True:
            nb, nn, short = self._try(field, region, members, suffix)
            if self._taken.isdisjoint((nb.casefold(), nn.casefold())):
                break
        if short and short.casefold() not in self._taken and self._random.random() < 0.3:
            return Text(nb, nn), Words((short,), (short,))
        return Text(nb, nn), Words()

    def _try(self, field: Field, region: str, members: Sequence[Municipality], suffix: str) -> tuple[str, str, str]:
        random = self._random
        way = random.choices(_WAYS, _WEIGHTS)[0]
        number = random.randrange(64)
        nb, nn = (
            words[number % len(words)] for words in (field.words.nb or (field.name.nb,), field.words.nn or (field.name.nn,))
        )
        if way == "common":
            head = random.choices([h for h, _ in _HEADS], [w for _, w in _HEADS])[0]
            felles = random.random() < 0.3
            return (f"Felles {nb}", f"Felles {nn}", "") if felles else (_joined(nb, head[0]), _joined(nn, head[1]), "")
        if way == "initials":
            initials = self._initials()
            return f"{initials} {suffix}".strip(), f"{initials} {suffix}".strip(), initials
        if way == "word" and suffix:
            word = random.choice(WORDS)
            return f"{word} {suffix}", f"{word} {suffix}", ""
        place = self._place(way, region, members)
        called = [_called(word, number, place, suffix) for word in (nb, nn)]
        return called[0], called[1], f"{place} {suffix}" if suffix else ""

    def _place(self, way: str, region: str, members: Sequence[Municipality]) -> str:
        random = self._random
        if way == "pair":
            return f"{members[0].name} og {members[-1].name}"
        if way == "village":
            return random.choice(VILLAGES)
        if way == "district":
            return region or random.choice(DISTRICTS)
        return random.choice(self._places) if random.random() < 0.6 else random.choice(self._seats)

    def _initials(self) -> str:
        random = self._random
        return "".join(random.choice(_VOWELS if n % 2 else _CONSONANTS) for n in range(random.randint(3, 5)))


def _joined(word: str, head: str) -> str:
    """«brann» and «samarbeidet»; what is more than one word keeps them apart."""
    return f"{word}{head}".capitalize() if word.isalpha() else f"{word[0].upper()}{word[1:]}-{head}"


def _called(word: str, number: int, place: str, suffix: str) -> str:
    if suffix:
        return f"{place} {word} {suffix}"
    names = (f"Samarbeid om {word} i {place}", f"{place} interkommunale {word}", f"Interkommunal {word} i {place}",
             f"{word.capitalize()} for {place}", f"Felles {word} for {place}")  # fmt: skip
    return names[number % len(names)]
