"""Reports that tell of cases in prose: decisions that sentences retell, and recommendations quoted from other papers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.documents import Draft, Evidence, Sure
from knowledge.extraction import bodies, numbers, subject, votes
from knowledge.extraction.evidence import quote
from knowledge.extraction.headings import Part, heading
from knowledge.extraction.lines import Line, is_point, joined
from knowledge.extraction.paragraphs import Paragraph, notes, paragraphs, sentences
from knowledge.extraction.parties import host, parties
from knowledge.extraction.places import Places
from knowledge.extraction.relevance import density
from knowledge.extraction.retold import Retold, retold
from knowledge.extraction.treatments import unquoted
from knowledge.extraction.vocabulary import Vocabulary
from knowledge.model import Outcome, PartialDate

_REACH = 12
"""How many paragraphs may lie between decisions on the same matter."""
_PAPERS = re.compile(r"\b(?:sakspapir\w*|saksframlegg\w*|saksfremlegg\w*|saksdokument\w*)\b", re.I)
_ABOUT = re.compile(r"^(?:\d+(?:\.\d+)*\s+)?(?:vurdering\w*|omtale|utredning\w*|utgreiing\w*) (?:knyttet til|knytt til|av|om)\s+", re.I)


def drafts(lines: Sequence[Line], places: Places, vocabulary: Vocabulary) -> list[Draft]:
    """The drafts of all decisions that are retold, and of recommendations that are quoted from a council's papers."""
    parted = paragraphs(lines)
    marks = notes(lines)
    told: list[Retold] = []
    near: str | None = None
    for at, paragraph in enumerate(parted):
        if paragraph.heading:
            near = _only(paragraph.text, places) or (None if _PLAIN_HEAD.match(paragraph.text) else near)
            continue
        if re.match(r"\d{1,3}\s+(?:Kommunestyr|Formannskap)", paragraph.text):
            continue
        told.extend(_of_paragraph(parted, at, places, near, marks))
    found = [draft for group in _groups(_dated(told)) for draft in _drafts(group, parted, places, vocabulary)]
    return [*found, *_quoted(lines, parted, places, vocabulary)]


_PLAIN_HEAD = re.compile(r"[\w .–-]+$")


def _only(text: str, places: Places) -> str | None:
    """The municipality that a heading consists of."""
    bare = re.sub(r"^\d+(?:\.\d+)*\s+", "", text).strip()
    named = places.ids(f"i {re.sub(r' kommune$', '', bare)}")
    return named[0] if len(named) == 1 and len(bare.split()) <= 3 else None


def _of_paragraph(parted: Sequence[Paragraph], at: int, places: Places, near: str | None, marks: dict[str, object]) -> Iterator[Retold]:
    paragraph = parted[at]
    parts = list(sentences(paragraph.text.replace("\n", " ")))
    for number, sentence in enumerate(parts):
        for one in retold(sentence, _line(paragraph, sentence), at, places, near, marks):  # type: ignore[arg-type]
            if not (one.date or one.number or one.note or one.month):
                continue
            following = parts[number + 1] if number + 1 < len(parts) else ""
            if one.vote is None and re.match(r"(?:vedtaket|det|saken|saka)\b", following, re.I) and len(following) < 120:
                one = replace(one, vote=votes.vote_in(following))
            if sentence.rstrip().endswith(":"):
                one = _with_list(one, parted, at)
            yield one


def _line(paragraph: Paragraph, sentence: str) -> Line:
    return next((line for line in paragraph.lines if sentence[:18] in line.text), paragraph.lines[0])


def _with_list(one: Retold, parted: Sequence[Paragraph], at: int) -> Retold:
    """The decision with the points that follow its sentence."""
    taken: list[Line] = []
    for paragraph in parted[at + 1 : at + 40]:
        if paragraph.heading or not (is_point(paragraph.text) or (not taken and paragraph.text[:1] in "«\"")):
            break
        taken.extend(paragraph.lines)
        if paragraph.text.rstrip()[-1:] in "»\"”":
            break
    if not taken:
        return one
    text = unquoted(joined([Line(line.text, line.page) for line in taken]).strip())
    return replace(one, decision=re.sub(r"(?<=\.)[\"”»]\s*\Z", "", text), decision_line=taken[0], outcome=one.outcome if one.outcome is not Outcome.NOTED else Outcome.ADOPTED)


def _dated(told: Sequence[Retold]) -> list[Retold]:
    """A month without its year has the year of the day that another tells for the same sentence."""
    found = []
    for one in told:
        if one.date is None and one.month is not None:
            year = next((o.date.year for o in told if o.sentence == one.sentence and o.date and o.date.month == one.month), None)
            one = replace(one, date=PartialDate(year, one.month)) if year else one
        if one.date or one.number:
            found.append(one)
    return found


def _groups(told: Sequence[Retold]) -> list[list[Retold]]:
    """Decisions near each other in the text are on the same matter; the same decision told twice is one."""
    groups: list[list[Retold]] = []
    for one in told:
        if groups and one.at - groups[-1][-1].at <= _REACH:
            groups[-1].append(one)
        else:
            groups.append([one])
    return [_merged(group) for group in groups]


def _merged(group: Sequence[Retold]) -> list[Retold]:
    found: list[Retold] = []
    for one in group:
        same = next((at for at, o in enumerate(found) if (o.municipality, o.body) == (one.municipality, one.body) and _agree(o, one)), None)
        if same is None:
            found.append(one)
        else:
            first = found[same]
            date = one.date if one.date and (not first.date or (one.date.day and not first.date.day)) else first.date
            found[same] = replace(first, number=first.number or one.number, date=date, vote=first.vote or one.vote, decision=first.decision or one.decision)
    return found


def _agree(one: Retold, other: Retold) -> bool:
    if one.number and other.number:
        return one.number == other.number
    if one.date and other.date:
        return (one.date.year, one.date.month) == (other.date.year, other.date.month) and (not one.date.day or not other.date.day or one.date.day == other.date.day)
    return True


def _drafts(group: Sequence[Retold], parted: Sequence[Paragraph], places: Places, vocabulary: Vocabulary) -> Iterator[Draft]:
    first, last = max(0, group[0].at - 6), group[-1].at + 4
    around = "\n".join(p.text for p in parted[first:last])
    texts = [text for one in group for text in (one.decision, one.title, one.sentence) if text]
    if density(" ".join(texts) + around) < 1:
        return
    councils = tuple(dict.fromkeys(one.municipality for one in group))
    titles = [one.title for one in group if one.title]
    for one in group:
        own = [text for text in (one.decision, one.title) if text]
        named = parties([*own, *titles, *(o.decision for o in group if o.decision), one.sentence], around, places, one.municipality)
        ids = tuple(dict.fromkeys((*named.ids, *councils))) if set(named.ids) - {one.municipality} or len(councils) > 1 else (one.municipality,)
        hosted = host([*own, *(o.decision for o in group if o.decision)], "", places)
        form = subject.form_of([*own, *texts], around)
        field = subject.field_of([*own, *titles, *texts, parted[max(0, group[0].at - 1)].text, around], vocabulary)
        yield _draft(one, ids, hosted, form, field, named.quote)


def _draft(one: Retold, ids: tuple[str, ...], hosted: tuple[str, str] | None, form: subject.Form | None, field: str | None, named: str) -> Draft:
    said = Evidence(quote(one.sentence), one.line.page, Sure.LIKELY)
    noted = Evidence(quote(one.note.text), one.note.line.page, Sure.LIKELY) if one.note else said
    found = {"municipality": said, "body": said, "outcome": said}
    if one.date:
        found["meeting_date"] = said if numbers.date_in(one.sentence) == one.date else noted
    if one.number:
        found["case_number"] = said if one.number in one.sentence else noted
    if one.title:
        found["title"] = noted
    if one.decision and one.decision_line:
        found["decision"] = Evidence(quote(one.decision), one.decision_line.page, Sure.LIKELY)
    for name, value in (("vote", one.vote), ("form", form), ("field", field)):
        if value:
            found[name] = said
    if hosted:
        found["host"] = Evidence(quote(hosted[1]), one.line.page, Sure.LIKELY)
    if ids:
        found["participants"] = Evidence(quote(named or one.sentence), one.line.page, Sure.LIKELY)
    return Draft(
        one.municipality, one.body, one.date, one.number, None, one.title, field, ids, hosted[0] if hosted else None, form, None, one.decision,
        one.vote, one.outcome, found,
    )  # fmt: skip


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


def _quoted(lines: Sequence[Line], parted: Sequence[Paragraph], places: Places, vocabulary: Vocabulary) -> Iterator[Draft]:
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
            return _Source(after[-1], body, date, number, sentence, _line(paragraph, sentence), at, f"{above}\n{paragraph.text}")
    return None


def _recommended(
    source: _Source, title: Paragraph | None, parted: Sequence[Paragraph], begun: int, at: int, places: Places, vocabulary: Vocabulary
) -> Draft | None:
    words: list[Line] = []
    for paragraph in parted[at + 1 : at + 12]:
        if paragraph.heading and words:
            break
        words.extend(paragraph.lines)
        if words[0].text[:1] in "«\"“" and paragraph.text.rstrip(" .")[-1:] in "»\"”":
            break
        if words[0].text[:1] not in "«\"“" and paragraph.text.endswith("."):
            break
    if not words:
        return None
    text = unquoted(joined([Line(line.text, line.page) for line in words]))
    name = _ABOUT.sub("", title.text) if title else None
    name = name[:1].upper() + name[1:] if name else None
    about = "\n".join(p.text for p in parted[begun : at + 1])
    named = parties([text, *([name] if name else [])], about, places, source.municipality)
    if not set(named.ids) - {source.municipality}:
        named = parties([], source.about, places, source.municipality)
    hosted = host([text], about, places)
    form = subject.form_of([text, name or ""], about)
    field = subject.field_of([text, name or ""], vocabulary)
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
        source.municipality, source.body, source.date, source.number, None, name, field, ids, hosted[0] if hosted else None, form, text, None, None,
        Outcome.PROPOSED, found,
    )  # fmt: skip
