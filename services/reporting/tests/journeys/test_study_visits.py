"""R-07, K81: a study visitor is no participant of the programme, until the visit ends with an enrolment."""

import pytest
from services.reporting.tests.examples import Person, day
from services.reporting.tests.given import given
from services.reporting.tests.other_outcomes import followed_up, on_trial, visit_ended, visited

from reporting.cubes.contribution import Cell
from reporting.journeys.journey import Ending, Step
from samplan.contracts.codes import Agency, ExitClass, IncomeSupport, StudyVisitEnd
from samplan.contracts.planning.revisions import ClockResumed

ANNA, LATER = Person(1), Person(2, agency=Agency.AF)
VISITING = (ANNA.referred(), ANNA.assessed(), ANNA.met(), ANNA.consented(), on_trial(ANNA), visited(ANNA))
WITH_PLAN = (*VISITING, ANNA.opened(), ANNA.agreed(), ANNA.started(), followed_up(ANNA))
DEEPENED = (*WITH_PLAN, visit_ended(ANNA, StudyVisitEnd.ENROLLED))
PARTICIPATION = ("enrolled", "plan", "exit")

AGE = dict.fromkeys(("enrolled", "exit", "stay", "plan", "started"), "30-44")


def cell(measure: str, code: str, detail: str = "", *, on: int, sex: str = "") -> Cell:
    age = AGE.get(measure, "")
    return Cell(measure, "malmokraften", sex, Agency.MALMO_IFO, code, detail, str(day(on)), age)


class TestAVisitor:
    def test_is_no_participant_whatever_their_plan_holds(self) -> None:
        given(*WITH_PLAN, ANNA.overdue()).then_not_counted(*PARTICIPATION).then_journey(
            furthest=Step.CONSENT, ending=None, due_on=None, missed_on=None
        )

    @pytest.mark.parametrize(
        ("end", "reason"),
        [
            (StudyVisitEnd.PARTICIPATION_ENDED, ExitClass.UNDECIDED_AFTER_STUDY_VISIT),
            (StudyVisitEnd.DECEASED, ExitClass.DECEASED),
        ],
    )
    def test_leaves_before_the_enrolment_whatever_their_plan_says_of_it(
        self, end: StudyVisitEnd, reason: ExitClass
    ) -> None:
        left = given(*WITH_PLAN, visit_ended(ANNA, end), ANNA.to_studies(96))
        left.then_not_counted(*PARTICIPATION).then_journey(ending=Ending(day(95), reason))
        left.then_counted(cell("left", "consent", reason, on=95))

    def test_is_counted_apart_by_each_step_of_the_visit(self) -> None:
        given(*DEEPENED).then_counted(
            cell("visit", "started", on=12),
            cell("visit", "followed_up", on=80),
            cell("visit", "enrolled", on=95),
        )


class TestAnEnrolmentThatEndsAVisit:
    def test_counts_from_its_own_day(self) -> None:
        given(*DEEPENED).then_journey(furthest=Step.ACTIVITY, ending=None).then_counted(
            cell("enrolled", IncomeSupport.EKONOMISKT_BISTAND, on=95, sex="woman"),
        )

    def test_has_the_agreement_of_the_visit_in_time(self) -> None:
        resumed = ClockResumed(occurred_on=day(95), plan_id=ANNA.plan_id, plan_due_on=day(155))
        given(*DEEPENED, resumed).then_counted(cell("plan", "within", "0", on=95, sex="woman"))

    def test_is_in_no_figure_without_a_consent_on_its_day(self) -> None:
        given(*DEEPENED, ANNA.revoked(90)).then_not_counted(*PARTICIPATION, "visit")

    def test_counts_before_the_visit_when_both_led_to_one_plan(self) -> None:
        """C-14."""
        folded = given(
            *WITH_PLAN, LATER.referred(), LATER.enrolled(under=ANNA), ANNA.joined_by(LATER.referral_id)
        )
        journey = folded.journey(LATER)
        assert folded.journey() is None
        assert journey is not None
        assert journey.furthest is Step.ACTIVITY
