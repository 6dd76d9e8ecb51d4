"""The erasure of one participant id: who has to assess it, what they said, and how it ended."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from chassis.decisions.domain import Aggregate, Created, DomainEvent, Refused
from samplan.contracts.codes import Agency
from samplan.contracts.codes.erasures import ErasureOutcome, RetentionGround

Holder = str
"""A service of an agency, as the rights on topics name it: `malmo-ifo.referral`."""


@dataclass(frozen=True, kw_only=True)
class Acknowledgement:
    """What a service has done with what it held; `ground` says why one that retains it may."""

    outcome: ErasureOutcome
    ground: RetentionGround | None
    on: date


class ErasureIsOver(Refused):
    code = "erasure_is_over"
    title: ClassVar[str] = "The erasure has been executed or refused: request a new one"


class ErasureFact(DomainEvent):
    """`is_protected`: of a person with protected identity, of whom nothing is published (C-13)."""

    occurred_on: date
    is_protected: bool = field(default=False, kw_only=True)

    @property
    def is_withheld(self) -> bool:
        return self.is_protected


class ErasureRequested(Created, ErasureFact):
    """`assessors`: the agencies that have held something of the participant, and the keeper of consents."""

    TOPIC = "consent.ErasureRequested"
    participant_id: UUID
    requested_by: Agency
    assessors: tuple[Agency, ...]


class Erasure(Aggregate):
    """`grounds`: what each assessor said that forbids it; None where nothing does.

    `acknowledge_by`: the last day on which each service that is asked to erase too acknowledges it in time.
    `acknowledgements`: those received. `late`: the services whose silence is noted.
    """

    TOPIC = "consent.Erasure"
    Event = ErasureFact

    def __init__(
        self,
        *,
        participant_id: UUID,
        requested_by: Agency,
        assessors: tuple[Agency, ...],
        occurred_on: date,
        is_protected: bool = False,
    ) -> None:
        self.is_protected = is_protected
        self.participant_id = participant_id
        self.requested_by = requested_by
        self.assessors = assessors
        self.requested_on = occurred_on
        self.grounds: dict[Agency, RetentionGround | None] = {}
        self.executed_on: date | None = None
        self.refused_on: date | None = None
        self.acknowledge_by: dict[Holder, date] = {}
        self.acknowledgements: dict[Holder, Acknowledgement] = {}
        self.late: frozenset[Holder] = frozenset()

    def trigger_event(self, event_class: type[Any], **members: Any) -> None:
        super().trigger_event(event_class, **{"is_protected": self.is_protected, **members})

    @property
    def is_over(self) -> bool:
        return bool(self.executed_on or self.refused_on)

    @property
    def waiting_for(self) -> list[Agency]:
        """The agencies that have not assessed it."""
        return [] if self.is_over else sorted(set(self.assessors) - self.grounds.keys())

    @property
    def unacknowledged(self) -> list[Holder]:
        """The services that were asked to erase what they hold, and have not said that they have."""
        erased = {
            holder
            for holder, answer in self.acknowledgements.items()
            if answer.outcome is ErasureOutcome.ERASED
        }
        return sorted(self.acknowledge_by.keys() - erased)

    @property
    def is_due(self) -> bool:
        """Every agency has assessed it, and none has a ground to refuse it."""
        return not (self.is_over or self.waiting_for or any(self.grounds.values()))

    def is_open_to(self, agency: Agency) -> bool:
        return agency in self.assessors or agency == self.requested_by
