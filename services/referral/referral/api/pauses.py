"""Pauses of the intake over HTTP (R-10)."""

from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response
from pydantic import ConfigDict

from chassis.http.fields import Code, Id, PastDate, StrictModel, View
from chassis.http.paging import Limit, Page
from referral.api.access import ETAG, Reader, Writer
from referral.api.capacities import Name
from referral.commands.office import PauseIntake, ResumeIntake
from referral.domain.pause import IntakePause
from referral.queries.pauses import pauses
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import PauseReason

router = APIRouter(prefix="/v1/intake-pauses", tags=["pauses"])

PauseId = Annotated[Id, Path(alias="pauseId")]
PAUSE: dict[str, Any] = {
    "pauseId": "5c1d8e90-3f2a-4b6c-8d7e-9f0a1b2c3d17",
    "programme": "malmokraften",
    "reason": "pandemic",
    "pausedOn": "2021-06-01",
    "resumedOn": None,
}


def _example(example: dict[str, Any]) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [example]})


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
    "",
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


@router.get("", summary="Intagsstopp · Pauses of the intake")
def list_pauses(_: Reader, request: Request, limit: Limit = 20, page: Page = 1) -> list[PauseView]:
    """The last one first; those of the programmes' own rules are not among them."""
    database: Database = request.app.state.database
    return [PauseView(**row) for row in pauses(database, limit=limit, offset=(page - 1) * limit)]


@router.post(
    "/{pauseId}/end",
    summary="Återuppta intaget · Resume the intake",
    responses={200: {"model": PauseView, "description": "The pause as it was", "headers": ETAG}},
)
def resume_intake(pause_id: PauseId, form: ResumeForm, writer: Writer) -> Response:
    asked = ResumeIntake(by=writer.caller.agency, pause_id=pause_id, reason=form.reason, on=form.occurred_on)
    return writer.change(asked, pause_id, PauseView.of)
