"""Which referrals a consent, or its refusal, is about."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from msgspec import Struct

from reporting.rows.projection import Projection
from reporting.rows.table import Table
from samplan.bus.store.transactions import Transaction
from samplan.contracts.codes import ConsentKind
from samplan.contracts.consent import ConsentGranted, ConsentRefused, ReferralCovered
from samplan.contracts.event import ContractEvent


class Covering(Struct, frozen=True, kw_only=True):
    consent_id: UUID
    referral_id: UUID


TABLE = Table("coverings", Covering, ("referral_id", "consent_id"), indexed=("consent_id",))


def covering(event: ContractEvent) -> Covering | None:
    """The link an event makes. Consents of another kind (register, research, media) make none."""
    match event:
        case ConsentGranted(kind=kind) if kind is not ConsentKind.SECRECY_WAIVER:
            return None
        case (
            ConsentGranted(consent_id=consent, referral_id=referral)
            | ReferralCovered(consent_id=consent, referral_id=referral)
            | ConsentRefused(consent_id=consent, referral_id=referral)
        ):
            return Covering(consent_id=consent, referral_id=referral)
        case _:
            return None


def _fold(row: Covering, _event: ContractEvent) -> Covering:
    return row


PROJECTION = Projection(TABLE, covering, _fold)


def of_referrals(tx: Transaction, prefix: str, referral_ids: Collection[UUID]) -> list[Covering]:
    return TABLE.where(tx, prefix, "referral_id", referral_ids)


def by_consents(tx: Transaction, prefix: str, consent_ids: Collection[UUID]) -> list[Covering]:
    return TABLE.where(tx, prefix, "consent_id", consent_ids)
