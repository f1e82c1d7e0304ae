"""A whole document: ``extract(document, vocabulary)``.

Pure and deterministic; what is not there stays empty.
"""

from __future__ import annotations

from dataclasses import replace

from knowledge.documents import Document, Draft, Extraction
from knowledge.extraction import overview, prose
from knowledge.extraction.cases import kind_of, segments
from knowledge.extraction.context import Head, head_of
from knowledge.extraction.drafts import drafts_of
from knowledge.extraction.gang import Gang
from knowledge.extraction.holes import mended
from knowledge.extraction.lines import joined, lines_of
from knowledge.extraction.paragraphs import paragraphs
from knowledge.extraction.places import Places
from knowledge.extraction.reading import read_case
from knowledge.extraction.relevance import between, density, spoken
from knowledge.extraction.vocabulary import Vocabulary


def extract(document: Document, vocabulary: Vocabulary) -> Extraction:
    """The cases on cooperation between municipalities that a document holds, as drafts, one for each body that treats them."""
    read = lines_of(document)
    if not read.read:
        return Extraction((), "not_cooperation")
    whole = joined([*read.furniture[:20], *read.read])
    places = Places(whole, vocabulary)
    kind = kind_of([*read.read[:40], *read.furniture[:5]])
    read = replace(read, read=mended(read.read))
    preamble, parted = segments(read.read)
    head_lines = (*preamble, *read.furniture[:5]) if preamble else read.furniture[:5]
    context = head_of(head_lines, Gang(), places, kind in ("minutes", "call")) if head_lines else Head()
    cases = [read_case(segment, context, places, kind) for segment in parted]
    drafts: list[Draft] = []
    worded = any(case.treated.proposals or case.treated.treatments for case in cases)
    over = not kind and not worded and any(True for _ in overview.rows(paragraphs(read.read), places))
    structured = not over and (bool(kind) or any(case.structured for case in cases))
    for case in cases if structured else ():
        drafts.extend(drafts_of(case, places, vocabulary, whole) or ())
    if not structured or not (drafts or kind):
        drafts.extend(prose.drafts(read.read, places, vocabulary))
    if drafts:
        return Extraction(tuple(drafts))
    return Extraction((), "no_case" if not structured and _on_cooperation(whole, places) else "not_cooperation")


def _on_cooperation(text: str, places: Places) -> bool:
    found = density(text)
    if found + between(text[:1500].replace("\n", " "), places) >= 2 and between(text[:600].replace("\n", " "), places):
        return True
    if between(text[:600].replace("\n", " "), places, 1) and len(places.ids(text[:1500])) > 1:
        return True
    return (found >= 3 and found * 400 >= len(text.split())) or spoken(text[:400])
