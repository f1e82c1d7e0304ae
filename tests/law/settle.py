"""Rewrites «gap» in the table, the false premises and the guide's items from a run: `python -m tests.law.settle`.

Only the lines of gaps are touched: an item that fails gets one that tells its faults, one that is kept loses its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from knowledge.model import LANGUAGES, Language
from tests.law import test_false_premises, test_table
from tests.understanding import test_needs

_ITEM = re.compile(r"(?m)^(?=- )")
_GAP = re.compile(r"(?m)^  gap: .*\n")
_LONGEST = 160


def rewritten(text: str, gaps: Sequence[str]) -> str:
    """A file's text with the gap of each of its items, in order, as YAML; empty for an item without."""
    head, *items = _ITEM.split(text)
    assert len(items) == len(gaps), f"{len(items)} items, but {len(gaps)} were run"
    found = [head]
    for item, gap in zip(items, gaps, strict=True):
        first, _, rest = _GAP.sub("", item).partition("\n")
        found.append("\n".join((first, *([f"  gap: {gap}"] if gap else []), rest)))
    return "".join(found)


def why(faults: Iterable[str]) -> str:
    """The faults as one line of YAML, the long ones cut; empty for none."""
    told = [fault if len(fault) <= _LONGEST else f"{fault[:_LONGEST]}…" for fault in faults]
    return json.dumps("; ".join(told), ensure_ascii=False) if told else ""


def _of_table() -> Mapping[Path, list[str]]:
    found: dict[Path, list[str]] = {}
    for cell in test_table.cells():
        told: dict[Language, str] = {form: why(test_table.outcomes()[cell.form, cell.number, form]) for form in LANGUAGES}
        flow = ", ".join(f"{form}: {gap}" for form, gap in told.items() if gap)
        found.setdefault(test_table.TABLE / f"{cell.form}.yaml", []).append(f"{{{flow}}}" if flow else "")
    return found


def _of_guide() -> list[str]:
    return [why(test_needs.faults(kind, item)) for kind in test_needs.KINDS for item in test_needs.items()[kind]]


def main() -> None:
    """Run all, and put every gap right."""
    premises = [why(test_false_premises.outcomes()[item["id"]]) for item in test_false_premises.items()]
    for path, gaps in {**_of_table(), test_false_premises.FILE: premises, test_needs.FILE: _of_guide()}.items():
        text = path.read_text(encoding="utf-8")
        path.write_text(rewritten(text, gaps), encoding="utf-8")
        print(f"{path.stem}: {sum(not gap for gap in gaps)} of {len(gaps)} are kept.")


if __name__ == "__main__":
    main()
