"""What agencies are shown of a consent: who may know and until when, never whom it is about."""

from datetime import date
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from pydantic import ConfigDict

from chassis.decisions.clock import today
from chassis.http.fields import View
from consent.consent import Consent, SeenConsent
from consent.consent.consent import End
from samplan.contracts.codes import Agency, ConsentKind, ConsentPurpose


class ConsentState(StrEnum):
    """The codes of FHIR's consent-state: https://hl7.org/fhir/valueset-consent-state-codes.html."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    ENTERED_IN_ERROR = "entered-in-error"


EXAMPLE: dict[str, Any] = {
    "consentId": "c1a7e3d4-2b6f-4f88-8d19-5e0a9b3c7d01",
    "referralIds": ["6d0b8a52-5f0e-4b7c-9a53-0c5f6f1e2a01"],
    "agencies": ["af", "malmo-ifo", "malmo-ama", "region-skane"],
    "purpose": "coordination",
    "kind": "secrecy_waiver",
    "grantedOn": "2020-02-17",
    "validUntil": "2021-02-16",
    "grantedBy": "malmo-ifo",
    "acknowledgedBy": ["af"],
    "coversEarlier": False,
    "state": "active",
    "ended": None,
    "endedOn": None,
}


class _Shown(View):
    consent_id: UUID
    referral_ids: list[UUID]
    agencies: list[Agency]
    purpose: ConsentPurpose
    kind: ConsentKind
    granted_on: date
    valid_until: date
    granted_by: Agency | None
    acknowledged_by: list[Agency]
    covers_earlier: bool
    state: ConsentState
    ended: End | None
    ended_on: date | None


class GrantedView(_Shown):
    """A consent as the agency that has recorded it is answered (C-15): as it was sent, blocks or not."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    @classmethod
    def of(cls, consent: Consent) -> Self:
        return cls(**_shown(consent, frozenset()))


class ConsentView(_Shown):
    """A consent as an agency that it names sees it. `ended` says how, and is empty while it lasts.

    It names those that may know; to a blocked agency itself alone, to the keeper of consents all (C-05).
    `grantedBy` recorded it, and sees records of other owners once they are in `acknowledgedBy`.
    `place`: where it was given; null in the answer to a command.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {**EXAMPLE, "participantId": "9e4d2f10-7c3b-4a65-b8e2-1d6f0a5c8b01", "place": "Malmö"}
            ]
        }
    )

    participant_id: UUID
    place: str | None

    @classmethod
    def of(cls, seen: SeenConsent) -> Self:
        shown = _shown(seen.consent, seen.hidden)
        return cls(participant_id=seen.consent.participant_id, place=seen.place, **shown)


def _shown(consent: Consent, hidden: frozenset[Agency]) -> dict[str, Any]:
    return {
        "consent_id": consent.id,
        "referral_ids": list(consent.referral_ids),
        "agencies": [one for one in consent.agencies if one not in hidden],
        "purpose": consent.purpose,
        "kind": consent.kind,
        "granted_on": consent.granted_on,
        "valid_until": consent.valid_until,
        "granted_by": None if consent.granted_by in hidden else consent.granted_by,
        "acknowledged_by": sorted(consent.acknowledged - hidden),
        "covers_earlier": consent.covers_earlier,
        "state": _state(consent),
        "ended": consent.ended,
        "ended_on": consent.ended_on,
    }


def _state(consent: Consent) -> ConsentState:
    """The last day holds by itself: one that has passed it is inactive before the clock has noted it."""
    if consent.ended is End.ENTERED_IN_ERROR:
        return ConsentState.ENTERED_IN_ERROR
    return ConsentState.ACTIVE if consent.is_in_force(today()) else ConsentState.INACTIVE
