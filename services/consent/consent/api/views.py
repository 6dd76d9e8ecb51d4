"""What agencies are shown: who may know and until when, never whom it is about."""

from datetime import date
from typing import Any, Self
from uuid import UUID

from pydantic import ConfigDict

from chassis.http.fields import View
from consent.domain.consent import Consent, End
from consent.domain.disclosure import Disclosure
from consent.domain.refused_consent import RefusedConsent
from samplan.bus.store.transactions import Row
from samplan.contracts.codes import Agency, ConsentKind, ConsentPurpose


def _example(**members: Any) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [members]})


class ConsentView(View):
    """A consent as an agency that it names sees it. `ended` says how, and is empty while it lasts."""

    model_config = _example(
        consentId="c1a7e3d4-2b6f-4f88-8d19-5e0a9b3c7d01",
        participantId="9e4d2f10-7c3b-4a65-b8e2-1d6f0a5c8b01",
        referralIds=["6d0b8a52-5f0e-4b7c-9a53-0c5f6f1e2a01"],
        agencies=["af", "malmo-ifo", "malmo-ama", "region-skane"],
        purpose="coordination",
        kind="secrecy_waiver",
        grantedOn="2020-02-17",
        validUntil="2021-02-16",
        ended=None,
        endedOn=None,
    )

    consent_id: UUID
    participant_id: UUID
    referral_ids: list[UUID]
    agencies: list[Agency]
    purpose: ConsentPurpose
    kind: ConsentKind
    granted_on: date
    valid_until: date
    ended: End | None
    ended_on: date | None

    @classmethod
    def of(cls, consent: Consent) -> Self:
        return cls(
            consent_id=consent.id,
            participant_id=consent.participant_id,
            referral_ids=list(consent.referral_ids),
            agencies=list(consent.agencies),
            purpose=consent.purpose,
            kind=consent.kind,
            granted_on=consent.granted_on,
            valid_until=consent.valid_until,
            ended=consent.ended,
            ended_on=consent.ended_on,
        )


class ConsentInForce(View):
    model_config = _example(
        consentId="c1a7e3d4-2b6f-4f88-8d19-5e0a9b3c7d01",
        participantId="9e4d2f10-7c3b-4a65-b8e2-1d6f0a5c8b01",
        agencies=["af", "malmo-ifo"],
        purpose="coordination",
        kind="secrecy_waiver",
        grantedOn="2020-02-17",
        validUntil="2021-02-16",
    )

    consent_id: UUID
    participant_id: UUID
    agencies: list[Agency]
    purpose: ConsentPurpose
    kind: ConsentKind
    granted_on: date
    valid_until: date

    @classmethod
    def of(cls, row: Row) -> Self:
        return cls.model_validate({**row, "agencies": row["agencies"].strip(",").split(",")})


class RefusedConsentView(View):
    model_config = _example(
        consentId="c1a7e3d4-2b6f-4f88-8d19-5e0a9b3c7d02",
        referralId="6d0b8a52-5f0e-4b7c-9a53-0c5f6f1e2a02",
        refusedOn="2020-02-17",
    )

    consent_id: UUID
    referral_id: UUID
    refused_on: date

    @classmethod
    def of(cls, refused: RefusedConsent) -> Self:
        return cls(consent_id=refused.id, referral_id=refused.referral_id, refused_on=refused.refused_on)


class ParticipantFound(View):
    """The participant's id, and the consent under which it was disclosed."""

    model_config = _example(
        participantId="9e4d2f10-7c3b-4a65-b8e2-1d6f0a5c8b01",
        consentId="c1a7e3d4-2b6f-4f88-8d19-5e0a9b3c7d01",
    )

    participant_id: UUID
    consent_id: UUID

    @classmethod
    def of(cls, disclosure: Disclosure) -> Self:
        return cls(participant_id=disclosure.participant_id, consent_id=disclosure.consent_id)
