"""Times put in order: medians, 95th percentiles, ratios and a table of them."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Times:
    """Seconds, by kind of question."""

    by_kind: dict[str, list[float]] = field(default_factory=dict)

    def add(self, kind: str, seconds: float) -> None:
        """Keep one measurement."""
        self.by_kind.setdefault(kind, []).append(seconds)

    def all(self) -> list[float]:
        """Every measurement, whatever its kind."""
        return [seconds for group in self.by_kind.values() for seconds in group]

    def summary(self) -> dict[str, dict[str, float]]:
        """Median and 95th percentile in milliseconds, of each kind and of all together."""
        return {kind: milliseconds(group) for kind, group in {**self.by_kind, "all": self.all()}.items() if group}

    def median(self, *kinds: str) -> float:
        """The median of these kinds together, or of all, in seconds."""
        return statistics.median([seconds for kind in kinds for seconds in self.by_kind[kind]] if kinds else self.all())


def milliseconds(seconds: Sequence[float]) -> dict[str, float]:
    """Median and 95th percentile."""
    ordered = sorted(seconds)
    return {
        "median_ms": round(statistics.median(ordered) * 1000, 3),
        "p95_ms": round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))] * 1000, 3),
    }


def table(title: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table in plain text; the first column is left-aligned."""
    lines = [[str(cell) for cell in row] for row in (head, *rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    written = (
        "  ".join([line[0].ljust(widths[0]), *(cell.rjust(w) for cell, w in zip(line[1:], widths[1:], strict=True))])
        for line in lines
    )
    return "\n".join((f"\n{title}", *written))


def by_kind(title: str, columns: Mapping[str, Times]) -> str:
    """A table with a row for each kind and, for each column, median and 95th percentile in milliseconds."""
    summaries = {name: times.summary() for name, times in columns.items()}
    kinds = next(iter(summaries.values())).keys()
    rows = [(kind, *(f"{s[kind]['median_ms']:.2f} / {s[kind]['p95_ms']:.2f}" for s in summaries.values())) for kind in kinds]
    return table(f"{title}  (median / p95, ms)", ("kind", *summaries), rows)
