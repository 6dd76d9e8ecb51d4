"""One trace from a request, through store, relay, Kafka and inbox, to the view; and the log (I13)."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from tests.journeys.collector import Collector, Span, collecting
from tests.journeys.desk import Desk, Grounds, separate_desk
from tests.journeys.journey import Journey, Step

from samplan.testing.waiting import wait_until

pytestmark = pytest.mark.slow

PARTICIPANT = "19850615-9808"
EVERY_SERVICE = {"consent", "planning", "referral", "reporting"}
OF_AN_ENROLMENT = {
    ("referral", "POST /v1/referrals/{referralId}/enrolment"),
    ("referral", "EnrolParticipant"),
    ("referral", "INSERT stored_events"),
    ("referral", "send malmo-ifo.referral.v1"),
    ("planning", "process malmo-ifo.referral.v1"),
    ("planning", "OpenPlan"),
    ("planning", "INSERT stored_events"),
    ("planning", "send af.planning.v1"),
    ("reporting", "process malmo-ifo.referral.v1"),
    ("reporting", "process af.planning.v1"),
    ("reporting", "fold"),
}
OF_A_CONSENT = {
    ("consent", "POST /v1/consents"),
    ("consent", "send finsam.consent.v1"),
    *((reader, "process finsam.consent.v1") for reader in ("referral", "planning", "reporting")),
}
ALWAYS_SAID = {"timestamp", "level", "event", "service", "agency"}


@pytest.fixture(scope="module")
def collector() -> Iterator[Collector]:
    with collecting() as collector:
        yield collector


@pytest.fixture(scope="module")
def desk(grounds: Grounds, collector: Collector, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A separate house whose processes send spans to the collector."""
    assert not collector.bodies  # each process finds the collector at its start
    with separate_desk(grounds, tmp_path_factory.mktemp("traced")) as desk:
        yield desk


@pytest.fixture(scope="module")
def journey(desk: Desk) -> Journey:
    driven = Journey(desk, PARTICIPANT).to_enrolment_in_order()
    desk.house.settle()
    return driven


@pytest.fixture(scope="module")
def logged(journey: Journey) -> list[dict[str, Any]]:
    served = [log for name, log in journey.desk.house.logs().items() if name.endswith("-serve.log")]
    return [json.loads(line) for log in served for line in log.splitlines()]


def step_of(journey: Journey, event: str) -> Step:
    [step] = [step for step in journey.steps if event in step.events]
    return step


def trace_of(journey: Journey, event: str, collector: Collector) -> list[Span]:
    """The spans received so far for the step that published an event, also behind the topics."""
    return collector.linked_to(step_of(journey, event).key.hex)


def names(spans: list[Span]) -> set[tuple[str, str]]:
    return {(span.service, span.name) for span in spans}


def loose(spans: list[Span]) -> list[Span]:
    """The spans whose parent is not among them."""
    ids = {span.id for span in spans}
    return [span for span in spans if span.parent not in ids]


def behind(journey: Journey, collector: Collector) -> list[Span]:
    """The spans of an enrolment under another id than its caller's."""
    own = step_of(journey, "ParticipantEnrolled").key.hex
    return [one for one in trace_of(journey, "ParticipantEnrolled", collector) if one.trace != own]


class TestATrace:
    def test_runs_from_the_request_to_the_view(self, journey: Journey, collector: Collector) -> None:
        wait_until(
            lambda: names(trace_of(journey, "ParticipantEnrolled", collector)) >= OF_AN_ENROLMENT,
            lambda: names(trace_of(journey, "ParticipantEnrolled", collector)),
        )

    def test_goes_through_all_four_services(self, journey: Journey, collector: Collector) -> None:
        wait_until(
            lambda: names(trace_of(journey, "ConsentGranted", collector)) >= OF_A_CONSENT,
            lambda: names(trace_of(journey, "ConsentGranted", collector)),
        )

    def test_is_connected_up_to_the_topic_and_begins_with_its_caller(
        self, journey: Journey, collector: Collector
    ) -> None:
        step = step_of(journey, "ParticipantEnrolled")
        wait_until(
            lambda: {one.parent for one in loose(collector.of_trace(step.key.hex))} == {step.key.hex[:16]},
            lambda: collector.of_trace(step.key.hex),
        )
        assert all(one.is_served for one in loose(collector.of_trace(step.key.hex)))

    def test_continues_behind_the_topic_under_an_id_that_is_not_the_callers(
        self, journey: Journey, collector: Collector
    ) -> None:
        wait_until(
            lambda: {one.service for one in behind(journey, collector)} == EVERY_SERVICE,
            lambda: behind(journey, collector),
        )
        assert len({one.parent for one in loose(behind(journey, collector))}) == 1


class TestTheLog:
    def test_has_the_agreed_fields_in_each_line(self, journey: Journey, logged: list[dict[str, Any]]) -> None:
        assert len(logged) > len(journey.steps)
        assert [line for line in logged if not line.keys() >= ALWAYS_SAID] == []

    def test_names_the_trace_and_correlation_of_each_request(
        self, journey: Journey, logged: list[dict[str, Any]]
    ) -> None:
        requests = [line for line in logged if line["event"] == "request"]
        asked = [line for line in requests if not line["route"].startswith("/health")]
        assert [
            line for line in asked if not line.keys() >= {"trace_id", "correlation_id", "request_id"}
        ] == []
        assert {f"{step.key}" for step in journey.steps} <= {line["correlation_id"] for line in asked}
        assert {step.key.hex for step in journey.steps} <= {line["trace_id"] for line in asked}
