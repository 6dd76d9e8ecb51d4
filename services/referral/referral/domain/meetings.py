"""The intake meeting: booked, moved, missed or held, and a decision that has to wait (R-05, R-06)."""

from datetime import date

from referral.domain import facts, meeting_facts
from referral.domain.meeting_facts import MeetingReason, PostponementReason
from referral.domain.refusals import (
    BeforeAnEarlierStep,
    EligibilityNotAssessed,
    MeetingAlreadyBooked,
    MeetingAlreadyHeld,
    MeetingNotHeld,
    NoMeetingBooked,
    NotEligible,
)
from referral.domain.state import ReferralState, Step

HELD = frozenset({Step.MEETING_HELD, Step.DECISION_POSTPONED})


class Meetings(ReferralState):
    """The part of a referral that is about meeting."""

    def book_intake_meeting(self, meeting_on: date, sealed: str, on: date) -> None:
        """Complete and eligible (R-05). Where a criterion is unknown, booking is a person's decision."""
        self.check_complete(on)
        if self.meeting_on is not None:
            raise MeetingAlreadyBooked
        if self.trace is None:
            raise EligibilityNotAssessed
        if unmet := self.trace.unmet:
            raise NotEligible(criteria=unmet)
        if meeting_on < on:
            raise BeforeAnEarlierStep
        self.trigger_event(facts.IntakeMeetingBooked, meeting_on=meeting_on, sealed=sealed, occurred_on=on)

    def rebook_intake_meeting(self, meeting_on: date, sealed: str, reason: MeetingReason, on: date) -> None:
        """To another day, whether the old one lies ahead or was missed."""
        self._check_booked(on)
        if meeting_on < on:
            raise BeforeAnEarlierStep
        self.trigger_event(
            meeting_facts.IntakeMeetingRebooked,
            meeting_on=meeting_on,
            sealed=sealed,
            reason=reason,
            occurred_on=on,
        )

    def miss_intake_meeting(self, reason: MeetingReason, on: date) -> None:
        """Nobody met. A new day has to be found before anything can be decided."""
        self._check_ahead(on)
        self.trigger_event(meeting_facts.IntakeMeetingMissed, reason=reason, occurred_on=on)

    def hold_intake_meeting(self, on: date) -> None:
        self._check_ahead(on)
        self.trigger_event(facts.IntakeMeetingHeld, occurred_on=on)

    def postpone_decision(self, reason: PostponementReason, until: date, on: date) -> None:
        """The meeting is held and the decision waits; it may have to wait again (R-06)."""
        self.check_may_enrol(on)
        if until < on:
            raise BeforeAnEarlierStep
        self.trigger_event(meeting_facts.DecisionPostponed, reason=reason, until=until, occurred_on=on)

    def check_may_enrol(self, on: date) -> None:
        """Everything but the consent: that one alone may still come by itself."""
        self.check_open(on)
        if self.step not in HELD:
            raise MeetingNotHeld

    def _check_ahead(self, on: date) -> None:
        self._check_booked(on)
        if self.step is Step.MEETING_MISSED:
            raise NoMeetingBooked

    def _check_booked(self, on: date) -> None:
        self.check_open(on)
        if self.meeting_on is None:
            raise NoMeetingBooked
        if self.step in HELD:
            raise MeetingAlreadyHeld
