"""An agency's handlers by type of event, and the consumer that calls them in the position's transaction."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, overload

from samplan.bus.kafka.received import Received
from samplan.bus.store.transactions import Transaction
from samplan.contracts.envelope import Envelope
from samplan.contracts.event import ContractEvent
from samplan.contracts.owners.deliveries import SharingEnded
from samplan.kit import held
from samplan.kit.about import About, about
from samplan.kit.endings import EndHandlerInTransaction

E = TypeVar("E")
HandlerInTransaction = Callable[[E, About, Transaction], None]
Handler = Callable[[E, About], None]


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
    ends: list[EndHandlerInTransaction] = field(default_factory=list)

    def add(self, kind: type[ContractEvent], handler: HandlerInTransaction[Any]) -> None:
        self.by_type.setdefault(kind.TYPE, []).append(handler)

    def apply(self, tx: Transaction, received: Sequence[Received]) -> None:
        """Called with new events, in order, in the transaction that also moves their marks."""
        for one in received:
            envelope, event = one.content()
            if isinstance(event, SharingEnded):
                self._end(event, envelope, tx)
            elif held.is_first_told(tx, envelope, event):
                for handle in self.by_type.get(envelope.type, ()):
                    handle(event, about(envelope), tx)

    def _end(self, end: SharingEnded, envelope: Envelope, tx: Transaction) -> None:
        """The first ground that a handler states holds."""
        held.forget(tx, envelope, end)
        grounds = [handle(end, about(envelope), tx) for handle in self.ends]
        held.retain(tx, envelope, end, next((one for one in grounds if one is not None), None))


def _without_transaction(handler: Handler[E]) -> HandlerInTransaction[E]:
    def handle(event: E, one: About, _tx: Transaction) -> None:
        handler(event, one)

    return handle
