"""Published code lists of groups and workshops. As in `codes`, a code is never removed."""

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
