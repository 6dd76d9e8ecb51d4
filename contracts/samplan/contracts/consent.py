"""Events of the consent service, the only issuer of participant ids."""

from datetime import date
from typing import ClassVar
from uuid import UUID, uuid5

from samplan.contracts.codes import Agency, ConsentKind, ConsentPurpose, RevocationReason
from samplan.contracts.codes.erasures import RetentionGround, RevocationOutcome
from samplan.contracts.effect import Effect
from samplan.contracts.event import ContractEvent, Instant, Slug, Version

NAMESPACE_PARTY = UUID("2f6c0d1b-94e7-4a38-b5d2-8c3e7f1a6b40")


def party_id_of(programme: str, agency: Agency) -> UUID:
    """The id of an agency as a party to a programme: derived, so that every reader knows it."""
    return uuid5(NAMESPACE_PARTY, f"{programme}/{agency.value}")


class ConsentEvent(ContractEvent, frozen=True, kw_only=True):
    SUBJECT: ClassVar[str] = "consent_id"

    consent_id: UUID


class ConsentGranted(ConsentEvent, frozen=True, kw_only=True, omit_defaults=True):
    """The participant lets the named agencies exchange what the purpose needs, until a date.

    `covers_earlier`: also facts dated before the grant. `granted_by` recorded it, and sees records of other
    owners only after their `GrantAcknowledged`. `circle_version`: the circle's version after this event.
    """

    TYPE: ClassVar[str] = "samplan.consent.ConsentGranted.v1"
    SWEDISH: ClassVar[str] = "samtycke lämnat"
    EFFECT: ClassVar[Effect | None] = Effect.OPENS

    participant_id: UUID
    referral_id: UUID
    agencies: tuple[Agency, ...]
    purpose: ConsentPurpose
    kind: ConsentKind
    valid_until: date
    covers_earlier: bool = False
    granted_by: Agency | None = None
    programme: Slug | None = None
    circle_version: Version | None = None


class ReferralCovered(ConsentEvent, frozen=True, kw_only=True):
    """A consent in force now also covers another referral of the same participant."""

    TYPE: ClassVar[str] = "samplan.consent.ReferralCovered.v1"
    SWEDISH: ClassVar[str] = "remiss omfattad av samtycke"
    EFFECT: ClassVar[Effect | None] = Effect.OPENS

    participant_id: UUID
    referral_id: UUID


class ConsentRefused(ConsentEvent, frozen=True, kw_only=True):
    """Consent was asked for and refused. Published by version 0.1.0 alone: a refusal is private (C-02)."""

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
    circle_version: Version | None = None


class ConsentExpired(ConsentEvent, frozen=True, kw_only=True, omit_defaults=True):
    """The last day of the consent has passed."""

    TYPE: ClassVar[str] = "samplan.consent.ConsentExpired.v1"
    SWEDISH: ClassVar[str] = "samtycke upphört"
    EFFECT: ClassVar[Effect | None] = Effect.ENDS

    participant_id: UUID
    circle_version: Version | None = None


class GrantAcknowledged(ConsentEvent, frozen=True, kw_only=True):
    """An owner of records has accepted the grant: the agency that recorded it may now see those records."""

    TYPE: ClassVar[str] = "samplan.consent.GrantAcknowledged.v1"
    SWEDISH: ClassVar[str] = "samtycke bekräftat"
    EFFECT: ClassVar[Effect | None] = Effect.OPENS

    participant_id: UUID
    owner: Agency
    circle_version: Version


class ConsentRenewed(ConsentEvent, frozen=True, kw_only=True):
    """The consent holds longer than it said, without a gap, for the same agencies and purpose."""

    TYPE: ClassVar[str] = "samplan.consent.ConsentRenewed.v1"
    SWEDISH: ClassVar[str] = "samtycke förlängt"
    EFFECT: ClassVar[Effect | None] = Effect.OPENS

    participant_id: UUID
    valid_until: date
    circle_version: Version


class ConsentNarrowed(ConsentEvent, frozen=True, kw_only=True):
    """The consent names fewer agencies from this day on: `agencies` are those that remain."""

    TYPE: ClassVar[str] = "samplan.consent.ConsentNarrowed.v1"
    SWEDISH: ClassVar[str] = "samtycke begränsat"
    EFFECT: ClassVar[Effect | None] = Effect.NARROWS

    participant_id: UUID
    agencies: tuple[Agency, ...]
    circle_version: Version


class RevocationAcknowledged(ConsentEvent, frozen=True, kw_only=True, omit_defaults=True):
    """An agency has answered what it did with what it held when the consent ended.

    `ground` says why an agency that retains its copies may do so.
    """

    TYPE: ClassVar[str] = "samplan.consent.RevocationAcknowledged.v1"
    SWEDISH: ClassVar[str] = "återkallelse bekräftad"
    EFFECT: ClassVar[Effect | None] = Effect.NONE

    agency: Agency
    outcome: RevocationOutcome
    ground: RetentionGround | None = None


class ParticipantEvent(ContractEvent, frozen=True, kw_only=True):
    """About a participant's circle as a whole, whichever consents it holds."""

    SUBJECT: ClassVar[str] = "participant_id"

    participant_id: UUID
    circle_version: Version


class BlockSet(ParticipantEvent, frozen=True, kw_only=True):
    """The agency may know nothing about the participant, whatever a consent says (spärr)."""

    TYPE: ClassVar[str] = "samplan.consent.BlockSet.v1"
    SWEDISH: ClassVar[str] = "spärr satt"
    EFFECT: ClassVar[Effect | None] = Effect.NARROWS

    agency: Agency


class BlockLifted(ParticipantEvent, frozen=True, kw_only=True):
    """The block on the agency no longer holds."""

    TYPE: ClassVar[str] = "samplan.consent.BlockLifted.v1"
    SWEDISH: ClassVar[str] = "spärr hävd"
    EFFECT: ClassVar[Effect | None] = Effect.OPENS

    agency: Agency


class EmergencyAccessOpened(ParticipantEvent, frozen=True, kw_only=True, omit_defaults=True):
    """Two persons have opened the participant's records to the agency for some hours, without a consent.

    It ends when the agency leaves the `programme`. `beats_block`: a block on the agency does not close it.
    """

    TYPE: ClassVar[str] = "samplan.consent.EmergencyAccessOpened.v1"
    SWEDISH: ClassVar[str] = "nödåtkomst öppnad"
    EFFECT: ClassVar[Effect | None] = Effect.OPENS

    agency: Agency
    opened_at: Instant
    closes_at: Instant
    programme: Slug | None = None
    beats_block: bool = False


class EmergencyAccessClosed(ParticipantEvent, frozen=True, kw_only=True):
    """The agency's emergency access has been closed before its time."""

    TYPE: ClassVar[str] = "samplan.consent.EmergencyAccessClosed.v1"
    SWEDISH: ClassVar[str] = "nödåtkomst stängd"
    EFFECT: ClassVar[Effect | None] = Effect.NARROWS

    agency: Agency


class ParticipantDeceased(ParticipantEvent, frozen=True, kw_only=True):
    """The participant has died: what is open ends with that reason, and all sharing ends."""

    TYPE: ClassVar[str] = "samplan.consent.ParticipantDeceased.v1"
    SWEDISH: ClassVar[str] = "deltagare avliden"
    EFFECT: ClassVar[Effect | None] = Effect.ENDS


class PartyEvent(ContractEvent, frozen=True, kw_only=True):
    """About an agency as a party to a programme; its id follows from both (`party_id_of`)."""

    SUBJECT: ClassVar[str] = "party_id"

    party_id: UUID
    programme: Slug
    agency: Agency


class AgencyJoined(PartyEvent, frozen=True, kw_only=True):
    """The agency is a party to the programme from this day on. It is named by new consents alone."""

    TYPE: ClassVar[str] = "samplan.consent.AgencyJoined.v1"
    SWEDISH: ClassVar[str] = "myndighet har anslutit sig"
    EFFECT: ClassVar[Effect | None] = Effect.NONE


class AgencyLeft(PartyEvent, frozen=True, kw_only=True):
    """The day is the agency's last one as a party: later, no consent of the programme serves it."""

    TYPE: ClassVar[str] = "samplan.consent.AgencyLeft.v1"
    SWEDISH: ClassVar[str] = "myndighet har lämnat"
    EFFECT: ClassVar[Effect | None] = Effect.NARROWS
