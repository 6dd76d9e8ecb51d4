"""R-05 and R-06: a meeting that is moved or missed, and a decision that has to wait."""

from typing import Any

import pytest
from services.referral.tests.examples import (
    BOOKED,
    HELD,
    INTERPRETER,
    JUNE_2,
    JUNE_15,
    JUNE_16,
    TAKE_PART,
    enrol_in,
    enrolled,
    granted,
    missed,
    postponed,
    rebooked,
    submitted,
)
from services.referral.tests.intake import Case, Intake

from referral.case.refusals import BeforeAnEarlierStep
from referral.meetings.hold_intake_meeting import hold_intake_meeting
from referral.meetings.meeting import MeetingReason
from referral.meetings.miss_intake_meeting import miss_intake_meeting
from referral.meetings.postpone_decision import PostponementReason, postpone_decision
from referral.meetings.rebook_intake_meeting import rebook_intake_meeting
from referral.meetings.refusals import MeetingAlreadyHeld, MeetingNotHeld, NoMeetingBooked
from samplan.contracts.codes import Mode
from samplan.contracts.referral import IntakeMeetingBooked
from samplan.testing.given import given

NO_INTERPRETER, DID_NOT_COME = MeetingReason.NO_INTERPRETER, MeetingReason.DID_NOT_COME
WAITING = PostponementReason.CONSENT_AWAITED
WAIVED = "staff_speaks_her_language"
MEETING = {"occurredOn": "2021-06-15", "meetingOn": "2021-06-16", "participants": TAKE_PART}


class TestInterpreter:
    """R-05: whom the form asks for one has one, or it is said in code why not."""

    @pytest.fixture
    def case(self, intake: Intake) -> Case:
        case = intake.referred(participant__interpreterNeeded=True)
        intake.assess(case)
        return case

    def test_is_booked_with_the_meeting(self, intake: Intake, case: Case) -> None:
        refused = intake.book(case, interpreter=None)
        assert (refused.status_code, refused.json()["code"]) == (409, "interpreter_needed")
        assert intake.book(case, interpreter=INTERPRETER).status_code == 200

    def test_is_booked_with_the_new_day_too(self, intake: Intake, case: Case) -> None:
        intake.book(case)
        answer = intake.step(case, "intake-meeting/rebooking", reason="child_ill", meeting=MEETING)
        assert answer.json()["code"] == "interpreter_needed"

    def test_is_done_without_for_a_coded_reason(self, intake: Intake, case: Case) -> None:
        for odd in (
            {"withoutInterpreter": "too_dear"},
            {"withoutInterpreter": WAIVED, "interpreter": INTERPRETER},
        ):
            assert intake.book(case, **{"interpreter": None, **odd}).status_code == 422
        assert intake.book(case, interpreter=None, withoutInterpreter=WAIVED).status_code == 200
        assert intake.read(case).json()["meeting"]["withoutInterpreter"] == WAIVED

    def test_is_not_booked_for_a_form_that_asks_for_none(self, intake: Intake) -> None:
        case = intake.referred(participant__interpreterNeeded=False)
        intake.assess(case)
        assert intake.book(case, interpreter=None).status_code == 200

    def test_stays_in_the_service(self, intake: Intake, case: Case) -> None:
        intake.book(case)
        (booked_,) = (one for one in intake.service.published() if isinstance(one, IntakeMeetingBooked))
        assert set(booked_.__struct_fields__) == {"referral_id", "occurred_on", "meeting_on"}


class TestRebook:
    @pytest.mark.parametrize("before", [BOOKED, (*BOOKED, missed())])
    def test_finds_a_new_day_for_a_meeting_ahead_or_missed(self, before: Any) -> None:
        decision = given(*before).when(
            rebook_intake_meeting, JUNE_16, "sealed meeting", NO_INTERPRETER, JUNE_15
        )
        decision.then(rebooked())

    @pytest.mark.parametrize(
        ("before", "refusal"), [((submitted(),), NoMeetingBooked), (HELD, MeetingAlreadyHeld)]
    )
    def test_is_refused_where_there_is_nothing_to_move(self, before: Any, refusal: Any) -> None:
        decision = given(*before).when(rebook_intake_meeting, JUNE_16, "sealed", NO_INTERPRETER, JUNE_15)
        decision.then_refused(refusal)

    def test_lies_on_or_after_the_day_it_is_done(self) -> None:
        decision = given(*BOOKED).when(rebook_intake_meeting, JUNE_2, "sealed", NO_INTERPRETER, JUNE_15)
        decision.then_refused(BeforeAnEarlierStep)

    def test_tells_others_the_day_and_keeps_interpreter_and_reason_here(self, stored_intake: Intake) -> None:
        case = stored_intake.referred()
        stored_intake.assess(case)
        stored_intake.book(case)
        meeting = {**MEETING, "interpreter": INTERPRETER}
        answer = stored_intake.step(
            case, "intake-meeting/rebooking", reason="no_interpreter", meeting=meeting
        )
        assert (answer.status_code, answer.json()["meetingOn"]) == (200, "2021-06-16")
        assert stored_intake.published()[2:] == ["IntakeMeetingBooked", "IntakeMeetingBooked"]
        assert stored_intake.read(case).json()["meeting"]["interpreter"] == INTERPRETER


class TestNoShow:
    def test_is_recorded_with_its_reason(self) -> None:
        given(*BOOKED).when(miss_intake_meeting, DID_NOT_COME, JUNE_15).then(missed())

    def test_has_to_be_followed_by_a_new_day(self) -> None:
        again = given(*BOOKED, missed())
        again.when(hold_intake_meeting, JUNE_15).then_refused(NoMeetingBooked)
        again.when(miss_intake_meeting, DID_NOT_COME, JUNE_15).then_refused(NoMeetingBooked)
        given(*BOOKED, missed(), rebooked()).when(hold_intake_meeting, JUNE_16)

    def test_stays_in_the_service(self, intake: Intake) -> None:
        case = intake.referred()
        intake.assess(case)
        intake.book(case)
        before = intake.published()
        answer = intake.step(case, "intake-meeting/no-show", reason="child_ill", occurredOn="2021-06-15")
        assert (answer.status_code, answer.json()["step"]) == (200, "meeting_missed")
        assert intake.published() == before

    def test_takes_a_coded_reason_alone(self, intake: Intake) -> None:
        answer = intake.step(
            intake.referred(), "intake-meeting/no-show", reason="overslept", occurredOn="2021-06-15"
        )
        assert answer.status_code == 422


class TestPostponement:
    def test_lets_the_decision_wait(self) -> None:
        given(*HELD).when(postpone_decision, WAITING, JUNE_16, JUNE_15).then(postponed())

    def test_may_be_repeated_and_ends_in_a_decision(self) -> None:
        waiting = given(*HELD, postponed())
        waiting.when(postpone_decision, WAITING, JUNE_16, JUNE_15).then(postponed())
        waiting.when(enrol_in, Mode.PROGRAMME, JUNE_16).then(enrolled())

    def test_is_refused_until_the_meeting_has_been_held(self) -> None:
        decision = given(*BOOKED).when(postpone_decision, WAITING, JUNE_16, JUNE_15)
        decision.then_refused(MeetingNotHeld)

    def test_is_no_obstacle_to_enrolment_once_consent_is_given(self, stored_intake: Intake) -> None:
        case = stored_intake.met()
        answer = stored_intake.step(
            case, "postponement", reason="consent_awaited", until="2021-06-16", occurredOn="2021-06-15"
        )
        assert (answer.json()["step"], answer.json()["decisionOn"]) == ("decision_postponed", "2021-06-16")
        stored_intake.service.receive(granted(case.id))
        assert stored_intake.enrol(case).status_code == 200
