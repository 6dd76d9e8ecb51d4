"""The matrix of a participant's circle over HTTP, also as a FHIR Permission."""

from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import Path, Query
from pydantic import ConfigDict

from chassis.decisions.clock import today
from chassis.http.dependencies import TheApplication, TheSettings
from chassis.http.fields import Id, LocalDate, View
from consent.access import Reader
from consent.circle.fhir_permission import EXAMPLE, permission_of
from consent.circle.matrix import Cell
from consent.circle.show_circle import ShowCircle
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.privacy.circle.may_know import Allowed, Rule

ParticipantId = Annotated[Id, Path(alias="participantId")]
OnDay = Annotated[LocalDate | None, Query(alias="on", description="Default: today")]

_CELL: dict[str, Any] = {
    "what": "planning.plan",
    "purpose": "coordination",
    "owner": "af",
    "agency": "region-skane",
    "allowed": True,
    "rule": "consent",
    "consentId": "c1a7e3d4-2b6f-4f88-8d19-5e0a9b3c7d01",
}


class CellView(View):
    """May `agency` know `what`, an event type or a resource, of the records of `owner`, and by which rule?"""

    model_config = ConfigDict(json_schema_extra={"examples": [_CELL]})

    what: str
    purpose: ConsentPurpose
    owner: Agency
    agency: Agency
    allowed: bool
    rule: Rule
    consent_id: UUID | None

    @classmethod
    def of(cls, cell: Cell) -> Self:
        return cls(
            what=cell.what,
            purpose=cell.purpose,
            owner=cell.owner,
            agency=cell.agency,
            allowed=isinstance(cell.decision, Allowed),
            rule=cell.decision.rule,
            consent_id=cell.decision.consent_id if isinstance(cell.decision, Allowed) else None,
        )


class CircleView(View):
    """Who may know what on a day, by today's circle. For a purpose without a cell nothing is allowed."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "participantId": "9e4d2f10-7c3b-4a65-b8e2-1d6f0a5c8b01",
                    "on": "2020-03-01",
                    "version": 3,
                    "cells": [_CELL],
                }
            ]
        }
    )

    participant_id: UUID
    on: date
    version: int
    cells: list[CellView]


def show_circle(
    participant_id: ParticipantId,
    caller: Reader,
    application: TheApplication,
    on: OnDay = None,
) -> CircleView:
    """For the keeper of consents and agencies that may know the participant's id today; others get 404.

    To the keeper all of it; to an agency what the consents that name it allow the agencies that may know.
    By a consent that it has recorded itself an agency asks once another agency has accepted the grant (C-15).
    """
    day: date = on or today()
    seen = application.execute(ShowCircle(participant_id=participant_id, on=day, by=caller.agency))
    return CircleView(
        participant_id=participant_id,
        on=day,
        version=seen.version,
        cells=[CellView.of(one) for one in seen.cells],
    )


def show_permission(
    participant_id: ParticipantId,
    caller: Reader,
    application: TheApplication,
    settings: TheSettings,
    on: OnDay = None,
) -> Annotated[dict[str, Any], EXAMPLE]:
    """The same matrix as a `Permission` of FHIR R6 (ballot): what no rule permits is denied."""
    day: date = on or today()
    seen = application.execute(ShowCircle(participant_id=participant_id, on=day, by=caller.agency))
    return permission_of(participant_id, seen.cells, settings.agency, day)
