"""Events of the consent service, the only issuer of participant ids."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from samplan.contracts.codes import Agency, ConsentKind, ConsentPurpose, RevocationReason
from samplan.contracts.effect import Effect
from samplan.contracts.event import ContractEvent


class ConsentEvent(ContractEvent, frozen=True, kw_only=True):
    SUBJECT: ClassVar[str] = "consent_id"

    consent_id: UUID


class ConsentGranted(ConsentEvent, frozen=True, kw_only=True):
    """The participant lets the named agencies exchange what the purpose needs, until a date."""

    TYPE: ClassVar[str] = "samplan.consent.ConsentGranted.v1"
    SWEDISH: ClassVar[str] = "samtycke lämnat"
    EFFECT: ClassVar[Effect | None] = Effect.OPENS

    participant_id: UUID
    referral_id: UUID
    agencies: tuple[Agency, ...]
    purpose: ConsentPurpose
    kind: ConsentKind
    valid_until: date


class ReferralCovered(ConsentEvent, frozen=True, kw_only=True):
    """A consent in force now also covers another referral of the same participant."""

    TYPE: ClassVar[str] = "samplan.consent.ReferralCovered.v1"
    SWEDISH: ClassVar[str] = "remiss omfattad av samtycke"
    EFFECT: ClassVar[Effect | None] = Effect.OPENS

    participant_id: UUID
    referral_id: UUID


class ConsentRefused(ConsentEvent, frozen=True, kw_only=True):
    """Consent was asked for and refused. The event identifies no person and no participant id is issued."""

    TYPE: ClassVar[str] = "samplan.consent.ConsentRefused.v1"
    SWEDISH: ClassVar[str] = "samtycke ej lämnat"
    EFFECT: ClassVar[Effect | None] = Effect.NONE

    referral_id: UUID


class ConsentRevoked(ConsentEvent, frozen=True, kw_only=True, omit_defaults=True):
    """The participant has withdrawn the consent, unless the reason says otherwise. Sharing stops at once.

    `entered_in_error`: every referral that it covered was about the wrong person; it was not withdrawn.
    A reader treats a reason that it does not know as `withdrawn`: the consent has ended.
    """

    TYPE: ClassVar[str] = "samplan.consent.ConsentRevoked.v1"
    SWEDISH: ClassVar[str] = "samtycke återkallat"
    EFFECT: ClassVar[Effect | None] = Effect.ENDS

    participant_id: UUID
    reason: RevocationReason = RevocationReason.WITHDRAWN


class ConsentExpired(ConsentEvent, frozen=True, kw_only=True):
    """The last day of the consent has passed."""

    TYPE: ClassVar[str] = "samplan.consent.ConsentExpired.v1"
    SWEDISH: ClassVar[str] = "samtycke upphört"
    EFFECT: ClassVar[Effect | None] = Effect.ENDS

    participant_id: UUID
