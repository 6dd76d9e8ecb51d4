"""Tests of an agency's system without a broker: events in, effects and cards out."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self
from uuid import UUID, uuid5

import msgspec

from samplan.bus.kafka.received import Received, read
from samplan.bus.publishing.epochs import epochs_of
from samplan.bus.publishing.outbox import move_to_log, written_after
from samplan.bus.publishing.outgoing import Outgoing
from samplan.bus.reading.breaker import is_fault_of_the_program
from samplan.bus.reading.intake import apply_batch
from samplan.bus.store.transactions import Transaction
from samplan.contracts.codes import Agency
from samplan.contracts.codes.items import CardReason
from samplan.contracts.documents.samples import golden
from samplan.contracts.envelope import Record, decode, encode
from samplan.contracts.event import ContractEvent
from samplan.contracts.planning.cards import ActivityCard, CardRejected
from samplan.contracts.registry import CHANNELS, DELIVERERS, channel_of, delivery_channel
from samplan.kit.app import AgencyApp
from samplan.kit.handlers import Handlers

ALL = 0
PLANNING = "planning"
KEEPERS_EPOCH, LATER_EPOCH = "0a1b2c3d", "4e5f6a7b"


class TestAgency:
    """An agency's system on an empty store of its own, which is gone after the block.

    `receive` takes a type for its golden sample, or an event of your own.
    """

    __test__ = False  # no class of tests, whatever pytest makes of its name

    def __init__(self, agency: AgencyApp) -> None:
        self.agency = agency
        self._cleanup = ExitStack()
        self._offsets = count()
        self._sequences = count(1000)

    def __enter__(self) -> Self:
        folder = self._cleanup.enter_context(TemporaryDirectory())
        self._cleanup.enter_context(self.agency.on_store(f"sqlite:///{Path(folder) / 'journal.db'}"))
        return self

    def __exit__(self, *_: object) -> None:
        self._cleanup.close()

    def receive(self, *events: ContractEvent | type[ContractEvent]) -> list[Received]:
        """Let the inbox receive events; the records, for `redeliver`. Raises a fault of a handler."""
        return [self._apply(self._record_of(one)) for one in events]

    def redeliver(self, batch: Sequence[Received]) -> None:
        """The same records arrive again, later in their topics, as after a repeat of their writer."""
        for one in batch:
            self._apply((one.topic, Record(one.key or b"", one.value or b"", _present(one))))

    def retell(self, batch: Sequence[Received]) -> None:
        """The owner tells the same facts again, under a new epoch of the topic, as after it was wiped."""
        for one in batch:
            envelope, event = one.content()
            source = f"{envelope.source.rpartition('/')[0]}/{LATER_EPOCH}"
            changed = msgspec.structs.replace(envelope, source=source, sequence=next(self._sequences))
            self._apply((changed.topic, encode(changed, event)))

    def sent(self) -> list[ContractEvent]:
        """All cards that have been sent, in order."""
        move_to_log(self.agency.database)
        return [one.event for one in written_after(self.agency.database, ALL)]

    def records(self) -> list[Record]:
        """The cards as the records that Kafka would hold."""
        database = self.agency.database
        move_to_log(database)
        outgoing = Outgoing(database, self.agency.publication(), epochs_of(database))
        return outgoing.records(database.notifications(ALL, 500))

    def reject(
        self, card: ContractEvent, reason: CardReason, rule: str | None = None, writer: Agency | None = None
    ) -> list[Received]:
        """The keeper answers that a sent card could not be applied. Raises ValueError if it was not sent.

        `writer`: another agency, which answers instead.
        """
        sent_to = card.keeper if isinstance(card, ActivityCard) else None
        position = 1 + self.sent().index(card)
        source = self.agency.publication().source
        answer = CardRejected(
            rejection_id=uuid5(UUID(int=0), f"{source}:{position}"),
            agency=self.agency.agency,
            reason=reason,
            partition=0,
            offset=position - 1,
            activity_id=card.activity_id if isinstance(card, ActivityCard) else None,
            rule=rule,
            occurred_on=card.occurred_on,
        )
        return [self._apply(self._record_of(answer, f"{source}:{position}", writer or sent_to))]

    def _record_of(
        self,
        event: ContractEvent | type[ContractEvent],
        causation: str | None = None,
        writer: Agency | None = None,
    ) -> tuple[str, Record]:
        envelope, sample = decode(*golden(event.TYPE))
        told = sample if isinstance(event, type) else event
        _, owner, _channel, _epoch = envelope.source.split("/")
        channel = self._channel_of(told)
        sequence = next(self._sequences)
        changed = msgspec.structs.replace(
            envelope,
            source=f"/{writer or owner}/{channel}/{KEEPERS_EPOCH}",
            sequence=sequence,
            subject=told.subject_id,
            causation_id=causation or envelope.causation_id,
            previous=None,
            circle_version=None,
            fact_id=None if told.TO else str(uuid5(UUID(int=0), f"{channel} {sequence}")),
        )
        return changed.topic, encode(changed, told)

    def _channel_of(self, event: ContractEvent) -> str:
        """The topic that is for this agency alone: of planning, where both services deliver the type."""
        if event.TO is not None:
            return channel_of(event)
        service = CHANNELS[event.TYPE] if CHANNELS[event.TYPE] in DELIVERERS else PLANNING
        return delivery_channel(service, self.agency.agency)

    def _apply(self, placed: tuple[str, Record]) -> Received:
        topic, record = placed
        received = read(
            cluster="test",
            topic=topic,
            partition=0,
            offset=next(self._offsets),
            key=record.key,
            value=record.value,
            headers=record.headers,
        )
        watched = _Watched(self.agency.handlers)
        apply_batch(self.agency.database, watched, [received])
        if watched.fault is not None:
            raise watched.fault
        return received


class _Watched:
    """The handlers, with the fault of the program that the inbox would park the event for."""

    def __init__(self, handlers: Handlers) -> None:
        self._handlers = handlers
        self.fault: Exception | None = None

    def apply(self, tx: Transaction, received: Sequence[Received]) -> None:
        try:
            self._handlers.apply(tx, received)
        except Exception as error:
            self.fault = error if is_fault_of_the_program(error) else None
            raise
        self.fault = None


def _present(received: Received) -> list[tuple[str, bytes]]:
    return [(name, value) for name, value in received.headers if value is not None]
