"""What the domain says no to. The codes are public and stable."""

from typing import ClassVar

from chassis.decisions.domain import NotFound, Refused


class ReferralNotFound(NotFound):
    """There is no such referral, or it is another agency's (R-14)."""


class DraftNotFound(NotFound):
    """There is no such draft: it is another agency's, submitted, discarded or past its 30 days (R-01)."""


class OnlyTheReferrer(Refused):
    code = "referrer_only"
    status = 403
    title: ClassVar[str] = "Only the agency that made the referral withdraws it"


class AlreadyEnteredInError(Refused):
    code = "already_entered_in_error"
    title: ClassVar[str] = "The referral has been marked as entered in error"


class IncompleteReferral(Refused):
    """`errors` names every gap of the form at once (R-02)."""

    code = "incomplete_referral"
    status = 422
    title: ClassVar[str] = "The form has gaps"


class DuplicateOpenReferral(Refused):
    """`openReferral` points to the one in hand, where the caller may know of it (R-12)."""

    code = "duplicate_open_referral"
    title: ClassVar[str] = "The person already has an open referral to the programme"


class PersonIsErased(Refused):
    """The person's key is destroyed: nothing more can be written about her (R-15)."""

    code = "person_erased"
    title: ClassVar[str] = "The person's data has been erased"


class ReferralIsClosed(Refused):
    code = "referral_closed"
    title: ClassVar[str] = "The referral has come to its end"


class ReferralIsReturned(Refused):
    code = "referral_returned"
    title: ClassVar[str] = "The referral waits to be supplemented"


class ReferralNotReturned(Refused):
    code = "referral_not_returned"
    title: ClassVar[str] = "The referral has not been returned"


class DiffersFromReferral(Refused):
    """`fields` names what a supplement may not change."""

    code = "differs_from_referral"
    title: ClassVar[str] = "A supplement is about the same person, programme and date"


class BeforeAnEarlierStep(Refused):
    code = "before_an_earlier_step"
    status = 422
    title: ClassVar[str] = "The date is earlier than the step before it"


class EligibilityNotAssessed(Refused):
    code = "eligibility_not_assessed"
    title: ClassVar[str] = "Eligibility has not been assessed"


class NotEligible(Refused):
    """`criteria` names those that are not met."""

    code = "not_eligible"
    title: ClassVar[str] = "A criterion of the programme is not met"


class MeetingAlreadyBooked(Refused):
    code = "meeting_already_booked"
    title: ClassVar[str] = "The intake meeting is already booked"


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


class StudyVisitNotOffered(Refused):
    code = "study_visit_not_offered"
    title: ClassVar[str] = "The programme has no study visits"


class CarriesActivitySupport(Refused):
    code = "carries_activity_support"
    title: ClassVar[str] = "A study visit is not for somebody with activity support"


class NoStudyVisit(Refused):
    code = "no_study_visit"
    title: ClassVar[str] = "The participant is on no study visit"


class StudyVisitHasEnded(Refused):
    code = "study_visit_ended"
    title: ClassVar[str] = "The study visit has ended"


class AlreadyFollowedUp(Refused):
    code = "already_followed_up"
    title: ClassVar[str] = "The study visit has been followed up"


class NotRegisteredAsJobseeker(Refused):
    code = "not_registered_as_jobseeker"
    title: ClassVar[str] = "Enrolment after a study visit asks for registration as a jobseeker"


class ConsentNotInForce(Refused):
    """`reason` says what is wrong with the consent, `missing` which agencies it would have to name (R-06)."""

    code = "consent_not_in_force"
    title: ClassVar[str] = "No consent in force names every agency needed"
