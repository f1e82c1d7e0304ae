"""Buttons in plain text: what can be said next, and the addresses of pages that can be opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from dialogs.blocks import Line
from dialogs.model import Choice


def told(write: Callable[..., Line], choices: Sequence[Choice], *, answering: bool) -> Iterator[str]:
    """Each page on a line of its own, then what can be said, each group under its heading on a line.

    ``write`` writes the partial for those that stand under none.
    """
    for choice in choices:
        if choice.url:
            yield f"{choice.title}: {choice.url}"
    for under, group in groupby([choice for choice in choices if not choice.url], key=lambda choice: choice.under):
        titles = [choice.title for choice in group]
        yield f"{under}: {' · '.join(titles)}" if under else "".join(write(titles=titles, answering=answering))
