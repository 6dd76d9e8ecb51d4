"""How far a referral has come."""

from enum import StrEnum


class Step(StrEnum):
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ASSESSED = "assessed"
    MEETING_BOOKED = "meeting_booked"
    MEETING_MISSED = "meeting_missed"
    MEETING_HELD = "meeting_held"
    DECISION_POSTPONED = "decision_postponed"
    ENROLLED = "enrolled"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    ROUTED = "routed"
    ENTERED_IN_ERROR = "entered_in_error"


class VisitStep(StrEnum):
    """How far a study visit has come, of a referral that stays at `enrolled`."""

    FOLLOWED_UP = "study_visit_followed_up"
    ENTERED_PROGRAMME = "entered_programme"
    ENDED = "study_visit_ended"


CLOSED = frozenset({Step.ENROLLED, Step.DECLINED, Step.WITHDRAWN, Step.ROUTED, Step.ENTERED_IN_ERROR})
