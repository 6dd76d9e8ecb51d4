"""Everything this service can be asked to do. `by` is the agency that asks."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from consent.domain.number_replacement import ReplacementReason, Standing
from consent.domain.terms import Channel
from samplan.contracts.codes import Agency, ConsentKind, ConsentPurpose, RevocationReason
from samplan.privacy.personnummer import Personnummer


@dataclass(frozen=True, kw_only=True)
class GrantConsent:
    personnummer: Personnummer
    referral_id: UUID
    programme: str
    agencies: tuple[Agency, ...]
    purpose: ConsentPurpose
    kind: ConsentKind
    valid_until: date
    channel: Channel
    language: str
    interpreter: bool
    by: Agency
    on: date


@dataclass(frozen=True, kw_only=True)
class RefuseConsent:
    referral_id: UUID
    by: Agency
    on: date


@dataclass(frozen=True, kw_only=True)
class CoverReferral:
    consent_id: UUID
    personnummer: Personnummer
    referral_id: UUID
    by: Agency
    on: date


@dataclass(frozen=True, kw_only=True)
class RevokeConsent:
    consent_id: UUID
    reason: RevocationReason
    by: Agency
    on: date


@dataclass(frozen=True, kw_only=True)
class EnterInError:
    """The referral was about the wrong person."""

    referral_id: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class ExpireConsents:
    as_of: date


@dataclass(frozen=True, kw_only=True)
class LookUpParticipant:
    """`purpose`: what the agency needs the id for; the consent must be for that purpose."""

    personnummer: Personnummer
    purpose: ConsentPurpose
    by: Agency
    on: date


@dataclass(frozen=True, kw_only=True)
class ReplaceNumber:
    old: Personnummer
    new: Personnummer
    standing: Standing
    reason: ReplacementReason
    by: Agency
    on: date


@dataclass(frozen=True, kw_only=True)
class UndoReplacement:
    replacement_id: UUID
    by: Agency
    on: date
