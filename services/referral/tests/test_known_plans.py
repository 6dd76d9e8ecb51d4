"""I12: which planning service is believed, about which referral."""

import msgspec
import pytest
from services.referral.tests.examples import UNKNOWN, granted
from services.referral.tests.intake import Intake
from services.referral.tests.test_plan_steps import AGREED, opened, told

ELSEWHERE = {"source": "/klippan/planning/77aa0e21"}


@pytest.mark.slow
class TestTheReferrer:
    def test_does_not_believe_another_planning_service(self, intake: Intake) -> None:
        """I12: the plan is the one that its keeper has opened."""
        case = intake.enrolled()
        intake.service.receive(opened(case))
        forged = msgspec.structs.replace(opened(case), plan_id=UNKNOWN)
        intake.service.receive(forged, msgspec.structs.replace(AGREED, plan_id=UNKNOWN), AGREED, **ELSEWHERE)
        assert told(intake) == []

    def test_does_not_believe_one_that_keeps_no_plans_of_the_programme(self, intake: Intake) -> None:
        """I12: nor does its plan stand in the way of the keeper's, though it is received first."""
        case = intake.enrolled()
        forged = msgspec.structs.replace(opened(case), plan_id=UNKNOWN)
        intake.service.receive(forged, msgspec.structs.replace(AGREED, plan_id=UNKNOWN), **ELSEWHERE)
        assert told(intake) == []
        intake.service.receive(opened(case), AGREED)
        assert told(intake) == ["plan_agreed"]

    def test_does_not_believe_the_keeper_of_another_participant_or_before_the_enrolment(
        self, intake: Intake
    ) -> None:
        case = intake.met()
        intake.service.receive(opened(case), granted(case.id))
        intake.enrol(case).raise_for_status()
        for wrong in ({"participant_id": UNKNOWN}, {"programme": "forsta-steget"}):
            intake.service.receive(msgspec.structs.replace(opened(case), **wrong))
        intake.service.receive(AGREED)
        assert told(intake) == []


@pytest.mark.slow
def test_a_plan_of_a_referral_elsewhere_is_not_noted(intake: Intake) -> None:
    intake.service.receive(msgspec.structs.replace(opened(intake.referred()), referral_id=UNKNOWN))
    assert intake.service.database.query("SELECT * FROM known_plans") == []


def test_a_plan_of_an_agency_that_the_contracts_do_not_know_is_parked(intake: Intake) -> None:
    """I26: it is bad data and no fault of the program, which would stop the reading."""
    case = intake.enrolled()
    of_nobody = intake.service.receive(opened(case), source="/nobody/planning/77aa0e21")
    intake.service.redeliver(of_nobody)
    assert [one.reason for one in intake.service.parked()] == ["no_such_writer"]
    assert intake.service.database.query("SELECT * FROM known_plans") == []
