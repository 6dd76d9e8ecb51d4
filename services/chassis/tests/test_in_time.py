"""K18: no answer that rests on a consent is given after the lease under which it was made."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chassis.http.catch_up import InTime, only_when_caught_up
from chassis.http.edge import per_request
from chassis.http.edge.per_request import PerRequest
from samplan.bus.clock import now_utc, uptime
from samplan.bus.reading import catch_up
from samplan.bus.reading.catch_up import report_caught_up
from samplan.testing.harness import ServiceUnderTest

FORM = {"form": "everything"}


@pytest.fixture
def asked(service: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, float], int]:
    """The status of an answer during which the process is frozen for some seconds."""

    def frozen_for(path: str, seconds: float) -> int:
        frozen = [0.0]
        monkeypatch.setattr(catch_up, "uptime", lambda: uptime() + frozen[0])
        app = FastAPI()
        app.state.application = service.process.app.state.application
        app.state.database = service.database

        @app.get("/own")
        def own() -> dict[str, str]:
            frozen[0] = seconds
            return FORM

        @app.get("/others", dependencies=[Depends(only_when_caught_up)])
        def others() -> dict[str, str]:
            return own()

        app.add_middleware(InTime)
        return int(TestClient(app).get(path).status_code)

    return frozen_for


def test_an_answer_is_given_within_the_lease(
    service: ServiceUnderTest, asked: Callable[[str, float], int]
) -> None:
    report_caught_up(service.database)
    assert asked("/others", 50) == 200


def test_an_answer_of_a_process_that_was_frozen_beyond_it_is_not(
    service: ServiceUnderTest, asked: Callable[[str, float], int]
) -> None:
    report_caught_up(service.database)
    assert asked("/others", 61) == 503


def test_what_is_left_of_the_lease_counts(
    service: ServiceUnderTest, asked: Callable[[str, float], int]
) -> None:
    report_caught_up(service.database, until=now_utc() + timedelta(seconds=20))
    assert asked("/others", 30) == 503


def test_an_answer_that_rests_on_no_consent_is_given_whenever(
    service: ServiceUnderTest, asked: Callable[[str, float], int]
) -> None:
    report_caught_up(service.database)
    assert asked("/own", 300) == 200


def test_nothing_that_may_wait_lies_between_the_last_look_and_the_bytes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The log line of a request goes to a pipe, whose reader may be slow."""
    order: list[str] = []
    app = FastAPI()
    app.get("/")(lambda: FORM)
    app.add_middleware(InTime)
    app.add_middleware(PerRequest, most=1)
    app.add_middleware(_Wire, order=order)
    monkeypatch.setattr(per_request, "log", _Pipe(order))
    TestClient(app).get("/")
    assert order == ["http.response.start", "http.response.body", "request"]


class _Wire:
    """Outermost, as the server is: notes what is sent."""

    def __init__(self, app: ASGIApp, order: list[str]) -> None:
        self._app, self._order = app, order

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def note(message: Message) -> None:
            self._order.append(message["type"])
            await send(message)

        await self._app(scope, receive, note)


class _Pipe:
    """A log: notes when it is written to."""

    def __init__(self, order: list[str]) -> None:
        self._order = order

    def info(self, event: str, **_: object) -> None:
        self._order.append(event)
