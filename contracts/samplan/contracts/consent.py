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
    """Another referral of the same participant is covered by a consent already in force."""

    TYPE: ClassVar[str] = "samplan.consent.ReferralCovered.v1"
    SWEDISH: ClassVar[str] = "remiss omfattad av samtycke"
    EFFECT: ClassVar[Effect | None] = Effect.OPENS

    participant_id: UUID
    referral_id: UUID


class ConsentRefused(ConsentEvent, frozen=True, kw_only=True):
    """Consent was asked for and refused. Nobody is named and no participant id is issued."""

    TYPE: ClassVar[str] = "samplan.consent.ConsentRefused.v1"
    SWEDISH: ClassVar[str] = "samtycke ej lämnat"
    EFFECT: ClassVar[Effect | None] = Effect.NONE

    referral_id: UUID


class ConsentRevoked(ConsentEvent, frozen=True, kw_only=True, omit_defaults=True):
    """The participant has withdrawn the consent, unless the reason says otherwise. The flow stops at once.

    `entered_in_error`: all that it covered were referrals of the wrong person, and nobody has withdrawn it.
    A reason that a reader does not know ends the consent all the same, as `withdrawn`.
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
