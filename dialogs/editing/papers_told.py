"""Documents and drafts as the terminal and other programs are told of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from knowledge.documents import FIELDS, Draft
from knowledge.model import Register
from storage.drafts import Approved, DraftChange, StoredDraft
from storage.register import Revision

_NONE = {
    "not_cooperation": "not about cooperation between municipalities: no draft",
    "no_case": "about cooperation between municipalities, but no treatment of a case is in it: no draft",
}
_PENDING = "is being read already, handed in by somebody else"


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of one file."""

    file: str
    name: str
    state: Literal["read", "known", "pending", "failed"]
    drafts: tuple[Draft, ...] = ()
    ids: tuple[int, ...] = ()
    """Of the drafts that were kept."""
    reason: str = ""
    """Why it could not be read, or gave no draft."""
    message: str = ""
    """Why it could not be read, and what to do."""


def line(taken: Taken) -> str:
    """What was found in a file, for the terminal."""
    if taken.state == "failed":
        return f"{taken.file}: {taken.message}"
    if taken.state == "pending":
        return f"{taken.file}: {_PENDING}"
    if taken.state == "known":
        kept = f"; its drafts: {', '.join(map(str, taken.ids))}" if taken.ids else ""
        return f"{taken.file}: already known, nothing was done{kept}"
    if not taken.drafts:
        return f"{taken.file}: {_NONE.get(taken.reason, 'no draft')}"
    numbers = f": {', '.join(map(str, taken.ids))}" if taken.ids else ""
    return f"{taken.file}: {len(taken.drafts)} draft{'s' if len(taken.drafts) != 1 else ''}{numbers}"


def as_json(register: Register, found: Iterable[Taken]) -> str:
    """One object: the drafts of all files, and the files that could not be read where there are such."""
    found = tuple(found)
    drafts = [
        {**told(register, draft), "file": taken.name, **({"id": taken.ids[n]} if taken.ids else {})}
        for taken in found
        if taken.state == "read"
        for n, draft in enumerate(taken.drafts)
    ]
    answer: dict[str, Any] = {"drafts": drafts}
    if known := [{"file": t.name, "drafts": list(t.ids)} for t in found if t.state in ("known", "pending")]:
        answer["known"] = known
    if errors := [{"file": t.name, "reason": t.reason, "message": t.message} for t in found if t.state == "failed"]:
        answer["errors"] = errors
    return json.dumps(answer, ensure_ascii=False, indent=2)


def told(register: Register, draft: Draft) -> dict[str, Any]:
    """A draft with the names of what it speaks of in the place of ids; null for what it does not tell."""

    def name(municipality: str | None) -> str | None:
        known = register.municipalities.get(municipality) if municipality else None
        return known.name if known else municipality

    field = register.fields.get(draft.field) if draft.field else None
    names: Mapping[str, Any] = {
        "municipality": name(draft.municipality),
        "meeting_date": str(draft.meeting_date) if draft.meeting_date else None,
        "field": field.name.nb if field else draft.field,
        "participants": [name(each) for each in draft.participants],
        "host": name(draft.host),
        "form": draft.form.value if draft.form else None,
    }
    evidence = {
        each: {"quote": found.quote, "page": found.page, "sure": found.sure.value} for each, found in draft.evidence.items()
    }
    fields = {each: names[each] if each in names else getattr(draft, each) for each in FIELDS}
    return {**fields, "evidence": evidence, "outcome": draft.outcome.value}


def listed(register: Register, drafts: Sequence[StoredDraft]) -> Iterator[str]:
    """A line for each draft that waits."""
    for stored in drafts:
        fields = told(register, stored.draft)
        words = [fields[each] for each in ("municipality", "body", "meeting_date", "title") if fields[each]]
        case = f"step of {stored.case}" if stored.case else "a new case"
        approved = f"; approved by {', '.join(stored.approved_by)}" if stored.approved_by else ""
        yield f"{stored.id}: {', '.join(words) or 'hardly anything is told'} ({case}; {stored.document_name}){approved}"
    if not drafts:
        yield "No drafts wait for approval."


def whole(register: Register, stored: StoredDraft, history: Sequence[DraftChange]) -> Iterator[str]:
    """All that a draft tells, with the quote that each field was read from, and all that was done to it."""
    yield f"Draft {stored.id}, version {stored.version}, {stored.state}, from {stored.document_name}"
    yield f"  {'case':15} {stored.case or 'a new one'}"
    fields = told(register, stored.draft)
    for each in (*FIELDS, "outcome"):
        value = ", ".join(fields[each]) if isinstance(fields[each], list) else fields[each]
        if not value:
            continue
        yield f"  {each:15} {value.replace(chr(10), chr(10) + ' ' * 18)}"
        if found := stored.draft.evidence.get(each):
            yield f"  {'':15} [page {found.page}, {found.sure}: «{found.quote}»]"
    for change in history:
        why = f": {change.why}" if change.why else ""
        yield f"  {change.at:%Y-%m-%d %H:%M} {change.what}, version {change.version}, by {change.who or 'nobody named'}{why}"


def revisions(found: Iterable[Revision]) -> Iterator[str]:
    """A line for each change of the register."""
    for each in found:
        records = ", ".join("/".join(key) for key in each.records)
        more = f" and {each.count - len(each.records)} more" if each.count > len(each.records) else ""
        why = f": {each.reason}" if each.reason else ""
        yield f"{each.number} {each.created_at:%Y-%m-%d %H:%M} {each.who}{why} [{each.origin}] {records}{more}"


def approved(done: Approved) -> str:
    """What came of an approval, and how it is taken back."""
    number = done.draft.id
    if done.revision is None:
        return f"Draft {number} is approved by {', '.join(done.draft.approved_by)}. A second person must approve it too."
    if done.draft.revision is None:
        return f"Draft {number} is approved. It tells nothing that was not known: nothing was changed."
    undo = f"To take it back: python bot.py undo {done.revision}"
    return f"Draft {number} is approved, as a step of {done.draft.case}. Revision {done.revision}. {undo}"
