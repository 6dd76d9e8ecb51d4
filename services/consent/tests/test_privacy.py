"""A canary's number goes in, and comes out nowhere."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import structlog
from msgspec.json import encode
from services.consent.tests.examples import GRANT, OTHER_REFERRAL

from samplan.bus.observe.telemetry import configure_logging
from samplan.contracts.registry import EVENTS
from samplan.testing.harness import ServiceUnderTest

pytestmark = pytest.mark.slow

CANARY = "19850709-9805"
FORM_TO_SIGN = {
    **{
        name: GRANT[name] for name in ("programme", "agencies", "purpose", "kind", "validUntil", "occurredOn")
    },
    "place": "Malmö",
    "personnummer": CANARY,
}
DIGITS = re.compile(rb"(19)?850709-?9805")


class Trace(NamedTuple):
    """What came out of the service while the canary went in."""

    answers: list[Any]
    log: str


@contextmanager
def logging_as_in_production() -> Iterator[None]:
    root, caller = logging.getLogger(), logging.getLogger("httpx2")
    before = root.handlers, root.level, caller.level, structlog.get_config()
    configure_logging("consent", "finsam", "debug")
    caller.setLevel(logging.WARNING)
    yield
    root.handlers, root.level, caller.level = before[:3]
    structlog.configure(**before[3])
    structlog.contextvars.clear_contextvars()


@pytest.fixture
def trace(capsys: pytest.CaptureFixture[str], service: ServiceUnderTest) -> Trace:
    with logging_as_in_production():
        answers = _answers(service)
    return Trace(answers, capsys.readouterr().out)


def _answers(service: ServiceUnderTest) -> list[Any]:
    """To requests about the canary, good and bad."""
    grant = {**GRANT, "personnummer": CANARY}
    cover = {"personnummer": CANARY, "referralId": str(OTHER_REFERRAL), "occurredOn": "2020-03-09"}
    ask = {"personnummer": CANARY, "purpose": "coordination"}
    made = service.post("/v1/consents", grant, agency="malmo-ifo")
    place = made.headers["location"]
    return [
        made,
        service.post("/v1/consents", grant, agency="malmo-ifo"),
        service.post("/v1/consents", {**grant, "surname": CANARY}, agency="malmo-ifo"),
        service.post("/v1/consents", {**grant, "language": CANARY}, agency="malmo-ifo"),
        service.post("/v1/consents", {**grant, CANARY: CANARY}, agency="malmo-ifo"),
        service.post(f"{place}/referrals", cover),
        service.post("/v1/participant-lookups", ask),
        service.post("/v1/participant-lookups", ask, agency="fk"),
        service.get(place),
        service.get(f"/v1/consents/{CANARY}"),
        service.get(f"/v1/consents?referralId={CANARY}"),
    ]


def test_no_answer_repeats_the_number(trace: Trace) -> None:
    statuses = [answer.status_code for answer in trace.answers]
    assert statuses == [201, 409, 422, 422, 422, 201, 200, 404, 200, 404, 422]
    for answer in trace.answers:
        assert not DIGITS.search(answer.content)
        assert not DIGITS.search(str(answer.headers).encode())


def test_no_published_event_holds_the_number(trace: Trace, service: ServiceUnderTest) -> None:
    events = service.published()
    assert trace.answers[0].status_code == 201
    assert {type(event) for event in events} <= set(EVENTS.values())
    assert not [event for event in events if DIGITS.search(encode(event))]


def test_no_log_line_holds_the_number(trace: Trace) -> None:
    assert trace.log.count('"event": "request"') == len(trace.answers)
    assert not DIGITS.search(trace.log.encode())


def test_no_log_line_holds_the_number_on_a_form_to_sign(
    capsys: pytest.CaptureFixture[str], service: ServiceUnderTest
) -> None:
    with logging_as_in_production():
        printed = service.post("/v1/consent-forms", FORM_TO_SIGN, agency="malmo-ifo")
        refused = service.post("/v1/consent-forms", {**FORM_TO_SIGN, "place": "丁"}, agency="malmo-ifo")
    log = capsys.readouterr().out
    assert DIGITS.search(printed.content)
    assert not DIGITS.search(refused.content)
    assert log.count('"event": "request"') == 2
    assert not DIGITS.search(log.encode())


def test_no_metric_holds_the_number(trace: Trace, service: ServiceUnderTest) -> None:
    assert trace.answers
    assert not DIGITS.search(service.metrics().encode())


def test_no_file_of_the_service_holds_the_number(
    trace: Trace, service: ServiceUnderTest, tmp_path: Path
) -> None:
    service.close()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert trace.answers
    assert [path for path in files if path.suffix == ".sqlite3"]
    assert not [path.name for path in files if DIGITS.search(path.read_bytes())]
