"""Replaced personnummer over HTTP (C-14): by the keeper of consents, who alone sees who is who."""

from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Request, Response
from pydantic import ConfigDict

from chassis.http.auth import Caller, scope
from chassis.http.commands import Commander, command
from chassis.http.fields import Code, Id, PastDate, StrictModel, View
from chassis.http.paging import Limit, Page
from chassis.http.problems import Problem
from consent.api.forms import FICTITIOUS, Number
from consent.commands import ReplaceNumber, UndoReplacement
from consent.domain.number_replacement import NumberReplacement, ReplacementReason, Standing
from consent.queries.replaced_participants import replacements
from samplan.bus.store.transactions import Database, Row

router = APIRouter(prefix="/v1/number-replacements", tags=["participants"])

Writer = Annotated[Commander, Depends(command("consent:write"))]
ReplacementId = Annotated[Id, Path(alias="replacementId")]
ETAG = {"ETag": {"description": "The replacement's version", "schema": {"type": "string"}}}
REPLACEMENT: dict[str, Any] = {
    "replacementId": "2d7b1c5e-8f3a-4e1b-9c60-7a5d4e3f2b19",
    "standingParticipantId": "9e4d2f10-7c3b-4a65-b8e2-1d6f0a5c8b01",
    "replacedParticipantId": "1b9f8e7d-6c5a-4b3e-8d2f-0a1b2c3d4e5f",
    "reason": "corrected",
    "replacedOn": "2020-03-09",
    "undoneOn": None,
}


class Replacement(StrictModel):
    """`standing`: whether the participant id of the old or of the new number is hers from now on."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "oldNumber": FICTITIOUS,
                    "newNumber": "19900101-0017",
                    "standing": "old",
                    "reason": "corrected",
                    "occurredOn": "2020-03-09",
                }
            ]
        }
    )

    old_number: Number
    new_number: Number
    standing: Code[Standing]
    reason: Code[ReplacementReason]
    occurred_on: PastDate


class Undoing(StrictModel):
    model_config = ConfigDict(json_schema_extra={"examples": [{"occurredOn": "2020-03-10"}]})

    occurred_on: PastDate


class ReplacementView(View):
    """Two ids of one person, and which of them stands; no number."""

    model_config = ConfigDict(json_schema_extra={"examples": [REPLACEMENT]})

    replacement_id: UUID
    standing_participant_id: UUID
    replaced_participant_id: UUID
    reason: ReplacementReason
    replaced_on: date
    undone_on: date | None

    @classmethod
    def of(cls, replacement: NumberReplacement) -> Self:
        return cls(
            replacement_id=replacement.id,
            standing_participant_id=replacement.standing,
            replaced_participant_id=replacement.replaced,
            reason=replacement.reason,
            replaced_on=replacement.replaced_on,
            undone_on=replacement.undone_on,
        )

    @classmethod
    def of_row(cls, row: Row) -> Self:
        return cls(
            replacement_id=row["replacement_id"],
            standing_participant_id=row["standing"],
            replaced_participant_id=row["replaced"],
            reason=row["reason"],
            replaced_on=row["replaced_on"],
            undone_on=row["undone_on"],
        )


@router.post(
    "",
    status_code=201,
    summary="Notera bytt personnummer · Record a replaced personnummer",
    responses={201: {"model": ReplacementView, "description": "The replacement", "headers": ETAG}},
)
def replace_number(form: Replacement, writer: Writer) -> Response:
    """From now on either number finds the id that stands. Consents stay with the id they were given for."""
    asked = ReplaceNumber(
        old=form.old_number,
        new=form.new_number,
        standing=form.standing,
        reason=form.reason,
        by=writer.caller.agency,
        on=form.occurred_on,
    )
    return writer.create(asked, ReplacementView.of, lambda _: "/v1/number-replacements")


@router.get("", summary="Bytta personnummer · Replaced personnummer")
def list_replacements(
    caller: Annotated[Caller, Depends(scope("consent:read"))],
    request: Request,
    limit: Limit = 20,
    page: Page = 1,
) -> list[ReplacementView]:
    """The last one first, for the keeper; those that were undone too."""
    if caller.agency != request.app.state.settings.agency:
        raise Problem(403, "keeper_only")
    database: Database = request.app.state.application.database
    rows = replacements(database, limit=limit, offset=(page - 1) * limit)
    return [ReplacementView.of_row(row) for row in rows]


@router.post(
    "/{replacementId}/undoing",
    summary="Ångra ett felaktigt byte · Undo a replacement recorded in error",
    responses={200: {"model": ReplacementView, "description": "The replacement as it was", "headers": ETAG}},
)
def undo_replacement(replacement_id: ReplacementId, form: Undoing, writer: Writer) -> Response:
    asked = UndoReplacement(replacement_id=replacement_id, by=writer.caller.agency, on=form.occurred_on)
    return writer.change(asked, replacement_id, ReplacementView.of)
