"""What an agency does when a sharing ends: it erases what it holds, or states why it may not."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, overload

from samplan.bus.store.transactions import Transaction
from samplan.contracts.codes.erasures import RetentionGround
from samplan.contracts.owners.deliveries import SharingEnded
from samplan.kit.about import About

EndHandler = Callable[[SharingEnded, About], RetentionGround | None]
EndHandlerInTransaction = Callable[[SharingEnded, About, Transaction], RetentionGround | None]


@dataclass(frozen=True)
class EndDecorator:
    """The decorator `@agency.on_end`. A handler that has a third parameter gets the transaction."""

    add: Callable[[EndHandlerInTransaction], None]

    @overload
    def __call__(self, handler: EndHandler) -> EndHandler: ...
    @overload
    def __call__(self, handler: EndHandlerInTransaction) -> EndHandlerInTransaction: ...
    def __call__(self, handler: Any) -> Any:
        if inspect.iscoroutinefunction(handler):
            raise TypeError("a handler runs in a transaction, on a thread of its own: it cannot be async")
        asks_for_it = len(inspect.signature(handler).parameters) > 2
        self.add(handler if asks_for_it else lambda end, about, _tx: handler(end, about))
        return handler
