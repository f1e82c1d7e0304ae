"""The message extension on the wire: what Teams asks, and the shape that it is answered in."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from dialogs.channels.extending import MAX_BYTES
from dialogs.channels.settings import TeamsSettings
from dialogs.channels.teams import TeamsDoor
from dialogs.extension import Asked, Hit, Hits
from tests.channels.conftest import Caller
from tests.channels.lab import CARD, TENANT, UNSET, FakeBot, Lab, apology, door_app, rendered

ADAPTIVE, THUMBNAIL = "application/vnd.microsoft.card.adaptive", "application/vnd.microsoft.card.thumbnail"
QUERY, LINK = "composeExtension/query", "composeExtension/queryLink"


@dataclass
class FakeExtension:
    """Remembers what it was asked and gives what it is told to."""

    asked: list[Asked] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    hits: tuple[Hit, ...] = (Hit("Brann", "Samarbeid", rendered()),)
    nothing: str = ""
    error: Exception | None = None

    async def search(self, asked: Asked) -> Hits:
        self.asked.append(asked)
        if self.error:
            raise self.error
        return Hits(self.hits, self.nothing)

    async def unfurl(self, asked: Asked, url: str) -> Hit | None:
        self.asked.append(asked)
        self.urls.append(url)
        if self.error:
            raise self.error
        return self.hits[0] if self.hits else None


@pytest.fixture
def extension() -> FakeExtension:
    return FakeExtension()


@pytest.fixture(params=["local", "teams"])
async def caller(request: pytest.FixtureRequest, lab: Lab, extension: FakeExtension) -> Any:
    """The door with an extension, in both modes."""
    settings = TeamsSettings() if request.param == "local" else lab.settings()
    token = None if settings.local else lambda: "own-token"
    door = TeamsDoor(settings, FakeBot().respond, apology, token=token, extension=extension)
    async with TestClient(TestServer(door_app(door))) as client:
        yield Caller(client, door, lab)


def query(caller: Caller, value: Any, name: str = QUERY, **changes: Any) -> dict[str, Any]:
    return caller.lab.activity(type="invoke", name=name, value=value, text=UNSET, **changes)


def words(text: Any, **options: Any) -> dict[str, Any]:
    """The value of a search, as Teams sends it."""
    return {
        "commandId": "search",
        "parameters": [{"name": "query", "value": text}],
        "queryOptions": {"skip": 0, "count": 25} | options,
    }


async def test_a_search_is_answered_with_a_list_of_cards(caller: Caller, extension: FakeExtension) -> None:
    """Each hit has its whole card, and a title and a line for the list."""
    status, body = await caller.post(query(caller, words("  brann ", skip=25, count=10)))

    assert (status, body) == (200, {"composeExtension": {
        "type": "result", "attachmentLayout": "list",
        "attachments": [{
            "contentType": ADAPTIVE, "content": CARD,
            "preview": {"contentType": THUMBNAIL, "content": {"title": "Brann", "text": "Samarbeid"}},
        }],
    }})  # fmt: skip
    (asked,) = extension.asked
    assert (asked.words, asked.skip, asked.count, asked.locale) == ("brann", 25, 10, "nb-NO")
    assert asked.address.tenant == ("" if caller.door.settings.local else TENANT.lower())
    assert asked.address.user == "0b7e2a4c-aad"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"commandId": "search"}, ("", 0, 25)),
        ({"commandId": "search", "parameters": [{"name": "initialRun", "value": "true"}]}, ("", 0, 25)),
        ({"commandId": "search", "parameters": [{"name": "initialRun", "value": True}]}, ("", 0, 25)),
        (words(None), ("", 0, 25)),
        (words("x" * 5000), ("x" * 200, 0, 25)),
        (words("å", count=0), ("å", 0, 25)),
        (words("å", count=999, skip=99_999_999), ("å", 10_000, 25)),
        (words("å") | {"queryOptions": {}}, ("å", 0, 25)),
    ],
)
async def test_what_is_left_out_or_too_much_has_a_default(
    caller: Caller, extension: FakeExtension, value: Any, expected: tuple[str, int, int]
) -> None:
    """The run before anything is written has no words; nobody gets more than a page, or pages for ever."""
    status, _ = await caller.post(query(caller, value))

    assert status == 200
    assert [(a.words, a.skip, a.count) for a in extension.asked] == [expected]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (QUERY, UNSET), (QUERY, None), (QUERY, []), (QUERY, "x"), (QUERY, {}), (QUERY, {"commandId": "other"}),
        (QUERY, {"commandId": "search", "parameters": {}}), (QUERY, {"commandId": "search", "parameters": ["x"]}),
        (QUERY, words({"a": 1})), (QUERY, words(1)), (QUERY, words("x", skip=-1)), (QUERY, words("x", count="25")),
        (QUERY, words("x", skip=True)), (QUERY, words("x") | {"queryOptions": []}),
        (LINK, UNSET), (LINK, {}), (LINK, {"url": None}), (LINK, {"url": 1}), (LINK, {"url": ""}), (LINK, {"url": "x" * 2001}),
    ],
)  # fmt: skip
async def test_what_makes_no_sense_gets_a_clear_error(caller: Caller, extension: FakeExtension, name: str, value: Any) -> None:
    """400 in the shape that clients show; nothing is looked for."""
    status, body = await caller.post(query(caller, value, name))

    assert (status, body["value"]["code"], extension.asked) == (400, "BadRequest", [])


async def test_without_a_token_nothing_is_found(caller: Caller, extension: FakeExtension) -> None:
    """With an app id the search is for those whom Teams vouches for; in local mode there are no tokens."""
    status, _ = await caller.post(query(caller, words("x")), token=None)

    assert (status, len(extension.asked)) == ((200, 1) if caller.door.settings.local else (401, 0))


async def test_a_link_becomes_a_card_or_stays_a_link(caller: Caller, extension: FakeExtension) -> None:
    """One card; none where the link is not ours, and then Teams shows it as it is."""
    _, shown = await caller.post(query(caller, {"url": "https://samrad.example.no/oversikt"}, LINK))
    extension.hits = ()
    status, left = await caller.post(query(caller, {"url": "https://example.org"}, LINK))

    assert [each["content"] for each in shown["composeExtension"]["attachments"]] == [CARD]
    assert (status, left["composeExtension"]["attachments"]) == (200, [])
    assert extension.urls == ["https://samrad.example.no/oversikt", "https://example.org"]


async def test_nothing_found_is_said_in_words(caller: Caller, extension: FakeExtension) -> None:
    """A message in place of a list; past the last page there is just nothing more."""
    extension.hits, extension.nothing = (), "Fant ingenting <b>"
    _, told = await caller.post(query(caller, words("x")))
    extension.nothing = ""
    _, empty = await caller.post(query(caller, words("x", skip=50)))

    assert told == {"composeExtension": {"type": "message", "text": "Fant ingenting ‹b›"}}
    assert empty["composeExtension"]["attachments"] == []


async def test_names_are_no_markup_in_the_list(caller: Caller, extension: FakeExtension) -> None:
    """A preview may be read as HTML: its brackets are others, and everything else stands as it is."""
    extension.hits = (Hit("<b>Vann & avløp</b>", "<img src=x>", rendered()),)
    _, body = await caller.post(query(caller, words("x")))

    preview = body["composeExtension"]["attachments"][0]["preview"]["content"]
    assert preview == {"title": "‹b›Vann & avløp‹/b›", "text": "‹img src=x›"}


async def test_a_page_is_no_larger_than_is_passed_on(caller: Caller, extension: FakeExtension) -> None:
    """Cards that together are too much for the Bot Service leave the last hits out; one always stays."""
    large = replace(rendered(), card={**CARD, "fallbackText": "å" * 5000})
    extension.hits = tuple(Hit(str(n), "", large) for n in range(25))
    _, body = await caller.post(query(caller, words("x")))

    kept = body["composeExtension"]["attachments"]
    assert 1 < len(kept) < 25
    assert len(json.dumps(body)) <= MAX_BYTES + 1000


@pytest.mark.parametrize(("name", "value"), [(QUERY, words("noe hemmelig")), (LINK, {"url": "https://x/hemmelig"})])
async def test_a_breakdown_is_told_and_nothing_of_the_search_is_logged(
    caller: Caller, extension: FakeExtension, caplog: pytest.LogCaptureFixture, name: str, value: Any
) -> None:
    """The search shows the apology with its reference; a link is left as it is."""
    extension.error = RuntimeError("broken")
    with caplog.at_level(logging.DEBUG):
        status, body = await caller.post(query(caller, value, name))

    assert status == 200
    answer = body["composeExtension"]
    assert answer["type"] == ("message" if name == QUERY else "result")
    assert ("Referanse" in answer.get("text", "")) == (name == QUERY)
    assert "Nothing could be found, reference" in caplog.text
    assert "hemmelig" not in caplog.text
