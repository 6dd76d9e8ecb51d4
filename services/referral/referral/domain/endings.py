"""How a referral ends without enrolment (R-08, R-13), and which one it follows (R-12)."""

from datetime import date
from uuid import UUID

from referral.domain import end_facts, facts
from referral.domain.refusals import AlreadyEnteredInError
from referral.domain.state import ReferralState, Step
from samplan.contracts.codes import DeclineReason


class Endings(ReferralState):
    """The part of a referral that is about its end."""

    def decline(self, reason: DeclineReason, sealed: str | None, on: date) -> None:
        """By the programme, at any step, for a coded reason."""
        self.check_open(on)
        self.trigger_event(facts.ReferralDeclined, reason=reason, sealed=sealed, occurred_on=on)

    def withdraw(self, reason: DeclineReason, sealed: str | None, on: date) -> None:
        """By the agency that referred, at any step."""
        self.check_open(on)
        self.trigger_event(end_facts.ReferralWithdrawn, reason=reason, sealed=sealed, occurred_on=on)

    def route(self, reason: DeclineReason, new_referral_id: UUID, sealed: str | None, on: date) -> None:
        """Onward to another programme, where it is a new referral."""
        self.check_open(on)
        self.trigger_event(
            end_facts.ReferralRouted,
            reason=reason,
            new_referral_id=new_referral_id,
            sealed=sealed,
            occurred_on=on,
        )

    def enter_in_error(self, on: date) -> None:
        """It was about the wrong person. At any step, after enrolment too."""
        if self.step is Step.ENTERED_IN_ERROR:
            raise AlreadyEnteredInError
        self.trigger_event(end_facts.ReferralEnteredInError, occurred_on=on)

    def follow(self, earlier: UUID, within_a_year: int, on: date) -> None:
        """An earlier referral of the same person, after its end or routed from it."""
        self.trigger_event(
            end_facts.LinkedToEarlierReferral, earlier=earlier, within_a_year=within_a_year, occurred_on=on
        )
