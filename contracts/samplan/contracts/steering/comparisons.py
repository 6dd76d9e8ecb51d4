"""Registers that disagree: how many differences of each kind an agency has found in its own register."""

from datetime import date
from typing import ClassVar
from uuid import UUID, uuid5

from msgspec import Struct

from samplan.contracts.codes.registers import DifferenceReason, RegisterCode
from samplan.contracts.codes.steering import SteeringRole
from samplan.contracts.event import Count
from samplan.contracts.steering.decided import NAMESPACE_STEERING, SteeringEvent


def comparison_id_of(programme: str, register: RegisterCode, last_day: date, occurred_on: date) -> UUID:
    """The id of what was found in a register on a day: derived, so that it is reported once."""
    return uuid5(NAMESPACE_STEERING, f"comparison/{programme}/{register}/{last_day}/{occurred_on}")


class Difference(Struct, frozen=True, kw_only=True, rename="camel"):
    """How many of the register's people differ so. In printed tables: how many numbers."""

    reason: DifferenceReason
    count: Count


class Likeness(Struct, frozen=True, kw_only=True, rename="camel"):
    """Of those in either register, how many both describe alike."""

    register_code: RegisterCode
    people_in_either: Count
    people_alike: Count


class DiscrepancyFound(SteeringEvent, frozen=True, kw_only=True):
    """An agency has compared its register with others, and counts what it corrects or explains.

    The registers are compared as they stood on the last day. `participations` are of all people; anonymous
    participants are counted beside them.
    """

    TYPE: ClassVar[str] = "samplan.steering.DiscrepancyFound.v1"
    SUBJECT: ClassVar[str] = "comparison_id"
    SWEDISH: ClassVar[str] = "avvikelse mellan register funnen"

    comparison_id: UUID
    register_code: RegisterCode
    first_day: date
    last_day: date
    people: Count
    participations: Count
    anonymous: Count
    differences: tuple[Difference, ...]
    likeness: tuple[Likeness, ...]
    reported_by: SteeringRole
