"""One FastAPI app per process: the service's routes when it serves the API, health and metrics always."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from typing import Any

import structlog
from fastapi import APIRouter, FastAPI, Request
from fastapi.openapi.utils import get_openapi
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.middleware.base import RequestResponseEndpoint
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from chassis.http.auth import Verifier
from chassis.http.body import StrictBody
from chassis.http.problems import Problem, install_problems, problem_response, request_id_of
from chassis.work import Application

log = structlog.get_logger()

MAX_HEADER_BYTES = 16 * 1024
_JSON = re.compile(r"application/(\*|json|problem\+json)|\*/\*|text/")

Check = Callable[[], str | None]
"""Says what is not ready, or None."""


def make_app(
    *,
    title: str,
    description: str,
    routers: Sequence[APIRouter],
    application: Application | None,
    verifier: Verifier,
    checks: Sequence[Check] = (),
    wake_relay: Callable[[], None] = lambda: None,
    lifespan: Any = None,
) -> FastAPI:
    """The app of one process of a service."""
    app = FastAPI(
        title=title,
        description=description,
        version="1.0.0",
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        lifespan=lifespan,
    )
    app.state.application = application
    app.state.verifier = verifier
    app.state.wake_relay = wake_relay
    install_problems(app)
    app.middleware("http")(_per_request)
    app.add_middleware(StrictBody, refuse=_refuse)
    app.include_router(_operations(checks))
    for router in routers:
        app.include_router(router)
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]  # the documented way to extend it
    return app


def _operations(checks: Sequence[Check]) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/health/live")
    def live() -> dict[str, str]:
        return {"status": "live"}

    @router.get("/health/ready")
    def ready() -> Response:
        missing = [reason for check in checks if (reason := check()) is not None]
        if missing:
            return JSONResponse({"status": "not ready", "missing": missing}, 503, {"Retry-After": "1"})
        return JSONResponse({"status": "ready"})

    @router.get("/metrics")
    def metrics() -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return router


async def _per_request(request: Request, call_next: RequestResponseEndpoint) -> Response:
    started = time.perf_counter()
    request_id = request_id_of(request)
    if sum(len(k) + len(v) for k, v in request.headers.raw) > MAX_HEADER_BYTES:
        return problem_response(request, 431, "headers_too_large")
    if request.url.path.startswith("/v1/") and not _JSON.search(request.headers.get("accept", "*/*")):
        return problem_response(request, 406, "not_acceptable")
    response = await call_next(request)
    response.headers["X-Request-Id"] = request_id
    route = request.scope.get("route")
    log.info(
        "request",
        method=request.method,
        route=getattr(route, "path", "none"),  # the template: the path itself may name a record
        status=response.status_code,
        ms=round((time.perf_counter() - started) * 1000, 1),
        request_id=request_id,
    )
    return response


async def _refuse(scope: Scope, receive: Receive, send: Send, problem: Problem) -> None:
    request = Request(scope, receive)
    response = problem_response(
        request, problem.status, problem.code, headers=problem.headers, errors=problem.errors
    )
    await response(scope, receive, send)


def _openapi(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document, with problems in place of FastAPI's own error body."""
    if app.openapi_schema:
        return app.openapi_schema
    document = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes
    )
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas["Problem"] = _PROBLEM
    for path in document["paths"].values():
        for operation in path.values():
            operation["responses"].pop("422", None)
            operation["responses"]["default"] = {
                "description": "A problem (RFC 9457)",
                "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
            }
    app.openapi_schema = document
    return document


_PROBLEM: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "instance", "code", "requestId"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "instance": {"type": "string"},
        "code": {"type": "string"},
        "requestId": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "code"],
                "properties": {"pointer": {"type": "string"}, "code": {"type": "string"}},
            },
        },
    },
}
