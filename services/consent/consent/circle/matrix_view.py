"""The matrix of a participant's circle over HTTP, also as a FHIR Permission."""

from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import Path, Query
from pydantic import ConfigDict

from chassis.decisions.clock import today
from chassis.decisions.commands import Records
from chassis.decisions.domain import NotFound
from chassis.http.dependencies import TheApplication, TheSettings
from chassis.http.fields import Id, LocalDate, View
from consent.access import Reader
from consent.circle.circle_in import circle_in
from consent.circle.fhir_permission import EXAMPLE, permission_of
from consent.circle.matrix import Cell, matrix_of, told_to
from consent.consent import hidden_from
from consent.register.names_agency import is_accepted
from samplan.bus.clock import now_utc
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.privacy.circle.circle import Circle
from samplan.privacy.circle.may_know import Allowed, Asked, Rule, may_know

ParticipantId = Annotated[Id, Path(alias="participantId")]
OnDay = Annotated[LocalDate | None, Query(alias="on", description="Default: today")]
THE_ID = "consent.participant_id"

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
    settings: TheSettings,
    on: OnDay = None,
) -> CircleView:
    """For the keeper of consents and agencies that may know the participant's id today; others get 404.

    To the keeper all of it; to an agency what the consents that name it allow the agencies that may know.
    By a consent that it has recorded itself an agency asks once another agency has accepted the grant (C-15).
    """
    day: date = on or today()
    with application.reading() as work:
        circle = _circle_for(caller.agency, participant_id, work, settings.agency)
    cells = _matrix(circle, caller.agency, settings.agency, day)
    return CircleView(
        participant_id=participant_id,
        on=day,
        version=circle.version,
        cells=[CellView.of(one) for one in cells],
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
    with application.reading() as work:
        circle = _circle_for(caller.agency, participant_id, work, settings.agency)
    cells = _matrix(circle, caller.agency, settings.agency, day)
    return permission_of(participant_id, cells, settings.agency, day)


def _matrix(circle: Circle, agency: Agency, keeper: Agency, on: date) -> list[Cell]:
    """Emergency access counts in hours, so only on the present day."""
    cells = matrix_of(told_to(agency, circle, keeper), keeper, on, now_utc() if on == today() else None)
    hidden = hidden_from(agency, keeper, circle.blocked) - {keeper}
    return [one for one in cells if not hidden & {one.agency, one.owner}]


def _circle_for(agency: Agency, participant_id: UUID, work: Records, keeper: Agency) -> Circle:
    """Raises NotFound for an agency that may not know the participant's id."""
    circle = circle_in(participant_id, work, keeper)
    if not circle.version or not _may_ask(_accepted(circle, agency, work), agency, keeper):
        raise NotFound
    return circle


def _accepted(circle: Circle, agency: Agency, work: Records) -> Circle:
    """Without the agency's own grants that no other agency has accepted."""
    own = {one.consent_id for one in circle.consents if one.terms and one.terms.granted_by == agency}
    return circle.without({one for one in own if not is_accepted(one, agency, work)})


def _may_ask(circle: Circle, agency: Agency, keeper: Agency) -> bool:
    asked = (
        Asked(what=THE_ID, agency=agency, purpose=purpose, owner=keeper, on=today(), at=now_utc())
        for purpose in ConsentPurpose
    )
    return any(isinstance(may_know(circle, one), Allowed) for one in asked)
