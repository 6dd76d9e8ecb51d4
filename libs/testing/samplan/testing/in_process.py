"""Requests to an app in this process, each in one call of the thread that its loop runs in.

Starlette's own transport calls that thread eight times, so that an answer can be read while it is being made;
here it is read when it is whole.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from urllib.parse import unquote

from anyio.from_thread import BlockingPortal
from httpx2 import BaseTransport, ByteStream, Request, Response
from starlette.types import ASGIApp, Message, Scope

CLIENT = ("testclient", 50000)


class InProcess(BaseTransport):
    """An exception of the app is an answer with status 500, as a server gives it."""

    def __init__(self, app: ASGIApp, portal: BlockingPortal) -> None:
        self._app = app
        self._portal = portal

    def handle_request(self, request: Request) -> Response:
        return self._portal.call(self._answer, request)

    async def _answer(self, request: Request) -> Response:
        unread, sent, is_whole = [request], list[Message](), asyncio.Event()

        async def receive() -> Message:
            if unread:  # only now: an app may refuse a request without reading its body
                return {"type": "http.request", "body": unread.pop().read()}
            await is_whole.wait()
            return {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            sent.append(message)
            if message["type"] == "http.response.body" and not message.get("more_body"):
                is_whole.set()

        with suppress(Exception):
            await self._app(_scope_of(request), receive, send)
        return _response_of(sent)


def _scope_of(request: Request) -> Scope:
    url = request.url
    return {
        "type": "http",
        "http_version": "1.1",
        "method": request.method,
        "scheme": url.scheme,
        "path": unquote(url.path),
        "raw_path": url.raw_path.partition(b"?")[0],
        "root_path": "",
        "query_string": url.query,
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "client": CLIENT,
        "server": (url.host, url.port or 80),
        "state": {},
    }


def _response_of(sent: Sequence[Message]) -> Response:
    if not sent:
        return Response(500)
    start, *bodies = sent
    body = b"".join(one.get("body", b"") for one in bodies)
    return Response(start["status"], headers=list(start.get("headers", ())), stream=ByteStream(body))
