"""What the programmes' rules and the keeper's part refuse. The codes are public and stable."""

from typing import ClassVar

from chassis.decisions.domain import Refused


class OnlyTheKeeper(Refused):
    """The agency that runs the service keeps the programme's intake, and alone decides that."""

    code = "keeper_only"
    status = 403
    title: ClassVar[str] = "Only the agency that keeps the intake decides that"


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


class StudyVisitNotOffered(Refused):
    code = "study_visit_not_offered"
    title: ClassVar[str] = "The programme has no study visits"
