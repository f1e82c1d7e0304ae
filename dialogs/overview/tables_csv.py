"""A table for spreadsheets: semicolons, the reader's words, and no cell that a spreadsheet reckons with."""

from __future__ import annotations

import csv
import io

from dialogs.overview.asked import Cell, Table, Value

_FORMULA = ("=", "+", "-", "@")


def as_csv(table: Table) -> bytes:
    """All of its rows, as bytes that Excel takes for what they are."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([_told(value) for value in table.row(record)] for record in table.records)
    return out.getvalue().encode("utf-8-sig")


def _told(value: Value) -> str | int | float:
    told = value if not isinstance(value, Cell) else value.text if value.told is None else value.told
    if not isinstance(told, str):
        return told
    text = " ".join(told.split())
    return f"'{text}" if text.startswith(_FORMULA) else text
