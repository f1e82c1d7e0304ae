"""Who is in a group of Entra ID, asked of Microsoft Graph with the app's own token (``GroupMember.Read.All``).

The members are fetched beside the answering, so that no turn waits for them. When Graph does not answer, what it told
last counts for a while, and then nobody is in the group: see ``dialogs.roles``.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from functools import partial
from http import HTTPStatus
from typing import Any

import aiohttp

from dialogs.channels.settings import TeamsSettings
from dialogs.channels.teams import credentials_of, own_token
from dialogs.roles import Members

log = logging.getLogger(__name__)

GRAPH = "https://graph.microsoft.com"
EVERY, AGAIN = 300.0, 30.0
"""Seconds until the members are asked for again, and when that failed."""
MOST_PAGES = 100
"""Of 999 each: a group that has more is not for editors."""
_MOST_BYTES = 4 * 1024 * 1024
_PERSON = "#microsoft.graph.user"


class NotTold(Exception):
    """Graph did not say who is in the group; the reason is for the log, and for whoever runs the service."""


class Directory:
    """Asks Graph. ``home`` is where it is, and ``token`` gets the token for it, and may block."""

    def __init__(self, session: aiohttp.ClientSession, token: Callable[[], str], seconds: float, home: str = GRAPH) -> None:
        self._session, self._token, self._seconds, self._home = session, token, seconds, home

    async def members(self, group: str) -> frozenset[str]:
        """The object ids of all people in the group, and in groups that are in it. Raises NotTold."""
        try:
            token = await asyncio.to_thread(self._token)
        except Exception as error:  # msal answers with what it pleases
            raise NotTold(f"the app gets no token for Microsoft Graph ({type(error).__name__})") from error
        found: set[str] = set()
        address = f"{self._home}/v1.0/groups/{group}/transitiveMembers?$select=id&$top=999"
        for _ in range(MOST_PAGES):
            page = await self._page(address, token)
            found.update(_people(page))
            following = page.get("@odata.nextLink")
            if following is None:
                return frozenset(found)
            # the token goes nowhere else
            if not isinstance(following, str) or not following.startswith(f"{self._home}/"):
                raise NotTold("the next page is at another address")
            address = following
        raise NotTold(f"the group has more than {MOST_PAGES} pages of members")

    async def _page(self, address: str, token: str) -> Mapping[str, Any]:
        headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
        try:
            async with (
                asyncio.timeout(self._seconds),
                self._session.get(address, headers=headers, allow_redirects=False) as answer,
            ):
                if answer.status != HTTPStatus.OK:
                    raise NotTold(_REMEDIES.get(answer.status, f"Graph answers {answer.status}"))
                body = bytearray()
                async for piece in answer.content.iter_any():
                    body += piece
                    if len(body) > _MOST_BYTES:
                        raise NotTold(f"Graph answers with more than {_MOST_BYTES} bytes")
            page = json.loads(body)
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
            raise NotTold(f"Graph cannot be asked ({type(error).__name__})") from error
        if not isinstance(page, dict) or not isinstance(page.get("value"), list):
            raise NotTold("Graph answers with no list of members")
        return page


_REMEDIES: Mapping[int, str] = {
    HTTPStatus.UNAUTHORIZED: "Graph does not take the app's token: is it for the right tenant?",
    HTTPStatus.FORBIDDEN: "Graph answers 403: give the app the application permission GroupMember.Read.All, and consent to it",
    HTTPStatus.NOT_FOUND: "Graph answers 404: there is no group with that object id in the app's tenant",
}


def _people(page: Mapping[str, Any]) -> Iterator[str]:
    for each in page["value"]:
        # Graph leaves the type out where all are of the same; a group or a device is never a person who writes to us
        if isinstance(each, dict) and isinstance(each.get("id"), str) and each.get("@odata.type", _PERSON) == _PERSON:
            yield each["id"]


def following(settings: TeamsSettings, groups: Sequence[str], members: Members) -> list[Coroutine[Any, Any, None]]:
    """What keeps ``members`` up to date until cancelled; nothing to run where no role is given to a group."""
    return [follow(settings, groups, members)] if groups and not settings.local else []


async def follow(
    settings: TeamsSettings, groups: Sequence[str], members: Members, *, home: str = GRAPH, token: Callable[[], str] | None = None
) -> None:
    """Ask again and again who is in the groups; runs until cancelled."""
    async with aiohttp.ClientSession(trust_env=True) as session:
        token = token or partial(own_token, credentials_of(settings, GRAPH), settings)
        directory = Directory(session, token, settings.send_seconds, home)
        while True:
            told = await asyncio.gather(*(_ask(directory, group, members) for group in groups))
            await asyncio.sleep(EVERY if all(told) else AGAIN)


async def _ask(directory: Directory, group: str, members: Members) -> bool:
    try:
        people = await directory.members(group)
    except NotTold as error:
        log.warning("Who is in the group %s is not known: %s", group, error)
        return False
    members.put(group, people)
    log.info("The group %s has %d members", group, len(people))
    return True
