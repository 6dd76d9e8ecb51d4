"""What the bodies of a programme have done, day by day: seats, decisions, risks, deviations (T-20)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from reporting.rows.projection import Projection
from reporting.rows.table import Table
from samplan.bus.store.transactions import Transaction
from samplan.contracts.codes.steering import (
    BodyKind,
    DecisionKind,
    DeviationKind,
    RiskKind,
    RiskSize,
)
from samplan.contracts.event import ContractEvent
from samplan.contracts.steering.bodies import (
    BodyConstituted,
    DecisionTaken,
    DeviationRecorded,
    RiskAssessed,
    RiskClosed,
)


class What(StrEnum):
    BODY = "body"
    DECISION = "decision"
    RISK = "risk"
    RISK_CLOSED = "risk_closed"
    DEVIATION = "deviation"


class Act(Struct, frozen=True, kw_only=True):
    """One act on one day: of a body, a decision, a risk or a deviation. `seats` in digits."""

    record_id: UUID
    day: date
    what: What
    programme: str
    body: BodyKind | None = None
    matter: DecisionKind | None = None
    risk: RiskKind | None = None
    deviation: DeviationKind | None = None
    size: RiskSize | None = None
    indicator: str | None = None
    seats: str | None = None


TABLE = Table("acts", Act, ("record_id", "day", "what"), indexed=("programme",))


def fold(row: Act, event: ContractEvent) -> Act:
    """The row after the event; of two on one day the later one counts."""
    match event:
        case BodyConstituted(body=body, seats=seats):
            return replace(row, body=body, seats=f"{len(seats)}")
        case DecisionTaken(body=body, matter=matter):
            return replace(row, body=body, matter=matter)
        case RiskAssessed(risk=risk, size=size, indicator=indicator):
            return replace(row, risk=risk, size=size, indicator=indicator)
        case RiskClosed(risk=risk):
            return replace(row, risk=risk)
        case DeviationRecorded(deviation=deviation, size=size):
            return replace(row, deviation=deviation, size=size)
        case _:
            return row


def _begin(event: ContractEvent) -> Act | None:
    match event:
        case BodyConstituted(body_id=record_id):
            return _act(record_id, What.BODY, event)
        case DecisionTaken(decision_id=record_id):
            return _act(record_id, What.DECISION, event)
        case RiskAssessed(risk_id=record_id):
            return _act(record_id, What.RISK, event)
        case RiskClosed(risk_id=record_id):
            return _act(record_id, What.RISK_CLOSED, event)
        case DeviationRecorded(deviation_id=record_id):
            return _act(record_id, What.DEVIATION, event)
        case _:
            return None


def _act(
    record_id: UUID,
    what: What,
    event: BodyConstituted | DecisionTaken | RiskAssessed | RiskClosed | DeviationRecorded,
) -> Act:
    return Act(record_id=record_id, day=event.occurred_on, what=what, programme=event.programme)


PROJECTION = Projection(TABLE, _begin, fold)


def of_programme(tx: Transaction, programme: str, as_of: date) -> tuple[Act, ...]:
    """Those until a day, in their order."""
    rows = tx.execute(
        "SELECT * FROM acts WHERE programme = :programme AND day <= :as_of ORDER BY day, what, record_id",
        {"programme": programme, "as_of": as_of.isoformat()},
    )
    return msgspec.convert(rows, tuple[Act, ...])
