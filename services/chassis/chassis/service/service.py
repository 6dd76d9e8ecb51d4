"""A service as data: what the chassis needs to run it, whole or one role at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fastapi import APIRouter

from chassis.decisions.journal import Translate
from chassis.decisions.projections import Projections
from chassis.decisions.work import Application, Handlers
from chassis.settings.environment import Settings
from chassis.settings.programmes import Row
from samplan.bus.kafka.received import Received
from samplan.bus.observe.causation import Cause
from samplan.bus.publishing.rollback import refuse_after_rollback
from samplan.bus.reading.intake import Consumer
from samplan.bus.store.migrations import CHASSIS, Migration
from samplan.bus.store.transactions import Database, Transaction
from samplan.contracts.envelope import Envelope
from samplan.contracts.event import ContractEvent

Policy = Callable[[Any, Envelope], Sequence[object]]
"""A reaction: what a published event makes this service do, as commands."""

Tick = Callable[[Database, Application, date], int]
"""Makes everything happen that is due by a date, once; how much that was."""


@dataclass(frozen=True, kw_only=True)
class Service:
    """One service: what it is called, what it may be asked, what it announces and reacts to."""

    name: str
    title: str
    description: str
    settings: type[Settings]
    version: str = "1.0.0"
    released: date = date(2026, 11, 24)
    """The API's version, and the day it came."""
    routers: Callable[[Settings], Sequence[APIRouter]]
    handlers: Callable[[Settings], Handlers] = lambda _: {}
    translate: Translate | None = None
    policies: Mapping[type[ContractEvent], Sequence[Policy]] = field(default_factory=dict)
    consumer: Callable[[Settings, Database], Consumer] | None = None
    reclaims: Mapping[type[ContractEvent], Sequence[Policy]] = field(default_factory=dict)
    """What follows all the same from its own published events that a restored store has lost."""
    scopes: Sequence[str] = ()
    """What a caller's token may allow in its API."""
    programme_sections: Sequence[type[Row]] = ()
    """The sections of a programme's file that it reads, one model for each."""
    reads: Sequence[str] = ()
    answers_from_topics: bool = False
    """Whether all its answers come from what it reads: it is not ready before it has heard everything."""
    projections: Projections = ()
    """The read models that fold themselves, in the work that changes them."""
    migrations: Sequence[Migration] = ()
    tick: Tick | None = None
    has_vault: bool = False
    """Whether it keeps personal fields under keys of their own: `migrate` then covers the key store too."""

    @property
    def all_migrations(self) -> tuple[Migration, ...]:
        """The chassis' steps, then the service's own."""
        return (*CHASSIS, *self.migrations)

    def application(self, settings: Settings, database: Database) -> Application:
        """Its commands over a store, with its read models."""
        return Application(database, self.handlers(settings), self.projections)

    @property
    def pattern(self) -> str | None:
        """The topics it reads, whichever agency runs their services."""
        return rf"^[a-z-]+\.({'|'.join(self.reads)})\.v1$" if self.reads else None


class Policies:
    """The consumer of an event-sourced service: each new event's policies, as one unit of work."""

    def __init__(self, application: Application, policies: Mapping[type, Sequence[Policy]]) -> None:
        self._application = application
        self._policies = policies

    def apply(self, tx: Transaction, received: Sequence[Received]) -> None:
        """Carry out what the policies ask for and store it in the inbox's own transaction."""
        refuse_after_rollback(tx)
        work = self._application.work(tx)
        for one in received:
            envelope, event = one.content()
            cause = Cause(
                correlation_id=envelope.correlation_id,
                causation_id=envelope.id,
                traceparent=envelope.traceparent,
            )
            for policy in self._policies.get(type(event), ()):
                self._application.carry_out(policy(event, envelope), work, cause)
        work.flush()
