"""Disclosures over HTTP (R-16): what an agency is shown of another's participant, and who was shown what."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

import structlog
from fastapi import Path
from pydantic import ConfigDict

from chassis.decisions.clock import today
from chassis.http.dependencies import Store, TheApplication
from chassis.http.fields import Code, Id, StrictModel, View
from chassis.http.problems import Problem
from referral.access import Reader
from referral.disclosures.disclose_form import DiscloseForm
from referral.disclosures.disclosure_log import disclosures_of
from referral.disclosures.may_see_disclosures import MaySeeDisclosures
from referral.form.example import EXAMPLE as FORM
from referral.form.fields import Form
from samplan.contracts.codes import Agency, ConsentPurpose

log = structlog.get_logger()

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


def disclose_form(
    participant_id: ParticipantId, form: DisclosureRequest, caller: Reader, application: TheApplication
) -> DisclosedForm:
    """The form of the participant's last referral. Consent is checked now, and the disclosure logged first.

    409 `consent_not_in_force` once the consent has ended; 404 where none has ever named the agency; 503
    `catching_up` while its end may not have been received yet.
    """
    asked = DiscloseForm(
        participant_id=participant_id, by=caller.agency, purpose=form.purpose, occurred_on=today()
    )
    disclosed = application.execute(asked)
    # Stored elsewhere than the service's data: rewriting the log of disclosures does not rewrite this line.
    log.info("disclosed", anchor=str(disclosed.anchor))
    return DisclosedForm(form=disclosed.form)


def list_disclosures(
    participant_id: ParticipantId, caller: Reader, application: TheApplication, store: Store
) -> list[DisclosureLine]:
    """The oldest first; for the keeper and for the agency that referred the participant."""
    with application.reading() as work:
        asked = MaySeeDisclosures(participant_id=participant_id, by=caller.agency)
        if not application.handle(asked, work):
            raise Problem(404, "not_found")
    return [DisclosureLine(**row) for row in disclosures_of(store, participant_id)]
