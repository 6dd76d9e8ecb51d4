"""R-13: a referral of the wrong person is sealed at once, erased, and receivers are told."""

from services.referral.tests.examples import ALMA, STATE, TODAY
from services.referral.tests.intake import Case, Intake


def mistaken(intake: Intake, case: Case) -> None:
    answer = intake.step(case, "error-entry", occurredOn="2021-06-16")
    assert (answer.status_code, answer.json()["step"]) == (200, "entered_in_error")


class TestEnteredInError:
    def test_erases_the_form_and_the_aggregate_still_loads(self, stored_intake: Intake) -> None:
        case = stored_intake.referred()
        mistaken(stored_intake, case)
        shown = stored_intake.read(case).json()
        assert (shown["form"], shown["erased"]) == (None, True)
        assert stored_intake.published()[-1] == "ReferralEnteredInError"

    def test_leaves_the_person_s_other_referrals_as_they_are(self, intake: Intake) -> None:
        right, wrong = intake.referred(), intake.referred(ALMA, programme="internationella-kvinnor")
        mistaken(intake, wrong)
        assert intake.read(right).json()["form"]["participant"]["name"] == "Alma Exempel"

    def test_unlinks_the_person(self, intake: Intake) -> None:
        mistaken(intake, intake.referred())
        assert intake.read(intake.referred()).json()["earlierReferral"] is None

    def test_comes_even_after_enrolment_and_once(self, intake: Intake) -> None:
        case = intake.enrolled()
        mistaken(intake, case)
        answer = intake.step(case, "error-entry", occurredOn="2021-06-16")
        assert (answer.status_code, answer.json()["code"]) == (409, "already_entered_in_error")

    def test_ends_a_study_visit_s_reminders(self, intake: Intake) -> None:
        case = intake.visiting()
        intake.service.today(TODAY)
        mistaken(intake, case)
        assert intake.service.get("/v1/study-visits", agency="malmo-ifo").json() == []

    def test_is_no_stranger_s_to_say(self, intake: Intake) -> None:
        case = intake.referred()
        assert intake.step(case, "error-entry", STATE, occurredOn="2021-06-16").status_code == 404
