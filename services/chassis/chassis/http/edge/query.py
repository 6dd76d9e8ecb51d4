"""Refuses query parameters that the API does not describe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import parse_qsl

from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

from chassis.http.problems import Problem

MOST_NAMED = 20


class KnownQuery:
    """ASGI middleware: refuses a query parameter that the API's route does not declare.

    Operations ignore such a parameter: load balancers add their own. A page decides for itself.
    """

    def __init__(self, app: ASGIApp, refuse: Any, routes: Sequence[BaseRoute]) -> None:
        self._app = app
        self._refuse = refuse
        self._routes = [one for one in routes if isinstance(one, APIRoute) and one.include_in_schema]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["query_string"] and (unknown := self._unknown(scope)):
            errors = [
                {"pointer": f"#/query/{name}", "code": "unknown_parameter"} for name in unknown[:MOST_NAMED]
            ]
            problem = Problem(400, "unknown_parameter", errors=errors)
            await self._refuse(scope, receive, send, problem)
            return
        await self._app(scope, receive, send)

    def _unknown(self, scope: Scope) -> list[str]:
        route = next((one for one in self._routes if one.matches(scope)[0] is Match.FULL), None)
        if route is None:
            return []
        scope["route"] = route  # for the log and the metrics: the router runs later
        given = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        known = set(_names(route.dependant))
        return [name for name in dict(given) if name not in known]


def _names(dependant: Dependant) -> Iterator[str]:
    yield from (one.alias for one in dependant.query_params)
    for further in dependant.dependencies:
        yield from _names(further)
