"""Events that an owner writes only where it delivers: to the system of one agency, on a topic of its own."""

from typing import ClassVar
from uuid import UUID

from samplan.contracts.effect import Effect
from samplan.contracts.event import ContractEvent


class SharingEnded(ContractEvent, frozen=True, kw_only=True):
    """The recipient may know nothing more of the record: the plan, or the referral, with all that names it.

    It states no reason. The recipient erases what it holds of the record, or says on what ground it may not.
    What the owner delivers of the record later is a new start.
    """

    TYPE: ClassVar[str] = "samplan.deliveries.SharingEnded.v1"
    SWEDISH: ClassVar[str] = "delning upphörd"
    SUBJECT: ClassVar[str] = "record_id"
    EFFECT: ClassVar[Effect | None] = Effect.ENDS

    record_id: UUID
