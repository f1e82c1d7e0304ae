"""A connector service on loopback that takes every reply: where bots send what is not expected in the answer."""

from __future__ import annotations

import sys

from aiohttp import web


async def take(request: web.Request) -> web.Response:
    """Read the reply and give it an id, as Teams does."""
    await request.read()
    return web.json_response({"id": "1"})


def app() -> web.Application:
    """The connector behind its routes."""
    application = web.Application(client_max_size=10_000_000)
    application.router.add_post("/v3/conversations/{tail:.*}", take)
    return application


if __name__ == "__main__":
    web.run_app(app(), host="127.0.0.1", port=int(sys.argv[1]), print=None, access_log=None)
