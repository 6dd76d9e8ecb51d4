import msgspec
import pytest
from services.planning.tests.examples import (
    AUGUST_15,
    CONSENT,
    DAY_60,
    ENDING_RULES,
    ENROLLED,
    ENROLLED_ON,
    ENROLMENT,
    EXPIRED,
    GRANTED,
    KEEPER,
    PARTICIPANT,
    PLAN,
    PLAN_OPENED,
    PROGRAMME,
    REFERRAL,
    REVOKED,
    SUMMARISED,
    TO_WORK,
    circle,
    given,
    leave,
)

from chassis.decisions.published import Publishing, contract_of
from planning.ending.record_exit import Exited
from planning.opening.plan_opened import open_plan
from planning.plan import PlanFact
from samplan.contracts.codes import Mode
from samplan.contracts.event import ContractEvent
from samplan.contracts.planning import plans as published
from samplan.testing.harness import ServiceUnderTest

publish = Publishing()
PUBLISHED = {contract_of(fact): fact for fact in PlanFact.__subclasses__() if contract_of(fact)}
EXITS = {contract_of(fact): fact for fact in Exited.__subclasses__()}


class TestPublish:
    def test_uses_every_contract_of_planning(self) -> None:
        assert set(PUBLISHED | EXITS) == set(published.PlanEvent.__subclasses__())

    def test_publishes_what_an_opened_plan_is_about(self) -> None:
        plan = given().when(open_plan, PLAN, circle=circle(GRANTED), on=ENROLLED_ON, **ENROLMENT)
        assert publish(plan.events[0]) == published.PlanOpened(
            plan_id=PLAN,
            participant_id=PARTICIPANT,
            referral_id=REFERRAL,
            consent_id=CONSENT,
            programme=PROGRAMME,
            plan_due_on=DAY_60,
            mode=Mode.PROGRAMME,
            occurred_on=ENROLLED_ON,
        )

    def test_publishes_an_exit_with_the_deadline_that_it_missed(self) -> None:
        outcome = given(*PLAN_OPENED, SUMMARISED, id=PLAN).when(leave(TO_WORK, on=AUGUST_15), ENDING_RULES)
        assert [type(publish(event)) for event in outcome.events] == [
            published.PlanDeadlineMissed,
            published.ExitedToWork,
        ]


class TestWithholding:
    @pytest.mark.parametrize("end", [REVOKED, EXPIRED], ids=lambda event: event.TYPE)
    def test_begins_when_the_consent_ends_and_lasts(
        self, opened: ServiceUnderTest, end: ContractEvent
    ) -> None:
        opened.receive(end)
        before = opened.published()
        choose_track(opened, version=1)
        # A new consent covers later facts, never those withheld under this one.
        another = msgspec.structs.replace(GRANTED, consent_id=PARTICIPANT)
        opened.receive(another, GRANTED)
        assert opened.published() == before

    def test_covers_the_opening_when_the_end_arrived_first(self, service: ServiceUnderTest) -> None:
        service.receive(REVOKED, ENROLLED, GRANTED)
        choose_track(service, version=1)
        assert service.published() == []


def choose_track(service: ServiceUnderTest, *, version: int) -> None:
    service.post(
        f"/v1/plans/{PLAN}/track",
        {"track": "work", "occurredOn": AUGUST_15.isoformat()},
        agency=KEEPER,
        if_match=version,
    ).raise_for_status()
