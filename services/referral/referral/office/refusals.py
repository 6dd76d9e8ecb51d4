"""What the programmes' rules and the keeper's part refuse. The codes are public and stable."""

from typing import ClassVar

from chassis.decisions.domain import Refused


class OnlyTheKeeper(Refused):
    """The agency that runs the service keeps the intake: it decides there, or whom it delegates to (R-06)."""

    code = "keeper_only"
    status = 403
    title: ClassVar[str] = "Only the agency that keeps the intake decides that, or the one it delegates to"


class UnknownProgramme(Refused):
    code = "unknown_programme"
    status = 422
    title: ClassVar[str] = "There is no such programme"


class ProgrammeNotRunning(Refused):
    code = "programme_not_running"
    title: ClassVar[str] = "The programme does not take referrals on that date"


class AgencyNotInProgramme(Refused):
    code = "agency_not_in_programme"
    status = 403
    title: ClassVar[str] = "Only an agency in the programme may refer to it"


class IntakeIsPaused(Refused):
    """`reason` is the pause's code, `until` its last day (R-10)."""

    code = "intake_paused"
    title: ClassVar[str] = "The programme takes no referrals during the pause"


class TooFarBack(Refused):
    """`earliest` is the first day that a referral received today may be dated (R-10)."""

    code = "too_far_back"
    status = 422
    title: ClassVar[str] = "The programme registers no referral that late: date it on `earliest` or later"


class StudyVisitNotOffered(Refused):
    code = "study_visit_not_offered"
    title: ClassVar[str] = "The programme has no study visits"
