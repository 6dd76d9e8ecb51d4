"""What several verbs refuse. The codes are public and stable."""

from typing import ClassVar

from chassis.decisions.domain import NotFound, Refused


class ReferralNotFound(NotFound):
    """There is no such referral, or it is another agency's (R-14)."""


class PersonIsErased(Refused):
    """The person's key is destroyed: nothing more can be written about them (R-15)."""

    code = "person_erased"
    title: ClassVar[str] = "The person's data has been erased"


class ReferralIsClosed(Refused):
    code = "referral_closed"
    title: ClassVar[str] = "The referral has come to its end"


class ReferralIsReturned(Refused):
    code = "referral_returned"
    title: ClassVar[str] = "The referral waits to be supplemented"


class BeforeAnEarlierStep(Refused):
    code = "before_an_earlier_step"
    status = 422
    title: ClassVar[str] = "The date is earlier than the step before it"


class MeetingAlreadyBooked(Refused):
    code = "meeting_already_booked"
    title: ClassVar[str] = "The intake meeting is already booked"
