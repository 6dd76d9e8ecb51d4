"""Published code lists of indicators: what they may count, and by which filters. A code is never removed."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class What(StrEnum):
    """Each is dated: it counts from a day on."""

    REFERRED = "referred"
    ELIGIBLE = "eligible"
    INTAKE = "intake"
    CONSENT = "consent"
    ENROLLED = "enrolled"
    PLANS = "plans"  # agreed
    DUE_PLANS = "due_plans"  # agreed, or overdue
    ACTIVITY = "activity"
    EXITS = "exits"
    STUDY_VISITS = "study_visits"


class Direction(StrEnum):
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    WITHIN = "within"


class DefinitionReason(StrEnum):
    FIRST_DEFINITION = "first_definition"
    NEW_FORM_OF_SUPPORT = "new_form_of_support"
    CHANGED_LAW = "changed_law"
    CHANGED_ASSIGNMENT = "changed_assignment"
    CHANGED_SOURCE = "changed_source"
    ENTERED_IN_ERROR = "entered_in_error"
    OTHER = "other"


BY_AGENCY = frozenset({"agencies"})
BY_SEX = BY_AGENCY | {"sexes"}
FILTERS: Mapping[What, frozenset[str]] = MappingProxyType(
    {
        What.ENROLLED: BY_SEX | {"income_support", "followed_days"},
        What.PLANS: BY_SEX | {"in_time", "within_days"},
        What.DUE_PLANS: BY_SEX,
        What.ACTIVITY: BY_SEX,
        What.EXITS: BY_SEX | {"exits", "kinds", "within_days", "followed_days"},
    }
)
"""Of what is counted with its sex known; of anything else by agency alone."""


def filters_of(counts: What) -> frozenset[str]:
    """The names of the filters that it can have."""
    return FILTERS.get(counts, BY_AGENCY)
