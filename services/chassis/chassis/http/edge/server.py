"""Uvicorn for our apps: connections are bounded, and streams end when the process stops."""

from __future__ import annotations

import asyncio
import socket

import uvicorn
from fastapi import FastAPI

from chassis.http.edge.connections import Connections
from chassis.http.edge.protocol import BoundedProtocol
from chassis.settings.limits import LimitSettings


class Server(uvicorn.Server):
    """Sets `stopping_of`, so that streams end, before it waits for them to end."""

    def __init__(self, app: FastAPI, *, grace_seconds: int, limits: LimitSettings | None = None) -> None:
        limits = limits or LimitSettings()
        app.state.connections = Connections(limits.connections, limits.connections_per_address)
        super().__init__(
            uvicorn.Config(
                app,
                http=BoundedProtocol,
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
