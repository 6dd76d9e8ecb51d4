"""What can happen about an intake meeting beside that it is booked and held."""

from datetime import date
from enum import StrEnum

from referral.domain.facts import ReferralEvent
from referral.domain.state import ReferralState, Step


class MeetingReason(StrEnum):
    """Why a meeting is moved, or did not come about."""

    PARTICIPANT_ILL = "participant_ill"
    CHILD_ILL = "child_ill"
    NO_CHILDCARE = "no_childcare"
    NO_INTERPRETER = "no_interpreter"
    DID_NOT_COME = "did_not_come"
    NOT_REACHED = "not_reached"
    PARTICIPANT_ASKED = "participant_asked"
    AGENCY_PREVENTED = "agency_prevented"


class WithoutInterpreter(StrEnum):
    """Why a meeting does without an interpreter whom the form asks for."""

    PARTICIPANT_DECLINES = "participant_declines"
    STAFF_SPEAKS_HER_LANGUAGE = "staff_speaks_her_language"
    NONE_AVAILABLE = "none_available"


class PostponementReason(StrEnum):
    CONSENT_AWAITED = "consent_awaited"
    PARTICIPANT_UNSURE = "participant_unsure"
    MORE_TO_KNOW = "more_to_know"
    NO_PLACE_YET = "no_place_yet"


class IntakeMeetingRebooked(ReferralEvent):
    """`sealed`: place, interpreter and who takes part, as they now are."""

    TOPIC = "referral.IntakeMeetingRebooked"
    meeting_on: date
    sealed: str
    reason: MeetingReason

    def apply(self, referral: ReferralState) -> None:
        referral.step = Step.MEETING_BOOKED
        referral.meeting_on = self.meeting_on
        referral.sealed_meeting = self.sealed
        referral.last_step_on = self.occurred_on


class IntakeMeetingMissed(ReferralEvent):
    TOPIC = "referral.IntakeMeetingMissed"
    reason: MeetingReason

    def apply(self, referral: ReferralState) -> None:
        referral.step = Step.MEETING_MISSED
        referral.last_step_on = self.occurred_on


class DecisionPostponed(ReferralEvent):
    TOPIC = "referral.DecisionPostponed"
    reason: PostponementReason
    until: date

    def apply(self, referral: ReferralState) -> None:
        referral.step = Step.DECISION_POSTPONED
        referral.decision_on = self.until
        referral.last_step_on = self.occurred_on
