"""Who is calling, before anything of the body is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chassis.http.auth import Caller, Needs, authenticated
from chassis.http.limits import AtOnce, Rate
from chassis.http.problems import Problem


class CallerFirst:
    """ASGI middleware: verifies token and scope where a route needs them, and counts the caller's requests.

    A caller who sends no body occupies only its own places, and one without a token none.
    """

    def __init__(
        self, app: ASGIApp, refuse: Any, routes: Sequence[BaseRoute], rate: Rate, unanswered: AtOnce
    ) -> None:
        self._app = app
        self._refuse = refuse
        self._rate = rate
        self._unanswered = unanswered
        self._routes = [(one, _scopes_of(one)) for one in routes]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not (needed := self._needed(scope)):
            await self._app(scope, receive, send)
            return
        try:
            caller = authenticated(Request(scope), needed)
            give_back = self._admit(caller)
        except Problem as problem:
            await self._refuse(scope, receive, send, problem)
            return

        async def answer(message: Message) -> None:
            give_back()
            await send(message)

        try:
            await self._app(scope, receive, answer)
        finally:
            give_back()

    def _needed(self, scope: Scope) -> frozenset[str]:
        for route, scopes in self._routes:
            if route.matches(scope)[0] is Match.FULL:
                scope["route"] = route  # for the log and the metrics: the router runs later
                return scopes
        return frozenset()

    def _admit(self, caller: Caller) -> Any:
        """Raises Problem 429."""
        self._rate.take(caller.name)
        return self._unanswered.take(caller.name)


def _scopes_of(route: BaseRoute) -> frozenset[str]:
    return frozenset(_scopes(route.dependant)) if isinstance(route, APIRoute) else frozenset()


def _scopes(dependant: Dependant) -> Iterator[str]:
    if isinstance(dependant.call, Needs):
        yield dependant.call.scope
    for further in dependant.dependencies:
        yield from _scopes(further)
