"""Rounds of intake and pauses over HTTP (R-10)."""

from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response
from pydantic import ConfigDict, Field

from chassis.database import Database
from chassis.http.fields import Code, Id, PastDate, StrictModel, View
from chassis.http.paging import Limit, Page
from contracts.codes import PauseReason, RoundMethod
from referral.api.access import ETAG, Reader, Writer
from referral.api.capacities import Name
from referral.commands.office import HoldIntakeRound, PauseIntake, ResumeIntake
from referral.domain.intake_round import IntakeRound
from referral.domain.pause import IntakePause
from referral.form.batch import Format, read_batch
from referral.queries.pauses import pauses

router = APIRouter(prefix="/v1", tags=["rounds and pauses"])

PauseId = Annotated[Id, Path(alias="pauseId")]
ROUND: dict[str, Any] = {"method": "random", "referrals": 120}
PAUSE: dict[str, Any] = {
    "pauseId": "5c1d8e90-3f2a-4b6c-8d7e-9f0a1b2c3d17",
    "programme": "malmokraften",
    "reason": "pandemic",
    "pausedOn": "2021-06-01",
    "resumedOn": None,
}


def _example(example: dict[str, Any]) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [example]})


class RoundForm(StrictModel):
    """`rows`: CSV whose headings are the form's fields (`participant.name`), or a form on each line."""

    model_config = _example(
        {"method": "random", "format": "jsonl", "rows": '{"programme": "…"}', "occurredOn": "2021-06-01"}
    )

    method: Code[RoundMethod]
    format: Code[Format]
    rows: Annotated[str, Field(min_length=1)]
    occurred_on: PastDate


class RoundView(View):
    model_config = _example(
        {"roundId": "1f0a7b7e-4a55-4a9b-9d0e-52f2c8ad6b16", **ROUND, "heldOn": "2021-06-01"}
    )

    round_id: UUID
    method: RoundMethod
    referrals: int
    held_on: date

    @classmethod
    def of(cls, held: IntakeRound) -> Self:
        return cls(round_id=held.id, method=held.method, referrals=held.referrals, held_on=held.held_on)


class PauseForm(StrictModel):
    model_config = _example({"programme": "malmokraften", "reason": "pandemic", "occurredOn": "2021-06-01"})

    programme: Name
    reason: Code[PauseReason]
    occurred_on: PastDate


class ResumeForm(StrictModel):
    model_config = _example({"reason": "pandemic", "occurredOn": "2021-06-15"})

    reason: Code[PauseReason]
    occurred_on: PastDate


class PauseView(View):
    model_config = _example(PAUSE)

    pause_id: UUID
    programme: str
    reason: PauseReason
    paused_on: date
    resumed_on: date | None

    @classmethod
    def of(cls, pause: IntakePause) -> Self:
        return cls(
            pause_id=pause.id,
            programme=pause.programme,
            reason=pause.reason,
            paused_on=pause.paused_on,
            resumed_on=pause.resumed_on,
        )


@router.post(
    "/intake-rounds",
    status_code=201,
    summary="Ta in en omgång remisser · Take in a round of referrals",
    responses={201: {"model": RoundView, "description": "The round", "headers": ETAG}},
)
def hold_intake_round(form: RoundForm, writer: Writer) -> Response:
    """Whole or not at all. `rows` of the refusal, 422, names each bad row: line, field, code.

    A body takes 256 kB; a larger round is taken in by `python -m referral take-in-round`.
    """
    asked = HoldIntakeRound(
        by=writer.caller.agency,
        method=form.method,
        batch=read_batch(form.rows, form.format),
        on=form.occurred_on,
    )
    return writer.create(asked, RoundView.of, lambda _: "/v1/intake-rounds")


@router.post(
    "/intake-pauses",
    status_code=201,
    summary="Pausa intaget · Pause the intake",
    responses={201: {"model": PauseView, "description": "The pause", "headers": ETAG}},
)
def pause_intake(form: PauseForm, writer: Writer) -> Response:
    """By the keeper. While it lasts, submitting answers 409 `intake_paused` with the reason."""
    asked = PauseIntake(
        by=writer.caller.agency, programme=form.programme, reason=form.reason, on=form.occurred_on
    )
    return writer.create(asked, PauseView.of, lambda _: "/v1/intake-pauses")


@router.get("/intake-pauses", summary="Intagsstopp · Pauses of the intake")
def list_pauses(_: Reader, request: Request, limit: Limit = 20, page: Page = 1) -> list[PauseView]:
    """The last one first; those of the programmes' own rules are not among them."""
    database: Database = request.app.state.database
    return [PauseView(**row) for row in pauses(database, limit=limit, offset=(page - 1) * limit)]


@router.post(
    "/intake-pauses/{pauseId}/end",
    summary="Återuppta intaget · Resume the intake",
    responses={200: {"model": PauseView, "description": "The pause as it was", "headers": ETAG}},
)
def resume_intake(pause_id: PauseId, form: ResumeForm, writer: Writer) -> Response:
    asked = ResumeIntake(by=writer.caller.agency, pause_id=pause_id, reason=form.reason, on=form.occurred_on)
    return writer.change(asked, pause_id, PauseView.of)
