"""C-06, K18: others' records are shown no longer than the lease after the last word of a consent service."""

import time
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from services.reporting.tests.examples import Person
from services.reporting.tests.relays import Publisher
from tests.faults.brokers import Embedded
from tests.faults.pipeline import Reporting
from tests.faults.test_stopped_consumer import OK, UNAVAILABLE, Reader, in_force, publish

from chassis.process.run import Process, Role
from reporting.service import SERVICE as REPORTING
from samplan.testing.heartbeats import Heartbeats
from samplan.testing.servers.processes import ChildProcess
from samplan.testing.waiting import wait_until

pytestmark = pytest.mark.slow

ANNA = Person()
LEASE_SECONDS = 6
LATE_SECONDS = 1.0
"""The time that a request itself may take."""


class Landscape:
    """Reporting's API and inbox, a broker and the heartbeats of a consent service."""

    def __init__(self, broker: Embedded, reader: Reader, inbox: ChildProcess) -> None:
        self.broker = broker
        self.reader = reader
        self.inbox = inbox
        self.consent = Heartbeats(broker.bootstrap)

    def wait_for(self, status: int) -> None:
        wait_until(lambda: self.reader.status() == status, self.reader.status)

    def seconds_until_closed(self) -> float:
        began = time.monotonic()
        self.wait_for(UNAVAILABLE)
        return time.monotonic() - began


@pytest.fixture
async def landscape(empty_embedded: Embedded, tmp_path: Path) -> AsyncIterator[Landscape]:
    reporting = Reporting(
        tmp_path / "reporting", empty_embedded.bootstrap, consent_lease_seconds=LEASE_SECONDS
    )
    with (
        closing(reporting),
        closing(Process(REPORTING, reporting.settings, frozenset({Role.API}))) as process,
    ):
        reader = Reader(process, f"/v1/journeys/{ANNA.participant_id}")
        running = Landscape(empty_embedded, reader, reporting.inbox())
        await publish(empty_embedded, Publisher().publish(map(in_force, ANNA.whole_journey()[:-1])))
        with running.consent:
            running.wait_for(OK)
            yield running


async def test_a_consent_service_that_falls_silent_closes_its_readers_until_it_is_heard_again(
    landscape: Landscape,
) -> None:
    landscape.consent.end()
    assert landscape.seconds_until_closed() < LEASE_SECONDS + LATE_SECONDS
    landscape.consent.begin()
    landscape.wait_for(OK)


async def test_a_broker_that_is_away_closes_its_readers(landscape: Landscape) -> None:
    landscape.broker.kill()
    assert landscape.seconds_until_closed() < LEASE_SECONDS + LATE_SECONDS


async def test_an_inbox_that_was_frozen_opens_only_when_it_has_heard_a_new_word(landscape: Landscape) -> None:
    landscape.inbox.freeze()
    frozen_at = time.monotonic()
    assert landscape.seconds_until_closed() < LEASE_SECONDS + LATE_SECONDS
    wait_until(lambda: time.monotonic() > frozen_at + LEASE_SECONDS, lambda: "the lease has not ended")
    landscape.consent.end()  # heartbeats from the time of the freeze wait in the socket
    landscape.inbox.thaw()
    statuses = {landscape.reader.status() for _ in range(100)}
    assert statuses == {UNAVAILABLE}
    landscape.consent.begin()
    landscape.wait_for(OK)
