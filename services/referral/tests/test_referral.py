"""One referral, step by step."""

from typing import Any

import pytest
from services.referral.tests.examples import (
    ASSESSED,
    BOOKED,
    HELD,
    JUNE_1,
    JUNE_2,
    JUNE_8,
    JUNE_15,
    JUNE_16,
    MET,
    NOT_MET,
    REFERRAL,
    SUBMITTED,
    assessed,
    booked,
    declined,
    enrol_in,
    enrolled,
    held,
    submitted,
)

from referral.case.referral_submitted import submit
from referral.case.refusals import BeforeAnEarlierStep, MeetingAlreadyBooked, ReferralIsClosed
from referral.eligibility.assess_eligibility import assess_eligibility
from referral.endings.decline_referral import decline
from referral.meetings.book_intake_meeting import book_intake_meeting
from referral.meetings.hold_intake_meeting import hold_intake_meeting
from referral.meetings.refusals import (
    EligibilityNotAssessed,
    MeetingAlreadyHeld,
    MeetingNotHeld,
    NoMeetingBooked,
    NotEligible,
)
from samplan.contracts.codes import DeclineReason, Mode
from samplan.testing.given import Fact, given


class TestSubmit:
    def test_records_the_sealed_form_and_its_codes(self) -> None:
        given().when(submit, REFERRAL, **SUBMITTED, on=JUNE_1).then(submitted())


class TestAssessEligibility:
    def test_records_the_trace_of_the_rule(self) -> None:
        given(submitted()).when(assess_eligibility, MET, JUNE_2).then(assessed())

    def test_may_be_repeated_until_a_meeting_is_booked(self) -> None:
        given(submitted(), assessed(NOT_MET)).when(assess_eligibility, MET, JUNE_2).then(assessed())
        given(*BOOKED).when(assess_eligibility, MET, JUNE_8).then_refused(MeetingAlreadyBooked)


class TestBookIntakeMeeting:
    def test_follows_an_assessment(self) -> None:
        given(*ASSESSED).when(book_intake_meeting, JUNE_15, "sealed meeting", JUNE_8).then(booked())

    @pytest.mark.parametrize(
        ("before", "refusal"),
        [
            ((submitted(),), EligibilityNotAssessed),
            ((submitted(), assessed(NOT_MET)), NotEligible),
            (BOOKED, MeetingAlreadyBooked),
            (HELD, MeetingAlreadyBooked),
        ],
    )
    def test_is_refused_otherwise(self, before: tuple[Fact, ...], refusal: Any) -> None:
        given(*before).when(book_intake_meeting, JUNE_16, "sealed", JUNE_16).then_refused(refusal)

    def test_names_the_criteria_that_are_not_met(self) -> None:
        outcome = given(submitted(), assessed(NOT_MET)).when(book_intake_meeting, JUNE_15, "sealed", JUNE_8)
        assert outcome.refusal
        assert outcome.refusal.details == {"criteria": ["target_group"]}

    def test_lies_on_or_after_the_day_of_booking(self) -> None:
        given(*ASSESSED).when(book_intake_meeting, JUNE_2, "sealed", JUNE_8).then_refused(BeforeAnEarlierStep)


class TestHoldIntakeMeeting:
    def test_follows_the_booking(self) -> None:
        given(*BOOKED).when(hold_intake_meeting, JUNE_15).then(held())

    def test_is_refused_without_a_booking_and_twice(self) -> None:
        given(*ASSESSED).when(hold_intake_meeting, JUNE_15).then_refused(NoMeetingBooked)
        given(*HELD).when(hold_intake_meeting, JUNE_15).then_refused(MeetingAlreadyHeld)


class TestEnrol:
    def test_carries_what_others_may_know(self) -> None:
        given(*HELD).when(enrol_in, Mode.PROGRAMME, JUNE_16).then(enrolled())

    @pytest.mark.parametrize("before", [(submitted(),), ASSESSED, BOOKED])
    def test_is_refused_until_the_meeting_has_been_held(self, before: tuple[Fact, ...]) -> None:
        decision = given(*before).when(enrol_in, Mode.PROGRAMME, JUNE_16)
        decision.then_refused(MeetingNotHeld)


class TestDecline:
    @pytest.mark.parametrize("before", [(submitted(),), ASSESSED, BOOKED, HELD])
    def test_ends_a_referral_at_any_step(self, before: tuple[Fact, ...]) -> None:
        given(*before).when(decline, DeclineReason.NO_CONSENT, None, JUNE_15).then(declined())


@pytest.mark.parametrize("end", [(submitted(), declined()), (*HELD, enrolled())])
@pytest.mark.parametrize(
    ("decision", "arguments"),
    [
        (assess_eligibility, (MET,)),
        (book_intake_meeting, (JUNE_16, "sealed")),
        (hold_intake_meeting, ()),
        (enrol_in, (Mode.PROGRAMME,)),
        (decline, (DeclineReason.MOVED, None)),
    ],
)
class TestClosedReferral:
    def test_takes_no_more_decisions(
        self, end: tuple[Fact, ...], decision: Any, arguments: tuple[Any, ...]
    ) -> None:
        given(*end).when(decision, *arguments, JUNE_16).then_refused(ReferralIsClosed)


class TestEveryStep:
    def test_is_dated_no_earlier_than_the_one_before(self) -> None:
        given(*BOOKED).when(hold_intake_meeting, JUNE_2).then_refused(BeforeAnEarlierStep)
        given(submitted()).when(decline, DeclineReason.MOVED, None, date_before(JUNE_1)).then_refused(
            BeforeAnEarlierStep
        )


def date_before(day: Any) -> Any:
    return day.replace(year=day.year - 1)
