"""The row of an activity is the fold of its own events."""

from services.reporting.tests.examples import Person, day
from services.reporting.tests.given import Projection

from reporting.rows import activities
from reporting.rows.activities import Activity
from samplan.contracts.codes import ActivityKind, Agency, InterruptionReason

ANNA = Person()
ACTIVITY = Projection(Activity(activity_id=ANNA.activity_id, plan_id=ANNA.plan_id), activities.fold)


class TestActivity:
    def test_starts_with_its_kind_and_owner(self) -> None:
        ACTIVITY.given(ANNA.started()).then_row(
            kind=ActivityKind.WORK_PLACEMENT, owner_agency=Agency.MALMO_AMA, started_on=day(60)
        )

    def test_is_completed(self) -> None:
        ACTIVITY.given(ANNA.completed()).then_row(completed_on=day(90))

    def test_is_interrupted_for_a_reason(self) -> None:
        ACTIVITY.given(ANNA.interrupted()).then_row(
            interrupted_on=day(80), interruption_reason=InterruptionReason.STARTED_WORK
        )
