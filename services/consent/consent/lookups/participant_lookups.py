"""A look-up over HTTP. It has no Idempotency-Key, so its route is not derived from its command."""

from typing import Self
from uuid import UUID

import structlog
from pydantic import ConfigDict

from chassis.decisions.clock import today
from chassis.http.dependencies import TheApplication
from chassis.http.fields import Code, StrictModel, View
from consent.access import Reader
from consent.forms import FICTITIOUS, Number
from consent.lookups.disclosure import Disclosure
from consent.lookups.look_up_participant import LookUpParticipant
from samplan.contracts.codes import ConsentPurpose

log = structlog.get_logger()


class LookUp(StrictModel):
    """Whom, and what for."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"personnummer": FICTITIOUS, "purpose": "coordination"}]}
    )

    personnummer: Number
    purpose: Code[ConsentPurpose]


class ParticipantFound(View):
    """The participant's id, and the consent under which it was disclosed, unless another rule allows it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "participantId": "9e4d2f10-7c3b-4a65-b8e2-1d6f0a5c8b01",
                    "consentId": "c1a7e3d4-2b6f-4f88-8d19-5e0a9b3c7d01",
                }
            ]
        }
    )

    participant_id: UUID
    consent_id: UUID | None

    @classmethod
    def of(cls, disclosure: Disclosure) -> Self:
        return cls(participant_id=disclosure.participant_id, consent_id=disclosure.consent_id)


def look_up_participant(form: LookUp, caller: Reader, application: TheApplication) -> ParticipantFound:
    """For an agency that today's circle lets know the id for that purpose. Any other agency gets 404.

    503 `catching_up` while a record that says that a referral was about the wrong person may be unread.
    It takes no Idempotency-Key: an answer kept for a key would outlive the consent.
    """
    asked = LookUpParticipant(
        personnummer=form.personnummer,
        purpose=form.purpose,
        by=caller.agency,
        role=caller.role,
        occurred_on=today(),
    )
    disclosed: Disclosure = application.execute(asked)
    # Outside the service's database: who rewrites the log there does not rewrite this line.
    log.info("disclosed", anchor=disclosed.anchor)
    return ParticipantFound.of(disclosed)
