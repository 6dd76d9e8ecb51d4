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
