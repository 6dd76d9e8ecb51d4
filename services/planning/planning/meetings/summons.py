"""To what an agency summons, and who comes: codes, never a name."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from samplan.contracts.codes import Agency

TimeOfDay = Annotated[str, "hours and minutes in Stockholm"]
Language = Annotated[str, "ISO 639"]


class Place(StrEnum):
    AT_AN_AGENCY = "at_an_agency"
    AT_AN_EMPLOYER = "at_an_employer"
    AT_A_SCHOOL = "at_a_school"
    AT_HOME = "at_home"
    VIDEO = "video"
    TELEPHONE = "telephone"
    ELSEWHERE = "elsewhere"


class AttendeeRole(StrEnum):
    """The roles of a team, and of those who are attached to it when needed (P-01)."""

    COORDINATOR = "coordinator"
    CASE_OFFICER = "case_officer"
    SOCIAL_WORKER = "social_worker"
    LABOUR_MARKET_SECRETARY = "labour_market_secretary"
    CARE_COORDINATOR = "care_coordinator"
    STUDY_COUNSELLOR = "study_counsellor"
    INVESTIGATOR = "investigator"
    PROCESS_LEADER = "process_leader"
    MANAGER = "manager"
    OTHER = "other"


class CancellationReason(StrEnum):
    PARTICIPANT_ILL = "participant_ill"
    PARTICIPANT_DID_NOT_COME = "participant_did_not_come"
    STAFF_ILL = "staff_ill"
    NO_INTERPRETER = "no_interpreter"
    AGENCY_COULD_NOT_COME = "agency_could_not_come"
    NO_LONGER_NEEDED = "no_longer_needed"
    ENTERED_IN_ERROR = "entered_in_error"


@dataclass(frozen=True)
class Attendee:
    """A person of an agency who attended, by their role there."""

    agency: Agency
    role: AttendeeRole
