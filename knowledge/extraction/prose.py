"""Reports that tell of cases in prose: decisions that sentences retell, and recommendations quoted from other papers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from knowledge.documents import Draft, Evidence, Sure
from knowledge.extraction import numbers, overview, services, subject, votes
from knowledge.extraction.evidence import quote
from knowledge.extraction.lines import Line, is_point, joined
from knowledge.extraction.paragraphs import Note, Paragraph, line_of, notes, paragraphs, sentences
from knowledge.extraction.parties import host, parties
from knowledge.extraction.places import Places
from knowledge.extraction.recommended import recommended
from knowledge.extraction.relevance import density
from knowledge.extraction.retold import Retold, outcome_of, retold
from knowledge.extraction.treatments import unquoted
from knowledge.extraction.vocabulary import Vocabulary
from knowledge.model import Form, Outcome, PartialDate

_MOST = 300
"""How many decisions are read; a report tells of fewer."""
_REACH = 12
"""How many paragraphs may lie between decisions on the same matter."""


def drafts(lines: Sequence[Line], places: Places, vocabulary: Vocabulary) -> list[Draft]:
    """The drafts of all decisions that are retold, and of recommendations that are quoted from a council's papers."""
    parted = paragraphs(lines)
    marks = notes(lines)
    told: list[Retold] = list(islice(overview.rows(parted, places), _MOST))
    near: str | None = None
    for at, paragraph in enumerate(parted):
        if paragraph.heading:
            near = _only(paragraph.text, places) or (None if _PLAIN_HEAD.match(paragraph.text) else near)
            continue
        if re.match(r"\d{1,3}\s+(?:Kommunestyr|Formannskap)", paragraph.text):
            continue
        if len(told) < _MOST:
            told.extend(_of_paragraph(parted, at, places, near, marks))
    found = [draft for group in _groups(_dated(told), parted, places) for draft in _drafts(group, parted, places, vocabulary)]
    return [*found, *recommended(parted, places, vocabulary)]


_PLAIN_HEAD = re.compile(r"[\w .–-]+$")


def _only(text: str, places: Places) -> str | None:
    """The municipality that a heading consists of."""
    bare = re.sub(r"^\d+(?:\.\d+)*\s+", "", text).strip()
    named = places.ids(f"i {re.sub(r' kommune$', '', bare)}")
    return named[0] if len(named) == 1 and len(bare.split()) <= 3 else None


def _of_paragraph(
    parted: Sequence[Paragraph], at: int, places: Places, near: str | None, marks: dict[str, Note]
) -> Iterator[Retold]:
    paragraph = parted[at]
    parts = list(islice(sentences(paragraph.text.replace("\n", " ")), _MOST))
    handled = ""
    for number, sentence in enumerate(parts):
        told = [r for r in retold(sentence, line_of(paragraph, sentence), at, places, near, marks) if _placed(r)]
        if not told and handled and outcome_of(sentence):
            joint = f"{handled} {sentence}"
            told = [r for r in retold(joint, line_of(paragraph, handled), at, places, near, marks) if _placed(r)]
        handled = "" if told else _handled(sentence) or handled
        for found in told:
            one = _with_list(found, parted, at) if sentence.rstrip().endswith(":") else found
            following = parts[number + 1] if number + 1 < len(parts) else ""
            tells_vote = (
                re.match(r"(?:vedtaket|det|saken|saka|avtalen|avtala|framlegget|forslaget)\b", following, re.I)
                and len(following) < 120
            )
            yield replace(one, vote=votes.vote_in(following)) if one.vote is None and tells_vote else one


def _placed(one: Retold) -> bool:
    return bool(one.date or one.number or one.note or one.month)


def _handled(sentence: str) -> str:
    """A sentence that tells which body had a case and when, where the next tells what came of it."""
    placed = numbers.date_in(sentence) or any(True for _ in numbers.case_numbers(sentence))
    return sentence if placed and _HANDLED.search(sentence) else ""


_HANDLED = re.compile(
    r"\b(?:behandlet|behandla|handsama|hadde saken|hadde saka|tok opp|var oppe|kom opp|lagt fram|fremlagt)\b", re.I
)


def _with_list(one: Retold, parted: Sequence[Paragraph], at: int) -> Retold:
    """The decision with the points that follow its sentence."""
    taken: list[Line] = []
    for paragraph in parted[at + 1 : at + 40]:
        if paragraph.heading or not (is_point(paragraph.text) or (not taken and paragraph.text[:1] in '«"')):
            break
        taken.extend(paragraph.lines)
        if paragraph.text.rstrip()[-1:] in '»"”':
            break
    if not taken:
        return one
    text = unquoted(joined([Line(line.text, line.page) for line in taken]).strip())
    return replace(
        one,
        decision=re.sub(r"(?<=\.)[\"”»]\s*\Z", "", text),
        decision_line=taken[0],
        outcome=one.outcome if one.outcome is not Outcome.NOTED else Outcome.ADOPTED,
    )


def _dated(told: Sequence[Retold]) -> list[Retold]:
    """A month without its year has the year of the day that another tells for the same sentence."""
    found = []
    for one in told:
        alike = (o.date.year for o in told if o.sentence == one.sentence and o.date and o.date.month == one.month)
        year = next(alike, None) if one.date is None and one.month is not None else None
        found.append(replace(one, date=PartialDate(year, one.month)) if year else one)
    return [one for one in found if one.date or one.number]


def _groups(told: Sequence[Retold], parted: Sequence[Paragraph], places: Places) -> list[list[Retold]]:
    """Decisions near each other, with no heading but a municipality's between, are on the same matter; one told twice is one."""
    groups: list[list[Retold]] = []
    for one in told:
        last = groups[-1][-1].at if groups else -_REACH
        between = (
            any(p.heading and not _only(p.text, places) for p in parted[last + 1 : one.at]) if one.at - last <= _REACH else True
        )
        if groups and not between:
            groups[-1].append(one)
        else:
            groups.append([one])
    return [_merged(group) for group in groups]


def _merged(group: Sequence[Retold]) -> list[Retold]:
    found: list[Retold] = []
    for one in group:
        same = next(
            (at for at, o in enumerate(found) if (o.municipality, o.body) == (one.municipality, one.body) and _agree(o, one)),
            None,
        )
        if same is None:
            found.append(one)
        else:
            first = found[same]
            date = one.date if one.date and (not first.date or (one.date.day and not first.date.day)) else first.date
            found[same] = replace(
                first,
                number=first.number or one.number,
                date=date,
                vote=first.vote or one.vote,
                decision=first.decision or one.decision,
            )
    return found


def _agree(one: Retold, other: Retold) -> bool:
    if one.number and other.number:
        return one.number == other.number
    if one.date and other.date:
        return (one.date.year, one.date.month) == (other.date.year, other.date.month) and (
            not one.date.day or not other.date.day or one.date.day == other.date.day
        )
    return True


def _drafts(group: Sequence[Retold], parted: Sequence[Paragraph], places: Places, vocabulary: Vocabulary) -> Iterator[Draft]:
    first, last = max(0, group[0].at - 6), group[-1].at + 4
    around = "\n".join(p.text for p in parted[first:last])
    texts = [text for one in group for text in (one.decision, one.title, one.sentence) if text]
    head = "\n".join(p.text for p in parted[:3])
    told = " ".join([*texts, around, head])
    shared = re.search(r"\bfelles\s+\w", told, re.I) is not None and len(places.ids(told)) > 1
    if density(" ".join(texts) + around) < 1 and not shared and not _TOGETHER.search(" ".join(texts) + head):
        return
    councils = tuple(dict.fromkeys(one.municipality for one in group))
    titles = [one.title for one in group if one.title]
    for one in group:
        own = [text for text in (one.decision, one.title) if text]
        named = parties(
            [*own, *titles, *(o.decision or o.sentence for o in group), one.sentence], around, places, one.municipality
        )
        ids = (
            tuple(dict.fromkeys((*named.ids, *councils)))
            if set(named.ids) - {one.municipality} or len(councils) > 1
            else (one.municipality,)
        )
        hosted = host([*own, one.sentence, *(o.decision or o.sentence for o in group)], "", places)
        form = subject.form_of([*own, *texts], around)
        field = services.field_of([*own, *titles, *texts, parted[max(0, group[0].at - 1)].text, around], vocabulary)
        yield _draft(one, ids, hosted, form, field, named.quote)


_TOGETHER = re.compile(r"samarbeid|samanslå|sammenslå", re.I)


def _draft(
    one: Retold, ids: tuple[str, ...], hosted: tuple[str, str] | None, form: Form | None, field: str | None, named: str
) -> Draft:
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
        municipality=one.municipality, body=one.body, meeting_date=one.date, case_number=one.number, title=one.title,
        field=field,
        participants=ids, host=hosted[0] if hosted else None, form=form, decision=one.decision, vote=one.vote,
        outcome=one.outcome,
        evidence=found,
    )  # fmt: skip
