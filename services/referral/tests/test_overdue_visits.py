"""R-07, I29: a study visit past its last day, and one whose end in time is registered late."""

from datetime import date, timedelta

import pytest
from services.referral.tests.examples import RESTED, VISIT_BEGAN
from services.referral.tests.intake import Intake
from services.referral.tests.test_study_visit import ENDED, ENROLLED, end, followed_up, visiting

from referral.study_visits.end_study_visit import end_study_visit
from referral.study_visits.follow_up_study_visit import follow_up_study_visit
from referral.study_visits.note_overdue_visits import StudyVisitOverdue as StudyVisitOverdueNoted
from referral.study_visits.note_overdue_visits import note_overdue_visit
from referral.study_visits.refusals import StudyVisitIsOverdue
from referral.study_visits.take_back_overdue import StudyVisitOverdueTakenBack
from samplan.contracts.referral import StudyVisitOverdue

pytestmark = pytest.mark.slow


class TestAnOverdueVisit:
    """K41: after its last day only the end of participation is accepted."""

    DAY_234 = VISIT_BEGAN + timedelta(days=234)

    def test_is_followed_up_no_more(self) -> None:
        with pytest.raises(StudyVisitIsOverdue):
            follow_up_study_visit(visiting(VISIT_BEGAN), RESTED.sharing, self.DAY_234)

    def test_leads_to_no_enrolment(self) -> None:
        with pytest.raises(StudyVisitIsOverdue):
            end_study_visit(followed_up(), ENROLLED, date(2016, 9, 21), RESTED.sharing, self.DAY_234)

    def test_ends(self) -> None:
        visit = visiting(VISIT_BEGAN)
        end_study_visit(visit, ENDED, None, RESTED.sharing, self.DAY_234)
        assert visit.visit
        assert visit.visit.end is ENDED

    @pytest.mark.parametrize(("day", "noted"), [(date(2016, 9, 29), 0), (date(2016, 9, 30), 1)])
    def test_is_noted_the_day_after_its_last_one(self, day: date, noted: int) -> None:
        assert note_overdue_visit(visiting(VISIT_BEGAN), RESTED.sharing, day) == noted

    def test_is_published_once_and_stands_on_the_list(self, stored_intake: Intake) -> None:
        stored_intake.visiting()
        with stored_intake.service.on_business_date():
            for as_of in (date(2016, 10, 3), date(2016, 10, 4)):
                stored_intake.tick(as_of)
        (overdue,) = (one for one in stored_intake.service.published() if isinstance(one, StudyVisitOverdue))
        assert (overdue.due_on, overdue.occurred_on) == (date(2016, 9, 29), date(2016, 9, 30))
        (row,) = stored_intake.service.get("/v1/study-visits", agency="malmo-ifo").json()
        assert row["isOverdue"] is True


class TestAnEndThatIsRegisteredLate:
    """I29: the same truth as of an end that is registered in time."""

    @pytest.mark.parametrize(("ended_on", "taken_back"), [(date(2016, 9, 29), 1), (date(2016, 9, 30), 0)])
    def test_takes_back_that_the_visit_was_overdue(self, ended_on: date, taken_back: int) -> None:
        visit = followed_up()
        note_overdue_visit(visit, RESTED.sharing, date(2016, 10, 3))
        end_study_visit(visit, ENDED, None, RESTED.sharing, ended_on)
        events = visit.collect_events()
        (overdue,) = (one for one in events if isinstance(one, StudyVisitOverdueNoted))
        later = [one for one in events if isinstance(one, StudyVisitOverdueTakenBack)]
        assert [one.occurred_on for one in later] == [overdue.occurred_on] * taken_back

    def test_takes_back_nothing_where_nothing_was_noted(self) -> None:
        visit = followed_up()
        end_study_visit(visit, ENDED, None, RESTED.sharing, date(2016, 9, 29))
        assert not any(isinstance(one, StudyVisitOverdueTakenBack) for one in visit.collect_events())

    def test_is_published_and_leaves_the_list(self, stored_intake: Intake) -> None:
        case = stored_intake.visiting()
        with stored_intake.service.on_business_date():
            stored_intake.tick(date(2016, 10, 3))
        case.version = int(stored_intake.read(case).headers["ETag"].strip('"'))
        assert end(stored_intake, case, end="participation_ended").status_code == 200
        assert stored_intake.published()[-4:] == [
            "StudyVisitOverdue",
            "StudyVisitFollowedUp",
            "StudyVisitEnded",
            "StudyVisitOverdueTakenBack",
        ]
        assert stored_intake.tick(date(2016, 10, 4)) == 0
        assert stored_intake.service.get("/v1/study-visits", agency="malmo-ifo").json() == []
