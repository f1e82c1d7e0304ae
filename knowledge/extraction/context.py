"""What the head of a document or of a case tells: whose it is, which body, which day, which numbers, what it is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.documents import Sure
from knowledge.extraction import bodies, numbers, titles
from knowledge.extraction.anchors import KIND
from knowledge.extraction.gang import Gang
from knowledge.extraction.labels import Label, labels
from knowledge.extraction.lines import Line
from knowledge.extraction.places import Places
from knowledge.extraction.values import Read, ReadDate
from knowledge.extraction.written import as_meant


@dataclass(frozen=True, slots=True)
class Head:
    """What a head tells."""

    municipality: Read | None = None
    body: Read | None = None
    date: ReadDate | None = None
    number: Read | None = None
    archive: Read | None = None
    title: Read | None = None

    def over(self, under: Head) -> Head:
        """This head, with what it lacks from the one above it; numbers and titles are a case's own."""
        return replace(
            self, municipality=under.municipality or self.municipality, body=self.body or under.body, date=self.date or under.date
        )


def head_of(lines: Sequence[Line], gang: Gang, places: Places, minutes: bool, core: str = "") -> Head:
    """The head as the lines tell it."""
    found = list(labels(lines))
    top = _one_line([line for at, line in enumerate(lines[:4]) if at not in gang.taken])
    taken = set(gang.taken) | {n for label in found for n in range(label.at, label.last + 1)}
    free = [line for at, line in enumerate(lines) if at not in taken]
    body, date, number = (
        _body(found, free) or top.body,
        _date(found, free, minutes) or top.date,
        _number(found, free) or top.number,
    )
    if not gang.rows and not (body and date):
        told = _told(free, labelled=bool(body or (date and date.sure is Sure.CERTAIN)))
        body, date, number = body or told.body, date or told.date, number or told.number
    return Head(
        municipality=_municipality(lines, places),
        body=body,
        date=date,
        number=number,
        archive=_archive(found, lines, gang),
        title=top.title or titles.title(found, lines, taken, core),
    )


_TREATED = re.compile(r"\b(?:behandl\w+|handsam\w+|i møte\w*|vedtok|vedtak|fatt\w+|gjorde)\b", re.I)


def _told(lines: Sequence[Line], labelled: bool) -> Head:
    """Body, day and number as a letter tells them in a sentence: «Kommunestyret behandlet i møte 25.09.2023 sak 71/23 …»."""
    for at, line in enumerate(lines[:60]):
        text = " ".join(other.text for other in lines[at : at + 3])
        named = next(bodies.bodies(line.text[:120]), None)
        if named is None or len(line.text) < 45 or not _TREATED.search(text):
            continue
        sentence = re.split(r"(?<=[a-zæøå)]\.)\s+(?=[A-ZÆØÅ])", text[named.start :])[0]
        date = numbers.date_in(sentence)
        if date is None or not date.day:
            continue
        number = next(numbers.case_numbers(sentence), None)
        return Head(
            None, Read(named.body, line, Sure.LIKELY), ReadDate(date, line, Sure.LIKELY),
            Read(number.value, line, Sure.LIKELY) if number and not labelled else None,
        )  # fmt: skip
    return Head()


_RUNNING = re.compile(r"[,;]|(?:og|men|som|i|at|til)\b")
"""What follows the number in a sentence, not in a head."""


def _one_line(lines: Sequence[Line]) -> Head:
    """Body, day, number and perhaps the title where they stand on one line, as on top of short minutes."""
    for line in lines:
        text = line.text
        body, date = bodies.body_in(text), numbers.date_in(text)
        number = next(numbers.case_numbers(text), None)
        if len(text) > 250 or re.search(
            r"\b(?:vedtok|vedtatt|vedteke|behandlet|handsama|ble|vart|har|skal|er)\b", text[: number.end if number else 0], re.I
        ):
            continue
        if body is None or date is None or number is None or not date.day:
            continue
        rest = text[number.end :].strip(" .:–-)")
        if _RUNNING.match(rest) or text[:1].islower():
            continue
        title = Read(titles.clean_title(rest), line, Sure.LIKELY) if len(rest.split()) > 2 and rest[:1].isupper() else None
        return Head(None, Read(body, line), ReadDate(date, line), Read(number.value, line), None, title)
    return Head()


_PAGE = re.compile(r"\s*\bside:? ?\d+(?: ?(?:av|/) ?\d+)?\s*$", re.I)
_HALL = re.compile(r"\b(?:rådhus|kommunehus|heradshus|kommunestyresal)", re.I)


def _municipality(lines: Sequence[Line], places: Places) -> Read | None:
    """The letterhead, else the municipality beside the body's name."""
    for line in lines[:60]:
        text = _PAGE.sub("", as_meant(line.text))
        if len(text) > 90:
            continue
        named = [one for one, mention in places.in_text(text) if mention.kommune]
        if len(set(named)) != 1:
            continue
        first = next((mention.start for one, mention in places.in_text(text)), 99)
        if first <= 3 and re.fullmatch(
            r"\W*[\w .()/–-]{2,60}?\s(?:kommune|herad|suohkan|tjïelte)(?:\s(?:i|på)\s[\w ]+)?\W*(?:[-–,|/].{0,60})?", text, re.I
        ):
            return Read(named[0], line)
        if bodies.body_in(text) and not text.endswith(".") and len(text) < 80:
            return Read(named[0], line)
        if KIND.search(text) and not text.endswith("."):
            return Read(named[0], line)
    for line in lines[:40]:  # the hall that the meeting is in
        hall = places.ids(f"i {line.text}") if len(line.text) < 90 and _HALL.search(line.text) else ()
        if len(hall) == 1:
            return Read(hall[0], line, Sure.LIKELY)
    return None


_OWNER = re.compile(r"^[\w .-]{2,40} (?:kommune|herad)\s*[-–,:|]\s*(?=\w)", re.I)
_MEETING_IN = re.compile(r"\b(?:møte i|møte for|møte av|møtet i|samling i)\s+", re.I)


def _body(found: Sequence[Label], free: Sequence[Line]) -> Read | None:
    for label in found:
        if label.kind in ("body", "date") and (body := bodies.body_of_cell(label.value) or bodies.body_in(label.value)):
            return Read(body, label.line)
    for line in free[:30]:
        plain = _OWNER.sub("", as_meant(line.text))
        text = re.sub(KIND, " ", plain)
        if text != plain:
            text = re.sub(r"^\W*(?:for|fra|frå|i|av)\b|\bkl\.?\s*[\d.:]+", " ", text, flags=re.I)
        if len(line.text) < 90 and line.text[-1:] != "." and (body := bodies.body_of_cell(text.strip(" -–:"))):
            return Read(body, line)
    for line in free[:30]:
        if len(line.text) > 100:
            continue
        if KIND.search(line.text) and (body := bodies.body_in(line.text)):
            return Read(body, line)
        met = _MEETING_IN.search(line.text)
        if met and (body := bodies.body_in(line.text[met.end() :])):
            return Read(body, line)
    return None


def _date(found: Sequence[Label], free: Sequence[Line], minutes: bool) -> ReadDate | None:
    named = [label.at for label in found if label.kind == "body"]
    lost: ReadDate | None = None  # a day that lost a digit still tells the month
    for kind in ("date", "day"):
        for label in found:
            near = kind == "date" or minutes or any(abs(at - label.at) <= 4 for at in named)
            date = numbers.date_in(label.value) if label.kind == kind and near else None
            if date is not None and date.day:
                return ReadDate(date, label.line)
            lost = lost or (ReadDate(date, label.line, Sure.LIKELY) if date is not None else None)
    for line in free[:30]:
        text = line.text
        if len(text) < 100 and (_of_meeting(text) or bodies.body_of_cell(text)) and (date := numbers.date_in(text)) and date.day:
            return ReadDate(date, line, Sure.LIKELY)
        if len(text) < 60 and re.match(r"møte(?:t|dag)?\b", text, re.I) and (date := numbers.date_in(text)) and date.day:
            return ReadDate(date, line, Sure.LIKELY)
        if minutes and (match := re.search(r"\b(?:møte(?:t|dato)?|holdt|heldt)\b", text, re.I)) and len(text) < 120:
            date = numbers.date_in(text[match.start() :])
            if date is not None and date.day:
                return ReadDate(date, line, Sure.LIKELY)
        if minutes and len(text) < 120 and _WEEKDAY.search(text) and (date := numbers.date_in(text)) and date.day:
            return ReadDate(date, line, Sure.LIKELY)
    for line in free[:30]:
        if len(line.text) < 60 and bodies.body_of_cell(as_meant(line.text)) and (date := numbers.date_in(line.text)):
            return ReadDate(date, line, Sure.LIKELY)
    return lost


_WEEKDAY = re.compile(r"\b(?:mandag|måndag|tirsdag|tysdag|onsdag|torsdag|fredag|laurdag|lørdag)\w*\b|\bkl\.? ?\d", re.I)


def _of_meeting(text: str) -> bool:
    """True for the word for the paper of a meeting; a day beside the word for a case paper is when that was written."""
    match = KIND.search(text)
    return match is not None and match.lastgroup in ("minutes", "call")


_YEAR_FIRST = re.compile(r"20\d\d/\d{1,3}")
"""How some bodies number their cases; alone it is a number of the archive."""


def _number(found: Sequence[Label], free: Sequence[Line]) -> Read | None:
    for label in found:
        if label.kind == "number":
            for number in numbers.case_numbers(label.value):
                if number.start < 12:
                    return Read(number.value, label.line)
            if _YEAR_FIRST.fullmatch(label.value) and any(other.kind == "archive" for other in found):
                return Read(label.value, label.line)
    for line in free[:12]:
        match = re.search(r"\bsak(?:snr)?\.? ", line.text, re.I) if len(line.text) < 70 and numbers.date_in(line.text) else None
        found_number = next(numbers.case_numbers(line.text[match.end() :]), None) if match else None
        if found_number is not None and found_number.start < 4:
            return Read(found_number.value, line)
    return None


_LABELLED_ARCHIVE = re.compile(r"(?:[A-ZÆØÅ]{1,4}[ -])?(\d{2,4}/\d{1,6})(?!\d| -\d)(?:\s?-\s?\d{1,4})?")


def _archive(found: Sequence[Label], lines: Sequence[Line], gang: Gang) -> Read | None:
    for kind in ("archive", "ref"):
        for label in found:
            match = (
                _LABELLED_ARCHIVE.search(numbers.gathered(re.split(r"\s{2,}|[A-ZÆØÅ]", label.value)[0]))
                if label.kind == kind
                else None
            )
            if match is not None:
                return Read(re.sub(r"\s", "", match.group(1)), label.line)
    for at, line in enumerate(lines):
        if at not in gang.taken and len(line.text) < 160 and not line.text.endswith("."):
            for number in numbers.archive_numbers(line.text):
                if not any(label.line is line and label.kind in ("other", "title", "journal") for label in found):
                    return Read(number.value, line, Sure.LIKELY)
    for line in lines:
        match = re.search(r"\barkiv\s*:[^:]{0,24}?(?<!\S)(\d{2}(?:\d\d)?/\d{2,6})(?:-\d{1,4})?(?!\S)", line.text, re.I)
        if match is not None:
            return Read(match.group(1), line, Sure.LIKELY)
    for label in found:
        match = _LABELLED_ARCHIVE.search(label.value) if label.kind == "number" else None
        if match is not None and any(True for _ in numbers.archive_numbers(match.group(1))):
            return Read(re.sub(r"\s", "", match.group(1)), label.line, Sure.LIKELY)
    for label in found:
        match = _LABELLED_ARCHIVE.search(label.value) if label.kind == "journal" else None
        if match is not None and not re.match(r"l(?:ø|n)", lines[label.at].text, re.I):
            return Read(re.sub(r"\s", "", match.group(1)), label.line, Sure.UNSURE)
    return None
