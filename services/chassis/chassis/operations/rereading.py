"""Continues in a topic that has lost the records that an inbox would read next (I9)."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chassis.settings.environment import Settings
from samplan.bus.kafka.client import Cluster
from samplan.bus.kafka.whole_topics import Beginning, beginnings_of
from samplan.bus.reading.marks import next_offset
from samplan.bus.reading.parked import set_aside
from samplan.bus.reading.parked_rows import INTAKE
from samplan.bus.store.transactions import Database


@dataclass(frozen=True)
class Gap:
    """A partition in which the next offset to read no longer exists."""

    partition: int
    wanted: int
    begins: int
    is_safe: bool
    """Whether the partition's first record was already applied: then no record was lost unread."""


@dataclass(frozen=True)
class Rereading:
    """The partitions of a topic that have a gap, to be read from their beginning."""

    cluster: str
    topic: str
    gaps: Sequence[Gap]


def plan_rereading(settings: Settings, database: Database, topic: str) -> Rereading:
    """Find the gaps, without changing anything."""
    cluster, beginnings = asyncio.run(_beginnings(settings, topic))
    gaps = [
        Gap(partition, wanted, begins.offset, _is_known(database, begins))
        for partition, begins in sorted(beginnings.items())
        for wanted in [next_offset(database, cluster, topic, partition) or 0]
        if not begins.offset <= wanted <= begins.end
    ]
    return Rereading(cluster, topic, gaps)


def reread(database: Database, planned: Rereading) -> None:
    """Make the inbox read these partitions from their beginning; it skips what it has already applied."""
    with database.transaction() as tx:
        tx.lock(INTAKE)
        tx.executemany(
            "INSERT INTO inbox_positions VALUES (:cluster, :topic, :partition, :offset)"
            " ON CONFLICT (cluster, topic, partition_no) DO UPDATE SET next_offset = excluded.next_offset",
            [
                {
                    "cluster": planned.cluster,
                    "topic": planned.topic,
                    "partition": gap.partition,
                    "offset": gap.begins,
                }
                for gap in planned.gaps
            ],
        )
        for gap in planned.gaps:
            if gap.begins < gap.wanted:  # otherwise the topic was only trimmed, and its offsets still apply
                set_aside(tx, planned.cluster, planned.topic, gap.partition)


async def _beginnings(settings: Settings, topic: str) -> tuple[str, Mapping[int, Beginning]]:
    async with Cluster(settings.kafka) as cluster:
        return cluster.id, await beginnings_of(settings.kafka, cluster.id, topic)


def _is_known(database: Database, begins: Beginning) -> bool:
    if begins.first is None or begins.first.envelope is None:
        return False
    envelope = begins.first.envelope
    rows = database.query(
        "SELECT 1 AS one FROM inbox_marks"
        " WHERE source = :source AND subject = :subject AND sequence >= :sequence",
        {"source": envelope.source, "subject": envelope.subject, "sequence": envelope.sequence},
    )
    return bool(rows)
