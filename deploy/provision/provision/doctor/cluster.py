"""The topics and rights of the cluster, beside the files that state them or what any topic must keep."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from confluent_kafka import KafkaException
from confluent_kafka.admin import AdminClient, ConfigResource, ResourceType

from provision import rights, topics
from provision.doctor.finding import Finding
from provision.landscape import HEARTBEATS, Landscape, recipient_of

SECONDS = 3
T = TypeVar("T")
KEEPS = {"cleanup.policy": "delete", "retention.bytes": "-1", "retention.ms": "-1"}


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """What a client sees. None where the cluster does not show it to this client, or to any."""

    brokers: int
    topics: Mapping[str, topics.Present]
    """Their settings are empty where `shows_settings` is false."""
    shows_settings: bool = True
    rights: Sequence[rights.Right] | None = None


def look_at_cluster(admin: AdminClient) -> Cluster:
    """Raises KafkaException if it does not answer at all."""
    seen = admin.list_topics(timeout=SECONDS)
    names = [name for name in seen.topics if not name.startswith("_")]
    settings = _shown(lambda: _settings(admin, names))
    present = {
        name: topics.Present(len(parts), len(parts[0].replicas), (settings or {}).get(name, {}))
        for name in names
        if (parts := seen.topics[name].partitions)
    }
    return Cluster(
        brokers=len(seen.brokers),
        topics=present,
        shows_settings=settings is not None,
        rights=None if settings is None else _shown(lambda: rights.present_rights(admin)),
    )


def judge_cluster(cluster: Cluster, services: Sequence[str], files: Landscape | None) -> Iterator[Finding]:
    """`services`: the principals of the instances. `files`: what topics and rights should be, if known."""
    if files is not None:
        yield from _beside_files(cluster, files)
        return
    for name in services:
        if f"{name}.v1" not in cluster.topics:
            yield Finding(name="topic_missing", at=f"{name}.v1")
    if cluster.shows_settings:
        yield from _of_events(cluster.topics)


def _beside_files(cluster: Cluster, files: Landscape) -> Iterator[Finding]:
    wanted = [topic.on(cluster.brokers) for topic in files.topics]
    for change in topics.plan(wanted, cluster.topics):
        match change:
            case topics.Create(topic):
                yield Finding(name="topic_missing", at=topic.name)
            case topics.SetTo() if not cluster.shows_settings:
                continue
            case topics.SetTo(topic=at) | topics.AddPartitions(topic=at) | topics.Refused(topic=at):
                yield Finding(name="topic_differs", at=at, what=f"{change}".partition(": ")[2])
    for right in rights.plan(files, cluster.rights) if cluster.rights is not None else ():
        name = "right_missing" if isinstance(right, rights.Grant) else "right_too_many"
        yield Finding(name=name, at=right.right.name, what=f"{right.right}")


def _of_events(present: Mapping[str, topics.Present]) -> Iterator[Finding]:
    """Heartbeats and deliveries alone are deleted, by their age."""
    for name, topic in present.items():
        is_event = not recipient_of(name) and f"{HEARTBEATS}." not in name
        keeps = KEEPS if is_event else {"cleanup.policy": "delete"}
        wrong = [
            f"{key}={topic.settings.get(key)}"
            for key, value in keeps.items()
            if topic.settings.get(key) != value
        ]
        if wrong:
            yield Finding(name="topic_deletes", at=name, what=", ".join(wrong))


def _settings(admin: AdminClient, names: Sequence[str]) -> dict[str, dict[str, str]]:
    resources = [ConfigResource(ResourceType.TOPIC, name) for name in names]
    answers = admin.describe_configs(resources, request_timeout=SECONDS) if resources else {}
    return {
        resource.name: {entry.name: str(entry.value) for entry in answer.result(SECONDS + 1).values()}
        for resource, answer in answers.items()
    }


def _shown(ask: Callable[[], T]) -> T | None:
    """None where this client may not ask, or the broker does not know the question."""
    try:
        return ask()
    except (KafkaException, TimeoutError):
        return None
