"""Which enrolments joined the plan that another one had opened: she is counted there, and once."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct

from samplan.contracts.event import ContractEvent
from samplan.contracts.planning import EnrolmentJoined


class Joining(Struct, frozen=True, kw_only=True):
    referral_id: UUID
    plan_id: UUID


def joining(event: ContractEvent) -> Joining | None:
    """The link an event makes."""
    match event:
        case EnrolmentJoined(referral_id=referral, plan_id=plan):
            return Joining(referral_id=referral, plan_id=plan)
        case _:
            return None
