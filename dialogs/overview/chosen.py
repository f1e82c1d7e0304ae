"""The filters as they are offered to a reader, and those that are chosen."""

from __future__ import annotations

from typing import Any

from dialogs.handlers.common import STATUS_LABELS, begun
from dialogs.overview.asked import Asked
from dialogs.overview.digest import years
from dialogs.overview.filters import COUNTY, EXISTS, KIND
from dialogs.overview.forms import KINDS
from knowledge.cooperations import by_status
from knowledge.model import Text

_NAMES = {
    "region": Text("Region eller fylke", "Region eller fylke"),
    "field": Text("Fagområde", "Fagområde"),
    "form": Text("Samarbeidsform", "Samarbeidsform"),
    "status": Text("Status", "Status"),
    "year": Text("År", "År"),
}
_ALL = {
    "region": Text("Hele landet", "Heile landet"),
    "field": Text("Alle fagområder", "Alle fagområde"),
    "form": Text("Alle former", "Alle former"),
    "status": Text("Alle", "Alle"),
    "year": Text("Alle år", "Alle år"),
}
_KINDS, _FORMS = Text("Slag", "Slag"), Text("Former", "Former")
_REGIONS, _COUNTIES = Text("Regioner", "Regionar"), Text("Fylker", "Fylke")
_EXISTS = Text("vedtatt eller i drift", "vedteke eller i drift")
_SEARCHED = Text("Navn med", "Namn med")

Options = list[tuple[str, str]]


def offered(asked: Asked) -> list[dict[str, Any]]:
    """Each filter with its options, in groups, and the one that is chosen."""
    language, now = asked.language, asked.filters.query()
    return [
        {
            "id": name,
            "label": label.in_(language),
            "all": _ALL[name].in_(language),
            "now": now.get(name, ""),
            "groups": [(group.in_(language) if group else "", options) for group, options in _groups(asked, name)],
        }
        for name, label in _NAMES.items()
    ]


def chosen(asked: Asked) -> list[dict[str, str]]:
    """What is narrowed by, each with the address of the page without it."""
    language, said = asked.language, []
    for name, value in asked.filters.query().items():
        label = _NAMES.get(name, _SEARCHED).in_(language)
        known = {v: title for _, options in _groups(asked, name) for v, title in options}
        without = asked.here(asked.filters.but(**{name: ""}))
        said.append({"label": label, "value": known.get(value, value), "without": without})
    return said


def _groups(asked: Asked, name: str) -> list[tuple[Text | None, Options]]:
    known, language = asked.knowledge, asked.language
    register = known.register
    match name:
        case "region":
            regions = sorted((r.name.in_(language), r.id) for r in register.regions.values())
            counties = sorted({m.county for m in register.municipalities.values()})
            return [(_REGIONS, [(i, name) for name, i in regions]), (_COUNTIES, [(f"{COUNTY}{c}", c) for c in counties])]
        case "field":
            return [(None, sorted(((f.id, begun(f.name.in_(language))) for f in register.fields.values()), key=lambda o: o[1]))]
        case "form":
            told = [f for f in known.language.forms.values() if f.form.value in known.by_form]
            kinds = [
                (KIND + key, f"{kind.letter} – {begun(kind.name.in_(language))}")
                for key, kind in KINDS.items()
                if not kind.forms or any(f.form in kind.forms for f in told)
            ]
            forms = [(f.form.value, begun(f.name.in_(language))) for f in told]
            return [(_KINDS, kinds), (_FORMS, forms)]
        case "status":
            ordered = [s for s in STATUS_LABELS if s in by_status(known)]
            return [(None, [(EXISTS, begun(_EXISTS.in_(language))), *((s.value, _status(asked, s)) for s in ordered)])]
        case "year":
            return [(None, [(str(year), str(year)) for year in years(known)])]
    return []


def _status(asked: Asked, status: Any) -> str:
    return begun(STATUS_LABELS[status].in_(asked.language))
