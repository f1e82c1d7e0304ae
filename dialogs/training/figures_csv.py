"""Group figures as a table for spreadsheets: semicolons, the reader's words, and no cell that a spreadsheet reckons with."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence

from dialogs.training.item_labels import theme_label
from knowledge.basics import Language, Text
from knowledge.group_figures import Figure
from knowledge.quiz import ROLE_NAMES, Role

_HEADER = (
    Text("Måned", "Månad"),
    Text("Svar", "Svar"),
    Text("Tema", "Tema"),
    Text("Tallet gjelder", "Talet gjeld"),
    Text("Spørsmål (kode)", "Spørsmål (kode)"),
    Text("Spørsmål", "Spørsmål"),
    Text("Kommune", "Kommune"),
    Text("Rolle", "Rolle"),
    Text("Antall svar", "Tal på svar"),
    Text("Rette svar", "Rette svar"),
    Text("Prosent rette", "Prosent rette"),
)
_ANSWERS = {"first": Text("første svar", "første svar"), "later": Text("senere svar", "seinare svar")}
_ALL, _ITEM, _GROUP = Text("hele temaet", "heile temaet"), Text("ett spørsmål", "eitt spørsmål"), Text("en gruppe", "ei gruppe")
_OTHER_ITEMS = Text("andre spørsmål, samlet", "andre spørsmål, samla")
_OTHER_TOWNS = Text("andre eller ikke oppgitt, samlet", "andre eller ikkje oppgjeve, samla")
_OTHER_ROLES = Text("andre eller ikke oppgitt, samlet", "andre eller ikkje oppgjeve, samla")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")

Months = Mapping[str, Sequence[Figure]]
"""The figures of each month."""


def as_csv(months: Months, language: Language, stem_of: Callable[[str], str], town_of: Callable[[str], str]) -> str:
    """The table, a line a figure, the oldest month first; the sums of whole themes are there too."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow([text.in_(language) for text in _HEADER])
    for month, figures in sorted(months.items()):
        for row in (*_wholes(figures), *figures):
            writer.writerow([_cell(each) for each in (month, *_told(row, language, stem_of, town_of))])
    return out.getvalue()


def encoded(table: str) -> bytes:
    """As bytes that Excel takes for what they are."""
    return table.encode("utf-8-sig")


def _wholes(figures: Sequence[Figure]) -> list[Figure]:
    """The whole of each theme: all groups together."""
    sums: dict[tuple[str, str], Figure] = {}
    for f in figures:
        if f.part == "group":
            before = sums.get((f.answers, f.theme))
            given, right = (before.given, before.right) if before else (0, 0)
            sums[f.answers, f.theme] = Figure(f.answers, f.theme, "group", "*", "", given + f.given, right + f.right)
    return list(sums.values())


def _told(f: Figure, language: Language, stem_of: Callable[[str], str], town_of: Callable[[str], str]) -> tuple[str | int, ...]:
    what, item, stem, town, role = _ITEM, f.name, "", "", ""
    if f.part == "item":
        stem = stem_of(f.name) if f.name else _OTHER_ITEMS.in_(language)
    elif f.name == "*":
        what, item = _ALL, ""
    else:
        what, item = _GROUP, ""
        town = town_of(f.name) if f.name else _OTHER_TOWNS.in_(language)
        role = ROLE_NAMES[Role(f.role)].in_(language) if f.role in set(Role) else _OTHER_ROLES.in_(language)
    share = round(100 * f.right / f.given) if f.given else 0
    theme = theme_label(f.theme, language)
    told = (_ANSWERS[f.answers].in_(language), theme, what.in_(language), item, stem, town, role)
    return (*told, f.given, f.right, share)


def _cell(value: str | int) -> str | int:
    """A cell that a spreadsheet shows as it is: what it would take for a formula is made text."""
    if isinstance(value, str):
        value = " ".join(value.split())
        return f"'{value}" if value.startswith(_FORMULA) else value
    return value
