"""The deliveries of one store, as its relay sends them: it asks what is due, sends it, and notes that."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from samplan.bus.clock import uptime
from samplan.bus.publishing.deliveries import Batch, Due
from samplan.bus.publishing.publication import Translate
from samplan.bus.reading.catch_up import is_caught_up
from samplan.bus.store.damage import without_damaged
from samplan.bus.store.digests import RecordsDamaged
from samplan.bus.store.transactions import Database, Transaction
from samplan.contracts.codes import Agency
from samplan.contracts.registry import delivery_channel, topic_of
from samplan.privacy.deliveries import epochs, rows
from samplan.privacy.deliveries.deciding import Recipient, decide
from samplan.privacy.deliveries.epochs import Epoch
from samplan.privacy.deliveries.in_transaction import InTransaction
from samplan.privacy.deliveries.index import INDEXED_AT_ONCE, Index, index, indexed_until
from samplan.privacy.deliveries.records import Encoding
from samplan.privacy.deliveries.sending import ToSend, next_to_send

RETRY_SECONDS = 2.0
"""How often is decided again what waits for an end that is not applied yet."""


NOTHING = Due((), is_all=True)


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What a service delivers, and to whom. `resource`: of the access table: what opens it opens a record."""

    owner: Agency
    service: str
    recipients: Sequence[Agency]
    resource: str
    index: Index
    today: Callable[[], date]


@dataclass
class Deliveries:
    """Implements `samplan.bus.publishing.deliveries.Delivering`."""

    database: Database
    translate: Translate
    terms: Terms
    _retried_at: float = field(default=float("-inf"), init=False)

    @property
    def topics(self) -> tuple[str, ...]:
        return tuple(map(self._topic, self.terms.recipients))

    def begin(self, cluster: str, heads: Mapping[str, int], never_written: Collection[str]) -> None:
        """Begin a new epoch where a topic and this store have parted."""
        for recipient in self.terms.recipients:
            with self.database.transaction() as tx:
                tx.lock(_lock_of(recipient))
                tables = InTransaction(tx)
                epoch = epochs.epoch_of(cluster, recipient, tables)
                if epoch is None:
                    continue
                head = heads.get(self._source(epoch))
                is_wiped = epoch.sent > 0 and self._topic(recipient) in never_written
                is_ahead = head is not None and head > rows.last_sequence(epoch.epoch, tables)
                if is_wiped or is_ahead:
                    epochs.abandon(cluster, recipient, tables)

    def due(self, cluster: str) -> Due:
        """What is to be sent now, to each recipient for whom there is something."""
        self._index()
        waiting = self._is_time_to_retry()
        today = self.terms.today()
        found = [self._due(cluster, recipient, today, waiting=waiting) for recipient in self.terms.recipients]
        batches = [batch for each in found for batch in each.batches]
        return Due(batches, all(each.is_all for each in found))

    def note_sent(self, batch: Batch) -> None:
        with self.database.transaction() as tx:
            epochs.note_sent(batch.epoch, batch.until, InTransaction(tx))

    def _index(self) -> None:
        with self.database.reading() as tx:
            start = indexed_until(InTransaction(tx))
        while batch := self.database.notifications(start, INDEXED_AT_ONCE):
            whole = without_damaged(self.database, batch)
            with self.database.transaction() as tx:
                tx.lock("deliveries")
                index(whole, self.terms.index, tx)
            start = batch[-1].id

    def _is_time_to_retry(self) -> bool:
        if uptime() - self._retried_at < RETRY_SECONDS or not is_caught_up(self.database):
            return False
        self._retried_at = uptime()
        return True

    def _due(self, cluster: str, recipient: Agency, today: date, *, waiting: bool) -> Due:
        with self.database.reading() as tx:
            tables = InTransaction(tx)
            epoch = epochs.epoch_of(cluster, recipient, tables)
            is_idle = epoch is not None and not (
                epochs.has_news(epoch, today, tables, waiting=waiting)
                or rows.last_sequence(epoch.epoch, tables) > epoch.sent
            )
        return NOTHING if is_idle else self._decided(cluster, recipient, today, waiting=waiting)

    def _decided(self, cluster: str, recipient: Agency, today: date, *, waiting: bool) -> Due:
        """Decide, and choose what is sent, in one transaction: it is allowed when it begins to be sent."""
        with self.database.transaction() as tx:
            tx.lock(_lock_of(recipient))
            tables = InTransaction(tx)
            epoch = epochs.epoch_of(cluster, recipient, tables)
            if epoch is None:
                epoch = epochs.begin(cluster, recipient, today, tables)
            epochs.collect(epoch, today, tables)
            to = self._recipient(epoch, today)
            self._decide(to, tx, waiting=waiting)
            chosen = next_to_send(epoch.sent, to, tx, self.database)
            is_all = not epochs.due(to.epoch, tables, waiting=False)
        return self._batch(epoch, chosen) if chosen else Due((), is_all)

    def _batch(self, epoch: Epoch, chosen: Sequence[ToSend]) -> Due:
        encoding = Encoding(self.database, self.translate, self._source(epoch))
        try:
            records = [encoding.record(one) for one in chosen]
        except RecordsDamaged as found:  # what it is about ends: a damaged fact has no recipient
            self.database.note_damage(found.places)
            return Due((), is_all=False)
        until = chosen[-1].decided.sequence
        return Due((Batch(self._topic(epoch.recipient), records, epoch.epoch, until),), is_all=False)

    def _decide(self, to: Recipient, tx: Transaction, *, waiting: bool) -> None:
        tables = InTransaction(tx)
        for one in epochs.due(to.epoch, tables, waiting=waiting):
            if decide(one, to, tx, self.database):
                epochs.note_decided(to.epoch, one.record_id, tables)
            else:
                epochs.note_due(to.epoch, one.record_id, tables, waits=True)

    def _recipient(self, epoch: Epoch, today: date) -> Recipient:
        return Recipient(
            epoch=epoch.epoch,
            agency=epoch.recipient,
            owner=self.terms.owner,
            resource=self.terms.resource,
            today=today,
        )

    def _topic(self, recipient: Agency) -> str:
        return topic_of(self.terms.owner.value, delivery_channel(self.terms.service, recipient.value))

    def _source(self, epoch: Epoch) -> str:
        channel = delivery_channel(self.terms.service, epoch.recipient.value)
        return f"/{self.terms.owner.value}/{channel}/{epoch.epoch}"


def fill_again(database: Database, recipient: Agency) -> None:
    """Let each cluster's topic to the recipient be filled again, under a new epoch."""
    with database.transaction() as tx:
        tx.lock(_lock_of(recipient))
        epochs.abandon_everywhere(recipient, InTransaction(tx))


def _lock_of(recipient: Agency) -> str:
    return f"deliveries to {recipient.value}"
