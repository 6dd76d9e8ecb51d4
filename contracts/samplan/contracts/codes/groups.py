"""Published code lists of groups, workshops and placements. As in `codes`, a code is never removed."""

from enum import StrEnum


class Presence(StrEnum):
    PRESENT = "present"
    EXCUSED = "excused"
    ABSENT = "absent"


class WorkshopKind(StrEnum):
    MY_DREAMS = "my_dreams"
    HEALTH = "health"
    WOMEN_IN_SWEDEN = "women_in_sweden"
    SOCIETY_AND_INSURANCE = "society_and_insurance"
    FITNESS = "fitness"
    LABOUR_MARKET = "labour_market"
    SOFT_SKILLS = "soft_skills"
    ACTIVITY_INFORMATION = "activity_information"
    ACTIVITY_REPORTING = "activity_reporting"


class PlacementPurpose(StrEnum):
    TRY_OCCUPATION = "try_occupation"
    WORK_EXPERIENCE = "work_experience"
    WORK_TRAINING = "work_training"
    ABILITY_ASSESSED = "ability_assessed"
    SWEDISH_AT_WORK = "swedish_at_work"
    EMPLOYER_CONTACT = "employer_contact"
    OTHER = "other"


class PlacementResult(StrEnum):
    WORK_UNSUBSIDISED = "work_unsubsidised"
    WORK_SUBSIDISED = "work_subsidised"
    STUDIES = "studies"
    NEW_PLACEMENT = "new_placement"
    REFERENCE = "reference"
    GOAL_CHANGED = "goal_changed"
    NOTHING_YET = "nothing_yet"
    INTERRUPTED = "interrupted"
