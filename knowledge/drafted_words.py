"""What a draft becomes in words of our own, in both written forms: sentences, votes, titles of sources, ids."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Literal

from knowledge.documents import Draft
from knowledge.model import LANGUAGES, Language, Outcome, PartialDate, Text

_MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "desember",
)  # fmt: skip
"""The same in both written forms."""

_SENTENCES: Mapping[Outcome, Text] = {
    Outcome.ADOPTED: Text("{who} gjorde {on} vedtak i {matter}.", "{who} gjorde {on} vedtak i {matter}."),
    Outcome.NOTED: Text("{who} tok {on} {matter} til etterretning.", "{who} tok {on} {matter} til etterretning."),
    Outcome.REJECTED: Text("{who} sa {on} nei i {matter}.", "{who} sa {on} nei i {matter}."),
    Outcome.POSTPONED: Text("{who} utsatte {on} {matter}.", "{who} utsette {on} {matter}."),
    Outcome.WITHDRAWN: Text(
        "{matter} ble trukket, og {who} behandlet den ikke {on}.", "{matter} vart trekt, og {who} behandla ho ikkje {on}."
    ),
    Outcome.HELD: Text("{who} drøftet {on} {matter}.", "{who} drøfta {on} {matter}."),
    Outcome.PLANNED: Text(
        "{who} skulle etter planen behandle {matter} {on}.", "{who} skulle etter planen behandle {matter} {on}."
    ),
    Outcome.PROPOSED: Text(
        "{matter} er lagt fram for {who}, til behandling {on}; bare innstillingen er kjent.",
        "{matter} er lagd fram for {who}, til behandling {on}; berre tilrådinga er kjend.",
    ),
    Outcome.UNKNOWN: Text(
        "{who} behandlet {on} {matter}; hva som ble vedtatt, er ikke kjent.",
        "{who} behandla {on} {matter}; kva som vart vedteke, er ikkje kjent.",
    ),
}
"""None of them says more than its outcome, and each is as true before the meeting as after it where it must be."""

_TREATED = Text("{who} behandlet {on} {matter}.", "{who} behandla {on} {matter}.")
"""When the words that were adopted are there, though it is not known what sort of decision they are."""

_LONGEST_TITLE = 160

CaseKind = Literal["study", "creation", "change", "entry", "exit", "dissolution", "election", "report", "strategy"]

_KINDS: tuple[tuple[str, CaseKind], ...] = (
    (r"utmeld|uttred|uttre\b|utmelding|oppseiing|oppsigelse", "exit"),
    (r"innmeld|tiltred|inntred|opptak av", "entry"),
    (r"oppløys|oppløs|avvik", "dissolution"),
    (r"\bval[g]? av\b|oppnemn|oppnevn", "election"),
    (r"strategi", "strategy"),
    (r"utred|utgrei|greie ut|greiing|intensjonsavtale|forprosjekt|forstudie", "study"),
    (r"endr|revider|revisjon av|ny samarbeidsavtale|ny vertskommuneavtale|ny selskapsavtale", "change"),
    (r"opprett|etabler|stift|skip(e|ing)\b|samarbeidsavtale|vertskommuneavtale|(inngå|godkjen)\w* (sam)?.*avtal", "creation"),
    (r"orientering|rapport|årsmelding|melding", "report"),
)
"""What words of the title tell of the kind of case, the surest first."""


def sentence(draft: Draft, municipality: str | None, field: Text | None) -> Text:
    """What happened, or was to happen, in one sentence. ``municipality`` and ``field`` are their names."""
    assert draft.meeting_date is not None
    pattern = _TREATED if draft.outcome is Outcome.UNKNOWN and draft.decision else _SENTENCES[draft.outcome]

    def told(language: Language) -> str:
        who, matter = _who(draft.body, municipality), _matter(draft, field, language)
        assert draft.meeting_date is not None
        words = pattern.in_(language).format(who=who, on=written_day(draft.meeting_date), matter=matter)
        return words[0].upper() + words[1:]

    return Text(*(told(language) for language in LANGUAGES))


def written_day(day: PartialDate) -> str:
    """As in running text: «11. februar 2019», «i juni 2024», «i 2015»."""
    if day.month is None:
        return f"i {day.year}"
    if day.day is None:
        return f"i {_MONTHS[day.month - 1]} {day.year}"
    return f"{day.day}. {_MONTHS[day.month - 1]} {day.year}"


def _who(body: str | None, municipality: str | None) -> str:
    if not body:
        return f"{municipality} kommune"
    if not municipality or municipality.casefold() in body.casefold():
        return body
    return f"{body} i {municipality}"


def _matter(draft: Draft, field: Text | None, language: Language) -> str:
    title = short_title(draft.title) if draft.title else ""
    if draft.case_number:
        return f"sak {draft.case_number}" + (f" («{title}»)" if title else "")
    if title:
        return f"saken «{title}»" if language == "nb" else f"saka «{title}»"
    about = f" om {field.in_(language)}" if field else ""
    return ("en sak" if language == "nb" else "ei sak") + about


def short_title(title: str) -> str:
    """The title without what ends it, and not longer than a line or two."""
    title = re.sub(r"\s+", " ", title).strip().rstrip(".:;,")
    return title if len(title) <= _LONGEST_TITLE else title[:_LONGEST_TITLE].rsplit(" ", 1)[0] + " …"


_TO_NN = {"enstemmig": "samrøystes", "stemmer": "røyster", "stemme": "røyst", "ikke": "ikkje"}
_TO_NB = {"samrøystes": "enstemmig", "einstemmig": "enstemmig", "røyster": "stemmer", "røyst": "stemme", "ikkje": "ikke"}


def vote(text: str) -> Text:
    """The vote in both written forms, whichever the document is in."""
    return Text(_with(text, _TO_NB), _with(text, _TO_NN))


def _with(text: str, words: Mapping[str, str]) -> str:
    def other(match: re.Match[str]) -> str:
        found = words.get(match[0].casefold(), match[0])
        return found.capitalize() if match[0][0].isupper() else found

    return re.sub(r"\w+", other, text)


def source_names(draft: Draft, document_name: str, municipality: str | None) -> tuple[Text, Text]:
    """Title and short name of the document as a source; the title tells that it was taken in here, and from which file."""
    kind = "saksprotokoll" if draft.decision else "saksframlegg"
    of = (f" fra {municipality} kommune", f" frå {municipality} kommune") if municipality else ("", "")
    name = short_title(document_name)
    title = Text(
        f"{kind.capitalize()}{of[0]}, tatt inn her fra «{name}»", f"{kind.capitalize()}{of[1]}, teken inn her frå «{name}»"
    )
    return title, Text(kind + of[0], kind + of[1])


def slug(text: str, most: int = 60) -> str:
    """An id of the words: lower case, digits and hyphens, cut between words."""
    folded = text.casefold().replace("ø", "o").replace("æ", "ae").replace("đ", "d").replace("ŋ", "n").replace("ŧ", "t")
    plain = unicodedata.normalize("NFKD", re.sub(r"[^\w\s]", " ", folded)).encode("ascii", "ignore").decode()
    whole = "-".join(re.findall("[a-z0-9]+", plain))
    if len(whole) <= most:
        return whole
    cut = whole[: most + 1].rpartition("-")[0] or whole[:most]
    return re.sub("(-(og|i|om|for|med|av|til|pa|mellom|en|et|ei|eit))+$", "", cut)


def case_title(draft: Draft, field: Text | None, municipalities: Sequence[str]) -> Text | None:
    """The title of the case that the draft makes: its own, or what the case is about where that is told; else None."""
    if draft.title and slug(draft.title):
        title = short_title(draft.title)
        return Text(title, title)
    if field is None or len(municipalities) < 2:
        return None
    between = f"{', '.join(municipalities[:-1])} og {municipalities[-1]}"
    return Text(*(f"Samarbeid om {field.in_(language)} mellom {between}" for language in LANGUAGES))


def kind_of(draft: Draft) -> CaseKind:
    """The kind of case that the title speaks of, or else what was decided or proposed."""
    for text, kinds in ((draft.title or "", _KINDS), (draft.decision or draft.proposal or "", _KINDS[:-1])):
        for pattern, kind in kinds:
            if re.search(pattern, text.casefold()):
                return kind
    return "creation" if draft.form else "study"
