"""Around every request: bounds, an id, one log line, and a fault that repeats nothing of what was sent."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import structlog
from fastapi import Request
from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bound_contextvars

from chassis.http.problems import problem_response, request_id_of

log = structlog.get_logger()

MAX_HEADER_BYTES = 16 * 1024
_JSON = re.compile(r"application/(\*|json|problem\+json)|\*/\*|text/")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ALWAYS_ANSWERED = ("/health/", "/metrics")


class PerRequest:
    """ASGI middleware. It comes first, so that also what later ones refuse has its id and its line."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app = app
        self._most = most
        self._unanswered = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        answering = _Answering(request, send, self._answered)
        self._unanswered += 1
        with bound_contextvars(request_id=request_id_of(request), correlation_id=correlation_id_of(request)):
            try:
                app = self._refusal(request) or self._app
                await app(scope, receive, answering)
            except Exception as error:
                log.error("fault", error=type(error).__name__, place=_place(error))  # noqa: TRY400  # no traceback
                if answering.has_started:
                    raise
                await problem_response(request, 500, "fault")(scope, receive, answering)
            finally:
                answering.end()

    def _answered(self) -> None:
        self._unanswered -= 1

    def _refusal(self, request: Request) -> Response | None:
        if self._unanswered > self._most and not request.url.path.startswith(_ALWAYS_ANSWERED):
            return problem_response(request, 503, "overloaded", headers={"Retry-After": "1"})
        if sum(len(name) + len(value) for name, value in request.headers.raw) > MAX_HEADER_BYTES:
            return problem_response(request, 431, "headers_too_large")
        if request.url.path.startswith("/v1/") and not _JSON.search(request.headers.get("accept", "*/*")):
            return problem_response(request, 406, "not_acceptable")
        return None


class _Answering:
    """A request's `send`. It counts as answered when its answer starts: a stream may last for hours."""

    def __init__(self, request: Request, send: Send, answered: Callable[[], None]) -> None:
        self._request = request
        self._send = send
        self._answered: Callable[[], None] | None = answered
        self._began = time.perf_counter()
        self.has_started = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.has_started = True
            self.end()
            MutableHeaders(scope=message)["X-Request-Id"] = request_id_of(self._request)
            log.info(
                "request",
                method=self._request.method,
                # The template: the path itself may name a record.
                route=getattr(self._request.scope.get("route"), "path", "none"),
                status=message["status"],
                ms=round((time.perf_counter() - self._began) * 1000, 1),
            )
        await self._send(message)

    def end(self) -> None:
        if self._answered is not None:
            self._answered()
            self._answered = None


def correlation_id_of(request: Request) -> str:
    """The caller's, when it is a UUID: anything else could carry a person's data into logs and events."""
    given = request.headers.get("x-correlation-id", "")
    return given if _UUID.fullmatch(given) else request_id_of(request)


def _place(error: Exception) -> str:
    """Where it was raised: with its class enough to find it, and nothing of what was sent."""
    frame = error.__traceback__
    while frame and frame.tb_next:
        frame = frame.tb_next
    return f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame else ""
