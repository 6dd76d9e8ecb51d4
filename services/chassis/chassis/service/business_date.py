"""A service applies what it receives, and translates what it publishes, on its business date."""

from __future__ import annotations

from collections.abc import Sequence

from chassis.decisions.clock import clock_of
from chassis.decisions.domain import DomainEvent
from chassis.decisions.journal import Translate
from chassis.decisions.work import Application
from chassis.service.service import Policies, Service
from chassis.settings.environment import Settings
from samplan.bus.kafka.received import Received
from samplan.bus.reading.intake import Consumer
from samplan.bus.reading.rule_broken import RuleBroken
from samplan.bus.store.transactions import Database, Transaction
from samplan.contracts.event import ContractEvent


class _OnBusinessDate:
    def __init__(self, consumer: Consumer, settings: Settings, database: Database) -> None:
        self._consumer = consumer
        self._settings = settings
        self._database = database

    def apply(self, tx: Transaction, received: Sequence[Received]) -> None:
        with clock_of(self._settings, self._database):
            self._consumer.apply(tx, received)


class _AnsweringOnBusinessDate(_OnBusinessDate):
    def __init__(self, consumer: Policies, settings: Settings, database: Database) -> None:
        super().__init__(consumer, settings, database)
        self._policies = consumer

    def answers(self, received: Received) -> bool:
        return self._policies.answers(received)

    def answer(self, tx: Transaction, received: Received, error: RuleBroken | None) -> None:
        with clock_of(self._settings, self._database):
            self._policies.answer(tx, received, error)


def consumer_of(service: Service, settings: Settings, application: Application) -> Consumer:
    """The service's own consumer, or its policies. The business date does not change within a batch."""
    database = application.database
    if service.consumer:
        return _OnBusinessDate(service.consumer(settings, database), settings, database)
    return _AnsweringOnBusinessDate(Policies(application, service), settings, database)


def translated_on_business_date(translate: Translate, settings: Settings, database: Database) -> Translate:
    """The same translation, in which `today` is the business date."""

    def translated(fact: DomainEvent) -> ContractEvent | None:
        with clock_of(settings, database):
            return translate(fact)

    return translated
