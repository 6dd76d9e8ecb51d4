"""One time that an agency asked about a person and was answered: stored before the answer leaves (C-11)."""

from datetime import date
from typing import Self
from uuid import UUID

from chassis.decisions.domain import Aggregate, Created, DomainEvent
from samplan.contracts.codes import Agency, ConsentPurpose


class Disclosure(Aggregate):
    """To whom, what for and under which consent; nothing of what was told."""

    TOPIC = "consent.Disclosure"

    class Event(DomainEvent):
        occurred_on: date

    class DisclosureMade(Created, Event):
        TOPIC = "consent.DisclosureMade"
        to: Agency
        purpose: ConsentPurpose
        participant_id: UUID
        consent_id: UUID

    def __init__(self, *, participant_id: UUID, consent_id: UUID) -> None:
        self.participant_id = participant_id
        self.consent_id = consent_id

    @classmethod
    def make(
        cls,
        disclosure_id: UUID,
        *,
        to: Agency,
        purpose: ConsentPurpose,
        participant_id: UUID,
        consent_id: UUID,
        on: date,
    ) -> Self:
        return cls._create(
            cls.DisclosureMade,
            id=disclosure_id,
            to=to,
            purpose=purpose,
            participant_id=participant_id,
            consent_id=consent_id,
            occurred_on=on,
        )
