"""An erasure over HTTP."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import Path, Response
from pydantic import ConfigDict

from chassis.http.commands import view_response
from chassis.http.dependencies import LookingUp
from chassis.http.fields import Id, View
from chassis.http.verbs import Resource
from consent.access import Reader, Writer
from consent.erasing.assess_erasure import AssessErasure
from consent.erasing.erasure import Erasure, Holder
from consent.erasing.request_erasure import RequestErasure
from consent.erasing.seen_erasure import SeenErasure
from consent.erasing.show_erasure import ShowErasure
from consent.forms import TYPES
from samplan.contracts.codes import Agency
from samplan.contracts.codes.erasures import RetentionGround

ErasureId = Annotated[Id, Path(alias="erasureId")]
PLACE = "/v1/erasures/{erasureId}"

_EXAMPLE: dict[str, Any] = {
    "erasureId": "0e7a5c1d-4b3f-4a92-8d6c-1f2e3d4c5b01",
    "participantId": "9e4d2f10-7c3b-4a65-b8e2-1d6f0a5c8b01",
    "state": "requested",
    "requestedOn": "2020-10-01",
    "waitingFor": ["af"],
    "assessments": [{"agency": "malmo-ifo", "ground": None}],
    "acknowledgements": [],
}


class ErasureState(StrEnum):
    REQUESTED = "requested"
    ASSESSED = "assessed"
    EXECUTED = "executed"
    REFUSED = "refused"


class Assessment(View):
    agency: Agency
    ground: RetentionGround | None


class AcknowledgementState(StrEnum):
    """What a service has said of an erasure that was executed."""

    ASKED = "asked"
    LATE = "late"
    ERASED = "erased"
    RETAINED = "retained"


class AcknowledgementView(View):
    """`holder`: a service, as `malmo-ifo.referral`. `acknowledgeBy`: the last day on which it is in time."""

    holder: str
    state: AcknowledgementState
    ground: RetentionGround | None
    acknowledge_by: date
    acknowledged_on: date | None

    @classmethod
    def of(cls, holder: Holder, erasure: Erasure) -> Self:
        said = erasure.acknowledgements.get(holder)
        silent = AcknowledgementState.LATE if holder in erasure.late else AcknowledgementState.ASKED
        return cls(
            holder=holder,
            state=AcknowledgementState(said.outcome) if said else silent,
            ground=said.ground if said else None,
            acknowledge_by=erasure.acknowledge_by[holder],
            acknowledged_on=said.on if said else None,
        )


class ErasureView(View):
    """`assessed`: no agency forbids it, and the key has not been destroyed yet.

    Of what agencies and services say, an agency is shown its own; the keeper of consents is shown all.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    erasure_id: UUID
    participant_id: UUID
    state: ErasureState
    requested_on: date
    waiting_for: list[Agency]
    assessments: list[Assessment]
    acknowledgements: list[AcknowledgementView]

    @classmethod
    def of(cls, seen: SeenErasure) -> Self:
        erasure = seen.erasure
        return cls(
            erasure_id=erasure.id,
            participant_id=erasure.participant_id,
            state=_state(erasure),
            requested_on=erasure.requested_on,
            waiting_for=[one for one in erasure.waiting_for if seen.is_told_of(one)],
            assessments=[
                Assessment(agency=agency, ground=ground)
                for agency, ground in sorted(erasure.grounds.items())
                if seen.is_told_of(agency)
            ],
            acknowledgements=[
                AcknowledgementView.of(holder, erasure)
                for holder in sorted(erasure.acknowledge_by)
                if seen.is_told_of_service(holder)
            ],
        )


def _state(erasure: Erasure) -> ErasureState:
    if erasure.executed_on:
        return ErasureState.EXECUTED
    if erasure.refused_on:
        return ErasureState.REFUSED
    return ErasureState.ASSESSED if erasure.is_due else ErasureState.REQUESTED


ERASURES = Resource(
    commands=AssessErasure,
    path=PLACE,
    tag="participants",
    writer=Writer,
    view=ErasureView,
    answer="The erasure as it now is",
    version="The erasure's version",
    types=TYPES,
)
NEW_ERASURES = ERASURES.created_by(
    RequestErasure, at="/v1/participants/{participantId}/erasures", answer="The erasure"
)


def show_erasure(erasure_id: ErasureId, caller: Reader, look_up: LookingUp) -> Response:
    """For the agencies that assess it and the keeper of consents; others get 404."""
    return view_response(look_up(ShowErasure(erasure_id=erasure_id, by=caller.agency)), ErasureView.of)
