"""Municipalities by cooperations: who is with what, in which form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from dialogs.handlers.common import begun, label, on_day
from dialogs.overview.asked import ROWS, Asked, Shown, Table, pages_of
from dialogs.overview.counts import by_field, by_form, by_status
from dialogs.overview.digest import DRAWN, Sums, digests
from dialogs.overview.forms import ROLES, mark
from dialogs.overview.listed import COLUMNS, row_of
from knowledge.agenda import Wanted, coming
from knowledge.model import Cooperation, Text
from knowledge.periods import Span

WIDEST = 16
"""So many municipalities stand beside each other."""
_TITLE = Text("Samarbeid mellom kommuner", "Samarbeid mellom kommunar")
_CAPTION = Text("Samarbeid og kommuner", "Samarbeid og kommunar")
Group = tuple[str, tuple[str, ...]]
"""The name of a region or county, and its municipalities."""


def matrix(asked: Asked) -> Shown:
    """The matrix, with what there is in numbers above it."""
    language, found = asked.language, asked.filters.cooperations(asked.knowledge)
    sums = asked.filters.sums(asked.knowledge)
    sheets = _sheets(_columns(asked, sums))
    sheet = min(asked.columns, len(sheets))
    groups = sheets[sheet - 1] if sheets else []
    shown = [m for _, members in groups for m in members]
    around = asked.knowledge.by_municipality
    drawn = frozenset(c for m in shown for c in around.get(m, ()))
    records = [c for c in found if c.id in drawn]
    page = min(asked.page, pages_of(len(records)))
    facts = {
        "count": len(found),
        "drawn": len(records),
        "without": sums.unplaced,
        "numbers": _numbers(asked, sums),
        "by_form": by_form(asked, sums),
        "by_status": by_status(asked, sums),
        "by_field": by_field(asked, sums),
        "groups": [{"name": name, "count": len(members)} for name, members in groups],
        "heads": [{"name": asked.knowledge.municipality_name(m), "href": asked.municipality(m)} for m in shown],
        "parts": _parts(asked, records[(page - 1) * ROWS : page * ROWS], shown),
        "rows": _pager(asked, page, pages_of(len(records)), "page"),
        "sheets": _pager(asked, sheet, len(sheets), "columns"),
        "list": asked.with_filters(f"{asked.path}/samarbeid"),
    }
    columns = [column.in_(language) for column in COLUMNS]
    table = Table("matrise", _CAPTION.in_(language), columns, found, lambda c: row_of(asked, c), below=False)
    return Shown("overview/matrix", _TITLE.in_(language), facts, (table,))


def _numbers(asked: Asked, sums: Sums) -> dict[str, Any]:
    cases = [c for c in asked.knowledge.register.cases.values() if asked.filters.takes(asked.knowledge, c)]
    ids = {c.id for c in cases}
    ahead = [t for t in coming(asked.knowledge, Wanted(), Span(asked.today), asked.today) if t.case.id in ids]
    ahead = [t for t in ahead if t.step.on.first_day() >= asked.today]
    return {
        "now": sums.standing["now"],
        "maybe": sums.standing["maybe"],
        "places": len(sums.members),
        "cases": len(cases),
        "next": on_day(ahead[0].step.on.first_day()) if ahead and ahead[0].step.on.day else "",
    }


def _columns(asked: Asked, sums: Sums) -> list[Group]:
    """The municipalities that something is known of, by region, else by county."""
    known, places = asked.knowledge, asked.filters.municipalities(asked.knowledge)
    there = sums.drawn if places is None else sums.drawn & places
    register = known.register
    rank = {region: number for number, region in enumerate(register.regions)}
    chosen = asked.filters.region if asked.filters.region in rank else ""

    def home(municipality: str) -> tuple[int, str]:
        regions = known.regions_of.get(municipality, ())
        region = chosen if chosen in regions else min(regions, key=rank.__getitem__, default="")
        county = register.municipalities[municipality].county
        return (rank[region], register.regions[region].name.in_(asked.language)) if region else (len(rank), county)

    homes = sorted((home(m), register.municipalities[m].name, m) for m in there)
    return [(name, tuple(m for _, _, m in own)) for (_, name), own in groupby(homes, key=lambda each: each[0])]


def _sheets(groups: Iterable[Group]) -> list[list[Group]]:
    """Groups on sheets that are no wider than ``WIDEST``; a group is broken only where it is wider than a sheet."""
    sheets: list[list[Group]] = []
    room = 0
    for name, members in groups:
        for start in range(0, len(members), WIDEST):
            part = members[start : start + WIDEST]
            if len(part) > room:
                sheets.append([])
                room = WIDEST
            sheets[-1].append((name, part))
            room -= len(part)
    return sheets


def _parts(asked: Asked, records: Sequence[Cooperation], shown: Sequence[str]) -> list[dict[str, Any]]:
    """The rows, by status."""
    told = digests(asked.knowledge)
    return [
        {"name": begun(label(status, asked.language)), "rows": [_row(asked, record, shown) for record in own]}
        for status, own in groupby(records, key=lambda c: told[c.id].status)
    ]


def _row(asked: Asked, record: Cooperation, shown: Sequence[str]) -> dict[str, Any]:
    language = asked.language
    roles = {p.municipality: p.role for p in record.participants if p.municipality and p.role in DRAWN}
    drawn = mark(asked.knowledge, record, language)
    fields = asked.knowledge.register.fields
    return {
        "name": begun(record.name.in_(language)),
        "href": asked.cooperation(record.id),
        "mark": drawn,
        "fields": ", ".join(fields[f].name.in_(language) for f in record.fields[:2]),
        "cells": [{"role": roles[m].value, "said": ROLES[roles[m]].in_(language)} if m in roles else None for m in shown],
        "more": len(roles.keys() - set(shown)),
    }


def _pager(asked: Asked, now: int, pages: int, name: str) -> dict[str, Any]:
    """From one page of rows or columns to the next; the first rows where the columns change."""
    kept = {"columns": str(asked.columns)} if name == "page" and asked.columns > 1 else {}
    return {
        "page": now,
        "pages": pages,
        "before": asked.here(None, **kept | {name: str(now - 1)}) + "#matrise" if now > 1 else "",
        "after": asked.here(None, **kept | {name: str(now + 1)}) + "#matrise" if now < pages else "",
    }
