from dataclasses import field
from datetime import date
from typing import ClassVar
from uuid import UUID, uuid4

from chassis.decisions.commands import LongText, Records
from chassis.decisions.domain import Created, DomainEvent, Refused
from steering.chains.record_item import LEVELS, ChainItem
from steering.definitions.measured import measure_on
from steering.office import CodeText, Office, OfProgramme, ProgrammeId, SteeringCommand


class NoEffectOfIt(Refused):
    code = "no_effect_of_it"
    status = 422
    title: ClassVar[str] = (
        "The effect is not on a later level than its cause: choose two steps of the programme"
    )


class AssumptionFact(DomainEvent):
    occurred_on: date


class EffectAssumptionStated(Created, AssumptionFact):
    """`words` and the person who stated it are not published."""

    TOPIC = "steering.EffectAssumptionStated"
    programme: str
    cause: UUID
    effect: UUID
    indicator: str | None
    words: str
    issuer: str
    subject: str


class Assumption(OfProgramme):
    TOPIC = "steering.Assumption"
    Event = AssumptionFact

    def __init__(
        self,
        *,
        programme: str,
        cause: UUID,
        effect: UUID,
        indicator: str | None,
        words: str,
        issuer: str,  # stored with the fact
        subject: str,  # stored with the fact
        occurred_on: date,
    ) -> None:
        self.programme = programme
        self.since = occurred_on
        self.cause, self.effect = cause, effect
        self.indicator = indicator
        self.words = words


class StateAssumption(
    SteeringCommand, path="", sv="Ange ett antagande", en="State an assumption of an effect", creates=True
):
    """Why one step of a chain is thought to lead to another, and the indicator that would show it."""

    programme: ProgrammeId
    cause: UUID
    effect: UUID
    indicator: CodeText | None = None
    words: LongText
    assumption_id: UUID = field(default_factory=uuid4)

    def carry_out(self, work: Records, office: Office) -> Assumption:
        signature = self.signature(self.programme, office)
        if self.indicator is not None:
            measure_on(self.programme, self.indicator, self.occurred_on, work, office)
        self.require_effect(work.find(ChainItem, self.cause), work.find(ChainItem, self.effect))
        return work.add(
            Assumption.begin(
                EffectAssumptionStated,
                self.assumption_id,
                programme=self.programme,
                cause=self.cause,
                effect=self.effect,
                indicator=self.indicator,
                words=self.words,
                **signature.stored,
                occurred_on=self.occurred_on,
            )
        )

    def require_effect(self, cause: ChainItem | None, effect: ChainItem | None) -> None:
        """Raises NoEffectOfIt."""
        if cause is None or effect is None or {cause.programme, effect.programme} != {self.programme}:
            raise NoEffectOfIt
        if LEVELS.index(effect.level) <= LEVELS.index(cause.level):
            raise NoEffectOfIt
