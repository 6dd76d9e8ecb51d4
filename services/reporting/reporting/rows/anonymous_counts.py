"""People who take part in an agency's own activity without consent: sex and year alone (R-06)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from msgspec import Struct

from reporting.rows.projection import Projection
from reporting.rows.table import Table
from samplan.bus.store.transactions import Row, Transaction
from samplan.contracts.codes import Sex
from samplan.contracts.event import ContractEvent
from samplan.contracts.intake import AnonymousParticipationCounted


class AnonymousCount(Struct, frozen=True, kw_only=True):
    count_id: UUID
    sex: Sex
    year: str  # four digits


TABLE = Table("anonymous_counts", AnonymousCount, ("count_id",))


def _begin(event: ContractEvent) -> AnonymousCount | None:
    match event:
        case AnonymousParticipationCounted(count_id=count_id, sex=sex, year=year):
            return AnonymousCount(count_id=count_id, sex=sex, year=f"{year:04}")
        case _:
            return None


def _fold(row: AnonymousCount, _: ContractEvent) -> AnonymousCount:
    """One event is all there is."""
    return row


PROJECTION = Projection(TABLE, _begin, _fold)


def by_year(tx: Transaction) -> Sequence[Row]:
    """Rows of year, sex and people."""
    return tx.execute(
        "SELECT year, sex, COUNT(*) AS people FROM anonymous_counts GROUP BY year, sex ORDER BY year, sex", {}
    )
