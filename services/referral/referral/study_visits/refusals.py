"""What the verbs of the study visit refuse. The codes are public and stable."""

from typing import ClassVar

from chassis.decisions.domain import Refused


class CarriesActivitySupport(Refused):
    code = "carries_activity_support"
    title: ClassVar[str] = "A participant with activity support cannot start a study visit"


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
