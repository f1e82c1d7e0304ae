"""What feedback is about: the subjects of an answer, and the topic of a question that had none. Never who, or in what words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from knowledge.model import Language

Reaction = Literal["like", "dislike"]
"""As Teams names them."""
REACTIONS: tuple[Reaction, ...] = ("like", "dislike")

MAX_COMMENT = 1000
"""So many characters of a comment are kept."""
MAX_SHARED = 500
"""So many characters of a question are kept for the editors."""


@dataclass(frozen=True, slots=True)
class About:
    """What an answer was about. Ids of the register and keys of replies; nothing of the words or the person."""

    reply: str
    """The key of the reply."""
    intent: str
    language: Language
    revision: int
    """Of the register that it was answered from."""
    subjects: tuple[tuple[str, str], ...] = ()
    """Kind and id, what the answer was most about first: ``("cooperation", "sogn-ko")``."""

    def to_json(self) -> dict[str, Any]:
        """As plain data."""
        return {**asdict(self), "subjects": [list(each) for each in self.subjects]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> About:
        """The inverse."""
        return cls(**{**data, "subjects": tuple((kind, name) for kind, name in data["subjects"])})


@dataclass(frozen=True, slots=True)
class Topic:
    """What a question without an answer was about, as far as it may be counted; empty where it is not known."""

    reason: str
    """outside, unclear, missing_cooperation, missing_case, not_followed (asked back, and not taken up), silent."""
    language: Language
    intent: str = ""
    field: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """One person's judgement of one answer, as it is kept."""

    reference: str
    """What it is deleted by. It leads to nobody."""
    day: date
    reaction: Reaction
    comment: str
    about: About


@dataclass(frozen=True, slots=True)
class Counted:
    """How many questions on a topic had no answer."""

    topic: Topic
    count: int
    last: date


@dataclass(frozen=True, slots=True)
class SharedQuestion:
    """A question whose words somebody agreed to leave to the editors."""

    reference: str
    """What it is deleted by, by whoever knows it."""
    day: date
    text: str
    topic: Topic


@dataclass(frozen=True, slots=True)
class Feedback:
    """All feedback of a period."""

    judged: tuple[Judged, ...]
    unanswered: tuple[Counted, ...]
    """The most frequent first."""
    questions: tuple[SharedQuestion, ...]
