"""Consents in force, and for whom: the only row with a participant's id, removed when consent ends."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from reporting.rows.projection import Projection
from reporting.rows.table import Table
from samplan.bus.store.transactions import Transaction
from samplan.contracts.codes import ConsentKind, RevocationReason
from samplan.contracts.consent import (
    ConsentEvent,
    ConsentExpired,
    ConsentGranted,
    ConsentRefused,
    ConsentRenewed,
    ConsentRevoked,
)
from samplan.contracts.event import ContractEvent


class Consent(Struct, frozen=True, kw_only=True):
    consent_id: UUID
    participant_id: UUID | None = None
    granted_on: date | None = None
    refused_on: date | None = None
    revoked_on: date | None = None
    expired_on: date | None = None
    entered_in_error_on: date | None = None
    valid_until: date | None = None
    covers_from: date | None = None

    @property
    def has_ended(self) -> bool:
        return self.revoked_on is not None or self.expired_on is not None

    @property
    def is_in_force(self) -> bool:
        return self.granted_on is not None and not self.has_ended

    @property
    def last_day(self) -> date | None:
        """Of those that rest on it; None before a grant."""
        ends = (self.valid_until, self.revoked_on, _day_before(self.expired_on))
        return min((end for end in ends if end), default=None) if self.granted_on else None

    def covers(self, on: date) -> bool:
        """Whether a fact of that day rests on it: from the grant to the printed end, or an earlier end."""
        is_after_the_end = any(
            last is not None and last < on
            for last in (self.valid_until, self.revoked_on, _day_before(self.expired_on))
        )
        return not is_after_the_end and self.covers_from is not None and self.covers_from <= on


TABLE = Table("consents", Consent, ("consent_id",), indexed=("participant_id",))


def fold(row: Consent, event: ContractEvent) -> Consent:
    """The row after the event; the same row when the event says nothing about it."""
    match event:
        case ConsentGranted(kind=ConsentKind.SECRECY_WAIVER) if row.entered_in_error_on is None:
            # Received after the end, it completes the history and names no participant.
            named = None if row.has_ended else event.participant_id
            granted = replace(row, granted_on=event.occurred_on, participant_id=named)
            covers_from = date.min if event.covers_earlier else event.occurred_on
            return replace(granted, valid_until=event.valid_until, covers_from=covers_from)
        case ConsentRenewed(valid_until=until):
            return replace(row, valid_until=until)
        case ConsentRefused(occurred_on=on):
            return replace(row, refused_on=on)
        case ConsentRevoked(occurred_on=on, reason=RevocationReason.ENTERED_IN_ERROR):
            # The consent was never given, so it is not a withdrawal.
            return Consent(
                consent_id=row.consent_id, refused_on=row.refused_on, entered_in_error_on=on, revoked_on=on
            )
        case ConsentRevoked(occurred_on=on):
            return replace(row, revoked_on=on, participant_id=None)
        case ConsentExpired(occurred_on=on):
            return replace(row, expired_on=on, participant_id=None)
        case _:
            return row


def _day_before(on: date | None) -> date | None:
    return on and on - timedelta(days=1)


def _begin(event: ContractEvent) -> Consent | None:
    return Consent(consent_id=event.consent_id) if isinstance(event, ConsentEvent) else None


PROJECTION = Projection(TABLE, _begin, fold)


def by_id(tx: Transaction, prefix: str, consent_ids: Collection[UUID]) -> list[Consent]:
    return TABLE.where(tx, prefix, "consent_id", consent_ids)


def of_participants(tx: Transaction, prefix: str, participant_ids: Collection[UUID]) -> list[Consent]:
    """Consents that name one of the participants: none once consent has ended."""
    return TABLE.where(tx, prefix, "participant_id", participant_ids)
