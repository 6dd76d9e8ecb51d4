"""The inbox reads other services' topics and goes on where its own database says it stopped.

It joins no consumer group: the database decides what has been taken in, and locks it, so two inboxes
of one service read the same records and only one of them has the effect.
"""

from __future__ import annotations

import asyncio
import contextlib

import structlog

from samplan.bus.kafka.access import Access
from samplan.bus.kafka.client import Backoff, Cluster, ClusterChanged, outliving_the_library
from samplan.bus.observe.telemetry import TOPICS_DENIED
from samplan.bus.reading.breaker import Guarded, Limits, ProgramFault
from samplan.bus.reading.catch_up import CatchUpStatus
from samplan.bus.reading.intake import Consumer
from samplan.bus.reading.session import RightsChanged, Session, Trimmed
from samplan.bus.store.transactions import Database

log = structlog.get_logger()

BATCH = 500
LOOK_SECONDS = 0.2
NO_LIMITS_GIVEN = Limits()


class Inbox:
    """Reads every topic that matches a pattern, for one service."""

    def __init__(
        self,
        database: Database,
        consumer: Consumer,
        *,
        access: Access,
        pattern: str,
        limits: Limits = NO_LIMITS_GIVEN,
    ) -> None:
        self._database = database
        self._consumer = Guarded(consumer.apply, limits)
        self._access = access
        self._pattern = pattern
        self._denied: frozenset[str] = frozenset()
        self._catch_up = CatchUpStatus(database)
        self.is_reading = False
        self.lag = 0
        self.failure: str | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Take in until told to stop. Raises Trimmed; waits out what the broker and the store do."""
        backoff = Backoff(stop)
        while not stop.is_set():
            try:
                with outliving_the_library():
                    async with Cluster(self._access) as cluster:
                        await self._read_until(stop, cluster, backoff)
            except Trimmed as error:
                self.failure = "Trimmed"
                log.critical("inbox_stopped", error="Trimmed", detail=str(error))
                raise
            except ClusterChanged:
                log.warning("inbox_follows_new_cluster")
            except Exception as error:  # noqa: BLE001  # broker, store or library: nothing is lost by waiting
                # A new session reads again all that has come and was not taken in.
                log.warning("inbox_retries", error=type(error).__name__)
                await self._catch_up.keep()
                await backoff.pause()
            finally:
                self.is_reading = False

    async def _read_until(self, stop: asyncio.Event, cluster: Cluster, backoff: Backoff) -> None:
        """Session by session: one whose rights have changed is followed by the next at once."""
        while not stop.is_set():
            with contextlib.suppress(RightsChanged):
                await self._read_in_a_session(stop, cluster, backoff)

    async def _read_in_a_session(self, stop: asyncio.Event, cluster: Cluster, backoff: Backoff) -> None:
        session = Session(self._database, self._consumer, cluster, self._pattern)
        try:
            await session.begin(self._access, BATCH)
            self._note_denied(session.denied)
            while not stop.is_set():
                await session.refresh_metadata()
                self._show(session)
                await self._catch_up.report(caught_up=session.is_caught_up)
                backoff.reset()
                await session.wait(LOOK_SECONDS)
        finally:
            await session.end()

    def _show(self, session: Session) -> None:
        """What keeps it from reading, or taking in, anything at all."""
        failure: str | None = None
        if self._consumer.stopped_at:
            failure = ProgramFault.__name__
        elif session.reads_nothing:
            failure = f"inbox may not read {', '.join(sorted(session.denied))}"
        self.failure = failure
        self.is_reading = failure is None and not session.is_waiting
        self.lag = session.lag

    def _note_denied(self, denied: frozenset[str]) -> None:
        """Say which topics of the pattern we may not read; the others go on."""
        TOPICS_DENIED.set(len(denied))  # told anew each time: the session before may have left a figure
        for topic in denied - self._denied:
            log.error("topic_denied", topic=topic, right="read")
        for topic in self._denied - denied:
            log.warning("topic_allowed", topic=topic, right="read")
        self._denied = denied
