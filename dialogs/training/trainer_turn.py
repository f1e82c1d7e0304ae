"""What answers a trainer, or one who suggests an item, may look at and use; and buttons in their language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dialogs.model import Choice, Input, Reply
from dialogs.training.item_desk import ItemDesk
from knowledge.basics import Language, Text
from knowledge.legal import LawBook
from knowledge.snapshot import Knowledge
from knowledge.understanding.trainer_commands import TrainerCommand
from storage.quiz_items import StoredItem


@dataclass(frozen=True, slots=True)
class TrainerTurn:
    """One command, and what it is answered with."""

    command: TrainerCommand
    language: Language
    knowledge: Knowledge
    trainer: bool
    desk: ItemDesk
    values: Mapping[str, str] = field(default_factory=dict)
    """What was filled into the form whose button was pressed."""
    seen: Mapping[str, int] = field(default_factory=dict)
    """The versions of items that this person was shown last, by number."""

    @property
    def book(self) -> LawBook:
        """The rules of law."""
        return self.knowledge.language.law

    def button(self, title: Text, say: str = "", *, alone: bool = False) -> Choice:
        """A button that says its title unless told otherwise."""
        words = title.in_(self.language)
        return Choice(words, say or words, alone=alone)

    def reply(
        self, key: str, facts: Mapping[str, Any], *choices: Choice, inputs: tuple[Input, ...] = (), answering: bool = False
    ) -> Reply:
        """A reply of the trainer's part."""
        return Reply(f"trainer/{key}", self.language, facts, choices=choices, inputs=inputs, answering=answering)

    def version_of(self, stored: StoredItem) -> int:
        """The version that the button was made for; of words, the one that was shown last, if any was."""
        return self.command.version or self.seen.get(str(stored.number), stored.version)


WAITING = Text("Spørsmålene som venter", "Spørsmåla som ventar")
OWN = Text("Egne spørsmål", "Eigne spørsmål")
SUGGEST = Text("Foreslå spørsmål", "Føreslå spørsmål")
