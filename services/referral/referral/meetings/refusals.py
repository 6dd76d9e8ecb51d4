"""What the verbs of the intake meeting refuse. The codes are public and stable."""

from typing import ClassVar

from chassis.decisions.domain import Refused


class EligibilityNotAssessed(Refused):
    code = "eligibility_not_assessed"
    title: ClassVar[str] = "Eligibility has not been assessed"


class NotEligible(Refused):
    """`criteria` names those that are not met."""

    code = "not_eligible"
    title: ClassVar[str] = "A criterion of the programme is not met"


class CriterionUnknown(Refused):
    """`criteria` names those that a person has to decide first (R-03)."""

    code = "criterion_unknown"
    title: ClassVar[str] = "A criterion is unknown: decide it before a meeting is booked"


class ParticipantsMissing(Refused):
    """At least the participant and the programme take part (R-05)."""

    code = "participants_missing"
    status = 422
    title: ClassVar[str] = "Name who takes part: at least the participant and the programme"


class NotTheBookedDay(Refused):
    """`meetingOn` is the day it is booked for: rebook it if it was held on another (R-05)."""

    code = "not_the_booked_day"
    title: ClassVar[str] = "The intake meeting is booked for another day: rebook it first"


class InterpreterNeeded(Refused):
    """The form asks for one: book one, or say in code why not (R-05)."""

    code = "interpreter_needed"
    title: ClassVar[str] = "The participant needs an interpreter at the meeting"


class NoMeetingBooked(Refused):
    code = "no_meeting_booked"
    title: ClassVar[str] = "No intake meeting is booked"


class MeetingAlreadyHeld(Refused):
    code = "meeting_already_held"
    title: ClassVar[str] = "The intake meeting has been held"


class MeetingNotHeld(Refused):
    code = "meeting_not_held"
    title: ClassVar[str] = "The intake meeting has not been held"
