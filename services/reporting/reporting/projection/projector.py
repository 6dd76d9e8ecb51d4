"""The consumer of the inbox: facts and the view that is folded from them change together."""

from __future__ import annotations

from collections.abc import Sequence

from reporting.facts import store as facts
from reporting.projection.batch import fold_batch
from reporting.projection.head import advance
from samplan.bus.kafka.received import Received
from samplan.bus.observe import tracing
from samplan.bus.store.transactions import Transaction


class Projector:
    def apply(self, tx: Transaction, received: Sequence[Received]) -> None:
        """Append the facts and fold them, in the transaction of the inbox."""
        contents = [one.content() for one in received]
        events = [event for _, event in contents]
        last = advance(tx, len(events), max(envelope.time for envelope, _ in contents))
        facts.append(tx, received, last)
        with tracing.spans("fold", [envelope.traceparent for envelope, _ in contents]):
            rows = fold_batch(tx, "", events)
        facts.forget(tx, events, {key for key, consent in rows.consents.items() if consent.has_ended})
