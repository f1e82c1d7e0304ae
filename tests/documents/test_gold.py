"""The gold can be trusted in its form: ids, dates, verbatim texts, no orphan files; and the documents are as varied as asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.documents import gold
from tests.documents.gold import HERE, SETS, Item

ITEMS = [item for which in SETS for item in gold.items(which)]


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: f"{item.set}/{item.name}")
def test_gold_is_sound(item: Item) -> None:
    """Every id exists, every date is one, and every text of the gold stands in its document."""
    assert gold.faults(item) == []


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("municipality", "atlantis", "no municipality atlantis"),
        ("participants", ("sel", "sel"), "a participant stands twice"),
        ("field", "romfart", "no field romfart"),
        ("form", "aksjeskap", "no form aksjeskap"),
        ("meeting_date", "2024-13", "month must be in 1..12"),
        ("body", "Kommunestyret", "body Kommunestyret is not in lower case"),
        ("case_number", "999/99", "case_number is not in the document: 999/99"),
        ("title", "En helt annen sak", "title is not in the document: En helt annen sak"),
        ("outcome", "proposed", "a decision, but only proposed"),
    ],
)
def test_faults_in_gold_are_found(field: str, value: object, fault: str) -> None:
    """A slip of the annotator's pen is told with the number of the draft."""
    item = next(item for item in ITEMS if len(item.drafts) == 1 and item.drafts[0].get("decision"))
    slipped = replace(item, drafts=({**item.drafts[0], field: value},))

    assert [found for found in gold.faults(slipped) if fault in found] != []
    assert gold.faults(item) == []


@pytest.mark.parametrize("which", SETS)
def test_every_document_has_gold_and_the_other_way(which: str) -> None:
    """No file stands alone: as many documents as gold files, under the same names."""
    documents = sorted(path.stem for suffix in ("txt", "desc") for path in (HERE / which).glob(f"*.{suffix}"))

    assert documents == sorted(path.stem for path in (HERE / which).glob("*.yaml"))
    assert [path.name for path in (HERE / which).iterdir() if path.suffix not in (".txt", ".desc", ".yaml")] == []


@pytest.mark.parametrize(
    ("which", "least", "others"),
    [("open", 36, 8), ("heldout", 26, 6), ("second", 30, 8), ("third", 30, 8), ("fourth", 36, 9), ("fifth", 28, 7)],
)
def test_sets_are_large_and_mixed(which: str, least: int, others: int) -> None:
    """Each set has as many documents as agreed, about half of them in nynorsk, and enough that are not about cooperation."""
    items = gold.items(which)
    nynorsk = sum(item.language == "nn" for item in items) / len(items)

    assert len(items) >= least
    assert sum(not item.about_cooperation for item in items) >= others
    assert 0.4 <= nynorsk <= 0.6, f"nn {nynorsk:.0%}, nb {1 - nynorsk:.0%}"
    assert {kind for item in items for kind in item.render} == set(gold.KINDS)


@pytest.mark.parametrize(
    ("item", "kind"),
    [pytest.param(item, kind, id=f"{item.set}/{item.name}.{kind}") for item in ITEMS for kind in item.render if kind != "text"],
)
def test_documents_render_the_same_each_time(item: Item, kind: str) -> None:
    """A file of each kind begins as such files do; the same words come out of a PDF as went in."""
    data = item.bytes_of(kind)

    assert data.startswith({"pdf": b"%PDF", "docx": b"PK", "html": b"<!DOCTYPE html>"}[kind])
    if kind == "pdf":
        assert data == item.bytes_of(kind)
