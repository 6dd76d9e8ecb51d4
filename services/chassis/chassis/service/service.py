"""A service as data: what the chassis needs to run all of its roles, together or separately."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from fastapi import APIRouter

from chassis.decisions.commands import Records
from chassis.decisions.disclosure_checks import CheckLogs
from chassis.decisions.domain import DomainEvent, Refused
from chassis.decisions.journal import Translate
from chassis.decisions.projections import Projections
from chassis.decisions.published import Beside
from chassis.decisions.work import Application, Handlers
from chassis.service.delivers import Delivers
from chassis.settings.environment import Settings
from chassis.settings.programmes import Row
from samplan.bus.kafka.received import Received
from samplan.bus.observe import tracing
from samplan.bus.observe.causation import Cause, current_cause
from samplan.bus.publishing.rollback import refuse_after_rollback
from samplan.bus.reading.intake import Consumer
from samplan.bus.reading.rule_broken import RuleBroken
from samplan.bus.store.checking import Verified, verify_events
from samplan.bus.store.migrations import BUS_TABLES, Migration
from samplan.bus.store.transactions import Database, Transaction
from samplan.contracts import heartbeat
from samplan.contracts.codes import Agency
from samplan.contracts.envelope import Envelope
from samplan.contracts.event import ContractEvent

Policy = Callable[[Any, Envelope], Sequence[object]]
"""A reaction: the commands that follow from a published event."""

Tick = Callable[[Database, Application, date], int]
"""Carries out, once, everything that is due by a date; returns how much that was."""


Verify = Callable[[Database], Verified]
"""Compares the records of a table with their digests."""


@dataclass(frozen=True, kw_only=True)
class Service:
    """One service: its name, API and commands, the events that it publishes and those that it reacts to."""

    name: str
    title: str
    description: str
    settings: type[Settings]
    version: str = "1.0.0"
    released: date = date(2026, 11, 24)
    """The API's version and release date."""
    routers: Callable[[Settings], Sequence[APIRouter]]
    opens: Callable[[Settings], object] = lambda _: None
    """What its own routes read beside its store, opened once by each process with an API: `opened_of`."""
    handlers: Callable[[Settings], Handlers] = lambda _: {}
    translate: Translate | None = None
    beside: Callable[[Settings], Sequence[Beside]] = lambda _: ()
    """What it publishes on channels of their own, each with its readers."""
    delivers: Delivers | None = None
    """What it tells the own systems of other agencies."""
    earlier_facts: Sequence[type[DomainEvent]] = ()
    """Facts that its store may hold although no command records them any more: named here, they load."""
    policies: Mapping[type[ContractEvent], Sequence[Policy]] = field(default_factory=dict)
    recall: Callable[[ContractEvent, Records], ContractEvent] = lambda event, _: event
    """Names again the participant whom a parked event has forgotten, before a policy reads it."""
    consumer: Callable[[Settings, Database], Consumer] | None = None
    reclaims: Mapping[type[ContractEvent], Sequence[Policy]] = field(default_factory=dict)
    """Policies for its published events that a restored store has lost, if their effect must still hold."""
    scopes: Sequence[str] = ()
    """The scopes of its API."""
    programme_sections: Sequence[type[Row]] = ()
    """The sections of a programme's file that it reads, each as a model."""
    check_programmes: Callable[[Path], object] = lambda _: None
    """Reads a folder of programmes as at a start. Raises BadProgramme for rows that do not fit together."""
    reads: Sequence[str] = ()
    answers: Answers | None = None
    """The channel whose senders it answers, which it reads as well."""
    before_reading: Callable[[Records], object] | None = None
    """Run at every start, before an answer or an event: it may make the inbox read a topic again."""
    answers_from_topics: bool = False
    """Whether all its answers depend on consumed events: then it is not ready before it has caught up."""
    projections: Projections = ()
    """The read models that are updated in the unit of work that records the facts."""
    migrations: Sequence[Migration] = ()
    digest_checks: Mapping[str, Verify] = field(default_factory=dict)
    """The tables of its own whose records have digests."""
    tick: Tick | None = None
    measure: Callable[[Application], None] = lambda _: None
    """Sets the metrics of its own, every few seconds."""
    signs: bool = False
    """Whether it signs statements with a key of its own, whose public part `GET /v1/jwks` shows."""
    check_disclosures: CheckLogs | None = None
    """Compares its logs of disclosures with what was once written: `verify-disclosures`."""
    verifies: Sequence[str] = ()
    """The services whose statements it verifies, with the keys in PEER_KEYS_DIR."""
    has_vault: bool = False
    """Whether it encrypts personal data under keys per person: `migrate` then includes the key store."""

    @property
    def all_migrations(self) -> tuple[Migration, ...]:
        """The migrations of the chassis, then those of the service."""
        return (*BUS_TABLES, *self.migrations)

    @property
    def digests(self) -> Mapping[str, Verify]:
        """How each table with digests is compared with them."""
        events: Mapping[str, Verify] = {"stored_events": verify_events} if self.translate else {}
        return {**events, **self.digest_checks}

    def application(self, settings: Settings, database: Database) -> Application:
        """Its commands and read models on a store."""
        return Application(database, self.handlers(settings), self.projections)

    def pattern(self, settings: Settings) -> str | None:
        """The pattern of the topics that it reads.

        Of all agencies, with consents also their heartbeats; and of the senders that it answers.
        """
        if not self.reads:
            return None
        heartbeats = [heartbeat.HEARTBEAT_SERVICE] if heartbeat.SERVICE in self.reads else []
        of_all = rf"[a-z-]+\.({'|'.join([*self.reads, *heartbeats])})"
        answered = self.answers.channels(settings) if self.answers else ()
        return rf"^({'|'.join([of_all, *map(re.escape, answered)])})\.v1$"


@dataclass(frozen=True, kw_only=True)
class Answers:
    """A channel whose senders are told what is wrong with their records (`Answering`)."""

    channel: str
    senders: Callable[[Settings], Sequence[Agency]]
    """Those whose topics are read."""
    commands: Callable[[Received, RuleBroken | None], Sequence[object]]
    """What records the answer to one record."""

    def channels(self, settings: Settings) -> Sequence[str]:
        """Of each sender, as a topic begins."""
        return [f"{sender.value}.{self.channel}" for sender in self.senders(settings)]

    def is_of(self, topic: str) -> bool:
        """Whether the topic is one of these."""
        return topic.split(".")[1] == self.channel


class Policies:
    """The consumer of an event-sourced service: carries out the policies of new events in a unit of work."""

    def __init__(self, application: Application, service: Service) -> None:
        self._application = application
        self._service = service

    def apply(self, tx: Transaction, received: Sequence[Received]) -> None:
        """Carry out the policies' commands and store the result in the inbox's transaction."""
        refuse_after_rollback(tx)
        work = self._application.work(tx)
        for one in received:
            envelope, stated = one.content()
            event = self._service.recall(stated, work)
            for policy in self._service.policies.get(type(event), ()):
                self._application.carry_out(policy(event, envelope), work, _caused_by(envelope))
        work.flush()

    def answers(self, received: Received) -> bool:
        return self._service.answers is not None and self._service.answers.is_of(received.topic)

    def answer(self, tx: Transaction, received: Received, error: RuleBroken | None) -> None:
        """Record the answer, and what others need of the refusal."""
        if self._service.answers is None:
            return
        refuse_after_rollback(tx)
        work = self._application.work(tx)
        commands = [*self._service.answers.commands(received, error), *_aftermath(received, error)]
        cause = _caused_by(received.envelope) if received.envelope else current_cause()
        self._application.carry_out(commands, work, cause)
        work.flush()


def _caused_by(envelope: Envelope) -> Cause:
    return Cause(
        correlation_id=envelope.correlation_id,
        causation_id=envelope.id,
        traceparent=tracing.accepted(envelope.traceparent),
    )


def _aftermath(received: Received, error: RuleBroken | None) -> Sequence[object]:
    """The same content counts once, in however many records it is sent."""
    if not isinstance(error, Refused):
        return ()
    return error.aftermath(hashlib.sha256(received.value or b"").hexdigest())
