"""The whole life of a referral: any decision at any time is taken or refused, never half taken."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from services.referral.tests.examples import (
    CHILDCARE_GAP,
    CODED,
    JUNE_1,
    MET,
    NOT_MET,
    OTHER_REFERRAL,
    PARTICIPANT,
    REFERRAL,
    RESTED,
    SUBMITTED,
    enrol_in,
)

from chassis.decisions.domain import Refused
from chassis.decisions.journal import from_stored, to_stored
from referral.case.referral_submitted import submit
from referral.case.step import CLOSED, Step
from referral.eligibility.assess_eligibility import assess_eligibility
from referral.endings.decline_referral import decline
from referral.endings.route_referral import route
from referral.endings.withdraw_referral import withdraw
from referral.error_entry.enter_in_error import enter_in_error
from referral.meetings.book_intake_meeting import book_intake_meeting
from referral.meetings.hold_intake_meeting import hold_intake_meeting
from referral.meetings.meeting import MeetingReason
from referral.meetings.miss_intake_meeting import miss_intake_meeting
from referral.meetings.postpone_decision import PostponementReason, postpone_decision
from referral.meetings.rebook_intake_meeting import rebook_intake_meeting
from referral.office.office import VisitClocks
from referral.protection.protect_identity import protect_identity
from referral.publishing import publish
from referral.study_visits.end_study_visit import end_study_visit
from referral.study_visits.follow_up_study_visit import follow_up_study_visit
from referral.study_visits.remind_of_study_visits import remind_of_study_visit
from referral.study_visits.start_study_visit import start_study_visit
from referral.supplementing.return_referral import return_to_referrer
from referral.supplementing.supplement_referral import supplement
from samplan.contracts.codes import DeclineReason, Mode, StudyVisitEnd
from samplan.contracts.referral import ReferralEnteredInError
from samplan.testing.extent import extent

CLOCKS = VisitClocks(follow_up_days=90, months=3, reminder_days=(60, 75, 90))
ENDINGS = {Step.DECLINED, Step.WITHDRAWN, Step.ROUTED, Step.ENTERED_IN_ERROR}


class ReferralLife(RuleBasedStateMachine):
    """Plays a referral against the little that must always hold."""

    @initialize(is_protected=st.booleans())
    def submit(self, is_protected: bool) -> None:
        self.day = JUNE_1
        self.referral = submit(REFERRAL, **SUBMITTED, is_protected=is_protected, on=JUNE_1)
        self.events: list[Any] = [*self.referral.collect_events()]
        self.closed_as: Step | None = None

    def decide(self, decision: Callable[..., Any], *arguments: Any) -> bool:
        """Whether it was taken; a refusal changes nothing."""
        before = vars(self.referral).copy()
        try:
            decision(self.referral, *arguments)
        except Refused:
            assert vars(self.referral) == before
            assert not self.referral.collect_events()
            return False
        self.events.extend(self.referral.collect_events())
        return True

    @rule(days=st.integers(0, 40))
    def wait(self, days: int) -> None:
        self.day += timedelta(days=days)

    @rule()
    def send_back(self) -> None:
        self.decide(return_to_referrer, (CHILDCARE_GAP,), self.day)

    @rule()
    def supplement(self) -> None:
        was_returned = self.referral.step is Step.RETURNED
        assert self.decide(supplement, "sealed", CODED, self.day) == was_returned

    @rule(trace=st.sampled_from([MET, NOT_MET]))
    def assess(self, trace: Any) -> None:
        self.decide(assess_eligibility, trace, self.day)

    @rule()
    def book(self) -> None:
        trace = self.referral.trace
        if self.decide(book_intake_meeting, self.day, "sealed", self.day):
            assert trace
            assert trace.unmet == []

    @rule()
    def rebook(self) -> None:
        self.decide(rebook_intake_meeting, self.day, "sealed", MeetingReason.DID_NOT_COME, self.day)

    @rule()
    def miss(self) -> None:
        self.decide(miss_intake_meeting, MeetingReason.CHILD_ILL, self.day)

    @rule()
    def hold(self) -> None:
        was_booked = self.referral.step is Step.MEETING_BOOKED
        assert self.decide(hold_intake_meeting, self.day) == was_booked

    @rule()
    def postpone(self) -> None:
        self.decide(postpone_decision, PostponementReason.CONSENT_AWAITED, self.day, self.day)

    @rule(mode=st.sampled_from(Mode))
    def enrol(self, mode: Mode) -> None:
        has_met = self.referral.step in {Step.MEETING_HELD, Step.DECISION_POSTPONED}
        assert self.decide(enrol_in, mode, self.day) == has_met
        if has_met and mode is Mode.STUDY_VISIT:
            self.decide(start_study_visit, CLOCKS, RESTED.sharing, self.day)

    @rule()
    def remind(self) -> None:
        if self.decide(remind_of_study_visit, self.day):
            assert remind_of_study_visit(self.referral, self.day) == 0

    @rule()
    def follow_up(self) -> None:
        self.decide(follow_up_study_visit, RESTED.sharing, self.day)

    @rule(end=st.sampled_from(StudyVisitEnd))
    def end_visit(self, end: StudyVisitEnd) -> None:
        self.decide(end_study_visit, end, self.day, RESTED.sharing, self.day)

    @rule()
    def decline(self) -> None:
        self.decide(decline, DeclineReason.MOVED, None, self.day)

    @rule()
    def withdraw(self) -> None:
        self.decide(withdraw, DeclineReason.MOVED, None, self.day)

    @rule()
    def route(self) -> None:
        members: dict[str, Any] = {
            "reason": DeclineReason.WRONG_RECIPIENT,
            "new_referral_id": OTHER_REFERRAL,
            "sealed": None,
        }
        self.decide(partial(route, **members), self.day)

    @rule()
    def protect_identity(self) -> None:
        assert self.decide(protect_identity, None, self.day)

    @rule()
    def enter_in_error(self) -> None:
        was_in_error = self.referral.step is Step.ENTERED_IN_ERROR
        assert self.decide(enter_in_error, self.day) is not was_in_error

    @invariant()
    def comes_out_the_same_from_the_store(self) -> None:
        replayed: Any = None
        for event in self.events:
            replayed = from_stored(to_stored(event)).mutate(replayed)
        assert vars(replayed) == vars(self.referral)

    @invariant()
    def stays_closed_but_for_an_error(self) -> None:
        if self.closed_as in ENDINGS and self.referral.step is not self.closed_as:
            assert self.referral.step is Step.ENTERED_IN_ERROR
        self.closed_as = self.referral.step if self.referral.step in CLOSED else None

    @invariant()
    def publishes_no_participant_before_enrolment_and_no_one_protected(self) -> None:
        told = [event for event in map(publish, self.events) if event is not None]
        if self.referral.is_protected:
            assert not told or self.referral.participant_id or isinstance(told[-1], ReferralEnteredInError)
        named = [event for event in told if hasattr(event, "participant_id")]
        assert len(named) <= 1
        if named:
            assert self.referral.participant_id == PARTICIPANT

    @invariant()
    def never_goes_back_in_time(self) -> None:
        assert self.referral.last_step_on <= self.day
        days = [getattr(event, "occurred_on", date.min) for event in self.events]
        assert days == sorted(days)


TestReferralLife = pytest.mark.slow(ReferralLife.TestCase)
TestReferralLife.settings = settings(max_examples=extent(15, in_ci=60), stateful_step_count=30, deadline=None)
