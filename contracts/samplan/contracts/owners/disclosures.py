"""What an owner of records publishes of a disclosure; the consent service folds them into one log (C-11)."""

from typing import Annotated, ClassVar
from uuid import UUID

from msgspec import Meta

from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.contracts.event import Code, ContractEvent, Count

Resource = Annotated[str, Meta(pattern="^[a-z]+[.][a-z]+(_[a-z]+)*(_[0-9]{1,3})?$", max_length=48)]
Position = Annotated[int, Meta(ge=1)]
Digest = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


class DisclosureEvent(ContractEvent, frozen=True, kw_only=True, omit_defaults=True):
    """An agency was shown something of a participant by its owner, the writer of the topic.

    `log_id`: the owner's disclosures of the participant: a reader needs no subject that is a participant.
    `position` and `chained`: the entry's place in the owner's log, and the hash of all entries up to it.
    `consent_id`: the consent that allowed it; where the event names no participant, it leads to them.
    """

    SUBJECT: ClassVar[str] = "log_id"

    log_id: UUID
    agency: Agency
    role: Code
    purpose: ConsentPurpose
    what: Resource
    rule: Code
    circle_version: Count
    position: Position
    chained: Digest
    consent_id: UUID | None = None


class ParticipantDisclosure(DisclosureEvent, frozen=True, kw_only=True, omit_defaults=True):
    """A disclosure by an owner who keeps the participant's id."""

    participant_id: UUID
