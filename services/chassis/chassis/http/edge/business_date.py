"""Where earlier years may be replayed, each request is answered as of the service's business date."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from chassis.decisions.clock import clock_of
from chassis.settings.environment import Settings
from samplan.bus.store.transactions import Database


class OnBusinessDate:
    """ASGI middleware: reads the business date once for each request."""

    def __init__(self, app: ASGIApp, settings: Settings, database: Database) -> None:
        self._app = app
        self._settings = settings
        self._database = database

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with clock_of(self._settings, self._database):
            await self._app(scope, receive, send)
