"""HTTP/1.1 on one connection: a malformed or unfinished request is answered with a problem and closed."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, cast
from uuid import uuid4

from fastapi import FastAPI
from httptools import HttpParserInvalidMethodError
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from chassis.http.edge.connections import Connections
from chassis.http.problems import MEDIA_TYPE, problem_body

METHODS = "GET, HEAD, POST, PUT, DELETE"
HEAD_SECONDS = 10.0
"""From the first byte of a request, or from the connection, to the end of its headers."""
LINGER_SECONDS = 5.0
"""How long the rest of a body is read, and dropped, after its request has been answered."""
MOST_HEAD_BYTES = 64 * 1024


class BoundedProtocol(HttpToolsProtocol):
    """One connection. uvicorn itself waits for ever for the end of a request's headers."""

    address = ""
    _deadline: asyncio.TimerHandle | None = None
    _head_bytes = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's
        super().connection_made(transport)
        self._registry: Connections = cast(FastAPI, self.config.app).state.connections
        self.address = self.client[0] if self.client else ""
        if not self._registry.admit(self):
            self._refuse(503, "too_many_connections", {"Retry-After": "5"})
            return
        self._registry.waits(self)
        self._within(HEAD_SECONDS, self._head_is_late)

    def connection_lost(self, exc: Exception | None) -> None:
        self._registry.forget(self)
        self._in_time()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._is_waiting():
            self._head_bytes += len(data)
        super().data_received(data)
        if not self._is_waiting() or self.transport.is_closing():
            return
        if self._head_bytes > MOST_HEAD_BYTES:
            self._refuse(431, "headers_too_large", {})
        elif self._deadline is None:
            self._within(HEAD_SECONDS, self._head_is_late)

    def on_headers_complete(self) -> None:
        self._in_time()
        self._head_bytes = 0
        self._registry.works(self)
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        super().on_message_complete()
        if self.cycle.response_complete:
            self.cycle.more_body = False
            self._in_time()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.transport.is_closing():
            return
        if self.cycle.response_complete:
            self._registry.waits(self)
        if self.cycle.more_body:
            self._within(LINGER_SECONDS, self.transport.close)

    def abandon(self) -> None:
        self.transport.abort()

    def send_400_response(self, msg: str) -> None:
        if isinstance(sys.exception(), HttpParserInvalidMethodError):
            self._refuse(405, "method_not_allowed", {"Allow": METHODS})
        else:
            self._refuse(400, "malformed_request", {})

    def _is_waiting(self) -> bool:
        """Whether what comes next is the head of a request."""
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is None or (cycle.response_complete and not cycle.more_body)

    def _within(self, seconds: float, otherwise: Any) -> None:
        self._in_time()
        self._deadline = self.loop.call_later(seconds, otherwise)

    def _in_time(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _head_is_late(self) -> None:
        if not self.transport.is_closing():
            self._refuse(408, "request_timeout", {})

    def _refuse(self, status: int, code: str, headers: Mapping[str, str]) -> None:
        request_id = str(uuid4())
        phrase = HTTPStatus(status).phrase
        problem = problem_body(
            status, code, title=phrase, instance=f"urn:uuid:{request_id}", request_id=request_id
        )
        body = json.dumps(problem).encode()
        all_headers = {
            "Content-Type": MEDIA_TYPE,
            "Content-Length": str(len(body)),
            "Connection": "close",
            "X-Request-Id": request_id,
            **headers,
        }
        head = [
            f"HTTP/1.1 {status} {phrase}",
            *(f"{name}: {value}" for name, value in all_headers.items()),
            "",
            "",
        ]
        self.transport.write("\r\n".join(head).encode() + body)
        self.transport.close()
