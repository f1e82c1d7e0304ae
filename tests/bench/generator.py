"""A register of national size: the shipped one, and made-up cooperations beside it until there are as many as asked for.

Deterministic: the same shipped content, count and seed give the same register. What is made up is plausible in form
(names, partners, dates), and false in substance; it is for measuring only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from knowledge.model import (
    Citation,
    Cooperation,
    CooperationKind,
    DatedForm,
    DatedStatus,
    Field,
    Form,
    Municipality,
    Note,
    PartialDate,
    Participant,
    ParticipantRole,
    Region,
    Register,
    Source,
    Status,
    Text,
    Topic,
    Words,
)

NATIONAL = 20_000
SOURCE = "landsregister"
_CITE = Citation(SOURCE, "Tabell 1")
_REGIONS = 90

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
_FORMS = (
    (Form.IKS, CooperationKind.COMPANY, "IKS"),
    (Form.AS, CooperationKind.COMPANY, "AS"),
    (Form.SA, CooperationKind.COMPANY, "SA"),
    (Form.KO, CooperationKind.COOPERATION, "KO"),
    (Form.ADMINISTRATIVE_HOST, CooperationKind.COOPERATION, ""),
    (Form.HOST_BOARD, CooperationKind.COOPERATION, ""),
    (Form.PURCHASE, CooperationKind.AGREEMENT, ""),
    (Form.NETWORK, CooperationKind.NETWORK, ""),
    (Form.PROJECT, CooperationKind.PROJECT, ""),
)
_FORM_WEIGHTS = (20, 4, 4, 12, 26, 4, 10, 14, 6)
_STATUSES = (
    (Status.OPERATING, "Samarbeidet er i drift.", "Samarbeidet er i drift."),
    (Status.ADOPTED, "Samarbeidet er vedtatt.", "Samarbeidet er vedteke."),
    (Status.PLANNED, "Samarbeidet er planlagt.", "Samarbeidet er planlagt."),
    (Status.UNDER_STUDY, "Samarbeidet blir utredet.", "Samarbeidet blir greidd ut."),
    (Status.STUDIED, "Samarbeidet er utredet.", "Samarbeidet er greidd ut."),
    (Status.REJECTED, "Samarbeidet ble avvist.", "Samarbeidet vart avvist."),
    (Status.ENDED, "Samarbeidet er avsluttet.", "Samarbeidet er avslutta."),
)
_STATUS_WEIGHTS = (76, 4, 4, 5, 4, 2, 5)
_NOTES = (
    (Topic.STAFFING, "Kontoret har {n} årsverk.", "Kontoret har {n} årsverk."),
    (Topic.COST, "Utgiftene deles etter folketall, {n} prosent likt.", "Utgiftene blir delte etter folketal, {n} prosent likt."),
    (Topic.TASKS, "Vaktordningen dekker {n} skift i uken.", "Vaktordninga dekkjer {n} skift i veka."),
    (Topic.ORGANISATION, "Styringsgruppen møtes {n} ganger i året.", "Styringsgruppa møtest {n} gonger i året."),
    (Topic.HISTORY, "Avtalen er fornyet etter {n} år.", "Avtalen er fornya etter {n} år."),
    (Topic.PLAN, "Avtalen skal evalueres om {n} år.", "Avtalen skal evaluerast om {n} år."),
)  # fmt: skip


def national(shipped: Register, count: int = NATIONAL, seed: int = 357) -> Register:
    """``shipped`` with made-up regions and cooperations, ``count`` cooperations in all; valid by ``knowledge.check``."""
    random = Random(seed)
    places = _places(shipped, random)
    standing = sorted((m for m in shipped.municipalities.values() if m.until is None), key=lambda m: m.number)
    regions = {r.id: r for r in _regions(standing, places[:_REGIONS], random)}
    maker = _Maker(shipped, standing, tuple(regions.values()), places, random)
    made = {c.id: c for c in maker.cooperations(count - len(shipped.cooperations))}
    source = _source()
    return replace(
        shipped,
        sources={**shipped.sources, source.id: source},
        regions={**shipped.regions, **regions},
        cooperations={**shipped.cooperations, **made},
    )


def _source() -> Source:
    title = Text("Oppdiktet landsregister over samarbeid", "Oppdikta landsregister over samarbeid")
    short = Text("landsregisteret", "landsregisteret")
    return Source(SOURCE, title, short, "register", PartialDate(2026, 1, 1), Text("Målingen", "Målinga"))


def _places(shipped: Register, random: Random) -> tuple[str, ...]:
    """Made-up place names, none of which a municipality has."""
    taken = {name.casefold() for m in shipped.municipalities.values() for name in (m.name, *m.names, *m.aliases)}
    names = [first + last for first in _FIRST for last in _LAST if (first + last).casefold() not in taken]
    random.shuffle(names)
    return tuple(names)


def _regions(standing: Sequence[Municipality], names: Sequence[str], random: Random) -> Iterator[Region]:
    for number, name in enumerate(names):
        start = number * len(standing) // len(names)
        members = tuple(m.id for m in standing[start : start + random.randint(3, 8)])
        words = Words((f"{name}-regionen",), (f"{name}-regionen",))
        yield Region(f"made-{number:03}", Text(f"{name}regionen", f"{name}regionen"), members, _CITE, words)


class _Maker:
    """Makes cooperations, no two of one name."""

    def __init__(
        self,
        shipped: Register,
        standing: Sequence[Municipality],
        regions: Sequence[Region],
        places: Sequence[str],
        random: Random,
    ) -> None:
        self._standing, self._regions, self._places, self._random = standing, regions, places, random
        self._fields = tuple(shipped.fields.values())
        self._names = {c.name.nb for c in shipped.cooperations.values()}
        # the places of the shipped cooperations keep their names to themselves, as a certain fire service would in reality
        told = {m for c in shipped.cooperations.values() for m in c.municipality_ids()}
        self._seats = tuple(m for m in standing if m.id not in told)

    def cooperations(self, count: int) -> Iterator[Cooperation]:
        """``count`` cooperations, each valid by itself."""
        for number in range(count):
            yield self._cooperation(f"made-{number:05}")

    def _cooperation(self, record_id: str) -> Cooperation:
        random = self._random
        form, kind, suffix = random.choices(_FORMS, _FORM_WEIGHTS)[0]
        status, status_nb, status_nn = random.choices(_STATUSES, _STATUS_WEIGHTS)[0]
        field = random.choice(self._fields)
        region = random.choice(self._regions) if random.random() < 0.4 else None
        members = self._members(region)
        name, alias = self._name(field, region, suffix)
        year = random.randint(1988, 2025)
        names = ", ".join(m.name for m in members[:-1]) + f" og {members[-1].name}"
        hosted = form not in (Form.NETWORK, Form.PROJECT, Form.PURCHASE)
        return Cooperation(
            id=record_id,
            name=name,
            kind=kind,
            summary=Text(f"{names} samarbeider om {field.name.nb}.", f"{names} samarbeider om {field.name.nn}."),
            cite=_CITE,
            status=(DatedStatus(status, PartialDate(random.randint(year, 2026)), Text(status_nb, status_nn)),),
            fields=(field.id,),
            regions=(region.id,) if region else (),
            participants=tuple(
                Participant(m.id, role=ParticipantRole.HOST if hosted and not place else ParticipantRole.PARTICIPANT)
                for place, m in enumerate(members)
            ),
            participants_complete=True,
            participant_count=len(members),
            forms=(DatedForm(form, Text(form.value.replace("-", " "), form.value.replace("-", " ")), PartialDate(year)),),
            aliases=alias,
            established=PartialDate(year, random.randint(1, 12), 1) if random.random() < 0.5 else PartialDate(year),
            notes=self._notes(),
        )

    def _members(self, region: Region | None) -> list[Municipality]:
        """Two to twelve neighbours, as numbers go; the first is the host."""
        random, standing = self._random, self._standing
        if region is not None and random.random() < 0.7:
            chosen = [m for m in standing if m.id in region.municipalities]
        else:
            start = random.randrange(len(standing) - 12)
            chosen = list(standing[start : start + random.randint(2, 12)])
        random.shuffle(chosen)
        return chosen

    def _name(self, field: Field, region: Region | None, suffix: str) -> tuple[Text, Words]:
        random = self._random
        while True:
            place = random.choice(self._places) if random.random() < 0.75 else random.choice(self._seats).name
            if region is not None and random.random() < 0.3:
                place = region.name.nb
            word = random.randrange(64)
            nb = self._called(field.words.nb or (field.name.nb,), word, place, suffix)
            nn = self._called(field.words.nn or (field.name.nn,), word, place, suffix)
            if nb not in self._names:
                break
        self._names.add(nb)
        short = f"{place} {suffix}".strip()
        if random.random() < 0.3 and short not in self._names and short != place:
            self._names.add(short)
            return Text(nb, nn), Words((short,), (short,))
        return Text(nb, nn), Words()

    @staticmethod
    def _called(words: Sequence[str], number: int, place: str, suffix: str) -> str:
        word = words[number % len(words)]
        if suffix:
            return f"{place} {word} {suffix}"
        names = (f"Samarbeid om {word} i {place}", f"{place} interkommunale {word}", f"{word.capitalize()} for {place}")
        return names[number % 3]

    def _notes(self) -> tuple[Note, ...]:
        random = self._random
        chosen = random.sample(_NOTES, random.randint(1, 2))
        return tuple(Note(topic, *_numbered(nb, nn, random.randint(2, 60))) for topic, nb, nn in chosen)


def _numbered(nb: str, nn: str, number: int) -> tuple[Text]:
    return (Text(nb.format(n=number), nn.format(n=number)),)
