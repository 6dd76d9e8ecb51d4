"""What the verbs of the study visit refuse. The codes are public and stable."""

from typing import ClassVar

from chassis.decisions.domain import Refused


class CarriesActivitySupport(Refused):
    code = "carries_activity_support"
    title: ClassVar[str] = "A participant with activity support cannot start a study visit"


class RegisteredAsJobseeker(Refused):
    code = "registered_as_jobseeker"
    title: ClassVar[str] = "A participant who is registered as a jobseeker cannot start a study visit"


class StudyVisitIsOverdue(Refused):
    """`dueOn` is its last day: afterwards only the end of participation is accepted."""

    code = "study_visit_overdue"
    title: ClassVar[str] = "The study visit is past its last day: end it"


class NotFollowedUp(Refused):
    code = "not_followed_up"
    title: ClassVar[str] = "Hold the follow-up meeting before the study visit ends"


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
