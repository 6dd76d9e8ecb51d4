"""One FastAPI app per process: its health, and the service's routes when it serves the API."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, cast

from fastapi import APIRouter, FastAPI, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute
from starlette.types import Receive, Scope, Send

from chassis.decisions.work import Application
from chassis.http.auth import SessionReader, Verifier
from chassis.http.catch_up import InTime
from chassis.http.edge.addresses import AddressRate
from chassis.http.edge.body import StrictBody
from chassis.http.edge.callers import CallerFirst
from chassis.http.edge.description import describe
from chassis.http.edge.head import HeadAsGet
from chassis.http.edge.per_request import PerRequest
from chassis.http.edge.query import KnownQuery
from chassis.http.limits import AtOnce, Rate
from chassis.http.problems import Problem, install_problems, problem_response
from chassis.settings.limits import LimitSettings

MOST_REQUESTS = 256
"""The most unanswered requests in one process: with the largest bodies, they hold 64 MB."""

Check = Callable[[], str | None]
"""Returns what is not ready, or None."""


def make_app(
    *,
    title: str,
    description: str,
    version: str,
    routers: Sequence[APIRouter],
    application: Application | None,
    verifier: Verifier,
    checks: Sequence[Check] = (),
    sessions: SessionReader | None = None,
    wake_relay: Callable[[], None] = lambda: None,
    lifespan: Any = None,
    limits: LimitSettings | None = None,
) -> FastAPI:
    """The app of one process of a service."""
    app = _bare_app(title=title, description=description, version=version, lifespan=lifespan)
    app.state.application = application
    app.state.verifier = verifier
    app.state.wake_relay = wake_relay
    app.state.sessions = sessions
    app.state.stopping = asyncio.Event()
    app.state.checks = checks
    install_problems(app)
    own = [route for router in routers for route in router.routes]
    _add_edge(app, own, limits or LimitSettings())
    # Not `include_router`: it would build every route again, one by one, at the first request.
    app.router.routes.extend([*_operations().routes, *own])
    app.openapi = lambda: describe(app)  # type: ignore[method-assign]  # the documented way to extend it
    return app


def _bare_app(**described: Any) -> FastAPI:
    return FastAPI(
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        redirect_slashes=False,
        # FastAPI's would export path, query and error messages. `PerRequest` traces instead.
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
        **described,
    )


def _add_edge(app: FastAPI, own: Sequence[BaseRoute], limits: LimitSettings) -> None:
    """The last one added runs first."""
    app.state.refusals = Rate(limits.refusals_per_hour / 3600, burst=limits.refusals_per_hour)
    rate, unanswered = Rate(limits.caller_requests_per_second), AtOnce(limits.caller_unanswered)
    app.add_middleware(StrictBody, refuse=_refuse, routes=own)
    app.add_middleware(CallerFirst, refuse=_refuse, routes=own, rate=rate, unanswered=unanswered)
    app.add_middleware(KnownQuery, refuse=_refuse, routes=own)
    app.add_middleware(HeadAsGet)
    app.add_middleware(InTime)
    app.add_middleware(AddressRate, refuse=_refuse, rate=Rate(limits.address_requests_per_second))
    app.add_middleware(PerRequest, most=MOST_REQUESTS)


@cache
def _operations() -> APIRouter:
    """All apps of a process share the routes."""
    router = APIRouter(include_in_schema=False)

    # Not in a thread: when all threads wait for the store, a restart would not help.
    @router.get("/health/live")
    async def live() -> dict[str, str]:
        return {"status": "live"}

    @router.get("/health/ready")
    def ready(request: Request) -> Response:
        checks = cast(Sequence[Check], request.app.state.checks)
        missing = [reason for check in checks if (reason := check()) is not None]
        if missing:
            return JSONResponse({"status": "not ready", "missing": missing}, 503, {"Retry-After": "1"})
        return JSONResponse({"status": "ready"})

    return router


async def _refuse(scope: Scope, receive: Receive, send: Send, problem: Problem) -> None:
    request = Request(scope, receive)
    response = problem_response(
        request,
        problem.status,
        problem.code,
        headers=problem.headers,
        errors=problem.errors,
        **problem.details,
    )
    await response(scope, receive, send)
