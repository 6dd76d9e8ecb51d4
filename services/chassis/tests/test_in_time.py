"""K18: no answer that rests on a consent is given after the lease under which it was made."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

from chassis.http.catch_up import InTime, only_when_caught_up
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
