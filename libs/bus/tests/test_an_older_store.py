"""I10: the relay and the API's start detect a store restored from an older backup."""

import asyncio

import pytest
from fastapi import FastAPI
from libs.bus.tests.test_relay_and_inbox_under_failure import (
    TIMEOUT_SECONDS,
    position,
    running,
    until,
    write,
)

from chassis.process.startup import make_ready
from samplan.bus.kafka.access import Access
from samplan.bus.kafka.head import StoreIsBehindItsHead
from samplan.bus.publishing.publication import Publication
from samplan.bus.publishing.relay import Relay
from samplan.bus.publishing.rollback import why_behind
from samplan.bus.store.transactions import Database
from samplan.testing.servers.ports import free_port


@pytest.mark.slow
class TestAStoreRestoredFromAnOlderBackup:
    """Its relay position is old too: only the topic shows what was published since."""

    async def test_is_not_published_from(
        self, store: Database, publication: Publication, broker: str
    ) -> None:
        await self._publish(store, publication, broker)
        with pytest.raises(StoreIsBehindItsHead, match="published up to 4"):
            await asyncio.wait_for(
                Relay(store, publication, Access(bootstrap=broker)).run(asyncio.Event()), TIMEOUT_SECONDS
            )
        assert why_behind(store) == "published up to 4"

    async def test_is_found_before_the_api_serves(
        self, store: Database, publication: Publication, broker: str
    ) -> None:
        await self._publish(store, publication, broker)
        access = Access(bootstrap=broker)
        await make_ready(FastAPI(), Relay(store, publication, access), store, access)
        assert why_behind(store) == "published up to 4"

    async def test_is_not_checked_while_the_broker_is_away(
        self, store: Database, publication: Publication
    ) -> None:
        away = Access(bootstrap=f"127.0.0.1:{free_port()}")
        await make_ready(FastAPI(), Relay(store, publication, away), store, away)
        assert why_behind(store) is None

    async def test_is_not_published_from_after_new_events_are_stored(
        self, store: Database, publication: Publication, broker: str
    ) -> None:
        await self._publish(store, publication, broker)
        write(store, 4)
        with pytest.raises(StoreIsBehindItsHead, match="another event as 4"):
            await asyncio.wait_for(
                Relay(store, publication, Access(bootstrap=broker)).run(asyncio.Event()), TIMEOUT_SECONDS
            )

    async def test_is_distinguished_from_the_current_store(
        self, store: Database, publication: Publication, broker: str
    ) -> None:
        write(store, 2)
        for published in (2, 3):
            async with running(Relay(store, publication, Access(bootstrap=broker))):
                await until(lambda wanted=published: position(store) == wanted)  # type: ignore[misc]  # a bound default
            write(store, 1)

    async def _publish(self, store: Database, publication: Publication, broker: str) -> None:
        """Publish four events, then restore a backup that was made after the first two."""
        write(store, 4)
        async with running(Relay(store, publication, Access(bootstrap=broker))):
            await until(lambda: position(store) == 4)
        with store.transaction() as tx:
            tx.execute("DELETE FROM stored_events WHERE rowid > 2")
            tx.execute("DELETE FROM event_digests WHERE position > 2")
            tx.execute("UPDATE relay_positions SET position = 2")
