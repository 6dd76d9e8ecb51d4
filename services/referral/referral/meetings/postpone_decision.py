from datetime import date
from enum import StrEnum

from chassis.decisions.commands import PlannedDate
from referral.case.referral import Referral, ReferralStep
from referral.case.refusals import BeforeAnEarlierStep
from referral.case.step import Step
from referral.meetings.meeting import require_held
from referral.office.command import Decision


class PostponementReason(StrEnum):
    CONSENT_AWAITED = "consent_awaited"
    PARTICIPANT_UNSURE = "participant_unsure"
    MORE_TO_KNOW = "more_to_know"
    NO_PLACE_YET = "no_place_yet"


class DecisionPostponed(ReferralStep, private=True):
    """Why nothing is decided yet stays in this service."""

    TOPIC = "referral.DecisionPostponed"
    reason: PostponementReason
    until: date

    def apply(self, referral: Referral) -> None:
        referral.decision_on = self.until
        referral.reach(Step.DECISION_POSTPONED, self.occurred_on)


def postpone_decision(referral: Referral, reason: PostponementReason, until: date, on: date) -> None:
    """The meeting is held and the decision waits; it may have to wait again (R-06)."""
    require_held(referral, on)
    if until < on:
        raise BeforeAnEarlierStep
    referral.record(DecisionPostponed, on, reason=reason, until=until)


class PostponeDecision(Decision, path="postponement", sv="Skjut upp beslutet", en="Postpone the decision"):
    """The intake meeting has been held."""

    reason: PostponementReason
    until: PlannedDate

    def decide(self, referral: Referral) -> None:
        postpone_decision(referral, self.reason, self.until, self.occurred_on)
