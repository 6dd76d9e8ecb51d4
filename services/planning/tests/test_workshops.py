"""P-04: the nine general workshops, and who attended which."""

from dataclasses import replace
from pathlib import Path

from services.planning.tests.examples import CONSENT, PARTICIPANT, PLAN, exited_to_work
from services.planning.tests.group_examples import (
    CONSENTED,
    ENROLLED_ON,
    KLIPPAN,
    MONDAY,
    PERSTORP,
    TAKEN_IN,
    TODAY,
    UNSHARED,
    plan,
)

from planning.plan.refusals import PlanHasEnded
from planning.service import SERVICE
from planning.workshops.hold_workshop import PlannedWorkshopHeld
from planning.workshops.plan_workshop import WorkshopCancelled
from planning.workshops.workshop import (
    InvitedToWorkshop,
    Workshop,
    WorkshopAttended,
    WorkshopHeld,
    WorkshopIsOver,
    WorkshopNotHeld,
    WorkshopPlanned,
)
from samplan.contracts.codes import Agency
from samplan.contracts.codes.groups import WorkshopKind
from samplan.contracts.consent import ConsentRevoked
from samplan.testing.given import fact, given
from samplan.testing.harness import ServiceUnderTest


class TestWorkshop:
    HELD = fact(WorkshopHeld, workshop=WorkshopKind.MY_DREAMS, agency=KLIPPAN, occurred_on=MONDAY)
    ATTENDED = fact(WorkshopAttended, plan_id=PLAN, workshop=WorkshopKind.MY_DREAMS, shared=True)

    def test_is_attended_once(self) -> None:
        given(self.HELD).when(Workshop.attend, plan()).then(self.ATTENDED)
        before = replace(self.ATTENDED, attributes={**self.ATTENDED.attributes, "occurred_on": MONDAY})
        given(self.HELD, before).when(Workshop.attend, plan()).then_nothing()

    def test_is_withheld_without_a_consent(self) -> None:
        given(self.HELD).when(Workshop.attend, plan(under=UNSHARED)).then(
            fact(WorkshopAttended, shared=False)
        )

    def test_is_refused_after_the_plans_end(self) -> None:
        ended = plan(exited_to_work(on=ENROLLED_ON))
        given(self.HELD).when(Workshop.attend, ended).then_refused(PlanHasEnded)


class TestPlannedWorkshop:
    PLANNED = fact(
        WorkshopPlanned,
        workshop=WorkshopKind.HEALTH,
        agency=KLIPPAN,
        planned_on=MONDAY,
        starts_at="13:00",
        occurred_on=ENROLLED_ON,
    )
    INVITED = fact(InvitedToWorkshop, plan_id=PLAN, occurred_on=ENROLLED_ON)
    HELD = fact(PlannedWorkshopHeld, occurred_on=MONDAY)

    def test_invites_a_participant_once(self) -> None:
        given(self.PLANNED).when(Workshop.invite, plan(), ENROLLED_ON).then(self.INVITED)
        given(self.PLANNED, self.INVITED).when(Workshop.invite, plan(), ENROLLED_ON).then_nothing()

    def test_invites_nobody_whose_plan_ends_before_it(self) -> None:
        ended = plan(exited_to_work(on=ENROLLED_ON))
        given(self.PLANNED).when(Workshop.invite, ended, ENROLLED_ON).then_refused(PlanHasEnded)

    def test_is_attended_only_once_it_is_held(self) -> None:
        given(self.PLANNED).when(Workshop.attend, plan()).then_refused(WorkshopNotHeld)
        given(self.PLANNED, self.HELD).when(Workshop.attend, plan()).then(
            fact(WorkshopAttended, plan_id=PLAN, occurred_on=MONDAY)
        )

    def test_invites_nobody_once_it_is_over(self) -> None:
        for over in (self.HELD, fact(WorkshopCancelled, occurred_on=MONDAY)):
            given(self.PLANNED, over).when(Workshop.invite, plan(), MONDAY).then_refused(WorkshopIsOver)


def test_a_workshop_is_attended_and_published(tmp_path: Path) -> None:
    with ServiceUnderTest(SERVICE, tmp_path, today=TODAY) as service:
        service.receive(CONSENTED, TAKEN_IN)
        body = {"workshop": "my_dreams", "planIds": [str(PLAN)], "occurredOn": str(MONDAY)}
        body["conductedBy"] = PERSTORP
        made = service.post("/v1/workshops", body, agency=KLIPPAN)
        where = made.headers["Location"]
        seen = service.get(where, agency=KLIPPAN).json()
        assert seen["planIds"] == [str(PLAN)]
        assert (seen["conductedBy"], seen["enteredBy"]) == (PERSTORP, KLIPPAN)
        assert (seen["heldOn"], seen["enteredOn"]) == (str(MONDAY), str(TODAY))
        assert service.get(where, agency=PERSTORP).status_code == 404
        assert service.post(f"{where}/attendees", {"planId": str(PLAN)}, agency=KLIPPAN).json() == made.json()
        known = [service.get(where, agency=Agency.AF).json()["planIds"]]
        service.receive(ConsentRevoked(consent_id=CONSENT, participant_id=PARTICIPANT, occurred_on=TODAY))
        known += [service.get(where, agency=one).json()["planIds"] for one in (Agency.AF, KLIPPAN)]
        assert known == [[str(PLAN)], [], [str(PLAN)]]
        assert [type(one).__name__ for one in service.published()].count("WorkshopAttended") == 1
        assert service.post("/v1/workshops", body, agency=PERSTORP).status_code == 404
