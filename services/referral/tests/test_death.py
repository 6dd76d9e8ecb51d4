"""C-16, K11: a death ends what is open, with that reason at every step, and stops the reminders."""

from datetime import date
from typing import Any

import pytest
from services.referral.tests.examples import DECEASED, PARTICIPANT, granted
from services.referral.tests.intake import Case, Intake

from samplan.contracts.consent import ParticipantDeceased
from samplan.contracts.referral import ReferralDeclined

DIED_ON = date(2016, 8, 1)
DIED = ParticipantDeceased(participant_id=PARTICIPANT, circle_version=3, occurred_on=DIED_ON)


def step_of(intake: Intake, case: Case) -> Any:
    shown = intake.read(case).json()["referral"]
    return shown["step"], shown["declinedBecause"]


class TestADeath:
    def test_ends_an_open_referral(self, stored_intake: Intake) -> None:
        case = stored_intake.met()
        stored_intake.service.receive(granted(case.id), DECEASED)
        assert step_of(stored_intake, case) == ("declined", "deceased")
        told = stored_intake.service.published()[-1]
        assert isinstance(told, ReferralDeclined)
        assert (told.reason, told.occurred_on) == ("deceased", DECEASED.occurred_on)

    def test_ends_one_whose_consent_is_received_later(self, intake: Intake) -> None:
        case = intake.met()
        intake.service.receive(DECEASED, granted(case.id))
        assert step_of(intake, case) == ("declined", "deceased")

    def test_ends_no_referral_of_somebody_else(self, intake: Intake) -> None:
        case = intake.met()
        intake.service.receive(DECEASED)
        assert step_of(intake, case) == ("meeting_held", None)

    def test_ends_a_study_visit_and_its_reminders(self, stored_intake: Intake) -> None:
        stored_intake.visiting()
        before = stored_intake.published()
        stored_intake.service.receive(DIED)
        assert stored_intake.tick(date(2016, 12, 1)) == 0
        assert stored_intake.service.get("/v1/study-visits", agency="malmo-ifo").json() == []
        assert stored_intake.published() == before

    def test_leaves_an_enrolment_and_an_ended_referral_as_they_are(self, intake: Intake) -> None:
        enrolled = intake.enrolled()
        intake.service.receive(DECEASED)
        assert step_of(intake, enrolled) == ("enrolled", None)

    def test_has_its_effect_once(self, intake: Intake) -> None:
        case = intake.met()
        batch = intake.service.receive(granted(case.id), DECEASED)
        once = intake.published()
        intake.service.redeliver(batch)
        intake.service.receive(DECEASED)
        assert (intake.published(), intake.service.parked()) == (once, [])


class TestTheReason:
    @pytest.mark.parametrize("way", ["decline", "withdrawal"])
    def test_exists_where_a_referral_ends(self, intake: Intake, way: str) -> None:
        case = intake.referred()
        answer = intake.step(case, way, reason="deceased", occurredOn="2021-06-16")
        assert (answer.status_code, answer.json()["declinedBecause"]) == (200, "deceased")

    def test_exists_where_a_study_visit_ends(self, intake: Intake) -> None:
        answer = intake.step(intake.visiting(), "study-visit/end", end="deceased", occurredOn="2016-09-22")
        assert answer.status_code == 200
        assert intake.tick(date(2016, 12, 1)) == 0
