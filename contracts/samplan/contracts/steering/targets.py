"""Targets: what an indicator of a programme should reach."""

from datetime import date
from typing import ClassVar
from uuid import UUID, uuid5

from samplan.contracts.codes.steering import SteeringRole, TargetReason, TargetUnit
from samplan.contracts.event import Code, Count
from samplan.contracts.steering.decided import NAMESPACE_STEERING, SteeringEvent


def target_id_of(programme: str, target: str) -> UUID:
    """The id of a programme's target: derived, so that a programme has each target once."""
    return uuid5(NAMESPACE_STEERING, f"target/{programme}/{target}")


class TargetEvent(SteeringEvent, frozen=True, kw_only=True):
    """A value that an indicator should reach, stay under or lie near, from a day on.

    `tolerance` is in the target's unit, to either side. One person has prepared it, and another approved it.
    """

    SUBJECT: ClassVar[str] = "target_id"

    target_id: UUID
    target: Code
    indicator: Code
    unit: TargetUnit
    value: Count
    tolerance: Count
    valid_from: date
    reason: TargetReason
    prepared_by: SteeringRole
    approved_by: SteeringRole


class TargetSet(TargetEvent, frozen=True, kw_only=True):
    """The steering group has set a target. Until its first day, that of the programme's file holds."""

    TYPE: ClassVar[str] = "samplan.steering.TargetSet.v1"
    SWEDISH: ClassVar[str] = "mål satt"


class TargetRevised(TargetEvent, frozen=True, kw_only=True):
    """The steering group has given a target another value, from a later day on. The earlier one is kept."""

    TYPE: ClassVar[str] = "samplan.steering.TargetRevised.v1"
    SWEDISH: ClassVar[str] = "mål ändrat"
