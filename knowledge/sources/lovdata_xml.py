"""One act in Lovdata's public XML -> ``ActText``. Both forms: the consolidated text (NL) and the announced one (LTI).

``class`` tells what an element is; levels of headings tell nothing. A ``legalP`` is a ledd only right below its
paragraph: the same element carries the text of list points, and of amendments to other acts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from xml.etree.ElementTree import Element

from knowledge.sources.law_text import ActText, LawForm, LeddText, ParagraphText, Passage, paragraph_number, squeezed
from knowledge.sources.lovdata_notes import pending_in, plain
from knowledge.sources.lovdata_passages import marked_text, passages, text_of
from knowledge.sources.lovdata_tree import parse, refused

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DOKID = re.compile(r"^(NL|LTI)/(lov|forskrift)/(\d{4}-\d{2}-\d{2}(?:-\d+)?)$")
_AMENDS = re.compile(
    r"skal\s+(?:nå\s+)?(?:lyde|lyda)|(?:gjøres|gjerast|gjort)\s.*endring|(?:følgende|følgjande)\s+endring"
    r"|opphev|^\s*\d+\.\s|\bblir\b.*\bny|\bny(?:e|tt)?\b",
    re.IGNORECASE,
)
_REPEALED = re.compile(r"^\(?(?:opphev[ea]t|oppheva)\.?\)?\.?$", re.IGNORECASE)
_FETCH = "Fetch the act from Lovdata's «gjeldende-lover»."


def read_xml(name: str, data: bytes) -> ActText:
    """The act in one file; LawTextError says what is wrong with it and where."""
    root = parse(name, data)
    head, body = _find(root, "documentHeader"), _find(root, "documentBody")
    if head is None or body is None:
        raise refused(name, 1, "is XML, but not a document from Lovdata.", _FETCH)
    told = {dd.get("class", ""): squeezed(text_of(dd)) for dd in head.iter("dd")}
    dokid = _DOKID.match(told.get("dokid", ""))
    if dokid is None:
        raise refused(name, 1, f"its «dokid» is «{told.get('dokid', '')}», which is no act.", _FETCH)
    title = told.get("title", "")
    # what was announced has «forskrift» in its id even when it is an act
    if not title.startswith("Lov ") and dokid[2] != "lov":
        raise refused(name, 1, f"is a regulation, «{title}», and not an act.", "Give an act.")
    form: LawForm = "consolidated" if dokid[1] == "NL" else "announced"
    days = _days(told.get("dateInForce", ""))
    held = tuple(_paragraphs(body, (), in_force=bool(days)))
    if not held:
        raise refused(name, 1, "holds no paragraphs.", "Give the act itself, not an act that amends it.")
    return ActText(
        id=f"lov/{dokid[3]}",
        title=title,
        as_of=_as_of(told, days, dokid[3], form),
        form=form,
        short_title=told.get("titleShort", ""),
        language=root.get("lang", ""),
        in_force=days,
        in_force_note="" if days else told.get("dateInForce", ""),
        pending=tuple(p for note in _children(body, "defaultP") for p in pending_in(marked_text(note))),
        paragraphs=held,
    )


def _as_of(told: dict[str, str], in_force: tuple[date, ...], number: str, form: LawForm) -> date:
    announced = (*_days(told.get("dateOfPublication", "")), *_days(number))
    if form == "announced":
        return announced[0]
    changed = _days(told.get("lastChangeInForce", ""))
    return max(changed) if changed else in_force[0] if in_force else announced[0]


def _days(text: str) -> tuple[date, ...]:
    found = []
    for day in _DAY.findall(text):
        try:
            found.append(date.fromisoformat(day))
        except ValueError:
            continue
    return tuple(found)


def _find(root: Element, cls: str) -> Element | None:
    return next((element for element in root.iter() if element.get("class") == cls), None)


def _children(element: Element, cls: str) -> Iterator[Element]:
    return (child for child in element if child.get("class") == cls)


def _paragraphs(element: Element, chapter: tuple[str, ...], *, in_force: bool) -> Iterator[ParagraphText]:
    for child in element:
        if child.get("class") == "legalArticle":
            yield _paragraph(child, chapter, in_force)
        elif child.tag == "section":
            heading = next((squeezed(text_of(h)) for h in child if re.fullmatch(r"h[1-6]", h.tag)), "")
            yield from _paragraphs(child, (*chapter, heading) if heading else chapter, in_force=in_force)


def _paragraph(article: Element, chapter: tuple[str, ...], in_force: bool) -> ParagraphText:
    value, title = _find(article, "legalArticleValue"), _find(article, "legalArticleTitle")
    number = text_of(value) if value is not None else article.get("data-name", "")
    heading = squeezed(text_of(title)) if title is not None else ""
    marked = [marked_text(note) for note in _children(article, "changesToParent")]
    ledd = tuple(LeddText(n, held) for n, held in enumerate(_ledd(article), start=1))
    feet = [squeezed(text_of(foot)) for foot in article.iter() if foot.get("class") == "footnote"]
    return paragraph(
        number, heading, chapter=chapter, ledd=ledd, notes=tuple(marked), footnotes=tuple(feet), act_in_force=in_force
    )


def paragraph(
    number: str,
    title: str,
    *,
    chapter: tuple[str, ...],
    ledd: tuple[LeddText, ...],
    notes: tuple[str, ...],
    footnotes: tuple[str, ...],
    act_in_force: bool,
) -> ParagraphText:
    """A paragraph with what its notes (in Markdown) and its title tell of it."""
    repealed = not ledd and _REPEALED.match(title) is not None
    return ParagraphText(
        number=paragraph_number(number),
        title=title,
        chapter=chapter,
        ledd=ledd,
        notes=tuple(plain(note) for note in notes),
        footnotes=footnotes,
        pending=tuple(p for note in notes for p in pending_in(note)),
        in_force=act_in_force and bool(ledd),
        repealed=repealed,
    )


def _ledd(article: Element) -> list[tuple[Passage, ...]]:
    """The passages of each ledd, up to where the paragraph begins to change other acts."""
    found: list[tuple[Passage, ...]] = []
    for child in article:
        kind = child.get("class", "")
        if kind in ("legalP", "numberedLegalP"):
            found.append(passages(child))
        elif kind == "futureLegalArticle" or (kind == "defaultP" and _AMENDS.search(text_of(child))):
            break
        elif kind == "document-change":
            # a ledd of the act's own that repeals something is wrapped as a change; one that says «§ x skal lyde» is not
            changes = [change for change in _children(child, "change") if next(_children(change, "defaultP"), None) is None]
            if next(_children(child, "defaultP"), None) is None:
                found += [passages(own) for change in changes for own in _children(change, "numberedLegalP")]
        elif kind in ("defaultP", "leddfortsettelse") or (child.tag in ("ol", "ul", "p", "table") and kind != "footnotes"):
            found[-1:] = [(*(found[-1] if found else ()), *passages(child))]
    return [held for held in found if held]
