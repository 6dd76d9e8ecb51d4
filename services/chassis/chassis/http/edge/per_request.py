"""Handling of every request: limits, an id, one log line, and faults that repeat no text of the request."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

import structlog
from fastapi import Request
from opentelemetry.trace import INVALID_SPAN, Span, StatusCode
from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bound_contextvars

from chassis.http.problems import problem_response, request_id_of
from samplan.bus.observe import tracing
from samplan.bus.observe.causation import is_correlation_id
from samplan.bus.observe.telemetry import HTTP_REQUESTS, HTTP_SECONDS

log = structlog.get_logger()

MAX_HEADER_BYTES = 16 * 1024
NO_ROUTE = "none"
OTHER = "_OTHER"
CANCELLED = 499
"""In the log and the figures alone, as in nginx's: no caller receives it."""
_JSON = re.compile(r"application/(\*|json|pdf|problem\+json)|\*/\*|text/")
ALWAYS_ANSWERED = "/health/"
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class PerRequest:
    """ASGI middleware. It runs first, so that requests refused by later ones have an id and a log line."""

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
        ids = {"request_id": request_id_of(request), "correlation_id": correlation_id_of(request)}
        if trace_id := tracing.trace_id_of(traceparent_of(request)):
            ids["trace_id"] = trace_id
        with bound_contextvars(**ids), _traced(request) as answering.span:
            try:
                app = self._refusal(request) or self._app
                await app(scope, receive, answering)
            except Exception as error:
                log.error("fault", error=type(error).__name__, place=_place(error))  # noqa: TRY400  # no traceback
                if answering.has_started:
                    raise
                await problem_response(request, 500, "fault")(scope, receive, answering)
                answering.span.set_attribute("error.type", type(error).__name__)
            finally:
                answering.end()
                answering.report_last()

    def _answered(self) -> None:
        self._unanswered -= 1

    def _refusal(self, request: Request) -> Response | None:
        if self._unanswered > self._most and not request.url.path.startswith(ALWAYS_ANSWERED):
            return problem_response(request, 503, "overloaded", headers={"Retry-After": "1"})
        if sum(len(name) + len(value) for name, value in request.headers.raw) > MAX_HEADER_BYTES:
            return problem_response(request, 431, "headers_too_large")
        if request.url.path.startswith("/v1/") and not _JSON.search(request.headers.get("accept", "*/*")):
            return problem_response(request, 406, "not_acceptable")
        return None


class _Answering:
    """A request's `send`. The request is answered when its response starts: a stream may last for hours.

    It reports once the first bytes are sent: a log line that waits would come between the last look at the
    lease and the answer (K18).
    """

    def __init__(self, request: Request, send: Send, answered: Callable[[], None]) -> None:
        self._request = request
        self._send = send
        self._answered: Callable[[], None] | None = answered
        self._began = time.perf_counter()
        self._status: int | None = None
        self.has_started = False
        self.span: Span = INVALID_SPAN

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.has_started = True
            self.end()
            headers = MutableHeaders(scope=message)
            headers["X-Request-Id"] = request_id_of(self._request)
            headers["X-Content-Type-Options"] = "nosniff"
            self._status = message["status"]
        await self._send(message)
        if message["type"] == "http.response.body":
            self.report()

    def report(self) -> None:
        """Once: the log line, the figures and the span of an answer that has started."""
        if self._status is not None:
            status, self._status = self._status, None
            self._report(status)

    def report_last(self) -> None:
        """Of an answer that has not started, too: the caller has gone, or the process stops."""
        if not self.has_started:
            self._status = CANCELLED
        self.report()

    def _report(self, status: int) -> None:
        # The template, since the path itself may contain a record's id.
        route = getattr(self._request.scope.get("route"), "path", NO_ROUTE)
        method, seconds = _method(self._request), time.perf_counter() - self._began
        log.info("request", method=method, route=route, status=status, ms=round(seconds * 1000, 1))
        HTTP_REQUESTS.labels(method, route, str(status)).inc()
        HTTP_SECONDS.labels(method, route).observe(seconds)
        self.span.set_attribute("http.response.status_code", status)
        if route != NO_ROUTE:
            self.span.update_name(f"{_span_name(method)} {route}")
            self.span.set_attribute("http.route", route)
        if status >= 500:
            self.span.set_status(StatusCode.ERROR)
            self.span.set_attribute("error.type", str(status))

    def end(self) -> None:
        if self._answered is not None:
            self._answered()
            self._answered = None


def _traced(request: Request) -> AbstractContextManager[Span]:
    if request.url.path.startswith(ALWAYS_ANSWERED):
        return nullcontext(INVALID_SPAN)  # requested every few seconds
    method = _method(request)
    attributes = {"http.request.method": method, "url.scheme": request.url.scheme}
    return tracing.serving(_span_name(method), traceparent_of(request), attributes)


def _span_name(method: str) -> str:
    return "HTTP" if method == OTHER else method


def _method(request: Request) -> str:
    """The method if it is a standard one: any other is the caller's text."""
    return request.method if request.method in _METHODS else OTHER


def traceparent_of(request: Request) -> str | None:
    """The caller's trace context, if it is valid. Its `tracestate` could contain any text and is dropped."""
    return tracing.accepted(request.headers.get("traceparent"))


def correlation_id_of(request: Request) -> str:
    """The caller's correlation id if it is valid, else the request's id."""
    given = request.headers.get("x-correlation-id", "")
    return given if is_correlation_id(given) else request_id_of(request)


def _place(error: Exception) -> str:
    """Where the error was raised. With its class, enough to find it without text of the request."""
    frame = error.__traceback__
    while frame and frame.tb_next:
        frame = frame.tb_next
    return f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame else ""
