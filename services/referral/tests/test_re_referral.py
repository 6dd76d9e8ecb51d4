"""R-12: who comes again is linked to the earlier referral, and told from whom is sent round and round."""

import pytest
from services.referral.tests.examples import ALMA, KEEPER, STATE
from services.referral.tests.intake import Case, Intake

from samplan.contracts.codes import Agency


def again(intake: Intake, on: str, agency: Agency = KEEPER) -> Case:
    case = intake.referred(ALMA, agency, occurredOn=on)
    intake.decline(case, occurredOn=on)
    return case


def shown(intake: Intake, case: Case, agency: Agency = KEEPER) -> tuple[str | None, bool]:
    answer = intake.read(case, agency).json()
    return answer["earlierReferral"], answer["goingRound"]


class TestReReferral:
    def test_is_linked_to_the_one_before(self, stored_intake: Intake) -> None:
        first, second = again(stored_intake, "2021-06-01"), again(stored_intake, "2021-07-01")
        assert shown(stored_intake, first) == (None, False)
        assert shown(stored_intake, second) == (str(first.id), False)

    def test_does_not_point_an_agency_to_another_s_referral(self, intake: Intake) -> None:
        again(intake, "2021-06-01", KEEPER)
        assert shown(intake, again(intake, "2021-07-01", STATE), STATE) == (None, False)

    def test_is_told_of_nowhere_outside(self, intake: Intake) -> None:
        again(intake, "2021-06-01")
        again(intake, "2021-07-01")
        assert intake.published() == ["ReferralSubmitted"] * 2  # want of consent is private, too


class TestGoingRound:
    @pytest.mark.parametrize(
        ("days", "is_flagged"),
        [
            (("2021-06-01", "2021-07-01"), False),
            (("2021-06-01", "2021-07-01", "2022-05-31"), True),
            (("2021-06-01", "2021-07-01", "2022-06-01"), False),  # the first lies a whole year back
        ],
    )
    def test_is_more_than_two_within_twelve_months(
        self, stored_intake: Intake, days: tuple[str, ...], is_flagged: bool
    ) -> None:
        last = [again(stored_intake, day) for day in days][-1]
        assert shown(stored_intake, last)[1] is is_flagged
        rows = stored_intake.service.get("/v1/referrals", agency=KEEPER).json()
        assert rows[0]["isGoingRound"] is is_flagged
