"""Refusals over HTTP."""

from datetime import date
from typing import Self
from uuid import UUID

from fastapi import Response
from pydantic import ConfigDict

from chassis.http.commands import view_response
from chassis.http.dependencies import LookingUp
from chassis.http.fields import View
from chassis.http.verbs import Resource
from consent.access import ConsentId, Reader, Writer
from consent.forms import TYPES
from consent.refusing.refuse_consent import RefuseConsent, RefusedConsent
from consent.refusing.show_refusal import ShowRefusal


class RefusedConsentView(View):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "consentId": "c1a7e3d4-2b6f-4f88-8d19-5e0a9b3c7d02",
                    "referralId": "6d0b8a52-5f0e-4b7c-9a53-0c5f6f1e2a02",
                    "refusedOn": "2020-02-17",
                }
            ]
        }
    )

    consent_id: UUID
    referral_id: UUID
    refused_on: date

    @classmethod
    def of(cls, refused: RefusedConsent) -> Self:
        return cls(consent_id=refused.id, referral_id=refused.referral_id, refused_on=refused.refused_on)


REFUSALS = Resource(
    commands=RefuseConsent,
    path="/v1/consent-refusals",
    tag="consents",
    writer=Writer,
    view=RefusedConsentView,
    answer="The refusal as it was recorded",
    version="The refusal's version",
    place=lambda refused: f"/v1/consent-refusals/{refused.id}",
    types=TYPES,
)


def show_refusal(consent_id: ConsentId, caller: Reader, look_up: LookingUp) -> Response:
    """Only the agency that recorded it is shown it."""
    return view_response(look_up(ShowRefusal(consent_id=consent_id, by=caller.agency)), RefusedConsentView.of)
