"""What is sent next to a recipient. It is decided once more, by the circle of this moment (I22)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from samplan.bus.store.transactions import Database, Transaction
from samplan.privacy.circle.may_know import Denied
from samplan.privacy.deliveries import epochs, rows
from samplan.privacy.deliveries.deciding import Recipient, Sharing, end, sharing_of
from samplan.privacy.deliveries.in_transaction import InTransaction
from samplan.privacy.deliveries.rows import Decided

SENT_AT_ONCE = 200
STALE = "stale"
"""The rule of an end whose record is decided again at once: something about it may be known no more."""


class ToSend(NamedTuple):
    """A decision, and the later end of sharing that is sent in its place, under its number.

    So a recipient learns from no gap that something was withdrawn, and it does not matter whether the record
    was sent before: a reader that has it skips the end as a repeat, and gets the end itself later.
    """

    decided: Decided
    instead: Decided | None


def next_to_send(sent: int, to: Recipient, tx: Transaction, database: Database) -> list[ToSend]:
    """The decisions after the last one that was sent, in order."""
    tables = InTransaction(tx)
    batch = rows.after(to.epoch, sent, SENT_AT_ONCE, tables)
    records = list({one.record_id for one in batch})
    ends = rows.last_ends(to.epoch, records, tables)
    ending = epochs.ending(to.epoch, tables)
    for record_id, told in _told_by_record(batch, ends).items():
        sharing = sharing_of(record_id, to, tx, database)
        if record_id in ending or sharing.waits or not _may_all_be_sent(told, sharing):
            end(record_id, STALE, sharing, tx)
            epochs.note_due(to.epoch, record_id, tables, waits=False)
    ends = rows.last_ends(to.epoch, records, tables)
    return [ToSend(one, _instead(one, ends)) for one in batch]


def _told_by_record(
    batch: Sequence[Decided], ends: Mapping[UUID, Decided]
) -> Mapping[UUID, Sequence[Decided]]:
    """What tells something, without what an end follows."""
    found: dict[UUID, list[Decided]] = {}
    for one in batch:
        if one.position is not None and _instead(one, ends) is None:
            found.setdefault(one.record_id, []).append(one)
    return found


def _may_all_be_sent(told: Sequence[Decided], sharing: Sharing) -> bool:
    positions = {one.position for one in told}
    facts = [fact for fact in sharing.facts if fact.position in positions]
    if isinstance(sharing.gate, Denied) or len(facts) < len(positions):
        return False
    return not any(isinstance(sharing.decision_on(fact), Denied) for fact in facts)


def _instead(one: Decided, ends: Mapping[UUID, Decided]) -> Decided | None:
    end = ends.get(one.record_id)
    return end if end and one.position is not None and end.sequence > one.sequence else None
