"""The register as plain records, read without the code that items are made with: the YAML files themselves, and what is made up.

Everything is text, lists and dicts: a date is «2025-10-17», a role is «host». What a file leaves out is filled in by hand here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from knowledge.model import (
    Conflict,
    Cooperation,
    Form,
    PartialDate,
    Participant,
    ParticipantRole,
    Register,
    Status,
    Text,
    Words,
)
from tests.bench.generator import national
from tests.worlds import FICTIONAL, knowledge

CONTENT = Path(__file__).parent.parent.parent / "knowledge" / "content"
Record = dict[str, Any]
HOST = ParticipantRole.HOST
_SPRING = PartialDate(2026, 3)
_CROWD = Text("flere andre kommuner", "fleire andre kommunar")
_TEXTS = ("name", "short", "title", "summary", "text", "other", "via", "stated", "label", "basis", "note")


@dataclass(frozen=True, eq=False)
class Raw:
    """All records of a world, by kind and id."""

    kinds: Mapping[str, dict[str, Record]]

    def of(self, kind: str) -> dict[str, Record]:
        """The records of a kind."""
        return self.kinds.get(kind, {})


NATIONAL = 20_000
"""So many cooperations has a register of national size."""


@cache
def read(world: str, count: int = NATIONAL) -> Raw:
    """«shipped», «fictional» or «national»: the shipped one with ``count`` cooperations, the rest made up."""
    if world == "fictional":
        return _raw(sorted(FICTIONAL.glob("*.yaml")))
    shipped = _raw(sorted((CONTENT / "register").rglob("*.yaml")))
    return shipped if world == "shipped" else with_records(shipped, made_up(count))


@cache
def made_up(count: int = NATIONAL) -> Register:
    """The national register, with all that may go wrong with facts in a third of what is made up."""
    return troubled(national(knowledge("shipped").register, count))


def troubled(register: Register) -> Register:
    """The register with disputes, changes of membership, doubled names, ended and replaced cooperations among the made-up."""
    cooperations, conflicts = dict(register.cooperations), dict(register.conflicts)
    made = [record for record in cooperations.values() if record.id.startswith("made-")]
    for number, record in enumerate(made[::3]):
        if number % len(_TROUBLES) == 0:
            cite = replace(record.cite, place=f"Merknad {number}")
            conflicts[record.id] = Conflict(record.id, record.summary, (f"cooperation:{record.id}",), (cite,))
        cooperations[record.id] = _TROUBLES[number % len(_TROUBLES)](record, made[number])
    return replace(register, cooperations=cooperations, conflicts=conflicts)


def _longer(name: Text) -> Text:
    return Text(f"Felles {name.nb} Pluss", f"Felles {name.nn} Pluss")


def _first(record: Cooperation, **changes: Any) -> Cooperation:
    one, *rest = record.participants
    return replace(record, participants=(replace(one, **changes), *rest))


_TROUBLES: tuple[Callable[[Cooperation, Cooperation], Cooperation], ...] = (
    lambda record, _: record,  # disputed
    lambda record, _: _first(record, until=PartialDate(2024, 1, 1)),
    lambda record, _: _first(record, since=PartialDate(2031)),
    lambda record, _: _first(record, role=ParticipantRole.PROPOSED),
    lambda record, _: _first(record, role=ParticipantRole.OBSERVER),
    lambda record, _: replace(record, participants=(*record.participants, replace(record.participants[-1], role=HOST))),
    lambda record, _: replace(record, forms=(*record.forms, replace(record.forms[0], form=Form.SA))),
    lambda record, _: replace(record, status=(*record.status, replace(record.status[0], status=Status.ENDED, on=_SPRING))),
    lambda record, other: replace(record, succeeds=other.id),
    lambda record, other: replace(record, name=other.name),
    lambda record, other: replace(record, name=_longer(other.name), participants=other.participants, participant_count=None),
    lambda record, other: replace(record, aliases=Words((other.name.nb,), (other.name.nn,))),
    lambda record, _: replace(record, participants_complete=False, participant_count=None),
    lambda record, _: replace(record, participants=(*record.participants, Participant(other=_CROWD))),
    lambda record, _: replace(record, cite=replace(record.cite, as_of=PartialDate(2021, 5))),
    lambda record, _: _first(record, role=ParticipantRole.OUTSIDE),
    lambda record, _: replace(record, forms=(replace(record.forms[0], form=Form.OLD_BOARD, on=PartialDate(2021)),)),
    lambda record, _: replace(record, forms=(replace(record.forms[0], form=Form.REGIONAL_COUNCIL, on=PartialDate(2024)),)),
    lambda record, _: replace(record, forms=(replace(record.forms[0], form=Form.KO, on=PartialDate(2017)),)),
)  # fmt: skip


def with_records(raw: Raw, register: Register) -> Raw:
    """The plain records, and those of the register that are not among them."""
    kinds = {kind: dict(records) for kind, records in raw.kinds.items()}
    for each in fields(register):
        own = kinds.setdefault(each.name, {})
        for record_id, record in getattr(register, each.name).items():
            if record_id not in own:
                own[record_id] = _filled(plain(record))
    return Raw(kinds)


def plain(value: Any) -> Any:
    """A record as text, lists and dicts; what is not set is left out."""
    if isinstance(value, PartialDate):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        told = {f.name: plain(getattr(value, f.name)) for f in fields(value)}
        return {key: each for key, each in told.items() if each not in (None, [], "", {})}
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return f"{value:g}" if value < 100_000 else str(int(value))
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    return value


@cache
def law() -> Raw:
    """The rules of law and the forms as they stand in the files."""
    return _raw(sorted((CONTENT / "legal_forms").glob("*.yaml")))


def rules() -> dict[str, Record]:
    """The rules of law."""
    return law().of("rules")


def legal_forms() -> dict[str, Record]:
    """Where the law has each form."""
    return law().of("legal_forms")


@cache
def form_names() -> dict[tuple[str, str], str]:
    """Written form and what a form is called, folded -> the form."""
    found = {}
    for form in _loaded(CONTENT / "lexicon" / "forms.yaml"):
        for language in ("nb", "nn"):
            name, short = _text(form["name"])[language], _text(form["short"])[language]
            found[language, name.casefold()] = form["form"]
            found[language, f"{name} ({short})".casefold()] = form["form"]
    return found


def _loaded(path: Path) -> Any:
    # everything stays text: the base loader makes nothing of what it reads
    return yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CBaseLoader", yaml.BaseLoader))


def _raw(paths: Iterable[Path]) -> Raw:
    kinds: dict[str, dict[str, Record]] = {}
    for path in paths:
        for kind, records in _loaded(path).items():
            for record in records if isinstance(records, list) else ():
                if isinstance(record, dict) and "id" in record:
                    kinds.setdefault(kind, {})[record["id"]] = _filled(record)
    return Raw(kinds)


def _filled(value: Any, key: str = "") -> Any:
    """With short ways of writing written out: a cite in one line, a participant that is just an id, a text for both."""
    if key == "participants":
        return [_filled({"municipality": each} if isinstance(each, str) else each) for each in value]
    if key == "cites":
        return [_cite(each) for each in value]
    if isinstance(value, dict):
        return {k: _cite(v) if k == "cite" else _filled(v, k) for k, v in value.items()}
    if isinstance(value, list):
        return [_filled(each) for each in value]
    return _text(value) if key in _TEXTS else value


def _cite(value: Any) -> Record:
    if isinstance(value, str):
        source, place, *lines = (part.strip() for part in value.split("|"))
        return {"source": source, "place": place, **({"lines": lines[0]} if lines else {})}
    return {key: _text(each) if key == "via" else each for key, each in value.items()}


def _text(value: Any) -> Any:
    return {"nb": value, "nn": value} if isinstance(value, str) else value
