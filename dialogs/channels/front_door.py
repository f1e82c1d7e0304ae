"""The way of a request: body, then token, then activity, then the one path, then the reply.

Every refusal has a status and a sentence; no request brings the process down or gets a stack trace.
"""

from __future__ import annotations

import logging
import secrets
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from itertools import chain, repeat
from typing import Any

from aiohttp import web

from dialogs.channels.activities import (
    ACTION,
    action_message,
    address_of,
    card_response,
    conversation_reference,
    reply_activities,
    to_message,
)
from dialogs.channels.answered import Answered, AnswerLog
from dialogs.channels.bodies import read_json
from dialogs.channels.citations import citations
from dialogs.channels.extending import answer_of, is_extending, results, told, wanted_of
from dialogs.channels.files import Files
from dialogs.channels.hosts import check_local_caller, may_reply_to
from dialogs.channels.judging import FETCH, can_be_judged, form_response, is_judging, reaction_of, verdict_of
from dialogs.channels.pending import Pending
from dialogs.channels.refusals import BadInvoke, Refused, forbidden, invoke_error, json_response
from dialogs.channels.settings import TeamsSettings
from dialogs.channels.shapes import Activity, as_activity
from dialogs.channels.tokens import SigningKeys, admit
from dialogs.channels.typing_shown import typing
from dialogs.extension import Extension
from dialogs.model import FeedbackLoop, Message, RenderedReply, Respond
from dialogs.outgoing import NotSent
from knowledge.feedback import About

log = logging.getLogger(__name__)

Apology = Callable[[str, str], RenderedReply]
"""What we say when we break down: ``(reference number, locale) -> reply``."""

Replies = tuple[RenderedReply, ...]
Outgoing = tuple[Activity, About | None]
"""A message of ours, and what it answers, where it can be judged."""

_NEWEST = 100


class FrontDoor(ABC):
    """POST /api/messages, without the SDK: what comes in is checked, answered and handed to ``post``."""

    def __init__(
        self, settings: TeamsSettings, respond: Respond, apology: Apology, feedback: FeedbackLoop | None = None,
        answers: AnswerLog | None = None, extension: Extension | None = None,
    ) -> None:  # fmt: skip
        """What is left out is not offered: judging, another answer to a changed question, the compose box."""
        self.settings, self._extension = settings, extension
        self._respond, self._apology, self._feedback = respond, apology, feedback
        self._answered = Answered(self, answers)
        self._newest: dict[str, str] = {}
        """The newest answer by conversation, in local mode: the Playground does not say which one was judged."""
        self._keys: SigningKeys | None = None
        self._files: Files | None = None
        self.pending = Pending(settings)
        """Files that the chat page has sent ahead of its message."""

    @abstractmethod
    async def post(self, activity: Activity) -> str:
        """Send one activity to its conversation; the id that it got there, or nothing. Raises NotSent."""

    @abstractmethod
    async def put(self, activity: Activity) -> None:
        """Put the activity in place of the one that has its id. Raises NotSent."""

    @abstractmethod
    async def remove(self, activity: Activity) -> None:
        """Remove the one of ours that has the activity's id from its conversation. Raises NotSent."""

    async def send(self, reference: Mapping[str, Any], reply: RenderedReply) -> tuple[str, ...]:
        """Write to a conversation unprompted; see ``Sender``."""
        return tuple([await self.post(activity) for activity in reply_activities(dict(reference), reply)])

    async def update(self, reference: Mapping[str, Any], message: str, reply: RenderedReply) -> None:
        """Put the reply in place of an earlier message; see ``Sender``."""
        activity, *_ = reply_activities(dict(reference), reply)
        await self.put({**activity, "id": message})

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
        async with typing(self, activity):
            replies = await self._replies(message) if message else ()
        if message and message.kind == "unsaid":
            await self._answered.take_back(message, partial(self._note, activity))
        return await self._deliver(activity, self._outgoing(activity, replies), message, replies)

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

    async def _deliver(
        self, activity: Activity, outgoing: list[Outgoing], message: Message | None = None, replies: Replies = ()
    ) -> web.Response:
        """Send what goes out; the answer to a ``message`` that was edited is put where it stands already."""
        if _expects_replies(activity):
            for reply, about in outgoing:
                if about:
                    reply["id"] = secrets.token_hex(8)
                    await self._told(activity, reply["id"], about)
            return json_response({"activities": [reply for reply, _ in outgoing]})
        earlier = await self._answered.earlier(message)
        sent: list[str] = []
        for (reply, about), place in zip(outgoing, chain(earlier, repeat("")), strict=False):
            try:
                sent.append(await self._answered.place(reply, place))
            except NotSent as failure:
                # Those after it would stand alone; the caller cannot help, so it is told nothing.
                log.warning("Reply %d of %d was not sent: %s", len(sent) + 1, len(outgoing), failure)
                break
            if about and sent[-1]:
                await self._told(activity, sent[-1], about)
        await self._answered.settle(message, replies, sent, earlier[len(outgoing) :], partial(self._note, activity))
        return web.Response(status=200)

    def _note(self, activity: Activity, reply: RenderedReply) -> Activity:
        return reply_activities(conversation_reference(activity), reply)[0]

    async def _told(self, activity: Activity, message: str, about: About) -> None:
        """An answer has been given that may be judged; that it cannot be noted takes nothing from the answer."""
        assert self._feedback is not None  # or there were no thumbs
        address = address_of(activity, local=self.settings.local)
        if self.settings.local:
            self._newest.pop(address.conversation, None)
            self._newest[address.conversation] = message
            while len(self._newest) > _NEWEST:
                del self._newest[next(iter(self._newest))]
        await self._feedback.told(address, message, about)

    async def _invoke(self, activity: Activity) -> web.Response:
        name = activity.get("name", "")
        if not name:
            raise BadInvoke("The invoke has no name.")
        if self._feedback and is_judging(activity):
            return await self._judge(activity, self._feedback)
        if self._extension and is_extending(activity):
            return json_response(await self._extend(activity, self._extension))
        if name != ACTION:
            return json_response(invoke_error(501, "NotSupported", "This bot does not know that invoke."), 501)
        replies = await self._replies(action_message(activity, local=self.settings.local))
        if _expects_replies(activity):
            return await self._deliver(activity, self._outgoing(activity, replies))
        # The first card goes into the invoke's own answer; what it could not hold comes as messages.
        await self._deliver(activity, self._outgoing(activity, replies)[1:])
        return json_response(card_response(replies))

    async def _judge(self, activity: Activity, feedback: FeedbackLoop) -> web.Response:
        """Open the form to comment in, or keep the verdict."""
        address = address_of(activity, local=self.settings.local)
        message = activity.get("replyToId", "") or self._newest.get(address.conversation, "")
        if activity["name"] == FETCH:
            locale = activity.get("locale", "")
            return json_response(form_response(await feedback.form(address, message, reaction_of(activity), locale)))
        await feedback.judged(address, message, verdict_of(activity))
        return json_response({})

    async def _extend(self, activity: Activity, extension: Extension) -> dict[str, Any]:
        """What is found, or what a link shows; when we break down, an apology in place of the list and a link as it is."""
        wanted = wanted_of(activity, local=self.settings.local)
        try:
            return await answer_of(extension, wanted)
        except Exception:
            reference = _reference_number()
            log.exception("Nothing could be found, reference %s", reference)
            return results([]) if wanted.kind == "link" else told(self._apology(reference, wanted.asked.locale).text)

    def _outgoing(self, activity: Activity, replies: tuple[RenderedReply, ...]) -> list[Outgoing]:
        if not replies:
            return []
        reference, said = conversation_reference(activity), activity.get("id", "")
        found: list[Outgoing] = []
        for reply in replies:
            about = reply.about if self._feedback else None
            cited = citations(activity, reply, local=self.settings.local)
            for message in (*reply_activities(reference, replace(reply, about=about), said), *cited):
                found.append((message, about if can_be_judged(message) else None))
        return found


def _expects_replies(activity: Activity) -> bool:
    return activity.get("deliveryMode") == "expectReplies"


def _reference_number() -> str:
    return secrets.token_hex(4).upper()
