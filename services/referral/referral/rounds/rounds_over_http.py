"""A round is handled while the caller waits: no row is stored before all are right (R-10)."""

from typing import Annotated

import structlog
from fastapi import Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from chassis.http.edge.large_body import one_at_a_time, read_lines
from chassis.http.fields import Code, PastDate
from referral.access import Writer
from referral.rounds.hold_intake_round import HoldIntakeRound
from referral.rounds.read_batch import read_batch
from referral.rounds.round_rows import CHARSETS, FORMATS, MOST_BYTES
from referral.rounds.round_view import RoundView
from samplan.contracts.codes import RoundMethod

log = structlog.get_logger()

PROGRESS_EVERY = 500
Method = Annotated[Code[RoundMethod], Query()]
HeldOn = Annotated[PastDate, Query(alias="occurredOn")]


async def hold_intake_round(
    method: Method, occurred_on: HeldOn, writer: Writer, request: Request
) -> Response:
    """Whole or not at all. `errors` of the refusal, 422, names each bad row: line, pointer and code.

    10,000 rows take some twenty seconds; a log line is written for every 500. 429 while another is handled.
    """

    def hold() -> Response:
        asked = HoldIntakeRound(
            by=writer.caller.agency,
            method=method,
            batch=read_batch(lines, FORMATS[media_type]),
            occurred_on=occurred_on,
            progress=_log,
        )
        return writer.create(asked, RoundView.of, lambda held: f"/v1/intake-rounds/{held.id}")

    async with one_at_a_time(request):
        media_type, lines = await read_lines(request, charsets=CHARSETS, most_bytes=MOST_BYTES)
        return await run_in_threadpool(hold)


def _log(done: int) -> None:
    if done % PROGRESS_EVERY == 0:
        log.info("round_in_progress", rows=done)
