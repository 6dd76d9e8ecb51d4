"""How fresh is the view?"""

from __future__ import annotations

from datetime import UTC, datetime

from fastapi import APIRouter

from reporting.answers.answer import Answer
from reporting.answers.example import in_json
from reporting.dependencies import InboxLag, Reader, SignedIn
from reporting.projection.head import head_of
from samplan.bus.reading.parked import count_parked
from samplan.bus.store.transactions import Database


class Status(Answer):
    facts: int
    last_fact: int  # position of the newest fact; grows by one with each
    recorded_at: datetime | None  # when its owner recorded it
    folded_at: datetime | None  # when it reached the view
    delay_seconds: float | None  # between the two
    parked: int  # messages that wait for an operator
    lag: int | None  # messages in the topics that are not received yet; None: another process reads them


def status(database: Database, lag: int | None) -> Status:
    head = head_of(database)
    delay = (head.folded_at - head.recorded_at) if head.folded_at and head.recorded_at else None
    return Status(
        facts=head.position,
        last_fact=head.position,
        recorded_at=head.recorded_at,
        folded_at=head.folded_at,
        delay_seconds=delay.total_seconds() if delay is not None else None,
        parked=count_parked(database),
        lag=lag,
    )


EXAMPLE = Status(
    facts=60281,
    last_fact=60281,
    recorded_at=datetime(2022, 12, 31, 11, 3, 59, tzinfo=UTC),
    folded_at=datetime(2022, 12, 31, 11, 4, tzinfo=UTC),
    delay_seconds=1.0,
    parked=0,
    lag=0,
)


router = APIRouter(prefix="/v1", tags=["internal"])


@router.get(
    "/status", summary="Hur färsk är bilden? · How fresh is the view?", responses={200: in_json(EXAMPLE)}
)
def show_status(lag: InboxLag, database: Reader, _: SignedIn) -> Status:
    return status(database, lag)
