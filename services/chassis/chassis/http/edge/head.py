"""HEAD, for every route that answers GET."""

from __future__ import annotations

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class HeadAsGet:
    """ASGI middleware: answers HEAD with the status and the headers of GET (RFC 9110, 9.3.2)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return
        as_get: Scope = {**scope, "method": "GET"}
        is_answered = asyncio.Event()

        async def headers_alone(message: Message) -> None:
            if message["type"] != "http.response.start":
                return
            scope["route"] = as_get.get("route")
            await send(message)
            await send({"type": "http.response.body"})
            is_answered.set()

        await self._app(as_get, _until(is_answered), headers_alone)


def _until(is_answered: asyncio.Event) -> Receive:
    """An empty body, then a disconnect after the answer: otherwise a stream would never end."""
    has_body_been_read = False

    async def receive() -> Message:
        nonlocal has_body_been_read
        if has_body_been_read:
            await is_answered.wait()
            return {"type": "http.disconnect"}
        has_body_been_read = True
        return {"type": "http.request"}

    return receive
