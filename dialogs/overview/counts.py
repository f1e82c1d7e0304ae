"""What there is, in numbers: by standing, by kind of form, by field. Small pictures of the same are drawn from these."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from dialogs.handlers.common import STATUS_LABELS, begun
from dialogs.overview.asked import Asked
from dialogs.overview.digest import ORDER, Sums
from dialogs.overview.filters import KIND
from dialogs.overview.forms import KINDS, standing_of
from knowledge.model import Status

_FIELDS = 8
"""So many fields are drawn; the others stand among the filters."""


def by_form(asked: Asked, sums: Sums) -> list[dict[str, Any]]:
    """Each kind of form with how many there are, and the address of these alone. It is the key to the marks too."""
    return [
        {
            "kind": key,
            "letter": kind.letter,
            "name": begun(kind.name.in_(asked.language)),
            "count": sums.kind[key],
            "href": asked.here(asked.filters.but(form=f"{KIND}{key}")),
        }
        for key, kind in KINDS.items()
        if sums.kind[key]
    ]


def by_status(asked: Asked, sums: Sums) -> list[dict[str, Any]]:
    """Each status with how many there are."""
    most = max(sums.status.values(), default=1)
    return [
        {
            "name": begun(STATUS_LABELS[status].in_(asked.language)),
            "count": sums.status[status],
            "parts": parts({status: sums.status[status]}, most),
            "href": asked.here(asked.filters.but(status=status.value)),
        }
        for status in ORDER
        if sums.status[status]
    ]


def by_field(asked: Asked, sums: Sums) -> list[dict[str, Any]]:
    """The fields with the most cooperations, those below a field counted with it."""
    register = asked.knowledge.register
    totals = {field: counted.total() for field, counted in sums.fields.items()}
    most = max(totals.values(), default=1)
    return [
        {
            "name": begun(register.fields[field].name.in_(asked.language)),
            "count": totals[field],
            "parts": parts(sums.fields[field], most),
            "href": asked.here(asked.filters.but(field=field)),
        }
        for field in sorted(totals, key=lambda f: -totals[f])[:_FIELDS]
    ]


def parts(counts: Mapping[Status, int], most: int) -> list[dict[str, Any]]:
    """A bar of what there is, what may come and what does not, where ``most`` fills it; in hundredths of its length."""
    sums = Counter[str]()
    for status, count in counts.items():
        sums[standing_of(status)] += count
    found, start = [], 0.0
    for standing in ("now", "maybe", "gone"):
        length = round(100 * sums[standing] / most, 2)
        if length:
            found.append({"standing": standing, "x": round(start, 2), "length": length})
        start += length
    return found
