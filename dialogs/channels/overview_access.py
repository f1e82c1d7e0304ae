"""Who may see the overview, and what the addresses on its pages must hold for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from aiohttp import web

from dialogs.channels.gate import has_key
from dialogs.channels.tab import IN_TEAMS, Tab


@dataclass(frozen=True, slots=True)
class Access:
    """In local mode everybody on this machine (``dialogs.channels.overview`` stops all others); else the key, or Teams' sign-in.

    One key opens the whole overview, since its pages lead to each other (``dialogs.site.links.scope``).
    """

    local: bool
    secret: str = field(repr=False)
    tab: Tab | None = None
    """Where people are let in who are signed in to Teams."""

    def may_see(self, request: web.Request) -> bool:
        """True for one who may see the page that is asked for."""
        return self.local or has_key(request, self.secret) or (self.tab is not None and self.tab.is_signed_in(request))

    def way_in(self, request: web.Request, headers: Mapping[str, str]) -> web.Response | None:
        """For one who may not see it yet: the page that signs in, where Teams is round it."""
        return self.tab.sign_in_page(request, headers) if self.tab and self.tab.is_in_teams(request) else None

    def carried(self, request: web.Request) -> Mapping[str, str]:
        """What every address on the page must hold for the reader to go on."""
        if self.local:
            return {}
        key = request.query.get("key", "")
        in_teams = self.tab is not None and self.tab.is_in_teams(request)
        return {**({"key": key} if key else {}), **(IN_TEAMS if in_teams else {})}

    def headers(self, headers: Mapping[str, str]) -> Mapping[str, str]:
        """The headers of every page, as this door sends them: Teams may frame the pages where it can sign in."""
        return self.tab.framed(headers) if self.tab else headers
