"""Disclosures over HTTP (R-16): what an agency is shown of another's participant, and who was shown what."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

import structlog
from fastapi import APIRouter, Depends, Path, Request
from pydantic import ConfigDict

from chassis.decisions.clock import today
from chassis.decisions.work import Application
from chassis.http.catch_up import only_when_caught_up
from chassis.http.fields import Code, Id, StrictModel, View
from chassis.http.problems import Problem
from referral.api.access import Reader
from referral.commands.office import DiscloseForm, MaySeeDisclosures
from referral.form.example import EXAMPLE as FORM
from referral.form.fields import Form
from referral.queries.disclosure_log import disclosures_of
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import Agency, ConsentPurpose

log = structlog.get_logger()
router = APIRouter(prefix="/v1/participants/{participantId}/disclosures", tags=["disclosures"])

ParticipantId = Annotated[Id, Path(alias="participantId")]
LINE: dict[str, Any] = {
    "disclosedOn": "2021-06-20",
    "referralId": "0f8fad5b-d9cb-469f-a165-70867728950e",
    "agency": "region-skane",
    "purpose": "coordination",
}


class DisclosureRequest(StrictModel):
    model_config = ConfigDict(json_schema_extra={"examples": [{"purpose": "coordination"}]})

    purpose: Code[ConsentPurpose]


class DisclosedForm(View):
    model_config = ConfigDict(json_schema_extra={"examples": [{"form": FORM}]})

    form: Form


class DisclosureLine(View):
    model_config = ConfigDict(json_schema_extra={"examples": [LINE]})

    disclosed_on: date
    referral_id: UUID
    agency: Agency
    purpose: ConsentPurpose


@router.post(
    "",
    dependencies=[Depends(only_when_caught_up)],
    summary="Begär ut uppgifter · Ask for the personal fields",
)
def disclose_form(
    participant_id: ParticipantId, form: DisclosureRequest, caller: Reader, request: Request
) -> DisclosedForm:
    """The form of the participant's last referral. Consent is checked now, and the disclosure logged first.

    409 `consent_not_in_force` once the consent has ended; 404 where none has ever named the agency; 503
    `catching_up` while its end may not have been heard yet.
    """
    application: Application = request.app.state.application
    asked = DiscloseForm(participant_id=participant_id, by=caller.agency, purpose=form.purpose, on=today())
    disclosed = application.execute(asked)
    # Kept where the service's store is not: whoever rewrites the log cannot rewrite this.
    log.info("disclosed", anchor=str(disclosed.anchor))
    return DisclosedForm(form=disclosed.form)


@router.get("", summary="Till vem uppgifter har lämnats ut · To whom something was disclosed")
def list_disclosures(participant_id: ParticipantId, caller: Reader, request: Request) -> list[DisclosureLine]:
    """The oldest first; for the keeper and for who referred the participant."""
    application: Application = request.app.state.application
    database: Database = request.app.state.database
    with application.reading() as work:
        asked = MaySeeDisclosures(participant_id=participant_id, by=caller.agency)
        if not application.handle(asked, work):
            raise Problem(404, "not_found")
    return [DisclosureLine(**row) for row in disclosures_of(database, participant_id)]
