"""The way of a request: body, then token, then activity, then the one path, then the reply.

Every refusal has a status and a sentence; no request brings the process down or gets a stack trace.
"""

from __future__ import annotations

import logging
import secrets
from abc import ABC, abstractmethod
from collections.abc import Callable

from aiohttp import web

from dialogs.channels.activities import (
    ACTION,
    Reference,
    action_message,
    card_response,
    conversation_reference,
    reply_activities,
    to_message,
)
from dialogs.channels.bodies import read_json
from dialogs.channels.files import Files
from dialogs.channels.hosts import check_local_caller, may_reply_to
from dialogs.channels.pending import Pending
from dialogs.channels.refusals import BadInvoke, Refused, forbidden, invoke_error, json_response
from dialogs.channels.settings import TeamsSettings
from dialogs.channels.shapes import Activity, as_activity
from dialogs.channels.tokens import SigningKeys, admit
from dialogs.model import Message, RenderedReply, Respond

log = logging.getLogger(__name__)

Apology = Callable[[str, str], RenderedReply]
"""What we say when we break down: ``(reference number, locale) -> reply``."""


class NotSent(Exception):
    """Teams did not take a reply. ``status`` is 0 when it could not be reached."""

    def __init__(self, status: int, retry_after: str = "", why: str = "") -> None:
        self.status, self.retry_after = status, retry_after
        super().__init__(f"status {status}{f', retry after {retry_after}' if retry_after else ''}{why and ', ' + why}")


class FrontDoor(ABC):
    """POST /api/messages, without the SDK: what comes in is checked, answered and handed to ``post``."""

    def __init__(self, settings: TeamsSettings, respond: Respond, apology: Apology) -> None:
        self.settings = settings
        self._respond, self._apology = respond, apology
        self._keys: SigningKeys | None = None
        self._files: Files | None = None
        self.pending = Pending(settings)
        """Files that the chat page has sent ahead of its message."""

    @abstractmethod
    async def post(self, activity: Activity) -> None:
        """Send one activity to its conversation; raises NotSent."""

    async def send(self, reference: Reference, reply: RenderedReply) -> None:
        """Write to a conversation unprompted; raises NotSent, and leaves trying again to the caller."""
        for activity in reply_activities(reference, reply):
            await self.post(activity)

    async def handle(self, request: web.Request) -> web.Response:
        """Answer one request; every outcome is a response."""
        try:
            return await self._answer(request)
        except Refused as refusal:
            log.info("Refused: %s", refusal)
            return refusal.response()
        except BadInvoke as fault:
            return fault.response()
        except Exception:
            reference = _reference_number()
            log.exception("The front door broke down, reference %s", reference)
            message = f"Something went wrong here; reference {reference}."
            return json_response({"error": {"code": "InternalError", "message": message}}, 500)

    async def _answer(self, request: web.Request) -> web.Response:
        if request.method != "POST":
            raise Refused(405, "MethodNotAllowed", "Use POST.")
        if self.settings.local:
            check_local_caller(request)
        activity = as_activity(await read_json(request, self.settings))
        await self._admit(request, activity)
        if activity["type"] == "invoke":
            return await self._invoke(activity)
        message = to_message(activity, local=self.settings.local, files=self._files)
        replies = await self._replies(message) if message else ()
        return await self._deliver(activity, _outgoing(activity, replies))

    async def _admit(self, request: web.Request, activity: Activity) -> None:
        if self._keys is not None:
            await admit(request.headers.getall("Authorization", []), activity, self._keys, self.settings)
        elif not self.settings.local:
            raise Refused(503, "Starting", "The bot is not ready yet.")
        reachable = may_reply_to(activity.get("serviceUrl", ""), self.settings)
        if not reachable and not (self.settings.local and _expects_replies(activity)):
            raise forbidden("Replies are not sent to that serviceUrl.")

    async def _replies(self, message: Message) -> tuple[RenderedReply, ...]:
        try:
            return await self._respond(message)
        except Exception:
            reference = _reference_number()
            log.exception("No answer could be made, reference %s", reference)
            return (self._apology(reference, message.locale),)

    async def _deliver(self, activity: Activity, outgoing: list[Activity]) -> web.Response:
        if _expects_replies(activity):
            return json_response({"activities": outgoing})
        for number, reply in enumerate(outgoing, 1):
            try:
                await self.post(reply)
            except NotSent as failure:
                # Those after it would stand alone; the caller cannot help, so it is told nothing.
                log.warning("Reply %d of %d was not sent: %s", number, len(outgoing), failure)
                break
        return web.Response(status=200)

    async def _invoke(self, activity: Activity) -> web.Response:
        name = activity.get("name", "")
        if not name:
            raise BadInvoke("The invoke has no name.")
        if name != ACTION:
            return json_response(invoke_error(501, "NotSupported", "This bot does not know that invoke."), 501)
        replies = await self._replies(action_message(activity, local=self.settings.local))
        if _expects_replies(activity):
            return await self._deliver(activity, _outgoing(activity, replies))
        # The first card goes into the invoke's own answer; what it could not hold comes as messages.
        await self._deliver(activity, _outgoing(activity, replies)[1:])
        return json_response(card_response(replies))


def _outgoing(activity: Activity, replies: tuple[RenderedReply, ...]) -> list[Activity]:
    if not replies:
        return []
    reference, said = conversation_reference(activity), activity.get("id", "")
    return [message for reply in replies for message in reply_activities(reference, reply, said)]


def _expects_replies(activity: Activity) -> bool:
    return activity.get("deliveryMode") == "expectReplies"


def _reference_number() -> str:
    return secrets.token_hex(4).upper()
