"""The last touch on what a template yields: capitals, and a lead that is one sentence. Never words of our own."""

from __future__ import annotations

import re
from dataclasses import replace

from dialogs.blocks import Block, Content, Table
from dialogs.model import Choice
from dialogs.written import begun

LONG_LEAD = 200
"""A lead of more characters keeps its first sentence; the others become a paragraph."""
_SENTENCE_ENDS = re.compile("(?<=[a-zæøå]{3}[.!?]) (?=[A-ZÆØÅ«])")


def clean_choice(choice: Choice) -> Choice:
    """A button whose title is one line that begins with a capital."""
    title = begun(" ".join(choice.title.split()))
    return choice if title == choice.title else replace(choice, title=title)


def with_capital(block: Block | Table) -> Block | Table:
    """An answer and an item of a list begin with a capital, also where a name begins small within a sentence."""
    if isinstance(block, Table) or block.kind not in ("lead", "list"):
        return block
    for n, line in enumerate(block.lines):
        first = 0 if line[0] or len(line) == 1 else 1
        if line[first][:1].islower():
            block.lines[n] = (*line[:first], begun(line[first]), *line[first + 1 :])
    return block


def with_short_lead(content: Content) -> Content:
    """The answer in one sentence where it has several and is long: bold is for what one reads first."""
    first = content[0]
    if isinstance(first, Table) or first.kind != "lead" or len(first.lines[0]) > 1 or len(first.lines[0][0]) <= LONG_LEAD:
        return content
    sentence, *rest = _SENTENCE_ENDS.split(first.lines[0][0], maxsplit=1)
    return [Block("lead", [(sentence,)]), *(Block("paragraph", [(more,)]) for more in rest), *content[1:]]
