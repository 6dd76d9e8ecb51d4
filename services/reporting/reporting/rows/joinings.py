"""Enrolments that joined the plan of an earlier one, so that the participant is counted once (C-14)."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from msgspec import Struct

from reporting.rows.projection import Projection
from reporting.rows.table import Table
from samplan.bus.store.transactions import Transaction
from samplan.contracts.event import ContractEvent
from samplan.contracts.planning.plans import EnrolmentJoined


class Joining(Struct, frozen=True, kw_only=True):
    referral_id: UUID
    plan_id: UUID


TABLE = Table("joinings", Joining, ("referral_id",), indexed=("plan_id",))


def joining(event: ContractEvent) -> Joining | None:
    """The link an event makes."""
    match event:
        case EnrolmentJoined(referral_id=referral, plan_id=plan):
            return Joining(referral_id=referral, plan_id=plan)
        case _:
            return None


def _fold(row: Joining, event: ContractEvent) -> Joining:
    """The latest plan counts."""
    return joining(event) or row


PROJECTION = Projection(TABLE, joining, _fold)


def of_referrals(tx: Transaction, prefix: str, referral_ids: Collection[UUID]) -> list[Joining]:
    return TABLE.where(tx, prefix, "referral_id", referral_ids)


def to_plans(tx: Transaction, prefix: str, plan_ids: Collection[UUID]) -> list[Joining]:
    return TABLE.where(tx, prefix, "plan_id", plan_ids)
