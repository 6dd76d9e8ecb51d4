"""R-07: the deepened study visit, its two clocks, its reminders and its two ends."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given as for_any
from hypothesis.strategies import dates
from services.referral.tests.examples import (
    ALMA,
    KEEPER,
    RESTED,
    REVOKED,
    SUBMITTED,
    VISIT_BEGAN,
    VISIT_WINTER,
    VISITOR,
    granted,
)
from services.referral.tests.intake import Case, Intake

from chassis.settings.calendar import months_after
from referral.case.referral import Referral
from referral.case.referral_submitted import submit
from referral.office.office import VisitClocks
from referral.study_visits.end_study_visit import end_study_visit
from referral.study_visits.follow_up_study_visit import follow_up_study_visit
from referral.study_visits.refusals import (
    NotFollowedUp,
    NotRegisteredAsJobseeker,
    StudyVisitHasEnded,
)
from referral.study_visits.remind_of_study_visits import remind_of_study_visit
from referral.study_visits.start_study_visit import start_study_visit
from samplan.contracts.codes import Mode, StudyVisitEnd
from samplan.contracts.referral import (
    ParticipantEnrolledV2,
    StudyVisitEnded,
    StudyVisitStarted,
)

pytestmark = pytest.mark.slow

CLOCKS = VisitClocks(follow_up_days=90, months=3, reminder_days=(60, 75, 90))
ENROLLED, ENDED = StudyVisitEnd.ENROLLED, StudyVisitEnd.PARTICIPATION_ENDED


def visiting(since: date) -> Referral:
    referral = submit(VISITED, **SUBMITTED, on=since)
    start_study_visit(referral, CLOCKS, RESTED.sharing, since)
    referral.collect_events()
    return referral


def followed_up() -> Referral:
    referral = visiting(VISIT_BEGAN)
    follow_up_study_visit(referral, RESTED.sharing, date(2016, 9, 20))
    return referral


VISITED = SUBMITTED["person"]


class TestClocks:
    @pytest.mark.parametrize(
        ("since", "follow_up_by", "decide_by"),
        [
            (date(2016, 7, 1), date(2016, 9, 29), date(2016, 10, 1)),
            (date(2016, 2, 1), date(2016, 5, 1), date(2016, 5, 1)),
            (date(2017, 2, 1), date(2017, 5, 2), date(2017, 5, 1)),
            (date(2016, 11, 30), date(2017, 2, 28), date(2017, 2, 28)),
            (date(2015, 11, 30), date(2016, 2, 28), date(2016, 2, 29)),
        ],
    )
    def test_are_two_of_which_the_first_counts(
        self, since: date, follow_up_by: date, decide_by: date
    ) -> None:
        visit = visiting(since).visit
        assert visit
        assert (visit.follow_up_by, visit.decide_by) == (follow_up_by, decide_by)
        assert visit.due_on == min(follow_up_by, decide_by)

    @for_any(dates(date(2000, 1, 1), date(2100, 1, 1)))
    def test_differ_by_two_days_at_most(self, since: date) -> None:
        assert abs((months_after(since, 3) - (since + timedelta(days=90))).days) <= 2


class TestReminders:
    @pytest.mark.parametrize(
        ("day", "given"), [(59, 0), (60, 1), (74, 1), (75, 2), (89, 2), (90, 3), (400, 3)]
    )
    def test_come_after_60_75_and_90_days(self, day: int, given: int) -> None:
        as_of = VISIT_BEGAN + timedelta(days=day)
        assert remind_of_study_visit(visiting(VISIT_BEGAN), as_of) == given

    def test_come_once(self, stored_intake: Intake) -> None:
        stored_intake.visiting()
        day_60, day_75 = (VISIT_BEGAN + timedelta(days=days) for days in (60, 75))
        ticks = [stored_intake.tick(day) for day in (day_60, day_60, day_75, day_75)]
        assert ticks == [1, 0, 1, 0]
        (row,) = stored_intake.service.get("/v1/study-visits", agency="malmo-ifo").json()
        assert (row["dueOn"], row["remindedDays"]) == ("2016-09-29", 75)

    def test_stay_in_the_service(self, intake: Intake) -> None:
        intake.visiting()
        before = intake.published()
        intake.tick(date(2016, 9, 29))
        assert intake.published() == before

    def test_end_with_the_visit(self, intake: Intake) -> None:
        end(intake, intake.visiting(), end="participation_ended")
        assert intake.tick(date(2016, 12, 1)) == 0
        assert intake.service.get("/v1/study-visits", agency="malmo-ifo").json() == []


class TestStudyVisit:
    def test_begins_with_an_enrolment_in_that_mode(self, stored_intake: Intake) -> None:
        stored_intake.visiting()
        enrolment, _, started = stored_intake.service.published()[-3:]
        assert isinstance(enrolment, ParticipantEnrolledV2)
        assert isinstance(started, StudyVisitStarted)
        assert enrolment.mode is Mode.STUDY_VISIT
        assert (started.follow_up_by, started.decide_by) == (date(2016, 9, 29), date(2016, 10, 1))

    def test_is_refused_to_a_participant_with_activity_support(self, intake: Intake) -> None:
        assert enrol(intake, economy__mainIncome="aktivitetsstod").json()["code"] == (
            "carries_activity_support"
        )

    def test_is_refused_to_one_who_is_registered_as_a_jobseeker(self, intake: Intake) -> None:
        economy = {"registeredAtEmploymentService": True, "registeredSince": "2016-03-01"}
        registered = {f"economy__{name}": value for name, value in economy.items()}
        assert enrol(intake, **registered).json()["code"] == "registered_as_jobseeker"

    def test_is_not_offered_by_every_programme(self, intake: Intake) -> None:
        case = intake.met()
        intake.service.receive(granted(case.id))
        assert intake.enrol(case, mode="study_visit").json()["code"] == "study_visit_not_offered"

    def test_is_followed_up_once(self, stored_intake: Intake) -> None:
        case = stored_intake.visiting()
        answers = [
            stored_intake.step(case, "study-visit/follow-up", occurredOn="2016-09-20") for _ in range(2)
        ]
        assert [answer.status_code for answer in answers] == [200, 409]
        assert stored_intake.published()[-1] == "StudyVisitFollowedUp"


class TestEnd:
    def test_is_enrolment_of_a_registered_jobseeker(self, stored_intake: Intake) -> None:
        case = stored_intake.visiting()
        answer = end(stored_intake, case, end="enrolled", registeredOn="2016-09-20")
        assert (answer.status_code, answer.json()["mode"]) == (200, "programme")
        last = stored_intake.service.published()[-1]
        assert isinstance(last, StudyVisitEnded)
        assert last.end is ENROLLED

    def test_is_or_the_end_of_participation(self, intake: Intake) -> None:
        answer = end(intake, intake.visiting(), end="participation_ended")
        assert (answer.status_code, answer.json()["mode"]) == (200, "study_visit")

    @pytest.mark.parametrize("registered_on", [None, date(2016, 9, 23)])
    def test_asks_for_the_registration_before_enrolment(self, registered_on: date | None) -> None:
        with pytest.raises(NotRegisteredAsJobseeker):
            end_study_visit(visiting(VISIT_BEGAN), ENROLLED, registered_on, RESTED.sharing, date(2016, 9, 22))

    def test_asks_for_a_consent_still_in_force_before_enrolment(self, intake: Intake) -> None:
        case = intake.visiting()
        intake.service.receive(REVOKED)
        answer = end(intake, case, end="enrolled", registeredOn="2016-09-20")
        assert (answer.status_code, answer.json()["code"]) == (409, "consent_not_in_force")

    @pytest.mark.parametrize("registered_on", [date(2016, 6, 30), date(2018, 7, 1)])
    def test_asks_for_a_registration_within_the_visit(self, registered_on: date) -> None:
        with pytest.raises(NotRegisteredAsJobseeker):
            end_study_visit(followed_up(), ENROLLED, registered_on, RESTED.sharing, date(2016, 9, 22))

    def test_asks_for_the_follow_up_meeting(self) -> None:
        with pytest.raises(NotFollowedUp):
            end_study_visit(visiting(VISIT_BEGAN), ENDED, None, RESTED.sharing, date(2016, 9, 22))

    def test_asks_for_none_of_a_participant_who_has_died(self) -> None:
        visit, dead = visiting(VISIT_BEGAN), StudyVisitEnd.DECEASED
        end_study_visit(visit, dead, None, RESTED.sharing, date(2016, 9, 22))
        assert visit.visit
        assert visit.visit.end is dead

    def test_comes_once(self) -> None:
        visit = followed_up()
        end_study_visit(visit, ENDED, None, RESTED.sharing, date(2016, 9, 22))
        with pytest.raises(StudyVisitHasEnded):
            end_study_visit(visit, ENDED, None, RESTED.sharing, date(2016, 9, 22))


def end(intake: Intake, case: Case, **body: Any) -> Any:
    intake.step(case, "study-visit/follow-up", occurredOn="2016-09-20")
    return intake.step(case, "study-visit/end", occurredOn="2016-09-22", **body)


def enrol(intake: Intake, **changes: Any) -> Any:
    intake.service.today(VISIT_WINTER)
    case = intake.referred(ALMA, **{**VISITOR, **changes})
    intake.step(case, "eligibility-assessment", occurredOn="2016-06-14")
    intake.book(case, occurredOn="2016-06-14", meetingOn="2016-06-28")
    intake.step(case, "intake-meeting/held", occurredOn="2016-06-28")
    intake.service.receive(granted(case.id, occurred_on=VISIT_BEGAN, valid_until=date(2017, 6, 28)))
    return intake.step(case, "enrolment", mode="study_visit", occurredOn="2016-07-01")


class TestTheFeed:
    """R-09: the agency that referred can tell how far a visit has come, and where it led."""

    @pytest.mark.parametrize(
        ("end", "told"),
        [
            ({"end": "enrolled", "registeredOn": "2016-09-21"}, "entered_programme"),
            ({"end": "participation_ended"}, "study_visit_ended"),
        ],
    )
    def test_tells_what_became_of_the_visit(self, intake: Intake, end: dict[str, Any], told: str) -> None:
        case = intake.visiting()
        intake.step(case, "study-visit/follow-up", occurredOn="2016-09-20")
        intake.step(case, "study-visit/end", occurredOn="2016-09-22", **end).raise_for_status()
        entries = intake.service.get("/v1/referral-feed?after=0", agency=KEEPER).json()["entries"]
        assert [one["step"] for one in entries][-3:] == ["enrolled", "study_visit_followed_up", told]
