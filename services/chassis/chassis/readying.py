"""What would be too late, or too slow, once somebody asks the API."""

from __future__ import annotations

import asyncio

import structlog
from fastapi import FastAPI

from chassis.access import Access
from chassis.behind import note_behind
from chassis.database import Database
from chassis.head import StoreIsBehindItsHead, published_heads
from chassis.http.description import describe
from chassis.kafka import Cluster
from chassis.relay import Relay

log = structlog.get_logger()


async def make_ready(app: FastAPI, relay: Relay | None, database: Database, access: Access) -> None:
    """Make the API's description, and see whether the store is behind what it has published."""
    await asyncio.to_thread(describe, app)
    if relay is not None:
        await _compare_with_topic(relay, database, access)


async def _compare_with_topic(relay: Relay, database: Database, access: Access) -> None:
    """A broker that is away is let be: the relay will compare when it can."""
    try:
        async with Cluster(access) as cluster:
            there = relay.topic in await cluster.topics()
        heads = await published_heads(access, relay.topic) if there else {}
        await asyncio.to_thread(relay.refuse_an_older_store, heads)
    except StoreIsBehindItsHead as error:
        log.critical("store_behind_its_head", detail=str(error))
        await asyncio.to_thread(note_behind, database, str(error))
    except Exception as error:  # noqa: BLE001  # broker, store or library
        log.warning("head_not_compared", error=type(error).__name__)
