"""R-07, K24: a study visitor has a plan and no clock, until the visit ends, with an enrolment or without."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec
import pytest
from services.planning.tests.agreements import miss_taken_back
from services.planning.tests.examples import (
    AUGUST_15,
    CITY,
    CONSENT,
    ENROLLED,
    ENROLLED_ON,
    ENROLMENT,
    GRANTED,
    KEEPER,
    KEEPER_ASKS,
    MARCH_14,
    MAY_2,
    OTHER_REFERRAL,
    PLACEMENT,
    PLAN,
    PLAN_OPENED,
    REFERRAL,
    agreed,
    deadline_missed,
    exited_to_work,
    given,
    interrupted,
    joined,
    placement_started,
)
from services.planning.tests.test_clocks import tick

from planning.clock.deadline import PlanDeadlineMissed, notice_deadline
from planning.clock.stop_clock import StopClock
from planning.ending.record_exit import ExitedOtherwise
from planning.opening.enrolment_joined import EnrolmentJoined, join_plan
from planning.opening.plan_opened import PlanOpened
from planning.opening.programme_entered import ProgrammeEntered
from planning.opening.waiting_visit_ends import VisitEnd
from planning.plan.clock import StopReason
from planning.policies.when_study_visit_ended_end_study_visit import when_study_visit_ended_end_study_visit
from planning.study_visits.end_study_visit import EndStudyVisit, StudyVisitOver, end_visit
from samplan.contracts.codes import ExitClass, InterruptionReason, Mode, StudyVisitEnd
from samplan.contracts.event import ContractEvent
from samplan.contracts.planning import plans as published
from samplan.contracts.planning.revisions import ClockResumed
from samplan.contracts.referral import ReferralEnteredInError, StudyVisitEnded
from samplan.testing.given import fact, given_event
from samplan.testing.harness import ServiceUnderTest

DUE = date(2022, 7, 1)
"""60 days after 2 May, on which the visit of these specs ends."""
VISITING = fact(
    PlanOpened, **ENROLMENT | {"mode": Mode.STUDY_VISIT, "occurred_on": ENROLLED_ON, "shared": True}
)
ENTERED = fact(
    ProgrammeEntered,
    referral_id=REFERRAL,
    first_due_on=DUE,
    plan_due_on=DUE,
    occurred_on=MAY_2,
    shared=True,
)
VISITOR = msgspec.structs.replace(ENROLLED, mode=Mode.STUDY_VISIT)
DEEPENED = StudyVisitEnded(referral_id=REFERRAL, end=StudyVisitEnd.ENROLLED, occurred_on=MAY_2)
LEFT = StudyVisitEnded(referral_id=REFERRAL, end=StudyVisitEnd.PARTICIPATION_ENDED, occurred_on=MAY_2)


def ending(end: StudyVisitEnd) -> VisitEnd:
    return VisitEnd(referral_id=REFERRAL, end=end, on=MAY_2)


def leaves(referral_id: UUID, on: date) -> VisitEnd:
    return VisitEnd(referral_id=referral_id, end=StudyVisitEnd.PARTICIPATION_ENDED, on=on)


VISITS_TOO = fact(EnrolmentJoined, **joined().attributes | {"mode": Mode.STUDY_VISIT})
"""Of the same participant, by another referral."""
ENROLS, LEAVES = ending(StudyVisitEnd.ENROLLED), ending(StudyVisitEnd.PARTICIPATION_ENDED)


class TestTheClock:
    def test_is_missed_on_no_day_of_a_visit(self) -> None:
        given(VISITING).when(notice_deadline, AUGUST_15).then_nothing()

    def test_starts_on_the_day_of_the_enrolment(self) -> None:
        outcome = given(VISITING).when(end_visit, ENROLS, DUE)
        outcome.then(ENTERED)
        assert (outcome.aggregate.plan_due_on, outcome.aggregate.is_study_visit) == (DUE, False)

    def test_leaves_out_the_days_that_an_earlier_stop_still_takes(self) -> None:
        until = date(2022, 5, 12)
        stop = StopClock(**KEEPER_ASKS, reason=StopReason.SICK_LEAVE, occurred_on=MARCH_14, until=until)
        stopped = given(VISITING).when(stop, "sealed").aggregate
        end_visit(stopped, ENROLS, DUE)
        assert stopped.plan_due_on == date(2022, 7, 11)  # the ten days after the enrolment

    def test_judges_an_agreement_that_was_registered_before_the_end(self) -> None:
        late = (VISITING, agreed(KEEPER, on=AUGUST_15))
        given(*late).when(end_visit, ENROLS, DUE).then(ENTERED, fact(PlanDeadlineMissed, due_on=DUE))

    def test_takes_back_the_miss_of_a_visitor_that_an_earlier_version_recorded(self) -> None:
        earlier = (*PLAN_OPENED, deadline_missed())
        given(*earlier).when(end_visit, ENROLS, DUE).then(ENTERED, miss_taken_back())


class TestAnEndWithoutAnEnrolment:
    def test_closes_the_plan_and_its_activities(self) -> None:
        left = fact(
            ExitedOtherwise, exit_class=ExitClass.UNDECIDED_AFTER_STUDY_VISIT, occurred_on=MAY_2, shared=True
        )
        (
            given(VISITING, placement_started())
            .when(end_visit, LEAVES, DUE)
            .then(interrupted(PLACEMENT, InterruptionReason.PLAN_ENDED), left)
        )

    def test_by_death_closes_it_with_that_reason(self) -> None:
        deceased = fact(ExitedOtherwise, exit_class=ExitClass.DECEASED, occurred_on=MAY_2)
        given(VISITING).when(end_visit, ending(StudyVisitEnd.DECEASED), DUE).then(deceased)

    def test_starts_the_clock_of_a_plan_whose_later_exit_was_registered_first(self) -> None:
        """I29."""
        missed = fact(PlanDeadlineMissed, due_on=DUE)
        given(VISITING, exited_to_work(AUGUST_15)).when(end_visit, ENROLS, DUE).then(ENTERED, missed)
        given(VISITING, exited_to_work(AUGUST_15)).when(end_visit, LEAVES, DUE).then_nothing()

    @pytest.mark.parametrize("end", [ENROLS, LEAVES])
    def test_changes_no_plan_that_has_ended(self, end: VisitEnd) -> None:
        given(VISITING, exited_to_work(MARCH_14)).when(end_visit, end, DUE).then_nothing()


class TestTwoEnrolments:
    """C-14: a visit and an enrolment in the programme share one plan."""

    def test_the_one_in_the_programme_starts_the_clock(self) -> None:
        entered = fact(ProgrammeEntered, referral_id=OTHER_REFERRAL, plan_due_on=DUE, occurred_on=MAY_2)
        outcome = given(VISITING).when(join_plan, OTHER_REFERRAL, CONSENT, Mode.PROGRAMME, DUE, MAY_2)
        outcome.then(joined(MAY_2), entered)

    def test_the_first_of_two_visits_that_ends_with_an_enrolment_starts_the_clock(self) -> None:
        second = VisitEnd(referral_id=OTHER_REFERRAL, end=StudyVisitEnd.ENROLLED, on=MAY_2)
        entered = fact(ProgrammeEntered, referral_id=OTHER_REFERRAL, plan_due_on=DUE, occurred_on=MAY_2)
        given(VISITING, VISITS_TOO).when(end_visit, second, DUE).then(entered)
        given(VISITING, VISITS_TOO).when(end_visit, ENROLS, DUE).then(ENTERED)
        given(VISITING, VISITS_TOO, ENTERED).when(end_visit, second, DUE).then_nothing()

    def test_a_visit_that_ends_leaves_the_plan_to_the_one_that_runs(self) -> None:
        """K24: the plan closes with the last of its visits, on the latest of the days."""
        later, earlier = leaves(REFERRAL, AUGUST_15), leaves(OTHER_REFERRAL, MAY_2)
        closed = fact(
            ExitedOtherwise,
            exit_class=ExitClass.UNDECIDED_AFTER_STUDY_VISIT,
            occurred_on=AUGUST_15,
            shared=True,
        )
        for first, last in ((later, earlier), (earlier, later)):
            over = fact(StudyVisitOver, referral_id=first.referral_id, occurred_on=first.on, shared=False)
            given(VISITING, VISITS_TOO).when(end_visit, first, DUE).then(over)
            given(VISITING, VISITS_TOO, over).when(end_visit, first, DUE).then_nothing()
            given(VISITING, VISITS_TOO, over).when(end_visit, last, DUE).then(closed)

    def test_a_visit_that_goes_on_starts_the_clock_though_another_has_ended(self) -> None:
        over = fact(StudyVisitOver, referral_id=OTHER_REFERRAL, occurred_on=MARCH_14, shared=False)
        given(VISITING, VISITS_TOO, over).when(end_visit, ENROLS, DUE).then(ENTERED)

    def test_a_death_closes_the_plan_of_two_visits(self) -> None:
        deceased = fact(ExitedOtherwise, exit_class=ExitClass.DECEASED, occurred_on=MAY_2)
        given(VISITING, VISITS_TOO).when(end_visit, ending(StudyVisitEnd.DECEASED), DUE).then(deceased)

    @pytest.mark.parametrize("end", [ENROLS, LEAVES])
    def test_no_end_of_the_visit_changes_a_plan_of_the_programme(self, end: VisitEnd) -> None:
        visit = VisitEnd(referral_id=OTHER_REFERRAL, end=end.end, on=end.on)
        given(*PLAN_OPENED, VISITS_TOO).when(end_visit, visit, DUE).then_nothing()


class TestThePolicy:
    def test_says_which_service_ends_the_visit(self) -> None:
        (
            given_event(LEFT, source="/malmo-ifo/referral/0a1b2c3d")
            .when(when_study_visit_ended_end_study_visit)
            .then_commands(EndStudyVisit(visit=LEAVES, source="/malmo-ifo/referral/0a1b2c3d"))
        )

    @pytest.mark.parametrize(
        ("end", "told"),
        [
            (DEEPENED, ClockResumed(plan_id=PLAN, plan_due_on=DUE, occurred_on=MAY_2)),
            (
                LEFT,
                published.ExitedOtherwise(
                    plan_id=PLAN, exit_class=ExitClass.UNDECIDED_AFTER_STUDY_VISIT, occurred_on=MAY_2
                ),
            ),
        ],
        ids=["enrolled", "left"],
    )
    def test_has_one_effect_although_the_end_is_received_before_the_consent(
        self, service: ServiceUnderTest, end: StudyVisitEnded, told: ContractEvent
    ) -> None:
        service.redeliver(service.receive(VISITOR, end))
        assert service.published() == []
        service.redeliver(service.receive(GRANTED))
        service.receive(GRANTED, source="/finsam/consent/ffffffff")
        service.receive(end, source="/malmo-ifo/referral/ffffffff")
        opening, *others = service.published()
        assert isinstance(opening, published.PlanOpened)
        assert opening.mode is Mode.STUDY_VISIT
        assert others == [told]

    def test_is_for_the_service_that_enrolled_the_visitor(self, service: ServiceUnderTest) -> None:
        """I12."""
        service.receive(GRANTED, VISITOR)
        service.receive(LEFT, source="/region-skane/referral/0a1b2c3d")
        assert [row.reason for row in service.parked()] == ["owned_by_another"]

    def test_forgets_the_end_of_a_visit_of_the_wrong_person(self, service: ServiceUnderTest) -> None:
        wrong = ReferralEnteredInError(referral_id=REFERRAL, occurred_on=MAY_2)
        service.receive(VISITOR, LEFT, wrong)
        assert service.database.query("SELECT * FROM waiting_visit_ends") == []


class TestKeptOutOfTheLists:
    def test_until_the_enrolment(self, service: ServiceUnderTest) -> None:
        service.receive(GRANTED, VISITOR)
        body = {"agency": CITY, "occurredOn": "2022-02-07"}
        service.post(f"/v1/plans/{PLAN}/coordinator", body, if_match=1).raise_for_status()
        shown = service.get(f"/v1/plans/{PLAN}").json()
        assert (shown["isStudyVisit"], shown["planDueOn"], shown["clock"]["firstDueOn"]) == (True, None, None)
        assert not any(listed(service))
        assert [one["planDueOn"] for one in service.get("/v1/my-plans", agency=CITY).json()] == [None]
        assert tick(service, AUGUST_15) == 0

        service.receive(DEEPENED)
        assert service.get(f"/v1/plans/{PLAN}").json()["planDueOn"] == f"{DUE}"
        assert all(listed(service))
        assert tick(service, DUE) == 0
        assert tick(service, AUGUST_15) == 1


def listed(service: ServiceUnderTest) -> list[Any]:
    lists = ("overdue-plans?asOf=2022-11-30", "plans-without-activity")
    return [service.get(f"/v1/{name}").json() for name in lists]
