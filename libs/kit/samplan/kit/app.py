"""An agency's system: what it does with events, and where its journal is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from samplan.bus.publishing.outbox import OUTBOX, WRITE, publishable_in, row_of
from samplan.bus.publishing.publication import Publication
from samplan.bus.store.migrations import BUS_TABLES, Migration, migrate, store_epoch
from samplan.bus.store.transactions import Database, Transaction
from samplan.contracts.codes import Agency
from samplan.contracts.event import ContractEvent
from samplan.contracts.planning.cards import ActivityCard, CardRejected
from samplan.contracts.registry import CHANNELS, DELIVERERS, channel_to, topic_of
from samplan.kit.cards import Cards
from samplan.kit.endings import EndDecorator
from samplan.kit.handlers import Decorator, Handlers
from samplan.kit.held import TABLES, Retained, retained
from samplan.kit.parked import Parked
from samplan.kit.rejections import Rejection, with_its_card
from samplan.kit.transactions import Within, execute_within
from samplan.postgres.address import open_store

CHANNEL = "cards"
E = TypeVar("E", bound=ContractEvent)


class AgencyApp:
    """An agency's system, which keeps its journal in a store that is also the kit's.

    `store`: `sqlite:///journal.db` or `postgresql://user:password@host:port/name`. The kit creates its tables
    there, and those of `migrations`.
    """

    def __init__(self, agency: str, *, store: str, migrations: Sequence[Migration] = ()) -> None:
        """Raises ValueError for an agency that the contracts do not know."""
        self.agency = Agency(agency)
        self.handlers = Handlers()
        self.cards = Cards(self._write)
        self.parked = Parked(lambda: self.database, self.handlers)
        self.store = store
        self._migrations = (*BUS_TABLES, OUTBOX, TABLES, *migrations)
        self._database: Database | None = None

    def on(self, kind: type[E]) -> Decorator[E]:
        """The decorator of a handler of one type of event: `@agency.on(PlanAgreed)`.

        Raises ValueError for a type that no owner delivers.
        """
        if CHANNELS[kind.TYPE] not in DELIVERERS or kind.TO is not None:
            raise ValueError(f"{kind.TYPE} is delivered to no agency's system")
        return Decorator(lambda handler: self.handlers.add(kind, handler))

    @property
    def on_end(self) -> EndDecorator:
        """The decorator of what erases a record whose sharing has ended, or returns the ground to keep it."""
        return EndDecorator(self.handlers.ends.append)

    @property
    def on_rejected(self) -> Decorator[Rejection]:
        """The decorator of the handler of cards that could not be applied: `@agency.on_rejected`."""
        return Decorator(
            lambda handler: self.handlers.add(CardRejected, with_its_card(handler, lambda: self.database))
        )

    @property
    def database(self) -> Database:
        """The store, opened when it is first needed."""
        return self.open()

    def open(self) -> Database:
        """Open the store and create missing tables, before another connection writes a card there."""
        if self._database is None:
            database = open_store(self.store)
            migrate(database, self._migrations, event_store=True)
            self._database = database
        return self._database

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """A transaction of the journal: what it writes, and the cards sent within it, commit together."""
        with self.database.transaction() as tx:
            yield tx

    def close(self) -> None:
        """Close the store. It is opened again when it is needed."""
        if self._database is not None:
            self._database.close()
            self._database = None

    @contextmanager
    def on_store(self, url: str) -> Iterator[None]:
        """Within the block, the journal is in another store, as in a test."""
        self.close()
        before, self.store = self.store, url
        try:
            yield
        finally:
            self.close()
            self.store = before

    @property
    def pattern(self) -> str | None:
        """The topics that are for this agency alone, as far as it has handlers; None without any."""
        reads_answers = CardRejected.TYPE in self.handlers.by_type
        channels = [rf"[a-z]+\.to-{self.agency}"] if self.reads_deliveries else []
        channels += [channel_to(CHANNELS[CardRejected.TYPE], self.agency)] if reads_answers else []
        return rf"^[a-z-]+\.(?:{'|'.join(channels)})\.v1$" if channels else None

    @property
    def reads_deliveries(self) -> bool:
        """Whether it has a handler of what owners deliver."""
        return bool(self.handlers.ends or self.handlers.by_type.keys() - {CardRejected.TYPE})

    @property
    def retained(self) -> list[Retained]:
        """The records that it may not erase although their sharing has ended, and on what ground."""
        with self.database.reading() as tx:
            return retained(tx)

    def publication(self) -> Publication:
        """The agency's cards, in the order in which they were written."""
        epoch = store_epoch(self.database)
        return Publication(
            source=f"/{self.agency}/{CHANNEL}/{epoch}",
            topic=topic_of(self.agency, CHANNEL),
            translate=publishable_in,
        )

    def _write(self, card: ActivityCard, within: Within | None) -> None:
        if within is not None:
            execute_within(within, WRITE, row_of(card))
            return
        with self.transaction() as tx:
            execute_within(tx, WRITE, row_of(card))
