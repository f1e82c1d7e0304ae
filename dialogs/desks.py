"""The desks behind the command line: which of them does a command."""

from __future__ import annotations

import argparse

from dialogs import law_desk
from dialogs.delivery import outbox_desk
from dialogs.editing import papers
from dialogs.editing.papers import Desk
from dialogs.mydata import desk as mydata_desk
from dialogs.training import figures_told

__all__ = ["Desk", "run"]

_DESKS = {
    "import-law": law_desk.import_law_text,
    "confirm-law": law_desk.confirm_paragraphs,
    "outbox": outbox_desk.outbox,
    "mydata": mydata_desk.mydata,
    "quiz-figures": figures_told.quiz_figures,
}


async def run(arguments: argparse.Namespace, desk: Desk) -> int:
    """Do the command; its exit status."""
    if arguments.command == "report":  # pages and files take long to import, and no other command writes any
        from dialogs.ownership.desk import report  # noqa: PLC0415

        return await report(arguments, desk)
    return await _DESKS.get(arguments.command, papers.run)(arguments, desk)
