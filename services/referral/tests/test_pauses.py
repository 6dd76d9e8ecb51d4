"""R-10: a programme's intake is paused for a coded reason, and resumed."""

from datetime import date

from services.referral.tests.examples import KEEPER, form
from services.referral.tests.intake import Intake
from services.referral.tests.test_rounds import as_json_lines, hold


class TestPause:
    def test_refuses_referrals_with_its_reason_until_it_ends(self, stored_intake: Intake) -> None:
        body = {"programme": "malmokraften", "reason": "no_capacity", "occurredOn": "2021-06-01"}
        pause = stored_intake.service.post("/v1/intake-pauses", body, agency=KEEPER)
        assert pause.status_code == 201
        refused = stored_intake.submit()
        assert (refused.status_code, refused.json()["code"]) == (409, "intake_paused")
        assert refused.json()["reason"] == "no_capacity"
        end = {"reason": "no_capacity", "occurredOn": "2021-06-15"}
        path = f"/v1/intake-pauses/{pause.json()['pauseId']}/end"
        answers = [
            stored_intake.service.post(path, end, agency=KEEPER, if_match=version).status_code
            for version in (1, 2)
        ]
        assert answers == [200, 409]
        assert stored_intake.submit(occurredOn="2021-06-14").status_code == 409
        assert stored_intake.submit(occurredOn="2021-06-15").status_code == 201
        assert stored_intake.published()[:2] == ["IntakePaused", "IntakeResumed"]

    def test_stops_a_round_as_well(self, intake: Intake) -> None:
        body = {"programme": "malmokraften", "reason": "holidays", "occurredOn": "2021-06-01"}
        intake.service.post("/v1/intake-pauses", body, agency=KEEPER)
        answer = hold(intake, as_json_lines(form(occurredOn="2021-05-31")), "jsonl")
        assert (answer.status_code, answer.json()["code"]) == (409, "intake_paused")
        assert answer.json()["reason"] == "holidays"

    def test_of_the_programme_s_own_rules_stops_an_earlier_round(self, intake: Intake) -> None:
        """K43."""
        intake.service.today(date(2020, 10, 1))
        earlier = as_json_lines(form(occurredOn="2020-09-30", economy__registeredSince="2019-03-01"))
        answer = hold(intake, earlier, "jsonl", on="2020-09-30")
        assert (answer.status_code, answer.json()["reason"]) == (409, "pandemic")

    def test_is_the_keeper_s(self, intake: Intake) -> None:
        body = {"programme": "malmokraften", "reason": "holidays", "occurredOn": "2021-06-01"}
        assert intake.service.post("/v1/intake-pauses", body, agency="af").status_code == 403
