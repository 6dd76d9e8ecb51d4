"""A guard for answers that must wait until the inbox has applied what was published before it started."""

from __future__ import annotations

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chassis.http.dependencies import database_of
from chassis.http.problems import RETRY_AFTER_SECONDS, problem_response
from samplan.bus.reading.catch_up import Answer, StillCatchingUp, answering, require_caught_up


def only_when_caught_up(request: Request) -> None:
    """A dependency. Raises StillCatchingUp (503) while the service is catching up."""
    require_caught_up(database_of(request))


class InTime:
    """ASGI middleware. Replaces an answer that comes when the inbox's report that it rests on has expired.

    A process may be frozen, or wait, between the check and the answer (K18).
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        with answering() as answer:
            await self._app(scope, receive, _Checked(Request(scope, receive), send, answer))


class _Checked:
    """A request's `send`. It checks when the body is there, and sends both without a pause.

    A stream is checked at its first part.
    """

    def __init__(self, request: Request, send: Send, answer: Answer) -> None:
        self._request, self._send, self._answer = request, send, answer
        self._start: Message | None = None
        self._is_replaced = False

    async def __call__(self, message: Message) -> None:
        if self._is_replaced:
            return
        if message["type"] == "http.response.start":
            self._start = message
            return
        if self._start is not None:
            if self._answer.is_late:
                self._is_replaced = True
                await self._replace()
                return
            start, self._start = self._start, None
            await self._send(start)
        await self._send(message)

    async def _replace(self) -> None:
        late, headers = StillCatchingUp, {"Retry-After": f"{RETRY_AFTER_SECONDS}"}
        response = problem_response(self._request, late.status, late.code, title=late.title, headers=headers)
        await response(self._request.scope, self._request.receive, self._send)
