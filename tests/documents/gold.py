"""The sets of documents and their gold: read from files, checked for form, held against the documents' own words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from knowledge import shipped
from knowledge.basics import PartialDate
from knowledge.documents import FIELDS
from knowledge.model import Form, Outcome
from tests.documents import render

HERE = Path(__file__).parent
SETS = ("open", "heldout", "second", "third", "fourth", "fifth")
SCORED = (*FIELDS, "outcome")
TEXTS = ("title", "proposal", "decision")
KINDS = ("text", "pdf", "docx", "html")
_ITEM_KEYS = {"about", "language", "render", "noise", "about_cooperation", "drafts"}
_DRAFT_KEYS = {*SCORED, "either"}

Draft = Mapping[str, Any]
"""A draft of the gold: strings, a tuple of ids for the participants; empty fields are left out.
``either`` holds what may be told or not."""


@dataclass(frozen=True)
class Item:
    """A document and what should be read out of it."""

    set: str
    name: str
    path: Path
    about: str
    language: str
    about_cooperation: bool
    drafts: tuple[Draft, ...]
    render: tuple[str, ...]
    noise: tuple[str, ...]
    """Patterns of page headers and footers that stand in the middle of texts; they are no part of what is verbatim."""

    def source(self) -> str:
        """The file as it is written."""
        return self.path.read_text(encoding="utf-8")

    def text(self) -> str:
        """The words of the document, with form feeds between pages."""
        return render.as_text(self.source()) if self.path.suffix == ".desc" else self.source()

    def bytes_of(self, kind: str) -> bytes:
        """The document as a file of a kind."""
        described = self.path.suffix == ".desc"
        return render.as_bytes(self.source(), kind, title=self.name) if described else render.lines_as_bytes(self.source(), kind)


def files(which: str) -> Iterator[tuple[Path, Path]]:
    """Each gold file of a set with its document."""
    for gold in sorted((HERE / which).glob("*.yaml")):
        beside = [path for suffix in (".txt", ".desc") if (path := gold.with_suffix(suffix)).exists()]
        if len(beside) != 1:
            raise ValueError(f"{gold.name}: wants one document beside it, has {len(beside)}")
        yield gold, beside[0]


@cache
def items(which: str) -> tuple[Item, ...]:
    """A set, in the order of its numbers."""
    return tuple(_item(which, gold, document) for gold, document in files(which))


def _item(which: str, gold: Path, document: Path) -> Item:
    raw: dict[str, Any] = yaml.safe_load(gold.read_text(encoding="utf-8"))
    if strange := set(raw) - _ITEM_KEYS:
        raise ValueError(f"{gold.name}: unknown keys {sorted(strange)}")
    return Item(
        set=which,
        name=gold.stem,
        path=document,
        about=raw["about"],
        language=raw["language"],
        about_cooperation=raw["about_cooperation"],
        drafts=tuple(_draft(gold.name, draft) for draft in raw["drafts"]),
        render=tuple(raw.get("render", ("text",))),
        noise=tuple(raw.get("noise", ())),
    )


def _draft(name: str, raw: Mapping[str, Any]) -> Draft:
    if strange := set(raw) - _DRAFT_KEYS:
        raise ValueError(f"{name}: unknown keys {sorted(strange)}")
    draft: dict[str, Any] = {key: value for key, value in raw.items() if value}
    for key in SCORED:
        if key in draft:
            draft[key] = tuple(draft[key]) if key == "participants" else str(draft[key]).strip()
    return draft


def faults(item: Item) -> list[str]:
    """What is wrong with the gold of a document; empty when it can be trusted in its form."""
    found = [f"kind {kind}" for kind in item.render if kind not in KINDS]
    if item.language not in ("nb", "nn"):
        found.append(f"language {item.language}")
    if item.drafts and not item.about_cooperation:
        found.append("drafts in a document that is not about cooperation")
    words = squeezed(item.text(), item.noise)
    for number, draft in enumerate(item.drafts, 1):
        found += [f"draft {number}: {fault}" for fault in (*_bad_ids(draft), *_bad_values(draft), *_not_verbatim(draft, words))]
    return found


def _bad_ids(draft: Draft) -> Iterator[str]:
    register = shipped.load()
    named = (draft.get("municipality"), draft.get("host"), *draft.get("participants", ()))
    yield from (f"no municipality {name}" for name in named if name and name not in register.municipalities)
    if draft.get("field") and draft["field"] not in register.fields:
        yield f"no field {draft['field']}"
    if draft.get("form") and draft["form"] not in {form.value for form in Form}:
        yield f"no form {draft['form']}"
    if draft.get("outcome", "unknown") not in {outcome.value for outcome in Outcome}:
        yield f"no outcome {draft['outcome']}"


def _bad_values(draft: Draft) -> Iterator[str]:
    if "outcome" not in draft:
        yield "no outcome: say unknown where it is"
    if "meeting_date" in draft:
        try:
            PartialDate.parse(draft["meeting_date"])
        except ValueError as error:
            yield str(error)
    if "body" in draft and draft["body"] != draft["body"].lower():
        yield f"body {draft['body']} is not in lower case"
    if len(set(draft.get("participants", ()))) != len(draft.get("participants", ())):
        yield "a participant stands twice"
    if draft.get("outcome") == "proposed" and draft.get("decision"):
        yield "a decision, but only proposed"


def _not_verbatim(draft: Draft, words: str) -> Iterator[str]:
    for which in (draft, draft.get("either", {})):
        for key in TEXTS:
            for line in str(which.get(key, "")).splitlines():
                if squeezed(line) not in words:
                    yield f"{key} is not in the document: {line[:80]}"
    for key in ("case_number", "archive_number"):
        if key in draft and squeezed(draft[key]) not in words:
            yield f"{key} is not in the document: {draft[key]}"


def squeezed(text: str, noise: tuple[str, ...] = ()) -> str:
    """Letters and digits alone, in lower case: the same whatever a line break, a ligature or a soft hyphen did to it."""
    for pattern in noise:
        text = re.sub(pattern, " ", text, flags=re.MULTILINE)
    text = unicodedata.normalize("NFKC", text.replace("\u00ad", ""))
    return "".join(character for character in text.casefold() if character.isalnum())
