"""A relay inside the test's process, so that its state can be inspected."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from tests.faults.pipeline import Planning

from chassis.process.run import Process, Role
from planning.service import SERVICE
from samplan.bus.publishing.relay import Relay


def relay_of(planning: Planning) -> Relay:
    """The service's relay, not running."""
    relay = Process(SERVICE, planning.settings, frozenset({Role.RELAY})).relay
    assert relay is not None
    return relay


@contextmanager
def relaying(planning: Planning) -> Iterator[Relay]:
    """The service's relay, running beside the test."""
    relay, stop = relay_of(planning), asyncio.Event()
    with asyncio.Runner() as runner:
        loop = runner.get_loop()
        thread = Thread(target=lambda: runner.run(relay.run(stop)))
        thread.start()
        try:
            yield relay
        finally:
            loop.call_soon_threadsafe(stop.set)
            thread.join()
