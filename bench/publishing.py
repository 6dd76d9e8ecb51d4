"""The relay, compared with a bare producer that pipelines the same records."""

import asyncio
import time
from collections.abc import Callable, Sequence

from aiokafka import ConsumerRecord

from chassis.decisions.journal import publishable
from chassis.service.service import Service
from samplan.bus.kafka.access import Access
from samplan.bus.kafka.client import Cluster, producer_for
from samplan.bus.publishing.publication import Publication
from samplan.bus.publishing.relay import Relay
from samplan.bus.store.migrations import store_epoch
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import Agency
from samplan.contracts.registry import topic_of

PARTITIONS = 6  # as the services have them
LOOK_EVERY = 0.02
STALLED_AFTER_SECONDS = 300.0


class Stalled(Exception):
    """The measured process stopped making progress."""


async def relay_all(service: Service, database: Database, agency: Agency, bootstrap: str) -> float:
    """Publish a whole store to a separate topic, as if that agency ran the service; seconds."""
    assert service.translate is not None
    with database.transaction() as tx:
        tx.execute("DELETE FROM relay_positions")
    publication = Publication(
        source=f"/{agency}/{service.name}/{store_epoch(database)}",
        topic=topic_of(agency, service.name),
        translate=publishable(service.translate),
        partitions=PARTITIONS,
    )
    relay, stop, last = (
        Relay(database, publication, Access(bootstrap=bootstrap)),
        asyncio.Event(),
        database.last_notification_id(),
    )
    running = asyncio.create_task(relay.run(stop))
    await until(lambda: relay.is_publishing, running)
    started = time.perf_counter()
    await until(lambda: _published(database) >= last, running)
    seconds = time.perf_counter() - started
    stop.set()
    await running
    return seconds


async def produce_all(records: Sequence[ConsumerRecord], topic: str, bootstrap: str) -> float:
    """Send records as fast as the library takes them, and wait for every acknowledgement; seconds."""
    async with Cluster(Access(bootstrap=bootstrap)) as cluster:
        await cluster.ensure_topic(topic, partitions=PARTITIONS, replication=1)
    producer = producer_for(Access(bootstrap=bootstrap))
    await producer.start()
    try:
        started = time.perf_counter()
        sends = [
            await producer.send(topic, value=record.value, key=record.key, headers=list(record.headers))
            for record in records
        ]
        await asyncio.gather(*sends)
        return time.perf_counter() - started
    finally:
        await producer.stop()


async def until(condition: Callable[[], bool], running: asyncio.Task[None]) -> None:
    """Poll without blocking the loop. Raises Stalled, or the error of `running`."""
    deadline = time.monotonic() + STALLED_AFTER_SECONDS
    while not await asyncio.to_thread(condition):
        if running.done():
            await running
            raise Stalled("it ended before everything was processed")
        if time.monotonic() > deadline:
            running.cancel()
            raise Stalled(f"not everything was processed after {STALLED_AFTER_SECONDS:g} s")
        await asyncio.sleep(LOOK_EVERY)


def _published(database: Database) -> int:
    rows = database.query("SELECT position FROM relay_positions")
    return int(rows[0]["position"]) if rows else 0
