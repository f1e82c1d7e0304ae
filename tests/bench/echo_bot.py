"""A bare botbuilder echo bot, written as Microsoft's samples are: what ``make bench`` measures the product against.

Authentication is off and replies may be expected in the answer, as in our local mode. Run: python echo_bot.py PORT
"""

from __future__ import annotations

import sys
from typing import Any

from aiohttp import web
from botbuilder.core import BotFrameworkAdapter, BotFrameworkAdapterSettings
from botbuilder.schema import Activity

ADAPTER = BotFrameworkAdapter(BotFrameworkAdapterSettings("", ""))


async def echo(context: Any) -> None:
    """Say it again."""
    if context.activity.type == "message":
        await context.send_activity(f"Echo: {context.activity.text}")


async def messages(request: web.Request) -> web.Response:
    """The samples' host code, less its error handling."""
    activity = Activity().deserialize(await request.json())
    response = await ADAPTER.process_activity(activity, request.headers.get("Authorization", ""), echo)
    return web.json_response(response.body, status=response.status) if response else web.Response(status=201)


def app() -> web.Application:
    """The echo bot behind its route."""
    application = web.Application()
    application.router.add_post("/api/messages", messages)
    return application


if __name__ == "__main__":
    web.run_app(app(), host="127.0.0.1", port=int(sys.argv[1]), print=None, access_log=None)
