"""Each thing that can be found, as it stands in the list and as the card that is put into a message.

The card goes to people who may not have Samråd, in a conversation that it may not be part of: its buttons open pages, and none
of them says anything to the bot.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dialogs.compose.labels import (
    CASE,
    COOPERATION,
    FORM,
    MORE,
    MUNICIPALITY,
    NEWEST,
    ONLY_PLANNED,
    OPEN,
    OPEN_CASE,
    PARAGRAPH,
    READ_LAW,
    REPEALED,
    WITH,
)
from dialogs.handlers import decisions, law, paragraphs
from dialogs.handlers.common import begun, cited, label, name, names, short_name, when
from dialogs.handlers.rules import basis, rule_facts
from dialogs.model import Choice, Reply, Turn
from dialogs.site.boards import board_facts, shown
from knowledge.agenda import newest_step
from knowledge.cooperations import newest_status
from knowledge.findable import Found, Kind
from knowledge.law_lookup import lovdata_url
from knowledge.legal import Ref, Rule
from knowledge.model import Citation, Cooperation, ParticipantRole, Status, Text
from knowledge.ratification import boards_of, ratified
from knowledge.understanding.question import Question, Slots

_MEMBERS, _IN_LIST = 15, 4
"""So many members are named on a card, and in the list that is chosen from."""
_OF_MUNICIPALITY, _RULES, _OF_FORM = 8, 3, 5
_STEPS = {"newest": 3, "before": 2, "planned": 2}
"""So many steps of a case are told of each sort; its page has them all."""
_WORDING = 1500
"""So many characters of a paragraph's own words stand on a card; Lovdata has the rest."""
_STANDS = (Status.OPERATING, Status.ADOPTED)


@dataclass(frozen=True, slots=True)
class Shown:
    """A title and a line for the list, and the reply that the card is made of."""

    title: str
    text: str
    reply: Reply


async def shown_as(turn: Turn, found: Found) -> Shown:
    """What is found, for the reader of the turn."""
    return await _SHOWN[found.kind](turn, found.id)


def _line(turn: Turn, kind: Text, *more: str) -> str:
    return ". ".join(filter(None, (kind.in_(turn.language), *more)))


def _some(turn: Turn, told: Sequence[str], most: int) -> str:
    """The first of the names, and how many there are besides."""
    if len(told) <= most:
        return ", ".join(told)
    pattern = MORE.in_(turn.language)
    return pattern.replace("{names}", ", ".join(told[:most])).replace("{more}", str(len(told) - most))


def _opens(turn: Turn, title: Text, path: str) -> tuple[Choice, ...]:
    """The button that opens a page of ours, where we are reached."""
    url = turn.link(path, lang=turn.language)
    return (Choice(title.in_(turn.language), "", url=url),) if url else ()


def _warnings(turn: Turn, fact: str) -> list[str]:
    conflicts = turn.knowledge.conflicts_by_fact.get(fact, ())
    return [turn.knowledge.register.conflicts[c].text.in_(turn.language) for c in conflicts]


async def _cooperation(turn: Turn, record_id: str) -> Shown:
    record, language = turn.knowledge.register.cooperations[record_id], turn.language
    newest = max(record.status, key=lambda s: s.on.first_day())
    title, status = name(turn, record), label(newest.status, language)
    with_it = [*names(turn, record.municipality_ids()), *(p.other.in_(language) for p in record.participants if p.other)]
    forms = sorted(record.forms, key=lambda f: f.on.first_day(), reverse=True)[:2]
    facts = {
        "name": title,
        "summary": record.summary.in_(language),
        "status": status,
        "on": when(newest.on),
        "stands": newest.status in (*_STANDS, Status.ENDED),
        "forms": [{"stated": f.stated.in_(language), "on": when(f.on), "considered": f.considered} for f in forms],
        "members": with_it[:_MEMBERS],
        "more": max(len(with_it) - _MEMBERS, 0),
        "proposed": _only_proposed(record),
        "hosts": names(turn, [p.municipality for p in record.participants if p.role is ParticipantRole.HOST and p.municipality]),
        "established": when(record.established) if record.established else "",
        "warnings": _warnings(turn, f"cooperation:{record.id}"),
    }
    cites = _each((record.cite, newest.cite, *(f.cite for f in forms)))
    line = _line(turn, COOPERATION, begun(status), _some(turn, with_it, _IN_LIST))
    opens = _opens(turn, OPEN, f"/oversikt/samarbeid/{record.id}")
    return _shown(turn, short_name(record, language), line, "cooperation", facts, cites, opens)


def _only_proposed(record: Cooperation) -> bool:
    roles = {p.role for p in record.participants if p.municipality}
    return roles == {ParticipantRole.PROPOSED}


async def _case(turn: Turn, record_id: str) -> Shown:
    register, language = turn.knowledge.register, turn.language
    case = register.cases[record_id]
    slots = Slots(aspect="standing", cases=(case.id,), case=case.id)
    answer = await decisions.decision(replace(turn, question=Question("decision", slots, language)))
    boards = boards_of(register, case, today=turn.today) if ratified(register, case) else ()
    told = {sort: answer.reply.facts[sort][:most] for sort, most in _STEPS.items()}
    board = board_facts(turn, shown(boards)[0]) if boards else None
    if board and board["adopted"]:
        told["before"] = []  # the one sentence on all councils tells it
    facts = {
        **answer.reply.facts, **told,
        "board": board, "study": case.kind == "study",
        "steps": len(case.steps),
        "told": sum(map(len, told.values())),
    }  # fmt: skip
    newest = newest_step(case, turn.today)
    where = turn.knowledge.municipality_name(newest.municipality) if newest and newest.municipality else ""
    stands = (
        f"{NEWEST.in_(language)}: {', '.join(filter(None, (when(newest.on), where)))}" if newest else ONLY_PLANNED.in_(language)
    )
    title = case.title.in_(language)
    reply = Reply("compose/case", language, facts, answer.reply.sources, _opens(turn, OPEN_CASE, f"/saker/{case.id}"))
    return Shown(begun(title), _line(turn, CASE, stands), reply)


async def _form(turn: Turn, form: str) -> Shown:
    answer = await law.law_form(replace(turn, question=Question("law_form", Slots(forms=(form,)), turn.language)))
    facts = {**answer.reply.facts, "rules": answer.reply.facts["rules"][:_OF_FORM]}
    repealed = "" if facts["current"] else begun(REPEALED.in_(turn.language))
    line = _line(turn, FORM, begun(facts["law"]), repealed)
    opens = _law(turn, _main(turn, form)) if facts["current"] else ()
    return _shown(turn, facts["name"], line, "form", facts, (), opens)


def _main(turn: Turn, form: str) -> str:
    """The reference that the form is best read at: the paragraph that its basis names, else one of the act that it names."""
    book = turn.knowledge.law.book
    record = next(f for f in book.legal_forms.values() if f.id.value == form)
    refs = [*record.refs, *(ref for rule in book.rules.values() if rule.form == record.id for ref in rule.refs)]
    named = record.basis.nb.casefold()

    def fits(ref: str) -> tuple[bool, bool]:
        act, paragraph = book.acts[Ref.parse(ref).act].name.nb.casefold(), Ref.parse(ref).paragraph
        return named.startswith(act) and f"§ {paragraph}" in named, named.startswith(act)

    return max(refs, key=fits)


async def _paragraph(turn: Turn, reference: str) -> Shown:
    act_id, number = reference.split()
    slots = Slots(paragraphs=(number,), act=act_id)
    answer = await paragraphs.paragraph(replace(turn, question=Question("paragraph", slots, turn.language)))
    passages = _within(answer.reply.facts["passages"], _WORDING)
    rules = _first_rules(turn, act_id, number)
    facts = {
        **answer.reply.facts,
        "rules": [] if passages else [rule_facts(turn, rule) for rule in rules],
        "passages": passages,
        "more": len(passages) < len(answer.reply.facts["passages"]),
        **basis(turn, (f"{act_id} {number}",) if passages else tuple(ref for rule in rules for ref in rule.refs)),
    }
    title = f"{begun(facts['act'])} § {number}"
    about = facts["title"] or next((rule.short.in_(turn.language) for rule in rules), "")
    return _shown(turn, title, _line(turn, PARAGRAPH, about), "paragraph", facts, (), _law(turn, reference))


def _first_rules(turn: Turn, act: str, number: str) -> list[Rule]:
    """What we have drawn from the paragraph: what rests on it first of all, and what holds for every form, first."""
    known = turn.knowledge.law.by_paragraph.get((act, number), ())
    several = len({rule.form for rule, _ in known}) > 2

    def place(each: tuple[Rule, tuple[Ref, ...]]) -> tuple[bool, bool]:
        rule, refs = each
        return (refs[0].act, refs[0].paragraph) != (act, number), several and rule.form is not None

    return [rule for rule, _ in sorted(known, key=place)][:_RULES]


def _within(passages: Sequence[str], most: int) -> list[str]:
    """The first passages that have so many characters together, and one at least."""
    kept, length = list[str](), 0
    for passage in passages:
        length += len(passage)
        if kept and length > most:
            break
        kept.append(passage)
    return kept


def _law(turn: Turn, reference: str) -> tuple[Choice, ...]:
    """The button that opens the paragraph at Lovdata."""
    ref = Ref.parse(reference)
    url = lovdata_url(turn.knowledge.law.book.acts[ref.act].lovdata, ref.paragraph)
    return (Choice(READ_LAW.in_(turn.language), "", url=url),)


async def _municipality(turn: Turn, municipality: str) -> Shown:
    records = turn.knowledge.in_order(turn.knowledge.by_member.get(municipality, ()))
    top = sorted(records, key=lambda record: newest_status(record) not in _STANDS)[:_OF_MUNICIPALITY]
    told = [("" if newest_status(r) in _STANDS else label(newest_status(r), turn.language)) for r in top]
    standing = sum(newest_status(record) in _STANDS for record in records)
    facts = {
        "name": turn.knowledge.municipality_name(municipality),
        "count": len(records),
        "standing": standing,
        "cooperations": [{"name": name(turn, r), "status": status} for r, status in zip(top, told, strict=True)],
        "more": len(records) - len(top),
    }
    line = _line(turn, MUNICIPALITY, WITH.in_(turn.language).format(standing=standing, count=len(records)))
    opens = _opens(turn, OPEN, f"/oversikt/kommune/{municipality}")
    return _shown(turn, str(facts["name"]), line, "municipality", facts, _each(r.cite for r in top), opens)


def _each(cites: Iterable[Citation | None]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(cite for cite in cites if cite))


def _shown(
    turn: Turn, title: str, line: str, key: str, facts: Mapping[str, Any], cites: Sequence[Citation], opens: tuple[Choice, ...]
) -> Shown:
    return Shown(begun(title), line, Reply(f"compose/{key}", turn.language, facts, cited(turn, cites), opens))


_SHOWN: Mapping[Kind, Callable[[Turn, str], Awaitable[Shown]]] = {
    "cooperation": _cooperation,
    "case": _case,
    "form": _form,
    "paragraph": _paragraph,
    "municipality": _municipality,
}
