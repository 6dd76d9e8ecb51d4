"""The consumer of the inbox: facts, circles, and the view that is folded from facts, change together."""

from __future__ import annotations

from collections.abc import Sequence

from chassis.decisions.clock import today
from chassis.decisions.work import Work
from reporting.circle import catching_up as circles
from reporting.circle.known_circles import apply_to_circles
from reporting.facts import store as facts
from reporting.facts.owners import of_owners
from reporting.projection.batch import fold_batch
from reporting.projection.head import advance
from reporting.projection.heard import note_heard
from reporting.projection.parked import clean_parked
from samplan.bus.kafka.received import Received
from samplan.bus.observe import tracing
from samplan.bus.store.transactions import Transaction


class Projector:
    def apply(self, tx: Transaction, received: Sequence[Received]) -> None:
        """Append the facts, apply them to the circles and fold them, in the transaction of the inbox."""
        contents = [one.content() for one in received]
        events = [event for _, event in contents]
        last = advance(tx, len(events), max(envelope.time for envelope, _ in contents))
        facts.append(tx, received, last)
        note_heard(tx, today(), last + len(events))
        for envelope, event in contents:
            apply_to_circles(event, envelope.source, Work(tx))
        circles.advance(tx, last, last + len(events))
        with tracing.spans("fold", [envelope.traceparent for envelope, _ in contents]):
            told = [(envelope.source, event) for envelope, event in contents]
            rows = fold_batch(tx, "", of_owners(tx, told))
        facts.forget(tx, events, {key for key, consent in rows.consents.items() if consent.has_ended})
        clean_parked(tx, events, rows)
