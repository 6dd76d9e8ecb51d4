"""I2: one participant's journey through the services, by their APIs and topics alone."""

import pytest
from tests.journeys.desk import Desk, trace_of
from tests.journeys.journey import Journey
from tests.journeys.topics import published_about

from chassis.decisions.domain import DomainEvent
from chassis.decisions.journal import from_stored
from samplan.contracts.envelope import Envelope
from samplan.contracts.registry import CHANNELS, PUBLISHERS

pytestmark = pytest.mark.slow

OF_THE_REFERRAL = [
    "ReferralSubmitted",
    "EligibilityAssessed",
    "IntakeMeetingBooked",
    "IntakeMeetingHeld",
    "ParticipantEnrolled",
]
OF_THE_CONSENT = ["ConsentGranted", "GrantAcknowledged"]
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


def published_names(journey: Journey) -> list[list[str]]:
    """The event names of its referral, its consent and its plan."""
    published = published_about(journey.subjects, journey.desk.house.bootstrap)
    return [[name(one) for one in on_own_topics(published) if one.subject == id] for id in journey.subjects]


def on_own_topics(published: list[Envelope]) -> list[Envelope]:
    """Those on the services' own topics."""
    return [one for one in published if CHANNELS[one.type] in PUBLISHERS]


def stored_as(published: Envelope, journey: Journey) -> DomainEvent:
    """The fact in its owner's store."""
    service = published.type.split(".")[1]
    [stored] = journey.desk.house.database(service).notifications(published.sequence - 1, 1)
    return from_stored(stored)


def assert_seen_by_reporting(journey: Journey) -> None:
    seen = journey.journeys()[0]
    assert seen["referredOn"] == "2021-06-01"
    assert (seen["consentedOn"], seen["enrolledOn"]) == ("2021-06-15", "2021-06-16")
    assert (seen["planDueOn"], seen["planAgreedOn"]) == ("2021-08-15", "2021-08-10")
    assert (seen["coordinator"], seen["track"]) == ("af", "work")
    assert [one["kind"] for one in seen["activities"]] == ["swedish_studies", "work_placement"]
    assert seen["incomeSupportAtEntry"] == "ekonomiskt_bistand"
    assert seen["incomeSupportAtExit"] == "subventionerad_lon"
    left = {"on": "2021-10-15", "exitClass": "work_subsidised", "subsidyKind": "nystartsjobb"}
    assert seen["exit"] == left


@pytest.fixture(scope="module")
def journey(desk: Desk) -> Journey:
    driven = Journey(desk, PARTICIPANT).to_enrolment_in_order().to_the_exit()
    desk.house.settle()
    return driven


@pytest.fixture(scope="module")
def published(journey: Journey) -> list[Envelope]:
    return published_about(journey.subjects, journey.desk.house.bootstrap)


class TestOneJourney:
    def test_is_published_by_each_service_in_the_order_of_its_decisions(self, journey: Journey) -> None:
        assert published_names(journey) == [OF_THE_REFERRAL, OF_THE_CONSENT, OF_THE_PLAN]

    def test_is_numbered_without_gaps_whatever_private_facts_there_are(
        self, journey: Journey, published: list[Envelope]
    ) -> None:
        numbers = [
            [one.aggregate_version for one in on_own_topics(published) if one.subject == subject]
            for subject in journey.subjects
        ]
        assert numbers == [[1, 2, 3, 4, 5], [1, 2], [*range(1, 13)]]

    def test_is_described_on_the_topic_of_statistics_alone(
        self, journey: Journey, published: list[Envelope]
    ) -> None:
        [described] = [one for one in published if one not in on_own_topics(published)]
        assert (described.topic, described.subject, described.aggregate_version) == (
            "malmo-ifo.referral-statistics.v1",
            journey.referral_id,
            1,
        )

    def test_says_nothing_of_its_callers_on_the_topics(
        self, journey: Journey, published: list[Envelope]
    ) -> None:
        said = " ".join(f"{one.correlation_id} {one.causation_id} {one.traceparent}" for one in published)
        callers = {text for step in journey.steps for text in (f"{step.key}", step.key.hex, step.request_id)}
        assert {text for text in callers if text in said} == set()

    def test_is_tied_to_the_command_behind_each_event_in_its_owners_store(
        self, journey: Journey, published: list[Envelope]
    ) -> None:
        steps = {step.request_id: step for step in journey.steps}
        of_commands = {one: stored_as(one, journey) for one in published if name(one) != "PlanOpened"}
        for stored in of_commands.values():
            step = steps[stored.causation_id]
            assert (stored.correlation_id, stored.traceparent) == (f"{step.key}", trace_of(step.key))
        events = [(step.request_id, event) for step in journey.steps for event in step.events]
        assert sorted((one.causation_id, name(told)) for told, one in of_commands.items()) == sorted(events)

    def test_ties_the_opened_plan_to_the_enrolment_and_so_to_its_command(
        self, published: list[Envelope]
    ) -> None:
        enrolled, opened = (
            next(one for one in published if name(one) == wanted)
            for wanted in ("ParticipantEnrolled", "PlanOpened")
        )
        assert opened.causation_id == enrolled.id
        assert opened.correlation_id == enrolled.correlation_id
        assert opened.traceparent == enrolled.traceparent

    def test_is_complete_in_reporting(self, journey: Journey) -> None:
        assert_seen_by_reporting(journey)


class TestRoles:
    def test_in_separate_processes_do_the_same_as_one_process(self, desk: Desk) -> None:
        desk.house.stop("planning")
        desk.house.start(("planning", "api"), ("planning", "relay"), ("planning", "inbox"))
        journey = Journey(desk, ANOTHER).to_enrolment().to_the_exit()
        desk.house.settle()
        assert published_names(journey) == [OF_THE_REFERRAL, OF_THE_CONSENT, OF_THE_PLAN]
        assert_seen_by_reporting(journey)
