"""The whole service answers the compose box, behind the token of the Bot Framework."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

import bot
from dialogs.settings import Settings
from tests.channels.lab import UNSET, Lab
from tests.compose.conftest import HOME, SECRET

NEITHER_OURS, ANOTHER = "https://example.org/oversikt", "11111111-0000-0000-0000-000000000000"


@pytest.fixture
async def lab() -> AsyncIterator[Lab]:
    """Keys and tokens."""
    lab = Lab()
    await lab.server.start_server()
    yield lab
    await lab.server.close()


async def test_a_search_and_a_link_through_the_whole_service(seeded_url: str, lab: Lab) -> None:
    """With a good token both are answered from what is known; without one, or from another tenant, neither is."""
    settings = Settings(database_url=seeded_url, secret=SECRET, base_url=HOME, teams=lab.settings())

    async with bot.opened(settings) as database:
        app = await bot.make_app(settings, database)
        async with TestClient(TestServer(app)) as client:

            async def ask(name: str, value: dict[str, Any], token: str | None = None, **changes: Any) -> tuple[int, Any]:
                activity = lab.activity(type="invoke", name=f"composeExtension/{name}", value=value, text=UNSET, **changes)
                headers = {"Authorization": f"Bearer {lab.mint() if token is None else token}"}
                async with client.post("/api/messages", json=activity, headers=headers) as answer:
                    return answer.status, await answer.json()

            search = {"commandId": "search", "parameters": [{"name": "query", "value": "kven er med i sogn ko"}]}
            _, found = await ask("query", search)
            _, link = await ask("queryLink", {"url": f"{HOME}/oversikt/samarbeid/sogn-ko"}, locale="nn-NO")
            _, other = await ask("queryLink", {"url": NEITHER_OURS})
            forged = [await ask("query", search, lab.forge("none")), await ask("query", search, "x")]
            stranger, _ = await ask(
                "query", search, channelData={"tenant": {"id": ANOTHER}}, conversation={"id": "a", "tenantId": ANOTHER}
            )

    titles = [each["preview"]["content"]["title"] for each in found["composeExtension"]["attachments"]]
    assert {"Sogn KO", "Oppretting av Sogn KO"} <= set(titles)
    (card,) = (each["content"] for each in link["composeExtension"]["attachments"])
    assert (card["lang"], "Deltakarar: Sogndal" in card["fallbackText"]) == ("nn", True)
    assert other["composeExtension"]["attachments"] == []
    assert [status for status, _ in forged] == [401, 401]
    assert stranger == 403
