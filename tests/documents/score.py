"""How well documents are read: ``python -m tests.documents.score open [--verbose]``.

Each document is read from bytes by the reader of the product where it is rendered, and as pages where it is text. The
drafts are paired with the gold; per field, precision is how many of the filled values are right, and recall how many of
the gold's are found.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from knowledge import shipped
from knowledge.documents import Document, Extraction, Page
from knowledge.extraction.vocabulary import Vocabulary
from knowledge.extraction.whole import extract
from knowledge.sources.documents.reading import read
from tests.documents import compare, gold
from tests.documents.gold import SCORED, Draft, Item

PRECISION, RECALL = 0.95, 0.85


@dataclass(frozen=True)
class Fault:
    """One value that is wrong, missing or too much."""

    document: str
    draft: str
    field: str
    read: str
    gold: str


@dataclass
class Tally:
    """The counts of a set."""

    filled: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)

    def precision(self, name: str) -> float:
        """Of the values that were filled, how many are right; 1 when none was."""
        return self.right[name] / self.filled[name] if self.filled[name] else 1.0

    def recall(self, name: str) -> float:
        """Of the values in the gold, how many were found; 1 when there are none."""
        return self.found[name] / self.wanted[name] if self.wanted[name] else 1.0

    def below(self) -> list[str]:
        """The names that miss a bar."""
        names = (*SCORED, "drafts", "about cooperation")
        return [name for name in names if self.precision(name) < PRECISION or self.recall(name) < RECALL]

    def table(self) -> str:
        """All counts as a table."""
        lines = [f"{'':18}{'precision':>10}{'recall':>8}{'filled':>8}{'gold':>6}"]
        for name in (*SCORED, "drafts", "about cooperation"):
            mark = "  <" if name in self.below() else ""
            figures = f"{self.precision(name):10.3f}{self.recall(name):8.3f}{self.filled[name]:8}{self.wanted[name]:6}"
            lines.append(f"{name:18}{figures}{mark}")
        return "\n".join(lines)

    def worst(self) -> list[tuple[str, int]]:
        """Documents by how many faults they have."""
        return Counter(fault.document for fault in self.faults).most_common()


Extractor = Callable[[Document], Extraction]


def product() -> Extractor:
    """The extractor that ships, with the words of the register that ships."""
    return partial(extract, vocabulary=Vocabulary.of(shipped.load()))


def pages(text: str, name: str) -> Document:
    """A document of text, a page for each form feed."""
    return Document(name, "text", tuple(Page(at, page.strip("\n") + "\n") for at, page in enumerate(text.split("\f"), 1)))


def score(which: str) -> Tally:
    """Read every document of a set in every kind that it is rendered to."""
    extracted = product()
    tally = Tally()
    for item in gold.items(which):
        for kind in item.render:
            document = pages(item.text(), item.name) if kind == "text" else read(f"{item.name}.{kind}", item.bytes_of(kind))
            count(tally, item, f"{item.name}.{kind}", extracted(document))
    return tally


def count(tally: Tally, item: Item, label: str, extraction: Extraction) -> None:
    """Hold what was read against the gold of a document."""
    drafts = [compare.plain(draft) for draft in extraction.drafts]
    about = bool(drafts) or extraction.why_none == "no_case"
    _one(
        tally,
        "about cooperation",
        Fault(label, "", "about cooperation", str(about), str(item.about_cooperation)),
        about == item.about_cooperation,
    )
    paired = dict(compare.pair(drafts, item.drafts))
    tally.filled["drafts"] += len(drafts)
    tally.wanted["drafts"] += len(item.drafts)
    tally.right["drafts"] += len(paired)
    tally.found["drafts"] += len(paired)
    for at, draft in enumerate(drafts):
        wanted = item.drafts[paired[at]] if at in paired else {}
        _fields(tally, label, draft, wanted)
    for at, wanted in enumerate(item.drafts):
        if at not in paired.values():
            _fields(tally, label, {}, wanted)


def _one(tally: Tally, name: str, fault: Fault, right: bool) -> None:
    tally.filled[name] += 1
    tally.wanted[name] += 1
    tally.right[name] += right
    tally.found[name] += right
    if not right:
        tally.faults.append(fault)


def _fields(tally: Tally, label: str, read: Draft, wanted: Draft) -> None:
    said = (
        f"{wanted.get('municipality', '?')} {wanted.get('body', '?')} {wanted.get('case_number', '')}"
        if wanted
        else "no such draft"
    )
    for name in SCORED:
        got, want, may = (compare.values(draft, name) for draft in (read, wanted, wanted.get("either", {})))
        counted = [one for one in got if not any(compare.same(name, one, other) for other in may)]
        right = [one for one in counted if any(compare.same(name, one, other) for other in want)]
        found = [one for one in want if any(compare.same(name, one, other) for other in got)]
        tally.filled[name] += len(counted)
        tally.right[name] += len(right)
        tally.wanted[name] += len(want)
        tally.found[name] += len(found)
        if len(right) < len(counted) or len(found) < len(want):
            tally.faults.append(Fault(label, said, name, " | ".join(got), " | ".join(want)))


def report(tally: Tally, verbose: bool) -> Iterator[str]:
    """The table; with ``verbose`` every fault too, the worst documents first."""
    yield tally.table()
    if verbose:
        by_document: dict[str, list[Fault]] = {}
        for fault in tally.faults:
            by_document.setdefault(fault.document, []).append(fault)
        for name, faults in tally.worst():
            yield f"\n{name}: {faults}"
            yield from (f"  [{f.draft}] {f.field}\n    read {f.read!r}\n    gold {f.gold!r}" for f in by_document[name])


def main(arguments: list[str]) -> int:
    """Print the table of each set that is named; 1 when a bar is missed."""
    below: Mapping[str, Any] = {}
    for which in [argument for argument in arguments if not argument.startswith("-")] or ["open"]:
        tally = score(which)
        print(f"# {which}: {len(gold.items(which))} documents")
        print("\n".join(report(tally, "--verbose" in arguments)))
        below = {**below, which: tally.below()}
    return int(any(below.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
