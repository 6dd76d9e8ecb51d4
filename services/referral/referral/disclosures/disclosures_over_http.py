"""Disclosures over HTTP (R-16): what an agency is shown of another's participant, and who was shown what."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

import structlog
from fastapi import Path
from pydantic import ConfigDict, Field

from chassis.decisions.disclosure_checks import text_of
from chassis.http.dependencies import TheApplication
from chassis.http.fields import Code, Id, StrictModel, View
from chassis.http.guessing import noting_refusals
from chassis.http.problems import Problem
from referral.access import Reader
from referral.consents.form_access import FORM as FORM_IN_TABLE
from referral.disclosures.disclose_form import DiscloseForm
from referral.disclosures.earlier_log import earlier_disclosures_of
from referral.disclosures.may_see_disclosures import MaySeeDisclosures
from referral.form.details import Representative
from referral.form.example import EXAMPLE as FORM
from referral.form.fields import Form
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.privacy.disclosure_log import Disclosure, disclosures_of

log = structlog.get_logger()

ParticipantId = Annotated[Id, Path(alias="participantId")]
LINE: dict[str, Any] = {
    "disclosedOn": "2021-06-20",
    "agency": "region-skane",
    "purpose": "coordination",
    "role": "system",
    "what": "referral.form",
    "rule": "consent",
    "referralId": None,
}


class DisclosureRequest(StrictModel):
    model_config = ConfigDict(json_schema_extra={"examples": [{"purpose": "coordination"}]})

    purpose: Code[ConsentPurpose]


class DisclosedForm(View):
    model_config = ConfigDict(json_schema_extra={"examples": [{"form": FORM, "representative": None}]})

    form: Form = Field(description="With the contact details and the protection that were stated since")
    representative: Representative | None = Field(description="Who represents the participant now")


class DisclosureLine(View):
    model_config = ConfigDict(json_schema_extra={"examples": [LINE]})

    disclosed_on: date
    agency: Agency
    purpose: ConsentPurpose
    role: str | None = Field(default=None, description="None for an entry of version 0.1.0, as what and rule")
    what: str | None = None
    rule: str | None = Field(default=None, description="By which rule it was allowed")
    referral_id: UUID | None = Field(default=None, description="For an entry of version 0.1.0 alone")


def disclose_form(
    participant_id: ParticipantId, form: DisclosureRequest, caller: Reader, application: TheApplication
) -> DisclosedForm:
    """The form of the participant's last referral. Consent is checked now, and the disclosure logged first.

    409 `consent_not_in_force` once the consent has ended; 404 where none has ever named the agency; 503
    `catching_up` while its end may not have been received yet.
    """
    asked = DiscloseForm(
        participant_id=participant_id, by=caller.agency, role=caller.role, purpose=form.purpose
    )
    with noting_refusals(caller, FORM_IN_TABLE, form.purpose):
        disclosed = application.execute(asked)
    # Stored elsewhere than the service's data: rewriting the log of disclosures does not rewrite this line.
    log.info("disclosed", anchor=text_of(disclosed.anchor))
    return DisclosedForm(form=disclosed.form, representative=disclosed.representative)


def list_disclosures(
    participant_id: ParticipantId, caller: Reader, application: TheApplication
) -> list[DisclosureLine]:
    """The oldest first; for the keeper and for the agency that referred the participant."""
    with application.reading() as work:
        asked = MaySeeDisclosures(participant_id=participant_id, by=caller.agency)
        if not application.handle(asked, work):
            raise Problem(404, "not_found")
        earlier = [DisclosureLine(**row) for row in earlier_disclosures_of(participant_id, work)]
        return earlier + [_line_of(entry) for entry in disclosures_of(participant_id, work)]


def _line_of(entry: Disclosure) -> DisclosureLine:
    return DisclosureLine(
        disclosed_on=entry.disclosed_on,
        agency=entry.agency,
        purpose=entry.purpose,
        role=entry.role,
        what=entry.what,
        rule=entry.rule,
    )
