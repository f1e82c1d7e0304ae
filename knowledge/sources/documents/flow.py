"""Text that is put together block by block, with tables row by row: cells of a row are parted by a tab."""

from __future__ import annotations

import re
from itertools import zip_longest

_WHITE = re.compile(r"[ \t\r\n\f]+")
_ALL_BUT_TABS = re.compile(r"[ \r\n\f]+")
_SHORT = 60
"""Lines within cells that are no longer than this are read across; longer ones are prose, and each cell is read to its end."""


class Flow:
    """Collects lines. Within a cell they stay in the cell, until its row is done."""

    def __init__(self) -> None:
        self._lines: list[list[str]] = [[]]
        self._line: list[str] = []
        self._rows: list[list[str]] = []
        self._mark = ""
        self._as_is = False
        self._aside: list[tuple[list[str], str]] = []
        self._gap = False

    def mark(self, text: str) -> None:
        """Goes before whatever the next line with text in it is, as the number of a point."""
        self._mark = text

    def gap(self) -> None:
        """There is room before whatever the next line with text in it is. Within a cell there is none."""
        self.block()
        self._gap = self._gap or len(self._lines) == 1

    def _append(self, line: str) -> None:
        if self._gap and len(self._lines) == 1 and line.strip():
            if self._lines[0] and self._lines[0][-1]:
                self._lines[0].append("")
            self._gap = False
        self._lines[-1].append(line)

    def add(self, text: str, *, keep_lines: bool = False, tabs: bool = False) -> None:
        """More of the line at hand; white space is folded, but for the line breaks or tabs that are to be kept."""
        if tabs:
            self._line.append(_ALL_BUT_TABS.sub(" ", text))
        elif keep_lines:
            self._as_is = True
            first, *more = text.replace("\r\n", "\n").split("\n")
            self._line.append(first)
            for line in more:
                self.line()
                self._as_is = True
                self._line.append(line)
        else:
            self._line.append(_WHITE.sub(" ", text))

    def line(self) -> None:
        """The line at hand is done, if it is blank too."""
        line = "".join(self._line)
        line = line.rstrip(" ") if self._as_is else re.sub(r" {2,}", " ", line).strip(" ")
        self._as_is = False
        if line.strip() and self._mark:
            line, self._mark = f"{self._mark} {line}", ""
        self._append(line)
        self._line = []

    def end_paragraph(self) -> None:
        """The paragraph is done; a blank one leaves a blank line."""
        self.line()

    def aside(self) -> None:
        """What follows stands in a box: the line at hand waits until that is done."""
        self._aside.append((self._line, self._mark))
        self._line, self._mark = [], ""

    def end_aside(self) -> None:
        """The box is done, and the line goes on."""
        self.block()
        if self._aside:
            self._line, self._mark = self._aside.pop()

    def block(self) -> None:
        """Whatever follows is on a line of its own."""
        if "".join(self._line).strip():
            self.line()
        self._line = []

    def table(self) -> None:
        """A table begins."""
        self.block()

    def end_table(self) -> None:
        """What follows is outside the table."""
        self.block()

    def row(self) -> None:
        """A row begins."""
        self.block()
        self._rows.append([])

    def cell(self) -> None:
        """A cell begins."""
        self.block()
        self._lines.append([])

    def end_cell(self) -> None:
        """The cell is done."""
        self.block()
        if len(self._lines) == 1:
            return
        text = "\n".join(self._lines.pop()).strip("\n")
        if self._rows:
            self._rows[-1].append(text)
        else:
            self._lines[-1].append(text)

    def end_row(self) -> None:
        """The row is done: its cells stand on one line, or what is beside each other in them does."""
        self.block()
        if self._rows:
            text = _row(self._rows.pop())
            if text:
                self._append(text)

    def text(self) -> str:
        """All of it."""
        self.block()
        return "\n".join("\n".join(lines) for lines in self._lines if lines)

    def take(self) -> str:
        """All of it so far, which is then forgotten."""
        text = self.text()
        self._lines, self._rows = [[]], []
        return text


def _row(cells: list[str]) -> str:
    """The text of a row, from the top as cells are set, so that a name goes with the day beside it."""
    lines = [cell.split("\n") for cell in cells]
    if max((len(line) for cell in lines for line in cell), default=0) > _SHORT:
        return "\t".join(cells).strip("\t")
    across = ("\t".join(line for line in beside if line is not None) for beside in zip_longest(*lines))
    return "\n".join(text.strip("\t") for text in across if text.strip("\t"))
