"""Rounds of intake over HTTP (R-10): taken in while the caller waits, since no row is kept before all are."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Annotated, Any, Self
from uuid import UUID

import structlog
from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import ConfigDict

from chassis.http.edge.large_body import one_at_a_time, read_lines
from chassis.http.fields import Code, Id, PastDate, View
from chassis.http.paging import Limit, Page
from chassis.http.problems import Problem
from referral.api.access import ETAG, Reader, Writer
from referral.api.round_rows import BODY, FORMATS, MOST_BYTES
from referral.commands.office import HoldIntakeRound
from referral.domain.intake_round import IntakeRound
from referral.domain.state import Step
from referral.form.batch import read_batch
from referral.queries.intake_rounds import round_counts
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import RoundMethod

log = structlog.get_logger()
router = APIRouter(prefix="/v1/intake-rounds", tags=["rounds"])

TOLD_EVERY = 500
RoundId = Annotated[Id, Path(alias="roundId")]
Method = Annotated[Code[RoundMethod], Query()]
HeldOn = Annotated[PastDate, Query(alias="occurredOn")]
ROUND: dict[str, Any] = {
    "roundId": "1f0a7b7e-4a55-4a9b-9d0e-52f2c8ad6b16",
    "method": "random",
    "heldOn": "2021-06-01",
    "referrals": 120,
}
COUNTS: dict[str, Any] = {
    "programme": "malmokraften",
    "referrals": 120,
    "steps": {"submitted": 20, "enrolled": 100},
}


class RoundView(View):
    model_config = ConfigDict(json_schema_extra={"examples": [ROUND]})

    round_id: UUID
    method: RoundMethod
    held_on: date
    referrals: int

    @classmethod
    def of(cls, held: IntakeRound) -> Self:
        return cls(round_id=held.id, method=held.method, held_on=held.held_on, referrals=held.referrals)


class ProgrammeCounts(View):
    """A round's referrals to one programme, by the step that each is at now."""

    model_config = ConfigDict(json_schema_extra={"examples": [COUNTS]})

    programme: str
    referrals: int
    steps: Mapping[Step, int]


class RoundCounts(RoundView):
    model_config = ConfigDict(json_schema_extra={"examples": [{**ROUND, "programmes": [COUNTS]}]})

    programmes: Sequence[ProgrammeCounts]


@router.post(
    "",
    status_code=201,
    summary="Ta in en omgång remisser · Take in a round of referrals",
    responses={201: {"model": RoundView, "description": "The round", "headers": ETAG}},
    openapi_extra=BODY,
)
async def hold_intake_round(
    method: Method, occurred_on: HeldOn, writer: Writer, request: Request
) -> Response:
    """Whole or not at all. `errors` of the refusal, 422, names each bad row: line, pointer and code.

    10,000 rows take some twenty seconds; a log line tells of every 500. 429 while another round is in hand.
    """

    def apply_batch() -> Response:
        asked = HoldIntakeRound(
            by=writer.caller.agency,
            method=method,
            batch=read_batch(lines, FORMATS[media_type]),
            on=occurred_on,
            progress=_tell,
        )
        return writer.create(asked, RoundView.of, lambda held: f"/v1/intake-rounds/{held.id}")

    async with one_at_a_time(request):
        media_type, lines = await read_lines(request, media_types=FORMATS, most_bytes=MOST_BYTES)
        return await run_in_threadpool(apply_batch)


@router.get("", summary="Intagsomgångar · Rounds of intake")
def list_rounds(caller: Reader, request: Request, limit: Limit = 20, page: Page = 1) -> list[RoundCounts]:
    """The last one first: the calling agency's own, for the keeper all."""
    database: Database = request.app.state.database
    keeper = request.app.state.settings.agency
    rows = round_counts(database, caller.agency, keeper, limit=limit, offset=(page - 1) * limit)
    return list(_rounds(rows))


@router.get("/{roundId}", summary="Visa en intagsomgång · Show a round of intake")
def show_round(round_id: RoundId, caller: Reader, request: Request) -> RoundCounts:
    database: Database = request.app.state.database
    keeper = request.app.state.settings.agency
    found = list(_rounds(round_counts(database, caller.agency, keeper, round_id=round_id)))
    if not found:
        raise Problem(404, "not_found")
    return found[0]


def _rounds(rows: Sequence[Mapping[str, Any]]) -> Iterator[RoundCounts]:
    for (round_id, method, held_on), of_round in groupby(
        rows, lambda row: (row["round_id"], row["method"], row["held_on"])
    ):
        programmes = list(_programmes(of_round))
        yield RoundCounts(
            round_id=round_id,
            method=method,
            held_on=held_on,
            referrals=sum(one.referrals for one in programmes),
            programmes=programmes,
        )


def _programmes(rows: Iterator[Mapping[str, Any]]) -> Iterator[ProgrammeCounts]:
    for programme, of_programme in groupby(rows, lambda row: row["programme"]):
        steps = {Step(row["step"]): row["referrals"] for row in of_programme}
        yield ProgrammeCounts(programme=programme, referrals=sum(steps.values()), steps=steps)


def _tell(done: int) -> None:
    if done % TOLD_EVERY == 0:
        log.info("round_in_progress", rows=done)
