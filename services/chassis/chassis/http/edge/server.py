"""Uvicorn for our apps: malformed requests get a problem, and streams end when the process stops."""

from __future__ import annotations

import asyncio
import json
import socket
import sys
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from uuid import uuid4

import uvicorn
from fastapi import FastAPI
from httptools import HttpParserInvalidMethodError
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from chassis.http.problems import MEDIA_TYPE, problem_body

METHODS = "GET, HEAD, POST, PUT, DELETE"


class Server(uvicorn.Server):
    """Sets `stopping_of`, so that streams end, before it waits for them to end."""

    def __init__(self, app: FastAPI, *, grace_seconds: int) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=ProblemProtocol,
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=grace_seconds,
            )
        )
        self._stopping = stopping_of(app)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._stopping.set()
        await super().shutdown(sockets)


def stopping_of(app: FastAPI) -> asyncio.Event:
    """Set when the process begins to stop: a stream then ends its answer."""
    stopping: asyncio.Event = app.state.stopping
    return stopping


class ProblemProtocol(HttpToolsProtocol):
    """Answers a malformed HTTP request with a problem document; the library's answer is plain text."""

    def send_400_response(self, msg: str) -> None:  # the library's signature
        if isinstance(sys.exception(), HttpParserInvalidMethodError):
            self._refuse(405, "method_not_allowed", {"Allow": METHODS})
        else:
            self._refuse(400, "malformed_request", {})

    def _refuse(self, status: int, code: str, headers: Mapping[str, str]) -> None:
        request_id = str(uuid4())
        phrase = HTTPStatus(status).phrase
        problem: dict[str, Any] = problem_body(
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
