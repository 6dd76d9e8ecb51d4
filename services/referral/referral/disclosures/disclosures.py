"""What another agency was shown of a participant, and what for (R-16). Written before it is shown."""

from datetime import date
from typing import Self
from uuid import UUID, uuid5

from chassis.decisions.domain import Aggregate, Created, DomainEvent
from samplan.contracts.codes import Agency, ConsentPurpose

NAMESPACE_DISCLOSURES = UUID("e0c2b8a4-7d16-4f35-9b0a-6a1f8c3d5e72")


class Disclosures(Aggregate):
    """All that was disclosed of one participant."""

    TOPIC = "referral.Disclosures"

    class Event(DomainEvent, private=True):
        """A disclosure is the participant's to know of, and is listed for them."""

    class Opened(Created, Event):
        TOPIC = "referral.DisclosuresOpened"
        participant_id: UUID

    class Disclosed(Event):
        """`chained`: the hash of this entry of the log and of all before it."""

        TOPIC = "referral.FormDisclosed"
        referral_id: UUID
        consent_id: UUID
        agency: Agency
        purpose: ConsentPurpose
        occurred_on: date
        position: int
        chained: str

        def apply(self, disclosures: "Disclosures") -> None:
            disclosures.number += 1

    @classmethod
    def open(cls, participant_id: UUID) -> Self:
        return cls._create(cls.Opened, id=disclosures_id(participant_id), participant_id=participant_id)

    def __init__(self, *, participant_id: UUID) -> None:
        self.participant_id = participant_id
        self.number = 0

    def disclose(
        self,
        *,
        referral_id: UUID,
        consent_id: UUID,
        agency: Agency,
        purpose: ConsentPurpose,
        on: date,
        position: int,
        chained: str,
    ) -> None:
        self.trigger_event(
            self.Disclosed,
            referral_id=referral_id,
            consent_id=consent_id,
            agency=agency,
            purpose=purpose,
            occurred_on=on,
            position=position,
            chained=chained,
        )


def disclosures_id(participant_id: UUID) -> UUID:
    return uuid5(NAMESPACE_DISCLOSURES, str(participant_id))
