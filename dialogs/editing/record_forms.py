"""Forms of records as replies: the form, empty or filled, again with its faults, and the buttons that save it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dialogs.editing.given import Fault
from dialogs.editing.record_find import Record, find, title
from dialogs.editing.record_places import (
    CASE,
    COOPERATION,
    NEW_SOURCE,
    SOURCE,
    STEP,
    Place,
    inputs,
    of_case,
    of_cooperation,
    of_step,
)
from dialogs.editing.turn import EditorTurn
from dialogs.model import Answer, Choice, Reply
from dialogs.wording import choice
from dialogs.written import when
from knowledge.model import Case, Cooperation, Language, Step, Text

KIND_OF = {"cooperation": "cooperations", "case": "cases", "step": "cases"}
_EMPTY = {"source": NEW_SOURCE, "outcome": "planned", "kind": "", "status": "operating", "complete": "false"}
_FIRST = {"cooperation": "cooperation", "case": "study"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which form: of a cooperation, a case or a step; of which record, and in which version it was seen."""

    what: str
    """``cooperation``, ``case`` or ``step``."""
    record: Record | None
    """The one that is corrected, or whose step it is; None for a new one."""
    version: int
    step: Step | None = None

    @property
    def places(self) -> tuple[Place, ...]:
        """The places of the form."""
        own = {"cooperation": COOPERATION, "step": STEP, "case": CASE if self.record else (*CASE, *STEP)}[self.what]
        return (*own, *SOURCE)

    def filled(self, turn: EditorTurn) -> Mapping[str, str]:
        """What the form holds when it is shown first."""
        knowledge, language = turn.knowledge, turn.language
        if self.step is not None and isinstance(self.record, Case):
            return of_step(knowledge, self.record, self.step)
        if self.what == "step" or self.record is None:
            return {**_EMPTY, "kind": _FIRST.get(self.what, "")}
        if isinstance(self.record, Cooperation):
            return of_cooperation(knowledge, language, self.record)
        return of_case(knowledge, language, self.record)

    def saying(self, language: Language) -> str:
        """What the button that saves it says."""
        case = "saken" if language == "nb" else "saka"
        at = f" (versjon {self.version})"
        if self.what == "step":
            assert self.record is not None
            step = f"steget {self.step.id}" if self.step else "nytt steg"
            return f"Lagre {step} i {case} {self.record.id}{at}"
        if self.record is None:
            return "Lagre nytt samarbeid" if self.what == "cooperation" else "Lagre ny sak"
        return f"Lagre {'samarbeidet' if self.what == 'cooperation' else case} {self.record.id}{at}"


def form(
    turn: EditorTurn, wanted: Wanted, sent: Mapping[str, str] | None = None, faults: Sequence[Fault] = (), news: str = ""
) -> Answer:
    """The form; with the faults, and what was ``sent``, when it was sent with some."""
    name = title(wanted.record, turn.language) if wanted.record else ""
    on = when(wanted.step.on) if wanted.step else ""
    new = wanted.record is None or (wanted.what == "step" and wanted.step is None)
    facts = {
        "what": wanted.what,
        "new": new,
        "title": name,
        "on": on,
        "faults": [each.told() for each in dict.fromkeys(faults)],
        "news": news,
    }
    say = wanted.saying(turn.language)
    buttons = (choice(turn, "Lagre", "Lagre", say, say), Choice("Avbryt", "Alle utkast", alone=True))
    held = wanted.filled(turn) if sent is None else {**wanted.filled(turn), **sent}
    form_inputs = inputs(turn.knowledge, turn.language, wanted.places, held)
    return Answer(Reply("edit/form", turn.language, facts, (), buttons, answering=True, inputs=form_inputs))


def found(turn: EditorTurn, what: str) -> Record | Answer:
    """The record that the command names; or the question which, or the answer that there is none."""
    kind, said = KIND_OF[what], turn.command.target
    records = find(turn.knowledge, kind, said)
    if len(records) == 1:
        return records[0]
    facts = {"what": "cooperation" if kind == "cooperations" else "case", "said": said, "several": bool(records)}
    buttons = tuple(Choice(_short(title(each, turn.language)), _instead(turn, each)) for each in records)
    return Answer(Reply("edit/which", turn.language, facts, (), buttons, answering=bool(buttons)))


_EDIT_CASE = Text("Rett saken {id}", "Rett saka {id}")
_SAYINGS = {
    "edit_cooperation": Text("Rett samarbeidet {id}", "Rett samarbeidet {id}"),
    "edit_case": _EDIT_CASE,
    "new_step": Text("Nytt steg i saken {id}", "Nytt steg i saka {id}"),
    "edit_step": Text("Rett steg i saken {id}", "Rett steg i saka {id}"),
    "case_history": Text("Historikk for saken {id}", "Historikk for saka {id}"),
    "cooperation_history": Text("Historikk for samarbeidet {id}", "Historikk for samarbeidet {id}"),
    "undo_case": Text("Angre siste endring i saken {id}", "Angre siste endring i saka {id}"),
    "undo_cooperation": Text("Angre siste endring i samarbeidet {id}", "Angre siste endring i samarbeidet {id}"),
}


def _instead(turn: EditorTurn, record: Record) -> str:
    return _SAYINGS.get(turn.command.intent, _EDIT_CASE).in_(turn.language).format(id=record.id)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:58].rsplit(" ", 1)[0] + " …"
