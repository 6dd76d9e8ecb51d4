"""The kinds of obstacles (hinderlista): a published code list, as those in `codes`."""

from enum import StrEnum


class ObstacleKind(StrEnum):
    PRIOR_KNOWLEDGE_REQUIRED = "prior_knowledge_required"
    NO_BASIC_ADULT_EDUCATION = "no_basic_adult_education"
    GAP_BETWEEN_AGENCIES = "gap_between_agencies"
    RULE_CONFLICT = "rule_conflict"
    DOUBLE_FINANCING = "double_financing"
    ONGOING_INTERVENTION_BLOCKS = "ongoing_intervention_blocks"
    INTERVENTION_MISSING_OR_QUEUE = "intervention_missing_or_queue"
    AGENCY_CAPACITY = "agency_capacity"
    CHILDCARE = "childcare"
    LANGUAGE = "language"
    COMPUTER_SKILLS = "computer_skills"
    PLACEMENT_SHORTAGE = "placement_shortage"
    DISCRIMINATION_OR_RECEPTION = "discrimination_or_reception"
    RIGHTS_UNKNOWN = "rights_unknown"
    SECRECY_OR_DOUBLE_DOCUMENTATION = "secrecy_or_double_documentation"
    CERTIFICATE_MISSING = "certificate_missing"
    WAITING_FOR_ADMISSION = "waiting_for_admission"
    WORKPLACE_ATTITUDE = "workplace_attitude"
