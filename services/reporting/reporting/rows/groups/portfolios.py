"""Merit portfolios of participants: CV and personal letter (P-12)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from reporting.rows.projection import Projection
from reporting.rows.table import Table
from samplan.bus.store.transactions import Transaction
from samplan.contracts.event import ContractEvent
from samplan.contracts.planning.records import PortfolioDrawnUp


class Portfolio(Struct, frozen=True, kw_only=True):
    competence_id: UUID
    plan_id: UUID
    drawn_up_on: date | None = None


TABLE = Table("portfolios", Portfolio, ("competence_id",), indexed=("plan_id",))


def fold(row: Portfolio, event: ContractEvent) -> Portfolio:
    """The first day counts: a portfolio may be drawn up again."""
    match event:
        case PortfolioDrawnUp(occurred_on=on):
            return replace(row, drawn_up_on=min(row.drawn_up_on or on, on))
        case _:
            return row


def _begin(event: ContractEvent) -> Portfolio | None:
    if not isinstance(event, PortfolioDrawnUp):
        return None
    return Portfolio(competence_id=event.competence_id, plan_id=event.plan_id)


PROJECTION = Projection(TABLE, _begin, fold)


def of_plans(tx: Transaction, plan_ids: Collection[UUID]) -> list[Portfolio]:
    return TABLE.where(tx, "", "plan_id", plan_ids)
