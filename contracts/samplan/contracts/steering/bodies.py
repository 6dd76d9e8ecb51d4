"""The bodies of a programme: their seats, what they decide, and the risks and deviations that they see."""

from typing import ClassVar
from uuid import UUID, uuid5

from msgspec import Struct

from samplan.contracts.codes import Agency
from samplan.contracts.codes.steering import (
    BodyKind,
    DecisionKind,
    DeviationKind,
    RiskKind,
    RiskSize,
    Seat,
)
from samplan.contracts.event import Code
from samplan.contracts.steering.decided import NAMESPACE_STEERING, SteeringEvent


def body_id_of(programme: str, body: BodyKind) -> UUID:
    """The id of a programme's body: derived, so that a programme has each once."""
    return uuid5(NAMESPACE_STEERING, f"body/{programme}/{body.value}")


class SeatHeld(Struct, frozen=True, kw_only=True, rename="camel"):
    """One person's seat, without the person."""

    agency: Agency
    seat: Seat


class BodyConstituted(SteeringEvent, frozen=True, kw_only=True):
    """The body has these seats from this day on, in place of those before. No person is named."""

    TYPE: ClassVar[str] = "samplan.steering.BodyConstituted.v1"
    SUBJECT: ClassVar[str] = "body_id"
    SWEDISH: ClassVar[str] = "organ bildat"

    body_id: UUID
    body: BodyKind
    seats: tuple[SeatHeld, ...]


class DecisionTaken(SteeringEvent, frozen=True, kw_only=True):
    """A body has decided. Its words stay in the steering service."""

    TYPE: ClassVar[str] = "samplan.steering.DecisionTaken.v1"
    SUBJECT: ClassVar[str] = "decision_id"
    SWEDISH: ClassVar[str] = "beslut fattat"

    decision_id: UUID
    body: BodyKind
    matter: DecisionKind


class RiskAssessed(SteeringEvent, frozen=True, kw_only=True):
    """How large a risk is, for the first time or again. `indicator` tells early whether it grows."""

    TYPE: ClassVar[str] = "samplan.steering.RiskAssessed.v1"
    SUBJECT: ClassVar[str] = "risk_id"
    SWEDISH: ClassVar[str] = "risk bedömd"

    risk_id: UUID
    risk: RiskKind
    size: RiskSize
    indicator: Code


class RiskClosed(SteeringEvent, frozen=True, kw_only=True):
    """The risk no longer threatens the programme."""

    TYPE: ClassVar[str] = "samplan.steering.RiskClosed.v1"
    SUBJECT: ClassVar[str] = "risk_id"
    SWEDISH: ClassVar[str] = "risk avskriven"

    risk_id: UUID
    risk: RiskKind


class DeviationRecorded(SteeringEvent, frozen=True, kw_only=True):
    """The programme has departed from what was decided."""

    TYPE: ClassVar[str] = "samplan.steering.DeviationRecorded.v1"
    SUBJECT: ClassVar[str] = "deviation_id"
    SWEDISH: ClassVar[str] = "avvikelse noterad"

    deviation_id: UUID
    deviation: DeviationKind
    size: RiskSize
