"""Definitions: what an indicator counts, from a day on."""

from datetime import date
from typing import Annotated, ClassVar
from uuid import UUID, uuid5

from msgspec import Meta, Struct

from samplan.contracts.codes import Agency, ExitClass, IncomeSupport, Sex, SubsidyKind
from samplan.contracts.codes.indicators import DefinitionReason, Direction, What
from samplan.contracts.codes.steering import SteeringRole
from samplan.contracts.event import Code, Version
from samplan.contracts.steering.decided import NAMESPACE_STEERING, SteeringEvent

Days = Annotated[int, Meta(ge=0, le=3660)]


def definition_id_of(programme: str, indicator: str) -> UUID:
    """The id of what a programme's indicator counts: derived, so that a programme has each indicator once."""
    return uuid5(NAMESPACE_STEERING, f"definition/{programme}/{indicator}")


class CountedPart(Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """What is counted. A filter that is left out lets everything pass.

    `agencies` refer, `income_support` is at entry, `in_time` is of a plan agreed by its day, `within_days` of
    the enrolment; `followed_days` counts once so many have passed since then.
    """

    counts: What
    sexes: tuple[Sex, ...] | None = None
    agencies: tuple[Agency, ...] | None = None
    income_support: tuple[IncomeSupport, ...] | None = None
    exits: tuple[ExitClass, ...] | None = None
    kinds: tuple[SubsidyKind, ...] | None = None
    in_time: bool = False
    within_days: Days | None = None
    followed_days: Days | None = None


class IndicatorDefined(SteeringEvent, frozen=True, kw_only=True, omit_defaults=True):
    """What an indicator of the catalogue counts from a day on. One person prepared it, another approved it.

    An earlier version keeps what happened before that day. Without a denominator it is a number and no share.
    """

    TYPE: ClassVar[str] = "samplan.steering.IndicatorDefined.v1"
    SUBJECT: ClassVar[str] = "definition_id"
    SWEDISH: ClassVar[str] = "indikator definierad"

    definition_id: UUID
    indicator: Code
    version: Version
    valid_from: date
    direction: Direction
    numerator: CountedPart
    reason: DefinitionReason
    prepared_by: SteeringRole
    approved_by: SteeringRole
    denominator: CountedPart | None = None
