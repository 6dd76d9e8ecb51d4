"""A journey is assembled from the rows of three streams."""

import pytest
from services.reporting.tests.examples import Person, day
from services.reporting.tests.given import given
from services.reporting.tests.other_outcomes import (
    corrected,
    entered_in_error,
    reopened,
    routed,
    taken_back,
    withdrawn,
)
from services.reporting.tests.versions import in_version_2

from reporting.cubes.contribution import Cell
from reporting.journeys.journey import Ending, Step
from samplan.contracts.codes import (
    Agency,
    DeclineReason,
    ExitClass,
    IncomeSupport,
    Outcome,
    RevocationReason,
    SubsidyKind,
)
from samplan.contracts.event import ContractEvent

ANNA = Person()
UNTIL_ENROLLED = (ANNA.referred(), ANNA.assessed(), ANNA.met(), ANNA.consented(), ANNA.enrolled())
WITH_PLAN = (*UNTIL_ENROLLED, ANNA.opened(), ANNA.agreed())

AGE = dict.fromkeys(("enrolled", "exit", "stay", "plan", "started"), "30-44")


def cell(measure: str, code: str, detail: str = "", *, on: int, sex: str = "woman") -> Cell:
    age = AGE.get(measure, "")
    return Cell(measure, "malmokraften", sex, Agency.MALMO_IFO, code, detail, str(day(on)), age)


class TestInterventions:
    def test_counts_once_for_each_kind_from_the_first_day(self) -> None:
        started = cell("started", "work_placement", str(day(12)), on=55)
        given(*WITH_PLAN, ANNA.started(60), ANNA.started(55)).then_counted(started)

    def test_counts_no_day_outside_the_consent(self) -> None:
        given(*WITH_PLAN, ANNA.started(104), ANNA.revoked(100)).then_not_counted("started")


class TestSteps:
    def test_is_not_counted_before_the_referral_is_known(self) -> None:
        given(ANNA.opened(), ANNA.agreed(), ANNA.consented()).then_not_counted()

    def test_has_no_sex_before_enrolment(self) -> None:
        given(ANNA.referred(), ANNA.assessed()).then_counted(
            cell("reached", "referred", on=0, sex=""), cell("reached", "eligible", on=2, sex="")
        )

    def test_is_at_the_latest_step(self) -> None:
        given(ANNA.referred(), ANNA.assessed(), ANNA.met()).then_journey(furthest=Step.INTAKE)
        given(*UNTIL_ENROLLED).then_journey(furthest=Step.ENROLLED)
        given(*WITH_PLAN, ANNA.started()).then_journey(furthest=Step.ACTIVITY)

    def test_implies_the_steps_before_enrolment(self) -> None:
        given(ANNA.referred(), ANNA.enrolled()).then_counted(
            cell("reached", "referred", on=0),
            *(cell("reached", step, on=12) for step in ("eligible", "intake", "consent", "enrolled")),
        )

    def test_reaches_an_activity_only_by_an_agreed_plan(self) -> None:
        given(*UNTIL_ENROLLED, ANNA.opened(), ANNA.started()).then_journey(furthest=Step.ENROLLED)

    def test_is_the_same_whichever_topic_comes_first(self) -> None:
        plan_first = given(ANNA.opened(), ANNA.agreed(), *UNTIL_ENROLLED).journey()
        assert plan_first == given(*WITH_PLAN).journey()

    def test_counts_the_days_between_steps(self) -> None:
        given(*WITH_PLAN).then_counted(
            cell("days", "eligible", "2", on=2),
            cell("days", "intake", "8", on=10),
            cell("days", "consent", "0", on=10),
            cell("days", "enrolled", "2", on=12),
            cell("days", "plan", "40", on=52),
        )


class TestParticipation:
    def test_is_counted_on_the_day_of_enrolment(self) -> None:
        given(*UNTIL_ENROLLED).then_counted(cell("enrolled", IncomeSupport.EKONOMISKT_BISTAND, on=12))

    def test_is_counted_alike_once_its_enrolment_is_described_on_another_topic(self) -> None:
        enrolled, described = in_version_2([ANNA.enrolled()])
        for arriving in ([enrolled, described], [described, enrolled]):
            apart = given(*UNTIL_ENROLLED[:-1], *arriving, ANNA.opened(), ANNA.agreed())
            assert apart.journey() == given(*WITH_PLAN).journey()

    def test_is_not_counted_before_its_enrolment_is_described(self) -> None:
        """Else it would count as a participant of neither sex."""
        enrolled, _ = in_version_2([ANNA.enrolled()])
        waiting = given(*UNTIL_ENROLLED[:-1], enrolled, ANNA.opened(), ANNA.agreed())
        waiting.then_journey(furthest=Step.CONSENT, ending=None).then_not_counted("enrolled", "plan", "exit")

    def test_has_a_plan_in_time(self) -> None:
        given(*UNTIL_ENROLLED, ANNA.opened(), ANNA.agreed(72)).then_counted(
            cell("plan", "within", "60", on=72)
        )

    def test_has_a_plan_too_late(self) -> None:
        """It was overdue until then."""
        given(*UNTIL_ENROLLED, ANNA.opened(), ANNA.overdue(), ANNA.agreed(80)).then_counted(
            cell("plan", "overdue", str(day(80)), on=73), cell("plan", "late", "68", on=80)
        )

    def test_was_overdue_also_when_no_miss_was_published(self) -> None:
        given(*UNTIL_ENROLLED, ANNA.opened(), ANNA.agreed(80)).then_counted(
            cell("plan", "overdue", str(day(80)), on=73), cell("plan", "late", "68", on=80)
        )

    def test_has_no_plan_though_it_is_due(self) -> None:
        given(*UNTIL_ENROLLED, ANNA.opened(), ANNA.overdue()).then_counted(cell("plan", "overdue", on=73))

    def test_counts_as_in_time_once_the_miss_was_taken_back(self) -> None:
        """K23: registered late, agreed in time."""
        late = (ANNA.opened(), ANNA.overdue(), ANNA.agreed(72), taken_back(ANNA))
        given(*UNTIL_ENROLLED, *late).then_counted(cell("plan", "within", "60", on=72))
        stopped = (ANNA.opened(), ANNA.overdue(), ANNA.stopped(), taken_back(ANNA))
        given(*UNTIL_ENROLLED, *stopped).then_not_counted("plan")

    def test_ends_as_its_exit_was_corrected(self) -> None:
        """P-17: another class, and another day."""
        wrong = (*WITH_PLAN, ANNA.to_work(kind=SubsidyKind.LONEBIDRAG), corrected(ANNA, 110))
        given(*wrong).then_counted(
            cell("exit", "returned_to_regular", on=110), cell("left", "plan", "returned_to_regular", on=110)
        )

    def test_counts_no_exit_that_was_taken_back(self) -> None:
        left = (*WITH_PLAN, ANNA.to_work(), reopened(ANNA))
        given(*left).then_not_counted("exit", "left")
        given(*left, ANNA.to_studies(140)).then_counted(
            cell("exit", "studies_student_aid", on=140), cell("left", "plan", "studies_student_aid", on=140)
        )

    def test_ends_with_an_exit_of_its_class_and_kind(self) -> None:
        given(*WITH_PLAN, ANNA.to_work(kind=SubsidyKind.LONEBIDRAG)).then_counted(
            cell("exit", "work_subsidised", "lonebidrag", on=120),
            cell("left", "plan", "work_subsidised", on=120),
        )


class TestEnding:
    def test_is_a_decline(self) -> None:
        given(ANNA.referred(), ANNA.declined()).then_counted(
            cell("left", "referred", DeclineReason.NO_CAPACITY, on=3, sex="")
        ).then_not_counted("exit", "enrolled")

    def test_is_ineligibility_until_the_referral_is_decided(self) -> None:
        unfit = (ANNA.referred(), ANNA.assessed(outcome=Outcome.NOT_MET))
        given(*unfit).then_journey(ending=Ending(day(2), "not_eligible"))
        declined = ANNA.declined(reason=DeclineReason.NOT_IN_TARGET_GROUP)
        given(*unfit, declined).then_journey(ending=Ending(day(3), "not_in_target_group"))

    def test_is_a_refused_consent(self) -> None:
        given(ANNA.referred(), ANNA.met(), ANNA.refused()).then_journey(
            ending=Ending(day(10), "consent_refused"), furthest=Step.INTAKE
        )

    def test_is_a_withdrawn_consent(self) -> None:
        given(*WITH_PLAN, ANNA.revoked()).then_counted(
            cell("exit", "consent_withdrawn", on=100),
            cell("left", "plan", "consent_withdrawn", on=100),
        )

    def test_is_no_withdrawal_when_the_referral_was_of_the_wrong_person(self) -> None:
        """R-13: also before the referral service has published it."""
        in_error = ANNA.revoked(reason=RevocationReason.ENTERED_IN_ERROR)
        given(*WITH_PLAN, in_error).then_journey(ending=None)
        given(*WITH_PLAN, in_error, entered_in_error(ANNA)).then_counted()

    def test_is_the_exit_when_consent_was_withdrawn_after_it(self) -> None:
        given(*WITH_PLAN, ANNA.to_work(90), ANNA.revoked(100)).then_journey(
            ending=Ending(day(90), ExitClass.WORK_UNSUBSIDISED)
        )

    def test_is_the_withdrawal_when_the_exit_came_after_it(self) -> None:
        given(*WITH_PLAN, ANNA.to_work(120), ANNA.revoked(100)).then_journey(
            ending=Ending(day(100), ExitClass.CONSENT_WITHDRAWN)
        )

    def test_is_not_caused_by_an_expired_consent(self) -> None:
        given(*WITH_PLAN, ANNA.expired()).then_journey(ending=None)

    def test_is_not_caused_while_another_consent_holds(self) -> None:
        renewed = Person(2)
        given(
            *WITH_PLAN, ANNA.revoked(), renewed.consented(), renewed.covered(ANNA.referral_id)
        ).then_journey(ending=None)


class TestReferredByTwoServices:
    """C-14: the later referral is linked to the same consent, and its enrolment joins the open plan."""

    LATER = Person(2, agency=Agency.AF)
    ENROLLED_TWICE = (
        *WITH_PLAN,
        LATER.referred(30),
        LATER.met(36),
        ANNA.covered(LATER.referral_id, 36),
        LATER.enrolled(40, under=ANNA),
    )
    JOINED = ANNA.joined_by(LATER.referral_id)

    def test_is_one_journey_by_the_referral_that_opened_the_plan(self) -> None:
        folded = given(*self.ENROLLED_TWICE, self.JOINED)
        assert folded.journey(self.LATER) is None
        folded.then_counted(cell("enrolled", IncomeSupport.EKONOMISKT_BISTAND, on=12))

    def test_is_the_same_whichever_topic_comes_first(self) -> None:
        assert given(self.JOINED, *self.ENROLLED_TWICE).journey(self.LATER) is None

    def test_is_counted_by_the_later_referral_once_the_first_was_of_the_wrong_person(self) -> None:
        """R-13: the plan continues for the person whom the later referral is about."""
        folded = given(*self.ENROLLED_TWICE, self.JOINED, entered_in_error(ANNA))
        assert folded.journey() is None
        journey = folded.journey(self.LATER)
        assert journey is not None
        assert (journey.agency, journey.furthest) == (Agency.AF, Step.PLAN)

    def test_is_two_referrals_until_the_second_enrolment_has_joined(self) -> None:
        assert given(*self.ENROLLED_TWICE).journey(self.LATER) is not None


@pytest.mark.parametrize("closed", [withdrawn(ANNA), routed(ANNA, Person(2).referral_id)])
def test_a_referral_withdrawn_or_routed_onward_has_ended_for_its_reason(closed: ContractEvent) -> None:
    journey = given(ANNA.referred(), closed).journey()
    assert journey is not None
    assert journey.ending == Ending(day(3), closed.reason)  # type: ignore[attr-defined]  # both have one
