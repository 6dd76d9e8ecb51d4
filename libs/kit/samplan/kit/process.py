"""Runs an agency's system: it reads, calls the handlers, and sends the cards, until it is stopped."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import AsyncIterator, Mapping

import structlog

from samplan.bus.kafka.access import Access
from samplan.bus.kafka.head import StoreIsBehindItsHead
from samplan.bus.publishing.outbox import move_to_log
from samplan.bus.publishing.outgoing import Untranslatable
from samplan.bus.publishing.relay import Relay
from samplan.bus.reading.inbox import Inbox
from samplan.bus.reading.session import Trimmed
from samplan.kit.app import AgencyApp
from samplan.kit.environment import access_of, trust_of

log = structlog.get_logger()

LOOK_SECONDS = 0.25


class NothingErases(Exception):
    """What other agencies have told has to be erased when its sharing ends."""


def run(agency: AgencyApp) -> None:
    """Run until SIGTERM or Ctrl-C. Raises SystemExit after what no retry can solve, which is in the log."""
    is_over = False
    try:
        asyncio.run(_run(agency))
    except* (StoreIsBehindItsHead, Trimmed, Untranslatable):
        is_over = True
    if is_over:
        raise SystemExit(1)


async def _run(agency: AgencyApp) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, stop.set)
    log.info("agency_started", reads=agency.pattern or "nothing")
    await work(agency, stop)


@contextlib.asynccontextmanager
async def running(agency: AgencyApp, environment: Mapping[str, str] = os.environ) -> AsyncIterator[None]:
    """The system runs beside the block, as in the lifespan of a web application."""
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(work(agency, stop, environment))
        try:
            yield
        finally:
            stop.set()


async def work(agency: AgencyApp, stop: asyncio.Event, environment: Mapping[str, str] = os.environ) -> None:
    """Read and send until stopped. Raises BadEnvironment, and what no retry can solve."""
    access = access_of(environment)
    relay = Relay(agency.database, agency.publication(), access)
    inbox = _inbox_of(agency, access, environment)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(_send(agency, relay, stop))
        if inbox is not None:
            tasks.create_task(inbox.run(stop))


def _inbox_of(agency: AgencyApp, access: Access, environment: Mapping[str, str]) -> Inbox | None:
    """What reads for the handlers; without handlers, nothing is read and no source is believed."""
    if (pattern := agency.pattern) is None:
        return None
    if agency.reads_deliveries and not agency.handlers.ends:
        raise NothingErases("declare with @agency.on_end what erases a record whose sharing has ended")
    trust = trust_of(environment)
    return Inbox(agency.database, agency.handlers, access=access, pattern=pattern, trust=trust)


async def _send(agency: AgencyApp, relay: Relay, stop: asyncio.Event) -> None:
    """Move written cards to the log, which the relay publishes. Without any card, no topic is needed."""
    async with asyncio.TaskGroup() as tasks:
        is_publishing = False
        while not stop.is_set():
            moved = await asyncio.to_thread(move_to_log, agency.database)
            if not is_publishing and (moved or agency.database.last_notification_id()):
                tasks.create_task(relay.run(stop))
                is_publishing = True
            if moved:
                relay.wake()
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(stop.wait(), LOOK_SECONDS)
