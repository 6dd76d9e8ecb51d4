"""Published code lists. A code may be added within a version, never removed or given another meaning.

Those that several subjects use stand here; those of one subject have a module of its name.
A code is stored and sent as its text, so that a module may move.
"""

from enum import StrEnum
from typing import Self


class Agency(StrEnum):
    AF = "af"
    MALMO_IFO = "malmo-ifo"
    MALMO_AMA = "malmo-ama"
    MALMO_VUX = "malmo-vux"
    FK = "fk"
    REGION_SKANE = "region-skane"
    LANSSTYRELSEN = "lansstyrelsen"
    KLIPPAN = "klippan"
    PERSTORP = "perstorp"
    FINSAM = "finsam"


class Mode(StrEnum):
    PROGRAMME = "programme"
    STUDY_VISIT = "study_visit"


class RoundMethod(StrEnum):
    RANDOM = "random"
    TARGETED = "targeted"
    LIST = "list"


class PauseReason(StrEnum):
    PANDEMIC = "pandemic"
    NO_CAPACITY = "no_capacity"
    REORGANISATION = "reorganisation"
    HOLIDAYS = "holidays"
    OTHER = "other"


class StudyVisitEnd(StrEnum):
    ENROLLED = "enrolled"
    PARTICIPATION_ENDED = "participation_ended"
    DECEASED = "deceased"


class Sex(StrEnum):
    WOMAN = "woman"
    MAN = "man"


class AgeBand(StrEnum):
    UNDER_25 = "under-25"
    FROM_25 = "25-29"
    FROM_30 = "30-34"
    FROM_35 = "35-39"
    FROM_40 = "40-44"
    FROM_45 = "45-49"
    FROM_50 = "50-54"
    FROM_55 = "55-59"
    FROM_60 = "60-64"
    FROM_65 = "65-plus"

    @classmethod
    def of(cls, completed_years: int) -> "AgeBand":
        """The five-year band of an age in completed years."""
        if completed_years < 25:
            return cls.UNDER_25
        if completed_years >= 65:
            return cls.FROM_65
        start = completed_years - completed_years % 5
        return cls(f"{start}-{start + 4}")


class IncomeSupport(StrEnum):
    EKONOMISKT_BISTAND = "ekonomiskt_bistand"
    AKTIVITETSSTOD = "aktivitetsstod"
    ARBETSLOSHETSERSATTNING = "arbetsloshetsersattning"
    ETABLERINGSERSATTNING = "etableringsersattning"
    SJUKPENNING = "sjukpenning"
    SJUKERSATTNING = "sjukersattning"
    AKTIVITETSERSATTNING = "aktivitetsersattning"
    STUDIEMEDEL = "studiemedel"
    FORALDRAPENNING = "foraldrapenning"
    LON = "lon"
    SUBVENTIONERAD_LON = "subventionerad_lon"
    INGEN = "ingen"
    OKAND = "okand"


class Outcome(StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


class DeclineReason(StrEnum):
    NOT_IN_TARGET_GROUP = "not_in_target_group"
    ONGOING_INTERVENTION = "ongoing_intervention"
    NO_CAPACITY = "no_capacity"
    NO_CONSENT = "no_consent"
    MOVED = "moved"
    PARTICIPANT_DECLINED = "participant_declined"
    WRONG_RECIPIENT = "wrong_recipient"
    REGISTERED_IN_ERROR = "registered_in_error"
    DECEASED = "deceased"


class ConsentPurpose(StrEnum):
    COORDINATION = "coordination"
    FOLLOW_UP = "follow_up"
    MATCHING = "matching"
    RESEARCH = "research"
    MEDIA = "media"


class RevocationReason(StrEnum):
    WITHDRAWN = "withdrawn"
    ENTERED_IN_ERROR = "entered_in_error"

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        """An unknown, newer code: the consent has ended whatever the reason, so it reads as WITHDRAWN."""
        return cls.WITHDRAWN if isinstance(value, str) else None


class ConsentKind(StrEnum):
    SECRECY_WAIVER = "secrecy_waiver"
    REGISTER = "register"
    EMPLOYER_SHARING = "employer_sharing"
    RESEARCH = "research"
    MEDIA = "media"


class Track(StrEnum):
    HEALTH = "health"
    EDUCATION = "education"
    WORK = "work"


class Stage(StrEnum):
    """A phase of the case; activities run beside it."""

    RECRUITMENT = "recruitment"
    VISION_BUILDING = "vision_building"
    ACTIVITY = "activity"
    MATCHING = "matching"


class Achievement(StrEnum):
    """How far a goal is reached: the codes of FHIR's `goal-achievement`."""

    IN_PROGRESS = "in-progress"
    IMPROVING = "improving"
    WORSENING = "worsening"
    NO_CHANGE = "no-change"
    ACHIEVED = "achieved"
    SUSTAINING = "sustaining"
    NOT_ACHIEVED = "not-achieved"
    NO_PROGRESS = "no-progress"
    NOT_ATTAINABLE = "not-attainable"


class ActivityKind(StrEnum):
    MAPPING = "mapping"
    GUIDANCE = "guidance"
    REHABILITATION = "rehabilitation"
    WORKSHOP = "workshop"
    GROUP_ACTIVITY = "group_activity"
    SWEDISH_STUDIES = "swedish_studies"
    ADULT_EDUCATION = "adult_education"
    VOCATIONAL_TRAINING = "vocational_training"
    VALIDATION = "validation"
    WORK_PLACEMENT = "work_placement"
    JOB_SEARCH = "job_search"
    SUBSIDISED_WORK = "subsidised_work"
    ENHANCED_COOPERATION = "enhanced_cooperation"
    RUSTA_OCH_MATCHA = "rusta_och_matcha"
    LABOUR_MARKET_TRAINING = "labour_market_training"
    KRAMI = "krami"
    OTHER = "other"


class InterruptionReason(StrEnum):
    STARTED_WORK = "started_work"
    STARTED_STUDIES = "started_studies"
    PLAN_REVISED = "plan_revised"
    PLAN_ENDED = "plan_ended"
    PARTICIPANT_DECLINED = "participant_declined"
    NO_CAPACITY = "no_capacity"
    MOVED = "moved"
    REGISTERED_IN_ERROR = "registered_in_error"
    OTHER = "other"


class MeetingKind(StrEnum):
    INTAKE = "intake"
    MULTI_PARTY = "multi_party"
    COLLEGIUM = "collegium"
    PLANNING = "planning"
    STUDY_VISIT_FOLLOW_UP = "study_visit_follow_up"
    MATCHING_GROUP = "matching_group"
    REFLECTING_TEAM = "reflecting_team"
    STEERING = "steering"


class Occasion(StrEnum):
    ENTRY = "entry"
    EXIT = "exit"


class ExitClass(StrEnum):
    WORK_UNSUBSIDISED = "work_unsubsidised"
    WORK_SUBSIDISED = "work_subsidised"
    STUDIES_STUDENT_AID = "studies_student_aid"
    STUDIES_RETAINED_SUPPORT = "studies_retained_support"
    ENHANCED_COOPERATION = "enhanced_cooperation"
    RIGHT_BENEFIT_CLARIFIED = "right_benefit_clarified"
    RETURNED_TO_REGULAR = "returned_to_regular"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    ENDED_BY_AGENCY = "ended_by_agency"
    MOVED = "moved"
    DECEASED = "deceased"
    REGISTERED_IN_ERROR = "registered_in_error"
    UNDECIDED_AFTER_STUDY_VISIT = "undecided_after_study_visit"


class SubsidyKind(StrEnum):
    EXTRATJANST = "extratjanst"
    NYSTARTSJOBB = "nystartsjobb"
    LONEBIDRAG = "lonebidrag"
    ARBETSMARKNADSANSTALLNING = "arbetsmarknadsanstallning"
    SAMHALL = "samhall"
