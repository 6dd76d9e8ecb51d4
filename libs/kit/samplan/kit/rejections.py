"""Cards that could not be applied, with the card that was sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple
from uuid import UUID

from samplan.bus.publishing.epochs import epochs_of
from samplan.bus.publishing.outbox import written_at
from samplan.bus.store.transactions import Database, Transaction
from samplan.contracts.codes.items import CardReason
from samplan.contracts.planning.cards import ActivityCard, CardRejected
from samplan.contracts.source import EventId
from samplan.kit.about import About
from samplan.kit.handlers import HandlerInTransaction


class Rejection(NamedTuple):
    """Why a card was not applied: docs/cards.md says what to do about each reason."""

    id: UUID
    reason: CardReason
    rule: str | None
    """The code that the API would answer."""
    card: ActivityCard | None
    """The card; None if this store has not sent it to the agency that answers."""


def with_its_card(
    handler: HandlerInTransaction[Rejection], database: Callable[[], Database]
) -> HandlerInTransaction[CardRejected]:
    """A handler of the event, which calls the agency's handler with the card."""

    def handle(event: CardRejected, about: About, tx: Transaction) -> None:
        card = _card_of(database(), about)
        handler(Rejection(event.rejection_id, event.reason, event.rule, card), about, tx)

    return handle


def _card_of(database: Database, about: About) -> ActivityCard | None:
    try:
        source, position = EventId.parse(about.causation_id)
    except ValueError:
        return None
    if source.rpartition("/")[2] not in epochs_of(database).known:
        return None
    written = written_at(database, position)
    card = written.event if written else None
    return card if isinstance(card, ActivityCard) and card.keeper == about.writer else None
