"""Code lists of the records beside a plan: demands, health requests, competence, employers and goals."""

from enum import StrEnum


class DemandKind(StrEnum):
    """What is asked of the participant, or what an agency owes them."""

    APPLY_FOR_WORK = "apply_for_work"
    TAKE_PART = "take_part"
    COME_TO_MEETING = "come_to_meeting"
    HAND_IN_DOCUMENT = "hand_in_document"
    REPORT_ACTIVITY = "report_activity"
    REGISTER_AS_JOBSEEKER = "register_as_jobseeker"
    GIVE_INFORMATION = "give_information"
    BOOK_MEETING = "book_meeting"
    DECIDE = "decide"
    ARRANGE_ACTIVITY = "arrange_activity"
    ISSUE_DOCUMENT = "issue_document"
    OTHER = "other"


class Availability(StrEnum):
    """For work, after health coordination: the one thing that leaves care."""

    FULLY = "fully"
    PARTLY = "partly"
    NOT = "not"


class ValidationRefusal(StrEnum):
    NO_CAPACITY = "no_capacity"
    NOT_OFFERED = "not_offered"
    NOT_ELIGIBLE = "not_eligible"


class Admission(StrEnum):
    ADMITTED = "admitted"
    RESERVE = "reserve"
    NOT_ADMITTED = "not_admitted"


class EmployerContact(StrEnum):
    """What an agency has done together with an employer."""

    CONTACT = "contact"
    ORDER = "order"
    MATCHING_GROUP = "matching_group"
    RECRUITMENT_MEETING = "recruitment_meeting"
    HIDDEN_JOB = "hidden_job"


class GoalTerm(StrEnum):
    LONG_TERM = "long_term"
    SHORT_TERM = "short_term"
