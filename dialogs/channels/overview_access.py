"""Who may see the overview, and what the addresses on its pages must hold for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from aiohttp import web

from dialogs.channels.gate import has_key


@dataclass(frozen=True, slots=True)
class Access:
    """In local mode everybody on this machine (``dialogs.channels.overview`` stops all others); else whoever has the key.

    One key opens the whole overview, since its pages lead to each other (``dialogs.site.links.scope``).
    """

    local: bool
    secret: str = field(repr=False)

    def may_see(self, request: web.Request) -> bool:
        """True for one who may see the page that is asked for."""
        return self.local or has_key(request, self.secret)

    def carried(self, request: web.Request) -> Mapping[str, str]:
        """What every address on the page must hold for the reader to go on."""
        key = request.query.get("key", "")
        return {"key": key} if key and not self.local else {}

    def headers(self, request: web.Request) -> Mapping[str, str]:
        """What the answer to this reader has beside the headers of every page."""
        return {}
