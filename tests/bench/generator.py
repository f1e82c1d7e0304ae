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
from tests.bench.generated_names import DISTRICTS, Namer, places

NATIONAL = 20_000
SOURCE = "landsregister"
_CITE = Citation(SOURCE, "Tabell 1")
_REGIONS = 90

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


def national(shipped: Register, count: int = NATIONAL, seed: int = 357, *, apart: bool = False) -> Register:
    """``shipped`` with made-up regions and cooperations, ``count`` cooperations in all; valid by ``knowledge.check``.

    ``apart``: nothing that is made up is about a municipality that a shipped cooperation is about, so that all that is true of
    those in the shipped register is true in this one too.
    """
    random = Random(seed)
    told = {m for c in shipped.cooperations.values() for m in (*c.municipality_ids(), *c.outside_ids())}
    standing = sorted((m for m in shipped.municipalities.values() if m.until is None), key=lambda m: m.number)
    apart_from_told = tuple(m for m in standing if m.id not in told)
    standing = list(apart_from_told) if apart else standing
    names = places([name for m in shipped.municipalities.values() for name in (m.name, *m.names, *m.aliases)], random)
    regions = {r.id: r for r in _regions(standing, (*DISTRICTS, *names)[:_REGIONS], random)}
    # the places of the shipped cooperations keep their names to themselves, as a certain fire service would in reality
    namer = Namer(list(_named(shipped)), names, [m.name for m in apart_from_told], random)
    maker = _Maker(shipped, standing, tuple(regions.values()), namer, random)
    made = {c.id: c for c in maker.cooperations(count - len(shipped.cooperations))}
    source = _source()
    return replace(
        shipped,
        sources={**shipped.sources, source.id: source},
        regions={**shipped.regions, **regions},
        cooperations={**shipped.cooperations, **made},
    )


def _named(register: Register) -> Iterator[str]:
    """All that its cooperations are called."""
    for record in register.cooperations.values():
        yield from (record.name.nb, record.name.nn, *record.aliases.all())


def _source() -> Source:
    title = Text("Oppdiktet landsregister over samarbeid", "Oppdikta landsregister over samarbeid")
    short = Text("landsregisteret", "landsregisteret")
    return Source(SOURCE, title, short, "register", PartialDate(2026, 1, 1), Text("Målingen", "Målinga"))


def _regions(standing: Sequence[Municipality], names: Sequence[str], random: Random) -> Iterator[Region]:
    for number, name in enumerate(names):
        start = number * len(standing) // len(names)
        members = tuple(m.id for m in standing[start : start + random.randint(3, 8)])
        called = f"{name}regionen" if name not in DISTRICTS else name
        other = Words((f"{name}-regionen",), (f"{name}-regionen",)) if name not in DISTRICTS else Words()
        yield Region(f"made-{number:03}", Text(called, called), members, _CITE, other)


class _Maker:
    """Makes cooperations."""

    def __init__(
        self,
        shipped: Register,
        standing: Sequence[Municipality],
        regions: Sequence[Region],
        namer: Namer,
        random: Random,
    ) -> None:
        self._standing, self._regions, self._namer, self._random = standing, regions, namer, random
        self._fields = tuple(shipped.fields.values())

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
        name, alias = self._namer.name(field, region.name.nb if region else "", members, suffix)
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

    def _notes(self) -> tuple[Note, ...]:
        random = self._random
        chosen = random.sample(_NOTES, random.randint(1, 2))
        return tuple(Note(topic, *_numbered(nb, nn, random.randint(2, 60))) for topic, nb, nn in chosen)


def _numbered(nb: str, nn: str, number: int) -> tuple[Text]:
    return (Text(nb.format(n=number), nn.format(n=number)),)
