"""Marks of very many aggregates at a time (I6)."""

from datetime import date
from typing import cast
from uuid import UUID

from samplan.bus.kafka.received import Received
from samplan.bus.reading.marks import Marks
from samplan.bus.store.transactions import Params, Row, Transaction
from samplan.contracts.codes import DeclineReason
from samplan.contracts.referral import ReferralDeclined
from samplan.testing.given import envelope_of

MOST = 32_766
"""SQLite's default limit of parameters; PostgreSQL's is twice as high."""


class Store:
    """An empty store with a store's limit of parameters."""

    def execute(self, _sql: str, params: Params) -> list[Row]:
        assert len(params) <= MOST
        return []


def of_another(number: int) -> Received:
    declined = ReferralDeclined(
        referral_id=UUID(int=number), reason=DeclineReason.NO_CAPACITY, occurred_on=date(2020, 3, 2)
    )
    return Received(
        cluster="one",
        topic="malmo-ifo.referral.v1",
        partition=0,
        offset=number,
        key=None,
        value=None,
        headers=(),
        envelope=envelope_of(declined),
        event=declined,
    )


class TestTheMarksOfManyAggregates:
    def test_are_queried_in_statements_within_the_limit(self) -> None:
        waiting = [of_another(number) for number in range(MOST + 1)]
        Marks.of(cast(Transaction, Store()), waiting)
