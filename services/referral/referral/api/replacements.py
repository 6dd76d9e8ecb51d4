"""Replaced personnummer over HTTP (C-14): by the keeper, since a person may have been referred by several."""

from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response
from pydantic import ConfigDict

from chassis.http.fields import Code, Id, PastDate, StrictModel, View
from chassis.http.paging import Limit, Page
from chassis.http.problems import Problem
from referral.api.access import ETAG, Reader, Writer
from referral.commands.office import ReplaceNumber, UndoReplacement
from referral.domain.number_replacement import NumberReplacement, ReplacementReason
from referral.form.fields import Number
from referral.queries.replacements import replacements
from samplan.bus.store.transactions import Database

router = APIRouter(prefix="/v1/number-replacements", tags=["replaced numbers"])

ReplacementId = Annotated[Id, Path(alias="replacementId")]
REPLACEMENT: dict[str, Any] = {
    "replacementId": "2d7b1c5e-8f3a-4e1b-9c60-7a5d4e3f2b19",
    "reason": "coordination_number_replaced",
    "replacedOn": "2021-06-08",
    "undoneOn": None,
}


class ReplacementForm(StrictModel):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "oldNumber": "19850675-9805",
                    "newNumber": "19850615-9808",
                    "reason": "coordination_number_replaced",
                    "occurredOn": "2021-06-08",
                }
            ]
        }
    )

    old_number: Number
    new_number: Number
    reason: Code[ReplacementReason]
    occurred_on: PastDate


class UndoForm(StrictModel):
    model_config = ConfigDict(json_schema_extra={"examples": [{"occurredOn": "2021-06-09"}]})

    occurred_on: PastDate


class ReplacementView(View):
    """Without the numbers."""

    model_config = ConfigDict(json_schema_extra={"examples": [REPLACEMENT]})

    replacement_id: UUID
    reason: ReplacementReason
    replaced_on: date
    undone_on: date | None

    @classmethod
    def of(cls, replacement: NumberReplacement) -> Self:
        return cls(
            replacement_id=replacement.id,
            reason=replacement.reason,
            replaced_on=replacement.replaced_on,
            undone_on=replacement.undone_on,
        )


@router.post(
    "",
    status_code=201,
    summary="Notera bytt personnummer · Record a replaced personnummer",
    responses={201: {"model": ReplacementView, "description": "The replacement", "headers": ETAG}},
)
def replace_number(form: ReplacementForm, writer: Writer) -> Response:
    """From now on either number finds the same person.

    409 `both_have_open_referrals` names two to one programme, of which one has to end first.
    """
    asked = ReplaceNumber(
        by=writer.caller.agency,
        old=form.old_number,
        new=form.new_number,
        reason=form.reason,
        on=form.occurred_on,
    )
    return writer.create(asked, ReplacementView.of, lambda _: "/v1/number-replacements")


@router.get("", summary="Bytta personnummer · Replaced personnummer")
def list_replacements(
    caller: Reader, request: Request, limit: Limit = 20, page: Page = 1
) -> list[ReplacementView]:
    """The last one first, for the keeper; those that were undone too."""
    if caller.agency != request.app.state.settings.agency:
        raise Problem(403, "keeper_only")
    database: Database = request.app.state.database
    return [ReplacementView(**row) for row in replacements(database, limit=limit, offset=(page - 1) * limit)]


@router.post(
    "/{replacementId}/undoing",
    summary="Ångra ett felaktigt byte · Undo a replacement recorded in error",
    responses={200: {"model": ReplacementView, "description": "The replacement as it was", "headers": ETAG}},
)
def undo_replacement(replacement_id: ReplacementId, form: UndoForm, writer: Writer) -> Response:
    asked = UndoReplacement(by=writer.caller.agency, replacement_id=replacement_id, on=form.occurred_on)
    return writer.change(asked, replacement_id, ReplacementView.of)
