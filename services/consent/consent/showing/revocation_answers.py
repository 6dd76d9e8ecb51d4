"""An agency's answer to a revocation over HTTP."""

from datetime import date
from typing import Self
from uuid import UUID

from pydantic import ConfigDict

from chassis.http.fields import View
from chassis.http.verbs import Resource
from consent.access import Writer
from consent.forms import TYPES
from consent.revoking.acknowledge_revocation import AcknowledgeRevocation, AnsweredRevocation


class AnsweredConsent(View):
    """What an agency that answers sees of the consent. `endedOn`: empty to one that it no longer names."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"consentId": "c1a7e3d4-2b6f-4f88-8d19-5e0a9b3c7d01", "endedOn": "2020-09-01"}]
        }
    )

    consent_id: UUID
    ended_on: date | None

    @classmethod
    def of(cls, answered: AnsweredRevocation) -> Self:
        return cls(consent_id=answered.id, ended_on=answered.ended_on)


ANSWERS = Resource(
    commands=AcknowledgeRevocation,
    path="/v1/consents/{consentId}/revocation-answers",
    tag="consents",
    writer=Writer,
    view=AnsweredConsent,
    answer="The consent that was answered for",
    version="The consent's version; to an agency that it no longer names, always 1",
    types=TYPES,
)
