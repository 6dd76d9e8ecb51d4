"""Codes of the steering service's events."""

from enum import StrEnum


class TargetUnit(StrEnum):
    PARTICIPANTS = "participants"
    PERCENT = "percent"


class TargetReason(StrEnum):
    FIRST_TARGET = "first_target"
    FEWER_REFERRALS = "fewer_referrals"
    MORE_REFERRALS = "more_referrals"
    PANDEMIC = "pandemic"
    FEWER_RESOURCES = "fewer_resources"
    MORE_RESOURCES = "more_resources"
    CHANGED_ASSIGNMENT = "changed_assignment"
    CHANGED_DEFINITION = "changed_definition"
    ENTERED_IN_ERROR = "entered_in_error"
    OTHER = "other"


class SteeringRole(StrEnum):
    """In which role a person prepares or approves."""

    PROCESS_LEADER = "process_leader"
    STEERING_MEMBER = "steering_member"


class BodyKind(StrEnum):
    """A body that steers or leads a programme."""

    STEERING_GROUP = "steering_group"
    WORKING_GROUP = "working_group"
    PROCESS_LEADERSHIP = "process_leadership"
    REFERENCE_GROUP = "reference_group"


class Seat(StrEnum):
    """The role of a seat in a body."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    MEMBER = "member"
    DEPUTY = "deputy"
    CO_OPTED = "co_opted"
    SECRETARY = "secretary"


class DecisionKind(StrEnum):
    """What a decision is about."""

    TARGETS = "targets"
    DEFINITIONS = "definitions"
    INTAKE = "intake"
    METHOD = "method"
    ORGANISATION = "organisation"
    COOPERATION = "cooperation"
    BUDGET = "budget"
    PUBLICATION = "publication"
    OTHER = "other"


class RiskKind(StrEnum):
    FEW_REFERRALS = "few_referrals"
    LONG_WAITING = "long_waiting"
    FEW_PLACEMENTS = "few_placements"
    UNEQUAL_ACCESS = "unequal_access"
    STAFF_CHANGES = "staff_changes"
    FINANCING = "financing"
    COOPERATION = "cooperation"
    DATA_QUALITY = "data_quality"
    OTHER = "other"


class RiskSize(StrEnum):
    LARGE = "large"
    MEDIUM = "medium"
    SMALL = "small"


class DeviationKind(StrEnum):
    """From what the programme departs."""

    TARGET = "target"
    TIME = "time"
    BUDGET = "budget"
    METHOD = "method"
    STAFFING = "staffing"
    DATA_QUALITY = "data_quality"
    OTHER = "other"


class ChainLevel(StrEnum):
    """The levels of a result chain, each of which leads to the next."""

    ACTIVITY = "activity"
    PRODUCT = "product"
    CHANGED_PRACTICE = "changed_practice"
    NEW_OUTCOME = "new_outcome"
