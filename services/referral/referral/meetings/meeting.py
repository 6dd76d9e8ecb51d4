"""What the verbs of the intake meeting have in common."""

from datetime import date
from enum import StrEnum

from referral.case.referral import Referral
from referral.case.step import Step
from referral.form.asked import Meeting
from referral.meetings.refusals import (
    InterpreterNeeded,
    MeetingAlreadyHeld,
    MeetingNotHeld,
    NoMeetingBooked,
    ParticipantsMissing,
)
from referral.office.office import Office

LEAST_PARTICIPANTS = 2
"""The participant and the programme."""
HELD = frozenset({Step.MEETING_HELD, Step.DECISION_POSTPONED})


class MeetingReason(StrEnum):
    """Why a meeting is moved, or did not take place."""

    PARTICIPANT_ILL = "participant_ill"
    CHILD_ILL = "child_ill"
    NO_CHILDCARE = "no_childcare"
    NO_INTERPRETER = "no_interpreter"
    DID_NOT_COME = "did_not_come"
    NOT_REACHED = "not_reached"
    PARTICIPANT_ASKED = "participant_asked"
    AGENCY_PREVENTED = "agency_prevented"


def sealed_meeting(referral: Referral, meeting: Meeting, office: Office) -> str:
    """Raises ParticipantsMissing, InterpreterNeeded, PersonIsErased."""
    if len(meeting.participants) < LEAST_PARTICIPANTS:
        raise ParticipantsMissing
    form = office.persons.form_of(referral)
    if form and form.participant.interpreter_needed and not meeting.provides_for_interpreter:
        raise InterpreterNeeded
    return office.persons.seal(referral.person, meeting, referral.id)


def require_booked(referral: Referral, on: date) -> None:
    """Raises NoMeetingBooked or MeetingAlreadyHeld."""
    referral.require_open(on)
    if referral.meeting_on is None:
        raise NoMeetingBooked
    if referral.step in HELD:
        raise MeetingAlreadyHeld


def require_ahead(referral: Referral, on: date) -> None:
    """As `require_booked`; raises NoMeetingBooked for one that was missed."""
    require_booked(referral, on)
    if referral.step is Step.MEETING_MISSED:
        raise NoMeetingBooked


def require_held(referral: Referral, on: date) -> None:
    """Everything that enrolment needs but the consent. Raises MeetingNotHeld."""
    referral.require_open(on)
    if referral.step not in HELD:
        raise MeetingNotHeld
