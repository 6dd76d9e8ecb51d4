"""Which topics of a pattern are read, and how far behind their ends the reading is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from aiokafka import ConsumerRecord, TopicPartition

from samplan.bus.kafka.client import Cluster
from samplan.bus.observe.telemetry import INBOX_LAG


class RightsChanged(Exception):
    """The set of readable topics has changed."""


def without(pattern: str, topics: Iterable[str]) -> str:
    """The pattern, without these topics."""
    names = "|".join(re.escape(topic) for topic in sorted(topics))
    return f"(?!(?:{names})$)(?:{pattern})" if names else pattern


async def topics_of(cluster: Cluster, pattern: str) -> tuple[frozenset[str], frozenset[str]]:
    """The readable topics of a pattern, and those that are visible only."""
    visible = {name: one for name, one in (await cluster.topics()).items() if re.match(pattern, name)}
    readable = frozenset(name for name, one in visible.items() if one.may_read)
    return readable, frozenset(visible) - readable


def by_place(records: Sequence[ConsumerRecord]) -> Iterator[tuple[TopicPartition, Sequence[ConsumerRecord]]]:
    """Records, partition by partition."""
    for place, batch in groupby(records, lambda one: TopicPartition(one.topic, one.partition)):
        yield place, list(batch)


def show_lag(ends: Mapping[TopicPartition, int], applied: Mapping[TopicPartition, int]) -> int:
    """Set the metric of records that are not applied yet; their number."""
    lags = {place: max(0, end - applied[place]) for place, end in ends.items()}
    for place, lag in lags.items():
        INBOX_LAG.labels(place.topic, str(place.partition)).set(lag)
    return sum(lags.values())
