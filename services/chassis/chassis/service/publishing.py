"""How far a service has published, for each cluster, compared with its topic."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from aiokafka.errors import KafkaError

from chassis.decisions.journal import publishable
from chassis.decisions.published import Beside
from chassis.service.business_date import translated_on_business_date
from chassis.service.service import Service
from chassis.settings.environment import Settings
from samplan.bus.kafka.client import Cluster
from samplan.bus.kafka.head import Head, StoreIsBehindItsHead, published_heads
from samplan.bus.publishing.epochs import epochs_of
from samplan.bus.publishing.publication import Publication, Translate
from samplan.bus.publishing.relay import Relay
from samplan.bus.store.migrations import store_epoch
from samplan.bus.store.transactions import Database
from samplan.contracts.registry import topic_of

UNREACHABLE = (KafkaError, OSError, TimeoutError)


@dataclass(frozen=True)
class PublishingStatus:
    """Positions are notification ids of the store. `cluster` is None when the broker does not answer."""

    topic: str
    source: str
    store_head: int
    positions: Mapping[str, int]
    cluster: str | None
    published_head: int | None
    beside: Mapping[str, int | None]
    """The published heads of the topics beside its own."""
    trouble: str | None

    def lag(self, cluster: str) -> int:
        """Stored events not yet published to the cluster; some are private and never will be."""
        return max(0, self.store_head - self.positions.get(cluster, 0))


def publication_of(service: Service, settings: Settings, database: Database) -> Publication:
    """What the service's relay publishes, and to which topics."""
    if service.translate is None:
        raise ValueError(f"{service.name} publishes nothing")
    epoch = store_epoch(database)
    translate = translated_on_business_date(service.translate, settings, database)
    own = _publication(settings, service.name, epoch, publishable(translate))
    beside = [_publication(settings, one.channel, epoch, _beside(one)) for one in service.beside(settings)]
    return replace(own, beside=tuple(beside))


def _publication(settings: Settings, channel: str, epoch: str, translate: Translate) -> Publication:
    agency = settings.agency.value
    return Publication(
        source=f"/{agency}/{channel}/{epoch}",
        topic=topic_of(agency, channel),
        translate=translate,
        partitions=settings.topic_partitions,
        replication=settings.topic_replication,
    )


def _beside(one: Beside) -> Translate:
    """Reads no other facts than those that it publishes."""
    topics, translate = one.topics, publishable(one)
    return lambda stored: translate(stored) if stored.topic in topics else None


def publishing_status(service: Service, settings: Settings, database: Database) -> PublishingStatus:
    """The status, from the store and, if it answers, the broker."""
    publication, epochs = publication_of(service, settings, database), epochs_of(database)
    rows = database.query("SELECT cluster, position FROM relay_positions ORDER BY cluster")
    broker = asyncio.run(_ask_broker(settings, [one.topic for one in publication.all]))
    source = publication.source_in(epochs, epochs.present)
    return PublishingStatus(
        topic=publication.topic,
        source=source,
        store_head=database.last_notification_id(),
        positions={row["cluster"]: int(row["position"]) for row in rows},
        cluster=broker.cluster,
        published_head=broker.published(source),
        beside={
            one.topic: broker.published(one.source_in(epochs, epochs.present)) for one in publication.beside
        },
        trouble=broker.trouble or _trouble(Relay(database, publication, settings.kafka), broker.heads),
    )


class BrokerStatus(NamedTuple):
    """The cluster's id and the published heads; `trouble` if the broker does not answer."""

    cluster: str | None
    heads: Mapping[str, Head]
    trouble: str | None = None

    def published(self, source: str) -> int | None:
        """The last published position of a source."""
        return self.heads[source].sequence if source in self.heads else None


async def _ask_broker(settings: Settings, topics: Sequence[str]) -> BrokerStatus:
    try:
        async with Cluster(settings.kafka) as cluster:
            visible = await cluster.topics()
            heads = await published_heads(settings.kafka, *(topic for topic in topics if topic in visible))
            return BrokerStatus(cluster.id, heads)
    except UNREACHABLE as error:
        return BrokerStatus(None, {}, f"the broker does not answer ({type(error).__name__})")


def _trouble(relay: Relay, heads: Mapping[str, Head]) -> str | None:
    try:
        relay.refuse_an_older_store(heads)
    except StoreIsBehindItsHead as error:
        return f"the store is behind its head ({error}): {error.CURE}"
    return None
