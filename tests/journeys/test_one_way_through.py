"""I2: one participant's way through all four services, by their APIs and topics alone."""

import pytest
from tests.journeys.desk import Desk, trace_of
from tests.journeys.topics import published_about
from tests.journeys.way import Way

from samplan.contracts.envelope import Envelope

pytestmark = pytest.mark.slow

OF_THE_REFERRAL = [
    "ReferralSubmitted",
    "EligibilityAssessed",
    "IntakeMeetingBooked",
    "IntakeMeetingHeld",
    "ParticipantEnrolled",
]
OF_THE_CONSENT = ["ConsentGranted"]
OF_THE_PLAN = [
    "PlanOpened",
    "CoordinatorAppointed",
    "IncomeSupportRecorded",
    "TrackChosen",
    "ActivityStarted",
    "ActivityStarted",
    "TrackChosen",
    "PlanAgreed",
    "ActivityCompleted",
    "IncomeSupportRecorded",
    "ActivityInterrupted",
    "ExitedToWork",
]
PARTICIPANT, ANOTHER = "19850615-9808", "19850615-9816"


def name(envelope: Envelope) -> str:
    return envelope.type.split(".")[2]


def names_told_of(way: Way) -> list[list[str]]:
    """Of its referral, its consent and its plan."""
    told = published_about(way.subjects, way.desk.house.bootstrap)
    return [[name(envelope) for envelope in told if envelope.subject == one] for one in way.subjects]


def assert_seen_by_reporting(way: Way) -> None:
    journey = way.journeys()[0]
    assert journey["referredOn"] == "2021-06-01"
    assert (journey["consentedOn"], journey["enrolledOn"]) == ("2021-06-15", "2021-06-16")
    assert (journey["planDueOn"], journey["planAgreedOn"]) == ("2021-08-15", "2021-08-10")
    assert (journey["coordinator"], journey["track"]) == ("af", "work")
    assert [one["kind"] for one in journey["activities"]] == ["swedish_studies", "work_placement"]
    assert journey["incomeSupportAtEntry"] == "ekonomiskt_bistand"
    assert journey["incomeSupportAtExit"] == "subventionerad_lon"
    left = {"on": "2021-10-15", "exitClass": "work_subsidised", "subsidyKind": "nystartsjobb"}
    assert journey["exit"] == left


@pytest.fixture(scope="module")
def way(desk: Desk) -> Way:
    driven = Way(desk, PARTICIPANT).to_enrolment().to_the_exit()
    desk.house.settle()
    return driven


@pytest.fixture(scope="module")
def told(way: Way) -> list[Envelope]:
    return published_about(way.subjects, way.desk.house.bootstrap)


class TestOneWayThrough:
    def test_is_told_by_each_service_in_the_order_in_which_it_was_decided(self, way: Way) -> None:
        assert names_told_of(way) == [OF_THE_REFERRAL, OF_THE_CONSENT, OF_THE_PLAN]

    def test_is_numbered_without_a_gap_but_for_what_is_private(self, way: Way, told: list[Envelope]) -> None:
        versions = [
            [one.aggregate_version for one in told if one.subject == subject] for subject in way.subjects
        ]
        # The second fact of the plan, which agencies the consent names, is the consent service's to tell.
        assert versions == [[1, 2, 3, 4, 5], [1], [1, *range(3, 14)]]

    def test_ties_each_event_to_the_command_behind_it(self, way: Way, told: list[Envelope]) -> None:
        steps = {step.request_id: step for step in way.steps}
        of_commands = [one for one in told if name(one) != "PlanOpened"]
        for one in of_commands:
            step = steps[one.causation_id]
            assert (one.correlation_id, one.traceparent) == (f"{step.key}", trace_of(step.key))
        made_known = [(step.request_id, event) for step in way.steps for event in step.made_known]
        assert sorted((one.causation_id, name(one)) for one in of_commands) == sorted(made_known)

    def test_ties_the_opened_plan_to_the_enrolment_and_so_to_its_command(self, told: list[Envelope]) -> None:
        enrolled, opened = (
            next(one for one in told if name(one) == wanted)
            for wanted in ("ParticipantEnrolled", "PlanOpened")
        )
        assert opened.causation_id == enrolled.id
        assert opened.correlation_id == enrolled.correlation_id
        assert opened.traceparent == enrolled.traceparent

    def test_is_seen_whole_by_reporting(self, way: Way) -> None:
        assert_seen_by_reporting(way)


class TestRoles:
    def test_do_together_what_the_service_does_all_in_one(self, desk: Desk) -> None:
        desk.house.stop("planning")
        desk.house.start(("planning", "api"), ("planning", "relay"), ("planning", "inbox"))
        way = Way(desk, ANOTHER).to_enrolment().to_the_exit()
        desk.house.settle()
        assert names_told_of(way) == [OF_THE_REFERRAL, OF_THE_CONSENT, OF_THE_PLAN]
        assert_seen_by_reporting(way)
