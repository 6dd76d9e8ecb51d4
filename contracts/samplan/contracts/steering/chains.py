"""Result chains: what an activity of a development area leads to, and what is assumed between the steps."""

from typing import ClassVar
from uuid import UUID

from samplan.contracts.codes.steering import ChainLevel
from samplan.contracts.event import Code
from samplan.contracts.steering.decided import SteeringEvent


class ResultChainItemRecorded(SteeringEvent, frozen=True, kw_only=True, omit_defaults=True):
    """One step of a result chain, which `follows` from one on the level before; an activity follows none."""

    TYPE: ClassVar[str] = "samplan.steering.ResultChainItemRecorded.v1"
    SUBJECT: ClassVar[str] = "item_id"
    SWEDISH: ClassVar[str] = "led i resultatkedja noterat"

    item_id: UUID
    area: Code
    level: ChainLevel
    follows: UUID | None = None


class EffectAssumptionStated(SteeringEvent, frozen=True, kw_only=True, omit_defaults=True):
    """Why one step is thought to lead to another; `indicator` is what would show it."""

    TYPE: ClassVar[str] = "samplan.steering.EffectAssumptionStated.v1"
    SUBJECT: ClassVar[str] = "assumption_id"
    SWEDISH: ClassVar[str] = "antagande om effekt angivet"

    assumption_id: UUID
    cause: UUID
    effect: UUID
    indicator: Code | None = None
