"""The consumer of the inbox: facts, circles, and the view that is folded from facts, change together."""

from __future__ import annotations

from collections.abc import Sequence

import structlog

from chassis.decisions.clock import today
from chassis.decisions.work import Work
from reporting.circle import catching_up as circles
from reporting.circle.known_circles import apply_to_circles
from reporting.facts import store as facts
from reporting.facts.owners import Told, of_owners
from reporting.projection.batch import fold_batch
from reporting.projection.head import advance
from reporting.projection.heard import note_heard
from reporting.projection.parked import clean_parked
from samplan.bus.kafka.received import Received
from samplan.bus.observe import tracing
from samplan.bus.observe.telemetry import INBOX_EVENTS
from samplan.bus.store.transactions import Transaction

log = structlog.get_logger()


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
            told = [
                Told(position, envelope.source, event)
                for position, (envelope, event) in enumerate(contents, start=last + 1)
            ]
            owned = of_owners(tx, told)
            rows = fold_batch(tx, "", [one.event for one in owned])
        facts.forget(tx, events, {key for key, consent in rows.consents.items() if consent.has_ended})
        clean_parked(tx, events, rows)
        _alarm(received, [one.position - last - 1 for one in owned])


def _alarm(received: Sequence[Received], counted: Sequence[int]) -> None:
    """Of what another service than its owner says: it is a fact, and counts in no figure."""
    for place in set(range(len(received))).difference(counted):
        envelope, _ = received[place].content()
        INBOX_EVENTS.labels(received[place].topic, "foreign").inc()
        log.error("not_the_owner", source=envelope.source, sequence=envelope.sequence, type=envelope.type)
