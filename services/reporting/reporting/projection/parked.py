"""Parked records forget the participants whom no row names any more (I4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from reporting.journeys.known import Known
from reporting.rows import consents
from samplan.bus.reading.forgetting.forgotten import forget_ids, remember_ids
from samplan.bus.reading.forgetting.kept import REMOVED
from samplan.bus.store.transactions import Transaction
from samplan.contracts.consent import ConsentGranted
from samplan.contracts.event import ContractEvent
from samplan.contracts.owners.erasures import ErasureExecuted


def clean_parked(tx: Transaction, events: Sequence[ContractEvent], rows: Known) -> None:
    """Forget the consents that have ended, with their participants; remember those whom a grant names."""
    ended = {key for key, consent in rows.consents.items() if consent.has_ended}
    over = set(_named_in_vain(events, ended))
    if over and (gone := over - _named_by_a_row(tx, over)):
        forget_ids(tx, gone | ended)
    granted = {event.participant_id for event in events if isinstance(event, ConsentGranted)}
    if granted:
        remember_ids(tx, _named_by_a_row(tx, granted))


def _named_in_vain(events: Sequence[ContractEvent], ended: set[UUID]) -> Iterator[UUID]:
    """Whom the events under ended consents are about, and those who are erased."""
    for event in events:
        participant_id: UUID = getattr(event, "participant_id", REMOVED)
        is_over = getattr(event, "consent_id", None) in ended or isinstance(event, ErasureExecuted)
        if is_over and participant_id != REMOVED:
            yield participant_id


def _named_by_a_row(tx: Transaction, participant_ids: set[UUID]) -> set[UUID]:
    rows = consents.of_participants(tx, "", participant_ids)
    return {row.participant_id for row in rows if row.participant_id}
