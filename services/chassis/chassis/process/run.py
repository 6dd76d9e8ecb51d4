"""One process of a service: opens what its roles need, runs until it is stopped, and closes it."""

from __future__ import annotations

import asyncio
import contextlib
import gc
from collections.abc import AsyncIterator, Coroutine, Sequence
from enum import StrEnum
from typing import Any

import anyio.to_thread
import structlog
from eventsourcing.persistence import PersistenceError
from fastapi import APIRouter, FastAPI

from chassis.decisions.clock import clock_of, today
from chassis.decisions.idempotency import forget_old_answers
from chassis.decisions.work import Work
from chassis.http.auth import Verifier
from chassis.http.described.asyncapi import asyncapi
from chassis.http.described.index import index
from chassis.http.described.operations import operations
from chassis.http.described.page import styles
from chassis.http.edge.app import Check, make_app
from chassis.http.edge.business_date import OnBusinessDate
from chassis.http.edge.info import info
from chassis.observe.alarms import note_tick, sound_alarms
from chassis.observe.watching import measure
from chassis.process.business_date import show_business_date, why_no_date
from chassis.process.housekeeping import every
from chassis.process.reading import inbox_of
from chassis.process.startup import make_ready
from chassis.process.write_probe import WriteProbe
from chassis.service.business_date import consumer_of
from chassis.service.deliveries import deliveries_of
from chassis.service.issuer import issuer_keys
from chassis.service.key_store import open_request_index
from chassis.service.own_keys import own_keys
from chassis.service.publishing import publication_of
from chassis.service.service import Service, Tick
from chassis.service.sign_in import open_sign_in
from chassis.service.signing_keys import open_signing_keys
from chassis.service.stores import open_store
from chassis.settings.environment import Settings
from chassis.store.database import opened_databases
from samplan.bus.kafka.head import StoreIsBehindItsHead
from samplan.bus.observe.causation import beginning
from samplan.bus.publishing.outgoing import Untranslatable
from samplan.bus.publishing.relay import Relay
from samplan.bus.publishing.rollback import why_behind
from samplan.bus.reading.catch_up import is_caught_up, report_behind
from samplan.bus.reading.inbox import Inbox
from samplan.bus.reading.parked_rows import INTAKE
from samplan.bus.reading.session import Trimmed
from samplan.bus.store.transactions import POOL_SIZE

log = structlog.get_logger()

BESIDE_THE_API = 2  # connections kept for relay and inbox
GRACE_SECONDS = 10
WATCH_SECONDS = 5.0
TICK_SECONDS = 3600.0


class Role(StrEnum):
    """A part of a service that a process can run."""

    API = "api"
    RELAY = "relay"
    INBOX = "inbox"


ALL_ROLES = frozenset(Role)


class Process:
    """The parts of a service that one process runs."""

    def __init__(self, service: Service, settings: Settings, roles: frozenset[Role] = ALL_ROLES) -> None:
        self.service = service
        self.settings = settings
        self.roles = roles
        self._issuer_keys = issuer_keys(settings)
        with opened_databases() as self._opened:
            self.database = open_store(service, settings)
            self._sign_in = open_sign_in(service, settings, self.database)
            self.write_probe = WriteProbe(self.database)
            self.application = service.application(settings, self.database)
            if service.before_reading and roles & {Role.API, Role.INBOX}:
                with self.database.transaction() as tx:
                    tx.lock(INTAKE)
                    service.before_reading(Work(tx))
            self.relay = self._relay() if Role.RELAY in roles else None
            pattern = service.pattern(settings)
            self.inbox = self._inbox(pattern) if Role.INBOX in roles and pattern else None
            self.app = self._app(self._routers() if Role.API in roles else ())

    def close(self) -> None:
        """Close every store that the process, its handlers and its pages have opened."""
        for database in self._opened:
            database.close()

    def _routers(self) -> Sequence[APIRouter]:
        about = info(self.service.name, self.service.version, self.service.released)
        keys = [own_keys(open_signing_keys(self.settings, self.service.name))] if self.service.signs else []
        people = [self._sign_in.routes] if self._sign_in else []
        described = (about, styles(), operations(), asyncapi())
        # The index comes last: a service with a front page of its own shows that.
        return (*described, *keys, *people, *self.service.routers(self.settings), index())

    def _relay(self) -> Relay | None:
        if self.service.translate is None:
            return None
        publication = publication_of(self.service, self.settings, self.database)
        deliveries = deliveries_of(self.service, self.settings, self.database)
        return Relay(self.database, publication, self.settings.kafka, deliveries)

    def _inbox(self, pattern: str) -> Inbox:
        consumer = consumer_of(self.service, self.settings, self.application)
        report_behind(self.database)  # before the first request: the inbox may have been down for long
        return inbox_of(self.settings, self.database, consumer, pattern)

    def _app(self, routers: Sequence[APIRouter]) -> FastAPI:
        app = make_app(
            title=self.service.title,
            description=self.service.description,
            version=self.service.version,
            routers=routers,
            application=self.application,
            verifier=Verifier(
                self._issuer_keys,
                audience=self.service.name,
                issuer=self.settings.token_issuer,
            ),
            checks=self._checks(),
            sessions=self._sign_in.sessions if self._sign_in else None,
            wake_relay=self.relay.wake if self.relay else lambda: None,
            lifespan=self._lifespan,
            limits=self.settings,
        )
        if self.settings.may_replay:
            app.add_middleware(OnBusinessDate, settings=self.settings, database=self.database)
        app.state.database = self.database
        app.state.blind = open_request_index(self.settings, self.service)
        app.state.settings = self.settings
        app.state.opened = self.service.opens(self.settings) if Role.API in self.roles else None
        app.state.inbox = self.inbox
        return app

    def _checks(self) -> list[Check]:
        checks: list[Check] = [
            self._store_answers,
            lambda: self.write_probe.failure,
            lambda: why_no_date(self.settings),
        ]
        if relay := self.relay:
            checks.append(lambda: None if relay.is_publishing else relay.failure or "relay is not connected")
        if self.service.answers_from_topics and Role.API in self.roles:
            checks.append(lambda: None if is_caught_up(self.database) else "inbox is catching up")
        if inbox := self.inbox:
            checks.append(lambda: None if inbox.is_reading else inbox.failure or "inbox is not reading")
        return checks

    def _store_answers(self) -> str | None:
        try:
            return "store is behind its head" if why_behind(self.database) else None
        except PersistenceError:
            return "store does not answer"

    @contextlib.asynccontextmanager
    async def _lifespan(self, _app: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = POOL_SIZE - BESIDE_THE_API
        asyncio.get_running_loop().set_exception_handler(_log_class_only)
        if Role.API in self.roles:
            relay = self.relay or self._relay()
            await make_ready(self.app, relay, self.database, self.settings.kafka)
        stop = asyncio.Event()
        tasks = [asyncio.create_task(self._watched(work)) for work in self._background(stop)]
        gc.collect()
        gc.freeze()
        yield
        stop.set()
        _done, late = await asyncio.wait(tasks, timeout=GRACE_SECONDS)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        self.close()  # a thread that still runs can no longer commit

    def _background(self, stop: asyncio.Event) -> list[Coroutine[Any, Any, None]]:
        work = [
            every(WATCH_SECONDS, stop, lambda: measure(self.database, self.relay, self.inbox)),
            every(WATCH_SECONDS, stop, self.write_probe.write),
            every(WATCH_SECONDS, stop, self._sound_alarms),
            every(WATCH_SECONDS, stop, lambda: self.service.measure(self.application)),
            every(WATCH_SECONDS, stop, lambda: show_business_date(self.settings, self.database)),
            every(TICK_SECONDS, stop, lambda: forget_old_answers(self.database)),
        ]
        if self.relay:
            work.append(self.relay.run(stop))
        if self.inbox:
            work.append(self.inbox.run(stop))
        if (tick := self.service.tick) and self.settings.tick == "daily":
            work.append(every(TICK_SECONDS, stop, lambda: self._tick(tick)))
        return work

    async def _watched(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except (Trimmed, Untranslatable, StoreIsBehindItsHead):
            return  # already logged; readiness stays red until an operator acts
        except Exception as error:  # noqa: BLE001  # only its class is logged, and readiness stays red
            log.critical("task_died", error=type(error).__name__)

    def _sound_alarms(self) -> None:
        sound_alarms(self.database, self._checks(), self.relay, self.inbox, has_clock=bool(self.service.tick))

    def _tick(self, tick: Tick) -> None:
        with clock_of(self.settings, self.database), beginning("tick"):
            as_of = today()
            tick(self.database, self.application, as_of)
        note_tick(self.database, as_of)


def _log_class_only(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """The loop's default message contains the error's text, which may contain personal data."""
    log.error("loop_fault", error=type(context.get("exception")).__name__)
