"""The Bot Framework's side of the door: the adapter, its credentials and what it sends with.

The only module that imports botbuilder, so that leaving the archived SDK means changing one file. Requests are
checked, and replies made, without it: see front_door.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http import HTTPStatus
from typing import Any, TypeVar

import aiohttp
import msal
from botbuilder.core import BotFrameworkAdapter, BotFrameworkAdapterSettings
from botframework.connector.aio import ConnectorClient
from botframework.connector.auth import AppCredentials, ManagedIdentityAppCredentials, MicrosoftAppCredentials
from botframework.connector.bot_framework_sdk_client_async import BotFrameworkConnectorConfiguration
from msrest.exceptions import ClientException
from msrest.pipeline import Request, Response
from msrest.pipeline.async_abc import AsyncHTTPPolicy, AsyncHTTPSender, AsyncPipeline
from msrest.pipeline.universal import RawDeserializer
from msrest.serialization import Serializer
from msrest.universal_http.async_abc import AsyncClientResponse
from yarl import URL

from dialogs.channels.answered import AnswerLog
from dialogs.channels.files import Files
from dialogs.channels.front_door import Apology, FrontDoor
from dialogs.channels.hosts import may_reply_to
from dialogs.channels.posted import begun, error_code, watching
from dialogs.channels.settings import TeamsSettings
from dialogs.channels.shapes import Activity
from dialogs.channels.tokens import SigningKeys, fetch_keys
from dialogs.extension import Extension
from dialogs.model import FeedbackLoop, Respond
from dialogs.outgoing import NotSent

__all__ = ["TeamsDoor", "TeamsSettings"]

log = logging.getLogger(__name__)
T = TypeVar("T")

SCOPE = "https://api.botframework.com"
MAX_CLIENTS = 50


class TeamsDoor(FrontDoor):
    """The door for Teams, the Agents Playground and the chat page. Call ``start`` first and ``close`` last."""

    def __init__(
        self, settings: TeamsSettings, respond: Respond, apology: Apology, *, feedback: FeedbackLoop | None = None,
        answers: AnswerLog | None = None, extension: Extension | None = None, token: Callable[[], str] | None = None,
    ) -> None:  # fmt: skip
        """``token`` gets the bot's own token, and may block; without it the SDK's credentials do."""
        super().__init__(settings, respond, apology, feedback, answers, extension)
        self._session: aiohttp.ClientSession | None = None
        self._credentials = None if settings.local else credentials_of(settings)
        self._token = token or (partial(own_token, self._credentials, settings) if self._credentials else None)
        # msal blocks, and the loop's own threads are for the database and files.
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="token")
        self._adapter: _Adapter | None = None
        self._warming: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Open connections, and fetch keys and token beforehand without waiting for them."""
        # Proxies of the environment are for the outside world; local mode never leaves this machine.
        self._session = aiohttp.ClientSession(trust_env=not self.settings.local, trace_configs=[watching()])
        self._adapter = _Adapter(self.settings, self._session, self._credentials, self._own_token)
        self._files = Files(self.settings, self._session, self._own_token, self.pending)
        if not self.settings.local:
            fetch = partial(fetch_keys, self._session, self.settings.open_id_metadata, self.settings.fetch_seconds)
            self._keys = SigningKeys(fetch)
            self._warming = asyncio.create_task(self._warm(self._keys))

    async def close(self) -> None:
        """Let go of connections and threads; may be called without ``start``."""
        if self._warming:
            self._warming.cancel()
        if self._session:
            await self._session.close()
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def post(self, activity: Activity) -> str:
        """Send one activity with the SDK's connector client; the id that it got. Raises NotSent."""
        return await self._call(activity, _post)

    async def put(self, activity: Activity) -> None:
        """Put the activity in place of the one that has its id. Raises NotSent."""
        await self._call(activity, lambda client, each: client.conversations.update_activity(*_placed(each), each))

    async def remove(self, activity: Activity) -> None:
        """Remove the one of ours that has the activity's id. Raises NotSent."""
        await self._call(activity, lambda client, each: client.conversations.delete_activity(*_placed(each)))

    async def _call(self, activity: Activity, call: Callable[[ConnectorClient, Activity], Awaitable[T]]) -> T:
        url = activity.get("serviceUrl", "")
        if self._adapter is None or not may_reply_to(url, self.settings):
            raise NotSent(0, why="the door is closed, or replies are not sent to that serviceUrl")
        on_its_way = begun()
        try:
            async with asyncio.timeout(self.settings.send_seconds):
                client = await self._adapter.create_connector_client(url)
                return await call(client, activity)
        except NotSent:
            raise
        # msrest answers with what it pleases to a reply that it cannot read; msal with PermissionError or KeyError.
        except (ClientException, aiohttp.ClientError, OSError, TimeoutError, ValueError, KeyError) as error:
            raise NotSent(0, why=type(error).__name__, perhaps=bool(on_its_way)) from error

    async def _own_token(self) -> str:
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._token) if self._token else ""

    async def _warm(self, keys: SigningKeys) -> None:
        await keys.refresh()
        try:
            await self._own_token()
        except Exception as error:
            log.warning("The bot's own token could not be fetched: %s: %s", type(error).__name__, error)


def credentials_of(settings: TeamsSettings, scope: str = SCOPE) -> AppCredentials:
    """The app's own, for Teams or for another service in its tenant."""
    if settings.app_type == "UserAssignedMSI":
        return ManagedIdentityAppCredentials(settings.app_id, scope)
    tenant = settings.tenant_id if settings.app_type == "SingleTenant" or scope != SCOPE else None
    return MicrosoftAppCredentials(settings.app_id, settings.password, tenant, scope)


def own_token(credentials: AppCredentials, settings: TeamsSettings) -> str:
    """The bot's token, from msal's cache or Entra ID. Blocks."""
    if isinstance(credentials, MicrosoftAppCredentials) and credentials.app is None:
        # The SDK would make the same client without a time-out, and one lost packet would hold a thread for ever.
        credentials.app = msal.ConfidentialClientApplication(
            settings.app_id,
            client_credential=settings.password,
            authority=credentials.oauth_endpoint,
            timeout=settings.fetch_seconds,
        )
    return str(credentials.get_access_token())


class _Adapter(BotFrameworkAdapter):  # type: ignore[misc]
    """The plain adapter, with connector clients that neither block the loop nor follow redirects."""

    def __init__(
        self, settings: TeamsSettings, session: aiohttp.ClientSession, credentials: AppCredentials | None,
        token: Callable[[], Any],
    ) -> None:  # fmt: skip
        super().__init__(BotFrameworkAdapterSettings(settings.app_id, settings.password, app_credentials=credentials))
        self._session, self._own_token = session, token
        self._clients: dict[str, ConnectorClient] = {}

    def _get_or_create_connector_client(self, service_url: str, credentials: AppCredentials) -> ConnectorClient:
        client = self._clients.get(service_url)
        if client is None:
            if len(self._clients) >= MAX_CLIENTS:
                self._clients.clear()
            client = self._clients[service_url] = self._connector_client(service_url, credentials)
        return client

    def _connector_client(self, service_url: str, credentials: AppCredentials) -> ConnectorClient:
        def pipeline(config: BotFrameworkConnectorConfiguration) -> AsyncPipeline[Any, Any]:
            policies = [config.user_agent_policy, _BearerToken(self._own_token), RawDeserializer()]
            return AsyncPipeline(policies, _Wire(self._session))

        credentials = credentials or MicrosoftAppCredentials.empty()
        config = BotFrameworkConnectorConfiguration(credentials, service_url, pipeline_type=pipeline)
        client = ConnectorClient(credentials, service_url, custom_configuration=config)
        client.conversations._serialize = _AsItIs()  # type: ignore[no-untyped-call]  # msrest states no types there
        return client


class _BearerToken(AsyncHTTPPolicy):  # type: ignore[type-arg]
    """Awaits the token, where the SDK's own policy would fetch it on the event loop."""

    def __init__(self, token: Callable[[], Any]) -> None:
        super().__init__()
        self._token = token

    async def send(self, request: Request[Any], **kwargs: Any) -> Response[Any, Any]:
        """Sign the request and pass it on."""
        if token := await self._token():
            request.http_request.headers["Authorization"] = f"Bearer {token}"
        assert self.next is not None  # the pipeline links its policies when it is made
        answer: Response[Any, Any] = await self.next.send(request, **kwargs)
        return answer


class _Wire(AsyncHTTPSender):  # type: ignore[type-arg]
    """Sends msrest's requests with aiohttp; msrest's own sender holds a thread for each."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session

    async def send(self, request: Request[Any], **config: Any) -> Response[Any, Any]:
        """The answer read in full; raises NotSent for everything but success."""
        asked = request.http_request
        url, headers = URL(asked.url, encoded=True), dict(asked.headers)
        async with self._session.request(asked.method, url, data=asked.data, headers=headers, allow_redirects=False) as answer:
            body = await answer.read()
            if answer.status >= HTTPStatus.MULTIPLE_CHOICES:
                lost = answer.status == HTTPStatus.GATEWAY_TIMEOUT
                raise NotSent(answer.status, answer.headers.get("Retry-After", ""), code=error_code(body), perhaps=lost)
            return Response(request, _Answer(asked, answer, body))

    async def __aexit__(self, *exc: object) -> None:
        """The session is the door's to close."""


class _Answer(AsyncClientResponse):
    def __init__(self, request: Any, answer: aiohttp.ClientResponse, body: bytes) -> None:
        super().__init__(request, answer)
        self.status_code, self.reason, self._body = answer.status, answer.reason, body
        # Without a type msrest takes any body for JSON; what Teams answers is the id of the message.
        self.headers = {}

    def body(self) -> bytes:
        """The whole body."""
        return self._body if self._body.startswith(b"{") else b"{}"


class _AsItIs(Serializer):
    """Leaves bodies alone: ours are JSON already, and msrest would take milliseconds to copy a card."""

    def body(self, data: Any, data_type: str, **kwargs: Any) -> Any:
        """The body unchanged."""
        return data


def _placed(activity: Activity) -> tuple[str, str]:
    return activity["conversation"]["id"], activity["id"]


async def _post(client: ConnectorClient, activity: Activity) -> str:
    conversation, reply_to = activity["conversation"]["id"], activity.get("replyToId")
    if reply_to:
        sent = await client.conversations.reply_to_activity(conversation, reply_to, activity)
    else:
        sent = await client.conversations.send_to_conversation(conversation, activity)
    return str(sent.id or "")
