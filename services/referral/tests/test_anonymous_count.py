"""R-06: who takes part without consent is counted by sex and year, and cannot be told from the others."""

from datetime import date

import pytest
from services.referral.tests.examples import ALMA, BEA, CECILIA, KEEPER
from services.referral.tests.intake import Intake

from chassis.decisions.journal import from_stored
from referral.counting.anonymous_count import AnonymousCount
from samplan.contracts.codes import Sex
from samplan.contracts.intake import AnonymousParticipationCounted

pytestmark = pytest.mark.slow

FIVE = (ALMA, BEA, CECILIA, ALMA, BEA)
A_MAN = "19900308-9811"
IN_2021, IN_2022 = date(2021, 12, 31), date(2022, 1, 1)


def declined(intake: Intake, *numbers: str, reason: str = "no_consent") -> None:
    for number in numbers:
        assert intake.decline(intake.referred(number), reason=reason).status_code == 200


def counted(intake: Intake) -> list[AnonymousParticipationCounted]:
    return [one for one in intake.service.published() if isinstance(one, AnonymousParticipationCounted)]


class TestAnonymousCount:
    def test_tells_sex_and_year_alone(self, stored_intake: Intake) -> None:
        declined(stored_intake, *FIVE)
        assert stored_intake.tick(IN_2022) == 5
        assert [(one.sex, one.year) for one in counted(stored_intake)] == [(Sex.WOMAN, 2021)] * 5
        assert {one.occurred_on for one in counted(stored_intake)} == {date(2021, 1, 1)}

    def test_comes_once_a_year_when_it_is_over(self, intake: Intake) -> None:
        declined(intake, *FIVE)
        assert (intake.tick(IN_2021), intake.tick(IN_2022), intake.tick(IN_2022)) == (0, 5, 0)

    def test_is_of_no_sex_of_whom_there_are_fewer_than_five(self, intake: Intake) -> None:
        declined(intake, *FIVE[1:])
        declined(intake, A_MAN)
        assert intake.tick(IN_2022) == 0

    def test_counts_every_way_in_which_a_referral_ends_for_want_of_consent(self, intake: Intake) -> None:
        declined(intake, *FIVE[1:])
        assert intake.withdraw(intake.referred(ALMA), reason="no_consent").status_code == 200
        assert intake.tick(IN_2022) == 5


class TestWantOfConsent:
    """K19: nothing on the bus names the referral that ended for it."""

    @pytest.mark.parametrize("reason", ["no_consent", "moved"])
    def test_is_published_of_no_ending(self, intake: Intake, reason: str) -> None:
        declined(intake, *FIVE, reason=reason)
        intake.withdraw(intake.referred(ALMA), reason=reason)
        intake.tick(IN_2022)
        told = {"ReferralDeclined", "ReferralWithdrawn"} & {*intake.published()}
        assert bool(told) == (reason == "moved")

    def test_is_told_to_the_agency_that_referred(self, intake: Intake) -> None:
        declined(intake, ALMA)
        entries = intake.service.get("/v1/referral-feed", agency=KEEPER).json()["entries"]
        assert entries[-1]["step"] == "declined"

    def test_is_not_routed_on_in_public(self, intake: Intake) -> None:
        answer = intake.step(
            intake.referred(),
            "routing",
            programme="internationella-kvinnor",
            reason="no_consent",
            occurredOn="2021-06-16",
        )
        assert answer.status_code == 200, answer.text
        assert "ReferralRoutedV2" not in intake.published()


class TestACount:
    def test_is_of_those_alone_who_declined_consent(self, intake: Intake) -> None:
        declined(intake, ALMA, reason="moved")
        assert intake.tick(IN_2022) == 0

    def test_shares_no_id_with_the_referral(self, intake: Intake) -> None:
        declined(intake, *FIVE)
        intake.tick(IN_2022)
        events = [from_stored(one) for one in intake.service.database.notifications(0, 100)]
        counts = [event for event in events if isinstance(event, AnonymousCount.Counted)]
        others = [event for event in events if not isinstance(event, AnonymousCount.Counted)]
        ids = {one for event in others for one in (event.originator_id, event.correlation_id)}
        assert len(counts) == 5
        assert not ids & {one for count in counts for one in (count.originator_id, count.correlation_id)}

    def test_leaves_no_row_about_a_person(self, intake: Intake) -> None:
        declined(intake, ALMA, BEA)
        rows = intake.service.database.query("SELECT * FROM uncounted")
        assert [dict(row) for row in rows] == [{"year": 2021, "sex": "woman", "persons": 2}]
