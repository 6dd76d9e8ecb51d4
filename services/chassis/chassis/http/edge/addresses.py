"""How many requests one address may send, with or without a token."""

from __future__ import annotations

from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

from chassis.http.edge.per_request import ALWAYS_ANSWERED
from chassis.http.limits import Rate
from chassis.http.problems import Problem


class AddressRate:
    """ASGI middleware: 429 for an address that sends more. Health checks are not counted."""

    def __init__(self, app: ASGIApp, refuse: Any, rate: Rate) -> None:
        self._app = app
        self._refuse = refuse
        self._rate = rate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        client = scope.get("client")
        if scope["type"] == "http" and client and not scope["path"].startswith(ALWAYS_ANSWERED):
            try:
                self._rate.take(client[0])
            except Problem as problem:
                await self._refuse(scope, receive, send, problem)
                return
        await self._app(scope, receive, send)
