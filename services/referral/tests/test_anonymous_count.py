"""R-06: who takes part without consent is counted by sex and year, and cannot be told from the others."""

from datetime import date

from services.referral.tests.examples import ALMA, BEA, CECILIA
from services.referral.tests.intake import Intake

from chassis.decisions.journal import from_stored
from referral.counting.anonymous_count import AnonymousCount
from samplan.contracts.codes import Sex
from samplan.contracts.referral import AnonymousParticipationCounted

IN_2021, IN_2022 = date(2021, 12, 31), date(2022, 1, 1)


def declined(intake: Intake, *numbers: str, reason: str = "no_consent") -> None:
    for number in numbers:
        assert intake.decline(intake.referred(number), reason=reason).status_code == 200


def counted(intake: Intake) -> list[AnonymousParticipationCounted]:
    return [one for one in intake.service.published() if isinstance(one, AnonymousParticipationCounted)]


class TestAnonymousCount:
    def test_tells_sex_and_year_alone(self, stored_intake: Intake) -> None:
        declined(stored_intake, ALMA)
        assert stored_intake.tick(IN_2022) == 1
        (one,) = counted(stored_intake)
        assert (one.sex, one.year, one.occurred_on) == (Sex.WOMAN, 2021, date(2021, 1, 1))

    def test_waits_for_company_or_the_end_of_the_year(self, intake: Intake) -> None:
        declined(intake, ALMA, BEA, CECILIA)
        assert (intake.tick(IN_2021), intake.tick(IN_2022), intake.tick(IN_2022)) == (0, 3, 0)

    def test_comes_once_five_are_waiting(self, intake: Intake) -> None:
        declined(intake, ALMA, BEA, CECILIA, ALMA, BEA)
        assert intake.tick(IN_2021) == 5

    def test_is_of_those_alone_who_declined_consent(self, intake: Intake) -> None:
        declined(intake, ALMA, reason="moved")
        assert intake.tick(IN_2022) == 0

    def test_shares_no_id_with_the_referral(self, intake: Intake) -> None:
        declined(intake, ALMA, BEA)
        intake.tick(IN_2022)
        events = [from_stored(one) for one in intake.service.database.notifications(0, 100)]
        counts = [event for event in events if isinstance(event, AnonymousCount.Counted)]
        others = [event for event in events if not isinstance(event, AnonymousCount.Counted)]
        ids = {one for event in others for one in (event.originator_id, event.correlation_id)}
        assert len(counts) == 2
        assert not ids & {one for count in counts for one in (count.originator_id, count.correlation_id)}

    def test_leaves_no_row_about_a_person(self, intake: Intake) -> None:
        declined(intake, ALMA, BEA)
        rows = intake.service.database.query("SELECT * FROM uncounted")
        assert [dict(row) for row in rows] == [{"year": 2021, "sex": "woman", "persons": 2}]
