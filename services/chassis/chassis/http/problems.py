"""Errors as RFC 9457 problems, which say where and why and never repeat text of the request."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any
from uuid import uuid4

import structlog
from eventsourcing.persistence import InterfaceError, OperationalError
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from chassis.decisions.domain import Refused
from chassis.http.described_names import described_names
from chassis.settings.clock_file import ClockUnreadable
from samplan.bus.publishing.rollback import BehindItsHead
from samplan.bus.reading.catch_up import StillCatchingUp

log = structlog.get_logger()

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = 5
"""When a caller should retry while the service is catching up."""
REPAIR_SECONDS = 60
"""When a caller should retry while an operator must act."""
_OF_CLASSES = dict.fromkeys(("model_attributes_type", "model_type", "dataclass_type"), "not_an_object")
"""pydantic names the classes that it validates into: a caller is told what JSON is expected."""
_INDEX = re.compile(r"[0-9]{1,3}")
_PARAMETER = re.compile(r"#/query/[a-z][A-Za-z]{0,31}")
_PARTS_OF_A_REQUEST = frozenset({"#", "path", "query", "header"})


class Problem(Exception):
    """Answers with a problem: an HTTP status, a stable code, and pointers into the request."""

    def __init__(
        self,
        status: int,
        code: str,
        *,
        errors: Sequence[Mapping[str, str]] = (),
        headers: Mapping[str, str] | None = None,
        **details: Any,
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.errors = list(errors)
        self.headers = dict(headers or {})
        self.details = details


def problem_body(
    status: int, code: str, *, title: str, instance: str, request_id: str, **more: Any
) -> dict[str, Any]:
    """The members of a problem document."""
    return {
        "type": f"/problems/{code.replace('_', '-')}",
        "title": title,
        "status": status,
        "instance": instance,
        "code": code,
        "requestId": request_id,
        **{name: value for name, value in more.items() if value},
    }


def problem_response(
    request: Request,
    status: int,
    code: str,
    *,
    title: str = "",
    headers: Mapping[str, str] | None = None,
    **more: Any,
) -> Response:
    """A problem as a response. `instance` identifies this occurrence and reveals no id of the path."""
    if errors := more.get("errors"):
        more["errors"] = [_without_callers_text(error, request.app) for error in errors]
    body = problem_body(
        status,
        code,
        title=title or HTTPStatus(status).phrase,
        instance=f"urn:uuid:{request_id_of(request)}",
        request_id=request_id_of(request),
        **more,
    )
    return Response(
        json.dumps(body, ensure_ascii=False),
        status_code=status,
        media_type=MEDIA_TYPE,
        headers=dict(headers or {}),
    )


def request_id_of(request: Request) -> str:
    """The request's id in the log lines."""
    state = request.scope.setdefault("state", {})
    return str(state.setdefault("request_id", str(uuid4())))


def install_problems(app: FastAPI) -> None:
    """Answer known errors with a problem document; `PerRequest` handles all others."""
    app.exception_handler(Problem)(_on_problem)
    app.exception_handler(Refused)(_on_refused)
    app.exception_handler(StillCatchingUp)(_on_catching_up)
    app.exception_handler(RequestValidationError)(_on_invalid)
    app.exception_handler(HTTPException)(_on_http)
    app.exception_handler(BehindItsHead)(_on_behind)
    app.exception_handler(ClockUnreadable)(_on_no_date)
    app.exception_handler(OperationalError)(_on_unavailable)
    app.exception_handler(InterfaceError)(_on_unavailable)


async def _on_problem(request: Request, error: Problem) -> Response:
    return problem_response(
        request, error.status, error.code, headers=error.headers, errors=error.errors, **error.details
    )


async def _on_refused(request: Request, error: Refused) -> Response:
    details: dict[str, Any] = error.details
    headers = {"Retry-After": str(REPAIR_SECONDS)} if error.status == HTTPStatus.SERVICE_UNAVAILABLE else {}
    return problem_response(request, error.status, error.code, title=error.title, headers=headers, **details)


async def _on_catching_up(request: Request, error: StillCatchingUp) -> Response:
    headers = {"Retry-After": str(RETRY_AFTER_SECONDS)}
    return problem_response(request, error.status, error.code, title=error.title, headers=headers)


async def _on_invalid(request: Request, error: RequestValidationError) -> Response:
    errors = [_where_and_why(dict(one)) for one in error.errors()]
    in_path = all(one["pointer"].startswith("#/path") for one in errors)
    if in_path:  # a malformed id names no record
        return problem_response(request, 404, "not_found")
    return problem_response(request, 422, "invalid_request", errors=errors)


async def _on_http(request: Request, error: HTTPException) -> Response:
    code = HTTPStatus(error.status_code).phrase.lower().replace(" ", "_").replace("-", "_")
    return problem_response(request, error.status_code, code, headers=error.headers)


async def _on_unavailable(request: Request, error: Exception) -> Response:
    log.warning("store_unavailable", error=type(error).__name__)
    return problem_response(request, 503, "store_unavailable", headers={"Retry-After": "1"})


async def _on_no_date(request: Request, _: Exception) -> Response:
    return problem_response(
        request,
        503,
        "business_date_unknown",
        title="CLOCK_FILE holds no date: an operator must repair it",
        headers={"Retry-After": "5"},
    )


async def _on_behind(request: Request, _: Exception) -> Response:
    return problem_response(
        request,
        503,
        "store_behind_its_head",
        title="The store is behind what it has published: an operator must repair it",
        headers={"Retry-After": str(REPAIR_SECONDS)},
    )


def _where_and_why(error: dict[str, Any]) -> dict[str, str]:
    """A pointer and a code: pydantic's error also contains the input, which must not be repeated."""
    location = [str(part) for part in error["loc"]]
    if location and location[0] == "body":
        location = location[1:]
    code = _OF_CLASSES.get(error["type"], error["type"])
    if code == "value_error":  # our validators raise ValueError with only a code
        code = str(error.get("ctx", {}).get("error", code))
    return {"pointer": "#/" + "/".join(location), "code": code}


def _without_callers_text(error: Mapping[str, str | int], app: FastAPI) -> dict[str, str | int]:
    """Replaces the names in a pointer that are not in the API's description: they are the caller's text.

    The name of an unknown query parameter is kept if it consists of letters.
    """
    if _PARAMETER.fullmatch(str(error["pointer"])):
        return dict(error)
    names = _described_names(app)
    parts = str(error["pointer"]).split("/")
    shown = [part if part in names or _INDEX.fullmatch(part) else "-" for part in parts]
    return {**error, "pointer": "/".join(shown)}


def _described_names(app: FastAPI) -> frozenset[str]:
    """The names of all parameters and of all fields of requests and answers.

    From the routes themselves: to build their description takes seconds, in which the process does nothing.
    """
    if not hasattr(app.state, "described_names"):
        app.state.described_names = _PARTS_OF_A_REQUEST | described_names(app.routes)
    described: frozenset[str] = app.state.described_names
    return described
