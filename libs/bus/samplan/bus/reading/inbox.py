"""The inbox reads other services' topics and continues at the positions in its own database.

It joins no consumer group: the database records and locks what has been applied, so two inboxes of one
service read the same records and only one of them applies each record.
"""

from __future__ import annotations

import asyncio
import contextlib

import structlog

from samplan.bus.kafka.access import Access
from samplan.bus.kafka.client import Backoff, Cluster, ClusterChanged, client_cancellation_as_error
from samplan.bus.kafka.selection import RightsChanged
from samplan.bus.kafka.trust import ANYTHING, Trust
from samplan.bus.observe.telemetry import LEASE_AGE, TOPICS_DENIED
from samplan.bus.reading.breaker import Answering, Guarded, Limits, ProgramFault
from samplan.bus.reading.catch_up import CatchUpStatus
from samplan.bus.reading.full import ParkedFull
from samplan.bus.reading.intake import Consumer
from samplan.bus.reading.lease import Lease
from samplan.bus.reading.session import Session, Trimmed
from samplan.bus.store.transactions import Database

log = structlog.get_logger()

BATCH = 500
LOOK_SECONDS = 0.2
DEFAULT_LIMITS = Limits()


class Inbox:
    """Reads every topic that matches a pattern, for one service."""

    def __init__(
        self,
        database: Database,
        consumer: Consumer,
        *,
        access: Access,
        pattern: str,
        limits: Limits = DEFAULT_LIMITS,
        lease: Lease | None = None,
        trust: Trust = ANYTHING,
    ) -> None:
        self._database = database
        answering = consumer if isinstance(consumer, Answering) else None
        self._consumer = Guarded(consumer.apply, limits, answering)
        self._access = access
        self._pattern = pattern
        self._denied: frozenset[str] = frozenset()
        self._catch_up = CatchUpStatus(database)
        self._lease = lease or Lease()
        self._trust = trust
        self.is_reading = False
        self.lag = 0
        self.failure: str | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Apply records until stopped. Raises Trimmed; retries after errors of the broker or the store."""
        backoff = Backoff(stop)
        while not stop.is_set():
            try:
                with client_cancellation_as_error():
                    async with Cluster(self._access) as cluster:
                        await self._read_until(stop, cluster, backoff)
            except Trimmed as error:
                self.failure = "Trimmed"
                log.critical("inbox_stopped", error="Trimmed", detail=str(error))
                raise
            except ClusterChanged:
                log.warning("inbox_follows_new_cluster")
            except Exception as error:  # noqa: BLE001  # broker, store or library: retrying loses nothing
                # A new session reads every record that is not applied yet again.
                log.warning("inbox_retries", error=type(error).__name__)
                await backoff.pause()
            finally:
                self.is_reading = False

    async def _read_until(self, stop: asyncio.Event, cluster: Cluster, backoff: Backoff) -> None:
        """Run sessions: a change of permissions starts a new one at once."""
        while not stop.is_set():
            with contextlib.suppress(RightsChanged):
                await self._read_in_a_session(stop, cluster, backoff)

    async def _read_in_a_session(self, stop: asyncio.Event, cluster: Cluster, backoff: Backoff) -> None:
        session = Session(self._database, self._consumer, cluster, self._trust, self._pattern, self._lease)
        try:
            await session.begin(self._access, BATCH)
            self._note_denied(session.denied)
            while not stop.is_set():
                await session.refresh_metadata()
                self._show(session)
                await self._catch_up.report(
                    self._lease, is_applied=session.is_caught_up, has_failed=self.failure is not None
                )
                backoff.reset()
                await session.wait(LOOK_SECONDS)
        finally:
            await session.end()

    def _show(self, session: Session) -> None:
        """Update the failure, if nothing can be read or applied, and the lag."""
        failure: str | None = None
        if self._consumer.stopped_at:
            failure = ProgramFault.__name__
        elif stopped := session.full.stopped:
            failure = f"{ParkedFull.__name__}: {', '.join(sorted({place.topic for place in stopped}))}"
        elif session.reads_nothing:
            failure = f"inbox may not read {', '.join(sorted(session.denied))}"
        self.failure = failure
        self.is_reading = failure is None and not session.is_waiting
        self.lag = session.lag
        LEASE_AGE.set(self._lease.age)

    def _note_denied(self, denied: frozenset[str]) -> None:
        """Report the topics of the pattern that may not be read; reading of the others continues."""
        TOPICS_DENIED.set(len(denied))  # always set: an earlier session may have left a value
        for topic in denied - self._denied:
            log.error("topic_denied", topic=topic, right="read")
        for topic in self._denied - denied:
            log.warning("topic_allowed", topic=topic, right="read")
        self._denied = denied
