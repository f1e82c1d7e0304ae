"""An Adaptive Card 1.5 round blocks: plain dicts, with buttons and a form, and no larger than Teams takes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from dialogs.blocks import Block, Content, Table
from dialogs.card_blocks import Element, body_of, size_of, weights, words_of
from dialogs.model import Choice
from knowledge.model import Language

SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"
VERB = "say"
"""What our universal actions are called; what they say is in their data, as with other buttons."""
MAX_ACTIONS = 6
"""As many buttons as Teams shows."""
MAX_BYTES = 26 * 1024
"""Teams takes messages up to 28 KB; two are left for the activity round the card."""
MAX_LEAD = 300
"""So many characters of the answer are read aloud first, and stand in the fallback text of a card that was shortened."""

LeftOut = Callable[[int], str]
"""Says in the reader's language that so many items are left out, and that the full text follows."""

_SPOKEN = re.compile(r"[\s<>&]+")  # speech may be SSML, where these are markup


@dataclass(frozen=True, slots=True)
class Below:
    """What stands below the words: a form, then the buttons."""

    choices: Sequence[Choice] = ()
    form: Sequence[Element] = ()
    """Input elements."""


def card_of(language: Language, content: Content, text: str, below: Below, left_out: LeftOut) -> Element:
    """The card, with ``text`` as its fallback. One that Teams would refuse for its size is shortened, and says so."""
    card = _card(language, body_of(content), (_lead(content), text), below)
    if _surely_small(content, text, below) or size_of(card) <= MAX_BYTES:
        return card
    return _shortened(language, content, below, left_out)


def _surely_small(content: Content, text: str, below: Below) -> bool:
    """Spares most cards the measuring: the text stands in a card twice, and each line of it has an element round it."""
    said = sum([len(choice.say) + len(choice.url) for choice in below.choices])
    most = 2 * len(json.dumps(text)) + 12 * said + 250 * (text.count("\n") + 1) + 6 * MAX_LEAD + 1000
    return most < MAX_BYTES and not below.form and not any(isinstance(block, Table) for block in content)


def _card(language: Language, body: list[Element], told: tuple[str, str], below: Below) -> Element:
    """``told`` is what a screen reader says of the card as a whole, and what stands in its place where cards are not shown."""
    lead, text = told
    card: Element = {
        "type": "AdaptiveCard",
        "$schema": SCHEMA,
        "version": "1.5",
        "lang": language,
        "speak": _SPOKEN.sub(" ", lead or text[:MAX_LEAD]).strip(),
        "fallbackText": text,
        "body": [*body, *below.form, *_under_headings(below)],
    }
    last = [choice for choice in below.choices if not choice.under]
    if last:
        card["actions"] = [_button(choice, within=bool(below.form)) for choice in last[:MAX_ACTIONS]]
    return card


def _under_headings(below: Below) -> list[Element]:
    """Buttons in groups, each under its heading; Teams shows as many of each as it does of a card's own."""
    elements: list[Element] = []
    for under, group in groupby([choice for choice in below.choices if choice.under], key=lambda choice: choice.under):
        actions = [_button(choice, within=bool(below.form)) for choice in group]
        elements += [words_of((under,), "heading"), {"type": "ActionSet", "actions": actions[:MAX_ACTIONS]}]
    return elements


def _button(choice: Choice, *, within: bool) -> Element:
    """A button; beside a form it sends what was filled in, unless it stands alone. One with an address opens a page."""
    if choice.url:
        return {"type": "Action.OpenUrl", "title": choice.title, "url": choice.url}
    button: Element = {"type": "Action.Submit", "title": choice.title, "data": {"say": choice.say}}
    if within and choice.alone:
        button["associatedInputs"] = "none"
    if choice.apart:  # an old client, and a channel that knows no universal actions, falls back on the button as it was
        return {**button, "type": "Action.Execute", "verb": VERB, "fallback": button}
    return button


def refresh(card: Element, title: str, say: str) -> None:
    """Have the card ask for the reader's own view of it, where there is room: every client does so where few read along."""
    asking = {"action": {"type": "Action.Execute", "title": title, "verb": VERB, "data": {"say": say}}}
    if size_of(card) + size_of(asking) <= MAX_BYTES:
        card["refresh"] = asking


def _shortened(language: Language, content: Content, below: Below, left_out: LeftOut) -> Element:
    """Drop items from the end of whichever list is longest until the card fits; each list says how many it lost."""
    lead = _lead(content)
    told = (lead, f"{lead}\n{left_out(0)}".strip())
    kept: list[list[Any]] = [list(block.rows if isinstance(block, Table) else block.lines) for block in content]
    sizes = [weights(block) for block in content]
    lost = [0] * len(content)
    totals = [sum(each) for each in sizes]
    excess = size_of(_card(language, body_of(content), told, below)) - MAX_BYTES
    while excess > 0:
        # A list keeps one item and a table its header and one row, so that what is left still makes sense.
        spare = [n for n, b in enumerate(content) if len(kept[n]) > (2 if isinstance(b, Table) else 1)]
        if not spare:
            return _card(language, body_of(_beginning(lead, content[-1], left_out)), told, below)
        longest = max(spare, key=totals.__getitem__)
        if not lost[longest]:
            excess += 2 * len(json.dumps(left_out(len(kept[longest])))) + 100
        kept[longest].pop()
        totals[longest] -= (freed := sizes[longest].pop())
        excess -= freed
        lost[longest] += 1
    shorter: Content = []
    for block, entries, count in zip(content, kept, lost, strict=True):
        shorter.append(Table(entries) if isinstance(block, Table) else Block(block.kind, entries))
        if count:
            shorter.append(_note(left_out(count)))
    card = _card(language, body_of(shorter), told, below)
    # what is left of a table may be shown in another way than the whole
    return card if size_of(card) <= MAX_BYTES else _card(language, body_of(_beginning(lead, content[-1], left_out)), told, below)


def _lead(content: Content) -> str:
    """The answer itself, which comes first; nothing where a table does."""
    first = content[0]
    return "" if isinstance(first, Table) else "".join(first.lines[0])[:MAX_LEAD]


def _note(text: str) -> Block:
    return Block("note", [(text,)])


def _beginning(lead: str, last: Block | Table, left_out: LeftOut) -> Content:
    """What is left when no list can give more: how the answer begins, and its sources if they are few."""
    kept: Content = [Block("lead", [(lead,)]), _note(left_out(0))]
    if isinstance(last, Block) and last.kind == "sources" and len("".join(last.lines[0])) < 1000:
        kept.append(last)
    return kept
