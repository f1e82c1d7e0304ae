"""The page that a person's link opens, and the file behind its button. What a channel serves, nothing of how."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from dialogs.mydata.file import as_json, parts_of
from dialogs.mydata.tickets import opened
from dialogs.site.page_render import PageRenderer
from knowledge.model import Language
from storage.database import Database
from storage.keeping import Limits


class MyDataPages:
    """Shows and hands out what is kept of the one whose link it is."""

    def __init__(
        self, database: Database, limits: Limits, renderer: PageRenderer, secret: str, clock: Callable[[], datetime],
        *, local: bool,
    ) -> None:  # fmt: skip
        self._database, self._limits, self._renderer = database, limits, renderer
        self._secret, self._clock, self._local = secret, clock, local

    async def page(self, path: str, ticket: str, language: Language) -> str | None:
        """What there is, with a button that gets the file; None when the link opens nothing."""
        person = opened(self._secret, ticket, self._clock())
        if person is None:
            return None
        parts = await parts_of(self._database, person, language, self._limits)
        told = [{"what": part.what, "count": len(part.rows), "how_long": part.how_long} for part in parts]
        return self._renderer.render("mydata", language, {**self._frame(path), "parts": told})

    async def file(self, ticket: str, language: Language) -> bytes | None:
        """The file; None when the link opens nothing."""
        person = opened(self._secret, ticket, self._clock())
        if person is None:
            return None
        parts = await parts_of(self._database, person, language, self._limits)
        return as_json(parts, person, language, self._clock())

    def gone(self, path: str, language: Language) -> str:
        """The page for a link that opens nothing, or no longer."""
        words = {"reason": "link_gone", "why": "mydata_gone_why"}
        return self._renderer.render("refused", language, {**self._frame(path), **words})

    def _frame(self, path: str) -> dict[str, object]:
        return {"here": {"nb": f"{path}?lang=nb", "nn": f"{path}?lang=nn"}, "index": "", "local": self._local}
