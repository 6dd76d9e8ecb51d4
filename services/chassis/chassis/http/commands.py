"""Runs the command of an HTTP request and answers: idempotency keys, versions, correlation."""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from fastapi import Depends, Header, Request
from pydantic import BaseModel
from starlette.responses import Response

from chassis.decisions.idempotency import Again, Answer, answer_once, freely
from chassis.decisions.idempotency import Request as CommandRequest
from chassis.http.auth import Caller, scope
from chassis.http.dependencies import application_of, blind_of, wake_relay_of
from chassis.http.edge.per_request import correlation_id_of, traceparent_of
from chassis.http.problems import Problem, request_id_of
from samplan.bus.observe import tracing
from samplan.bus.observe.causation import Cause
from samplan.bus.observe.telemetry import COMMAND_SECONDS, COMMANDS
from samplan.bus.reading.rule_broken import RuleBroken

_KEY = re.compile(r"[!-~]{1,200}")
ATTEMPTS = 50
"""Each lost attempt means that another command has won. A stale version is refused at the first."""

_ETAG = re.compile(r'"([1-9][0-9]{0,9})"')


@dataclass(frozen=True)
class Commander:
    """A request that changes a record: carries out its command and answers with a view of the result."""

    request: Request
    caller: Caller
    key: str
    if_match: str | None
    again: Again

    def create(
        self, command: object, view: Callable[[Any], BaseModel], location: Callable[[Any], str]
    ) -> Response:
        """Carry out a command that creates a record: 201 with Location, ETag and view."""
        return self._run(command, None, lambda made: _answer(201, made, view, {"Location": location(made)}))

    def change(self, command: object, target: UUID, view: Callable[[Any], BaseModel]) -> Response:
        """Carry out a command on the version in If-Match: 200 with the new ETag and view."""
        version = self._expected_version()
        return self._run(command, (target, version), lambda changed: _answer(200, changed, view, {}))

    def change_any_version(self, command: object, view: Callable[[Any], BaseModel]) -> Response:
        """Carry out a command that is right on any version: it is not refused because of another change."""
        return self._run(command, None, lambda changed: _answer(200, changed, view, {}))

    def _expected_version(self) -> int:
        if self.if_match is None:
            raise Problem(428, "if_match_missing")
        match = _ETAG.fullmatch(self.if_match.strip())
        if match is None:
            raise Problem(412, "stale_version")
        return int(match[1])

    def _run(
        self, command: object, expected: tuple[UUID, int] | None, respond: Callable[[Any], Answer]
    ) -> Response:
        name = type(command).__name__
        started = time.perf_counter()
        outcome = "fault"
        try:
            request = self._request(command, expected)
            answer = answer_once(application_of(self.request), request, respond)
            outcome = "replayed" if answer.replayed else "done"
        except RuleBroken as refused:
            outcome = refused.code
            raise
        finally:
            COMMANDS.labels(name, outcome).inc()
            COMMAND_SECONDS.labels(name).observe(time.perf_counter() - started)
        headers = dict(answer.headers)
        if answer.replayed:
            headers["Idempotency-Replayed"] = "true"
        else:
            wake_relay_of(self.request)()
        return Response(answer.body, answer.status, headers=headers, media_type="application/json")

    def _request(self, command: object, expected: tuple[UUID, int] | None) -> CommandRequest:
        return CommandRequest(
            command=command,
            agency=self.caller.agency.value,
            key=self._blind(self.key),  # it may contain a personnummer
            fingerprint=self._fingerprint(type(command)),
            cause=self._cause(),
            expected=expected,
            again=self.again,
            attempts=ATTEMPTS,
        )

    def _fingerprint(self, command: type) -> str:
        """Identifies the content of the request, to detect another request with the same key.

        Keyed: from a plain hash of a body with otherwise known fields, the personnummer can be guessed.
        """
        body: bytes = self.request.scope.get("state", {}).get("body", b"")
        if renewed := getattr(command, "RENEWED", None):
            kept = {name: value for name, value in json.loads(body).items() if name not in renewed}
            body = json.dumps(kept, sort_keys=True).encode()
        url = self.request.url
        path = f"{url.path}?{url.query}" if url.query else url.path
        route = f"{self.request.method} {path} {self.if_match or ''}"
        return self._blind(hashlib.sha256(route.encode() + b"\0" + body).hexdigest())

    def _blind(self, text: str) -> str:
        return blind_of(self.request).of(text)

    def _cause(self) -> Cause:
        request_id = request_id_of(self.request)
        return Cause(
            correlation_id=correlation_id_of(self.request),
            causation_id=request_id,
            traceparent=tracing.here() or traceparent_of(self.request) or tracing.unsampled(),
            agency=self.caller.agency.value,
        )


def command(needed_scope: str, *, again: Again = freely) -> Callable[..., Awaitable[Commander]]:
    """A dependency: the caller's commander. Raises Problem 400 without a usable Idempotency-Key."""
    allowed = Depends(scope(needed_scope))

    async def commander(
        request: Request,
        caller: Caller = allowed,
        idempotency_key: str | None = Header(
            None,
            description="A retry with the same key gets the same answer. Use a new key for each request.",
        ),
        if_match: str | None = Header(None, description="The ETag of the version that was read."),
    ) -> Commander:
        if idempotency_key is None:
            raise Problem(400, "idempotency_key_missing")
        if not _KEY.fullmatch(idempotency_key):
            raise Problem(400, "idempotency_key_malformed")
        return Commander(request, caller, idempotency_key, if_match, again)

    return commander


class Versioned(Protocol):
    """An aggregate, or what an agency may see of it."""

    @property
    def version(self) -> int: ...


def etag_of(aggregate: Versioned) -> str:
    """The entity tag of an aggregate's version."""
    return f'"{aggregate.version}"'


def view_response(aggregate: Versioned, view: Callable[[Any], BaseModel]) -> Response:
    """The current version of a record, with its ETag."""
    body = view(aggregate).model_dump_json(by_alias=True)
    return Response(body, media_type="application/json", headers={"ETag": etag_of(aggregate)})


def _answer(
    status: int, aggregate: Versioned, view: Callable[[Any], BaseModel], headers: dict[str, str]
) -> Answer:
    return Answer(
        status=status,
        headers={"ETag": etag_of(aggregate), **headers},
        body=view(aggregate).model_dump_json(by_alias=True),
    )
