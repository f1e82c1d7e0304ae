"""The pages of the overview: from what is known to HTML and CSV. What a channel serves, and nothing of how it is served."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from urllib.parse import parse_qsl, urlencode

from dialogs.handlers.common import on_day
from dialogs.model import Link, no_link
from dialogs.overview.asked import PATH, Asked, Shown, Table
from dialogs.overview.chosen import chosen, offered
from dialogs.overview.filters import Filters
from dialogs.overview.tables_csv import as_csv
from dialogs.overview.views import NAVIGATION, VIEWS
from dialogs.site.page_render import PageRenderer
from knowledge.model import Language
from knowledge.snapshot import Knowledge

Refusal = Literal["overview_forbidden", "overview_missing"]


@dataclass(frozen=True, slots=True)
class File:
    """A table as CSV."""

    name: str
    body: bytes


class OverviewPages:
    """Writes the pages, from the newest snapshot each time."""

    def __init__(
        self, knowledge: Callable[[], Knowledge], today: Callable[[], date], renderer: PageRenderer, link: Link, *, local: bool
    ) -> None:
        self._knowledge, self._today, self._renderer, self._local = knowledge, today, renderer, local
        self._link = no_link if local else link  # in local mode addresses need no key, and no host

    def answer(
        self, path: str, record: str, language: Language, query: Mapping[str, str], carried: Mapping[str, str]
    ) -> str | File | None:
        """The page at ``path``, which is one of ``VIEWS`` with ``record`` in it, or a table of it; None when there is none."""
        knowledge = self._knowledge()
        asked = Asked(
            knowledge, self._today(), language, path.replace("{id}", record), Filters.read(query, knowledge), record,
            _number(query, "page"), _number(query, "columns"), carried, self._link,
        )  # fmt: skip
        shown = VIEWS[path](asked)
        if shown is None:
            return None
        return self._file(asked, shown, query.get("table", "")) if query.get("format") == "csv" else self._page(asked, shown)

    def refusal(self, reason: Refusal, language: Language, path: str) -> str:
        """A page that says why there is nothing to see."""
        here = {each: f"{path}?lang={each}" for each in ("nb", "nn")}
        facts = {"here": here, "index": "", "local": self._local, "reason": reason, "why": f"{reason}_why"}
        return self._renderer.render("refused", language, facts)

    def sign_in(self, language: Language, path: str, query: str) -> str:
        """The page that lets Teams sign the reader in, and then shows what was asked for."""
        kept = [(name, value) for name, value in parse_qsl(query) if name != "lang"]
        here = {each: f"{path}?{urlencode([*kept, ('lang', each)])}" for each in ("nb", "nn")}
        return self._renderer.render("sign_in", language, {"here": here, "index": "", "local": False, "to": f"{PATH}/innlogging"})

    def _file(self, asked: Asked, shown: Shown, table_id: str) -> File | None:
        table = next((each for each in shown.tables if table_id in ("", each.id)), None)
        name = "-".join(part for part in ("samrad", table.id if table else "", asked.record) if part)
        return File(f"{name}.csv", as_csv(table)) if table else None

    def _page(self, asked: Asked, shown: Shown) -> str:
        frame = {
            "title": shown.title,
            "local": self._local,
            "index": "",
            "here": {each: _switched(asked, each) for each in ("nb", "nn")},
            "navigation": _navigation(asked),
            "filters": offered(asked) if shown.narrows else (),
            "hidden": {"lang": asked.language, **asked.carried},
            "chosen": chosen(asked),
            "search": asked.filters.search,
            "cleared": asked.to(asked.path),
            "tables": [_table(asked, table) for table in shown.tables],
            "today": on_day(asked.today),
            "asked": asked,
            "in_teams": "i" in asked.carried,
        }
        return self._renderer.render(shown.template, asked.language, {**frame, **shown.facts})


def _number(query: Mapping[str, str], name: str) -> int:
    """The number of a page; the first when the address makes no sense."""
    said = query.get(name, "")
    return max(1, int(said)) if said.isascii() and said.isdigit() and len(said) <= 6 else 1


def _switched(asked: Asked, language: str) -> str:
    kept = {"page": str(asked.page), "columns": str(asked.columns)}
    query = {**asked.filters.query(), **{n: v for n, v in kept.items() if v != "1"}, "lang": language, **asked.carried}
    return f"{asked.path}?{urlencode(query)}"


def _navigation(asked: Asked) -> list[dict[str, Any]]:
    return [
        {
            "name": name.in_(asked.language),
            "href": asked.with_filters(path),
            "current": "page" if path == asked.path else "true" if asked.path == f"{path}/{asked.record}" else "",
        }
        for path, name in NAVIGATION.items()
    ]


def _table(asked: Asked, table: Table) -> dict[str, Any]:
    pages = table.pages
    page = min(asked.page, pages)
    return {
        "id": table.id,
        "caption": table.caption,
        "columns": table.columns,
        "rows": table.rows(page) if table.below else (),
        "below": table.below,
        "count": len(table.records),
        "csv": asked.here(format="csv", table=table.id),
        "pages": pages,
        "page": page,
        "before": asked.here(page=str(page - 1)) + f"#{table.id}" if page > 1 else "",
        "after": asked.here(page=str(page + 1)) + f"#{table.id}" if page < pages else "",
    }
