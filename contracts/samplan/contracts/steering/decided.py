"""What every event of the steering service is: about a programme, and no person."""

from uuid import UUID

from samplan.contracts.event import ContractEvent, Slug

NAMESPACE_STEERING = UUID("8b0d6c52-3e1f-4d8a-9c47-5a2e7f1b6d90")


class SteeringEvent(ContractEvent, frozen=True, kw_only=True):
    programme: Slug
