"""What passes between a channel, the one path and the templates. Never an Activity, a database row or a sentence."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, Protocol

from dialogs.cited import CitedLaw, Cites
from dialogs.cited import CitedSource as CitedSource
from knowledge.feedback import About, Reaction
from knowledge.model import Citation, Language
from knowledge.snapshot import Knowledge
from knowledge.understanding.question import Context, Question, Slots


@dataclass(frozen=True, slots=True)
class Address:
    """Who speaks, and where. ``tenant`` is empty in local mode."""

    channel: str
    """``msteams``, ``web``, ``console``, ``emulator``, ..."""
    user: str
    """Stable id of the person: Entra object id in Teams, else the channel's own."""
    conversation: str
    tenant: str = ""
    group: bool = False
    """True in a channel or group chat, where others read along."""

    @property
    def whole(self) -> str:
        """The conversation itself, without the thread of it that was written in."""
        return self.conversation.partition(";messageid=")[0]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a message; not fetched until somebody asks for it."""

    name: str
    content_type: str
    fetch: Callable[[], Awaitable[bytes]]
    """The bytes; raises ``AttachmentFault`` when they cannot be had or are too many."""


class AttachmentFault(Exception):
    """A file could not be had. ``reason`` is ``too_large``, ``not_allowed`` or ``unreachable``."""

    def __init__(self, reason: Literal["too_large", "not_allowed", "unreachable"]) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Message:
    """What a person said, or pressed."""

    address: Address
    text: str = ""
    """The words, without the mention of the bot; empty when nothing was said."""
    id: str = ""
    """The channel's id of the message, to drop repeats; empty when it has none."""
    edited: str = ""
    """When an earlier message, whose ``id`` this is, was changed to these words; empty for a new one."""
    pressed: bool = False
    """True when the words come from a button of ours."""
    apart: bool = False
    """True when the first reply is shown to the one who pressed, and to nobody else."""
    kind: Literal["said", "unsaid", "joined", "installed"] = "said"
    """``unsaid``: an earlier message, whose ``id`` this is, was deleted. ``joined``: a person opened the conversation, so we
    greet; ``installed``: we were added to it, which a channel may tell in several ways at once, so we greet once."""
    locale: str = ""
    """What the channel says of the reader's language, as ``nb-NO``; may be empty."""
    values: Mapping[str, str] = field(default_factory=dict)
    """What was filled into the form whose button was pressed, by input id."""
    attachments: tuple[Attachment, ...] = ()
    reference: Mapping[str, Any] | None = None
    """Where to write to this conversation later, in the channel's own JSON; None where nothing can be sent unprompted."""


@dataclass(frozen=True, slots=True)
class Input:
    """A place to fill in. Its label is read aloud, so it says all that is needed."""

    id: str
    label: str
    kind: Literal["text", "lines", "date", "choice", "several", "flag"] = "text"
    """``lines`` is text of several lines; ``several`` is any number of the options, whose values come joined by commas; ``flag``
    a box to tick, whose value is ``true`` or empty."""
    value: str = ""
    options: tuple[tuple[str, str], ...] = ()
    """Value and title of what can be chosen."""
    required: bool = False
    hint: str = ""
    limit: int = 0
    """So many characters may be written; 0 for as many as one likes."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: pressing it says ``say``, or opens the page at ``url``."""

    title: str
    say: str
    url: str = ""
    alone: bool = False
    """True for a button beside a form that does not send what was filled in, such as the one that lets it be."""
    apart: bool = False
    """True for a button in a group whose answer is shown to the one who pressed it, in place of the card, and to nobody else."""
    under: str = ""
    """The heading that the button stands under, with the others that have it; most stand last, under none."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What we decided to say. ``key`` names the template; ``facts`` is what it may use."""

    key: str
    language: Language
    facts: Mapping[str, Any] = field(default_factory=dict)
    sources: tuple[CitedSource, ...] = ()
    choices: tuple[Choice, ...] = ()
    answering: bool = False
    """True when the choices answer a question of ours; else they are what may be asked next."""
    inputs: tuple[Input, ...] = ()
    """A form below the words; pressing a choice sends what was filled in along with it."""
    typed: tuple[str, ...] = ()
    """How to fill in the form in writing, a line each, in place of how forms are filled in otherwise."""
    follow: str = ""
    """What to say again in a while to learn how it goes, where a channel can do that by itself."""
    about: About | None = None
    """What an answer was about, for those who judge it; None for all that is no answer."""
    laws: tuple[CitedLaw, ...] = ()
    """The paragraphs that the words rest on and name."""
    own_view: str = ""
    """For a card that a group sees: what to say to see it as it is for the one who reads, where a channel does that by itself."""
    alike: bool = False
    """True where every reader's view of it rests on the same sources, so that they may stand beside the card."""
    reader: Mapping[str, Any] = field(default_factory=dict)
    """For the view of such a card that one reader sees: what makes it theirs."""


@dataclass(frozen=True, slots=True)
class RenderedReply:
    """A reply in the shapes that channels need; the channel takes what it can show."""

    language: Language
    text: str
    """The whole reply as plain text with line breaks, sources and choices included."""
    card: Mapping[str, Any]
    """An Adaptive Card 1.5 with fallback text. Buttons are Action.Submit with ``data: {"say": "…"}``."""
    html: str
    """A fragment for the chat page, everything escaped; without the choices."""
    choices: tuple[Choice, ...] = ()
    inputs: tuple[Input, ...] = ()
    follow: str = ""
    about: About | None = None
    """Set for an answer that can be judged, where the channel has a way to."""
    cites: Cites | None = None
    """The sources one by one, where the channel has a way of its own to show them; they stand in the words too."""


Respond = Callable[[Message], Awaitable[tuple[RenderedReply, ...]]]
"""The one path, as a channel sees it: a message in, replies out, in order. Empty for a repeat."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person thought of an answer."""

    reaction: Reaction
    comment: str = ""


class FeedbackLoop(Protocol):
    """What a channel needs to let people judge answers. ``message`` is the channel's id of the message that was judged."""

    async def told(self, address: Address, message: str, about: About) -> None:
        """An answer was given in that message: it may be judged from now on."""
        ...

    async def form(self, address: Address, message: str, reaction: Reaction, locale: str) -> RenderedReply:
        """The form to comment in, in the language of the answer."""
        ...

    async def judged(self, address: Address, message: str, verdict: Verdict) -> None:
        """Keep the verdict, in place of an earlier one by the same person."""
        ...


class Link(Protocol):
    """Gives the address of one of our pages, with the key that opens it; empty when we do not know where we are reached."""

    def __call__(self, path: str, **query: str) -> str:
        """The address of ``path``, which begins with a slash."""


def no_link(path: str, **query: str) -> str:
    """For where nothing is served: no page has an address."""
    return ""


@dataclass(frozen=True, slots=True)
class Turn:
    """All that a handler may look at: the question understood, what is known, and the day."""

    question: Question
    knowledge: Knowledge
    context: Context
    today: date
    memory: Mapping[str, Any] = field(default_factory=dict)
    """What the answer before left behind: citations, place in a list."""
    link: Link = no_link
    editor: bool = False
    """True for one who may change what is known."""
    who: str = ""
    """The key that the person is known under."""
    user: str = ""
    """The id that the channel gives the person, to be shown to themselves alone."""
    values: Mapping[str, str] = field(default_factory=dict)
    """What was filled into the form whose button was pressed."""

    @property
    def language(self) -> Language:
        """The language that the answer is given in."""
        return self.question.language

    @property
    def slots(self) -> Slots:
        """What the question is about."""
        return self.question.slots


@dataclass(frozen=True, slots=True)
class Answer:
    """What a handler decided: the reply, what it rests on, and what the conversation remembers of it."""

    reply: Reply
    citations: tuple[Citation, ...] = ()
    slots: Slots | None = None
    """What the conversation is now about, where the answer settled more than the question said."""
    memory: Mapping[str, Any] = field(default_factory=dict)
