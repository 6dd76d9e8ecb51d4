"""An agency's handlers by type of event, and the consumer that calls them in the position's transaction."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, NamedTuple, TypeVar, overload

from samplan.bus.kafka.received import Received
from samplan.bus.reading.rule_broken import RuleBroken
from samplan.bus.store.transactions import Transaction
from samplan.contracts.codes import Agency
from samplan.contracts.envelope import Envelope
from samplan.contracts.event import ContractEvent


class About(NamedTuple):
    """What is known of an event beside its data."""

    id: str
    """The permanent id of the event, the same each time that it is published."""
    writer: Agency
    """The agency whose service has published it."""
    recorded_at: datetime
    causation_id: str
    circle_version: int | None


E = TypeVar("E")
HandlerInTransaction = Callable[[E, About, Transaction], None]
Handler = Callable[[E, About], None]


class UnknownWriter(RuleBroken):
    """The agency that has published the event is newer than these contracts: the event is parked."""

    code = "unknown_writer"


def about(envelope: Envelope) -> About:
    """The facts of an envelope that a handler may need. Raises UnknownWriter."""
    writer = envelope.source.split("/")[1]
    if writer not in set(Agency):
        raise UnknownWriter
    return About(
        id=envelope.id,
        writer=Agency(writer),
        recorded_at=envelope.time,
        causation_id=envelope.causation_id,
        circle_version=envelope.circle_version,
    )


@dataclass(frozen=True)
class Decorator(Generic[E]):
    """The decorator of a handler. One that has a third parameter gets the transaction."""

    add: Callable[[HandlerInTransaction[E]], None]

    @overload
    def __call__(self, handler: Handler[E]) -> Handler[E]: ...
    @overload
    def __call__(self, handler: HandlerInTransaction[E]) -> HandlerInTransaction[E]: ...
    def __call__(self, handler: Any) -> Any:
        if inspect.iscoroutinefunction(handler):
            raise TypeError("a handler runs in a transaction, on a thread of its own: it cannot be async")
        asks_for_it = len(inspect.signature(handler).parameters) > 2
        self.add(handler if asks_for_it else _without_transaction(handler))
        return handler


@dataclass(frozen=True)
class Handlers:
    """The consumer that the inbox calls. An event without a handler only moves its mark."""

    by_type: dict[str, list[HandlerInTransaction[Any]]] = field(default_factory=dict)

    def add(self, kind: type[ContractEvent], handler: HandlerInTransaction[Any]) -> None:
        self.by_type.setdefault(kind.TYPE, []).append(handler)

    def apply(self, tx: Transaction, received: Sequence[Received]) -> None:
        """Called with new events, in order, in the transaction that also moves their marks."""
        for one in received:
            envelope, event = one.content()
            for handle in self.by_type.get(envelope.type, ()):
                handle(event, about(envelope), tx)


def _without_transaction(handler: Handler[E]) -> HandlerInTransaction[E]:
    def handle(event: E, one: About, _tx: Transaction) -> None:
        handler(event, one)

    return handle
