from services.reporting.tests.examples import Person, day
from services.reporting.tests.other_outcomes import taken_back
from services.reporting.tests.rows.test_rows import PLAN

from samplan.contracts.planning.revisions import ClockResumed

ANNA = Person()


class TestPlan:
    def test_remembers_a_missed_deadline(self) -> None:
        PLAN.given(ANNA.overdue()).then_row(deadline_missed_on=day(73))

    def test_forgets_a_miss_that_was_taken_back_and_remembers_a_later_one(self) -> None:
        PLAN.given(ANNA.overdue(), taken_back(ANNA)).then_row(deadline_missed_on=None)
        later = (ANNA.stopped(days=10), taken_back(ANNA), ANNA.overdue(83))
        PLAN.given(ANNA.overdue(), *later).then_row(
            due_on=day(82), deadline_missed_on=day(83), stops="2022-06-21/2022-06-30"
        )

    def test_is_due_earlier_again_once_its_clock_runs(self) -> None:
        resumed = ClockResumed(occurred_on=day(25), plan_id=ANNA.plan_id, plan_due_on=day(77))
        PLAN.given(ANNA.stopped(days=10), resumed).then_row(due_on=day(77), stops="2022-06-21/2022-06-25")

    def test_keeps_a_stop_when_the_clock_starts_after_a_study_visit(self) -> None:
        """I29: the end of the visit may be registered after the stop, or before it."""
        started = ClockResumed(occurred_on=day(12), plan_id=ANNA.plan_id, plan_due_on=day(84))
        PLAN.given(ANNA.stopped(days=10), started).then_row(due_on=day(84), stops="2022-06-21/2022-06-30")
