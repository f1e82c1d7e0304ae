"""A paragraph of the law: its own words where they are imported, else our summary and where to read it."""

from __future__ import annotations

import re
from typing import Any

from dialogs.handlers.common import on_day
from dialogs.handlers.rules import basis, next_choices, rule_facts
from dialogs.model import Answer, Reply, Turn
from knowledge.law_lookup import Lacks, Line, Verbatim, lines, lovdata_url
from knowledge.law_lookup import paragraph as paragraph_text
from knowledge.legal import Act, Rule

_MOST = 4
"""So many rules are told in the paragraph's place."""
_CHAPTER = re.compile(r"\d+-\d+")


async def paragraph(turn: Turn) -> Answer:
    """Show a paragraph's own words where law data is imported; else say so, with our summary and where to read it.

    What is enacted and not in force is told as coming, apart from the words.
    """
    language = turn.language
    number, _, ledd = turn.slots.paragraphs[0].partition("/")
    act = _act(turn, number)
    rules = _resting_on(turn, act, number, int(ledd) if ledd else None)[:_MOST]
    found = paragraph_text(turn.knowledge.law_texts, act.lovdata, number, int(ledd) if ledd else None)
    shown = isinstance(found, Verbatim)
    facts: dict[str, Any] = {
        "number": number,
        "ledd": ledd,
        "act": act.name.in_(language),
        "lacks": found.value if isinstance(found, Lacks) else "",
        "link": lovdata_url(act.lovdata, number),
        "rules": [] if shown else [rule_facts(turn, r) for r in rules],
        **_text(found if isinstance(found, Verbatim) else None),
        **basis(turn, tuple(ref for r in rules for ref in r.refs)),
    }
    return Answer(Reply("law/paragraph", language, facts, (), next_choices(turn, rules[0]) if rules else ()))


def _act(turn: Turn, number: str) -> Act:
    """The act that is named; else that of the form in question; else the one whose paragraphs are numbered so."""
    book, slots = turn.knowledge.law.book, turn.slots
    if slots.act:
        return book.acts[slots.act]
    if "interkommunalt-plansamarbeid" in slots.forms:
        return book.acts["pbl"]
    if "interkommunalt-selskap" in slots.forms or not _CHAPTER.fullmatch(number):
        return book.acts["iksl"]
    return book.acts["koml"]


def _resting_on(turn: Turn, act: Act, number: str, ledd: int | None) -> list[Rule]:
    """The rules that rest on the paragraph: those that it is the first ground of before the others."""
    found: list[tuple[bool, int, bool, int, Rule]] = []
    for rule, refs in turn.knowledge.law.by_paragraph.get((act.id, number), ()):
        here = [n for n, r in enumerate(refs) if (r.act, r.paragraph) == (act.id, number) and ledd in (None, r.ledd)]
        if here:
            exact = refs[here[0]].letter is None and refs[here[0]].ledd == ledd
            found.append((not exact, here[0], rule.form is None, len(found), rule))
    return [rule for *_, rule in sorted(found, key=lambda each: each[:4])]


def _text(found: Verbatim | None) -> dict[str, Any]:
    if found is None:
        return {"title": "", "passages": [], "text_as_of": "", "in_force": True, "repealed": False, "coming": []}
    told = found.paragraph
    return {
        "title": told.title,
        "passages": [_line(ledd.number, line) for ledd in found.ledd for line in lines(ledd)],
        "text_as_of": on_day(found.act.as_of),
        "in_force": told.in_force,
        "repealed": told.repealed,
        "coming": [pending.text for pending in told.pending],
    }


def _line(ledd: int, line: Line) -> str:
    mark = ""
    if line.marker:
        letter = line.marker.rstrip(").")
        mark = f"Nr. {letter}: " if letter.isdigit() else f"Bokstav {letter}: "
    return f"{ledd}. ledd: {mark}{line.text}" if line.depth == 0 else f"{mark}{line.text}"
