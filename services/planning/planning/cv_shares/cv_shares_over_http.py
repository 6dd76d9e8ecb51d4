"""Consents to share a CV over HTTP: each is its agency's, and shown to the keeper too."""

from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import APIRouter, Path, Response
from pydantic import ConfigDict

from chassis.decisions.clock import today
from chassis.http.commands import view_response
from chassis.http.dependencies import LookingUp, Store
from chassis.http.fields import Id, View
from chassis.http.paging import Paging
from chassis.http.verbs import Resource
from planning.cv_shares.cv_share import CvShareStatus, SeenCvShare
from planning.cv_shares.grant_cv_share import GrantCvShare
from planning.cv_shares.shared_cvs import IN_FORCE
from planning.cv_shares.show_cv_share import ShowCvShare
from planning.cv_shares.steps import CvShareCommand
from planning.showing.access import AnyReader, RecordWriter
from samplan.contracts.codes import Agency

ShareId = Annotated[Id, Path(alias="shareId")]
LINE: dict[str, Any] = {
    "shareId": "7d2b9c14-3e6f-4a58-91b0-c4d5e6f70812",
    "planId": "5f1d3c52-6a0b-5c1e-8f53-0f6a2f3c7b11",
    "agency": "malmo-ama",
    "employerId": "c1f0a7e2-5b3d-4c6e-8f90-2a1b3c4d5e6f",
    "validUntil": "2022-04-13",
    "used": 1,
}


class CvShareLine(View):
    """`used`: how often the employer has received the CV."""

    model_config = ConfigDict(json_schema_extra={"examples": [LINE]})

    share_id: UUID
    plan_id: UUID
    agency: Agency
    employer_id: UUID
    valid_until: date
    used: int


class CvShareView(CvShareLine):
    """`cv`: for the agency that may share it, while it may; null in the answer to a command."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {**LINE, "grantedOn": "2022-03-14", "status": "granted", "revokedOn": None, "cv": None}
            ]
        }
    )

    granted_on: date
    status: CvShareStatus
    revoked_on: date | None
    cv: str | None

    @classmethod
    def of(cls, seen: SeenCvShare) -> Self:
        share = seen.share
        return cls(
            share_id=share.id,
            plan_id=share.plan_id,
            agency=share.owner,
            employer_id=share.employer_id,
            valid_until=share.valid_until,
            used=len(share.used_on),
            granted_on=share.granted_on,
            status=share.status,
            revoked_on=share.revoked_on,
            cv=seen.cv,
        )


CV_SHARES = Resource(
    commands=CvShareCommand,
    path="/v1/cv-shares/{shareId}",
    tag="employers",
    writer=RecordWriter,
    view=CvShareView,
    answer="The consent after the change",
    version="The consent's version",
)
NEW_CV_SHARES = CV_SHARES.created_by(
    GrantCvShare, at="/v1/cv-shares", answer="The consent as it was recorded"
)

cv_shares = APIRouter(prefix="/v1", tags=["employers"])


@cv_shares.get("/cv-shares", summary="Cv som får delas · CVs that may be shared")
def list_cv_shares(caller: AnyReader, store: Store, paging: Paging) -> list[CvShareLine]:
    """By the calling agency, of plans that have not ended: the first to end comes first."""
    asked = {"by": caller.agency.value, "today": today().isoformat()}
    return [CvShareLine(**row) for row in paging.rows(IN_FORCE, store.query, asked)]


@cv_shares.get(
    "/cv-shares/{shareId}",
    summary="Visa ett medgivande · Show a consent to share",
    responses=CV_SHARES.answers(),
)
def show_cv_share(share_id: ShareId, caller: AnyReader, look_up: LookingUp) -> Response:
    """With the CV, to the agency that may share it now."""
    return view_response(look_up(ShowCvShare(share_id=share_id, by=caller.agency)), CvShareView.of)
