"""Recommendations that a report quotes from the papers to a council: a draft for each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.documents import Draft, Evidence, Sure
from knowledge.extraction import bodies, numbers, services, subject
from knowledge.extraction.evidence import quote
from knowledge.extraction.heading_words import Part
from knowledge.extraction.headings import heading
from knowledge.extraction.lines import Line, joined
from knowledge.extraction.paragraphs import Paragraph, line_of, sentences
from knowledge.extraction.parties import host, parties
from knowledge.extraction.places import Places
from knowledge.extraction.treatments import unquoted
from knowledge.extraction.vocabulary import Vocabulary
from knowledge.model import Outcome, PartialDate

_PAPERS = re.compile(r"\b(?:sakspapir\w*|saksframlegg\w*|saksfremlegg\w*|saksdokument\w*)\b", re.I)
_ABOUT = re.compile(
    r"^(?:\d+(?:\.\d+)*\s+)?(?:vurdering\w*|omtale|utredning\w*|utgreiing\w*) (?:knyttet til|knytt til|av|om)\s+", re.I
)


@dataclass(frozen=True, slots=True)
class _Source:
    """A council's papers that a report quotes from."""

    municipality: str
    body: str
    date: PartialDate | None
    number: str | None
    sentence: str
    line: Line
    at: int
    about: str
    """The headings above, which tell whom it is between."""


def recommended(parted: Sequence[Paragraph], places: Places, vocabulary: Vocabulary) -> Iterator[Draft]:
    """A draft for each recommendation that is quoted from the papers to a council."""
    source: _Source | None = None
    title: Paragraph | None = None
    begun = 0
    above = ""
    for at, paragraph in enumerate(parted):
        head = heading(paragraph.text) if len(paragraph.lines) == 1 else None
        if head is not None and head.part is Part.PROPOSAL and source is not None and at + 1 < len(parted):
            draft = _recommended(source, title, parted, begun, at, places, vocabulary)
            if draft is not None:
                yield draft
            continue
        if paragraph.heading and _ABOUT.match(paragraph.text) and re.search(r"samarbeid|vertskommun", paragraph.text, re.I):
            title, begun = paragraph, at
        elif paragraph.heading and re.match(r"\d+(?:\.\d+)* ", paragraph.text):
            title, source, begun = None, None, at
        above = paragraph.text if paragraph.heading else above
        source = _source(paragraph, at, above, places) or source


def _source(paragraph: Paragraph, at: int, above: str, places: Places) -> _Source | None:
    for sentence in sentences(paragraph.text.replace("\n", " ")):
        if not _PAPERS.search(sentence):
            continue
        body = bodies.body_in(sentence)
        named = places.in_text(sentence)
        number = next((found.value for found in numbers.case_numbers(sentence)), None)
        date = numbers.date_in(sentence)
        after = [one for one, mention in named if mention.kommune]
        if body and after and (number or date):
            return _Source(
                after[-1], body, date, number, sentence, line_of(paragraph, sentence), at, f"{above}\n{paragraph.text}"
            )
    return None


def _words(parted: Sequence[Paragraph], at: int) -> list[Line]:
    """The lines of the recommendation below its head: a quotation to its end, else a paragraph."""
    words: list[Line] = []
    for paragraph in parted[at + 1 : at + 12]:
        if paragraph.heading and words:
            break
        words.extend(paragraph.lines)
        if words[0].text[:1] in '«"“' and paragraph.text.rstrip(" .")[-1:] in '»"”':
            break
        if words[0].text[:1] not in '«"“' and paragraph.text.endswith("."):
            break
    return words


def _recommended(
    source: _Source,
    title: Paragraph | None,
    parted: Sequence[Paragraph],
    begun: int,
    at: int,
    places: Places,
    vocabulary: Vocabulary,
) -> Draft | None:
    words = _words(parted, at)
    if not words:
        return None
    text = unquoted(joined([Line(line.text, line.page) for line in words]))
    name = _ABOUT.sub("", title.text) if title else None
    name = name[:1].upper() + name[1:] if name else None
    about = "\n".join(p.text for p in parted[max(begun, at - 80) : at + 1])
    named = parties([text, *([name] if name else [])], about, places, source.municipality)
    if not set(named.ids) - {source.municipality}:
        named = parties([], source.about, places, source.municipality)
    hosted = host([text], about, places)
    form = subject.form_of([text, name or ""], about)
    field = services.field_of([text, name or ""], vocabulary)
    said = Evidence(quote(source.sentence), source.line.page, Sure.LIKELY)
    own = Evidence(quote(text), words[0].page, Sure.CERTAIN)
    found = {"municipality": said, "body": said, "proposal": own, "participants": own}
    found |= {key: said for key, value in (("meeting_date", source.date), ("case_number", source.number)) if value}
    found |= {key: own for key, value in (("form", form), ("field", field)) if value}
    if title and name:
        found["title"] = Evidence(quote(title.text), title.lines[0].page, Sure.LIKELY)
    if hosted:
        found["host"] = Evidence(quote(hosted[1]), words[0].page, Sure.UNSURE)
    ids = named.ids or (source.municipality,)
    return Draft(
        municipality=source.municipality, body=source.body, meeting_date=source.date, case_number=source.number, title=name,
        field=field, participants=ids, host=hosted[0] if hosted else None, form=form, proposal=text, outcome=Outcome.PROPOSED,
        evidence=found,
    )  # fmt: skip
