"""The law texts that tests read: small excerpts beside the tests, and the whole acts where they are at hand."""

from __future__ import annotations

from pathlib import Path

from knowledge.sources.law_text import ActText, ItemText, ParagraphText
from knowledge.sources.lovdata import read_document
from tests.support import skip_or_fail

DATA = Path(__file__).parent / "data"
SHARED = Path(__file__).parents[3] / "shared"
PACK = tuple(
    SHARED / "law" / name
    for name in ("kommuneloven.md", "iks-loven.md", "plan-og-bygningsloven-kap9.md", "forvaltningsloven-utdrag.md")
)
WHOLE = SHARED / "specs" / "lovdata" / "gjeldende-lover" / "nl"
KOML_2018 = SHARED / "law" / "lovdata-xml" / "nl-20180622-083.xml"
KOML, IKS, FVL = "lov/2018-06-22-83", "lov/1999-01-29-6", "lov/1967-02-10"


def excerpt(name: str) -> ActText:
    """An act of ``tests/law/data``."""
    return read_document(name, (DATA / name).read_bytes())


def whole(path: Path) -> ActText:
    """An act of the law pack."""
    require_pack()
    return read_document(path.name, path.read_bytes())


def require_pack() -> None:
    """Go on only where the law pack lies beside the repository."""
    if not SHARED.is_dir():
        skip_or_fail("the law pack is not beside this clone")


def held(act: ActText, number: str) -> ParagraphText:
    """A paragraph that must be there."""
    found = act.paragraph(number)
    assert found is not None, f"§ {number} is not in {act.id}"
    return found


def markers(items: tuple[ItemText, ...]) -> str:
    """The letters or numbers of a list in one string."""
    return " ".join(item.marker for item in items)
