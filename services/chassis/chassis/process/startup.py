"""Work that must be done before the API answers its first request."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

import structlog
from fastapi import FastAPI

from chassis.http.edge.description import describe
from samplan.bus.kafka.access import Access
from samplan.bus.kafka.client import Cluster, client_cancellation_as_error
from samplan.bus.kafka.head import Head, StoreIsBehindItsHead, published_heads
from samplan.bus.publishing.relay import Relay
from samplan.bus.publishing.rollback import note_behind
from samplan.bus.store.transactions import Database

log = structlog.get_logger()

HEAD_TIMEOUT_SECONDS = 10


async def make_ready(app: FastAPI, relay: Relay | None, database: Database, access: Access) -> None:
    """Generate the API's description, and check whether the store is behind what it has published."""
    await asyncio.to_thread(describe, app)
    if relay is not None:
        await _compare_with_topic(relay, database, access)


async def _compare_with_topic(relay: Relay, database: Database, access: Access) -> None:
    """An unreachable broker does not stop the start: the relay compares when it connects."""
    try:
        async with asyncio.timeout(HEAD_TIMEOUT_SECONDS):
            heads = await _heads(relay.topics, access)
        await asyncio.to_thread(relay.refuse_an_older_store, heads)
    except StoreIsBehindItsHead as error:
        log.critical("store_behind_its_head", detail=str(error), cure=error.CURE)
        await asyncio.to_thread(note_behind, database, str(error))
    except Exception as error:  # noqa: BLE001  # broker, store or library
        log.warning("head_not_compared", error=type(error).__name__)


async def _heads(topics: Sequence[str], access: Access) -> Mapping[str, Head]:
    with client_cancellation_as_error():
        async with Cluster(access) as cluster:
            visible = await cluster.topics()
        return await published_heads(access, *(topic for topic in topics if topic in visible))
